//! `SHA256SUMS`: the sums of all files of a backup, in the form of `sha256sum`, so that `sha256sum -c` checks them too.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::{BackupError, SUMS, at};
use crate::id::hex;

/// Sums by path below the folder of the backup.
#[derive(Default)]
pub(super) struct Sums(BTreeMap<String, String>);

impl Sums {
    pub(super) fn add(&mut self, path: String, sum: String) {
        self.0.insert(path, sum);
    }

    pub(super) fn write(&self, folder: &Path) -> Result<(), BackupError> {
        let path = folder.join(SUMS);
        let lines: String = self.0.iter().map(|(path, sum)| format!("{sum}  {path}\n")).collect();
        let mut file = File::create(&path).map_err(at(&path))?;
        file.write_all(lines.as_bytes()).and_then(|()| file.sync_all()).map_err(at(&path))
    }

    pub(super) fn read(folder: &Path) -> Result<Self, BackupError> {
        let text =
            std::fs::read_to_string(folder.join(SUMS)).map_err(|_| BackupError::Missing(SUMS.to_owned()))?;
        let lines = text.lines().map(|line| line.split_once("  "));
        let sums: Option<_> =
            lines.map(|line| line.map(|(sum, path)| (path.to_owned(), sum.to_owned()))).collect();
        Ok(Self(sums.ok_or_else(|| BackupError::Damaged(SUMS.to_owned()))?))
    }

    /// Reads every file and says which is not what it was.
    pub(super) fn verify(&self, folder: &Path) -> Result<(), BackupError> {
        for (path, sum) in &self.0 {
            let file = folder.join(path);
            if !file.is_file() {
                return Err(BackupError::Missing(path.clone()));
            }
            if sum_of(&file)?.0 != *sum {
                return Err(BackupError::Damaged(path.clone()));
            }
        }
        Ok(())
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }
}

/// The SHA-256 and the size of a file.
pub(super) fn sum_of(path: &Path) -> Result<(String, u64), BackupError> {
    let mut file = File::open(path).map_err(at(path))?;
    let (mut hasher, mut size) = (Sha256::new(), 0);
    let mut piece = vec![0; 1 << 16];
    loop {
        let length = file.read(&mut piece).map_err(at(path))?;
        if length == 0 {
            return Ok((hex(&hasher.finalize()), size));
        }
        hasher.update(&piece[..length]);
        size += length as u64;
    }
}
