//! Mending whose an application on paper is.

use domain::lifecycle::Status;
use domain::when::iso_date;
use forms::procedure::Channel;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, ConnectionTrait, IntoActiveModel as _};
use serde_json::json;
use store::Tx;
use store::entity::{dossier, draft};
use store::moment::Millis;
use views::{BringerView, Failure, NoticeKind};

use super::bringer::Bringer;
use super::{holder, mismatch};
use crate::dossier::{Held, channel};
use crate::draft::{Open, later};
use crate::intake::{checked, page};
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, notice, prefill, record, timeline};

/// The kind of event that tells of a dossier that became another person's.
const MOVED: &str = "applicant_corrected";
/// The kind of event that tells of a name that was mistyped: whose the dossier is stays as it is.
const RENAMED: &str = "applicant_renamed";

/// Who brought an application, for the form that mends it.
///
/// # Errors
/// `NotFound` for what another one-stop keys in, and for what was filed online.
pub async fn bringer(office: &Office, actor: &Actor, id: &str) -> Case<BringerView> {
    actor.may(Deed::Intake)?;
    let reader = office.database().reader();
    let open = Open::load(reader, office, actor, id).await?;
    let name = match &open.row.dossier_code {
        None => brought_by(&open.row)?.name,
        Some(code) => Held::for_officer(reader, office, actor, code).await?.row.applicant_name,
    };
    Ok(BringerView {
        id: open.row.id,
        name,
        dossier: open.row.dossier_code,
        by_post: open.row.channel.as_deref() == Some(Channel::Post.word()),
        arrived_on: open.row.arrived_on,
        today: iso_date(office.today()),
    })
}

/// When a dossier came to whom it belongs now; nothing for one that was always theirs. What was issued before names
/// somebody else.
pub(crate) async fn moved_at(
    connection: &impl ConnectionTrait,
    dossier: &dossier::Model,
) -> Case<Option<Millis>> {
    last_at(connection, dossier, MOVED).await
}

/// When it came to be known by the name that it has; nothing when it was always. A receipt from before has another one.
pub(crate) async fn named_at(
    connection: &impl ConnectionTrait,
    dossier: &dossier::Model,
) -> Case<Option<Millis>> {
    let renamed = last_at(connection, dossier, RENAMED).await?;
    Ok(moved_at(connection, dossier).await?.max(renamed))
}

async fn last_at(
    connection: &impl ConnectionTrait,
    dossier: &dossier::Model,
    kind: &str,
) -> Case<Option<Millis>> {
    // Who filed online is who signed in.
    if channel(dossier) == Channel::Online {
        return Ok(None);
    }
    Ok(timeline::last(connection, &dossier.code, kind).await?.map(|event| event.at))
}

/// Who brought what is not filed yet.
pub(crate) fn brought_by(row: &draft::Model) -> Case<Bringer> {
    let stored = row.brought_by.as_deref();
    let stored = stored.ok_or(CaseError::Impossible("nobody brought what is keyed in"))?;
    Ok(serde_json::from_str(stored)?)
}

/// Says who it was that brought an application, when a name or number was typed wrongly. Once it is filed it moves to that
/// person, for a reason; whoever had it by mistake is told nothing more of it.
///
/// # Errors
/// `NotFound` for what another one-stop keys in; `KnownByAnotherName`, and `TooManyRequests` for whoever met too many
/// numbers of others. Once it is filed also `ReasonMissing`, `WrongState` when the dossier has ended, and `ApplicantActed`
/// when whoever had it by mistake wrote in it.
pub async fn correct(
    office: &Office,
    actor: &Actor,
    id: &str,
    bringer: Bringer,
    reason: &str,
) -> Case<String> {
    actor.may(Deed::Intake)?;
    let reason = checked(reason)?;
    let (by, shared, id) = (actor.clone(), office.clone(), id.to_owned());
    mismatch::watched(office, actor, move |tx| {
        Box::pin(async move { correct_in(tx, &shared, &by, &id, &bringer, &reason).await })
    })
    .await
}

async fn correct_in(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    id: &str,
    bringer: &Bringer,
    reason: &str,
) -> Case<String> {
    let open = Open::load(tx, office, actor, id).await?;
    let Some(code) = open.row.dossier_code.clone() else {
        return correct_draft(tx, office, actor, open, bringer).await;
    };
    correct_dossier(tx, office, actor, open, &code, bringer, reason).await?;
    Ok(page(&code))
}

/// What was filled in of the wrong person is filled in of the right one.
async fn correct_draft(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    mut open: Open,
    bringer: &Bringer,
) -> Case<String> {
    bringer.known(tx).await?;
    let before = brought_by(&open.row)?;
    let bringer = bringer.with_phone_of(&before);
    let places = office.places();
    let filled = |bringer: &Bringer| {
        prefill::answers(&open.procedure.form, &bringer.as_person(String::new()), &places)
    };
    let (old, new) = (filled(&before), filled(&bringer));
    for (key, value) in new.iter() {
        if open.answers.get(key) == old.get(key) {
            open.answers.set(key, value);
        }
    }
    let (id, updated_at) = (open.row.id.clone(), later(&open.row, office));
    let mut row = open.row.into_active_model();
    row.brought_by = Set(Some(serde_json::to_string(&bringer)?));
    row.answers = Set(serde_json::to_string(&open.answers)?);
    row.updated_at = Set(updated_at);
    row.update(tx).await?;
    record::event(tx, office.now_millis(), actor, "bringer_corrected", &id, None, json!({})).await?;
    Ok(format!("/drafts/{id}"))
}

async fn correct_dossier(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    open: Open,
    code: &str,
    bringer: &Bringer,
    reason: &str,
) -> Case<()> {
    let mut held = Held::for_officer(tx, office, actor, code).await?;
    if held.lifecycle.is_terminal() {
        return Err(Failure::WrongState.into());
    }
    if reason.is_empty() {
        return Err(Failure::ReasonMissing.into());
    }
    let before = held.row.person_id.clone();
    let holder = bringer.holder(tx).await?;
    let same = holder.filter(|holder| holder.id == before);
    let person = match same {
        Some(same) => holder::renamed(tx, office, actor, same, bringer).await?,
        None if holder::has_acted(tx, code, &before).await? => return Err(Failure::ApplicantActed.into()),
        None => bringer.known_or_new(tx).await?,
    };
    let moves = person.id != before;
    if !moves && person.full_name == held.row.applicant_name {
        return Ok(());
    }
    let mut row = open.row.into_active_model();
    row.person_id = Set(Some(person.id.clone()));
    row.update(tx).await?;
    held.row.person_id.clone_from(&person.id);
    // Another's name is nobody's business here; their own, mistyped, they may read.
    let renamed = (!moves).then(|| format!("{} → {}", held.row.applicant_name, person.full_name));
    held.row.applicant_name = person.full_name;
    let told = where_it_is(&held);
    let row = held.save(tx).await?;
    let now = office.now_millis();
    // The reason is the auditor's: it may name whoever had the dossier by mistake.
    let data = json!({ "from": before, "to": person.id, "reason": reason });
    let kind = if moves { MOVED } else { RENAMED };
    let event = record::event(tx, now, actor, kind, code, renamed.as_deref(), data).await?;
    if !moves {
        return Ok(());
    }
    holder::tell_no_more(tx, code, &before).await?;
    holder::forgotten(tx, office, actor, &before).await?;
    let (kind, until) = told;
    notice::tell(tx, office, &row, event, kind, until).await
}

/// What whoever gets a dossier has to know of it first, and until when.
fn where_it_is(held: &Held) -> (NoticeKind, Option<Millis>) {
    let asked = held.supplement.as_ref().filter(|asked| asked.answered_at.is_none());
    match (held.lifecycle.status(), asked, held.row.due_at) {
        (Status::PaymentRequested, ..) => (NoticeKind::PaymentAsked, None),
        (Status::Finished, ..) => (NoticeKind::Finished, None),
        (Status::WithdrawalRequested, ..) => (NoticeKind::WithdrawalReceived, None),
        (_, Some(asked), _) => (NoticeKind::SupplementAsked, Some(asked.deadline_at)),
        (_, None, Some(due)) => (NoticeKind::Accepted, Some(due)),
        (_, None, None) if held.supplement.is_some() => {
            (NoticeKind::SupplementReceived, Some(held.row.check_by_at))
        }
        (_, None, None) => (NoticeKind::Filed, Some(held.row.check_by_at)),
    }
}
