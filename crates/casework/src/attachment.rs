//! Files: taken in as a stream, judged by what is in them, kept under their hash.

mod receiving;

use domain::lifecycle::{Status, Step};
use forms::procedure::PaperKind;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _,
};
use serde_json::json;
use store::Tx;
use store::entity::attachment;
use views::Failure;

pub use receiving::{Received, Receiving};

pub(crate) use receiving::Belongs;

use crate::dossier::{APPLICANT, Held, MESSAGE, OFFICE, RESULT};
use crate::draft::{Open, attachments, touch, writable};
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, intake, message, record};

/// A result has so many files at the most.
const RESULT_FILES: u64 = 5;

/// So many files may be put into one draft over time, those taken out again included.
const FILES_EVER: u64 = 200;

/// Where an upload belongs.
#[derive(Clone, Debug)]
pub enum Slot {
    /// A paper of a draft.
    Paper { draft: String, paper: String },
    /// The result of a dossier.
    Result { code: String },
}

/// An upload that may begin: the actor may fill the slot and the slot has room.
pub struct Upload {
    slot: Slot,
    draft: String,
    file: Receiving,
}

/// A file to be sent.
pub struct Sent {
    pub sha256: String,
    pub media_type: String,
    pub name: String,
    pub size: u64,
}

/// Begins an upload.
///
/// # Errors
/// `NotFound` for somebody else's slot or an unknown paper, `WrongState` once it is filed.
pub async fn begin(office: &Office, actor: &Actor, slot: Slot) -> Case<Upload> {
    let (draft, _) = may_fill(office.database().reader(), office, actor, &slot).await?;
    Ok(Upload { slot, draft, file: Receiving::begin(office).await? })
}

/// Whether the actor may fill the slot. Asked before the first byte, and again in the transaction that notes the
/// file, because the dossier may have moved on meanwhile. Answers the draft and how many files the slot takes.
async fn may_fill(
    connection: &impl ConnectionTrait,
    office: &Office,
    actor: &Actor,
    slot: &Slot,
) -> Case<(String, u64)> {
    match slot {
        Slot::Paper { draft, paper } => {
            actor.may(Deed::WriteDraft)?;
            let open = Open::load(connection, office, actor, draft).await?;
            writable(connection, office, actor, &open).await?;
            let mut papers = open.procedure.papers.iter();
            let known = papers.find(|known| known.id == *paper && known.kind == PaperKind::HandIn);
            let known = known.ok_or(Failure::NotFound)?;
            let ever = attachment::Entity::find().filter(attachment::Column::DraftId.eq(draft));
            if ever.count(connection).await? >= FILES_EVER {
                return Err(Failure::TooManyFiles.into());
            }
            Ok((draft.clone(), u64::from(known.max_files)))
        }
        Slot::Result { code } => {
            actor.may(Deed::Finish)?;
            let held = Held::for_officer(connection, office, actor, code).await?;
            if held.lifecycle.step() != Some(Step::Approved) {
                return Err(Failure::WrongState.into());
            }
            Ok((held.row.draft_id, RESULT_FILES))
        }
    }
}

impl Upload {
    /// Adds bytes as they come.
    ///
    /// # Errors
    /// `FileTooLarge` past the limit; nothing is then kept.
    pub async fn write(&mut self, bytes: &[u8]) -> Case<()> {
        self.file.write(bytes).await
    }

    /// Judges the bytes, keeps them, and notes the file in its slot.
    ///
    /// # Errors
    /// `FileEmpty`, `FileKind`, `FileBroken`, `TooManyFiles`; what [`begin`] says when the slot changed meanwhile.
    pub async fn finish(self, office: &Office, actor: &Actor, name: &str) -> Case<String> {
        let file = self.file.finish(office, name).await?;
        let (origin, paper) = match &self.slot {
            Slot::Paper { paper, .. } => (APPLICANT, paper.clone()),
            Slot::Result { .. } => (OFFICE, RESULT.to_owned()),
        };
        let belongs = Belongs { draft_id: self.draft, origin, paper_id: paper };
        note(office, actor, self.slot, belongs, file).await
    }
}

async fn note(office: &Office, actor: &Actor, slot: Slot, belongs: Belongs, file: Received) -> Case<String> {
    let (office, actor) = (office.clone(), actor.clone());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let (_, room) = may_fill(tx, &office, &actor, &slot).await?;
                let there = attachment::Entity::find()
                    .filter(attachment::Column::DraftId.eq(&belongs.draft_id))
                    .filter(attachment::Column::PaperId.eq(&belongs.paper_id))
                    .filter(attachment::Column::Origin.eq(belongs.origin))
                    .filter(attachment::Column::RemovedAt.is_null())
                    .all(tx)
                    .await?;
                // The answer to the first attempt may have been lost: the same bytes in the same slot are one file.
                if let Some(same) = there.iter().find(|known| known.sha256 == file.sha256) {
                    return Ok(same.id.clone());
                }
                if there.len() as u64 >= room {
                    return Err(Failure::TooManyFiles.into());
                }
                let (subject, kind) = match &slot {
                    Slot::Paper { draft, .. } => (draft.clone(), "file_attached"),
                    Slot::Result { code } => (code.clone(), "result_attached"),
                };
                let (paper, sha256, size) = (belongs.paper_id.clone(), file.sha256.clone(), file.size);
                let id = file.store(tx, &office, belongs).await?;
                if let Slot::Paper { draft, .. } = &slot {
                    touch(tx, &office, draft).await?;
                }
                let data = json!({ "file": id, "paper": paper, "sha256": sha256, "size": size });
                record::event(tx, office.now_millis(), &actor, kind, &subject, None, data).await?;
                Ok::<_, CaseError>(id)
            })
        })
        .await
}

/// Takes a file out of a draft. Answers the page of the files.
///
/// # Errors
/// `NotFound` for somebody else's, `WrongState` once it is filed.
pub async fn remove(office: &Office, actor: &Actor, draft: &str, file: &str) -> Case<String> {
    actor.may(Deed::WriteDraft)?;
    let (office, actor) = (office.clone(), actor.clone());
    let (draft, file) = (draft.to_owned(), file.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let open = Open::load(tx, &office, &actor, &draft).await?;
                writable(tx, &office, &actor, &open).await?;
                let row = open.files.into_iter().find(|row| row.id == file && row.origin == APPLICANT);
                // Removing twice is removing once.
                if let Some(row) = row {
                    take_out(tx, &office, row).await?;
                    touch(tx, &office, &draft).await?;
                    let data = json!({ "file": file });
                    record::event(tx, office.now_millis(), &actor, "file_removed", &draft, None, data)
                        .await?;
                }
                Ok(format!("/drafts/{draft}/files"))
            })
        })
        .await
}

/// Takes a wrong file out of a result that is not finished. Answers the page of the dossier.
///
/// # Errors
/// `NotFound` for another unit's, `WrongState` unless the result is approved and not finished.
pub async fn remove_result(office: &Office, actor: &Actor, code: &str, file: &str) -> Case<String> {
    actor.may(Deed::Finish)?;
    let (office, actor) = (office.clone(), actor.clone());
    let (code, file) = (code.to_owned(), file.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let held = Held::for_officer(tx, &office, &actor, &code).await?;
                if held.lifecycle.step() != Some(Step::Approved) {
                    return Err(Failure::WrongState.into());
                }
                let files = attachments(tx, &held.row.draft_id).await?;
                if let Some(row) = files.into_iter().find(|row| row.id == file && row.origin == OFFICE) {
                    take_out(tx, &office, row).await?;
                    let data = json!({ "file": file });
                    record::event(tx, office.now_millis(), &actor, "result_removed", &code, None, data)
                        .await?;
                }
                Ok(intake::page(&code))
            })
        })
        .await
}

async fn take_out(tx: &Tx, office: &Office, row: attachment::Model) -> Case<()> {
    let mut active = row.into_active_model();
    active.removed_at = Set(Some(office.now_millis()));
    active.update(tx).await?;
    Ok(())
}

/// Which picture of a file is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rendition {
    Whole,
    Thumbnail,
}

/// A file, for whoever wrote the draft and for the officers of the dossier's unit; one of a message, for both sides of it.
///
/// # Errors
/// `NotFound` for everybody else.
pub async fn send(office: &Office, actor: &Actor, id: &str, rendition: Rendition) -> Case<Sent> {
    actor.may(Deed::SeeFile)?;
    let reader = office.database().reader();
    let row = attachment::Entity::find_by_id(id).one(reader).await?.ok_or(Failure::NotFound)?;
    may_see(office, actor, &row).await?;
    if rendition == Rendition::Thumbnail {
        let sha256 = row.thumbnail_sha256.ok_or(Failure::NotFound)?;
        let size = office.files().size(&sha256)?.ok_or(Failure::FileLost)?;
        return Ok(Sent {
            sha256,
            media_type: "image/jpeg".to_owned(),
            name: "thumbnail.jpg".to_owned(),
            size,
        });
    }
    let size = u64::try_from(row.size).unwrap_or_default();
    Ok(Sent { sha256: row.sha256, media_type: row.media_type, name: row.name, size })
}

async fn may_see(office: &Office, actor: &Actor, row: &attachment::Model) -> Case<()> {
    let reader = office.database().reader();
    if row.origin == MESSAGE {
        return message::may_see_files_of(reader, office, actor, &row.draft_id).await;
    }
    if !actor.is_officer() {
        Open::load(reader, office, actor, &row.draft_id).await?;
        // The result belongs to the applicant once the dossier is finished, not while it is being prepared.
        if row.origin == OFFICE {
            let code = Open::behind(reader, office, &row.draft_id)
                .await?
                .row
                .dossier_code
                .ok_or(Failure::NotFound)?;
            let held = Held::load(reader, &office.catalogue(), &code).await?;
            let ready = held.lifecycle.degree_of_completion() >= Status::Finished.degree_of_completion();
            return if ready { Ok(()) } else { Err(Failure::NotFound.into()) };
        }
        return Ok(());
    }
    let open = Open::behind(reader, office, &row.draft_id).await?.row;
    let Some(code) = open.dossier_code else {
        return Open::load(reader, office, actor, &row.draft_id).await.map(|_| ());
    };
    Held::for_officer(reader, office, actor, &code).await.map(|_| ())
}
