//! What an applicant sees and does after filing.

mod waits;

use domain::clock::{Due, Period, due, is_late, working_time_left};
use domain::id::DossierCode;
use domain::lifecycle::{Action, Lifecycle, Status, Step};
use domain::text::{Lang, Text, nfc};
use forms::answers::Answers;
use forms::display::summary;
use forms::evaluate::Evaluation;
use forms::procedure::Channel;
use forms::schema::Form;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, sea_query::SimpleExpr,
};
use serde_json::json;
use store::entity::{attachment, dossier, draft, issued_paper, officer};
use store::moment::{Millis, from_millis, to_millis};
use views::{
    DossierLine, DraftLine, Failure, FeeLine, FileView, IssuedPaper, Mine, Moment, NoticeKind, OwnDossier,
    ReceiptView, SupplementView, TrackView,
};

use crate::catalogue::Catalogue;
use crate::counter;
use crate::desk;
use crate::dossier::{APPLICANT, Held, RESULT, belongs_to, channel};
use crate::draft::{Open, attachments_at, file_view, people, result_wish};
use crate::fee::Charge;
use crate::intake::{checked, page};
use crate::issue::form_of;
use crate::policy::Deed;
use crate::{
    Actor, Case, Office, fee, late_receipt, message, notice, organisation, payment, record, survey, timeline,
};

/// So many of an organisation's dossiers are listed beside its drafts.
const LATEST: u64 = 20;

/// The drafts and dossiers of whoever looks; a visitor has those of the browser.
///
/// # Errors
/// When the database fails.
pub async fn mine(office: &Office, actor: &Actor) -> Case<Mine> {
    actor.may(Deed::BeginDraft)?;
    let reader = office.database().reader();
    let catalogue = office.catalogue();
    let mut drafts = Vec::new();
    for row in open_drafts(reader, office, actor).await? {
        let procedure = &catalogue.version(&row.procedure_version_id)?.procedure;
        drafts.push(DraftLine {
            id: row.id,
            procedure: procedure.short_name.clone(),
            people: others(actor, &procedure.form, &row.answers)?,
            copied_from: row.copied_from,
            saved_at: Moment(row.updated_at),
        });
    }
    let mut dossiers = Vec::new();
    if !actor.id.is_empty() {
        let rows = dossier::Entity::find()
            .filter(of_whom(&catalogue, actor))
            .order_by_desc(dossier::Column::FiledAt)
            // The board has all of an organisation's.
            .limit(actor.acting.as_ref().map(|_| LATEST))
            .all(reader)
            .await?;
        let unread = message::unread_of(reader, rows.iter().map(|row| row.code.clone()).collect()).await?;
        let waits = waits::waits_for(reader, &rows).await?;
        for row in rows {
            let procedure = &catalogue.version(&row.procedure_version_id)?.procedure;
            dossiers.push(DossierLine {
                unread: unread.get(&row.code).copied().unwrap_or_default(),
                waits_for: waits.get(&row.code).copied(),
                procedure: procedure.short_name.clone(),
                people: others(actor, &procedure.form, &row.answers)?,
                unit: unit_name(office, &row.unit_code),
                status: status_of(row.status),
                filed_at: Moment(row.filed_at),
                due_at: row.due_at.map(Moment),
                first_due_at: row.first_due_at.map(Moment),
                code: row.code,
            });
        }
    }
    // What the applicant has to do comes first.
    dossiers.sort_by_key(|line| line.waits_for.is_none());
    Ok(Mine { drafts, dossiers })
}

/// So many names tell one line of a list from another.
const NAMES: usize = 3;

/// Whom answers name beside the actor, by which one tells two dossiers of a kind apart.
pub(crate) fn others(actor: &Actor, form: &Form, answers: &str) -> Case<Vec<String>> {
    let answers: Answers = serde_json::from_str(answers)?;
    let mut others: Vec<String> = Vec::new();
    // Hoa and Hòa are two people, so marks count.
    let same = |one: &str, other: &str| nfc(one).to_lowercase() == nfc(other).to_lowercase();
    for name in people(form, &answers) {
        if !same(name, &actor.name) && !others.iter().any(|known| same(known, name)) {
            others.push(name.to_owned());
        }
    }
    others.truncate(NAMES);
    Ok(others)
}

/// The dossiers of whom the actor acts for, as far as their rights reach.
pub(crate) fn of_whom(catalogue: &Catalogue, actor: &Actor) -> SimpleExpr {
    match &actor.acting {
        Some(acting) => dossier::Column::OrganisationId
            .eq(&acting.organisation_id)
            .and(dossier::Column::ProcedureVersionId.is_in(catalogue.covered_by(acting))),
        None => dossier::Column::PersonId.eq(&actor.id).and(dossier::Column::OrganisationId.is_null()),
    }
}

pub(crate) async fn open_drafts(
    connection: &impl ConnectionTrait,
    office: &Office,
    actor: &Actor,
) -> Case<Vec<draft::Model>> {
    let drafts = draft::Entity::find()
        .filter(draft::Column::DossierCode.is_null())
        .filter(draft::Column::TakenAt.is_null());
    if let Some(acting) = &actor.acting {
        let covered = office.catalogue().covered_by(acting);
        let drafts = drafts
            .filter(draft::Column::OrganisationId.eq(&acting.organisation_id))
            .filter(draft::Column::ProcedureVersionId.is_in(covered));
        return Ok(drafts.order_by_desc(draft::Column::UpdatedAt).all(connection).await?);
    }
    let drafts = drafts.filter(draft::Column::OrganisationId.is_null());
    let drafts = match (&actor.session, actor.id.is_empty()) {
        (_, false) => drafts.filter(draft::Column::PersonId.eq(&actor.id)),
        (Some(session), true) => {
            drafts.filter(draft::Column::SessionHash.eq(session)).filter(draft::Column::PersonId.is_null())
        }
        (None, true) => return Ok(Vec::new()),
    };
    Ok(drafts.order_by_desc(draft::Column::UpdatedAt).all(connection).await?)
}

/// A dossier: everything for its applicant; code and degree of completion, nothing else, for everybody else.
///
/// # Errors
/// `NotFound` when there is no such dossier; `TooManyRequests` for whoever guesses codes.
pub async fn track(office: &Office, actor: &Actor, code: &str) -> Case<TrackView> {
    actor.may(Deed::Track)?;
    let code = normal(code);
    let (tracking, now) = (office.tracking(), office.now_millis());
    tracking.may_look(actor, &code, now)?;
    let reader = office.database().reader();
    let Some(row) = dossier::Entity::find_by_id(&code).one(reader).await? else {
        tracking.missed(actor, now);
        return Err(Failure::NotFound.into());
    };
    tracking.found(actor, code, now);
    if !belongs_to(&row, actor) {
        let lifecycle: Lifecycle = serde_json::from_str(&row.lifecycle)?;
        return Ok(TrackView::Public { code: row.code, degree: lifecycle.degree_of_completion() });
    }
    // Pages must stay readable when nothing can be written.
    if let Err(error) = notice::seen(office, actor, &row.code).await {
        tracing::warn!(error = error.chain(), "the notices were not marked as read");
    }
    let held = Held::of(reader, &office.catalogue(), row).await?;
    Ok(TrackView::Own(Box::new(whole(office, actor, &held).await?)))
}

/// What was received, for its applicant to keep: what was filed stays on it as it was, whatever a supplement took out.
///
/// # Errors
/// As [`track`].
pub async fn receipt(office: &Office, actor: &Actor, code: &str) -> Case<ReceiptView> {
    let dossier = match track(office, actor, code).await? {
        TrackView::Public { code, .. } => return Ok(ReceiptView::Public { code }),
        TrackView::Own(dossier) => dossier,
    };
    let handed_in = dossier.files.iter().filter(|file| file.paper_id != RESULT).cloned();
    if dossier.supplement.is_none() {
        return Ok(ReceiptView::Own { first: handed_in.collect(), added: Vec::new(), dossier });
    }
    let reader = office.database().reader();
    let first = attachments_at(reader, &dossier.draft_id, to_millis(dossier.filed_at.at())).await?;
    let first: Vec<FileView> = first.iter().filter(|file| file.origin == APPLICANT).map(file_view).collect();
    let added = handed_in.filter(|file| first.iter().all(|one| one.id != file.id)).collect();
    Ok(ReceiptView::Own { first, added, dossier })
}

/// Where a code typed by hand is tracked.
#[must_use]
pub fn tracking_path(code: &str) -> String {
    format!("/track/{}", normal(code))
}

/// A code as people type it, spaces and lower case included, as it is stored. Anything that is no code is cut to
/// letters, digits, dots and dashes, so that it can stand in an address.
fn normal(code: &str) -> String {
    let code: String =
        code.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')).take(64).collect();
    let code = code.to_ascii_uppercase();
    code.parse::<DossierCode>().map_or(code, |code| code.to_string())
}

/// Everything of a dossier for those who may see it whole: its applicant and the officers of its unit.
pub(crate) async fn whole(office: &Office, actor: &Actor, held: &Held) -> Case<OwnDossier> {
    let open = Open::filed(office.database().reader(), office, held).await?;
    let found = open.evaluate(office);
    of_open(office, actor, held, &open, &found).await
}

/// What the applicant pays before the result is handed over, as far as the answers tell, while nobody has asked for it.
fn fees_on_return(office: &Office, held: &Held, open: &Open) -> Case<Vec<FeeLine>> {
    let is_there = held.lifecycle.status() == Status::Finished;
    if !is_there || held.payment.is_some() || held.charge(&office.catalogue())? != Charge::Always {
        return Ok(Vec::new());
    }
    let lines = fee::lines(&open.procedure, open.channel, open.today, &open.fee_counts(office));
    Ok(lines.into_iter().filter(|line| line.asked_for != Some(0)).collect())
}

/// The same of a dossier whose answers were loaded and judged already.
pub(crate) async fn of_open(
    office: &Office,
    actor: &Actor,
    held: &Held,
    open: &Open,
    found: &Evaluation,
) -> Case<OwnDossier> {
    let reader = office.database().reader();
    let row = &held.row;
    let places = office.places();
    let answers = summary(&open.procedure.form, &open.answers, found, actor.lang, &places);
    let (timeline, readers) = timeline::of(reader, &row.code).await?;
    let check_by = serde_json::from_str(&row.check_by)?;
    let first_check_by = row.first_check_by.as_deref().map(serde_json::from_str).transpose()?;
    let (due, first_due) = (held.due()?, held.first_due()?);
    let deadline = due.as_ref().map(|due| due.at);
    // An apology moves the promise, never the moment by which lateness is judged (law §5.2).
    let judged_by = first_due.as_ref().map(|due| due.at).or(deadline);
    let time_left = match deadline.filter(|_| held.clock_runs()) {
        Some(deadline) => {
            let hours = office.hours(&row.unit_code);
            let left = working_time_left(office.now(), deadline, &office.calendar(), &hours)?;
            Some(Text::new(left.sentence(Lang::Vi), left.sentence(Lang::En)))
        }
        None => None,
    };
    let payment = payment::view(held)?;
    let expected = match held.lifecycle.status() {
        Status::Filed => expected(office, held, open.period(office), &check_by),
        _ => None,
    };
    // Whoever owes a fee is waited for, even when they take the dossier back instead.
    let owing = payment.as_ref().filter(|payment| payment.settled_at.is_none());
    let waits_since = owing.and_then(|payment| payment.asked_at).map(Moment::at);
    let end = waits_since.or(row.ended_at.map(from_millis)).unwrap_or_else(|| office.now());
    let is_there = matches!(held.lifecycle.status(), Status::Finished | Status::Returned);
    Ok(OwnDossier {
        code: row.code.clone(),
        procedure_code: open.procedure.code.to_string(),
        procedure: open.procedure.short_name.clone(),
        unit: unit_name(office, &row.unit_code),
        agency: office.catalogue().agency_name(&row.competent_unit),
        result_wish: result_wish(&open.answers),
        fees_on_return: fees_on_return(office, held, open)?,
        unit_contact: contact(office, &row.unit_code),
        filed_for: organisation::filed_for(reader, row).await?,
        lifecycle: held.lifecycle,
        degree: held.lifecycle.degree_of_completion(),
        filed_at: Moment(row.filed_at),
        check_by,
        first_check_by,
        on_paper: channel(row) != Channel::Online,
        missed: row.missed_due_at.map(Moment),
        late: row.missed_due_at.is_some()
            || judged_by.is_some_and(|by| is_late(by, finished_at(&timeline).unwrap_or(end))),
        due,
        expected,
        first_due,
        ended_at: row.ended_at.map(Moment),
        time_left,
        holder: holder(reader, office, actor, held).await?,
        timeline,
        supplement: supplement_view(held)?,
        payment,
        refusal: held.refusal().filter(|_| is_there).map(str::to_owned),
        lacks_receipt: late_receipt::lacks(reader, held).await?,
        issued: issued(reader, actor, row).await?,
        files: open.files.iter().filter(|file| may_see(actor, held, file)).map(file_view).collect(),
        paper_names: open
            .procedure
            .papers
            .iter()
            .map(|paper| (paper.id.clone(), paper.name.clone()))
            .collect(),
        answers,
        offered: held.offered(office, actor)?,
        rate_token: survey::open_token(office, held).await?,
        readers,
        draft_id: row.draft_id.clone(),
    })
}

/// The day that would be appointed by who accepts the dossier at the last moment of the check.
fn expected(office: &Office, held: &Held, period: Period, check_by: &Due) -> Option<Moment> {
    let hours = office.hours(&held.row.unit_code);
    let accepted = Ord::max(check_by.at, office.now());
    let due = due(accepted, period, &office.calendar(), &hours).ok()?;
    Some(Moment(to_millis(due.at)))
}

/// What this actor may see of the files: the applicant sees no result before it is finished.
fn may_see(actor: &Actor, held: &Held, file: &attachment::Model) -> bool {
    let finished = matches!(held.lifecycle.status(), Status::Finished | Status::Returned);
    file.origin == APPLICANT || finished || actor.is_officer()
}

/// On time is judged on the moment at which the result was ready (law §11.2).
fn finished_at(timeline: &[views::TimelineLine]) -> Option<time::OffsetDateTime> {
    timeline.iter().find(|line| line.kind == "finished").map(|line| line.at.at())
}

async fn holder(
    connection: &impl ConnectionTrait,
    office: &Office,
    actor: &Actor,
    held: &Held,
) -> Case<String> {
    let unit = unit_name(office, &held.row.unit_code).get(actor.lang).to_owned();
    let agency = office.catalogue().agency_name(&held.row.competent_unit).get(actor.lang).to_owned();
    if held.lifecycle.step() == Some(Step::Drafted) {
        let leader = Text::new("Lãnh đạo", "The leader");
        return Ok(format!("{}, {agency}", leader.get(actor.lang)));
    }
    let with_handler = matches!(held.lifecycle.status(), Status::InProgress | Status::PaymentRequested);
    let Some(handler) = held.row.handler_id.as_ref().filter(|_| with_handler) else { return Ok(unit) };
    let officer = officer::Entity::find_by_id(handler).one(connection).await?;
    Ok(officer.map_or(unit, |officer| format!("{}, {agency}", officer.full_name)))
}

/// The papers that were issued. What names somebody whose the dossier was by mistake is the office's alone.
async fn issued(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    row: &dossier::Model,
) -> Case<Vec<IssuedPaper>> {
    let since = match actor.is_officer() {
        true => None,
        false => counter::moved_at(connection, row).await?,
    };
    let rows = issued_paper::Entity::find()
        .filter(issued_paper::Column::DossierCode.eq(&row.code))
        .filter(issued_paper::Column::IssuedAt.gte(since.unwrap_or(Millis::MIN)))
        .order_by_asc(issued_paper::Column::IssuedAt)
        .all(connection)
        .await?;
    let papers = rows.into_iter().map(|row| {
        let paper: documents::Paper = serde_json::from_str(&row.snapshot)?;
        Ok(IssuedPaper {
            id: row.id,
            template: row.template,
            form: form_of(&paper),
            title: paper.title_vi().to_owned(),
            number: row.number,
            issued_at: Moment(row.issued_at),
        })
    });
    papers.collect()
}

fn supplement_view(held: &Held) -> Case<Option<SupplementView>> {
    let Some(request) = &held.supplement else { return Ok(None) };
    Ok(Some(SupplementView {
        items: serde_json::from_str(&request.items)?,
        note: request.note.clone(),
        asked_at: Moment(request.asked_at),
        deadline_at: Moment(request.deadline_at),
        answered_at: request.answered_at.map(Moment),
        untouched: Vec::new(),
    }))
}

/// The request that the office waits on, if it does.
pub(crate) fn open_supplement(held: &Held) -> Case<Option<SupplementView>> {
    let waits =
        held.lifecycle.status() == Status::SupplementRequested && !held.lifecycle.supplement_received();
    if waits { supplement_view(held) } else { Ok(None) }
}

/// The page where the applicant answers the supplement request.
///
/// # Errors
/// `NotFound` for somebody else's, `WrongState` when the office waits for nothing.
pub async fn start_supplement(office: &Office, actor: &Actor, code: &str) -> Case<String> {
    actor.may(Deed::ActAsApplicant)?;
    let held = Held::for_applicant(office.database().reader(), office, actor, code).await?;
    if open_supplement(&held)?.is_none() {
        return Err(Failure::WrongState.into());
    }
    Ok(format!("/drafts/{}", held.row.draft_id))
}

/// The applicant asks to have the dossier back.
///
/// # Errors
/// `NotFound` for somebody else's, `WrongState` once the result is decided.
pub async fn withdraw(office: &Office, actor: &Actor, code: &str, reason: &str) -> Case<String> {
    actor.may(Deed::ActAsApplicant)?;
    withdrawn(office, actor, code, reason).await
}

/// The same by the one-stop, for somebody who filed on paper and asks for it on paper.
///
/// # Errors
/// `NotFound` for another unit's, `ReasonMissing`, `WrongState` for one that was filed online or is decided.
pub async fn withdraw_on_paper(office: &Office, actor: &Actor, code: &str, reason: &str) -> Case<String> {
    actor.may(Deed::Intake)?;
    withdrawn(office, actor, code, reason).await
}

async fn withdrawn(office: &Office, actor: &Actor, code: &str, reason: &str) -> Case<String> {
    let reason = checked(reason)?;
    let (office, actor, code) = (office.clone(), actor.clone(), code.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let mut held = Held::for_side(tx, &office, &actor, &code).await?;
                actor.may_act_in(&office.catalogue().version(&held.row.procedure_version_id)?.procedure)?;
                held.step(&office, &actor, Action::Withdraw, &reason)?;
                let hours = office.hours(&held.row.unit_code);
                let by = domain::clock::check_by(office.now(), &office.calendar(), &hours)?;
                held.row.attention_at = to_millis(by.at);
                let row = held.save(tx).await?;
                let note = (!reason.is_empty()).then_some(reason.as_str());
                let now = office.now_millis();
                let data = json!({ "on_paper": actor.is_officer() });
                let event = record::event(tx, now, &actor, "withdrawn", &code, note, data).await?;
                notice::tell(tx, &office, &row, event, NoticeKind::WithdrawalReceived, None).await?;
                notice::pass_on(tx, &office, &actor, &row, event, NoticeKind::WithdrawalArrived).await?;
                Ok(if actor.is_officer() { page(&code) } else { format!("/track/{code}") })
            })
        })
        .await
}

pub(crate) fn unit_name(office: &Office, code: &str) -> Text {
    office.catalogue().unit(code).map_or_else(|| Text::new(code, code), |unit| unit.name.clone())
}

fn contact(office: &Office, code: &str) -> Vec<String> {
    let catalogue = office.catalogue();
    let Some(unit) = catalogue.unit(code) else { return Vec::new() };
    [&unit.address, &unit.phone].into_iter().filter(|text| !text.is_empty()).cloned().collect()
}

/// A stored code is one of the ten; anything else was never written.
pub(crate) fn status_of(code: i32) -> Status {
    u8::try_from(code).ok().and_then(Status::from_code).unwrap_or(desk::FIRST)
}
