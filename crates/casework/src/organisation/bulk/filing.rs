//! Filing the good rows of a batch, each once.

use forms::answers::Answers;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _,
};
use store::Tx;
use store::entity::{batch_row, draft};
use views::Failure;

use super::super::acting_now;
use super::{Fate, ended, held, judge};
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, submit};

/// So many rows at the most are filed by one press, so that it is answered in time.
const AT_ONCE: usize = 50;

/// Files the rows that can be filed, and makes drafts of those that only lack papers. Pressed again, or after the
/// server died in between, it goes on: a row that has a draft keeps it, and a draft is filed once.
///
/// # Errors
/// `NotFound` for one of another organisation; what the rights say.
pub async fn file_rows(office: &Office, actor: &Actor, id: &str) -> Case<String> {
    actor.may(Deed::Submit)?;
    let acting = acting_now(actor)?;
    let (batch, rows) = held(office.database().reader(), acting, id).await?;
    let catalogue = office.catalogue();
    let version = catalogue.version(&batch.procedure_version_id)?;
    actor.may_act_in(&version.procedure)?;
    let procedure = crate::draft::with_receiving_unit(&catalogue, version, office.today());
    let mut taken = 0;
    for row in rows {
        if taken == AT_ONCE {
            break;
        }
        let answers: Answers = serde_json::from_str(&row.answers)?;
        let files = match judge(office, actor, &procedure, &answers).fate {
            Fate::Ready => true,
            Fate::LacksPapers => false,
            Fate::Wrong(_) => continue,
        };
        let Some((draft, filed)) = become_draft(office, actor, &batch.procedure_version_id, row).await?
        else {
            continue;
        };
        if filed || !files {
            continue;
        }
        submit::submit(office, actor, &draft).await?;
        taken += 1;
    }
    Ok(format!("/business/bulk/{id}"))
}

/// The draft of a row and whether it was filed; nothing when another table brought the same row before.
async fn become_draft(
    office: &Office,
    actor: &Actor,
    version_id: &str,
    row: batch_row::Model,
) -> Case<Option<(String, bool)>> {
    let (office, actor, version_id) = (office.clone(), actor.clone(), version_id.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                // Somebody may have pressed at the same time.
                let key = (row.batch_id.clone(), row.number);
                let row = batch_row::Entity::find_by_id(key).one(tx).await?.ok_or(Failure::NotFound)?;
                let before = match &row.draft_id {
                    Some(id) => draft::Entity::find_by_id(id).one(tx).await?,
                    None => None,
                };
                if let Some(draft) = before {
                    return Ok(Some((draft.id, draft.dossier_code.is_some())));
                }
                if known_elsewhere(tx, &row).await? {
                    return Ok(None);
                }
                let id = crate::draft::begin(tx, &office, &actor, version_id).await?.draft_id;
                let begun = draft::Entity::find_by_id(&id).one(tx).await?.ok_or(Failure::NotFound)?;
                let mut begun = begun.into_active_model();
                begun.answers = Set(row.answers.clone());
                begun.update(tx).await?;
                let mut row = row.into_active_model();
                row.draft_id = Set(Some(id.clone()));
                row.update(tx).await?;
                Ok::<_, CaseError>(Some((id, false)))
            })
        })
        .await
}

/// Whether the same row became a draft already, in this table or in another, and its dossier did not end without a result.
async fn known_elsewhere(tx: &Tx, row: &batch_row::Model) -> Case<bool> {
    let same = batch_row::Entity::find()
        .filter(batch_row::Column::Fingerprint.eq(&row.fingerprint))
        .filter(batch_row::Column::DraftId.is_not_null())
        .all(tx)
        .await?;
    let drafts = same.into_iter().filter_map(|row| row.draft_id);
    // A draft that was thrown away counts for nothing.
    let drafts = draft::Entity::find().filter(draft::Column::Id.is_in(drafts)).all(tx).await?;
    let ended = ended(tx, drafts.iter().filter_map(|draft| draft.dossier_code.clone()).collect()).await?;
    let goes_on = |draft: &draft::Model| draft.dossier_code.as_ref().is_none_or(|code| !ended.contains(code));
    Ok(drafts.iter().any(goes_on))
}
