//! Fees: the handling officer asks, the one-stop notes what was paid, and the period waits in between.

use std::collections::BTreeSet;

use domain::clock::{Due, is_late, paused};
use domain::lifecycle::{Action, Status, Step};
use sea_orm::sea_query::{IntoCondition, OnConflict};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait, EntityTrait as _, IntoActiveModel as _,
    JoinType, QueryFilter as _, QuerySelect as _,
};
use serde_json::json;
use store::Tx;
use store::entity::{dossier, payment};
use store::moment::{Millis, from_millis, to_millis};
use views::{Failure, FeeItem, Moment, NoticeKind, PaymentView};

use crate::dossier::{Held, channel};
pub use crate::fee::Posted;
use crate::intake::{checked, page};
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, notice, record};

/// How a fee was settled: the number of the receipt, or why nothing was to be paid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settling {
    pub receipt: String,
    pub exemption: String,
    /// What was charged, where nobody asked for it before.
    pub posted: Posted,
}

/// Those of these dossiers that wait for a payment and were late when it was asked for: what the applicant takes to pay does not
/// make them late, and does not make them less late either.
pub(crate) async fn late_before(
    connection: &impl ConnectionTrait,
    which: impl IntoCondition,
) -> Case<BTreeSet<String>> {
    type Asked = (String, Option<Millis>, Option<Millis>, Option<Millis>, Option<Millis>);
    let of_dossier = dossier::Entity::belongs_to(payment::Entity)
        .from(dossier::Column::Code)
        .to(payment::Column::DossierCode);
    let waiting: Vec<Asked> = dossier::Entity::find()
        .select_only()
        .columns([
            dossier::Column::Code,
            dossier::Column::MissedDueAt,
            dossier::Column::FirstDueAt,
            dossier::Column::DueAt,
        ])
        .column(payment::Column::AskedAt)
        .join(JoinType::InnerJoin, of_dossier.into())
        .filter(dossier::Column::Status.eq(i32::from(Status::PaymentRequested.code())))
        .filter(which.into_condition())
        .into_tuple()
        .all(connection)
        .await?;
    let late = waiting
        .into_iter()
        .filter(|(_, missed, first, due, asked)| was_late(*missed, first.or(*due), *asked));
    Ok(late.map(|(code, ..)| code).collect())
}

/// The same of one dossier that was read.
pub(crate) fn was_late_before(held: &Held) -> bool {
    let row = &held.row;
    let asked = held.payment.as_ref().and_then(|payment| payment.asked_at);
    held.lifecycle.status() == Status::PaymentRequested
        && was_late(row.missed_due_at, row.first_due_at.or(row.due_at), asked)
}

fn was_late(missed: Option<Millis>, promised: Option<Millis>, asked: Option<Millis>) -> bool {
    let passed = |(promised, asked)| is_late(from_millis(promised), from_millis(asked));
    missed.is_some() || promised.zip(asked).is_some_and(passed)
}

/// Asks the applicant to pay, with a reason and its legal basis; the period waits.
///
/// # Errors
/// `AmountInvalid` without an amount, `ReasonMissing`, `NothingToPay` in a procedure without a fee and the second time,
/// `NotAllowed` for another officer's dossier, `WrongState`.
pub async fn ask(office: &Office, actor: &Actor, code: &str, posted: Posted, reason: &str) -> Case<String> {
    actor.may(Deed::Appraise)?;
    let reason = checked(reason)?;
    let (office, actor, code) = (office.clone(), actor.clone(), code.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let mut held = Held::for_officer(tx, &office, &actor, &code).await?;
                if held.row.handler_id.as_deref() != Some(actor.id.as_str()) {
                    return Err(Failure::NotAllowed.into());
                }
                held.step(&office, &actor, Action::RequestPayment, &reason)?;
                let items = items(&office, &held, &posted)?;
                let now = office.now_millis();
                let row = payment::Model {
                    dossier_code: code.clone(),
                    amount: total(&items),
                    items: serde_json::to_string(&items)?,
                    reason: reason.clone(),
                    asked_by: Some(actor.id.clone()),
                    asked_at: Some(now),
                    receipt: None,
                    exemption: None,
                    settled_by: None,
                    settled_at: None,
                };
                let data = json!({ "items": items, "amount": row.amount });
                keep(tx, row).await?;
                let row = held.save(tx).await?;
                let event =
                    record::event(tx, now, &actor, "payment_asked", &code, Some(&reason), data).await?;
                notice::tell(tx, &office, &row, event, NoticeKind::PaymentAsked, None).await?;
                notice::dealt_with(tx, &office, &row).await?;
                Ok::<_, CaseError>(page(&code))
            })
        })
        .await
}

/// Notes that a fee was paid, with the number of the receipt, or why nothing is to be paid. After a request the
/// period goes on, and the pause is added to the promised day.
///
/// # Errors
/// `ReceiptMissing`, `AmountInvalid` where nobody asked before and no amount is given, `NothingToPay`, `WrongState`.
pub async fn confirm(office: &Office, actor: &Actor, code: &str, settling: Settling) -> Case<String> {
    actor.may(Deed::Intake)?;
    let receipt = checked(&settling.receipt)?;
    let exemption = checked(&settling.exemption)?;
    // Paid and free at once is neither.
    if !receipt.is_empty() && !exemption.is_empty() {
        return Err(Failure::ReceiptMissing.into());
    }
    let (office, actor, code) = (office.clone(), actor.clone(), code.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let mut held = Held::for_officer(tx, &office, &actor, &code).await?;
                let waited = held.lifecycle.status() == Status::PaymentRequested;
                held.step(&office, &actor, Action::ConfirmPayment, &format!("{receipt}{exemption}"))?;
                let exempt = receipt.is_empty();
                let mut row = match held.payment.clone() {
                    Some(row) => row,
                    None => untold(&office, &held, &settling.posted, exempt)?,
                };
                if waited {
                    resume(&office, &mut held, row.asked_at.map_or_else(|| office.now(), from_millis))?;
                }
                let now = office.now_millis();
                row.receipt = (!exempt).then(|| receipt.clone());
                row.exemption = exempt.then(|| exemption.clone());
                row.settled_by = Some(actor.id.clone());
                row.settled_at = Some(now);
                let data = json!({ "amount": row.amount, "receipt": row.receipt });
                keep(tx, row).await?;
                let step = held.lifecycle.step();
                let dossier = held.save(tx).await?;
                let note = exempt.then_some(exemption.as_str());
                let event = record::event(tx, now, &actor, "payment_settled", &code, note, data).await?;
                notice::tell(tx, &office, &dossier, event, NoticeKind::PaymentSettled, None).await?;
                if waited {
                    notice::pass_on(tx, &office, &actor, &dossier, event, resumed(step)).await?;
                }
                Ok::<_, CaseError>(page(&code))
            })
        })
        .await
}

/// What the officers hear whose work goes on.
const fn resumed(step: Option<Step>) -> NoticeKind {
    match step {
        Some(Step::Drafted) => NoticeKind::ResultDrafted,
        Some(Step::Approved) => NoticeKind::ResultApproved,
        Some(Step::Received) | None => NoticeKind::PeriodResumed,
    }
}

/// Moves the promise, and the first one where an apology has moved it, by the working time that was waited.
fn resume(office: &Office, held: &mut Held, asked_at: time::OffsetDateTime) -> Case<()> {
    let (calendar, hours) = (office.calendar(), office.hours(&held.row.unit_code));
    let after = |due: &Due| paused(due, asked_at, office.now(), &calendar, &hours);
    let Some(due) = held.due()? else { return Ok(()) };
    let due = after(&due)?;
    held.row.due_at = Some(to_millis(due.at));
    held.row.due = Some(serde_json::to_string(&due)?);
    if let Some(first) = held.first_due()? {
        let first = after(&first)?;
        held.row.first_due_at = Some(to_millis(first.at));
        held.row.first_due = Some(serde_json::to_string(&first)?);
    }
    held.row.attention_at = held.row.first_due_at.unwrap_or(to_millis(due.at));
    Ok(())
}

/// A payment that nobody asked for before the result was fetched.
fn untold(office: &Office, held: &Held, posted: &Posted, exempt: bool) -> Case<payment::Model> {
    let items = if exempt { Vec::new() } else { items(office, held, posted)? };
    Ok(payment::Model {
        dossier_code: held.row.code.clone(),
        amount: total(&items),
        items: serde_json::to_string(&items)?,
        reason: String::new(),
        asked_by: None,
        asked_at: None,
        receipt: None,
        exemption: None,
        settled_by: None,
        settled_at: None,
    })
}

fn items(office: &Office, held: &Held, posted: &Posted) -> Case<Vec<FeeItem>> {
    let catalogue = office.catalogue();
    posted.items(&catalogue.version(&held.row.procedure_version_id)?.procedure, channel(&held.row))
}

fn total(items: &[FeeItem]) -> i64 {
    i64::try_from(items.iter().map(|item| item.amount).sum::<u64>()).unwrap_or(i64::MAX)
}

async fn keep(tx: &Tx, row: payment::Model) -> Case<()> {
    use payment::Column;
    let replace = OnConflict::column(Column::DossierCode)
        .update_columns([Column::Receipt, Column::Exemption, Column::SettledBy, Column::SettledAt])
        .to_owned();
    let active = row.into_active_model().reset_all();
    payment::Entity::insert(active).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}

/// What the pages show of it.
pub(crate) fn view(held: &Held) -> Case<Option<PaymentView>> {
    let Some(row) = &held.payment else { return Ok(None) };
    Ok(Some(PaymentView {
        items: serde_json::from_str(&row.items)?,
        amount: u64::try_from(row.amount).unwrap_or(0),
        reason: row.reason.clone(),
        asked_at: row.asked_at.map(Moment),
        settled_at: row.settled_at.map(Moment),
        receipt: row.receipt.clone(),
        exemption: row.exemption.clone(),
    }))
}
