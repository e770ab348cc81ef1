use std::collections::BTreeMap;

use leptos::prelude::*;
use views::{ContactView, MailsView, NoticesView};

use super::ApiError;
#[cfg(feature = "ssr")]
use super::request::{caller, go, shown};

/// The notices of whoever looks.
#[server(name = LoadNotices, prefix = "/fn", endpoint = "notices")]
pub async fn notices() -> Result<NoticesView, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::notice::inbox(&office, &actor).await)
}

/// Marks a notice as read, or all of them when `id` is empty.
#[server(prefix = "/fn", endpoint = "read_notice")]
pub async fn read_notice(#[server(default)] id: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::notice::read(&office, &actor, &id).await)
}

/// Where this person is told, and of what.
#[server(name = LoadContact, prefix = "/fn", endpoint = "contact")]
pub async fn contact() -> Result<ContactView, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::contact::settings(&office, &actor).await)
}

/// Sends a link to an address; an empty one forgets the address that is known.
#[server(prefix = "/fn", endpoint = "set_email")]
pub async fn set_email(#[server(default)] email: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::contact::set_email(&office, &actor, &email).await)
}

/// Takes the address to which the link was sent.
#[server(prefix = "/fn", endpoint = "confirm_email")]
pub async fn confirm_email(#[server(default)] token: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::contact::confirm(&office, &actor, &token).await)
}

/// Keeps which kinds also go by mail: those that are there.
#[server(prefix = "/fn", endpoint = "choose_mail")]
pub async fn choose_mail(#[server(default)] kinds: BTreeMap<String, String>) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let chosen = kinds.keys().filter_map(|kind| views::NoticeKind::from_code(kind)).collect();
    go(casework::contact::choose(&office, &actor, chosen).await)
}

/// Tries the mails again that were given up lately.
#[server(prefix = "/fn", endpoint = "send_mails_again")]
pub async fn send_mails_again() -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::outbox::send_again(&office, &actor).await)
}

/// What became of mails; in demo mode with what they say.
#[server(prefix = "/fn", endpoint = "mails")]
pub async fn mails() -> Result<MailsView, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::outbox::list(&office, &actor).await)
}
