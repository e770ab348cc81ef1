//! What a server function needs of its request, on the server.

use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use casework::session::Begun;
use casework::{Actor, CaseError, Office};
use leptos::prelude::{use_context, with_context};
use leptos_axum::ResponseOptions;
use views::Failure;

use super::ApiError;
use crate::origin;
use crate::ui::tell_status;

/// The use cases and who calls.
///
/// # Errors
/// `Broken` outside a request, which the router never lets happen.
pub(super) fn caller() -> Result<(Office, Actor), ApiError> {
    let office = use_context::<Office>().ok_or(Failure::Broken)?;
    let actor = with_context(|parts: &Parts| parts.extensions.get::<Actor>().cloned()).flatten();
    Ok((office, actor.ok_or(Failure::Broken)?))
}

/// A request that no use case is asked for, as its arguments cannot be read. Without JavaScript it goes back to its page.
pub(super) fn unreadable(failure: Failure) {
    if wants_html() {
        see_other(&back_with(failure));
    } else {
        tell_status(failure);
    }
}

/// A value to show: its failure becomes the status of the response.
pub(super) fn shown<T>(result: Result<T, CaseError>) -> Result<T, ApiError> {
    result.map_err(|error| failed(&error))
}

/// Ends a form: goes to the page that the use case names, or, when it failed, back to where it was sent from,
/// with the code of the failure. In the browser the failure is the answer, and what was typed stays in place.
pub(super) fn go(result: Result<String, CaseError>) -> Result<(), ApiError> {
    let target = match result {
        Ok(target) => target,
        Err(error) if wants_html() => {
            let failure = failure_of(&error);
            if failure == Failure::SignInNeeded {
                format!("/sign-in?next={}", came_from())
            } else {
                back_with(failure)
            }
        }
        Err(error) => return Err(failed(&error)),
    };
    see_other(&target);
    Ok(())
}

/// Ends a step of a sign-in: sets the cookie of the session that it began and goes on to `next`.
pub(super) fn enter(begun: Result<Begun, CaseError>, next: &str) -> Result<(), ApiError> {
    go(begun.map(|session| {
        set_cookie(&session.cookie);
        session.go_to(next)
    }))
}

fn see_other(target: &str) {
    let Some(response) = use_context::<ResponseOptions>() else { return };
    if let Ok(location) = HeaderValue::from_str(target) {
        response.insert_header(LOCATION, location);
    }
    if wants_html() {
        response.set_status(StatusCode::SEE_OTHER);
    }
}

/// Sets the cookie of a session.
pub(super) fn set_cookie(cookie: &str) {
    let Some(response) = use_context::<ResponseOptions>() else { return };
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.append_header(SET_COOKIE, cookie);
    }
}

fn failed(error: &CaseError) -> ApiError {
    let failure = failure_of(error);
    tell_status(failure);
    ApiError(failure)
}

/// The failure that the page tells; what broke on our side goes to the log, once, here.
fn failure_of(error: &CaseError) -> Failure {
    let failure = error.failure();
    if failure == Failure::Broken {
        tracing::error!(error = error.chain(), "a use case broke");
    }
    failure
}

fn wants_html() -> bool {
    with_context(|parts: &Parts| origin::wants_html(&parts.headers)).unwrap_or_default()
}

fn back_with(failure: Failure) -> String {
    format!("{}?error={}", came_from(), failure.code())
}

fn came_from() -> String {
    let page = with_context(|parts: &Parts| origin::came_from(&parts.headers)).flatten();
    page.unwrap_or_else(|| "/".to_owned())
}
