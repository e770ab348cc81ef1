//! Tokens: keys by which programs of an organisation act for it.

use domain::role::Role;
use domain::text::{Lang, nfc};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::json;
use store::entity::{api_token, person};
use store::id::{random, sha256_hex};
use store::moment::Millis;
use views::{Failure, Fresh, Moment, Scope, Secret, TokenLine, TokenState};

use crate::actor::{Acting, Token};
use crate::business::{self, PAGE};
use crate::organisation::acting_for;
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, record};

/// How a token begins, so that people and scanners of code recognise one.
pub const PREFIX: &str = "mc_";
/// Days that a token works at the most.
pub const LONGEST_LIFE: u16 = 365;
/// Requests in a minute that a token may send, and at the most.
pub const USUAL_PACE: u32 = 120;
pub const FASTEST_PACE: u32 = 600;
/// Tokens that an organisation may have at a time.
const MOST: u64 = 50;
const LONGEST_NAME: usize = 80;
const DAY: Millis = 86_400_000;
/// The time of last use is noted at most so often.
const TOUCH: Millis = 60_000;

/// A token as an owner wants it.
#[derive(Clone, Debug)]
pub struct NewToken {
    pub name: String,
    pub scopes: Vec<Scope>,
    /// Days until it ends; between one and [`LONGEST_LIFE`].
    pub days: u16,
    /// Requests in a minute; at most [`FASTEST_PACE`].
    pub per_minute: u32,
}

/// Makes a token. Its secret is in the answer and, once, on the page; only its hash is kept.
///
/// # Errors
/// `NoOrganisation`, `TokenNameMissing`, `TooMuchText`, `ScopesMissing`, `TooManyTokens`.
pub async fn make(office: &Office, actor: &Actor, new: NewToken) -> Case<Secret> {
    actor.may(Deed::KeepTokens)?;
    let name: String = nfc(new.name.trim()).chars().filter(|c| !c.is_control()).collect();
    if name.is_empty() {
        return Err(Failure::TokenNameMissing.into());
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(Failure::TooMuchText.into());
    }
    if new.scopes.is_empty() {
        return Err(Failure::ScopesMissing.into());
    }
    let secret = format!("{PREFIX}{}{}", random()?, random()?);
    let now = office.now_millis();
    let row = api_token::Model {
        id: random()?,
        organisation_id: String::new(),
        person_id: actor.id.clone(),
        name,
        secret_hash: sha256_hex(secret.as_bytes()),
        scopes: serde_json::to_string(&new.scopes)?,
        per_minute: i32::try_from(new.per_minute.clamp(1, FASTEST_PACE)).unwrap_or(1),
        created_at: now,
        expires_at: now + Millis::from(new.days.clamp(1, LONGEST_LIFE)) * DAY,
        last_used_at: None,
        revoked_at: None,
    };
    let made = Secret { id: row.id.clone(), secret };
    insert(office, actor, row).await?;
    office.fresh().put(actor, Fresh::Token(made.clone()), now);
    Ok(made)
}

async fn insert(office: &Office, actor: &Actor, mut row: api_token::Model) -> Case<()> {
    let actor = actor.clone();
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let owned = business::owned(&actor)?;
                let working = api_token::Entity::find()
                    .filter(api_token::Column::OrganisationId.eq(&owned.organisation_id))
                    .filter(api_token::Column::RevokedAt.is_null())
                    .filter(api_token::Column::ExpiresAt.gt(row.created_at))
                    .count(tx)
                    .await?;
                if working >= MOST {
                    return Err(Failure::TooManyTokens.into());
                }
                row.organisation_id = owned.organisation_id.clone();
                let data = json!({
                    "organisation": row.organisation_id, "name": row.name, "scopes": row.scopes,
                    "expires_at": row.expires_at,
                });
                record::event(tx, row.created_at, &actor, "token_made", &row.id, None, data).await?;
                api_token::Entity::insert(row.into_active_model().reset_all())
                    .exec_without_returning(tx)
                    .await?;
                Ok::<_, CaseError>(())
            })
        })
        .await
}

/// Ends a token at once. Twice is once.
///
/// # Errors
/// `NotFound` for another organisation's.
pub async fn revoke(office: &Office, actor: &Actor, id: &str) -> Case<String> {
    actor.may(Deed::KeepTokens)?;
    let (now, actor, id) = (office.now_millis(), actor.clone(), id.to_owned());
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let owned = business::owned(&actor)?;
                let row = api_token::Entity::find_by_id(&id).one(tx).await?;
                let row = row.filter(|row| row.organisation_id == owned.organisation_id);
                let row = row.ok_or(Failure::NotFound)?;
                if row.revoked_at.is_none() {
                    let data = json!({ "organisation": row.organisation_id, "name": row.name });
                    let mut active = row.into_active_model();
                    active.revoked_at = Set(Some(now));
                    active.update(tx).await?;
                    record::event(tx, now, &actor, "token_revoked", &id, None, data).await?;
                }
                Ok::<_, CaseError>(PAGE.to_owned())
            })
        })
        .await
}

/// The tokens of an organisation, those that work first, then the newest.
pub(crate) async fn list(office: &Office, owned: &Acting) -> Case<Vec<TokenLine>> {
    let (reader, now) = (office.database().reader(), office.now_millis());
    let rows = api_token::Entity::find()
        .filter(api_token::Column::OrganisationId.eq(&owned.organisation_id))
        .order_by_desc(api_token::Column::CreatedAt)
        .all(reader)
        .await?;
    let makers = rows.iter().map(|row| row.person_id.as_str());
    let makers = person::Entity::find().filter(person::Column::Id.is_in(makers)).all(reader).await?;
    let mut lines = Vec::new();
    for row in rows {
        let maker = makers.iter().find(|maker| maker.id == row.person_id);
        lines.push(TokenLine {
            state: state(&row, now),
            scopes: serde_json::from_str(&row.scopes)?,
            per_minute: u32::try_from(row.per_minute).unwrap_or_default(),
            made_by: maker.map(|maker| maker.full_name.clone()).unwrap_or_default(),
            created_at: Moment(row.created_at),
            expires_at: Moment(row.expires_at),
            last_used_at: row.last_used_at.map(Moment),
            id: row.id,
            name: row.name,
        });
    }
    lines.sort_by_key(|line| line.state != TokenState::Active);
    Ok(lines)
}

fn state(row: &api_token::Model, now: Millis) -> TokenState {
    match row.revoked_at {
        Some(_) => TokenState::Revoked,
        None if row.expires_at <= now => TokenState::Expired,
        None => TokenState::Active,
    }
}

/// A program that showed a token that works.
#[derive(Clone, Debug)]
pub struct Caller {
    pub actor: Actor,
    /// Requests that it may send in a minute.
    pub per_minute: u32,
}

/// Who sends this token, if it works: it exists, has neither ended nor been revoked, and whoever made it still owns the
/// organisation.
///
/// # Errors
/// When the database fails.
pub async fn recognise(office: &Office, secret: &str, lang: Lang) -> Case<Option<Caller>> {
    let (reader, now) = (office.database().reader(), office.now_millis());
    let row = api_token::Entity::find()
        .filter(api_token::Column::SecretHash.eq(sha256_hex(secret.as_bytes())))
        .one(reader)
        .await?;
    let Some(row) = row.filter(|row| state(row, now) == TokenState::Active) else { return Ok(None) };
    let acting = acting_for(reader, &row.person_id, &row.organisation_id, office.today()).await?;
    let Some(acting) = acting.ok().filter(Acting::is_owner) else { return Ok(None) };
    if row.last_used_at.is_none_or(|last| now - last >= TOUCH) {
        // What can be read must stay readable when nothing can be written.
        if let Err(error) = touch(office, &row.id, now).await {
            tracing::warn!(error = error.chain(), "the time of last use was not noted");
        }
    }
    let actor = Actor {
        role: Role::Citizen,
        id: row.person_id,
        name: row.name,
        acting: Some(acting),
        token: Some(Token { id: row.id, scopes: serde_json::from_str(&row.scopes)? }),
        lang,
        ..Actor::visitor()
    };
    Ok(Some(Caller { actor, per_minute: u32::try_from(row.per_minute).unwrap_or(1) }))
}

async fn touch(office: &Office, id: &str, now: Millis) -> Case<()> {
    let touched = api_token::Entity::update_many()
        .col_expr(api_token::Column::LastUsedAt, now.into())
        .filter(api_token::Column::Id.eq(id));
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                touched.exec(tx).await?;
                Ok::<_, CaseError>(())
            })
        })
        .await
}
