//! The account page of an officer.

use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use store::entity::recovery_code;
use views::{AccountView, Moment, SecondFactorView};

use super::account::Account;
use super::enrolment::enrolment;
use super::passkey::lines;
use super::proof::asked;
use crate::policy::Deed;
use crate::{Actor, Case, Office};

/// How the officer signs in.
///
/// # Errors
/// When the database fails.
pub async fn account(office: &Office, actor: &Actor) -> Case<AccountView> {
    actor.may(Deed::KeepAccount)?;
    let reader = office.database().reader();
    let account = Account::of(reader, &actor.id).await?;
    let left = recovery_code::Entity::find()
        .filter(recovery_code::Column::OfficerId.eq(&actor.id))
        .filter(recovery_code::Column::UsedAt.is_null())
        .count(reader)
        .await?;
    let codes_left = u32::try_from(left).unwrap_or(u32::MAX);
    let since = account.factor.as_ref().and_then(|factor| factor.since);
    Ok(AccountView {
        username: account.officer.username.clone(),
        password_set_at: account.password_set_at().filter(|_| !account.is_demo(office)).map(Moment),
        second_factor: since.map(|since| SecondFactorView { since: Moment(since), codes_left }),
        proof: asked(office, actor).await?,
        enrolment: enrolment(office, actor).await?,
        passkeys: if account.is_demo(office) { None } else { lines(office, &actor.id).await? },
    })
}
