//! Following dossiers.

use axum::extract::{Path, State};
use axum::{Extension, Json};
use casework::follow::{self, LARGEST_PAGE, Wanted};
use casework::{Actor, Office};
use domain::when::parse_iso_datetime;
use serde::{Deserialize, Serialize};
use store::moment::to_millis;
use utoipa::{IntoParams, ToSchema};
use views::{FollowedDossier, IssuedPaper, OwnDossier, PaymentView, SupplementView, TimelineLine};

use super::ask::{Asked, cursor};
use super::problem::{Protocol, Trouble};
use super::shapes::{File, StatusName, Words, moment};

const USUAL_PAGE: u32 = 50;

/// A page of dossiers.
#[derive(Serialize, ToSchema)]
pub(crate) struct Dossiers {
    items: Vec<DossierBrief>,
    /// Give it as `cursor` for the next page; null at the end.
    next: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct DossierBrief {
    #[schema(example = "H09.41.10-261118-0001")]
    code: String,
    #[schema(example = "2.000908")]
    procedure: String,
    name: Words,
    /// The one-stop that took it in.
    unit: Words,
    /// The agency that decides.
    agency: Words,
    status: StatusName,
    /// Percent.
    degree: u8,
    #[schema(format = DateTime)]
    filed_at: String,
    /// The promised day, once accepted.
    #[schema(format = DateTime)]
    due_at: Option<String>,
    /// The day that was promised first, once an apology has moved it; lateness is judged by it.
    #[schema(format = DateTime)]
    first_due_at: Option<String>,
    #[schema(format = DateTime)]
    ended_at: Option<String>,
    #[schema(format = DateTime)]
    updated_at: String,
}

/// A dossier.
#[derive(Serialize, ToSchema)]
pub(crate) struct Dossier {
    #[serde(flatten)]
    brief: DossierBrief,
    /// By then the one-stop must have checked it.
    #[schema(format = DateTime)]
    check_by: String,
    /// Past its day.
    late: bool,
    /// Who holds it now.
    holder: String,
    supplement: Option<SupplementShape>,
    payment: Option<Payment>,
    /// Why the result is a refusal, once it is there.
    refusal: Option<String>,
    /// What was handed in and, once finished, the result.
    files: Vec<File>,
}

/// What the office asked for.
#[derive(Serialize, ToSchema)]
struct SupplementShape {
    items: Vec<SupplementItem>,
    note: String,
    #[schema(format = DateTime)]
    asked_at: String,
    #[schema(format = DateTime)]
    deadline_at: String,
    #[schema(format = DateTime)]
    answered_at: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct SupplementItem {
    /// The key of an answer, or `paper:<id>`.
    target: String,
    label: String,
    reason: String,
}

/// What the dossier owes, and how it was settled.
#[derive(Serialize, ToSchema)]
struct Payment {
    items: Vec<FeeCharged>,
    /// Whole đồng.
    amount: u64,
    reason: String,
    #[schema(format = DateTime)]
    asked_at: Option<String>,
    #[schema(format = DateTime)]
    settled_at: Option<String>,
    /// The number of the receipt.
    receipt: Option<String>,
    /// Why nothing had to be paid.
    exemption: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct FeeCharged {
    name: Words,
    count: u32,
    /// Whole đồng for one.
    each: u64,
    /// Whole đồng for all.
    amount: u64,
    /// The legal basis; may be empty.
    basis: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct Events {
    items: Vec<Event>,
}

/// What happened to a dossier.
#[derive(Serialize, ToSchema)]
struct Event {
    #[schema(format = DateTime)]
    at: String,
    /// The stable name.
    #[schema(example = "accepted")]
    kind: String,
    what: Words,
    /// Name, and unit or organisation.
    who: String,
    note: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct Papers {
    items: Vec<StatutoryPaper>,
}

/// A statutory paper. Its PDF is at `/papers/{id}`.
#[derive(Serialize, ToSchema)]
struct StatutoryPaper {
    id: String,
    #[schema(example = "mau-01-2025")]
    template: String,
    title: String,
    number: String,
    #[schema(format = DateTime)]
    issued_at: String,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Only those that are there now.
    status: Option<StatusName>,
    /// Only those that changed then or later. To follow all of them, ask with the largest `updated_at` that was seen.
    #[param(format = DateTime)]
    updated_since: Option<String>,
    /// `next` of the page before.
    #[param(pattern = "^[0-9]+_.+$")]
    cursor: Option<String>,
    #[param(minimum = 1, maximum = 100, default = 50)]
    limit: Option<u32>,
}

impl Filter {
    fn wanted(self) -> Result<Wanted, Trouble> {
        let unreadable = |what: &str| Trouble::protocol(Protocol::BadRequest).because(what);
        let since = match self.updated_since.as_deref().map(parse_iso_datetime) {
            None => None,
            Some(Ok(since)) => Some(to_millis(since)),
            Some(Err(_)) => {
                return Err(unreadable("`updated_since` must look like 2026-11-18T09:00:00+07:00."));
            }
        };
        let after = self.cursor.as_deref().map(cursor).transpose()?;
        let limit = self.limit.unwrap_or(USUAL_PAGE);
        if !(1..=LARGEST_PAGE).contains(&limit) {
            return Err(unreadable("`limit` must be from 1 to 100."));
        }
        Ok(Wanted { status: self.status.map(Into::into), since, after, limit })
    }
}

/// List the organisation's dossiers, those that changed longest ago first.
#[utoipa::path(get, path = "/dossiers", operation_id = "listDossiers", tag = "dossiers", params(Filter),
    responses((status = 200, description = "A page of dossiers", body = Dossiers)))]
pub(crate) async fn list(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Asked(filter): Asked<Filter>,
) -> Result<Json<Dossiers>, Trouble> {
    let (lines, next) = follow::list(&office, &actor, filter.wanted()?).await?;
    let items = lines.into_iter().map(brief).collect();
    Ok(Json(Dossiers { items, next: next.map(|next| next.to_string()) }))
}

fn brief(line: FollowedDossier) -> DossierBrief {
    DossierBrief {
        code: line.code,
        procedure: line.procedure_code,
        name: line.procedure.into(),
        unit: line.unit.into(),
        agency: line.agency.into(),
        status: line.status.into(),
        degree: line.degree,
        filed_at: moment(line.filed_at),
        due_at: line.due_at.map(moment),
        first_due_at: line.first_due_at.map(moment),
        ended_at: line.ended_at.map(moment),
        updated_at: moment(line.changed_at),
    }
}

/// Read a dossier.
#[utoipa::path(get, path = "/dossiers/{code}", operation_id = "getDossier", tag = "dossiers",
    params(("code" = String, Path, description = "Dossier code")),
    responses((status = 200, description = "The dossier", body = Dossier)))]
pub(crate) async fn one(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Path(code): Path<String>,
) -> Result<Json<Dossier>, Trouble> {
    let (own, changed_at) = follow::one(&office, &actor, &code).await?;
    Ok(Json(dossier(own, changed_at)))
}

fn dossier(own: OwnDossier, changed_at: views::Moment) -> Dossier {
    Dossier {
        check_by: moment(views::Moment(to_millis(own.check_by.at))),
        late: own.late,
        holder: own.holder,
        supplement: own.supplement.map(supplement),
        payment: own.payment.map(payment),
        refusal: own.refusal,
        files: own.files.into_iter().map(Into::into).collect(),
        brief: DossierBrief {
            code: own.code,
            procedure: own.procedure_code,
            name: own.procedure.into(),
            unit: own.unit.into(),
            agency: own.agency.into(),
            status: own.lifecycle.status().into(),
            degree: own.degree,
            filed_at: moment(own.filed_at),
            due_at: own.due.map(|due| moment(views::Moment(to_millis(due.at)))),
            first_due_at: own
                .missed
                .or(own.first_due.map(|due| views::Moment(to_millis(due.at))))
                .map(moment),
            ended_at: own.ended_at.map(moment),
            updated_at: moment(changed_at),
        },
    }
}

fn supplement(asked: SupplementView) -> SupplementShape {
    let items = asked.items.into_iter();
    let items =
        items.map(|item| SupplementItem { target: item.target, label: item.label, reason: item.reason });
    SupplementShape {
        items: items.collect(),
        note: asked.note,
        asked_at: moment(asked.asked_at),
        deadline_at: moment(asked.deadline_at),
        answered_at: asked.answered_at.map(moment),
    }
}

fn payment(owed: PaymentView) -> Payment {
    let items = owed.items.into_iter().map(|item| FeeCharged {
        name: item.name.into(),
        count: item.count,
        each: item.each,
        amount: item.amount,
        basis: item.basis,
    });
    Payment {
        items: items.collect(),
        amount: owed.amount,
        reason: owed.reason,
        asked_at: owed.asked_at.map(moment),
        settled_at: owed.settled_at.map(moment),
        receipt: owed.receipt,
        exemption: owed.exemption,
    }
}

/// List what happened to a dossier, oldest first.
#[utoipa::path(get, path = "/dossiers/{code}/events", operation_id = "listEvents", tag = "dossiers",
    params(("code" = String, Path, description = "Dossier code")),
    responses((status = 200, description = "Its events", body = Events)))]
pub(crate) async fn events(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Path(code): Path<String>,
) -> Result<Json<Events>, Trouble> {
    let (own, _) = follow::one(&office, &actor, &code).await?;
    Ok(Json(Events { items: own.timeline.into_iter().map(event).collect() }))
}

fn event(line: TimelineLine) -> Event {
    Event { at: moment(line.at), kind: line.kind, what: line.what.into(), who: line.who, note: line.note }
}

/// List the statutory papers of a dossier.
#[utoipa::path(get, path = "/dossiers/{code}/papers", operation_id = "listPapers", tag = "dossiers",
    params(("code" = String, Path, description = "Dossier code")),
    responses((status = 200, description = "Its papers", body = Papers)))]
pub(crate) async fn papers(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Path(code): Path<String>,
) -> Result<Json<Papers>, Trouble> {
    let (own, _) = follow::one(&office, &actor, &code).await?;
    Ok(Json(Papers { items: own.issued.into_iter().map(paper).collect() }))
}

fn paper(paper: IssuedPaper) -> StatutoryPaper {
    StatutoryPaper {
        id: paper.id,
        template: paper.template,
        title: paper.title,
        number: paper.number,
        issued_at: moment(paper.issued_at),
    }
}
