//! Sessions: a secret in a cookie, its hash in the table. The seam for other ways to sign in is [`begin`].

use std::time::Duration;

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash};
use domain::role::Role;
use domain::text::Text;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QuerySelect as _, QueryTrait as _,
};
use serde_json::json;
use store::Tx;
use store::entity::{attachment, draft, officer, person, session};
use store::id::{random, sha256_hex};
use store::moment::Millis;
use tokio::sync::Semaphore;
use views::{Failure, Me};

use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, notice, record};

/// Without a sign-in a browser keeps its drafts for so long.
const VISITOR: Limits =
    Limits { idle: Duration::from_secs(30 * 86_400), absolute: Duration::from_secs(90 * 86_400) };
/// Law §9.3: 30 minutes idle.
const CITIZEN: Limits =
    Limits { idle: Duration::from_secs(30 * 60), absolute: Duration::from_secs(12 * 3600) };
/// Law §9.3: 15 minutes idle.
const OFFICER: Limits =
    Limits { idle: Duration::from_secs(15 * 60), absolute: Duration::from_secs(10 * 3600) };
/// The time of last use is written at most so often.
const TOUCH: Millis = 60_000;
/// Law §9.3: so many wrong passwords lock the account,
const WRONG_PASSWORDS: i32 = 5;
/// for so long.
const LOCKED: Millis = 12 * 3_600_000;

/// Argon2 takes 19 MB for each password; so many are checked at a time.
static HASHING: Semaphore = Semaphore::const_new(4);

struct Limits {
    idle: Duration,
    absolute: Duration,
}

/// A session that has begun: its cookie, and where its owner goes by default.
pub struct Begun {
    /// The value of `Set-Cookie`.
    pub cookie: String,
    home: &'static str,
}

impl Begun {
    /// The page to go to: `next` when it is one of ours, else the home of the role.
    #[must_use]
    pub fn go_to(&self, next: &str) -> String {
        // Browsers drop control characters, so that a slash and a tab would become the two slashes of another host.
        let ours = next.starts_with('/')
            && !next.starts_with("//")
            && !next.contains(|c: char| c == '\\' || c.is_control());
        if ours { next.to_owned() } else { self.home.to_owned() }
    }
}

/// Who somebody proved to be.
pub(crate) enum Proven {
    Person(String),
    Officer(String),
}

/// The name of the cookie: with `__Host-` wherever the site is served over TLS, so that no other host can set it.
#[must_use]
pub fn cookie_name(base_url: &str) -> &'static str {
    if base_url.starts_with("https:") { "__Host-motcua" } else { "motcua" }
}

fn cookie(office: &Office, secret: &str, limits: &Limits) -> String {
    let base_url = &office.settings().base_url;
    let secure = if base_url.starts_with("https:") { "; Secure" } else { "" };
    let age = limits.absolute.as_secs();
    format!("{}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}", cookie_name(base_url))
}

/// Who sends a request with this cookie value. An unknown or expired one is a visitor.
///
/// # Errors
/// When the database fails.
pub async fn resolve(office: &Office, secret: Option<&str>) -> Case<Actor> {
    let Some(secret) = secret else { return Ok(Actor::visitor()) };
    let reader = office.database().reader();
    let id_hash = sha256_hex(secret.as_bytes());
    let Some(row) = session::Entity::find_by_id(&id_hash).one(reader).await? else {
        return Ok(Actor::visitor());
    };
    let now = office.now_millis();
    let idle = millis(limits_of(&row).idle);
    if now >= row.expires_at || now - row.last_seen_at >= idle {
        return Ok(Actor::visitor());
    }
    if now - row.last_seen_at >= TOUCH {
        // Pages must stay readable when nothing can be written.
        if let Err(error) = touch(office, row.id_hash.clone(), now).await {
            tracing::warn!(error = error.chain(), "the time of last use was not noted");
        }
    }
    actor_of(office, row).await
}

async fn actor_of(office: &Office, row: session::Model) -> Case<Actor> {
    let reader = office.database().reader();
    if let Some(id) = &row.officer_id {
        let officer = officer::Entity::find_by_id(id).one(reader).await?.filter(|officer| officer.active);
        let Some(officer) = officer else { return Ok(Actor::visitor()) };
        let role = officer
            .role
            .parse::<Role>()
            .map_err(|_| CaseError::Impossible("an officer has an unknown role"))?;
        let unit =
            office.catalogue().unit(&officer.unit_code).map(|unit| unit.name.clone()).unwrap_or_default();
        return Ok(Actor {
            role,
            id: officer.id,
            name: officer.full_name,
            unit_code: officer.unit_code,
            unit,
            session: Some(row.id_hash),
            ..Actor::visitor()
        });
    }
    let mut actor = Actor { session: Some(row.id_hash), ..Actor::visitor() };
    if let Some(id) = &row.person_id
        && let Some(person) = person::Entity::find_by_id(id).one(reader).await?
    {
        actor.role = Role::Citizen;
        actor.id = person.id;
        actor.name = person.full_name;
    }
    Ok(actor)
}

async fn touch(office: &Office, id_hash: String, now: Millis) -> Case<()> {
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                session::Entity::update_many()
                    .col_expr(session::Column::LastSeenAt, now.into())
                    .filter(session::Column::IdHash.eq(id_hash))
                    .exec(tx)
                    .await?;
                Ok::<_, CaseError>(())
            })
        })
        .await
}

fn limits_of(row: &session::Model) -> &'static Limits {
    match (&row.officer_id, &row.person_id) {
        (Some(_), _) => &OFFICER,
        (None, Some(_)) => &CITIZEN,
        (None, None) => &VISITOR,
    }
}

fn millis(duration: Duration) -> Millis {
    Millis::try_from(duration.as_millis()).unwrap_or(Millis::MAX)
}

/// Begins a session for a browser that has none, so that its draft has an owner. Answers its hash and cookie.
pub(crate) async fn begin_visitor(tx: &Tx, office: &Office) -> Case<(String, String)> {
    let secret = format!("{}{}", random()?, random()?);
    let id_hash = insert(tx, office, &secret, None, &VISITOR).await?;
    Ok((id_hash, cookie(office, &secret, &VISITOR)))
}

async fn insert(
    tx: &Tx,
    office: &Office,
    secret: &str,
    proven: Option<&Proven>,
    limits: &Limits,
) -> Case<String> {
    let now = office.now_millis();
    let id_hash = sha256_hex(secret.as_bytes());
    let (person_id, officer_id) = match proven {
        None => (None, None),
        Some(Proven::Person(id)) => (Some(id.clone()), None),
        Some(Proven::Officer(id)) => (None, Some(id.clone())),
    };
    let row = session::ActiveModel {
        id_hash: Set(id_hash.clone()),
        person_id: Set(person_id),
        officer_id: Set(officer_id),
        created_at: Set(now),
        last_seen_at: Set(now),
        expires_at: Set(now + millis(limits.absolute)),
    };
    session::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(id_hash)
}

/// Begins the session of somebody who proved who they are: a new secret, the old one ended, and the drafts of this
/// browser become the person's. Every way to sign in ends here.
pub(crate) async fn begin(tx: &Tx, office: &Office, before: &Actor, proven: Proven) -> Case<Begun> {
    let secret = format!("{}{}", random()?, random()?);
    let (limits, home) = match &proven {
        Proven::Person(_) => (&CITIZEN, "/my"),
        Proven::Officer(_) => (&OFFICER, "/desk"),
    };
    insert(tx, office, &secret, Some(&proven), limits).await?;
    if let Some(old) = &before.session {
        if let Proven::Person(person) = &proven {
            draft::Entity::update_many()
                .col_expr(draft::Column::PersonId, person.clone().into())
                .col_expr(draft::Column::SessionHash, Option::<String>::None.into())
                .filter(draft::Column::SessionHash.eq(old))
                .filter(draft::Column::PersonId.is_null())
                .exec(tx)
                .await?;
        }
        session::Entity::delete_by_id(old).exec(tx).await?;
    }
    let (kind, id) = match &proven {
        Proven::Person(id) => ("citizen", id),
        Proven::Officer(id) => ("officer", id),
    };
    let data = json!({ "kind": kind });
    record::event(tx, office.now_millis(), before, "signed_in", id, None, data).await?;
    Ok(Begun { cookie: cookie(office, &secret, limits), home })
}

/// An officer signs in. Five wrong passwords lock the account.
///
/// # Errors
/// `WrongPassword`, the same for an unknown name, or `LockedOut`.
pub async fn sign_in(office: &Office, actor: &Actor, username: &str, password: &str) -> Case<Begun> {
    actor.may(Deed::ChangeSession)?;
    let username = username.trim().to_lowercase();
    let found = officer::Entity::find()
        .filter(officer::Column::Username.eq(username))
        .one(office.database().reader())
        .await?
        .filter(|officer| officer.active);
    let now = office.now_millis();
    if found.as_ref().is_some_and(|officer| locked(officer, now)) {
        return Err(Failure::LockedOut.into());
    }
    let hash = found.as_ref().and_then(|officer| officer.password_hash.clone());
    let right = verify(hash, password.to_owned()).await?;
    let Some(officer) = found else { return Err(Failure::WrongPassword.into()) };
    let (office, before) = (office.clone(), actor.clone());
    office
        .clone()
        .database()
        .write(move |tx| {
            Box::pin(async move {
                // Guesses sent at once are counted one by one, each on top of the one before.
                let current =
                    officer::Entity::find_by_id(&officer.id).one(tx).await?.ok_or(Failure::WrongPassword)?;
                if locked(&current, now) {
                    return Err(Failure::LockedOut.into());
                }
                note_attempt(tx, current, right, now).await?;
                if !right {
                    return Ok(None);
                }
                begin(tx, &office, &before, Proven::Officer(officer.id)).await.map(Some)
            })
        })
        .await?
        .ok_or_else(|| Failure::WrongPassword.into())
}

fn locked(officer: &officer::Model, now: Millis) -> bool {
    officer.locked_until.is_some_and(|until| now < until)
}

async fn note_attempt(tx: &Tx, officer: officer::Model, right: bool, now: Millis) -> Case<()> {
    let wrong = if right { 0 } else { officer.failed_sign_ins + 1 };
    let mut active = officer.into_active_model();
    active.failed_sign_ins = Set(if wrong >= WRONG_PASSWORDS { 0 } else { wrong });
    active.locked_until = Set((wrong >= WRONG_PASSWORDS).then_some(now + LOCKED));
    active.update(tx).await?;
    Ok(())
}

/// Checks a password. Without a stored hash it does the same work, so that time tells nothing about names.
async fn verify(hash: Option<String>, password: String) -> Case<bool> {
    let turn = HASHING.acquire().await.map_err(|_| CaseError::Impossible("nobody closes the turns"))?;
    let right = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let Some(hash) = hash else {
            let _ = Argon2::default().hash_password(password.as_bytes());
            return false;
        };
        PasswordHash::new(&hash)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    });
    Ok(right.await?)
}

/// The argon2id hash of a password, in PHC form.
pub(crate) async fn hash_password(password: String) -> Case<String> {
    let hash = tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string())
    });
    hash.await?.map_err(|_| CaseError::Impossible("argon2 refused its own parameters"))
}

/// Ends the session. Answers the cookie that clears the browser's.
///
/// # Errors
/// When the database fails.
pub async fn sign_out(office: &Office, actor: &Actor) -> Case<String> {
    actor.may(Deed::ChangeSession)?;
    if let Some(session) = actor.session.clone() {
        office
            .database()
            .write(move |tx| {
                Box::pin(async move {
                    session::Entity::delete_by_id(session).exec(tx).await?;
                    Ok::<_, CaseError>(())
                })
            })
            .await?;
    }
    let none = Limits { idle: Duration::ZERO, absolute: Duration::ZERO };
    Ok(cookie(office, "", &none))
}

/// Deletes the sessions that have ended, with the drafts that nobody can reach any more, and answers how many
/// sessions there were.
///
/// # Errors
/// When the database fails.
pub async fn sweep(office: &Office) -> Case<u64> {
    let now = office.now_millis();
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let ended = session::Entity::delete_many()
                    .filter(session::Column::ExpiresAt.lte(now))
                    .exec(tx)
                    .await?;
                let sessions =
                    session::Entity::find().select_only().column(session::Column::IdHash).into_query();
                let unreachable = draft::Entity::find()
                    .filter(draft::Column::PersonId.is_null())
                    .filter(draft::Column::DossierCode.is_null())
                    .filter(draft::Column::SessionHash.not_in_subquery(sessions))
                    .all(tx)
                    .await?;
                for row in unreachable {
                    attachment::Entity::delete_many()
                        .filter(attachment::Column::DraftId.eq(&row.id))
                        .exec(tx)
                        .await?;
                    draft::Entity::delete_by_id(row.id).exec(tx).await?;
                }
                Ok::<_, CaseError>(ended.rows_affected)
            })
        })
        .await
}

/// Who is looking, for the frame of the page.
///
/// # Errors
/// When the database fails.
pub async fn me(office: &Office, actor: &Actor) -> Case<Me> {
    let Text { vi: unit, .. } = actor.unit.clone();
    let unread = notice::unread(office, actor).await?;
    Ok(Me { role: actor.role, name: actor.name.clone(), unit, demo: office.settings().demo, unread })
}
