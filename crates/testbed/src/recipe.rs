//! Templates: databases that are made once for all processes of a test run and then copied, because loading the
//! catalogue takes longer than most tests.

use std::path::{Path, PathBuf};

use crate::fingerprint::fingerprint;
use crate::{Fresh, on_postgres, server, sqlite};

/// What a template is made of.
pub struct Recipe<'a> {
    /// Distinguishes it from those of other tests; small letters and `_`.
    pub name: &'a str,
    /// Where templates of SQLite lie: `CARGO_TARGET_TMPDIR`.
    pub folder: &'a Path,
    /// It is made anew when a file below this folder changes, or the tests themselves.
    pub data: &'a Path,
}

impl Recipe<'_> {
    /// A copy of the template. The one who comes first makes it, in the empty database at the address that is given,
    /// and must have closed it when it is done.
    pub async fn copy(&self, make: impl AsyncFnOnce(&str)) -> Fresh {
        let prefix = format!("template_{}_", self.name);
        let name = format!("{prefix}{}", fingerprint(self.data));
        let folder = tempfile::tempdir().unwrap();
        let url = if let Some(server) = server() {
            on_postgres::template(&server, &name, make).await;
            on_postgres::made(&server, Some(&name)).await
        } else {
            let file = folder.path().join("m.db");
            std::fs::copy(self.file(&prefix, &name, make).await, &file).unwrap();
            sqlite(&file)
        };
        Fresh { url, folder }
    }

    async fn file(&self, prefix: &str, name: &str, make: impl AsyncFnOnce(&str)) -> PathBuf {
        let path = self.folder.join(format!("{name}.db"));
        if !path.exists() {
            let scratch = tempfile::tempdir_in(self.folder).unwrap();
            let half = scratch.path().join("m.db");
            make(&sqlite(&half)).await;
            // Two processes may make it at once; whichever comes last puts the same thing there.
            std::fs::rename(&half, &path).unwrap();
            self.forget_older(prefix, &path);
        }
        path
    }

    /// Other tests may have open what is forgotten; on Linux they keep it.
    fn forget_older(&self, prefix: &str, current: &Path) {
        for entry in std::fs::read_dir(self.folder).unwrap().filter_map(Result::ok) {
            let of_this_kind = entry.file_name().to_string_lossy().starts_with(prefix);
            if of_this_kind && entry.path() != current {
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }
}
