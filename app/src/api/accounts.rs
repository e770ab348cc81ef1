use leptos::prelude::*;
use views::{AccountView, EnrolmentView, OfficerLine, PasskeyOptions, SessionLine};

use super::ApiError;
#[cfg(feature = "ssr")]
use super::request::{caller, enter, go, shown};

/// The code of the second factor, after the password.
#[server(prefix = "/fn", endpoint = "give_code")]
pub async fn give_code(
    #[server(default)] secret_code: String,
    #[server(default)] next: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    enter(casework::session::give_code(&office, &actor, &secret_code).await, &next)
}

/// A password of one's own instead of the one that was given.
#[server(prefix = "/fn", endpoint = "first_password")]
pub async fn first_password(
    #[server(default)] new_password: String,
    #[server(default)] password_again: String,
    #[server(default)] next: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    enter(casework::session::first_password(&office, &actor, &new_password, &password_again).await, &next)
}

/// What to put into the app that makes the codes, when that was begun.
#[server(name = LoadEnrolment, prefix = "/fn", endpoint = "enrolment")]
pub async fn enrolment() -> Result<Option<EnrolmentView>, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::session::enrolment(&office, &actor).await)
}

/// The first code from the app: from now on codes are asked for.
#[server(prefix = "/fn", endpoint = "enrol")]
pub async fn enrol(
    #[server(default)] secret_code: String,
    #[server(default)] next: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    match casework::session::enrol(&office, &actor, &secret_code).await {
        Ok(Some(begun)) => enter(Ok(begun), &next),
        Ok(None) => go(Ok("/desk/account?done=second_factor".to_owned())),
        Err(error) => go(Err(error)),
    }
}

/// What the browser needs to register a passkey or to sign with one.
#[server(prefix = "/fn", endpoint = "begin_passkey")]
pub async fn begin_passkey() -> Result<PasskeyOptions, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::session::begin_passkey(&office, &actor).await)
}

/// Whether the second factor that a sign-in waits for can be given with a passkey.
#[server(prefix = "/fn", endpoint = "passkey_waits")]
pub async fn passkey_waits() -> Result<bool, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::session::passkey_waits(&office, &actor).await)
}

/// Registers a passkey. Asks for a fresh proof.
#[server(prefix = "/fn", endpoint = "add_passkey")]
pub async fn add_passkey(
    #[server(default)] name: String,
    #[server(default)] secret_passkey: String,
    #[server(default)] password_or_code: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let added = match casework::session::prove(&office, &actor, &password_or_code).await {
        Ok(actor) => casework::session::add_passkey(&office, &actor, &name, &secret_passkey).await,
        Err(error) => Err(error),
    };
    go(added)
}

/// Takes a passkey away. Asks for a fresh proof.
#[server(prefix = "/fn", endpoint = "remove_passkey")]
pub async fn remove_passkey(
    #[server(default)] id: String,
    #[server(default)] password_or_code: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let removed = match casework::session::prove(&office, &actor, &password_or_code).await {
        Ok(actor) => casework::session::remove_passkey(&office, &actor, &id).await,
        Err(error) => Err(error),
    };
    go(removed)
}

/// Where one is signed in.
#[server(prefix = "/fn", endpoint = "list_sessions")]
pub async fn list_sessions() -> Result<Vec<SessionLine>, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::session::sessions(&office, &actor).await)
}

/// Signs out in one other browser.
#[server(prefix = "/fn", endpoint = "end_session")]
pub async fn end_session(#[server(default)] session: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::session::end_session(&office, &actor, &session).await)
}

/// Signs out everywhere else.
#[server(prefix = "/fn", endpoint = "end_other_sessions")]
pub async fn end_other_sessions() -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::session::end_other_sessions(&office, &actor).await)
}

/// How the officer signs in.
#[server(name = LoadAccount, prefix = "/fn", endpoint = "account")]
pub async fn account() -> Result<AccountView, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::session::account(&office, &actor).await)
}

/// Changes the password and ends the other sessions.
#[server(prefix = "/fn", endpoint = "change_password")]
pub async fn change_password(
    #[server(default)] current_password: String,
    #[server(default)] new_password: String,
    #[server(default)] password_again: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let changed = casework::session::change_password(
        &office,
        &actor,
        &current_password,
        &new_password,
        &password_again,
    );
    go(changed.await)
}

/// Begins with a second factor, or with another phone. Replacing one asks for a fresh proof.
#[server(prefix = "/fn", endpoint = "start_enrolment")]
pub async fn start_enrolment(#[server(default)] password_or_code: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let started = match casework::session::prove(&office, &actor, &password_or_code).await {
        Ok(actor) => casework::session::start_enrolment(&office, &actor).await,
        Err(error) => Err(error),
    };
    go(started)
}

/// All officers, for their administrator.
#[server(prefix = "/fn", endpoint = "list_officers")]
pub async fn list_officers() -> Result<Vec<OfficerLine>, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::officers::list(&office, &actor).await)
}

/// Lifts the lock after wrong passwords.
#[server(prefix = "/fn", endpoint = "unlock_officer")]
pub async fn unlock_officer(#[server(default)] username: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::officers::unlock(&office, &actor, &username).await)
}

/// Closes an account and ends its sessions.
#[server(prefix = "/fn", endpoint = "close_officer")]
pub async fn close_officer(#[server(default)] username: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::officers::close(&office, &actor, &username).await)
}

/// Opens a closed account again.
#[server(prefix = "/fn", endpoint = "open_officer")]
pub async fn open_officer(#[server(default)] username: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::officers::reopen(&office, &actor, &username).await)
}
