//! A file on its way in: counted while it streams, judged once it is whole, kept before it belongs anywhere.

use std::path::Path;

use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _};
use store::Tx;
use store::entity::attachment;
use store::files::Incoming;
use store::id::random;
use tokio::sync::Semaphore;
use views::Failure;

use crate::media::{self, Media};
use crate::{Case, CaseError, Office};

/// So many files are looked into at a time: a decoded picture is large.
static LOOKING: Semaphore = Semaphore::const_new(2);

/// Bytes as they come.
pub struct Receiving {
    incoming: Incoming,
    limit: u64,
}

/// A file whose bytes are kept, and which has no row yet.
pub struct Received {
    pub(crate) name: String,
    pub(crate) media_type: String,
    pub(crate) size: i64,
    pub(crate) sha256: String,
    pub(crate) thumbnail_sha256: Option<String>,
    pub(crate) pages: Option<i32>,
}

/// Where a file belongs.
pub(crate) struct Belongs {
    pub draft_id: String,
    pub origin: &'static str,
    pub paper_id: String,
}

impl Receiving {
    /// Begins a file; whether it may come the caller has judged.
    ///
    /// # Errors
    /// When the file store fails.
    pub(crate) async fn begin(office: &Office) -> Case<Self> {
        let incoming = office.files().incoming().await?;
        Ok(Self { incoming, limit: office.settings().max_file_size })
    }

    /// Adds bytes as they come.
    ///
    /// # Errors
    /// `FileTooLarge` past the limit; nothing is then kept.
    pub async fn write(&mut self, bytes: &[u8]) -> Case<()> {
        if self.incoming.size() + bytes.len() as u64 > self.limit {
            return Err(Failure::FileTooLarge.into());
        }
        Ok(self.incoming.write(bytes).await?)
    }

    /// Judges the bytes and keeps them.
    ///
    /// # Errors
    /// `FileEmpty`, `FileKind`, `FileBroken`.
    pub async fn finish(mut self, office: &Office, name: &str) -> Case<Received> {
        if self.incoming.size() == 0 {
            return Err(Failure::FileEmpty.into());
        }
        self.incoming.flush().await?;
        let path = self.incoming.path().to_owned();
        let turn = LOOKING.acquire().await.map_err(|_| CaseError::Impossible("nobody closes the turns"))?;
        // The turn goes along: a request that is dropped must not make room while its picture is still decoded.
        let look = {
            let path = path.clone();
            move || {
                let _turn = turn;
                media::inspect(&path)
            }
        };
        let media = tokio::task::spawn_blocking(look).await??.with_first_page(office, &path).await;
        let thumbnail = match &media.thumbnail {
            Some(bytes) => Some(office.files().put(bytes).await?.sha256),
            None => None,
        };
        let kept = self.incoming.keep().await?;
        Ok(Received {
            name: file_name(name, &media),
            media_type: media.kind.media_type().to_owned(),
            size: i64::try_from(kept.size).map_err(|_| Failure::FileTooLarge)?,
            sha256: kept.sha256,
            thumbnail_sha256: thumbnail,
            pages: media.pages.and_then(|pages| i32::try_from(pages).ok()),
        })
    }
}

impl Received {
    /// Writes the row of the file and answers its id.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn store(self, tx: &Tx, office: &Office, belongs: Belongs) -> Case<String> {
        let id = random()?;
        let row = attachment::Model {
            id: id.clone(),
            draft_id: belongs.draft_id,
            origin: belongs.origin.to_owned(),
            paper_id: belongs.paper_id,
            name: self.name,
            media_type: self.media_type,
            size: self.size,
            sha256: self.sha256,
            thumbnail_sha256: self.thumbnail_sha256,
            pages: self.pages,
            created_at: office.now_millis(),
            removed_at: None,
        };
        attachment::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
        Ok(id)
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
