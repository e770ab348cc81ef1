//! What a process gives up that reads what strangers sent. The server starts it (`casework`, `confined.rs`): a file that
//! exhausts a reader ends this process and nothing else (decision 0015).

use rustix::process::{Resource, Rlimit, setrlimit};

pub(crate) type Told<T> = Result<T, Box<dyn std::error::Error>>;

/// Bytes of addresses beyond those that the program has when it begins: the allocator sets a gigabyte of them aside at once,
/// or not. A page with a picture of 50 megapixels takes some 400 MB of memory.
const MEMORY: u64 = 1 << 30;
/// Seconds of a processor.
const TIME: u64 = 5;

/// Little memory and time, no file, socket or process beside the open ones, and nothing of the document left on the disk.
pub(crate) fn confine() -> Told<()> {
    // Where memory runs out, this process goes and not the server.
    let _ = std::fs::write("/proc/self/oom_score_adj", "1000");
    limit(Resource::As, addresses()? + MEMORY)?;
    limit(Resource::Cpu, TIME)?;
    limit(Resource::Core, 0)?;
    limit(Resource::Fsize, 0)?;
    limit(Resource::Nproc, 0)?;
    // Standard input, output and error are open already.
    limit(Resource::Nofile, 3)
}

/// Bytes of addresses that this process has now.
fn addresses() -> Told<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let size = status.lines().find_map(|line| line.strip_prefix("VmSize:")?.trim().strip_suffix(" kB"));
    Ok(size.ok_or("the system does not tell how large a process is")?.parse::<u64>()? * 1024)
}

fn limit(resource: Resource, most: u64) -> Told<()> {
    Ok(setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?)
}
