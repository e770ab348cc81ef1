//! `motcua backup` and `motcua restore`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use store::backup::{self, Manifest};
use store::{Database, FileStore, moment};
use time::OffsetDateTime;

use crate::config::Stores;

type Outcome = Result<ExitCode, Box<dyn std::error::Error>>;

#[derive(Debug, Args)]
pub(crate) struct BackupArgs {
    #[command(flatten)]
    stores: Stores,
    /// Folder to make; it must not be there yet
    folder: PathBuf,
    /// An earlier backup on the same disk: files that it has are linked, not copied
    #[arg(long)]
    since: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct RestoreArgs {
    #[command(flatten)]
    stores: Stores,
    /// Folder of the backup
    folder: PathBuf,
}

pub(crate) async fn back_up(args: BackupArgs) -> Outcome {
    let files = FileStore::open(&args.stores.files_url).await?;
    let now = moment::to_millis(OffsetDateTime::now_utc());
    let (url, since) = (&args.stores.database_url, args.since.as_deref());
    let manifest = backup::make(url, &files, &args.folder, since, now).await?;
    println!("backed up: {}", told(&manifest));
    warn_of_the_log(&manifest);
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn restore(args: RestoreArgs) -> Outcome {
    let files = FileStore::open(&args.stores.files_url).await?;
    let manifest = backup::restore(&args.stores.database_url, &files, &args.folder).await?;
    println!("restored and verified: {}", told(&manifest));
    warn_of_the_log(&manifest);
    if manifest.migrations.len() < Database::migrations().len() {
        println!("the backup is of an older version: run `motcua migrate` before `motcua serve`");
    }
    Ok(ExitCode::SUCCESS)
}

fn told(manifest: &Manifest) -> String {
    let (log, files) = (&manifest.contents.log, manifest.files);
    let dossiers = manifest.contents.tables.get("dossier").copied().unwrap_or_default();
    format!(
        "{dossiers} dossiers, {} files ({} bytes), {} events, head of the log {}",
        files.count, files.bytes, log.events, log.head
    )
}

fn warn_of_the_log(manifest: &Manifest) {
    if let Some(seq) = manifest.contents.log.broken_at {
        eprintln!("the log was broken at event {seq} when it was backed up");
    }
}
