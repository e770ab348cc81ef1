//! From the appraisal to the applicant's hands: draft, approve, finish, return; and the ways to stop.

use domain::lifecycle::{Action, Status};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
    sea_query::{OnConflict, SelectStatement},
};
use serde_json::json;
use store::Tx;
use store::entity::{decision, dossier, supplement_request};
use store::moment::from_millis;
use views::{Failure, NoticeKind};

use crate::collected::Collected;
use crate::dossier::Held;
use crate::intake::{checked, page};
use crate::issue::Ground;
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, issue, notice, record, session, survey, timeline};

/// One step of an officer that changes the state and writes its event.
struct Move {
    deed: Deed,
    action: Action,
    event: &'static str,
    /// Between officers: the applicant does not see it.
    note: String,
    /// What the applicant is told, when a refusal is drafted.
    refusal: Option<String>,
    /// Who fetched the result.
    collected: Option<Collected>,
}

impl Move {
    const fn new(deed: Deed, action: Action, event: &'static str) -> Self {
        Self { deed, action, event, note: String::new(), refusal: None, collected: None }
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

/// The handling officer proposes to refuse after the appraisal, with the reason that the applicant will read. Once it is
/// approved and finished, Mẫu 03 is the result (NĐ 61/2018 Đ19.8).
///
/// # Errors
/// As [`draft`]; `RefusalReasonMissing`.
pub async fn draft_refusal(
    office: &Office,
    actor: &Actor,
    code: &str,
    summary: &str,
    reason: &str,
) -> Case<String> {
    let (note, reason) = (checked(summary)?, checked(reason)?);
    if note.is_empty() {
        return Err(Failure::ReasonMissing.into());
    }
    if reason.is_empty() {
        return Err(Failure::RefusalReasonMissing.into());
    }
    let step = Move::new(Deed::Appraise, Action::DraftResult, "result_drafted");
    run(office, actor, code, Move { note, refusal: Some(reason), ..step }).await
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

/// The approved result goes to the one-stop, with its file or as a refusal (Mẫu 03): the clock ends.
///
/// # Errors
/// `ResultFileMissing`, `WrongState`.
pub async fn finish(office: &Office, actor: &Actor, code: &str) -> Case<String> {
    run(office, actor, code, Move::new(Deed::Finish, Action::Finish, "finished")).await
}

/// The applicant has the result; the dossier ends. The log and the applicant's page tell who fetched it.
///
/// # Errors
/// `FeesUnsettled`, `WrongState`.
pub async fn hand_over(office: &Office, actor: &Actor, code: &str, collected: Collected) -> Case<String> {
    let step = Move::new(Deed::Intake, Action::ReturnResult, "returned");
    run(office, actor, code, Move { collected: Some(collected), ..step }).await
}

/// Stops the dossier that the applicant wants back, with a notice.
///
/// # Errors
/// `WrongState`.
pub async fn confirm_withdrawal(office: &Office, actor: &Actor, code: &str) -> Case<String> {
    run(office, actor, code, Move::new(Deed::Intake, Action::ConfirmWithdrawal, "stopped")).await
}

/// Closes a dossier that was not supplemented within 15 working days, with a notice.
///
/// # Errors
/// `WrongState` before that.
pub async fn close_unsupplemented(office: &Office, actor: &Actor, code: &str) -> Case<String> {
    run(office, actor, code, Move::new(Deed::Intake, Action::CloseUnsupplemented, "closed_unsupplemented"))
        .await
}

/// So many are closed in one round, because other housekeeping waits meanwhile.
const CLOSED_AT_ONCE: u64 = 100;

/// Closes dossiers that were not supplemented in time, the oldest first, and answers how many. One that cannot be closed, because a
/// calendar is missing for instance, stops no other.
///
/// # Errors
/// When the database fails.
pub async fn close_overdue(office: &Office) -> Case<usize> {
    let waiting = dossier::Entity::find()
        .filter(dossier::Column::Status.eq(i32::from(Status::SupplementRequested.code())))
        .filter(dossier::Column::AttentionAt.lt(office.now_millis()))
        .filter(dossier::Column::Code.in_subquery(unanswered()))
        .order_by_asc(dossier::Column::AttentionAt)
        .limit(CLOSED_AT_ONCE)
        .all(office.database().reader())
        .await?;
    let mut closed = 0;
    for row in waiting {
        let step = Move::new(Deed::Intake, Action::CloseUnsupplemented, "closed_unsupplemented");
        match apply(office, &Actor::system(), &row.code, step).await {
            Ok(_) => closed += 1,
            // Supplemented meanwhile, or its last day is not over.
            Err(error) if error.failure() == Failure::WrongState => {}
            Err(error) => tracing::error!(error = error.chain(), "a dossier could not be closed"),
        }
    }
    Ok(closed)
}

/// The dossiers whose supplement nobody sent. One that was sent has the same status until the office has checked it.
fn unanswered() -> SelectStatement {
    supplement_request::Entity::find()
        .select_only()
        .column(supplement_request::Column::DossierCode)
        .filter(supplement_request::Column::AnsweredAt.is_null())
        .into_query()
}

async fn run(office: &Office, actor: &Actor, code: &str, step: Move) -> Case<String> {
    actor.may(step.deed)?;
    apply(office, actor, code, step).await
}

async fn apply(office: &Office, actor: &Actor, code: &str, step: Move) -> Case<String> {
    let (office, actor, code) = (office.clone(), actor.clone(), code.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let mut held = if actor.is_system() {
                    Held::load(tx, &office.catalogue(), &code).await?
                } else {
                    Held::for_officer(tx, &office, &actor, &code).await?
                };
                let drafts = step.action == Action::DraftResult;
                if drafts && held.row.handler_id.as_deref() != Some(actor.id.as_str()) {
                    return Err(Failure::NotAllowed.into());
                }
                held.step(&office, &actor, step.action, &step.note)?;
                note_decision(tx, &office, &actor, &held, &step).await?;
                issue_paper(tx, &office, &actor, &held, step.action).await?;
                if !held.open() {
                    survey::invite(tx, &office, &held).await?;
                }
                let told = match &step.collected {
                    Some(collected) => Some(collected.words()),
                    None => held.refusal().filter(|_| step.action == Action::Finish).map(str::to_owned),
                };
                let row = held.save(tx).await?;
                let collected = step.collected.as_ref().map(Collected::data);
                let data = collected.unwrap_or_else(|| json!({ "note": step.note }));
                let now = office.now_millis();
                let event = record::event(tx, now, &actor, step.event, &code, told.as_deref(), data).await?;
                if let Some(kind) = told_to_applicant(step.action) {
                    notice::tell(tx, &office, &row, event, kind, None).await?;
                }
                match told_to_officers(step.action) {
                    Some(kind) => notice::pass_on(tx, &office, &actor, &row, event, kind).await?,
                    None => notice::dealt_with(tx, &office, &row).await?,
                }
                Ok::<_, CaseError>(page(&code))
            })
        })
        .await
}

/// What the applicant hears of; what passes between officers they do not.
const fn told_to_applicant(action: Action) -> Option<NoticeKind> {
    match action {
        Action::Finish => Some(NoticeKind::Finished),
        Action::ReturnResult => Some(NoticeKind::Returned),
        Action::ConfirmWithdrawal => Some(NoticeKind::Stopped),
        Action::CloseUnsupplemented => Some(NoticeKind::Closed),
        _ => None,
    }
}

/// What the officers hear of who must act next.
const fn told_to_officers(action: Action) -> Option<NoticeKind> {
    match action {
        Action::DraftResult => Some(NoticeKind::ResultDrafted),
        Action::ReturnDraft => Some(NoticeKind::DraftReturned),
        Action::ApproveResult => Some(NoticeKind::ResultApproved),
        Action::Finish => Some(NoticeKind::ResultArrived),
        _ => None,
    }
}

/// The statutory paper that the step makes.
async fn issue_paper(tx: &Tx, office: &Office, actor: &Actor, held: &Held, action: Action) -> Case<()> {
    match action {
        Action::Finish => {
            let Some(reason) = held.refusal() else { return Ok(()) };
            let leader = timeline::who_last(tx, &held.row.code, "result_approved").await?;
            issue::refusal(tx, office, actor, held, reason, Some(leader)).await
        }
        Action::ConfirmWithdrawal => {
            let (at, reason) = timeline::withdrawal(tx, &held.row.code).await?;
            let ground = Ground::Withdrawn { at: from_millis(at), reason };
            issue::stop_notice(tx, office, actor, held, ground).await
        }
        Action::CloseUnsupplemented => {
            let by = held.supplement.as_ref().map_or(held.row.attention_at, |asked| asked.deadline_at);
            let ground = Ground::Unsupplemented { by: from_millis(by) };
            issue::stop_notice(tx, office, actor, held, ground).await
        }
        _ => Ok(()),
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
            refusal: step.refusal.clone(),
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
            decision::Column::Refusal,
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
        refusal: Set(row.refusal),
        returned_note: Set(row.returned_note),
    };
    decision::Entity::insert(active).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}
