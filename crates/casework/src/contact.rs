//! Where a person wants to be told: an address that they gave and confirmed, and what goes there.

use domain::role::Role;
use domain::text::Lang;
use sea_orm::{ActiveValue::Set, EntityTrait as _, sea_query::OnConflict};
use serde_json::json;
use store::Tx;
use store::entity::contact;
use store::moment::Millis;
use views::{ContactView, Failure, MailChoice, NoticeKind};

use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, notice, outbox, record};

/// The link in the mail works for so long.
const LINK: Millis = 24 * 3_600_000;
/// Links are sent at most so often, so that nobody floods somebody else's mailbox.
const BETWEEN_LINKS: Millis = 60_000;
/// The longest address (RFC 5321).
const LONGEST: usize = 254;

/// The page where somebody chooses.
fn page(actor: &Actor) -> &'static str {
    if actor.role == Role::Citizen { "/my/settings" } else { "/desk/settings" }
}

/// What somebody can be told of.
fn is_for(actor: &Actor, kind: NoticeKind) -> bool {
    if actor.role == Role::Citizen {
        return !kind.for_officers();
    }
    kind.for_officers() && notice::told_to(kind).is_none_or(|role| role == actor.role)
}

/// What this person chose.
///
/// # Errors
/// `SignInNeeded` for a visitor.
pub async fn settings(office: &Office, actor: &Actor) -> Case<ContactView> {
    actor.may(Deed::ReadNotices)?;
    let row = contact::Entity::find_by_id(&actor.id).one(office.database().reader()).await?;
    let row = row.map_or_else(|| unknown(&actor.id), Ok)?;
    let kinds: Vec<NoticeKind> = serde_json::from_str(&row.by_mail)?;
    let choice = |kind| MailChoice { kind, words: notice::short(kind), by_mail: kinds.contains(&kind) };
    Ok(ContactView {
        email: row.email,
        pending: row.pending,
        choices: NoticeKind::all().filter(|kind| is_for(actor, *kind)).map(choice).collect(),
    })
}

/// Somebody who never chose: no address, and only what the law wants told, should they give one.
fn unknown(person: &str) -> Case<contact::Model> {
    let kinds: Vec<NoticeKind> = NoticeKind::all().filter(|kind| kind.told_by_law()).collect();
    Ok(contact::Model {
        person_id: person.to_owned(),
        email: None,
        pending: None,
        pending_at: None,
        by_mail: serde_json::to_string(&kinds)?,
        lang: Lang::default().code().to_owned(),
    })
}

/// Sends a link to an address that this person gave; an empty one forgets the address that is known.
///
/// # Errors
/// `EmailInvalid`, or `TooSoon` within a minute after the last link.
pub async fn set_email(office: &Office, actor: &Actor, email: &str) -> Case<String> {
    let address = email.trim().to_owned();
    if !address.is_empty() && !plausible(&address) {
        return Err(Failure::EmailInvalid.into());
    }
    change(office, actor, "contact_asked", move |office, actor, row| {
        let now = office.now_millis();
        if address.is_empty() {
            // When the last link went out stays known, or forgetting would be a way to send more of them.
            (row.email, row.pending) = (None, None);
            return Ok(None);
        }
        if row.pending_at.is_some_and(|at| now - at < BETWEEN_LINKS) {
            return Err(Failure::TooSoon.into());
        }
        (row.pending, row.pending_at) = (Some(address.clone()), Some(now));
        actor.lang.code().clone_into(&mut row.lang);
        let token = token(office, &actor.id, &address, now)?;
        let link = format!("{}{}/confirm/{token}", office.settings().base_url, page(actor));
        Ok(Some((address, notice::confirmation(&link, actor.lang))))
    })
    .await
}

/// Takes the address whose link was followed. The person is signed in as well, so that a link that went astray gives
/// nothing to whoever finds it.
///
/// # Errors
/// `LinkExpired` when it is of another address, of somebody else, or older than a day.
pub async fn confirm(office: &Office, actor: &Actor, given: &str) -> Case<String> {
    let given = given.to_owned();
    change(office, actor, "contact_confirmed", move |office, actor, row| {
        let (Some(address), Some(at)) = (row.pending.take(), row.pending_at.take()) else {
            return Err(Failure::LinkExpired.into());
        };
        if office.now_millis() - at > LINK || token(office, &actor.id, &address, at)? != given {
            return Err(Failure::LinkExpired.into());
        }
        row.email = Some(address);
        Ok(None)
    })
    .await
}

/// Keeps which kinds also go by mail, and that they go in the language of the page.
///
/// # Errors
/// `SignInNeeded` for a visitor.
pub async fn choose(office: &Office, actor: &Actor, chosen: Vec<NoticeKind>) -> Case<String> {
    change(office, actor, "contact_chosen", move |_, actor, row| {
        let mut chosen = chosen;
        chosen.retain(|kind| is_for(actor, *kind));
        row.by_mail = serde_json::to_string(&chosen)?;
        actor.lang.code().clone_into(&mut row.lang);
        Ok(None)
    })
    .await
}

/// A mail that goes out with the change, and to whom.
type Mail = Option<(String, outbox::Letter)>;

async fn change(
    office: &Office,
    actor: &Actor,
    event: &'static str,
    change: impl FnOnce(&Office, &Actor, &mut contact::Model) -> Case<Mail> + Send + 'static,
) -> Case<String> {
    actor.may(Deed::ReadNotices)?;
    let (office, actor) = (office.clone(), actor.clone());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let row = contact::Entity::find_by_id(&actor.id).one(tx).await?;
                let mut row = row.map_or_else(|| unknown(&actor.id), Ok)?;
                let before = row.email.clone();
                let mail = change(&office, &actor, &mut row)?;
                if row.email != before {
                    outbox::readdress(tx, &actor.id, row.email.as_deref()).await?;
                }
                save(tx, row).await?;
                if let Some((address, letter)) = mail {
                    outbox::put(tx, &office, None, &actor.id, &address, letter).await?;
                }
                // The log tells that it was changed, never the address.
                record::event(tx, office.now_millis(), &actor, event, &actor.id, None, json!({})).await?;
                Ok::<_, CaseError>(page(&actor).to_owned())
            })
        })
        .await
}

async fn save(tx: &Tx, row: contact::Model) -> Case<()> {
    let active = contact::ActiveModel {
        person_id: Set(row.person_id),
        email: Set(row.email),
        pending: Set(row.pending),
        pending_at: Set(row.pending_at),
        by_mail: Set(row.by_mail),
        lang: Set(row.lang),
    };
    let replace = OnConflict::column(contact::Column::PersonId)
        .update_columns([
            contact::Column::Email,
            contact::Column::Pending,
            contact::Column::PendingAt,
            contact::Column::ByMail,
            contact::Column::Lang,
        ])
        .to_owned();
    contact::Entity::insert(active).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}

/// Proof that the mailbox was read: nobody can make it without the system's secret.
fn token(office: &Office, person: &str, address: &str, at: Millis) -> Case<String> {
    office.sign(&format!("email:{at}:{person}:{address}"))
}

/// Whether a mail could go there; whether it arrives only the link tells.
pub(crate) fn plausible(address: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || c.is_control() || "<>()[],;:\\\"".contains(c);
    let Some((local, host)) = address.rsplit_once('@') else { return false };
    let labels = host.split('.');
    address.len() <= LONGEST
        && !local.is_empty()
        && !address.contains(odd)
        && !local.contains('@')
        && host.contains('.')
        && labels.into_iter().all(|label| !label.is_empty() && !label.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_mailbox_and_a_host() {
        for good in ["a@b.vn", "hoa.nguyen+mc@example.com"] {
            assert!(plausible(good), "{good}");
        }
        for bad in [
            "",
            "a",
            "a@b",
            "@b.vn",
            "a@",
            "a b@c.vn",
            "a@b.vn\r\nBcc: x@y.vn",
            "a@b@c.vn",
            "<a@b.vn>",
            "a@b..vn",
        ] {
            assert!(!plausible(bad), "{bad}");
        }
    }
}
