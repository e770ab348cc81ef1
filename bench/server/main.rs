//! How fast the server is, beside the least that could do the same in the same run: `docs/performance.md`.
//!
//!     cargo build --release -p server --bin motcua --example bench
//!     target/release/examples/bench --server target/release/motcua [--postgres postgres://…]
//!
//! The server and the bare handler run on one core (`taskset`), this driver on the others.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on has no result")]

mod bare;
mod load;
mod stage;
mod submission;
mod tracking;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand};

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    part: Option<Part>,
    /// The program to measure
    #[arg(long, default_value = "target/release/motcua")]
    server: PathBuf,
    /// A PostgreSQL server on which databases may be made; without it SQLite is measured
    #[arg(long)]
    postgres: Option<String>,
    /// Seconds of each measurement of the tracking page
    #[arg(long, default_value_t = 8)]
    seconds: u64,
    /// Dossiers to file
    #[arg(long, default_value_t = 6000)]
    dossiers: usize,
    /// Clients at once
    #[arg(long, default_value_t = 64)]
    clients: usize,
    /// The core of the server
    #[arg(long, default_value = "0")]
    core: String,
    /// The cores of this driver
    #[arg(long, default_value = "1")]
    rest: String,
}

#[derive(Subcommand)]
enum Part {
    /// The bare handler, as a process of its own
    Bare {
        #[arg(long)]
        database: String,
        #[arg(long)]
        addr: SocketAddr,
    },
}

#[tokio::main]
async fn main() {
    let arguments = Arguments::parse();
    if let Some(Part::Bare { database, addr }) = arguments.part {
        return bare::serve(&database, addr).await;
    }
    stage::stay_on(&arguments.rest);
    println!(
        "| what | requests/s | of the bare one | p50 ms | p99 ms | per second of processor | of the bare one |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    );
    tracking::measure(&arguments).await;
    submission::measure(&arguments).await;
}

/// One line of the table.
fn row(what: &str, measured: &load::Measured, bare: Option<&load::Measured>) {
    let load::Measured { per_second, per_busy_second, p50, p99 } = measured;
    let share = |own: f64, bare: f64| format!("{:.0} %", own / bare * 100.0);
    let ratio = bare.map_or(String::new(), |bare| share(*per_second, bare.per_second));
    let busy = per_busy_second.map_or(String::new(), |busy| format!("{busy:.0}"));
    let both = per_busy_second.zip(bare.and_then(|bare| bare.per_busy_second));
    let of_busy = both.map_or(String::new(), |(own, bare)| share(own, bare));
    println!("| {what} | {per_second:.0} | {ratio} | {p50:.2} | {p99:.2} | {busy} | {of_busy} |");
}
