//! Which person an account at an issuer stands for.

use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _,
};
use serde_json::json;
use store::Tx;
use store::entity::{contact, identity, mail, membership, person};
use store::id::random;
use views::Failure;

use super::claims::Claims;
use super::{Issuer, ending};
use crate::{Actor, Case, CaseError, Office, outbox, people, record};

/// The person that the account stands for, made or linked when the account is new.
pub(super) async fn of(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    issuer: &Issuer,
    subject: &str,
    claims: &Claims,
) -> Case<String> {
    let known = identity::Entity::find_by_id((issuer.url.clone(), subject.to_owned())).one(tx).await?;
    if let Some(known) = known {
        let person = person::Entity::find_by_id(&known.person_id).one(tx).await?;
        let person = person.ok_or(CaseError::Impossible("an account stands for nobody"))?;
        if person.national_id != claims.national_id.to_string() {
            return Err(Failure::IdentityChanged.into());
        }
        let id = person.id.clone();
        refresh(tx, office, actor, issuer, person, claims).await?;
        return Ok(id);
    }
    let number = claims.national_id.to_string();
    let person = person::Entity::find().filter(person::Column::NationalId.eq(number)).one(tx).await?;
    let id = match person {
        None => new_person(tx, claims).await?,
        Some(person) => {
            let id = person.id.clone();
            may_speak_for(tx, office, actor, issuer, &id).await?;
            refresh(tx, office, actor, issuer, person, claims).await?;
            id
        }
    };
    link(tx, office, actor, issuer, subject, &id).await?;
    Ok(id)
}

async fn new_person(tx: &Tx, claims: &Claims) -> Case<String> {
    let id = random()?;
    let row = people::new(id.clone(), &claims.national_id, &claims.full_name, &claims.birth_date);
    person::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(id)
}

async fn link(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    issuer: &Issuer,
    subject: &str,
    person: &str,
) -> Case<()> {
    let row = identity::ActiveModel {
        issuer: Set(issuer.url.clone()),
        subject: Set(subject.to_owned()),
        person_id: Set(person.to_owned()),
        authoritative: Set(issuer.authoritative),
        linked_at: Set(office.now_millis()),
    };
    identity::Entity::insert(row).exec_without_returning(tx).await?;
    let data = json!({ "issuer": issuer.url });
    record::event(tx, office.now_millis(), actor, "identity_linked", person, None, data).await?;
    Ok(())
}

/// Whether the issuer may say that one of its accounts is somebody whom the office knows already. One with the last
/// word may, and ends what issuers without it had said: whoever came first by a weaker word keeps nothing.
async fn may_speak_for(tx: &Tx, office: &Office, actor: &Actor, issuer: &Issuer, person: &str) -> Case<()> {
    let links = identity::Entity::find().filter(identity::Column::PersonId.eq(person)).all(tx).await?;
    if !issuer.authoritative {
        let own = links.iter().any(|link| link.issuer == issuer.url);
        return if own { Ok(()) } else { Err(Failure::IdentityTaken.into()) };
    }
    let weaker = links.into_iter().filter(|link| !link.authoritative && link.issuer != issuer.url);
    for link in weaker {
        // Whoever that was, mails about this person went where they said, and they may have spoken for others.
        contact::Entity::delete_by_id(person).exec(tx).await?;
        membership::Entity::update_many()
            .col_expr(membership::Column::EndedAt, office.now_millis().into())
            .filter(membership::Column::PersonId.eq(person))
            .filter(membership::Column::Issuer.eq(&link.issuer))
            .filter(membership::Column::EndedAt.is_null())
            .exec(tx)
            .await?;
        outbox::take_back(tx, mail::Column::PersonId.eq(person)).await?;
        let data = json!({ "issuer": link.issuer, "by": issuer.url });
        ending::end_those_of(tx, &link.issuer, &link.subject).await?;
        identity::Entity::delete_by_id((link.issuer, link.subject)).exec(tx).await?;
        record::event(tx, office.now_millis(), actor, "identity_unlinked", person, None, data).await?;
    }
    Ok(())
}

/// Names are corrected and dates too; the issuer with the last word on the number has it on these as well.
async fn refresh(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    issuer: &Issuer,
    person: person::Model,
    claims: &Claims,
) -> Case<()> {
    let same = person.full_name == claims.full_name && person.birth_date == claims.birth_date;
    if same || !issuer.authoritative {
        return Ok(());
    }
    let id = person.id.clone();
    let mut row = person.into_active_model();
    row.full_name = Set(claims.full_name.clone());
    row.birth_date = Set(claims.birth_date.clone());
    row.update(tx).await?;
    let data = json!({ "issuer": issuer.url });
    record::event(tx, office.now_millis(), actor, "person_corrected", &id, None, data).await?;
    Ok(())
}
