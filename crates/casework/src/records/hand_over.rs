//! Who gave a dossier to whom, from the log. A hand-over is taken when its receiver first opens the dossier or acts on
//! it, because nothing else says when.

use std::collections::BTreeMap;

use documents::HandOver;
use domain::role::Role;
use domain::text::Lang;
use domain::when::local;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde::Deserialize;
use store::entity::{dossier, event, officer};
use store::moment::{Millis, from_millis};

use crate::Case;
use crate::catalogue::Catalogue;
use crate::dossier::Held;
use crate::issue::clock_text;
use crate::timeline::{AGENCY_CHANGED, SUPPLEMENTED, words};

/// Who can have a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Post {
    Applicant,
    OneStop,
    Handler,
    Leader,
}

impl Post {
    /// The agency where it is then (the slip's column "Tên cơ quan"), and who has it there.
    fn place(self, catalogue: &Catalogue, dossier: &dossier::Model, competent: &str) -> String {
        let agency = || catalogue.agency_name(competent).vi;
        match self {
            Self::Applicant => "Người nộp hồ sơ".to_owned(),
            Self::OneStop => {
                catalogue.unit(&dossier.unit_code).map_or(&dossier.unit_code, |unit| &unit.name.vi).clone()
            }
            Self::Handler => format!("{}, cán bộ thụ lý", agency()),
            Self::Leader => format!("{}, lãnh đạo", agency()),
        }
    }

    const fn of(role: Role) -> Option<Self> {
        match role {
            Role::OneStopOfficer => Some(Self::OneStop),
            Role::HandlingOfficer => Some(Self::Handler),
            Role::Leader => Some(Self::Leader),
            Role::Citizen | Role::Visitor | Role::Administrator => None,
        }
    }
}

/// To whom an event hands the dossier; nothing when it stays where it is. `last` is the last event that handed it over, and
/// to whom.
fn receiver_of(kind: &str, last: Option<(&str, Post)>) -> Option<Post> {
    match kind {
        "filed" | SUPPLEMENTED | "withdrawn" | "payment_asked" | "finished" => Some(Post::OneStop),
        // What is on another's desk comes to the new handling officer with the next step.
        "reassigned" => last.map(|(_, holder)| holder).filter(|holder| *holder == Post::Handler),
        "transferred" | "draft_returned" | "result_approved" => Some(Post::Handler),
        // A fee that is taken at the return hands nothing over.
        "payment_settled" if last.is_some_and(|(kind, _)| kind == "payment_asked") => Some(Post::Handler),
        "result_drafted" => Some(Post::Leader),
        "supplement_asked" | "refused" | "returned" | "stopped" | "closed_unsupplemented" => {
            Some(Post::Applicant)
        }
        _ => None,
    }
}

/// The hand-overs of a dossier, oldest first.
pub(super) async fn of(
    connection: &impl ConnectionTrait,
    catalogue: &Catalogue,
    held: &Held,
) -> Case<Vec<HandOver>> {
    let events = event::Entity::find()
        .filter(event::Column::Subject.eq(&held.row.code))
        .order_by_asc(event::Column::Seq)
        .all(connection)
        .await?;
    let officers = officers(connection, &events).await?;
    let mut rows = Vec::new();
    let mut last: Option<(&str, Post)> = None;
    let mut competent = match events.iter().find(|event| event.kind == AGENCY_CHANGED) {
        Some(first) => change(first)?.from,
        None => held.row.competent_unit.clone(),
    };
    for (index, event) in events.iter().enumerate() {
        if event.kind == AGENCY_CHANGED {
            competent = change(event)?.to;
        }
        let Some(to) = receiver_of(&event.kind, last) else { continue };
        last = Some((&event.kind, to));
        let taken = taken(held, &officers, to, event, &events[index + 1..])?;
        rows.push(HandOver {
            agency: to.place(catalogue, &held.row, &competent),
            giver: name_of(held, &officers, event),
            given_text: clock_text(from_millis(event.at)),
            receiver: taken.as_ref().map(|(name, _)| name.clone()).unwrap_or_default(),
            received_text: taken
                .map_or_else(|| "chưa nhận".to_owned(), |(_, at)| clock_text(from_millis(at))),
            outcome: outcome(&officers, event, promised(held, &events, index)?).to_owned(),
            note: words(&event.kind).map(|words| words.get(Lang::Vi).to_owned()).unwrap_or_default(),
        });
    }
    Ok(rows)
}

fn change(event: &event::Model) -> Case<Units> {
    Ok(serde_json::from_str::<Changed>(&event.payload)?.data)
}

type Officers = BTreeMap<String, (String, Post)>;

async fn officers(connection: &impl ConnectionTrait, events: &[event::Model]) -> Case<Officers> {
    let mut ids: Vec<&String> = events.iter().map(|event| &event.actor_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let rows = officer::Entity::find().filter(officer::Column::Id.is_in(ids)).all(connection).await?;
    let known = rows.into_iter().filter_map(|row| {
        let post = row.role.parse().ok().and_then(Post::of)?;
        Some((row.id, (row.full_name, post)))
    });
    Ok(known.collect())
}

/// What comes from the applicant, also where the one-stop keyed it in.
fn is_theirs(event: &event::Model) -> bool {
    matches!(event.kind.as_str(), "filed" | SUPPLEMENTED | "withdrawn")
}

fn name_of(held: &Held, officers: &Officers, event: &event::Model) -> String {
    if is_theirs(event) {
        return held.row.applicant_name.clone();
    }
    match (officers.get(&event.actor_id), event.actor_kind.as_str()) {
        (Some((name, _)), _) => name.clone(),
        (None, "system") => "Hệ thống".to_owned(),
        (None, _) => held.row.applicant_name.clone(),
    }
}

/// Who took it and when: the applicant at once, because it is told electronically.
fn taken(
    held: &Held,
    officers: &Officers,
    to: Post,
    given: &event::Model,
    later: &[event::Model],
) -> Case<Option<(String, Millis)>> {
    if to == Post::Applicant {
        return Ok(Some((held.row.applicant_name.clone(), given.at)));
    }
    // What was brought on paper is taken by whoever keys it in.
    if let Some((name, _)) = officers.get(&given.actor_id).filter(|_| is_theirs(given)) {
        return Ok(Some((name.clone(), given.at)));
    }
    let Given { data } = serde_json::from_str(&given.payload)?;
    let named = data.to.filter(|_| to == Post::Handler);
    Ok(later.iter().find_map(|event| {
        let (name, post) = officers.get(&event.actor_id)?;
        let receives = named.as_ref().map_or(*post == to, |named| *named == event.actor_id);
        receives.then(|| (name.clone(), event.at))
    }))
}

/// What the log has of a change of who decides.
#[derive(Deserialize)]
struct Changed {
    data: Units,
}

#[derive(Deserialize)]
struct Units {
    from: String,
    to: String,
}

/// What the log has of a hand-over.
#[derive(Deserialize)]
struct Given {
    #[serde(default)]
    data: To,
}

#[derive(Default, Deserialize)]
struct To {
    /// The officer to whom it was given by name.
    #[serde(default)]
    to: Option<String>,
}

/// What the log has of an acceptance.
#[derive(Deserialize)]
struct Accepted {
    data: Promise,
}

#[derive(Deserialize)]
struct Promise {
    due_at: Option<Millis>,
}

/// By when the office had to act at an event: the check of what was filed, then the promise of the acceptance before it,
/// and nothing while a supplement is awaited or checked.
fn promised(held: &Held, events: &[event::Model], index: usize) -> Case<Option<Millis>> {
    let place = |events: &[event::Model], kind: &str| events.iter().rposition(|event| event.kind == kind);
    let before = &events[..index];
    let Some(accepted) = place(before, "accepted") else {
        let unsupplemented = place(events, SUPPLEMENTED).is_none();
        return Ok(unsupplemented.then_some(held.row.check_by_at));
    };
    if place(before, "supplement_asked").is_some_and(|asked| asked > accepted) {
        return Ok(None);
    }
    let latest = place(events, "accepted") == Some(accepted);
    // The promise of now has the pauses in it; one that was forgotten stands in the log only.
    let now = held.row.first_due_at.or(held.row.due_at).filter(|_| latest);
    let Accepted { data } = serde_json::from_str(&events[accepted].payload)?;
    Ok(now.or(data.due_at))
}

/// Whether an officer gave it away before, on or after the day that was promised first. What the applicant gives is
/// judged by nobody.
fn outcome(officers: &Officers, event: &event::Model, promised: Option<Millis>) -> &'static str {
    let judged = officers.contains_key(&event.actor_id) && !is_theirs(event);
    let Some(due) = promised.filter(|_| judged) else { return "" };
    let day = |at| local(from_millis(at)).date();
    match day(event.at).cmp(&day(due)) {
        std::cmp::Ordering::Less => "Trước hạn",
        std::cmp::Ordering::Equal => "Đúng hạn",
        std::cmp::Ordering::Greater => "Quá hạn",
    }
}
