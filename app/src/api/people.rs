use leptos::prelude::*;
use views::DemoPerson;

use super::ApiError;
#[cfg(feature = "ssr")]
use super::request::{caller, go, set_cookie, shown};

/// Who is looking.
#[server(name = LoadMe, prefix = "/fn", endpoint = "me")]
pub async fn me() -> Result<views::Me, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::session::me(&office, &actor).await)
}

/// The people that one can become in demo mode; `not_found` in any other.
#[server(prefix = "/fn", endpoint = "demo_people")]
pub async fn demo_people() -> Result<Vec<DemoPerson>, ApiError> {
    let (office, _) = caller()?;
    shown(casework::demo::people(&office).await)
}

/// Becomes a demo person and goes on to `next`.
#[server(prefix = "/fn", endpoint = "become")]
pub async fn become_person(person: String, #[server(default)] next: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let signed_in = casework::demo::become_person(&office, &actor, &person).await;
    go(signed_in.map(|session| {
        set_cookie(&session.cookie);
        session.go_to(&next)
    }))
}

/// An officer signs in with a password and goes on to `next`.
#[server(prefix = "/fn", endpoint = "sign_in")]
pub async fn sign_in(
    #[server(default)] username: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let signed_in = casework::session::sign_in(&office, &actor, &username, &password).await;
    go(signed_in.map(|session| {
        set_cookie(&session.cookie);
        session.go_to(&next)
    }))
}

/// Ends the session.
#[server(prefix = "/fn", endpoint = "sign_out")]
pub async fn sign_out() -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::session::sign_out(&office, &actor).await.map(|cookie| {
        set_cookie(&cookie);
        "/".to_owned()
    }))
}
