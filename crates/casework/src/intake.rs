//! What the one-stop decides when a dossier comes in.

use std::collections::BTreeMap;

use domain::clock::{due, due_again};
use domain::lifecycle::Action;
use domain::text::Lang;
use forms::procedure::Channel;
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::json;
use store::Tx;
use store::entity::supplement_request;
use store::moment::to_millis;
use views::{Failure, NoticeKind, SupplementItem, SupplementTarget};

use crate::desk::targets;
use crate::dossier::{Held, channel};
use crate::draft::Open;
use crate::policy::Deed;
use crate::{Actor, Case, Office, issue, notice, record, survey};

/// Reasons and notes may have so many characters.
const LONGEST: usize = 8_000;

/// Accepts the dossier: Mẫu 01 is issued and the clock starts, or starts again after a supplement. A procedure that is
/// answered on the same day gets no Mẫu 01 unless somebody asks for it ([`crate::late_receipt`]; NĐ 61/2018 Đ17.4).
///
/// # Errors
/// `WrongState` when it is not to be accepted, `NoCalendar` when its due date cannot be computed.
pub async fn accept(office: &Office, actor: &Actor, code: &str) -> Case<String> {
    accept_on(office, actor, code, None).await
}

/// The same, for the time that the procedure gives to what the officer found: its place among `deadline.on_finding`. The
/// applicant reads it.
///
/// # Errors
/// As [`accept`]; `NotFound` for what the procedure does not know.
pub async fn accept_on(office: &Office, actor: &Actor, code: &str, finding: Option<usize>) -> Case<String> {
    actor.may(Deed::Intake)?;
    let (office, actor, code) = (office.clone(), actor.clone(), code.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| Box::pin(async move { accept_in(tx, &office, &actor, &code, finding).await }))
        .await
}

/// The same within a transaction.
pub(crate) async fn accept_in(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    code: &str,
    finding: Option<usize>,
) -> Case<String> {
    let mut held = Held::for_officer(tx, office, actor, code).await?;
    held.step(office, actor, Action::Accept, "")?;
    let open = Open::filed(tx, office, &held).await?;
    // Only what came on paper can have been filed with something missing, and then to be asked about or refused. What the agency
    // asked for goes back to it all the same: it alone refuses what was accepted (NĐ 61/2018 Đ19.8).
    let first = held.row.accepted_at.is_none();
    if first && channel(&held.row) != Channel::Online && !open.evaluate(office).is_complete() {
        return Err(Failure::Incomplete.into());
    }
    let findings = &open.procedure.deadline.on_finding;
    let found = match finding {
        Some(place) => Some(findings.get(place).ok_or(Failure::NotFound)?),
        None => None,
    };
    held.row.finding = found.map(serde_json::to_string).transpose()?;
    let period = found.map_or_else(|| open.period(office), |found| found.period);
    let hours = office.hours(&held.row.unit_code);
    // What was asked for before anything was accepted began no period.
    let counted = if held.row.accepted_at.is_some() { due_again } else { due };
    let due = counted(office.now(), period, &office.calendar(), &hours)?;
    held.row.accepted_at = Some(office.now_millis());
    held.promise(&due)?;
    enter(tx, office, &mut held).await?;
    if !period.is_same_day() {
        issue::receipt(tx, office, actor, &held, (period, &due), &actor.name).await?;
    }
    let data = json!({
        "due_at": to_millis(due.at),
        "calendar": office.catalogue().revision,
        "finding": found,
    });
    let row = held.save(tx).await?;
    let now = office.now_millis();
    let why = found.map(|found| format!("{}: {}", period.label(Lang::Vi), found.finding.vi));
    let event = record::event(tx, now, actor, "accepted", code, why.as_deref(), data).await?;
    notice::tell(tx, office, &row, event, NoticeKind::Accepted, row.due_at).await?;
    notice::dealt_with(tx, office, &row).await?;
    Ok(page(code))
}

/// Enters the dossier into the register of its unit and year, when it is accepted for the first time.
async fn enter(tx: &Tx, office: &Office, held: &mut Held) -> Case<()> {
    if held.row.register_number.is_some() {
        return Ok(());
    }
    let year = office.today().year();
    let number = store::series::next(tx, &format!("register:{}:{year}", held.row.unit_code)).await?;
    held.row.register_year = Some(year);
    held.row.register_number = i32::try_from(number).ok();
    Ok(())
}

/// Asks, once, for everything that is missing, with a reason for each item: Mẫu 02.
///
/// # Errors
/// `NothingAsked` without a reason, `SecondSupplement`, `SupplementTooLate`, `WrongState`.
pub async fn ask_supplement(
    office: &Office,
    actor: &Actor,
    code: &str,
    reasons: BTreeMap<String, String>,
    note: &str,
) -> Case<String> {
    actor.may(Deed::AskSupplement)?;
    let note = checked(note)?;
    let (office, actor, code) = (office.clone(), actor.clone(), code.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| Box::pin(async move { ask(tx, &office, &actor, &code, &reasons, &note).await }))
        .await
}

async fn ask(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    code: &str,
    reasons: &BTreeMap<String, String>,
    note: &str,
) -> Case<String> {
    let mut held = Held::for_officer(tx, office, actor, code).await?;
    let open = Open::behind(tx, office, &held.row.draft_id).await?;
    let mut items = Vec::new();
    for SupplementTarget { target, label, .. } in targets(&open, &open.evaluate(office)) {
        let reason = checked(reasons.get(&target).map_or("", String::as_str))?;
        if !reason.is_empty() {
            items.push(SupplementItem { target, label: label.get(Lang::Vi).to_owned(), reason });
        }
    }
    if items.is_empty() {
        return Err(Failure::NothingAsked.into());
    }
    held.step(office, actor, Action::RequestSupplement, "given with each item")?;
    let hours = office.hours(&held.row.unit_code);
    let within = open.procedure.deadline.supplement.answer_within();
    let deadline = due(office.now(), within, &office.calendar(), &hours)?;
    held.attend_by(&deadline);
    held.suspend_promise(office.now());
    held.row.finding = None;
    let row = supplement_request::ActiveModel {
        dossier_code: Set(code.to_owned()),
        items: Set(serde_json::to_string(&items)?),
        note: Set(note.to_owned()),
        asked_by: Set(actor.id.clone()),
        asked_at: Set(office.now_millis()),
        deadline_at: Set(to_millis(deadline.at)),
        answered_at: Set(None),
    };
    supplement_request::Entity::insert(row).exec_without_returning(tx).await?;
    issue::supplement(tx, office, actor, &held, &items, note, &deadline).await?;
    let row = held.save(tx).await?;
    let note = (!note.is_empty()).then_some(note);
    let data = json!({ "items": items });
    let event = record::event(tx, office.now_millis(), actor, "supplement_asked", code, note, data).await?;
    let until = Some(to_millis(deadline.at));
    notice::tell(tx, office, &row, event, NoticeKind::SupplementAsked, until).await?;
    notice::dealt_with(tx, office, &row).await?;
    Ok(page(code))
}

/// Refuses the dossier at intake with a reason: Mẫu 03.
///
/// # Errors
/// `ReasonMissing`, `WrongState`.
pub async fn refuse(office: &Office, actor: &Actor, code: &str, reason: &str) -> Case<String> {
    actor.may(Deed::Intake)?;
    let reason = checked(reason)?;
    let (office, actor, code) = (office.clone(), actor.clone(), code.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let mut held = Held::for_officer(tx, &office, &actor, &code).await?;
                held.step(&office, &actor, Action::Refuse, &reason)?;
                issue::refusal(tx, &office, &actor, &held, &reason, None).await?;
                survey::invite(tx, &office, &held).await?;
                let row = held.save(tx).await?;
                let now = office.now_millis();
                let event =
                    record::event(tx, now, &actor, "refused", &code, Some(&reason), json!({})).await?;
                notice::tell(tx, &office, &row, event, NoticeKind::Refused, None).await?;
                notice::dealt_with(tx, &office, &row).await?;
                Ok(page(&code))
            })
        })
        .await
}

/// The page of the dossier, where every step ends.
pub(crate) fn page(code: &str) -> String {
    format!("/desk/{code}")
}

/// A text as it is kept: trimmed, NFC, within bounds, without control characters but those of lines and tables.
pub(crate) fn checked(text: &str) -> Case<String> {
    let text: String = text.trim().chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let text = domain::text::nfc(&text);
    if text.chars().count() > LONGEST { Err(Failure::TooMuchText.into()) } else { Ok(text) }
}
