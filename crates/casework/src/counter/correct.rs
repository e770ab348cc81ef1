//! Mending whose an application on paper is.

use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _,
};
use serde_json::json;
use store::Tx;
use store::entity::{draft, mail, notice, person};
use views::{BringerView, Failure};

use super::bringer::Bringer;
use super::mismatch;
use crate::dossier::Held;
use crate::draft::{Open, later};
use crate::intake::{checked, page};
use crate::outbox::{GIVEN_UP, WAITING};
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, record};

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
    office.mismatches().may_ask(actor, office.now_millis())?;
    let reason = checked(reason)?;
    let (by, shared, id) = (actor.clone(), office.clone(), id.to_owned());
    let done = office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let open = Open::load(tx, &shared, &by, &id).await?;
                match open.row.dossier_code.clone() {
                    None => correct_draft(tx, &shared, &by, open, &bringer).await,
                    Some(code) => {
                        correct_dossier(tx, &shared, &by, open, &code, &bringer, &reason).await?;
                        Ok(page(&code))
                    }
                }
            })
        })
        .await;
    mismatch::noted(office, actor, done).await
}

async fn correct_draft(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    open: Open,
    bringer: &Bringer,
) -> Case<String> {
    bringer.known(tx).await?;
    let (id, updated_at) = (open.row.id.clone(), later(&open.row, office));
    let mut row = open.row.into_active_model();
    row.brought_by = Set(Some(serde_json::to_string(bringer)?));
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
    let person = match bringer.holder(tx).await? {
        Some(same) if same.id == before => renamed(tx, office, actor, same, bringer).await?,
        _ => bringer.known_or_new(tx).await?,
    };
    let mut row = open.row.into_active_model();
    row.person_id = Set(Some(person.id.clone()));
    row.update(tx).await?;
    held.row.person_id.clone_from(&person.id);
    held.row.applicant_name = person.full_name;
    held.save(tx).await?;
    let now = office.now_millis();
    let data = json!({ "from": before, "to": person.id });
    record::event(tx, now, actor, "applicant_corrected", code, Some(reason), data).await?;
    if before != person.id {
        tell_no_more(tx, code, &before).await?;
    }
    Ok(())
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
    // An issuer tells the birth date of whoever signs in; a counter does not ask for it.
    if !person.birth_date.is_empty() {
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
        Condition::all().add(notice::Column::DossierCode.eq(code)).add(notice::Column::PersonId.eq(person));
    let notices = notice::Entity::find().filter(told.clone()).all(tx).await?;
    mail::Entity::update_many()
        .col_expr(mail::Column::State, GIVEN_UP.into())
        .filter(mail::Column::NoticeId.is_in(notices.into_iter().map(|notice| notice.id)))
        .filter(mail::Column::State.eq(WAITING))
        .exec(tx)
        .await?;
    notice::Entity::delete_many().filter(told).exec(tx).await?;
    Ok(())
}
