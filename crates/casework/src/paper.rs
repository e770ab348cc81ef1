//! Printing issued papers: the first print is kept, so that every reprint is the same bytes.

use documents::{Paper, Template};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};
use serde::Deserialize;
use store::entity::issued_paper;
use store::id::sha256_hex;
use tokio::sync::Semaphore;
use views::Failure;

use crate::counter;
use crate::dossier::Held;
use crate::issue::{Issued, PAPER_ISSUED};
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, timeline};

/// Printing is heavy work; so many at a time leave the processor to the others.
static PRINTERS: Semaphore = Semaphore::const_new(2);

/// A book takes a printer for seconds, so books wait for one another and never for receipts.
static BOOK_PRINTER: Semaphore = Semaphore::const_new(1);

/// A printed paper.
pub struct Printed {
    /// SHA-256 of the PDF in the file store.
    pub sha256: String,
    /// A name for saving it.
    pub file_name: String,
}

/// The PDF of an issued paper, for the applicant and the officers of the unit.
///
/// # Errors
/// `NotFound` for everybody else.
pub async fn print(office: &Office, actor: &Actor, id: &str) -> Case<Printed> {
    actor.may(Deed::SeeFile)?;
    let reader = office.database().reader();
    let row = issued_paper::Entity::find_by_id(id).one(reader).await?.ok_or(Failure::NotFound)?;
    let held = Held::load(reader, &office.catalogue(), &row.dossier_code).await?;
    let own = held.belongs_to(actor);
    let of_unit = actor.serves(&held.row);
    let moved_at = counter::moved_at(reader, &held.row).await?;
    let theirs = own && moved_at.is_none_or(|at| row.issued_at >= at);
    if !theirs && !of_unit {
        return Err(Failure::NotFound.into());
    }
    let file_name = format!("{}-{}.pdf", row.template, row.dossier_code);
    if let Some(sha256) = row.sha256 {
        return Ok(Printed { sha256, file_name });
    }
    let sha256 = first_print(office, row).await?;
    Ok(Printed { sha256, file_name })
}

/// Makes the PDF, when a printer is free.
pub(crate) async fn typeset(paper: Paper, template: Template) -> Case<Vec<u8>> {
    let printer = if matches!(paper, Paper::Register(_)) { &BOOK_PRINTER } else { &PRINTERS };
    let _turn = printer.acquire().await.map_err(|_| CaseError::Impossible("the printers were closed"))?;
    Ok(tokio::task::spawn_blocking(move || documents::render(&paper, template)).await??)
}

async fn first_print(office: &Office, row: issued_paper::Model) -> Case<String> {
    is_as_issued(office, &row).await?;
    let paper: Paper = serde_json::from_str(&row.snapshot)?;
    let template = template_of(&row)?;
    let pdf = typeset(paper, template).await?;
    let kept = office.files().put(&pdf).await?;
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let current =
                    issued_paper::Entity::find_by_id(&row.id).one(tx).await?.ok_or(Failure::NotFound)?;
                if let Some(sha256) = current.sha256 {
                    return Ok(sha256);
                }
                let mut active = current.into_active_model();
                active.sha256 = Set(Some(kept.sha256.clone()));
                active.size = Set(i64::try_from(kept.size).ok());
                active.update(tx).await?;
                Ok::<_, CaseError>(kept.sha256)
            })
        })
        .await
}

#[derive(Deserialize)]
struct Payload {
    data: Issued,
}

async fn is_as_issued(office: &Office, row: &issued_paper::Model) -> Case<()> {
    let logged = timeline::last(office.database().reader(), &row.id, PAPER_ISSUED).await?;
    // Papers that were issued before the log kept this have none.
    let Some(logged) = logged else { return Ok(()) };
    let Payload { data: Issued { dossier, template, snapshot, .. } } = serde_json::from_str(&logged.payload)?;
    let same = dossier == row.dossier_code && template == row.template;
    if !same || snapshot != sha256_hex(row.snapshot.as_bytes()) {
        return Err(CaseError::Impossible("a paper is no longer what was issued"));
    }
    Ok(())
}

/// The layout under which the paper was issued, whichever is in force now.
fn template_of(row: &issued_paper::Model) -> Case<Template> {
    let version = u32::try_from(row.template_version).unwrap_or(0);
    let found = Template::find(&row.template, version);
    found.ok_or(CaseError::Impossible("a paper was issued under a layout that is gone"))
}
