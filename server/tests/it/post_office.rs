//! A mail server on a real socket that misbehaves as it is told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use rustls::ServerConfig;
use rustls::pki_types::PrivatePkcs8KeyDer;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::{TlsAcceptor, rustls};

/// What the server does with the next mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    Accepts,
    /// 451 to the recipient.
    Later,
    /// 550 to the recipient.
    Never,
    /// 554 before anything was said.
    Unwanted,
    /// 550 to whoever sends.
    NotFromYou,
    /// Says nothing any more once the data begins.
    Stalls,
    /// Takes the whole mail and hangs up before it says so.
    TakesAndDrops,
    /// Takes the mail and puts it into the mailbox twice.
    Doubles,
}

/// A server that speaks in secret, at once or when asked to (STARTTLS), and takes mails from one user only.
#[derive(Clone, Copy)]
pub(crate) struct Secured {
    pub implicit: bool,
    pub user: &'static str,
    pub password: &'static str,
}

/// The running server: its moods, one for each connection and then `Accepts`, and what lies in the mailbox.
pub(crate) struct PostOffice {
    pub url: String,
    /// Whom to trust for it, as PEM; empty where nothing is secret.
    pub certificate: String,
    moods: Arc<Mutex<VecDeque<Mood>>>,
    mailbox: Arc<Mutex<Vec<String>>>,
}

impl PostOffice {
    pub(crate) async fn open(moods: &[Mood]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let moods = Arc::new(Mutex::new(moods.iter().copied().collect::<VecDeque<_>>()));
        let mailbox = Arc::new(Mutex::new(Vec::new()));
        let (queue, held) = (Arc::clone(&moods), Arc::clone(&mailbox));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let mood = queue.lock().unwrap().pop_front().unwrap_or(Mood::Accepts);
                tokio::spawn(greeted(stream, mood, Arc::clone(&held)));
            }
        });
        Self { url, certificate: String::new(), moods, mailbox }
    }

    pub(crate) async fn secured(secured: Secured) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let url = if secured.implicit {
            format!("smtps://localhost:{port}")
        } else {
            format!("smtp://localhost:{port}?tls=required")
        };
        let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
        let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key.into())
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let mailbox = Arc::new(Mutex::new(Vec::new()));
        let held = Arc::clone(&mailbox);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(in_secret(stream, acceptor.clone(), secured, Arc::clone(&held)));
            }
        });
        Self { url, certificate: made.cert.pem(), moods: Arc::default(), mailbox }
    }

    pub(crate) fn mailbox(&self) -> Vec<String> {
        self.mailbox.lock().unwrap().clone()
    }

    /// Whether every mood was lived out.
    pub(crate) fn is_calm(&self) -> bool {
        self.moods.lock().unwrap().is_empty()
    }
}

type Mailbox = Arc<Mutex<Vec<String>>>;

async fn greeted(mut stream: TcpStream, mood: Mood, mailbox: Mailbox) -> Option<()> {
    if mood == Mood::Unwanted {
        return stream.write_all(b"554 5.7.1 no service for you\r\n").await.ok();
    }
    stream.write_all(b"220 test ESMTP\r\n").await.ok()?;
    talk(stream, mood, None, mailbox).await
}

async fn in_secret(
    stream: TcpStream,
    acceptor: TlsAcceptor,
    secured: Secured,
    mailbox: Mailbox,
) -> Option<()> {
    if secured.implicit {
        let mut stream = acceptor.accept(stream).await.ok()?;
        stream.write_all(b"220 test ESMTP\r\n").await.ok()?;
        return talk(stream, Mood::Accepts, Some(secured), mailbox).await;
    }
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 test ESMTP\r\n").await.ok()?;
    let mut line = String::new();
    while stream.read_line(&mut line).await.ok()? > 0 {
        if line.starts_with("STARTTLS") {
            stream.write_all(b"220 go on\r\n").await.ok()?;
            let stream = acceptor.accept(stream.into_inner()).await.ok()?;
            return talk(stream, Mood::Accepts, Some(secured), mailbox).await;
        }
        let answer =
            if line.starts_with("EHLO") { "250-test\r\n250 STARTTLS" } else { "530 not in the open" };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
        line.clear();
    }
    None
}

/// What a client with this name and password says (RFC 4616).
fn plain(secured: Secured) -> String {
    BASE64_STANDARD.encode(format!("\0{}\0{}", secured.user, secured.password))
}

async fn talk(
    stream: impl AsyncRead + AsyncWrite,
    mood: Mood,
    asks: Option<Secured>,
    mailbox: Mailbox,
) -> Option<()> {
    let (reader, mut writer) = tokio::io::split(stream);
    let mut lines = BufReader::new(reader).lines();
    let mut known = asks.is_none();
    while let Ok(Some(line)) = lines.next_line().await {
        let word = line.split(' ').next().unwrap_or_default().to_ascii_uppercase();
        let answer = match (word.as_str(), mood) {
            ("EHLO", _) if asks.is_some() => "250-test\r\n250 AUTH PLAIN",
            ("AUTH", _) => {
                known = asks.is_some_and(|secured| line.ends_with(&format!(" {}", plain(secured))));
                if known { "235 known" } else { "535 who is this?" }
            }
            ("MAIL", _) if !known => "530 sign in",
            ("MAIL", Mood::NotFromYou) => "550 5.1.8 motcua@example.vn is nobody",
            ("RCPT", Mood::Later) => "451 try again later, hoa@example.vn",
            ("RCPT", Mood::Never) => "550 5.1.1 no such user hoa@example.vn",
            ("DATA", Mood::Stalls) => {
                writer.write_all(b"354 go on\r\n").await.ok()?;
                tokio::time::sleep(Duration::from_secs(60)).await;
                return None;
            }
            ("DATA", _) => {
                writer.write_all(b"354 go on\r\n").await.ok()?;
                let mut mail = String::new();
                while let Ok(Some(line)) = lines.next_line().await {
                    if line == "." {
                        break;
                    }
                    mail.push_str(&line);
                    mail.push('\n');
                }
                let copies = if mood == Mood::Doubles { 2 } else { 1 };
                mailbox.lock().unwrap().extend(std::iter::repeat_n(mail, copies));
                if mood == Mood::TakesAndDrops {
                    return None;
                }
                "250 taken"
            }
            ("QUIT", _) => {
                writer.write_all(b"221 bye\r\n").await.ok()?;
                return None;
            }
            _ => "250 ok",
        };
        writer.write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
    }
    None
}
