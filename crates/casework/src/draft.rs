//! Drafts: kept from the first answer, valid or not, until they become a dossier.

mod answering;
mod open;
mod received;
mod receiving;

use std::collections::BTreeMap;
use std::sync::Arc;

use forms::answers::Answers;
use forms::evaluate::Evaluation;
use forms::problem::{Problem, ProblemCode};
use forms::schema::{Form, Kind, Question};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait,
    DatabaseConnection, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::json;
use store::Tx;
use store::entity::{attachment, draft, person};
use store::id::random;
use store::moment::Millis;
use views::{
    Asked, CopiedFrom, DraftOverview, DraftView, Failure, FileView, Moment, Saved, TakenFor, TimelineLine,
    WholeDraft,
};

use crate::counter::brought_by;
use crate::dossier::{APPLICANT, Held};
use crate::policy::Deed;
use crate::{Actor, Case, Office, applicant, prefill, record, session, timeline};

pub(crate) use open::Open;
pub(crate) use received::{ReceivedAs, is_of_a_paper, received_as};
pub(crate) use receiving::{
    COMPETENT_UNIT, RECEIVING_UNIT, ResultWay, is_asked_by_the_system, result_place, result_ways,
    result_wish, with_receiving_unit, with_receiving_unit_of, without_result_wish,
};

/// So many drafts may be open at a time, for one person or browser.
const OPEN_DRAFTS: usize = 100;
/// And for an organisation, whose people share them.
const OPEN_DRAFTS_OF_ORGANISATION: usize = 500;

/// A draft that was begun.
pub struct Started {
    pub draft_id: String,
    /// Set when the browser had no session yet.
    pub cookie: Option<String>,
}

/// The names of people that answers give, in the order of the form.
pub(crate) fn people<'a>(form: &Form, answers: &'a Answers) -> impl Iterator<Item = &'a str> {
    let questions = form.sections.iter().flat_map(|section| &section.questions);
    let names = questions.filter(|question| matches!(question.kind, Kind::PersonName));
    names.map(|question| answers.get(&question.id)).filter(|name| !name.is_empty())
}

/// Files that were not taken out, oldest first.
pub(crate) async fn attachments(
    connection: &impl ConnectionTrait,
    draft: &str,
) -> Case<Vec<attachment::Model>> {
    Ok(attachment::Entity::find()
        .filter(attachment::Column::DraftId.eq(draft))
        .filter(attachment::Column::RemovedAt.is_null())
        .order_by_asc(attachment::Column::CreatedAt)
        .all(connection)
        .await?)
}

/// Files that were there at a moment, oldest first, whether they were taken out since or not.
pub(crate) async fn attachments_at(
    connection: &impl ConnectionTrait,
    draft: &str,
    at: Millis,
) -> Case<Vec<attachment::Model>> {
    let not_yet_removed = Condition::any()
        .add(attachment::Column::RemovedAt.is_null())
        .add(attachment::Column::RemovedAt.gte(at));
    Ok(attachment::Entity::find()
        .filter(attachment::Column::DraftId.eq(draft))
        .filter(attachment::Column::CreatedAt.lte(at))
        .filter(not_yet_removed)
        .order_by_asc(attachment::Column::CreatedAt)
        .all(connection)
        .await?)
}

/// A file as pages show it.
pub(crate) fn file_view(row: &attachment::Model) -> FileView {
    FileView {
        id: row.id.clone(),
        paper_id: row.paper_id.clone(),
        name: row.name.clone(),
        media_type: row.media_type.clone(),
        size: u64::try_from(row.size).unwrap_or_default(),
        sha256: row.sha256.clone(),
        has_thumbnail: row.thumbnail_sha256.is_some(),
        pages: row.pages.and_then(|pages| u32::try_from(pages).ok()),
    }
}

/// Begins a draft, and a session when the browser has none.
///
/// # Errors
/// `NotFound` when the procedure does not run today.
pub async fn start(office: &Office, actor: &Actor, code: &str) -> Case<Started> {
    let version_id = startable(office, actor, code)?;
    let (office, actor) = (office.clone(), actor.clone());
    let database = office.database().clone();
    database.write(move |tx| Box::pin(async move { begin(tx, &office, &actor, version_id).await })).await
}

/// Why the actor may not begin an application, before they press the button; nothing when they may.
///
/// # Errors
/// `NotFound` when the procedure does not run today.
pub fn refusal_to_start(office: &Office, actor: &Actor, code: &str) -> Case<Option<Failure>> {
    match startable(office, actor, code) {
        Ok(_) => Ok(None),
        Err(error) if error.failure() == Failure::NotFound => Err(error),
        Err(error) => Ok(Some(error.failure())),
    }
}

/// The version that an application begins with today.
fn startable(office: &Office, actor: &Actor, code: &str) -> Case<String> {
    actor.may(Deed::BeginDraft)?;
    let catalogue = office.catalogue();
    let version = catalogue.version_on(code, office.today()).ok_or(Failure::NotFound)?;
    actor.may_act_in(&version.procedure)?;
    Ok(version.id.clone())
}

/// A draft for a person or a browser, with what is known of the person.
pub(crate) async fn begin(tx: &Tx, office: &Office, actor: &Actor, version_id: String) -> Case<Started> {
    actor.may_act_in(&office.catalogue().version(&version_id)?.procedure)?;
    let room = if actor.acting.is_some() { OPEN_DRAFTS_OF_ORGANISATION } else { OPEN_DRAFTS };
    if applicant::open_drafts(tx, office, actor).await?.len() >= room {
        return Err(Failure::TooManyDrafts.into());
    }
    let answers = known(tx, office, actor, &version_id).await?;
    insert(tx, office, actor, version_id, &answers).await
}

/// The account of a person who acts for themselves.
async fn account(connection: &impl ConnectionTrait, actor: &Actor) -> Case<Option<person::Model>> {
    if actor.id.is_empty() || actor.acting.is_some() {
        return Ok(None);
    }
    Ok(person::Entity::find_by_id(&actor.id).one(connection).await?)
}

/// What the form asks for and the account of the person says. Who acts for an organisation is not asked about
/// themselves.
async fn known(tx: &Tx, office: &Office, actor: &Actor, version_id: &str) -> Case<Answers> {
    let Some(person) = account(tx, actor).await? else { return Ok(Answers::default()) };
    let catalogue = office.catalogue();
    let form = &catalogue.version(version_id)?.procedure.form;
    Ok(prefill::answers(form, &person, &office.places()))
}

/// The same without asking how many are open: for what is filed in the same transaction.
pub(crate) async fn insert(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    version_id: String,
    answers: &Answers,
) -> Case<Started> {
    let (session_hash, cookie) = match (&actor.session, actor.id.is_empty()) {
        (_, false) => (None, None),
        (Some(session), true) => (Some(session.clone()), None),
        (None, true) => {
            let (hash, cookie) = session::begin_visitor(tx, office).await?;
            (Some(hash), Some(cookie))
        }
    };
    let now = office.now_millis();
    let draft_id = random()?;
    let row = draft::ActiveModel {
        id: Set(draft_id.clone()),
        procedure_version_id: Set(version_id.clone()),
        session_hash: Set(session_hash),
        person_id: Set((!actor.id.is_empty()).then(|| actor.id.clone())),
        organisation_id: Set(actor.organisation_id()),
        copied_from: Set(None),
        channel: Set(None),
        taken_at: Set(None),
        brought_by: Set(None),
        arrived_on: Set(None),
        answers: Set(serde_json::to_string(answers)?),
        dossier_code: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
    };
    draft::Entity::insert(row).exec_without_returning(tx).await?;
    record::event(tx, now, actor, "draft_started", &draft_id, None, json!({ "procedure": version_id }))
        .await?;
    Ok(Started { draft_id, cookie })
}

/// What the pages of a draft show, with the whole procedure.
///
/// # Errors
/// `NotFound` for somebody else's.
pub async fn load(office: &Office, actor: &Actor, id: &str) -> Case<WholeDraft> {
    actor.may(Deed::WriteDraft)?;
    let open = Open::load(office.database().reader(), office, actor, id).await?;
    whole(office, actor, open).await
}

/// The same with where it came from and how it differs from the account.
///
/// # Errors
/// As [`load`].
pub async fn overview(office: &Office, actor: &Actor, id: &str) -> Case<DraftOverview> {
    actor.may(Deed::WriteDraft)?;
    let reader = office.database().reader();
    let open = Open::load(reader, office, actor, id).await?;
    let copied_from = copied_from(reader, &open.row).await?;
    let unlike = match account(reader, actor).await? {
        Some(person) => prefill::unlike(&open, &open.evaluate(office), &person),
        None => Vec::new(),
    };
    let fee_counts = open.fee_counts(office);
    let refusal = actor.may_spend_in(&open.procedure, &fee_counts).err().map(|error| error.failure());
    Ok(DraftOverview { whole: whole(office, actor, open).await?, fee_counts, copied_from, unlike, refusal })
}

async fn whole(office: &Office, actor: &Actor, open: Open) -> Case<WholeDraft> {
    let reader = office.database().reader();
    let supplement = match &open.row.dossier_code {
        Some(code) => answering::request(&open, &Held::load(reader, &office.catalogue(), code).await?)?,
        None => None,
    };
    let places = office.places();
    let chosen =
        open.answers.iter().filter(|(key, _)| key.ends_with(".province")).map(|(_, code)| code.to_owned());
    let chosen: std::collections::BTreeSet<String> = chosen.collect();
    let procedure = Asked {
        short_name: open.procedure.short_name.clone(),
        form: open.procedure.form.clone(),
        papers: open.procedure.papers.clone(),
    };
    let period = open.period(office);
    let draft = DraftView {
        id: open.row.id.clone(),
        answers: open.answers,
        files: open.files.iter().filter(|file| file.origin == APPLICANT).map(file_view).collect(),
        saved_at: Moment(open.row.updated_at),
        written: open.row.updated_at > open.row.created_at,
        today: domain::when::iso_date(open.today),
        channel: open.channel,
        taken_for: taken_for(reader, actor, &open.row).await?,
        signed_in: !actor.id.is_empty(),
        dossier_code: open.row.dossier_code,
        supplement,
        provinces: places.provinces(),
        communes: chosen.into_iter().map(|code| (code.clone(), places.communes(&code))).collect(),
        max_file_size: office.settings().max_file_size,
        procedure,
    };
    let mut procedure = Arc::unwrap_or_clone(open.procedure);
    procedure.deadline.period = period;
    Ok(WholeDraft { draft, procedure })
}

/// Who brought what a one-stop keys in, for its officers. The applicant answers a request like any other.
async fn taken_for(reader: &DatabaseConnection, actor: &Actor, row: &draft::Model) -> Case<Option<TakenFor>> {
    let keys_in = actor.is_officer() && row.taken_at.is_some();
    if !keys_in {
        return Ok(None);
    }
    let name = match &row.person_id {
        None => Some(brought_by(row)?.name),
        Some(person) => person::Entity::find_by_id(person).one(reader).await?.map(|person| person.full_name),
    };
    Ok(name.map(|name| TakenFor { name, arrived_on: row.arrived_on.clone() }))
}

/// The dossier that an application began with, while it is not filed itself.
async fn copied_from(reader: &DatabaseConnection, row: &draft::Model) -> Case<Option<CopiedFrom>> {
    let Some(code) = row.copied_from.clone().filter(|_| row.dossier_code.is_none()) else { return Ok(None) };
    let (steps, _) = timeline::of(reader, &code).await?;
    let ended = steps.into_iter().rev().find(TimelineLine::ends_without_result);
    Ok(Some(CopiedFrom { code, ended }))
}

/// Saves the answers of a section and answers the page to go to.
///
/// # Errors
/// `NotFound` for somebody else's and for a section that the form has not, `WrongState` once it is filed, `TooMuchText`
/// past the limits of a form.
pub async fn save(
    office: &Office,
    actor: &Actor,
    id: &str,
    section: &str,
    go: &str,
    posted: BTreeMap<String, String>,
) -> Case<String> {
    let open = store_answers(office, actor, id, section, go, posted).await?;
    let evaluation = open.evaluate(office);
    Ok(next_page(&open, &evaluation, section, go))
}

/// Saves the answers of a section in the background.
///
/// # Errors
/// As [`save`].
pub async fn autosave(
    office: &Office,
    actor: &Actor,
    id: &str,
    section: &str,
    posted: BTreeMap<String, String>,
) -> Case<Saved> {
    let open = store_answers(office, actor, id, section, "stay", posted).await?;
    Ok(Saved { at: Moment(open.row.updated_at) })
}

async fn store_answers(
    office: &Office,
    actor: &Actor,
    id: &str,
    section: &str,
    go: &str,
    posted: BTreeMap<String, String>,
) -> Case<Open> {
    actor.may(Deed::WriteDraft)?;
    let (office, actor) = (office.clone(), actor.clone());
    let (id, section, go) = (id.to_owned(), section.to_owned(), go.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let mut open = Open::load(tx, &office, &actor, &id).await?;
                writable(tx, &office, &actor, &open).await?;
                if !open.procedure.form.sections.iter().any(|known| known.id == section) {
                    return Err(Failure::NotFound.into());
                }
                open.answers
                    .replace_section(&open.procedure.form, &section, &posted)
                    .map_err(|_| Failure::TooMuchText)?;
                change_rows(&open.procedure.form, &mut open.answers, &go);
                open.row.updated_at = later(&open.row, &office);
                let mut active = draft::Entity::find_by_id(&id)
                    .one(tx)
                    .await?
                    .ok_or(Failure::NotFound)?
                    .into_active_model();
                active.answers = Set(serde_json::to_string(&open.answers)?);
                active.updated_at = Set(open.row.updated_at);
                active.update(tx).await?;
                Ok(open)
            })
        })
        .await
}

/// When a change of a draft is noted: now, and never at a moment that it had before. Whoever changes the files of a draft
/// moves its row as well, so that a row that is as it was seen has the files that were seen, and is filed so (`submit.rs`).
pub(crate) fn later(row: &draft::Model, office: &Office) -> Millis {
    Ord::max(office.now_millis(), row.updated_at + 1)
}

/// Notes that the files of a draft have changed.
pub(crate) async fn touch(tx: &Tx, office: &Office, id: &str) -> Case<()> {
    let now = office.now_millis();
    let moved = Expr::case(draft::Column::UpdatedAt.gte(now), Expr::col(draft::Column::UpdatedAt).add(1));
    let touched = draft::Entity::update_many()
        .col_expr(draft::Column::UpdatedAt, moved.finally(now).into())
        .filter(draft::Column::Id.eq(id))
        .exec(tx)
        .await?;
    if touched.rows_affected == 0 { Err(Failure::NotFound.into()) } else { Ok(()) }
}

/// A draft may be written until it is filed, and again while the office waits for a supplement; by staff of an
/// organisation only within their rights.
pub(crate) async fn writable(
    connection: &impl ConnectionTrait,
    office: &Office,
    actor: &Actor,
    open: &Open,
) -> Case<()> {
    actor.may_act_in(&open.procedure)?;
    let Some(code) = &open.row.dossier_code else { return Ok(()) };
    let held = Held::load(connection, &office.catalogue(), code).await?;
    if applicant::open_supplement(&held)?.is_some() { Ok(()) } else { Err(Failure::WrongState.into()) }
}

/// `add:<group>` and `remove:<group>.<row>` change the rows of a repeatable group.
pub(crate) fn change_rows(form: &Form, answers: &mut Answers, go: &str) {
    if let Some(group) = go.strip_prefix("add:")
        && let Some(question) = group_of(form, group)
    {
        answers.add_row(question);
    }
    let removed = go.strip_prefix("remove:").and_then(|place| place.rsplit_once('.'));
    if let Some((group, row)) = removed
        && let (Some(question), Ok(row)) = (group_of(form, group), row.parse())
    {
        answers.remove_row(question, row);
    }
}

fn group_of<'a>(form: &'a Form, id: &str) -> Option<&'a Question> {
    let mut questions = form.sections.iter().flat_map(|section| &section.questions);
    questions.find(|question| question.id == id && matches!(question.kind, Kind::Group { .. }))
}

fn next_page(open: &Open, evaluation: &Evaluation, section: &str, go: &str) -> String {
    let id = &open.row.id;
    let here = format!("/drafts/{id}/s/{section}");
    let sections = &evaluation.visible_sections;
    let place = sections.iter().position(|known| known == section);
    match go {
        "review" => {
            if evaluation.problems_of(section).any(holds_back) {
                return format!("{here}?check=1&from=review");
            }
            format!("/drafts/{id}/review")
        }
        "next" | "" => {
            if evaluation.problems_of(section).any(holds_back) {
                return format!("{here}?check=1");
            }
            match place.and_then(|place| sections.get(place + 1)) {
                Some(next) => format!("/drafts/{id}/s/{next}"),
                None => format!("/drafts/{id}/files"),
            }
        }
        "back" => match place.and_then(|place| place.checked_sub(1)).and_then(|place| sections.get(place)) {
            Some(before) => format!("/drafts/{id}/s/{before}"),
            None => format!("/drafts/{id}"),
        },
        "later" => format!("/drafts/{id}"),
        // Without JavaScript, to the list that a chosen province brings.
        place if place.strip_prefix("at-").is_some_and(is_key) => format!("{here}#f-{}", &place[3..]),
        other if sections.iter().any(|known| known == other) => format!("/drafts/{id}/s/{other}"),
        _ => here,
    }
}

fn is_key(text: &str) -> bool {
    text.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.'))
}

/// A missing file keeps nobody from the next questions: it may be at home, and the review asks for it again.
fn holds_back(problem: &Problem) -> bool {
    let of_file = matches!(problem.code, ProblemCode::PaperMissing | ProblemCode::OnePaperMissing { .. });
    problem.is_error() && !of_file
}

/// Throws a draft away. Its files stay in the store until nothing refers to them.
///
/// # Errors
/// `WrongState` once it is filed.
pub async fn delete(office: &Office, actor: &Actor, id: &str) -> Case<()> {
    actor.may(Deed::WriteDraft)?;
    let (office, actor, id) = (office.clone(), actor.clone(), id.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let open = Open::load(tx, &office, &actor, &id).await?;
                if open.row.dossier_code.is_some() {
                    return Err(Failure::WrongState.into());
                }
                actor.may_act_in(&open.procedure)?;
                attachment::Entity::delete_many()
                    .filter(attachment::Column::DraftId.eq(&id))
                    .exec(tx)
                    .await?;
                draft::Entity::delete_by_id(&id).exec(tx).await?;
                record::event(tx, office.now_millis(), &actor, "draft_deleted", &id, None, json!({})).await?;
                Ok(())
            })
        })
        .await
}
