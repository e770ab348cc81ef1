//! Inviting somebody to act for an organisation: a link that works once, for a week.

use domain::rights::Rights;
use domain::text::{Lang, nfc};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, Select,
};
use serde_json::json;
use store::Tx;
use store::entity::{invitation, membership};
use store::id::{random, sha256_hex};
use store::moment::Millis;
use views::{Failure, InvitationLine, InvitationView, InvitedView, Moment};

use super::rights::{self, Asked};
use super::standing::STAFF;
use super::{OWNER, acting, active, members, name_of, person_name, stored};
use crate::outbox::{self, Letter};
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, contact, record};

/// A link works for so long.
const VALID: Millis = 7 * 24 * 3_600_000;
/// And is shown to the owner who made it for so long.
const SHOWN: Millis = 10 * 60_000;
/// So many invitations of an organisation may be open, and so many may be made in a day, because each can send a mail.
const OPEN: u64 = 50;
const MADE_IN_A_DAY: u64 = 100;
const DAY: Millis = 24 * 3_600_000;
const LONGEST_NAME: usize = 100;

/// The secret in the link. It is made from the id and the secret of the system, so that it can be shown again for a
/// while without being stored.
fn token(office: &Office, id: &str) -> Case<String> {
    office.sign(&format!("invitation:{id}"))
}

fn link(office: &Office, id: &str) -> Case<String> {
    Ok(format!("{}/business/invitation/{}", office.settings().base_url, token(office, id)?))
}

/// Invites somebody by name, within limits; sends the link when an address is given. Answers the page that shows it.
///
/// # Errors
/// `NotAllowed` for anybody but an owner, `NameMissing`, `EmailInvalid`, `TooManyInvitations` when too many are open or were made today; what
/// [`Asked`] says.
pub async fn invite(office: &Office, actor: &Actor, name: &str, email: &str, asked: Asked) -> Case<String> {
    actor.may(Deed::ActForOrganisation)?;
    let organisation = actor.as_owner()?.clone();
    let name = nfc(name.trim());
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Failure::NameMissing.into());
    }
    let address = email.trim().to_owned();
    if !address.is_empty() && !contact::plausible(&address) {
        return Err(Failure::EmailInvalid.into());
    }
    let limits = asked.read(office)?;
    let (office, actor) = (office.clone(), actor.clone());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let (id, now) = (random()?, office.now_millis());
                room_for_one_more(tx, &organisation.organisation_id, now).await?;
                let row = invitation::ActiveModel {
                    id: Set(id.clone()),
                    token_hash: Set(sha256_hex(token(&office, &id)?.as_bytes())),
                    organisation_id: Set(organisation.organisation_id.clone()),
                    name: Set(name.clone()),
                    rights: Set(serde_json::to_string(&limits)?),
                    mailed: Set(!address.is_empty()),
                    invited_by: Set(actor.id.clone()),
                    created_at: Set(now),
                    expires_at: Set(now + VALID),
                    accepted_by: Set(None),
                    accepted_at: Set(None),
                    revoked_at: Set(None),
                };
                invitation::Entity::insert(row).exec_without_returning(tx).await?;
                if !address.is_empty() {
                    let letter = letter(&link(&office, &id)?, actor.lang);
                    outbox::put(tx, &office, None, &actor.id, &address, letter).await?;
                }
                let data = json!({ "invitation": id, "name": name, "rights": limits });
                record::event(tx, now, &actor, "member_invited", &organisation.organisation_id, None, data)
                    .await?;
                Ok::<_, CaseError>(format!("/business/members/invited/{id}"))
            })
        })
        .await
}

async fn room_for_one_more(tx: &Tx, organisation: &str, now: Millis) -> Case<()> {
    let made = invitation::Entity::find()
        .filter(invitation::Column::OrganisationId.eq(organisation))
        .filter(invitation::Column::CreatedAt.gt(now - DAY))
        .count(tx)
        .await?;
    let open = still_open(organisation, now).count(tx).await?;
    if open >= OPEN || made >= MADE_IN_A_DAY {
        return Err(Failure::TooManyInvitations.into());
    }
    Ok(())
}

/// The mail names nobody: it may come to the wrong address (law §9.1).
fn letter(link: &str, lang: Lang) -> Letter {
    let (subject, body) = match lang {
        Lang::Vi => (
            "Một Cửa: lời mời làm hồ sơ thay mặt tổ chức",
            "Bạn được mời làm hồ sơ thay mặt một tổ chức. Mở liên kết này để xem ai mời, được làm gì, rồi nhận hoặc thôi. Liên kết dùng được một lần, trong 7 ngày:",
        ),
        Lang::En => (
            "Một Cửa: invitation to act for an organisation",
            "You are invited to handle dossiers for an organisation. Follow this link to see who invites you and what is offered, and accept it or not. It works once, for 7 days:",
        ),
    };
    Letter { subject: subject.to_owned(), body: format!("{body}\n\n{link}\n") }
}

/// An invitation that was just made, with its link while that is shown.
///
/// # Errors
/// `NotFound` for one of another organisation.
pub async fn invited(office: &Office, actor: &Actor, id: &str) -> Case<InvitedView> {
    actor.may(Deed::ActForOrganisation)?;
    let acting = actor.as_owner()?;
    let row = invitation::Entity::find_by_id(id).one(office.database().reader()).await?;
    let row = row.filter(|row| row.organisation_id == acting.organisation_id).ok_or(Failure::NotFound)?;
    let shown = row.invited_by == actor.id && is_open(&row, office.now_millis());
    let shown = shown && office.now_millis() - row.created_at < SHOWN;
    Ok(InvitedView {
        name: row.name.clone(),
        link: if shown { Some(link(office, &row.id)?) } else { None },
        mailed: row.mailed,
        expires_at: Moment(row.expires_at),
    })
}

fn is_open(row: &invitation::Model, now: Millis) -> bool {
    row.accepted_at.is_none() && row.revoked_at.is_none() && now < row.expires_at
}

/// The invitations that can still be accepted, newest first.
pub(super) async fn open(office: &Office, organisation: &str) -> Case<Vec<InvitationLine>> {
    let rows = still_open(organisation, office.now_millis())
        .order_by_desc(invitation::Column::CreatedAt)
        .all(office.database().reader())
        .await?;
    let lines = rows.into_iter().map(|row| {
        let limits: Rights = serde_json::from_str(&row.rights)?;
        Ok(InvitationLine {
            id: row.id,
            name: row.name,
            limits: rights::shown(office, &limits),
            expires_at: Moment(row.expires_at),
        })
    });
    lines.collect()
}

fn still_open(organisation: &str, now: Millis) -> Select<invitation::Entity> {
    invitation::Entity::find()
        .filter(invitation::Column::OrganisationId.eq(organisation))
        .filter(invitation::Column::AcceptedAt.is_null())
        .filter(invitation::Column::RevokedAt.is_null())
        .filter(invitation::Column::ExpiresAt.gt(now))
}

/// Takes an invitation back.
///
/// # Errors
/// `NotFound` for one of another organisation or one that is no longer open.
pub async fn revoke(office: &Office, actor: &Actor, id: &str) -> Case<String> {
    actor.may(Deed::ActForOrganisation)?;
    let organisation = actor.as_owner()?.organisation_id.clone();
    let (office, actor, id) = (office.clone(), actor.clone(), id.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let row = invitation::Entity::find_by_id(&id).one(tx).await?;
                let now = office.now_millis();
                let row = row.filter(|row| row.organisation_id == organisation && is_open(row, now));
                close(tx, row.ok_or(Failure::NotFound)?, now).await?;
                let data = json!({ "invitation": id });
                record::event(tx, now, &actor, "invitation_revoked", &organisation, None, data).await?;
                Ok::<_, CaseError>(members::PAGE.to_owned())
            })
        })
        .await
}

/// An invitation as whoever has its link sees it.
///
/// # Errors
/// `InvitationEnded` when it was used, declined, taken back or is too old, as for one that never was.
pub async fn invitation(office: &Office, actor: &Actor, token: &str) -> Case<InvitationView> {
    actor.may(Deed::SeeInvitation)?;
    let reader = office.database().reader();
    let row = by_token(reader, office, token).await?;
    let organisation = stored(reader, &row.organisation_id).await?;
    let limits: Rights = serde_json::from_str(&row.rights)?;
    let key = (row.organisation_id.clone(), actor.id.clone());
    let standing = membership::Entity::find_by_id(key).one(reader).await?;
    let member = match &standing {
        Some(standing) => stands(office, standing)?,
        None => false,
    };
    Ok(InvitationView {
        organisation: name_of(&organisation),
        tax_code: organisation.tax_code,
        invited_by: person_name(reader, &row.invited_by).await?,
        name: row.name,
        limits: rights::shown(office, &limits),
        member,
        expires_at: Moment(row.expires_at),
    })
}

/// Whether somebody is a member already, be it that their rights rest: an owner gives those back, and no older link.
fn stands(office: &Office, member: &membership::Model) -> Case<bool> {
    Ok(active(member, office.today())?.is_some() || member.suspended_at.is_some())
}

/// The open invitation of a link. Whoever invited must still be an owner.
async fn by_token(
    connection: &impl ConnectionTrait,
    office: &Office,
    token: &str,
) -> Case<invitation::Model> {
    let hash = sha256_hex(token.as_bytes());
    let row =
        invitation::Entity::find().filter(invitation::Column::TokenHash.eq(hash)).one(connection).await?;
    let row = row.filter(|row| is_open(row, office.now_millis())).ok_or(Failure::InvitationEnded)?;
    let inviter = (row.organisation_id.clone(), row.invited_by.clone());
    let inviter = membership::Entity::find_by_id(inviter).one(connection).await?;
    let owner = inviter.is_some_and(|inviter| inviter.role == OWNER && inviter.ended_at.is_none());
    if owner { Ok(row) } else { Err(Failure::InvitationEnded.into()) }
}

/// Accepts an invitation: its link is used up, and the person acts for the organisation from now on.
///
/// # Errors
/// `InvitationEnded`, or `AlreadyMember` for somebody who acts for the organisation already.
pub async fn accept(office: &Office, actor: &Actor, token: &str) -> Case<String> {
    actor.may(Deed::ActForOrganisation)?;
    // Whoever accepts does it for themselves, whomever they act for meanwhile.
    let actor = Actor { acting: None, ..actor.clone() };
    let (office, token) = (office.clone(), token.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let row = by_token(tx, &office, &token).await?;
                let (id, organisation) = (row.id.clone(), row.organisation_id.clone());
                join(tx, &office, &actor, &row).await?;
                let now = office.now_millis();
                let mut used = row.into_active_model();
                used.accepted_by = Set(Some(actor.id.clone()));
                used.accepted_at = Set(Some(now));
                used.update(tx).await?;
                let data = json!({ "person": actor.id, "role": STAFF, "invitation": id });
                record::event(tx, now, &actor, "membership_began", &organisation, None, data).await?;
                acting::begin(tx, &office, &actor, &organisation).await?;
                Ok::<_, CaseError>("/business".to_owned())
            })
        })
        .await
}

/// Turns an invitation down: its link is used up, and nobody acts by it. Answers its page, which says so.
///
/// # Errors
/// `InvitationEnded` when it is no longer open.
pub async fn decline(office: &Office, actor: &Actor, token: &str) -> Case<String> {
    actor.may(Deed::ActForOrganisation)?;
    let actor = Actor { acting: None, ..actor.clone() };
    let (office, token) = (office.clone(), token.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let row = by_token(tx, &office, &token).await?;
                let (id, organisation) = (row.id.clone(), row.organisation_id.clone());
                let now = office.now_millis();
                close(tx, row, now).await?;
                let data = json!({ "invitation": id });
                record::event(tx, now, &actor, "invitation_declined", &organisation, None, data).await?;
                Ok::<_, CaseError>(format!("/business/invitation/{token}"))
            })
        })
        .await
}

/// Nobody can accept it from now on.
async fn close(tx: &Tx, row: invitation::Model, now: Millis) -> Case<()> {
    let mut row = row.into_active_model();
    row.revoked_at = Set(Some(now));
    row.update(tx).await?;
    Ok(())
}

async fn join(tx: &Tx, office: &Office, actor: &Actor, offer: &invitation::Model) -> Case<()> {
    let fresh = membership::Model {
        organisation_id: offer.organisation_id.clone(),
        person_id: actor.id.clone(),
        role: STAFF.to_owned(),
        issuer: String::new(),
        since: office.now_millis(),
        rights: offer.rights.clone(),
        suspended_at: None,
        ended_at: None,
    };
    let key = (fresh.organisation_id.clone(), fresh.person_id.clone());
    match membership::Entity::find_by_id(key).one(tx).await? {
        None => {
            membership::Entity::insert(fresh.into_active_model().reset_all())
                .exec_without_returning(tx)
                .await?;
        }
        Some(before) if stands(office, &before)? => {
            return Err(Failure::AlreadyMember.into());
        }
        // Nor are those that were ended after the link was made.
        Some(before) if before.ended_at.is_some_and(|at| at >= offer.created_at) => {
            return Err(Failure::InvitationEnded.into());
        }
        Some(_) => members::save(tx, fresh).await?,
    }
    Ok(())
}
