//! Writing the event of a use case.

use serde_json::{Value, json};
use store::Tx;
use store::event_log::{self, Entry};
use store::moment::Millis;

use crate::{Actor, Case};

/// The place of an event in the log, by which a notice of it is known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EventNumber(pub(crate) i64);

/// Appends what `actor` did to `subject`. `note` is meant for the applicant; `data` for the auditor.
pub(crate) async fn event(
    tx: &Tx,
    at: Millis,
    actor: &Actor,
    kind: &str,
    subject: &str,
    note: Option<&str>,
    data: Value,
) -> Case<EventNumber> {
    Ok(EventNumber(event_log::append(tx, entry(at, actor, kind, subject, note, data)).await?))
}

/// What [`event`] appends.
pub(crate) fn entry<'a>(
    at: Millis,
    actor: &'a Actor,
    kind: &'a str,
    subject: &'a str,
    note: Option<&str>,
    data: Value,
) -> Entry<'a> {
    let payload = json!({ "who": actor.signature(), "note": note, "data": data });
    Entry { at, actor_kind: actor.kind(), actor_id: actor.log_id(), kind, subject, payload }
}
