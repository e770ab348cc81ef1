//! Applying once more after a dossier ended without a result, with what was filed: nobody types or photographs again
//! what the office has already.

use forms::answers::Answers;
use forms::procedure::PaperKind;
use forms::schema::Kind;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _,
};
use serde_json::json;
use store::entity::{attachment, draft};
use store::id::random;
use views::Failure;

use crate::dossier::{APPLICANT, Held};
use crate::draft::{COMPETENT_UNIT, Open, begin};
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, record};

/// Begins a draft under the version that runs today, with the answers and files of a dossier of one's own, and answers
/// its first page. Asked twice, it answers the draft that it began, until that is thrown
/// away, or the dossier that came of it.
///
/// # Errors
/// `NotFound` for somebody else's, or when the procedure runs no more; `WrongState` unless the dossier ended without a
/// result.
pub async fn apply_again(office: &Office, actor: &Actor, code: &str) -> Case<String> {
    actor.may(Deed::ActAsApplicant)?;
    let (office, actor, code) = (office.clone(), actor.clone(), code.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let held = Held::for_applicant(tx, &office, &actor, &code).await?;
                if !held.lifecycle.status().ended_without_result() {
                    return Err(Failure::WrongState.into());
                }
                let begun = draft::Entity::find().filter(draft::Column::CopiedFrom.eq(&code)).one(tx).await?;
                if let Some(begun) = begun {
                    return Ok(match begun.dossier_code {
                        Some(filed) => format!("/track/{filed}"),
                        None => format!("/drafts/{}", begun.id),
                    });
                }
                let filed = Open::filed(tx, &office, &held).await?;
                let catalogue = office.catalogue();
                let version = catalogue.version_on(&filed.procedure.code.to_string(), office.today());
                let version = version.ok_or(Failure::NotFound)?;
                let draft_id = begin(tx, &office, &actor, version.id.clone()).await?.draft_id;
                let row = draft::Entity::find_by_id(&draft_id).one(tx).await?.ok_or(Failure::NotFound)?;
                let mut row = row.into_active_model();
                row.answers = Set(serde_json::to_string(&unsigned(&held, &filed))?);
                row.copied_from = Set(Some(code.clone()));
                row.update(tx).await?;
                let taken = |file: &attachment::Model| {
                    let mut papers = version.procedure.papers.iter();
                    file.origin == APPLICANT
                        && papers.any(|paper| paper.id == file.paper_id && paper.kind == PaperKind::HandIn)
                };
                let now = office.now_millis();
                for file in filed.files.into_iter().filter(taken) {
                    let copy = attachment::Model {
                        id: random()?,
                        draft_id: draft_id.clone(),
                        created_at: now,
                        ..file
                    };
                    attachment::Entity::insert(copy.into_active_model().reset_all())
                        .exec_without_returning(tx)
                        .await?;
                }
                let data = json!({ "dossier": code });
                record::event(tx, now, &actor, "draft_copied", &draft_id, None, data).await?;
                Ok::<_, CaseError>(format!("/drafts/{draft_id}"))
            })
        })
        .await
}

/// The answers, with who decided, without signatures: who signed did so for the dossier that ended.
fn unsigned(held: &Held, filed: &Open) -> Answers {
    let mut answers = filed.answers.clone();
    // The one-stop may have corrected it.
    if !answers.get(COMPETENT_UNIT).is_empty() {
        answers.set(COMPETENT_UNIT, held.row.competent_unit.clone());
    }
    let questions = filed.procedure.form.sections.iter().flat_map(|section| &section.questions);
    for question in questions {
        match &question.kind {
            Kind::Signature => answers.remove(&question.id),
            Kind::Group { questions, .. } => {
                for signed in questions.iter().filter(|inner| matches!(inner.kind, Kind::Signature)) {
                    for row in 0..answers.rows(&question.id) {
                        answers.remove(&format!("{}.{row}.{}", question.id, signed.id));
                    }
                }
            }
            _ => {}
        }
    }
    answers
}
