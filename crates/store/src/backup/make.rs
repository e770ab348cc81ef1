//! Making a backup. The database comes first and the files after it: a file is on disk before a row names it, and is
//! never deleted, so whatever the copy of the database names is still there to be copied.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use sea_orm::{
    AccessMode, ConnectionTrait as _, DatabaseConnection, DbBackend, IsolationLevel, Statement,
    TransactionTrait as _,
};

use super::contents::{self, Contents};
use super::sums::{Sums, sum_of};
use super::{BackupError, FORMAT, Files, Kind, MANIFEST, Manifest, at, flush, place_of, postgres};
use crate::FileStore;
use crate::database::connect::{Address, Purpose};
use crate::moment::Millis;

/// Makes a backup in a folder that does not exist yet; what is in an `earlier` one is linked, not copied. The folder
/// gets its name at the end, so that whatever has the name is whole.
///
/// # Errors
/// When the folder is there, the database or the disk fails, or a file that the database names is lost or damaged.
pub async fn make(
    url: &str,
    store: &FileStore,
    folder: &Path,
    earlier: Option<&Path>,
    now: Millis,
) -> Result<Manifest, BackupError> {
    if folder.exists() {
        return Err(BackupError::NotEmpty(folder.to_owned()));
    }
    let half = half_of(folder);
    // What a backup that was killed left.
    let _ = fs::remove_dir_all(&half);
    fs::create_dir_all(&half).map_err(at(&half))?;
    let made = fill(url, store, &half, earlier, now).await;
    if made.is_err() {
        let _ = fs::remove_dir_all(&half);
    }
    let manifest = made?;
    fs::rename(&half, folder).map_err(at(folder))?;
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    flush(parent)?;
    Ok(manifest)
}

fn half_of(folder: &Path) -> PathBuf {
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    folder.with_file_name(name)
}

async fn fill(
    url: &str,
    store: &FileStore,
    half: &Path,
    earlier: Option<&Path>,
    now: Millis,
) -> Result<Manifest, BackupError> {
    let copied = copy_database(url, half).await?;
    let mut sums = Sums::default();
    let database = half.join(copied.kind.file());
    flush(&database)?;
    sums.add(copied.kind.file().to_owned(), sum_of(&database)?.0);
    let files = copy_files(store, &copied.files, half, earlier, &mut sums)?;
    let manifest = Manifest {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: now,
        kind: copied.kind,
        migrations: copied.migrations,
        contents: copied.contents,
        files,
    };
    let path = half.join(MANIFEST);
    let text = serde_json::to_string_pretty(&manifest).map_err(std::io::Error::other)?;
    fs::write(&path, text).map_err(at(&path))?;
    flush(&path)?;
    sums.add(MANIFEST.to_owned(), sum_of(&path)?.0);
    sums.write(half)?;
    flush(half)?;
    Ok(manifest)
}

/// The copy of a database, and what it holds.
struct Copied {
    kind: Kind,
    migrations: Vec<String>,
    contents: Contents,
    files: BTreeSet<String>,
}

async fn copy_database(url: &str, half: &Path) -> Result<Copied, BackupError> {
    let address = Address::parse(url)?;
    let connection = address.connect(Purpose::Read).await?;
    let copied = match address.kind {
        DbBackend::Postgres => dump(&connection, &address.url, half).await,
        _ => vacuum(&connection, half).await,
    };
    connection.close().await?;
    copied
}

/// SQLite copies itself as one reader sees it; the server goes on writing.
async fn vacuum(connection: &DatabaseConnection, half: &Path) -> Result<Copied, BackupError> {
    let path = half.join(Kind::Sqlite.file());
    let into = Statement::from_sql_and_values(
        DbBackend::Sqlite,
        "VACUUM INTO ?",
        [path.display().to_string().into()],
    );
    connection.execute_raw(into).await?;
    let copy = Address::parse(&format!("sqlite:{}", path.display()))?.connect(Purpose::Read).await?;
    let copied = describe(Kind::Sqlite, &copy).await;
    copy.close().await?;
    copied
}

/// `pg_dump` copies what our transaction sees, in which it is then described.
async fn dump(connection: &DatabaseConnection, url: &str, half: &Path) -> Result<Copied, BackupError> {
    let (isolation, access) = (IsolationLevel::RepeatableRead, AccessMode::ReadOnly);
    let transaction = connection.begin_with_config(Some(isolation), Some(access)).await?;
    // A large log takes longer to verify than a page may take to read.
    transaction.execute_unprepared("SET LOCAL statement_timeout = 0").await?;
    let export = Statement::from_string(DbBackend::Postgres, "SELECT pg_export_snapshot()");
    let snapshot = transaction.query_one_raw(export).await?;
    let snapshot: String = snapshot.map_or(Ok(String::new()), |row| row.try_get_by_index(0))?;
    postgres::dump(url, &snapshot, &half.join(Kind::Postgres.file())).await?;
    let copied = describe(Kind::Postgres, &transaction).await;
    transaction.rollback().await?;
    copied
}

async fn describe(kind: Kind, connection: &impl sea_orm::ConnectionTrait) -> Result<Copied, BackupError> {
    Ok(Copied {
        kind,
        migrations: contents::migrations(connection).await?,
        contents: Contents::read(connection).await?,
        files: contents::files(connection).await?,
    })
}

fn copy_files(
    store: &FileStore,
    named: &BTreeSet<String>,
    half: &Path,
    earlier: Option<&Path>,
    sums: &mut Sums,
) -> Result<Files, BackupError> {
    let mut files = Files { count: 0, bytes: 0 };
    for sha256 in named {
        let place = place_of(sha256);
        let to = half.join(&place);
        let folder = to.parent().unwrap_or(half);
        fs::create_dir_all(folder).map_err(at(folder))?;
        let linked = earlier.is_some_and(|earlier| fs::hard_link(earlier.join(&place), &to).is_ok());
        if !linked {
            let from = store.path_of(sha256)?;
            fs::copy(&from, &to).map_err(|_| BackupError::FileLost(sha256.clone()))?;
            flush(&to)?;
        }
        let (sum, bytes) = sum_of(&to)?;
        if sum != *sha256 {
            return Err(BackupError::Damaged(place));
        }
        sums.add(place, sum);
        files = Files { count: files.count + 1, bytes: files.bytes + bytes };
    }
    Ok(files)
}
