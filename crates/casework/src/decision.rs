//! From the appraisal to the applicant's hands: draft, approve, finish, return; and the ways to stop.

use domain::lifecycle::Action;
use sea_orm::{ActiveValue::Set, EntityTrait as _, sea_query::OnConflict};
use serde_json::json;
use store::Tx;
use store::entity::decision;
use views::{Failure, NoticeKind};

use crate::dossier::Held;
use crate::intake::{checked, page};
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, notice, record, session, survey};

/// One step of an officer that changes the state and writes its event.
struct Move {
    deed: Deed,
    action: Action,
    event: &'static str,
    /// Between officers: the applicant does not see it.
    note: String,
}

impl Move {
    const fn new(deed: Deed, action: Action, event: &'static str) -> Self {
        Self { deed, action, event, note: String::new() }
    }
}

/// The handling officer proposes a result.
///
/// # Errors
/// `ReasonMissing` without words, `NotFound` for another officer's dossier, `WrongState`.
pub async fn draft(office: &Office, actor: &Actor, code: &str, summary: &str) -> Case<String> {
    let note = checked(summary)?;
    if note.is_empty() {
        return Err(Failure::ReasonMissing.into());
    }
    run(
        office,
        actor,
        code,
        Move { note, ..Move::new(Deed::Appraise, Action::DraftResult, "result_drafted") },
    )
    .await
}

/// The leader sends the proposal back, with a reason.
///
/// # Errors
/// `ReasonMissing`, `WrongState`.
pub async fn send_back(office: &Office, actor: &Actor, code: &str, note: &str) -> Case<String> {
    let note = checked(note)?;
    run(office, actor, code, Move { note, ..Move::new(Deed::Approve, Action::ReturnDraft, "draft_returned") })
        .await
}

/// The leader approves what somebody else drafted. This is the act that counts as signing, so it asks for a fresh
/// proof of who approves ([`session::prove`]).
///
/// # Errors
/// `ProofNeeded`, `SamePerson`, `WrongState`.
pub async fn approve(office: &Office, actor: &Actor, code: &str) -> Case<String> {
    actor.may(Deed::Approve)?;
    session::fresh(office, actor)?;
    run(office, actor, code, Move::new(Deed::Approve, Action::ApproveResult, "result_approved")).await
}

/// The approved result, with its file, goes to the one-stop: the clock ends.
///
/// # Errors
/// `ResultFileMissing`, `WrongState`.
pub async fn finish(office: &Office, actor: &Actor, code: &str) -> Case<String> {
    run(office, actor, code, Move::new(Deed::Finish, Action::Finish, "finished")).await
}

/// The applicant has the result; the dossier ends.
///
/// # Errors
/// `WrongState`.
pub async fn hand_over(office: &Office, actor: &Actor, code: &str) -> Case<String> {
    run(office, actor, code, Move::new(Deed::Intake, Action::ReturnResult, "returned")).await
}

/// Stops the dossier that the applicant wants back.
///
/// # Errors
/// `WrongState`.
pub async fn confirm_withdrawal(office: &Office, actor: &Actor, code: &str) -> Case<String> {
    run(office, actor, code, Move::new(Deed::Intake, Action::ConfirmWithdrawal, "stopped")).await
}

/// Closes a dossier that was not supplemented within 15 working days.
///
/// # Errors
/// `WrongState` before that.
pub async fn close_unsupplemented(office: &Office, actor: &Actor, code: &str) -> Case<String> {
    run(office, actor, code, Move::new(Deed::Intake, Action::CloseUnsupplemented, "closed_unsupplemented"))
        .await
}

async fn run(office: &Office, actor: &Actor, code: &str, step: Move) -> Case<String> {
    actor.may(step.deed)?;
    let (office, actor, code) = (office.clone(), actor.clone(), code.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let mut held = Held::for_officer(tx, &actor, &code).await?;
                let drafts = step.action == Action::DraftResult;
                if drafts && held.row.handler_id.as_deref() != Some(actor.id.as_str()) {
                    return Err(Failure::NotAllowed.into());
                }
                held.step(&office, &actor, step.action, &step.note)?;
                note_decision(tx, &office, &actor, &held, &step).await?;
                if !held.open() {
                    survey::invite(tx, &office, &held).await?;
                }
                let row = held.save(tx).await?;
                let data = json!({ "note": step.note });
                let now = office.now_millis();
                let event = record::event(tx, now, &actor, step.event, &code, None, data).await?;
                if let Some(kind) = told(step.action) {
                    notice::tell(tx, &office, &row, event, kind, None).await?;
                }
                Ok::<_, CaseError>(page(&code))
            })
        })
        .await
}

/// What the applicant hears of; what passes between officers they do not.
const fn told(action: Action) -> Option<NoticeKind> {
    match action {
        Action::Finish => Some(NoticeKind::Finished),
        Action::ReturnResult => Some(NoticeKind::Returned),
        Action::ConfirmWithdrawal => Some(NoticeKind::Stopped),
        Action::CloseUnsupplemented => Some(NoticeKind::Closed),
        _ => None,
    }
}

/// Keeps what was proposed, who approved it, or why it went back.
async fn note_decision(tx: &Tx, office: &Office, actor: &Actor, held: &Held, step: &Move) -> Case<()> {
    let now = office.now_millis();
    let before = held.decision.clone();
    let row = match (step.action, before) {
        (Action::DraftResult, _) => decision::Model {
            dossier_code: held.row.code.clone(),
            summary: step.note.clone(),
            drafted_by: actor.id.clone(),
            drafted_at: now,
            approved_by: None,
            approved_at: None,
            returned_note: None,
        },
        (Action::ApproveResult, Some(before)) => {
            decision::Model { approved_by: Some(actor.id.clone()), approved_at: Some(now), ..before }
        }
        (Action::ReturnDraft, Some(before)) => {
            decision::Model { returned_note: Some(step.note.clone()), ..before }
        }
        _ => return Ok(()),
    };
    let replace = OnConflict::column(decision::Column::DossierCode)
        .update_columns([
            decision::Column::Summary,
            decision::Column::DraftedBy,
            decision::Column::DraftedAt,
            decision::Column::ApprovedBy,
            decision::Column::ApprovedAt,
            decision::Column::ReturnedNote,
        ])
        .to_owned();
    let active = decision::ActiveModel {
        dossier_code: Set(row.dossier_code),
        summary: Set(row.summary),
        drafted_by: Set(row.drafted_by),
        drafted_at: Set(row.drafted_at),
        approved_by: Set(row.approved_by),
        approved_at: Set(row.approved_at),
        returned_note: Set(row.returned_note),
    };
    decision::Entity::insert(active).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}
