//! Keeping the accounts of officers: the operator at the command line, administrators at `/admin/officers`.

use domain::role::Role;
use domain::text::nfc;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select,
};
use serde_json::json;
use store::Tx;
use store::entity::{account, dossier, officer, recovery_code, second_factor};
use store::id::random;
use views::{Failure, Moment, OfficerLine};

use crate::policy::Deed;
use crate::session::{
    self, end_all, forget, forget_passkeys, hash_password, judge, lapsed, locked_until, plain_name,
};
use crate::{Actor, Case, CaseError, Office, record};

/// Where administrators keep the accounts.
const PAGE: &str = "/admin/officers";
/// Letters of a person's name, and of a title.
const LONGEST_WORDS: usize = 200;
/// Letters of a user name.
const LONGEST_NAME: usize = 40;
/// Letters of a password that the system makes: 80 bits.
const GENERATED: usize = 16;

/// An officer who is to have an account.
pub struct NewOfficer {
    pub username: String,
    pub full_name: String,
    pub title: String,
    pub unit_code: String,
    pub role: Role,
}

/// A password to begin with that nobody chose. It keeps the rules whatever its letters are.
///
/// # Errors
/// When there is no randomness.
pub fn generated_password() -> Case<String> {
    Ok(format!("{}-Mc9", &random()?[..GENERATED]))
}

/// Makes an account with a password that must be changed at the first sign-in.
///
/// # Errors
/// `NameUnfit`, `NameTaken`, `NotFound` for a unit that does not exist, `Incomplete` without a name or for a role
/// that no officer has, `TooMuchText`, and what a password may lack.
pub async fn add(office: &Office, actor: &Actor, new: NewOfficer, password: &str) -> Case<()> {
    actor.may(Deed::KeepOfficers)?;
    let username = fit(&new.username)?;
    let (full_name, title) = (nfc(new.full_name.trim()), nfc(new.title.trim()));
    if [&full_name, &title].iter().any(|words| words.chars().count() > LONGEST_WORDS) {
        return Err(Failure::TooMuchText.into());
    }
    if full_name.is_empty() || matches!(new.role, Role::Visitor | Role::Citizen) {
        return Err(Failure::Incomplete.into());
    }
    if office.catalogue().unit(&new.unit_code).is_none() {
        return Err(Failure::NotFound.into());
    }
    judge(password, &username)?;
    let hash = hash_password(password.to_owned()).await?;
    let row = officer::Model {
        id: random()?,
        username,
        full_name,
        title,
        unit_code: new.unit_code,
        role: new.role.as_str().to_owned(),
        password_hash: None,
        active: true,
    };
    let (office, actor) = (office.clone(), actor.clone());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                if by_name(tx, &row.username).await.is_ok() {
                    return Err(Failure::NameTaken.into());
                }
                let (id, now) = (row.id.clone(), office.now_millis());
                let data = json!({ "username": row.username, "role": row.role, "unit": row.unit_code });
                officer::Entity::insert(row.into_active_model().reset_all())
                    .exec_without_returning(tx)
                    .await?;
                session::set_password(tx, &id, &hash, true, now).await?;
                record::event(tx, now, &actor, "officer_added", &id, None, data).await?;
                Ok::<_, CaseError>(())
            })
        })
        .await
}

/// The officers of a unit whose accounts are open.
pub(crate) async fn at_work(connection: &impl ConnectionTrait, unit: &str) -> Case<Vec<officer::Model>> {
    Ok(open_accounts().filter(officer::Column::UnitCode.eq(unit)).all(connection).await?)
}

/// Those who work on a dossier: at the one-stop that took it in, and in the agency that decides.
pub(crate) async fn at_work_on(
    connection: &impl ConnectionTrait,
    dossier: &dossier::Model,
) -> Case<Vec<officer::Model>> {
    Ok(open_accounts().filter(serve(dossier)).all(connection).await?)
}

/// The same by id and role alone, for whoever is told of something.
pub(crate) async fn roles_at_work(
    connection: &impl ConnectionTrait,
    dossier: &dossier::Model,
) -> Case<Vec<(String, String)>> {
    let all = open_accounts().filter(serve(dossier)).select_only();
    let all = all.columns([officer::Column::Id, officer::Column::Role]);
    Ok(all.into_tuple().all(connection).await?)
}

/// As [`Actor::serves`].
fn serve(dossier: &dossier::Model) -> Condition {
    let deciding = [Role::HandlingOfficer, Role::Leader].map(Role::as_str);
    let at = |unit: &str| Condition::all().add(officer::Column::UnitCode.eq(unit));
    Condition::any()
        .add(at(&dossier.unit_code).add(officer::Column::Role.is_not_in(deciding)))
        .add(at(&dossier.competent_unit).add(officer::Column::Role.is_in(deciding)))
}

fn open_accounts() -> Select<officer::Entity> {
    officer::Entity::find().filter(officer::Column::Active.eq(true)).order_by_asc(officer::Column::Id)
}

/// A user name as it is kept: it stands in addresses and on paper, so only plain letters.
fn fit(username: &str) -> Result<String, Failure> {
    let username = plain_name(username);
    let plain =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || ".-_".contains(letter);
    let fits = !username.is_empty() && username.len() <= LONGEST_NAME && username.chars().all(plain);
    if fits { Ok(username) } else { Err(Failure::NameUnfit) }
}

async fn by_name(tx: &Tx, username: &str) -> Case<officer::Model> {
    let found =
        officer::Entity::find().filter(officer::Column::Username.eq(plain_name(username))).one(tx).await?;
    Ok(found.ok_or(Failure::NotFound)?)
}

/// Gives an officer a new password to begin with: every session ends, a lock is lifted, and with `second_factor` the
/// phone that was lost counts no more.
///
/// # Errors
/// `NotFound`, and what a password may lack.
pub async fn reset(
    office: &Office,
    actor: &Actor,
    username: &str,
    password: &str,
    forgets: Forgets,
) -> Case<()> {
    actor.may(Deed::KeepOfficers)?;
    let username = plain_name(username);
    judge(password, &username)?;
    let hash = hash_password(password.to_owned()).await?;
    let (office, actor) = (office.clone(), actor.clone());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let (officer, now) = (by_name(tx, &username).await?, office.now_millis());
                session::set_password(tx, &officer.id, &hash, true, now).await?;
                if forgets == Forgets::SecondFactor {
                    second_factor::Entity::delete_by_id(&officer.id).exec(tx).await?;
                    forget_passkeys(tx, &officer.id).await?;
                    recovery_code::Entity::delete_many()
                        .filter(recovery_code::Column::OfficerId.eq(&officer.id))
                        .exec(tx)
                        .await?;
                }
                end_all(tx, &officer.id).await?;
                forget(tx, &username).await?;
                let data = json!({ "second_factor": forgets == Forgets::SecondFactor });
                record::event(tx, now, &actor, "officer_reset", &officer.id, None, data).await?;
                Ok::<_, CaseError>(())
            })
        })
        .await
}

/// What a reset takes away beside the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forgets {
    Nothing,
    SecondFactor,
}

/// Lifts the lock after wrong passwords.
///
/// # Errors
/// `NotFound`.
pub async fn unlock(office: &Office, actor: &Actor, username: &str) -> Case<String> {
    actor.may(Deed::KeepOfficers)?;
    let (office, actor, username) = (office.clone(), actor.clone(), username.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let officer = by_name(tx, &username).await?;
                forget(tx, &officer.username).await?;
                let now = office.now_millis();
                record::event(tx, now, &actor, "officer_unlocked", &officer.id, None, json!({})).await?;
                Ok::<_, CaseError>(PAGE.to_owned())
            })
        })
        .await
}

/// Why an account was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closing {
    ByHand,
    /// Nobody used it for 45 days.
    Unused,
}

impl Closing {
    const fn code(self) -> &'static str {
        match self {
            Self::ByHand => "by_hand",
            Self::Unused => "unused",
        }
    }
}

/// Closes an account: its officer cannot sign in any more, and every session ends. Nothing of it is deleted.
///
/// # Errors
/// `NotFound`; `OwnAccount` for an administrator's own, who would lock out themselves.
pub async fn close(office: &Office, actor: &Actor, username: &str) -> Case<String> {
    actor.may(Deed::KeepOfficers)?;
    let (office, actor, username) = (office.clone(), actor.clone(), username.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let officer = by_name(tx, &username).await?;
                if officer.id == actor.id {
                    return Err(Failure::OwnAccount.into());
                }
                if officer.active {
                    shut(tx, &office, &actor, officer, Closing::ByHand).await?;
                }
                Ok::<_, CaseError>(PAGE.to_owned())
            })
        })
        .await
}

async fn shut(tx: &Tx, office: &Office, actor: &Actor, officer: officer::Model, why: Closing) -> Case<()> {
    set_active(tx, &officer.id, false).await?;
    end_all(tx, &officer.id).await?;
    let data = json!({ "why": why.code() });
    record::event(tx, office.now_millis(), actor, "officer_closed", &officer.id, None, data).await?;
    Ok(())
}

async fn set_active(tx: &Tx, officer: &str, active: bool) -> Case<()> {
    officer::Entity::update_many()
        .col_expr(officer::Column::Active, active.into())
        .filter(officer::Column::Id.eq(officer))
        .exec(tx)
        .await?;
    Ok(())
}

/// Opens a closed account again, with the password and the second factor that it had. Its 45 days begin anew.
///
/// # Errors
/// `NotFound`.
pub async fn reopen(office: &Office, actor: &Actor, username: &str) -> Case<String> {
    actor.may(Deed::KeepOfficers)?;
    let (office, actor, username) = (office.clone(), actor.clone(), username.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let (officer, now) = (by_name(tx, &username).await?, office.now_millis());
                if !officer.active {
                    set_active(tx, &officer.id, true).await?;
                    account::Entity::update_many()
                        .col_expr(account::Column::OpenedAt, Some(now).into())
                        .filter(account::Column::OfficerId.eq(&officer.id))
                        .exec(tx)
                        .await?;
                    record::event(tx, now, &actor, "officer_opened", &officer.id, None, json!({})).await?;
                }
                Ok::<_, CaseError>(PAGE.to_owned())
            })
        })
        .await
}

/// Closes the accounts that nobody has used for 45 days (QCVN 12:2026/BCA), and answers how many. Demo people have no
/// account and stay.
///
/// # Errors
/// When the database fails.
pub async fn close_unused(office: &Office) -> Case<usize> {
    let office = office.clone();
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let (now, system) = (office.now_millis(), Actor::system());
                let accounts = account::Entity::find().all(tx).await?;
                let unused = accounts.into_iter().filter(|account| lapsed(account, now));
                let ids: Vec<String> = unused.map(|account| account.officer_id).collect();
                let open = officer::Entity::find()
                    .filter(officer::Column::Id.is_in(ids))
                    .filter(officer::Column::Active.eq(true))
                    .all(tx)
                    .await?;
                let closed = open.len();
                for officer in open {
                    shut(tx, &office, &system, officer, Closing::Unused).await?;
                }
                Ok::<_, CaseError>(closed)
            })
        })
        .await
}

/// All officers, by user name.
///
/// # Errors
/// When the database fails.
pub async fn list(office: &Office, actor: &Actor) -> Case<Vec<OfficerLine>> {
    actor.may(Deed::KeepOfficers)?;
    let (reader, now) = (office.database().reader(), office.now_millis());
    let officers = officer::Entity::find().order_by_asc(officer::Column::Username).all(reader).await?;
    let accounts = account::Entity::find().all(reader).await?;
    let factors = second_factor::Entity::find().all(reader).await?;
    let mut lines = Vec::new();
    for row in officers {
        let account = accounts.iter().find(|account| account.officer_id == row.id);
        let has_factor = factors.iter().any(|factor| factor.officer_id == row.id && factor.secret.is_some());
        lines.push(OfficerLine {
            role: row.role.parse().map_err(|_| CaseError::Impossible("an officer has an unknown role"))?,
            unit: crate::applicant::unit_name(office, &row.unit_code).vi,
            locked_until: locked_until(reader, &row.username, now).await?.map(Moment),
            second_factor: has_factor,
            last_signed_in_at: account.and_then(|account| account.last_signed_in_at).map(Moment),
            username: row.username,
            name: row.full_name,
            title: row.title,
            active: row.active,
        });
    }
    Ok(lines)
}
