//! Restoring a backup into an empty place, and only after every sum was checked.

use std::fs;
use std::path::{Path, PathBuf};

use sea_orm::DbBackend;

use super::contents::{self, Contents};
use super::sums::Sums;
use super::{BackupError, FORMAT, Kind, MANIFEST, Manifest, at, flush, place_of, postgres};
use crate::FileStore;
use crate::database::Database;
use crate::database::connect::{Address, Purpose};

/// Restores a backup and answers what it holds. The database comes last: where it is, its files are.
///
/// # Errors
/// When the backup is damaged (with the name of what is), the place is not empty or of another kind, or what was
/// restored is not what was backed up.
pub async fn restore(url: &str, store: &FileStore, folder: &Path) -> Result<Manifest, BackupError> {
    let manifest = verified(folder)?;
    let address = Address::parse(url)?;
    let kind = if address.kind == DbBackend::Postgres { Kind::Postgres } else { Kind::Sqlite };
    if kind != manifest.kind {
        return Err(BackupError::OtherKind);
    }
    if !store.is_empty()? {
        return Err(BackupError::FilesNotEmpty);
    }
    match kind {
        Kind::Sqlite => restore_sqlite(url, store, folder, &manifest).await?,
        Kind::Postgres => restore_postgres(&address, store, folder, &manifest).await?,
    }
    Ok(manifest)
}

/// Reads the manifest and checks every sum.
fn verified(folder: &Path) -> Result<Manifest, BackupError> {
    let no_manifest = || BackupError::NoManifest(folder.to_owned());
    let text = fs::read_to_string(folder.join(MANIFEST)).map_err(|_| no_manifest())?;
    let manifest: Manifest = serde_json::from_str(&text).map_err(|_| no_manifest())?;
    let known = Database::migrations();
    if manifest.format > FORMAT || manifest.migrations.iter().any(|name| !known.contains(name)) {
        return Err(BackupError::Newer(manifest.program));
    }
    let sums = Sums::read(folder)?;
    for needed in [MANIFEST, manifest.kind.file()] {
        if !sums.has(needed) {
            return Err(BackupError::Damaged(super::SUMS.to_owned()));
        }
    }
    sums.verify(folder)?;
    Ok(manifest)
}

/// The copy is put beside its place, checked, and then given its name.
async fn restore_sqlite(
    url: &str,
    store: &FileStore,
    folder: &Path,
    manifest: &Manifest,
) -> Result<(), BackupError> {
    let to = PathBuf::from(url.trim_start_matches("sqlite:").trim_start_matches("//"));
    if to.exists() {
        return Err(BackupError::DatabaseNotEmpty);
    }
    let parent = to.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(at(parent))?;
    let half = to.with_extension("part");
    fs::copy(folder.join(manifest.kind.file()), &half).map_err(at(&half))?;
    let checked = put_files_and_compare(&format!("sqlite:{}", half.display()), store, folder, manifest).await;
    if checked.is_err() {
        let _ = fs::remove_file(&half);
    }
    checked?;
    flush(&half)?;
    fs::rename(&half, &to).map_err(at(&to))?;
    flush(parent)
}

async fn restore_postgres(
    address: &Address,
    store: &FileStore,
    folder: &Path,
    manifest: &Manifest,
) -> Result<(), BackupError> {
    let connection = address.connect(Purpose::Read).await?;
    let tables = contents::tables(&connection).await;
    connection.close().await?;
    if !tables?.is_empty() {
        return Err(BackupError::DatabaseNotEmpty);
    }
    postgres::load(&address.url, &folder.join(manifest.kind.file())).await?;
    put_files_and_compare(&address.url, store, folder, manifest).await
}

/// Puts the files that the database names into the store, and compares what stands in the database with the manifest.
async fn put_files_and_compare(
    url: &str,
    store: &FileStore,
    folder: &Path,
    manifest: &Manifest,
) -> Result<(), BackupError> {
    let connection = Address::parse(url)?.connect(Purpose::Migrate).await?;
    let named = contents::files(&connection).await;
    let contents = Contents::read(&connection).await;
    connection.close().await?;
    if contents? != manifest.contents {
        return Err(BackupError::Damaged(manifest.kind.file().to_owned()));
    }
    for sha256 in named? {
        let place = place_of(&sha256);
        let from = folder.join(&place);
        if !from.is_file() {
            return Err(BackupError::Missing(place));
        }
        // The store computes the name anew from what it writes.
        if store.put_file(&from).await?.sha256 != sha256 {
            return Err(BackupError::Damaged(place));
        }
    }
    Ok(())
}
