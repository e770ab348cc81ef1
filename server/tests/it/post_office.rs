//! A mail server on a real socket that misbehaves as it is told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What the server does with the next mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    Accepts,
    /// 451 to the recipient.
    Later,
    /// 550 to the recipient.
    Never,
    /// Says nothing any more once the data begins.
    Stalls,
    /// Takes the whole mail and hangs up before it says so.
    TakesAndDrops,
    /// Takes the mail and puts it into the mailbox twice.
    Doubles,
}

/// The running server: its moods, one for each connection and then `Accepts`, and what lies in the mailbox.
pub(crate) struct PostOffice {
    pub url: String,
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
                tokio::spawn(serve(stream, mood, Arc::clone(&held)));
            }
        });
        Self { url, moods, mailbox }
    }

    pub(crate) fn mailbox(&self) -> Vec<String> {
        self.mailbox.lock().unwrap().clone()
    }

    /// Whether every mood was lived out.
    pub(crate) fn is_calm(&self) -> bool {
        self.moods.lock().unwrap().is_empty()
    }
}

async fn serve(stream: TcpStream, mood: Mood, mailbox: Arc<Mutex<Vec<String>>>) -> Option<()> {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    writer.write_all(b"220 test ESMTP\r\n").await.ok()?;
    while let Ok(Some(line)) = lines.next_line().await {
        let word = line.split(' ').next().unwrap_or_default().to_ascii_uppercase();
        let answer = match (word.as_str(), mood) {
            ("RCPT", Mood::Later) => "451 try again later, hoa@example.vn",
            ("RCPT", Mood::Never) => "550 no such user hoa@example.vn",
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
