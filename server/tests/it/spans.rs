//! Spans of requests reach a collector by OTLP over HTTP, the last ones too, and carry nothing of a person.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crate::stop::{Server, status};

/// What a collector was sent: request lines and bodies, in one text.
#[derive(Clone, Default)]
struct Collected(Arc<Mutex<Vec<u8>>>);

impl Collected {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }

    /// Takes one request and answers that it is well.
    fn take(&self, mut stream: TcpStream) {
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let (mut head, mut length) = (String::new(), 0);
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).unwrap_or(0) == 0 {
                return;
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            head.push_str(&line);
            if line == "\r\n" {
                break;
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        self.0.lock().unwrap().extend(head.into_bytes().into_iter().chain(body));
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").unwrap();
    }
}

fn collector() -> (String, Collected) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let collected = Collected::default();
    let into = collected.clone();
    thread::spawn(move || listener.incoming().flatten().for_each(|stream| into.take(stream)));
    (address, collected)
}

#[test]
fn the_spans_of_requests_reach_a_collector() {
    let (address, collected) = collector();
    let mut server = Server::start_with("1", &[("OTEL_EXPORTER_OTLP_ENDPOINT", &address)]);
    assert_eq!(status(server.public, "/track/H09.41.10-261118-0001"), Some(404));
    server.ask_to_stop();
    assert!(server.ended(Duration::from_secs(20)).success(), "{}", server.log());
    let text = collected.text();
    assert!(text.contains("POST /v1/traces"), "{text}\n{}", server.log());
    for told in ["motcua", "request", "/track/{code}"] {
        assert!(text.contains(told), "{told} is not in {text}");
    }
    assert!(!text.contains("261118-0001"), "the code of a dossier is in {text}");
}
