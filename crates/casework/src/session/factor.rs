//! The second factor: a one-time code (TOTP, RFC 6238), a recovery code, or what a passkey signed, each taken once.

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;
use store::Tx;
use store::entity::{recovery_code, second_factor};
use views::Failure;

use super::account::Account;
use super::passkey::{self, Assertion};
use super::{guard, recovery, totp};
use crate::{Actor, Case, Office, record};

/// How a code was judged. Not a `CaseError`: a mistake must be counted, and an error would undo the count.
pub(super) enum Factor {
    Right,
    Wrong(Failure),
}

/// Judges the code of an officer and uses it up.
pub(super) async fn check(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    account: &Account,
    code: &str,
) -> Case<Factor> {
    let username = &account.officer.username;
    if guard::locked_until(tx, username, office.now_millis()).await?.is_some() {
        return Ok(Factor::Wrong(Failure::LockedOut));
    }
    let right = if let Some(assertion) = Assertion::read(code) {
        match passkey::check(tx, office, actor, &account.officer.id, &assertion).await? {
            Ok(()) => Factor::Right,
            Err(failure) => Factor::Wrong(failure),
        }
    } else if let Some(digits) = totp::digits(code) {
        one_time_code(tx, office, account, &digits).await?
    } else {
        use_recovery_code(tx, office, actor, account, code).await?
    };
    if let Factor::Wrong(Failure::CodeWrong) = right {
        guard::note_wrong(tx, office, actor, username, &account.officer.id).await?;
    }
    Ok(right)
}

async fn one_time_code(tx: &Tx, office: &Office, account: &Account, digits: &str) -> Case<Factor> {
    let Some(secret) = account.secret() else { return Ok(Factor::Wrong(Failure::CodeWrong)) };
    let Some(step) = totp::step_of(secret, digits, office.now()) else {
        return Ok(Factor::Wrong(Failure::CodeWrong));
    };
    // RFC 6238 §5.2: a code is taken once, so that whoever looked over the shoulder cannot use it. The row decides, and
    // not the account as it was read before: the same code may have come twice at once.
    let used = second_factor::Entity::update_many()
        .col_expr(second_factor::Column::LastStep, step.into())
        .filter(second_factor::Column::OfficerId.eq(&account.officer.id))
        .filter(second_factor::Column::LastStep.lt(step))
        .exec(tx)
        .await?;
    Ok(if used.rows_affected == 0 { Factor::Wrong(Failure::CodeUsed) } else { Factor::Right })
}

async fn use_recovery_code(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    account: &Account,
    code: &str,
) -> Case<Factor> {
    let now = office.now_millis();
    let used = recovery_code::Entity::update_many()
        .col_expr(recovery_code::Column::UsedAt, Some(now).into())
        .filter(recovery_code::Column::Hash.eq(recovery::hash(code)))
        .filter(recovery_code::Column::OfficerId.eq(&account.officer.id))
        .filter(recovery_code::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    if used.rows_affected == 0 {
        return Ok(Factor::Wrong(Failure::CodeWrong));
    }
    record::event(tx, now, actor, "recovery_code_used", &account.officer.id, None, json!({})).await?;
    Ok(Factor::Right)
}
