//! The procedures that run today; reading them needs no token.

use axum::Json;
use axum::extract::{Path, State};
use casework::{Office, catalogue};
use domain::clock::Period;
use forms::procedure::{Finding, Paper, PaperKind, Service};
use forms::schema::Condition;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use views::ProcedureLine;

use super::ask::Asked;
use super::form::FormShape;
use super::problem::Trouble;
use super::shapes::Words;

#[derive(Serialize, ToSchema)]
pub(crate) struct Procedures {
    items: Vec<ProcedureBrief>,
}

#[derive(Serialize, ToSchema)]
struct ProcedureBrief {
    #[schema(example = "2.000908")]
    code: String,
    name: Words,
    summary: Words,
    deadline: Words,
    /// Other times, which some cases take; the procedure itself says which.
    other_deadlines: Vec<Words>,
    /// Can be applied for wholly online.
    online: bool,
}

/// A procedure as it runs today.
#[derive(Serialize, ToSchema)]
pub(crate) struct Procedure {
    #[schema(example = "2.000908")]
    code: String,
    name: Words,
    short_name: Words,
    summary: Words,
    /// The time to decide where none of `deadline_cases` applies and no officer finds what takes another.
    deadline: Words,
    /// Cases that take another time; the first that applies counts.
    deadline_cases: Vec<DeadlineCase>,
    /// What an officer can find at the acceptance and takes another time.
    deadline_findings: Vec<DeadlineFinding>,
    online: bool,
    /// The one-stops that take it in.
    receiving_units: Vec<Unit>,
    /// What the answer `competent_unit` can name, where the territory does not count; without it the agency of the one-stop
    /// decides.
    competent_units: Vec<Unit>,
    /// What the answer `result_way` can say, how the result is to come back; `post` needs the answer `result_address`, too.
    /// Nothing where the result is only signed for in person.
    result_ways: Vec<&'static str>,
    papers: Vec<ProcedurePaper>,
    form: FormShape,
}

/// Another time to decide.
#[derive(Serialize, ToSchema)]
struct DeadlineCase {
    deadline: Words,
    /// When it applies; a condition as in `docs/forms.md`.
    #[schema(value_type = Object)]
    applies_if: Condition,
}

/// Another time to decide, for what an officer finds.
#[derive(Serialize, ToSchema)]
struct DeadlineFinding {
    deadline: Words,
    finding: Words,
}

#[derive(Serialize, ToSchema)]
struct Unit {
    #[schema(example = "H09.41.10")]
    code: String,
    name: Words,
}

/// A paper of the dossier.
#[derive(Serialize, ToSchema)]
struct ProcedurePaper {
    id: String,
    name: Words,
    /// Only papers that are handed in take files.
    kind: PaperKindName,
    /// False for a paper that may, but need not, be handed in.
    required: bool,
    /// Needed only when this holds; a condition as in `docs/forms.md`.
    #[schema(value_type = Option<Object>)]
    needed_if: Option<Value>,
    /// Papers of the same group stand for each other.
    one_of: Option<String>,
    /// Papers of a `one_of` with the same word here stand for the others only together.
    together: Option<String>,
    max_files: u16,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum PaperKindName {
    HandIn,
    Present,
    ElectronicForm,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Search {
    /// Words to look for; without them all procedures are listed.
    #[serde(default)]
    q: Option<String>,
}

fn deadline(period: Period) -> Words {
    let label = |lang| period.label(lang);
    Words { vi: label(domain::text::Lang::Vi), en: label(domain::text::Lang::En) }
}

/// List procedures, best match first.
#[utoipa::path(get, path = "/procedures", operation_id = "listProcedures", tag = "procedures", params(Search),
    responses((status = 200, description = "The procedures that run today", body = Procedures)))]
pub(crate) async fn list(
    State(office): State<Office>,
    Asked(search): Asked<Search>,
) -> Result<Json<Procedures>, Trouble> {
    let found = catalogue::search(&office, search.q.as_deref().unwrap_or_default(), None).await?;
    Ok(Json(Procedures { items: found.into_iter().map(brief).collect() }))
}

fn finding(case: &Finding) -> DeadlineFinding {
    DeadlineFinding { deadline: deadline(case.period), finding: (&case.finding).into() }
}

fn brief(line: ProcedureLine) -> ProcedureBrief {
    ProcedureBrief {
        code: line.code,
        name: line.name.into(),
        summary: line.summary.into(),
        deadline: deadline(line.period),
        other_deadlines: line.other_periods.into_iter().map(deadline).collect(),
        online: line.online,
    }
}

/// Read a procedure with its form, its papers and where it is filed.
#[utoipa::path(get, path = "/procedures/{code}", operation_id = "getProcedure", tag = "procedures",
    params(("code" = String, Path, description = "National code", example = "2.000908")),
    responses((status = 200, description = "The version that runs today", body = Procedure)))]
pub(crate) async fn one(
    State(office): State<Office>,
    Path(code): Path<String>,
) -> Result<Json<Procedure>, Trouble> {
    let procedure = catalogue::procedure(&office, &code).await?;
    let units = |units: Vec<(String, domain::text::Text)>| {
        units.into_iter().map(|(code, name)| Unit { code, name: name.into() }).collect()
    };
    Ok(Json(Procedure {
        code: procedure.code.to_string(),
        name: (&procedure.name).into(),
        short_name: (&procedure.short_name).into(),
        summary: (&procedure.summary).into(),
        deadline: deadline(procedure.deadline.period),
        deadline_cases: procedure.deadline.cases.iter().map(case).collect(),
        deadline_findings: procedure.deadline.on_finding.iter().map(finding).collect(),
        online: matches!(procedure.service, Service::Full),
        receiving_units: units(catalogue::receiving_units(&office, &procedure)),
        competent_units: units(catalogue::competent_units(&office, &procedure)),
        result_ways: catalogue::result_ways(&procedure),
        papers: procedure.papers.iter().map(paper).collect(),
        form: (&procedure.form).into(),
    }))
}

fn case(case: &forms::procedure::DeadlineCase) -> DeadlineCase {
    DeadlineCase { deadline: deadline(case.period), applies_if: case.condition.clone() }
}

fn paper(paper: &Paper) -> ProcedurePaper {
    ProcedurePaper {
        id: paper.id.clone(),
        name: (&paper.name).into(),
        kind: match paper.kind {
            PaperKind::HandIn => PaperKindName::HandIn,
            PaperKind::Present => PaperKindName::Present,
            PaperKind::ElectronicForm => PaperKindName::ElectronicForm,
        },
        required: paper.required,
        needed_if: paper.needed_if.as_ref().and_then(|condition| serde_json::to_value(condition).ok()),
        one_of: paper.one_of.clone(),
        together: paper.together.clone(),
        max_files: paper.max_files,
    }
}
