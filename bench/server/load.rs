//! The driver: clients that each keep one connection and send one request after the other.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::stage::Running;

/// What a measurement found. The times are milliseconds from the request to the last byte of the answer.
pub(crate) struct Measured {
    pub per_second: f64,
    /// Answers for each second that a processor worked for the server: what others do on the machine moves it less.
    pub per_busy_second: Option<f64>,
    pub p50: f64,
    pub p99: f64,
}

impl Measured {
    pub(crate) fn new(took: Duration, mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
        let per_second = times.len() as f64 / took.as_secs_f64();
        Self { per_second, per_busy_second: None, p50: at(0.5), p99: at(0.99) }
    }

    fn with_busy(self, answers: usize, busy: Duration) -> Self {
        let per_busy_second = (!busy.is_zero()).then(|| answers as f64 / busy.as_secs_f64());
        Self { per_busy_second, ..self }
    }
}

/// A connection that is kept.
struct Connection {
    stream: TcpStream,
    bytes: Vec<u8>,
}

impl Connection {
    async fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream, bytes: Vec::with_capacity(64 * 1024) }
    }

    /// Sends a request and waits for the whole answer; the head of it is checked by `right`.
    async fn ask(&mut self, request: &[u8], right: impl Fn(&str) -> bool) {
        self.stream.write_all(request).await.unwrap();
        self.bytes.clear();
        let mut head = None;
        loop {
            let length = self.stream.read_buf(&mut self.bytes).await.unwrap();
            assert!(length > 0, "the answer broke off");
            if head.is_none() {
                head = self.bytes.windows(4).position(|four| four == b"\r\n\r\n");
            }
            let Some(end) = head else { continue };
            let text = std::str::from_utf8(&self.bytes[..end]).unwrap();
            if whole(text, &self.bytes[end + 4..]) {
                assert!(right(text), "{text}");
                return;
            }
        }
    }
}

fn whole(head: &str, body: &[u8]) -> bool {
    let field = |name: &str| head.lines().find_map(|line| line.strip_prefix(name));
    match field("content-length: ") {
        Some(length) => body.len() >= length.parse().unwrap(),
        None => body.ends_with(b"0\r\n\r\n"),
    }
}

/// The clients ask these in turns, from the first again after the last, for some time.
pub(crate) async fn for_some_time(
    server: &Running,
    requests: Arc<Vec<String>>,
    clients: usize,
    time: Duration,
) -> Measured {
    let (address, before) = (server.address, server.busy());
    let (began, next) = (Instant::now(), Arc::new(AtomicUsize::new(0)));
    let clients = (0..clients).map(|_| {
        let (requests, next) = (Arc::clone(&requests), Arc::clone(&next));
        tokio::spawn(async move {
            let (mut connection, mut times) = (Connection::open(address).await, Vec::new());
            while began.elapsed() < time {
                let request = &requests[next.fetch_add(1, Ordering::Relaxed) % requests.len()];
                let at = Instant::now();
                connection.ask(request.as_bytes(), |head| head.starts_with("HTTP/1.1 200")).await;
                times.push(at.elapsed());
            }
            times
        })
    });
    let times = gathered(clients).await;
    let answers = times.len();
    Measured::new(began.elapsed(), times).with_busy(answers, server.busy().saturating_sub(before))
}

/// The clients share a heap of requests that each are sent once.
pub(crate) async fn each_once(
    address: SocketAddr,
    requests: Vec<String>,
    clients: usize,
    right: fn(&str) -> bool,
) -> Measured {
    let (requests, next) = (Arc::new(requests), Arc::new(AtomicUsize::new(0)));
    let began = Instant::now();
    let clients = (0..clients).map(|_| {
        let (requests, next) = (Arc::clone(&requests), Arc::clone(&next));
        tokio::spawn(async move {
            let (mut connection, mut times) = (Connection::open(address).await, Vec::new());
            while let Some(request) = requests.get(next.fetch_add(1, Ordering::Relaxed)) {
                let at = Instant::now();
                connection.ask(request.as_bytes(), right).await;
                times.push(at.elapsed());
            }
            times
        })
    });
    let times = gathered(clients).await;
    Measured::new(began.elapsed(), times)
}

async fn gathered(clients: impl Iterator<Item = tokio::task::JoinHandle<Vec<Duration>>>) -> Vec<Duration> {
    let clients: Vec<_> = clients.collect();
    let mut times = Vec::new();
    for client in clients {
        times.extend(client.await.unwrap());
    }
    times
}
