use std::process::ExitCode;

use clap::Parser as _;
use mimalloc::MiMalloc;
use server::cli::{Cli, run};

/// Drawing a page is thousands of small pieces that live for a millisecond; glibc's allocator took half of the time.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    if let Some(code) = cli.run_alone() {
        return code;
    }
    // A worker for each processor: pages wait for nothing that needs another one (tests/it/architecture.rs).
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    match runtime {
        Ok(runtime) => runtime.block_on(run(cli)),
        Err(error) => {
            eprintln!("motcua: no runtime: {error}");
            ExitCode::FAILURE
        }
    }
}
