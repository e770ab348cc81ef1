use leptos::prelude::*;
use views::{DemoPerson, Door};

use super::ApiError;
#[cfg(feature = "ssr")]
use super::request::{caller, enter, go, set_cookie, shown};

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
    enter(casework::demo::become_person(&office, &actor, &person).await, &next)
}

/// An officer signs in with a password and goes on to `next`, by way of what else the sign-in asks for.
#[server(prefix = "/fn", endpoint = "sign_in")]
pub async fn sign_in(
    #[server(default)] username: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    enter(casework::session::sign_in(&office, &actor, &username, &password).await, &next)
}

/// The issuers by which one can sign in.
#[server(name = ListDoors, prefix = "/fn", endpoint = "doors")]
pub async fn doors() -> Result<Vec<Door>, ApiError> {
    Ok(use_context::<crate::Doors>().map(|doors| doors.0.doors()).unwrap_or_default())
}

/// Ends the session. Whoever came by an issuer is asked whether to sign out there too.
#[server(prefix = "/fn", endpoint = "sign_out")]
pub async fn sign_out() -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let issuer = casework::identity::issuer_of(&office, &actor).await.ok().flatten();
    let way_out = issuer.and_then(|url| use_context::<crate::Doors>()?.0.way_out(&url));
    go(casework::session::sign_out(&office, &actor).await.map(|cookie| {
        set_cookie(&cookie);
        way_out.map_or_else(|| "/".to_owned(), |id| format!("/sign-in?left={id}"))
    }))
}
