use std::collections::BTreeMap;

use leptos::prelude::*;
use views::{
    ApiView, BatchView, BoardAsked, BoardView, BulkView, Failure, FeedView, InvitationView, InvitedView,
    MembersView, OrganisationLine, WebhookView,
};

use super::ApiError;
#[cfg(feature = "ssr")]
use super::request::{caller, go, shown};

/// The organisations that one may act for.
#[server(name = ListOrganisations, prefix = "/fn", endpoint = "organisations")]
pub async fn organisations() -> Result<Vec<OrganisationLine>, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::organisation::organisations(&office, &actor).await)
}

/// Acts for an organisation from now on; for oneself when it is empty.
#[server(prefix = "/fn", endpoint = "act_for")]
pub async fn act_for(#[server(default)] organisation: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::organisation::act_for(&office, &actor, &organisation).await)
}

/// A page of the board.
#[server(name = LoadBoard, prefix = "/fn", endpoint = "board")]
pub async fn board(#[server(default)] asked: BoardAsked) -> Result<BoardView, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::organisation::board(&office, &actor, &asked).await)
}

/// Keeps a filter of the board under a name.
#[server(prefix = "/fn", endpoint = "keep_view")]
pub async fn keep_view(
    #[server(default)] name: String,
    #[server(default)] query: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::organisation::keep_view(&office, &actor, &name, &query).await)
}

/// Forgets a kept filter.
#[server(prefix = "/fn", endpoint = "forget_view")]
pub async fn forget_view(#[server(default)] view: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::organisation::forget_view(&office, &actor, &view).await)
}

/// What can be applied for in bulk, and the tables that were brought.
#[server(name = LoadBulk, prefix = "/fn", endpoint = "bulk")]
pub async fn bulk() -> Result<BulkView, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::organisation::bulk(&office, &actor).await)
}

/// A table, row by row.
#[server(name = LoadBatch, prefix = "/fn", endpoint = "batch")]
pub async fn batch(id: String) -> Result<BatchView, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::organisation::batch(&office, &actor, &id).await)
}

/// Files the rows of a table that can be filed.
#[server(prefix = "/fn", endpoint = "file_rows")]
pub async fn file_rows(#[server(default)] batch: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::organisation::file_rows(&office, &actor, &batch).await)
}

/// The calendar of due dates.
#[server(name = LoadFeed, prefix = "/fn", endpoint = "feed")]
pub async fn feed() -> Result<FeedView, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::organisation::feed(&office, &actor).await)
}

/// Makes a secret address of the calendar; the one before ends.
#[server(prefix = "/fn", endpoint = "make_feed")]
pub async fn make_feed() -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::organisation::make_feed(&office, &actor).await)
}

/// Ends the address of the calendar.
#[server(prefix = "/fn", endpoint = "revoke_feed")]
pub async fn revoke_feed() -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::organisation::revoke_feed(&office, &actor).await)
}

/// Who acts for the organisation.
#[server(name = ListMembers, prefix = "/fn", endpoint = "members")]
pub async fn members() -> Result<MembersView, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::organisation::members(&office, &actor).await)
}

/// Before the code in the name of a box that is ticked for a procedure: a key that begins with a digit is read as a place
/// in a list.
const TICKED: &str = "p";

/// The name of the box that is ticked for a procedure.
pub(crate) fn ticked(code: &str) -> String {
    format!("procedures[{TICKED}{code}]")
}

/// What the fields of a member's rights say.
#[cfg(feature = "ssr")]
fn asked(
    scope: &str,
    procedures: BTreeMap<String, String>,
    most: String,
    until: String,
) -> casework::organisation::Asked {
    let procedures =
        procedures.keys().filter_map(|key| key.strip_prefix(TICKED)).map(str::to_owned).collect();
    casework::organisation::Asked { all_procedures: scope == "all", procedures, most, until }
}

/// Invites somebody to act for the organisation.
#[server(prefix = "/fn", endpoint = "invite")]
pub async fn invite(
    #[server(default)] name: String,
    #[server(default)] email: String,
    #[server(default)] scope: String,
    #[server(default)] procedures: BTreeMap<String, String>,
    #[server(default)] most: String,
    #[server(default)] until: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let asked = asked(&scope, procedures, most, until);
    go(casework::organisation::invite(&office, &actor, &name, &email, asked).await)
}

/// An invitation that was just made.
#[server(name = LoadInvited, prefix = "/fn", endpoint = "invited")]
pub async fn invited(id: String) -> Result<InvitedView, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::organisation::invited(&office, &actor, &id).await)
}

/// Takes an invitation back.
#[server(prefix = "/fn", endpoint = "revoke_invitation")]
pub async fn revoke_invitation(#[server(default)] invitation: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::organisation::revoke(&office, &actor, &invitation).await)
}

/// What an invitation offers, by its link.
#[server(name = LoadInvitation, prefix = "/fn", endpoint = "invitation")]
pub async fn invitation(token: String) -> Result<InvitationView, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::organisation::invitation(&office, &actor, &token).await)
}

/// Accepts an invitation.
#[server(prefix = "/fn", endpoint = "accept_invitation")]
pub async fn accept_invitation(#[server(default)] token: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::organisation::accept(&office, &actor, &token).await)
}

/// Turns an invitation down.
#[server(prefix = "/fn", endpoint = "decline_invitation")]
pub async fn decline_invitation(#[server(default)] token: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::organisation::decline(&office, &actor, &token).await)
}

/// Gives a member other limits.
#[server(prefix = "/fn", endpoint = "change_member")]
pub async fn change_member(
    #[server(default)] person: String,
    #[server(default)] scope: String,
    #[server(default)] procedures: BTreeMap<String, String>,
    #[server(default)] most: String,
    #[server(default)] until: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let asked = asked(&scope, procedures, most, until);
    go(casework::organisation::change(&office, &actor, &person, asked).await)
}

/// Lets the rights of a member rest.
#[server(prefix = "/fn", endpoint = "suspend_member")]
pub async fn suspend_member(#[server(default)] person: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::organisation::suspend(&office, &actor, &person).await)
}

/// Gives rights back that rested.
#[server(prefix = "/fn", endpoint = "resume_member")]
pub async fn resume_member(#[server(default)] person: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::organisation::resume(&office, &actor, &person).await)
}

/// Ends the rights of a member, or one's own.
#[server(prefix = "/fn", endpoint = "end_member")]
pub async fn end_member(#[server(default)] person: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::organisation::end(&office, &actor, &person).await)
}

/// Tokens and webhooks of the organisation, and the secret that was just made.
#[server(name = LoadApiAccess, prefix = "/fn", endpoint = "api_access")]
pub async fn api_access() -> Result<ApiView, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::business::api_access(&office, &actor).await)
}

/// Makes a token; the page then shows it once. `scopes` has the names of those that are ticked.
#[server(prefix = "/fn", endpoint = "make_token")]
pub async fn make_token(
    #[server(default)] name: String,
    #[server(default)] scopes: BTreeMap<String, String>,
    #[server(default)] days: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let days = if days.is_empty() { Ok(casework::token::LONGEST_LIFE) } else { days.parse() };
    let new = casework::token::NewToken {
        name,
        scopes: scopes.keys().filter_map(|scope| views::Scope::from_code(scope)).collect(),
        days: days.map_err(|_| Failure::Incomplete)?,
        per_minute: casework::token::USUAL_PACE,
    };
    let made = casework::token::make(&office, &actor, new).await;
    go(made.map(|_| "/business/api#tokens".to_owned()))
}

/// Ends a token at once.
#[server(prefix = "/fn", endpoint = "revoke_token")]
pub async fn revoke_token(#[server(default)] token: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::token::revoke(&office, &actor, &token).await)
}

/// A webhook with a page of its delivery log; `before` is the cursor of a page, or nothing.
#[server(name = LoadWebhook, prefix = "/fn", endpoint = "webhook")]
pub async fn webhook(id: String, #[server(default)] before: String) -> Result<WebhookView, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::webhook::log(&office, &actor, &id, before.parse().ok()).await)
}

/// Adds a webhook; the page then shows its secret once.
#[server(prefix = "/fn", endpoint = "make_webhook")]
pub async fn make_webhook(#[server(default)] address: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let made = casework::webhook::make(&office, &actor, &address).await;
    go(made.map(|_| "/business/api#webhooks".to_owned()))
}

/// Takes a webhook away, with its log.
#[server(prefix = "/fn", endpoint = "remove_webhook")]
pub async fn remove_webhook(#[server(default)] webhook: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::webhook::remove(&office, &actor, &webhook).await)
}

/// Sends to a webhook again that was switched off.
#[server(prefix = "/fn", endpoint = "enable_webhook")]
pub async fn enable_webhook(#[server(default)] webhook: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::webhook::enable(&office, &actor, &webhook).await)
}

/// Sends a test message.
#[server(prefix = "/fn", endpoint = "test_webhook")]
pub async fn test_webhook(#[server(default)] webhook: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::webhook::test(&office, &actor, &webhook).await)
}

/// Sends a message once more.
#[server(prefix = "/fn", endpoint = "replay_delivery")]
pub async fn replay_delivery(
    #[server(default)] webhook: String,
    #[server(default)] delivery: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::webhook::replay(&office, &actor, &webhook, &delivery).await)
}
