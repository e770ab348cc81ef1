//! The file store: bytes under the name of their SHA-256, in a folder.
//!
//! A file is written aside, flushed to disk, and only then given its name, so that whatever has a name is whole.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use tokio::fs::{self, File, OpenOptions};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::id::{hex, random};

/// An upload that was not written to for so long has broken off.
const BROKEN_OFF: Duration = Duration::from_secs(2 * 3600);

/// A folder of files named by what is in them.
#[derive(Clone, Debug)]
pub struct FileStore {
    root: PathBuf,
}

/// What is known of a stored file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    pub sha256: String,
    /// Bytes.
    pub size: u64,
}

impl FileStore {
    /// Opens the store at an address such as `file:var/files`, creating its folders.
    ///
    /// # Errors
    /// When the address is of another kind or the folders cannot be made.
    pub async fn open(url: &str) -> io::Result<Self> {
        let Some(path) = url.strip_prefix("file:") else {
            return Err(io::Error::new(
                io::ErrorKind::Unsupported,
                "the address of the files must begin with `file:`",
            ));
        };
        let root = PathBuf::from(path);
        fs::create_dir_all(root.join("incoming")).await?;
        fs::create_dir_all(root.join("sha256")).await?;
        forget_broken_off(&root.join("incoming")).await?;
        Ok(Self { root })
    }

    /// Begins a new file.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn incoming(&self) -> io::Result<Incoming> {
        let path = self.root.join("incoming").join(random().map_err(io::Error::other)?);
        let file = OpenOptions::new().write(true).create_new(true).open(&path).await?;
        Ok(Incoming { store: self.clone(), path, file: Some(file), hasher: Sha256::new(), size: 0 })
    }

    /// Stores bytes that are already at hand.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn put(&self, bytes: &[u8]) -> io::Result<StoredFile> {
        let mut incoming = self.incoming().await?;
        incoming.write(bytes).await?;
        incoming.keep().await
    }

    /// Stores what is in a file elsewhere.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn put_file(&self, from: &Path) -> io::Result<StoredFile> {
        let (mut file, mut incoming) = (File::open(from).await?, self.incoming().await?);
        let mut piece = vec![0; 1 << 16];
        loop {
            let length = file.read(&mut piece).await?;
            if length == 0 {
                return incoming.keep().await;
            }
            incoming.write(&piece[..length]).await?;
        }
    }

    /// Whether something can be written: writes and deletes an empty file.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn probe(&self) -> io::Result<()> {
        self.incoming().await.map(drop)
    }

    /// Bytes that are free on its disk.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn free_space(&self) -> io::Result<u64> {
        crate::disk::free(&self.root)
    }

    /// Whether nothing is stored yet.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn is_empty(&self) -> io::Result<bool> {
        Ok(std::fs::read_dir(self.root.join("sha256"))?.next().is_none())
    }

    /// Opens a stored file for reading.
    ///
    /// # Errors
    /// `NotFound` when there is none of that name.
    pub async fn open_file(&self, sha256: &str) -> io::Result<File> {
        File::open(self.path_of(sha256)?).await
    }

    /// The size of a stored file in bytes, or nothing when it is not there.
    ///
    /// # Errors
    /// When the disk fails otherwise.
    pub fn size(&self, sha256: &str) -> io::Result<Option<u64>> {
        // One call that takes a microsecond: a thread of its own for it would take ten.
        match std::fs::metadata(self.path_of(sha256)?) {
            Ok(metadata) => Ok(Some(metadata.len())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(crate) fn path_of(&self, sha256: &str) -> io::Result<PathBuf> {
        let is_hash = sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_hash {
            return Err(io::Error::new(io::ErrorKind::NotFound, "not the name of a file"));
        }
        Ok(self.root.join("sha256").join(&sha256[..2]).join(&sha256[2..]))
    }
}

/// A file on its way in. Dropped before [`Incoming::keep`], it leaves nothing behind.
pub struct Incoming {
    store: FileStore,
    path: PathBuf,
    file: Option<File>,
    hasher: Sha256,
    size: u64,
}

impl Incoming {
    /// Adds bytes.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some(file) = self.file.as_mut() else { return Err(io::ErrorKind::BrokenPipe.into()) };
        file.write_all(bytes).await?;
        self.hasher.update(bytes);
        self.size += bytes.len() as u64;
        Ok(())
    }

    /// Bytes so far.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Where the bytes lie meanwhile, for those who must look into them before they are kept.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes all bytes so far readable at [`Incoming::path`].
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn flush(&mut self) -> io::Result<()> {
        let Some(file) = self.file.as_mut() else { return Err(io::ErrorKind::BrokenPipe.into()) };
        file.flush().await
    }

    /// Flushes the bytes to disk and gives them their name; the same bytes twice are stored once.
    ///
    /// # Errors
    /// When the disk refuses; nothing is then kept.
    pub async fn keep(mut self) -> io::Result<StoredFile> {
        let Some(mut file) = self.file.take() else { return Err(io::ErrorKind::BrokenPipe.into()) };
        file.flush().await?;
        file.sync_all().await?;
        let sha256 = hex(&std::mem::take(&mut self.hasher).finalize());
        let path = self.store.path_of(&sha256)?;
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        fs::create_dir_all(&folder).await?;
        fs::rename(&self.path, &path).await?;
        sync_folder(&folder).await?;
        sync_folder(&self.store.root.join("sha256")).await?;
        Ok(StoredFile { sha256, size: self.size })
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        // After `keep` the name is gone already, and the error says just that.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Deletes what a process that was killed left behind. Another one may still be receiving, so only what nobody has
/// written to for longer than any upload may take.
async fn forget_broken_off(folder: &Path) -> io::Result<()> {
    let mut entries = fs::read_dir(folder).await?;
    while let Some(entry) = entries.next_entry().await? {
        let written = entry.metadata().await?.modified()?;
        if written.elapsed().is_ok_and(|age| age > BROKEN_OFF) {
            fs::remove_file(entry.path()).await?;
        }
    }
    Ok(())
}

/// A new name in a folder survives a power cut only once the folder is flushed too.
async fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder).await?.sync_all().await
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncReadExt as _;

    use super::*;

    async fn store() -> (tempfile::TempDir, FileStore) {
        let folder = tempfile::tempdir().unwrap();
        let store = FileStore::open(&format!("file:{}", folder.path().display())).await.unwrap();
        (folder, store)
    }

    #[tokio::test]
    async fn a_kept_file_comes_back_whole_under_its_hash() {
        let (_folder, store) = store().await;
        let kept = store.put(b"abc").await.unwrap();
        assert_eq!(kept.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(store.size(&kept.sha256).unwrap(), Some(3));
        let mut bytes = Vec::new();
        store.open_file(&kept.sha256).await.unwrap().read_to_end(&mut bytes).await.unwrap();
        assert_eq!(bytes, b"abc");
    }

    #[tokio::test]
    async fn an_upload_that_breaks_off_leaves_nothing() {
        let (folder, store) = store().await;
        let mut incoming = store.incoming().await.unwrap();
        incoming.write(b"half").await.unwrap();
        drop(incoming);
        assert_eq!(std::fs::read_dir(folder.path().join("incoming")).unwrap().count(), 0);
    }

    #[tokio::test]
    async fn what_a_killed_process_left_is_deleted_but_not_what_still_comes_in() {
        let (folder, store) = store().await;
        let coming = store.incoming().await.unwrap();
        let left = folder.path().join("incoming").join("left");
        let hours_ago = std::time::SystemTime::now() - Duration::from_secs(3 * 3600);
        std::fs::File::create(&left).unwrap().set_modified(hours_ago).unwrap();
        FileStore::open(&format!("file:{}", folder.path().display())).await.unwrap();
        assert!(!left.exists() && coming.path().exists());
    }

    #[tokio::test]
    async fn a_name_that_is_no_hash_opens_nothing() {
        let (_folder, store) = store().await;
        assert!(store.open_file("../../etc/passwd").await.is_err());
    }
}
