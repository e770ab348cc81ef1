//! Deadlines: which period applied and why, what was promised first and now, and when the period did not run.

use std::sync::Arc;

use domain::clock::{ArithmeticStep, Due, Period};
use domain::text::Lang;
use domain::when::{iso_local_datetime, local};
use forms::answers::Answers;
use forms::evaluate::Attached;
use forms::procedure::{DeadlineCase, Finding};
use sea_orm::{ColumnTrait as _, DatabaseConnection, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde::{Deserialize, Serialize};
use store::entity::event;
use store::moment::from_millis;

use super::{Sum, told};
use crate::Case;
use crate::catalogue::{Catalogue, Places};
use crate::dossier::{APPLICANT, Held, filed_context};
use crate::draft::attachments;

#[derive(Clone, Debug, Serialize)]
pub(super) struct Clock {
    filed_at: String,
    /// By when the one-stop checks it: 8 working hours.
    check: Sum,
    /// By when it had to be checked before a supplement came.
    check_first: Option<Sum>,
    supplement: Option<OfSupplement>,
    /// Within which time of the intake the agency may ask for a supplement, and within which of the request it is answered.
    supplement_asked_within: Period,
    supplement_answered_within: Period,
    accepted_at: Option<String>,
    /// What the procedure grants this application from the acceptance on.
    period: Period,
    /// What it grants where no case applies.
    usual_period: Period,
    /// The case that applied, with its condition.
    case: Option<DeadlineCase>,
    /// What the officer found at the acceptance, with the period that counts then.
    finding: Option<Finding>,
    promised: Option<Sum>,
    /// The promise before an apology moved it, by which lateness is judged.
    promised_first: Option<Sum>,
    /// A promise that had passed when more was asked for: the dossier is late by it.
    missed: Option<String>,
    /// When the period did not run because a payment was awaited; a pause that goes on has no end.
    pauses: Vec<OfPause>,
    /// Whether the period runs now.
    running: bool,
    /// The catalogue, calendars and office hours included, with which the day was promised. A later one does not move
    /// it.
    catalogue_of_promise: Option<String>,
    catalogue_now: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct OfSupplement {
    asked_at: String,
    deadline: String,
    answered_at: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct OfPause {
    from: String,
    to: Option<String>,
    /// Seconds of work by which the promise moved.
    working_seconds: Option<u32>,
}

pub(super) async fn of(
    reader: &DatabaseConnection,
    catalogue: &Arc<Catalogue>,
    held: &Held,
    lang: Lang,
) -> Case<Clock> {
    let row = &held.row;
    let supplement = held.supplement.as_ref().map(|request| OfSupplement {
        asked_at: told(request.asked_at),
        deadline: told(request.deadline_at),
        answered_at: request.answered_at.map(told),
    });
    let procedure = &catalogue.version(&row.procedure_version_id)?.procedure;
    let case = case(reader, catalogue, held).await?;
    let finding: Option<Finding> = row.finding.as_deref().map(serde_json::from_str).transpose()?;
    let period = finding.as_ref().map(|finding| finding.period).or(case.as_ref().map(|case| case.period));
    let (due, first) = (held.due()?, held.first_due()?);
    let first_check: Option<Due> = row.first_check_by.as_deref().map(serde_json::from_str).transpose()?;
    Ok(Clock {
        filed_at: told(row.filed_at),
        check: Sum::of(&serde_json::from_str(&row.check_by)?, lang),
        check_first: first_check.map(|due| Sum::of(&due, lang)),
        supplement,
        supplement_asked_within: procedure.deadline.supplement.ask_within(),
        supplement_answered_within: procedure.deadline.supplement.answer_within(),
        accepted_at: row.accepted_at.map(told),
        period: period.unwrap_or(procedure.deadline.period),
        usual_period: procedure.deadline.period,
        case,
        finding,
        pauses: pauses(held, due.as_ref()),
        promised: due.map(|due| Sum::of(&due, lang)),
        promised_first: first.map(|due| Sum::of(&due, lang)),
        missed: row.missed_due_at.map(told),
        running: held.clock_runs(),
        catalogue_of_promise: catalogue_of_promise(reader, &row.code).await?,
        catalogue_now: catalogue.revision.clone(),
    })
}

/// The case of the procedure's deadline that holds for what was filed.
async fn case(
    reader: &DatabaseConnection,
    catalogue: &Arc<Catalogue>,
    held: &Held,
) -> Case<Option<DeadlineCase>> {
    let row = &held.row;
    let filed_on = local(from_millis(row.filed_at)).date();
    let procedure = catalogue.asked(catalogue.version(&row.procedure_version_id)?, filed_on);
    let answers: Answers = serde_json::from_str(&row.answers)?;
    let mut attached = Attached::new();
    for file in attachments(reader, &row.draft_id).await?.iter().filter(|file| file.origin == APPLICANT) {
        *attached.entry(file.paper_id.clone()).or_default() += 1;
    }
    let places = Places(Arc::clone(catalogue));
    Ok(procedure.deadline_case(&answers, &filed_context(row, &attached, &places)).cloned())
}

/// Those that are over stand in the sum; one that goes on began when the payment was asked for.
fn pauses(held: &Held, due: Option<&Due>) -> Vec<OfPause> {
    let over = due.into_iter().flat_map(|due| &due.arithmetic).filter_map(|step| match step {
        ArithmeticStep::Paused { from, to, seconds } => Some(OfPause {
            from: iso_local_datetime(*from),
            to: Some(iso_local_datetime(*to)),
            working_seconds: Some(*seconds),
        }),
        _ => None,
    });
    let waits = held.payment.as_ref().filter(|payment| payment.settled_at.is_none());
    let asked_at = waits.and_then(|payment| payment.asked_at);
    let running = asked_at.map(|at| OfPause { from: told(at), to: None, working_seconds: None });
    over.chain(running).collect()
}

/// What [`crate::intake::accept`] wrote.
#[derive(Deserialize)]
struct Accepted {
    data: Promise,
}

#[derive(Deserialize)]
struct Promise {
    #[serde(default)]
    calendar: Option<String>,
}

async fn catalogue_of_promise(reader: &DatabaseConnection, code: &str) -> Case<Option<String>> {
    let accepted = event::Entity::find()
        .filter(event::Column::Subject.eq(code))
        .filter(event::Column::Kind.eq("accepted"))
        .order_by_desc(event::Column::Seq)
        .one(reader)
        .await?;
    let Some(accepted) = accepted else { return Ok(None) };
    Ok(serde_json::from_str::<Accepted>(&accepted.payload)?.data.calendar)
}
