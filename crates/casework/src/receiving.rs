//! Bytes on their way in, whatever they are for: counted, judged by what is in them, kept under their hash.

use std::path::Path;

use store::files::Incoming;
use tokio::sync::Semaphore;
use views::Failure;

use crate::media::{self, Media};
use crate::{Case, CaseError, Office};

/// So many files are looked into at a time: a decoded picture is large.
static LOOKING: Semaphore = Semaphore::const_new(2);

/// A file that is coming in.
pub(crate) struct Receiving {
    incoming: Incoming,
    limit: u64,
}

/// A file that came in whole and is one of the kinds that are taken.
pub(crate) struct Received {
    pub name: String,
    pub media_type: String,
    pub size: i64,
    pub sha256: String,
    pub thumbnail_sha256: Option<String>,
    pub pages: Option<i32>,
}

impl Receiving {
    pub(crate) async fn begin(office: &Office) -> Case<Self> {
        let incoming = office.files().incoming().await?;
        Ok(Self { incoming, limit: office.settings().max_file_size })
    }

    /// Adds bytes as they come.
    ///
    /// # Errors
    /// `FileTooLarge` past the limit; nothing is then kept.
    pub(crate) async fn write(&mut self, bytes: &[u8]) -> Case<()> {
        if self.incoming.size() + bytes.len() as u64 > self.limit {
            return Err(Failure::FileTooLarge.into());
        }
        Ok(self.incoming.write(bytes).await?)
    }

    /// Judges the bytes and keeps them.
    ///
    /// # Errors
    /// `FileEmpty`, `FileKind`, `FileBroken`; nothing is then kept.
    pub(crate) async fn judge(mut self, office: &Office, name: &str) -> Case<Received> {
        if self.incoming.size() == 0 {
            return Err(Failure::FileEmpty.into());
        }
        self.incoming.flush().await?;
        let path = self.incoming.path().to_owned();
        let turn = LOOKING.acquire().await.map_err(|_| CaseError::Impossible("nobody closes the turns"))?;
        // The turn goes along: a request that is dropped must not make room while its picture is still decoded.
        let look = move || {
            let _turn = turn;
            media::inspect(&path)
        };
        let media = tokio::task::spawn_blocking(look).await??;
        let thumbnail_sha256 = match &media.thumbnail {
            Some(bytes) => Some(office.files().put(bytes).await?.sha256),
            None => None,
        };
        let kept = self.incoming.keep().await?;
        Ok(Received {
            name: file_name(name, &media),
            media_type: media.kind.media_type().to_owned(),
            size: i64::try_from(kept.size).map_err(|_| Failure::FileTooLarge)?,
            sha256: kept.sha256,
            thumbnail_sha256,
            pages: media.pages.and_then(|pages| i32::try_from(pages).ok()),
        })
    }
}

/// The name as people see it: without folders and control characters, not too long, with the ending of its kind.
fn file_name(name: &str, media: &Media) -> String {
    let base = Path::new(name).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let base = base.rsplit(['\\', '/']).next().unwrap_or_default();
    let clean: String =
        base.chars().filter(|c| !c.is_control() && !matches!(c, '"' | '<' | '>')).take(100).collect();
    let clean = domain::text::nfc(clean.trim());
    let base = if clean.is_empty() { "tep" } else { &clean };
    format!("{base}.{}", media.kind.ending())
}
