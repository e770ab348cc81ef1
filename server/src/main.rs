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
    // Leptos renders on the runtime's workers; with a single one a page that waits for itself never ends
    // (leptos #4647), so there are at least four whatever the machine.
    let workers = std::thread::available_parallelism().map_or(4, |count| count.get().max(4));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(workers).enable_all().build();
    match runtime {
        Ok(runtime) => runtime.block_on(run(cli)),
        Err(error) => {
            eprintln!("motcua: no runtime: {error}");
            ExitCode::FAILURE
        }
    }
}
