//! Writing the event of a use case.

use serde_json::{Value, json};
use store::Tx;
use store::event_log::{self, Entry};
use store::moment::Millis;

use crate::{Actor, Case};

/// Appends what `actor` did to `subject`. `note` is meant for the applicant; `data` for the auditor.
pub(crate) async fn event(
    tx: &Tx,
    at: Millis,
    actor: &Actor,
    kind: &str,
    subject: &str,
    note: Option<&str>,
    data: Value,
) -> Case<()> {
    let payload = json!({ "who": actor.signature(), "note": note, "data": data });
    let entry = Entry { at, actor_kind: actor.kind(), actor_id: &actor.id, kind, subject, payload };
    Ok(event_log::append(tx, entry).await?)
}
