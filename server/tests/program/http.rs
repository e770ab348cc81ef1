//! As much of HTTP as these tests need: one blocking request a connection.

use std::io::{Error, ErrorKind, Read as _, Result, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// A file of a hundred thousand rows takes a debug build on a busy machine this long.
const PATIENCE: Duration = Duration::from_secs(180);

/// An answer that arrived whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub status: u16,
    pub location: Option<String>,
    /// Name and value of the cookie that was set.
    pub cookie: Option<String>,
    pub body: Vec<u8>,
}

pub(crate) fn get(address: SocketAddr, path: &str, cookie: &str) -> Result<Answer> {
    send(address, &format!("GET {path} HTTP/1.0\r\n"), cookie, &[])
}

/// Posts a plain form, as a browser without JavaScript does.
pub(crate) fn post(address: SocketAddr, path: &str, cookie: &str, kind: &str, body: &[u8]) -> Result<Answer> {
    let head = format!("POST {path} HTTP/1.0\r\nContent-Type: {kind}\r\nSec-Fetch-Site: same-origin\r\n");
    send(address, &head, cookie, body)
}

fn send(address: SocketAddr, head: &str, cookie: &str, body: &[u8]) -> Result<Answer> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let rest = format!("Accept: text/html\r\nCookie: {cookie}\r\nContent-Length: {}\r\n\r\n", body.len());
    stream.write_all(&[head.as_bytes(), rest.as_bytes(), body].concat())?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    parse(&bytes).ok_or_else(|| Error::new(ErrorKind::UnexpectedEof, "the answer broke off"))
}

fn parse(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let header = |name: &str| {
        let lines = head.lines().skip(1).filter_map(|line| line.split_once(": "));
        lines
            .into_iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.to_owned())
    };
    let body = bytes[end + 4..].to_vec();
    // A page that is streamed tells no length; it ends with the connection.
    let whole = header("content-length").is_none_or(|length| length.parse() == Ok(body.len()));
    whole.then_some(())?;
    Some(Answer {
        status: head.split(' ').nth(1)?.parse().ok()?,
        location: header("location"),
        cookie: header("set-cookie").and_then(|cookie| cookie.split(';').next().map(str::to_owned)),
        body,
    })
}
