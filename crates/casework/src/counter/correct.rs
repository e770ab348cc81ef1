//! Mending whose an application on paper is.

use forms::procedure::Channel;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _,
};
use serde_json::json;
use store::Tx;
use store::entity::{dossier, draft, event, identity, mail, message, notice as notices, person};
use store::moment::Millis;
use views::{BringerView, Failure, NoticeKind};

use super::bringer::Bringer;
use super::mismatch;
use crate::dossier::{Held, channel};
use crate::draft::{Open, later};
use crate::intake::{checked, page};
use crate::outbox::{GIVEN_UP, WAITING};
use crate::policy::Deed;
use crate::timeline::SUPPLEMENTED;
use crate::{Actor, Case, CaseError, Office, notice, prefill, record, timeline};

/// The kind of event that tells of a correction.
const CORRECTED: &str = "applicant_corrected";

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
    Ok(BringerView { id: open.row.id, name, dossier: open.row.dossier_code })
}

/// When a dossier came to whom it belongs now; nothing for one that was always theirs. What was issued before names
/// somebody else.
pub(crate) async fn corrected_at(
    connection: &impl ConnectionTrait,
    dossier: &dossier::Model,
) -> Case<Option<Millis>> {
    if channel(dossier) == Channel::Online {
        return Ok(None);
    }
    Ok(timeline::last(connection, &dossier.code, CORRECTED).await?.map(|event| event.at))
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
/// `NotFound` for what another one-stop keys in; `KnownByAnotherName`; `ReasonMissing` once it is filed; `WrongState` when
/// the dossier has ended; `TooManyRequests` for whoever met too many numbers of others.
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
    let done = office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let done = correct_in(tx, &shared, &by, &id, &bringer, &reason).await;
                mismatch::paced(&shared, &by, done)
            })
        })
        .await;
    mismatch::noted(office, actor, done).await
}

async fn correct_in(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    id: &str,
    bringer: &Bringer,
    reason: &str,
) -> Case<String> {
    office.mismatches().may_ask(actor, office.now_millis())?;
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
        Some(same) => renamed(tx, office, actor, same, bringer).await?,
        None if has_acted(tx, code, &before).await? => return Err(Failure::ApplicantActed.into()),
        None => bringer.known_or_new(tx).await?,
    };
    let mut row = open.row.into_active_model();
    row.person_id = Set(Some(person.id.clone()));
    row.update(tx).await?;
    held.row.person_id.clone_from(&person.id);
    held.row.applicant_name = person.full_name;
    let told = where_it_is(&held);
    let row = held.save(tx).await?;
    let now = office.now_millis();
    // The reason is the auditor's: it may name whoever had the dossier by mistake.
    let data = json!({ "from": before, "to": person.id, "reason": reason });
    let event = record::event(tx, now, actor, CORRECTED, code, None, data).await?;
    if before == person.id {
        return Ok(());
    }
    tell_no_more(tx, code, &before).await?;
    forgotten(tx, office, actor, &before).await?;
    let (kind, until) = told;
    notice::tell(tx, office, &row, event, kind, until).await
}

/// Whether somebody wrote in a dossier that was theirs by mistake. It cannot become another's then, who would read it.
async fn has_acted(tx: &Tx, code: &str, person: &str) -> Case<bool> {
    let wrote = message::Entity::find()
        .filter(message::Column::DossierCode.eq(code))
        .filter(message::Column::AuthorId.eq(person));
    let sent = event::Entity::find()
        .filter(event::Column::Subject.eq(code))
        .filter(event::Column::ActorId.eq(person))
        .filter(event::Column::Kind.is_in([SUPPLEMENTED, "withdrawn"]));
    Ok(wrote.count(tx).await? > 0 || sent.count(tx).await? > 0)
}

/// What whoever gets a dossier has to know of it first, and until when.
fn where_it_is(held: &Held) -> (NoticeKind, Option<Millis>) {
    match (&held.supplement, held.row.due_at) {
        (Some(asked), _) if asked.answered_at.is_none() => {
            (NoticeKind::SupplementAsked, Some(asked.deadline_at))
        }
        (_, Some(due)) => (NoticeKind::Accepted, Some(due)),
        (_, None) => (NoticeKind::Filed, Some(held.row.check_by_at)),
    }
}

/// Somebody whom only a wrong number made is forgotten: whoever has that number would be known by another's name.
async fn forgotten(tx: &Tx, office: &Office, actor: &Actor, person: &str) -> Case<()> {
    let row = person::Entity::find_by_id(person).one(tx).await?;
    let Some(row) = row.filter(|row| row.birth_date.is_empty()) else { return Ok(()) };
    let dossiers = dossier::Entity::find().filter(dossier::Column::PersonId.eq(person));
    let drafts = draft::Entity::find().filter(draft::Column::PersonId.eq(person));
    if has_account(tx, person).await? || dossiers.count(tx).await? > 0 || drafts.count(tx).await? > 0 {
        return Ok(());
    }
    person::Entity::delete_by_id(row.id).exec(tx).await?;
    let data = json!({ "counter": actor.unit_code });
    record::event(tx, office.now_millis(), actor, "person_forgotten", person, None, data).await?;
    Ok(())
}

async fn has_account(tx: &Tx, person: &str) -> Case<bool> {
    let accounts = identity::Entity::find().filter(identity::Column::PersonId.eq(person));
    Ok(accounts.count(tx).await? > 0)
}

/// The same person by the name that was typed now. Whoever the office knows from elsewhere keeps their name.
async fn renamed(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    person: person::Model,
    bringer: &Bringer,
) -> Case<person::Model> {
    if person.full_name == bringer.name {
        return Ok(person);
    }
    // A counter does not ask for the birth date. Demo people have one, and no account.
    let elsewhere = dossier::Entity::find()
        .filter(dossier::Column::PersonId.eq(&person.id))
        .filter(dossier::Column::UnitCode.ne(&actor.unit_code));
    let known = !person.birth_date.is_empty() || has_account(tx, &person.id).await?;
    if known || elsewhere.count(tx).await? > 0 {
        return bringer.known(tx).await.map(|_| person);
    }
    let mut row = person.into_active_model();
    row.full_name = Set(bringer.name.clone());
    let person = row.update(tx).await?;
    let data = json!({ "counter": actor.unit_code });
    record::event(tx, office.now_millis(), actor, "person_corrected", &person.id, None, data).await?;
    Ok(person)
}

/// Takes away what somebody was told of a dossier that is not theirs.
async fn tell_no_more(tx: &Tx, code: &str, person: &str) -> Case<()> {
    let told =
        Condition::all().add(notices::Column::DossierCode.eq(code)).add(notices::Column::PersonId.eq(person));
    let notices = notices::Entity::find().filter(told.clone()).all(tx).await?;
    mail::Entity::update_many()
        .col_expr(mail::Column::State, GIVEN_UP.into())
        .filter(mail::Column::NoticeId.is_in(notices.into_iter().map(|notice| notice.id)))
        .filter(mail::Column::State.eq(WAITING))
        .exec(tx)
        .await?;
    notices::Entity::delete_many().filter(told).exec(tx).await?;
    Ok(())
}
