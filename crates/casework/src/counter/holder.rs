//! Whoever had a dossier by mistake, or by a wrong name.

use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _,
    IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _,
};
use serde_json::json;
use store::Tx;
use store::entity::{dossier, draft, event, identity, mail, message, notice as notices, person};

use super::bringer::Bringer;
use crate::timeline::SUPPLEMENTED;
use crate::{Actor, Case, Office, outbox, record};

/// Whether somebody wrote in a dossier that was theirs by mistake. It cannot become another's then, who would read it.
pub(super) async fn has_acted(tx: &Tx, code: &str, person: &str) -> Case<bool> {
    let wrote = message::Entity::find()
        .filter(message::Column::DossierCode.eq(code))
        .filter(message::Column::AuthorId.eq(person));
    let sent = event::Entity::find()
        .filter(event::Column::Subject.eq(code))
        .filter(event::Column::ActorId.eq(person))
        .filter(event::Column::Kind.is_in([SUPPLEMENTED, "withdrawn"]));
    Ok(wrote.count(tx).await? > 0 || sent.count(tx).await? > 0)
}

/// Somebody whom only a wrong number made is forgotten: whoever has that number would be known by another's name.
pub(super) async fn forgotten(tx: &Tx, office: &Office, actor: &Actor, person: &str) -> Case<()> {
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
pub(super) async fn renamed(
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
pub(super) async fn tell_no_more(tx: &Tx, code: &str, person: &str) -> Case<()> {
    let told =
        Condition::all().add(notices::Column::DossierCode.eq(code)).add(notices::Column::PersonId.eq(person));
    let notices = notices::Entity::find().filter(told.clone()).all(tx).await?;
    let notices = notices.into_iter().map(|notice| notice.id);
    outbox::take_back(tx, mail::Column::NoticeId.is_in(notices)).await?;
    notices::Entity::delete_many().filter(told).exec(tx).await?;
    Ok(())
}
