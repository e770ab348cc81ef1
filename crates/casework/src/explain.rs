//! Why clock, fees and route of a dossier are what they are: from what was stored when they were decided, and the log.
//!
//! For the operator, who can read the database anyway: nobody's name, answers or notes are in it.

use domain::clock::{Due, Period};
use domain::id::DossierCode;
use domain::lifecycle::Status;
use domain::text::{Lang, Text};
use domain::when::{iso_local_datetime, local};
use forms::procedure::{Channel, CompetentLevel, Fee, LegalText, Procedure, ProcessStep, Validity};
use sea_orm::{ColumnTrait as _, DatabaseConnection, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde::{Deserialize, Serialize};
use store::Database;
use store::entity::event;
use store::moment::{Millis, from_millis};
use views::Failure;

use crate::catalogue::{Catalogue, Version};
use crate::dossier::Held;
use crate::{Case, timeline};

/// A deadline with the sum that shows it, in the words of a reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sum {
    /// On Vietnamese clocks: `2026-04-29T17:00:00+07:00`.
    pub due: String,
    pub arithmetic: Vec<String>,
    pub summary: String,
}

impl Sum {
    #[must_use]
    pub fn of(due: &Due, lang: Lang) -> Self {
        Self {
            due: iso_local_datetime(due.at),
            arithmetic: due.arithmetic.iter().map(|step| step.sentence(lang)).collect(),
            summary: due.summary(lang),
        }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    dossier: String,
    status: Status,
    status_code: u8,
    procedure: OfProcedure,
    clock: Clock,
    fees: Vec<OfFee>,
    route: Route,
    log: Vec<Line>,
}

/// The version that the dossier was filed under and keeps.
#[derive(Clone, Debug, Serialize)]
struct OfProcedure {
    code: String,
    name: String,
    valid: Validity,
    legal_basis: Vec<LegalText>,
    /// What nobody has compared with the text of the law yet.
    unverified: Vec<Text>,
}

#[derive(Clone, Debug, Serialize)]
struct Clock {
    filed_at: String,
    /// By when the one-stop checks it: 8 working hours.
    check: Sum,
    supplement: Option<OfSupplement>,
    accepted_at: Option<String>,
    /// What the procedure grants from the acceptance on.
    period: Period,
    promised: Option<Sum>,
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
struct OfFee {
    #[serde(flatten)]
    fee: Fee,
    /// Whether it is owed for the channel by which the dossier came.
    applies: bool,
}

#[derive(Clone, Debug, Serialize)]
struct Route {
    receiving_unit: String,
    receiving_unit_name: Option<Text>,
    channel: String,
    /// Who decides, in words.
    authority: Text,
    /// The levels of government that may decide, from when to when.
    levels: Vec<CompetentLevel>,
    any_counter: bool,
    /// The one-stops among which the applicant could choose on the day of filing.
    could_be_filed_at: Vec<String>,
    has_handling_officer: bool,
    process: Vec<ProcessStep>,
}

#[derive(Clone, Debug, Serialize)]
struct Line {
    at: String,
    kind: String,
    what: String,
}

/// Explains a dossier.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn explain(database: &Database, code: &str, lang: Lang) -> Case<Explanation> {
    let code = code.parse::<DossierCode>().map_err(|_| Failure::NotFound)?.to_string();
    let reader = database.reader();
    let held = Held::load(reader, &code).await?;
    let catalogue = Catalogue::read(reader).await?;
    let Version { procedure, .. } = catalogue.version(&held.row.procedure_version_id)?;
    let status = held.lifecycle.status();
    let (steps, _) = timeline::of(reader, &code).await?;
    let log = steps.into_iter().map(|step| Line {
        at: iso_local_datetime(step.at.at()),
        kind: step.kind,
        what: step.what.get(lang).to_owned(),
    });
    Ok(Explanation {
        status,
        status_code: status.code(),
        clock: clock(reader, &catalogue, &held, procedure, lang).await?,
        fees: fees(procedure, &held.row.channel),
        route: route(&catalogue, &held, procedure),
        log: log.collect(),
        procedure: of_procedure(procedure, lang),
        dossier: code,
    })
}

fn of_procedure(procedure: &Procedure, lang: Lang) -> OfProcedure {
    OfProcedure {
        code: procedure.code.to_string(),
        name: procedure.name.get(lang).to_owned(),
        valid: procedure.valid.clone(),
        legal_basis: procedure.legal_basis.clone(),
        unverified: procedure.unverified.clone(),
    }
}

async fn clock(
    reader: &DatabaseConnection,
    catalogue: &Catalogue,
    held: &Held,
    procedure: &Procedure,
    lang: Lang,
) -> Case<Clock> {
    let row = &held.row;
    let told = |at: Millis| iso_local_datetime(from_millis(at));
    let supplement = held.supplement.as_ref().map(|request| OfSupplement {
        asked_at: told(request.asked_at),
        deadline: told(request.deadline_at),
        answered_at: request.answered_at.map(told),
    });
    Ok(Clock {
        filed_at: told(row.filed_at),
        check: Sum::of(&serde_json::from_str(&row.check_by)?, lang),
        supplement,
        accepted_at: row.accepted_at.map(told),
        period: procedure.deadline.period,
        promised: held.due()?.map(|due| Sum::of(&due, lang)),
        running: held.clock_runs(),
        catalogue_of_promise: catalogue_of_promise(reader, &row.code).await?,
        catalogue_now: catalogue.revision.clone(),
    })
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

fn fees(procedure: &Procedure, channel: &str) -> Vec<OfFee> {
    let named = |known: &Channel| match known {
        Channel::Counter => channel == "counter",
        Channel::Online => channel == "online",
        Channel::Post => channel == "post",
    };
    let fees = procedure.fees.iter().cloned();
    fees.map(|fee| OfFee { applies: fee.channels.is_empty() || fee.channels.iter().any(named), fee })
        .collect()
}

fn route(catalogue: &Catalogue, held: &Held, procedure: &Procedure) -> Route {
    let filed_on = local(from_millis(held.row.filed_at)).date();
    let one_stops = catalogue.one_stops(procedure, filed_on);
    Route {
        receiving_unit: held.row.unit_code.clone(),
        receiving_unit_name: catalogue.unit(&held.row.unit_code).map(|unit| unit.name.clone()),
        channel: held.row.channel.clone(),
        authority: procedure.authority.clone(),
        levels: procedure.levels.clone(),
        any_counter: procedure.any_counter.on(filed_on).is_some(),
        could_be_filed_at: one_stops.into_iter().map(|unit| unit.code.clone()).collect(),
        has_handling_officer: held.row.handler_id.is_some(),
        process: procedure.process.clone(),
    }
}
