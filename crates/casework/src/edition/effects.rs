//! What a new version would mean for what runs now. Nothing of it happens to accepted dossiers: they keep theirs.

use std::collections::BTreeMap;

use domain::clock::{ArithmeticStep, Due, due, due_again, is_late, paused};
use domain::lifecycle::Status;
use domain::role::Role;
use domain::text::{Lang, Text};
use forms::answers::Answers;
use forms::evaluate::{Attached, Context, Evaluation, evaluate};
use forms::problem::Problem;
use forms::procedure::{Finding, Procedure};
use sea_orm::{ColumnTrait as _, DatabaseConnection, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use store::entity::{dossier, draft, supplement_request};
use store::moment::{from_millis, to_millis};
use time::OffsetDateTime;
use views::{Effects, EffectsView, Failure};

use super::judge::judge;
use super::open_of;
use crate::catalogue::Catalogue;
use crate::dossier::filed_context;
use crate::draft::{Open, with_receiving_unit_of};
use crate::policy::{self, Deed};
use crate::{Actor, Case, Office};

/// Recomputes the due dates of accepted dossiers and judges the applications that are being written, as if the edition
/// counted already.
///
/// # Errors
/// `NotFound` without an edition.
pub async fn effects(office: &Office, actor: &Actor, code: &str) -> Case<EffectsView> {
    actor.may(Deed::SeeEditions)?;
    let reader = office.database().reader();
    let catalogue = office.catalogue();
    let (_, now) = open_of(reader, code).await?.ok_or(Failure::NotFound)?;
    let latest = catalogue.any_version(code).ok_or(Failure::NotFound)?;
    let judged = judge(&catalogue, office.today(), &now)?;
    let effects = match judged.procedure.filter(|_| judged.faults.is_empty()) {
        Some(procedure) => Some(whole(office, actor, &catalogue, procedure).await?),
        None => None,
    };
    Ok(EffectsView { code: code.to_owned(), name: latest.procedure.short_name.clone(), effects })
}

async fn whole(office: &Office, actor: &Actor, catalogue: &Catalogue, new: Procedure) -> Case<Effects> {
    let new = with_receiving_unit_of(catalogue, new, office.today());
    let versions: Vec<String> =
        catalogue.versions_of(new.code.as_str()).map(|version| version.id.clone()).collect();
    let mut effects = Effects::default();
    dossiers(office, actor, &new, &versions, &mut effects).await?;
    drafts(office, &new, versions, &mut effects).await?;
    Ok(effects)
}

/// Dossiers that were accepted and whose period runs.
async fn dossiers(
    office: &Office,
    actor: &Actor,
    new: &Procedure,
    versions: &[String],
    effects: &mut Effects,
) -> Case<()> {
    let running = [Status::Accepted, Status::InProgress].map(|status| i32::from(status.code()));
    let rows = dossier::Entity::find()
        .filter(dossier::Column::ProcedureVersionId.is_in(versions))
        .filter(dossier::Column::Status.is_in(running))
        .order_by_asc(dossier::Column::Code)
        .all(office.database().reader())
        .await?;
    for row in rows {
        let (Some(accepted), Some(promised)) = (row.accepted_at, row.first_due_at.or(row.due_at)) else {
            continue;
        };
        effects.dossiers += 1;
        let late_now = row.missed_due_at.is_some() || is_late(from_millis(promised), office.now());
        effects.late_now += u32::from(late_now);
        let supplemented = supplement_request::Entity::find_by_id(&row.code);
        let supplemented = supplemented.one(office.database().reader()).await?.is_some();
        let Some(due) = new_due(office, new, &row, from_millis(accepted), supplemented)? else {
            effects.unknown += 1;
            continue;
        };
        effects.earlier += u32::from(to_millis(due) < promised);
        effects.later += u32::from(to_millis(due) > promised);
        if late_now || !is_late(due, office.now()) {
            continue;
        }
        effects.would_be_late += 1;
        // Whoever keeps the catalogue touches no dossier (law §9.4).
        let sees = policy::allows(Deed::SeeDesk, actor.role) && actor.role != Role::Administrator;
        if sees && actor.serves(&row) {
            effects.codes.push(row.code);
        } else {
            effects.hidden += 1;
        }
    }
    Ok(())
}

/// When a dossier would be due if the new deadline had run from its acceptance; none where no calendar reaches.
fn new_due(
    office: &Office,
    new: &Procedure,
    row: &dossier::Model,
    accepted: OffsetDateTime,
    supplemented: bool,
) -> Case<Option<OffsetDateTime>> {
    let answers: Answers = serde_json::from_str(&row.answers)?;
    let places = office.places();
    let attached = Attached::new();
    let context = filed_context(row, &attached, &places);
    let found: Option<Finding> = row.finding.as_deref().map(serde_json::from_str).transpose()?;
    // What the officer found takes what the new version gives it, as long as it knows it.
    let given = |found: Finding| {
        let same = new.deadline.on_finding.iter().find(|other| other.finding.vi == found.finding.vi);
        same.map_or(found.period, |same| same.period)
    };
    let period = found.map_or_else(|| new.period(&answers, &context), given);
    let (calendar, hours) = (office.calendar(), office.hours(&row.unit_code));
    let due = if supplemented {
        due_again(accepted, period, &calendar, &hours)
    } else {
        due(accepted, period, &calendar, &hours)
    };
    // The time for which a payment was awaited is added, as it was to the promise that runs.
    let promise = row.first_due.as_deref().or(row.due.as_deref());
    let promise: Option<Due> = promise.map(serde_json::from_str).transpose()?;
    let pauses = promise.into_iter().flat_map(|promise| promise.arithmetic).filter_map(|step| match step {
        ArithmeticStep::Paused { from, to, .. } => Some((from, to)),
        _ => None,
    });
    let due = pauses.fold(due, |due, (from, to)| paused(&due?, from, to, &calendar, &hours));
    Ok(due.ok().map(|due| due.at))
}

/// Applications that somebody writes and has not filed.
async fn drafts(office: &Office, new: &Procedure, versions: Vec<String>, effects: &mut Effects) -> Case<()> {
    let reader = office.database().reader();
    let rows = draft::Entity::find()
        .filter(draft::Column::ProcedureVersionId.is_in(versions))
        .filter(draft::Column::DossierCode.is_null())
        .all(reader)
        .await?;
    let mut needs: BTreeMap<(String, String), u32> = BTreeMap::new();
    for row in rows {
        effects.drafts += 1;
        let (before, after) = both(reader, office, new, row).await?;
        let fresh: Vec<&Problem> =
            after.problems.iter().filter(|problem| problem.is_error() && !is_in(problem, &before)).collect();
        if fresh.is_empty() {
            continue;
        }
        effects.drafts_need_answer += 1;
        effects.drafts_were_complete += u32::from(before.is_complete());
        for problem in fresh {
            let words = |lang| problem.text(&new.form, &new.papers, lang);
            *needs.entry((words(Lang::Vi), words(Lang::En))).or_default() += 1;
        }
    }
    effects.needs = needs.into_iter().map(|((vi, en), count)| (Text::new(vi, en), count)).collect();
    Ok(())
}

/// The judgement of a draft today, and under the new version.
async fn both(
    reader: &DatabaseConnection,
    office: &Office,
    new: &Procedure,
    row: draft::Model,
) -> Case<(Evaluation, Evaluation)> {
    let open = Open::read(reader, office, row).await?;
    let before = open.evaluate(office);
    let (attached, places) = (open.attached(), office.places());
    let context = Context { today: open.today, channel: open.channel, attached: &attached, places: &places };
    let after = evaluate(&new.form, &new.papers, &open.answers, &context);
    Ok((before, after))
}

fn is_in(problem: &Problem, before: &Evaluation) -> bool {
    before.problems.iter().any(|known| known.path == problem.path && known.code == problem.code)
}
