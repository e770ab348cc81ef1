//! Taking dossiers in at a counter or by post: the one-stop keys in what somebody brings or sends (NĐ 61/2018 Đ16, Đ17).

mod arrival;
mod bringer;
mod correct;
mod holder;
mod mismatch;

use domain::lifecycle::Status;
use domain::text::fold;
use domain::when::iso_date;
use forms::procedure::Channel;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, JoinType, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    Select,
};
use serde_json::json;
use store::Tx;
use store::entity::{dossier, draft, supplement_request};
use store::id::random;
use store::moment::Millis;
use views::{CounterDraft, CounterSupplement, CounterView, Failure, Moment};

pub use arrival::{Arrival, correct_arrival};
pub use bringer::Bringer;
pub use correct::{bringer, correct};
pub(crate) use correct::{brought_by, moved_at, named_at};
pub(crate) use mismatch::Mismatches;

use crate::draft::{Open, RECEIVING_UNIT, is_asked_by_the_system};
use crate::intake::{accept_in, page};
use crate::policy::Deed;
use crate::submit::{answer_request, become_dossier, become_dossier_untold, whole};
use crate::{Actor, Case, Office, prefill, record};

/// So many applications may wait half keyed in at a one-stop.
const OPEN_AT_A_COUNTER: u64 = 200;

/// What the one-stop of the actor takes in today, and what waits there half keyed in.
///
/// # Errors
/// `NotAllowed` for anybody but officers of a one-stop.
pub async fn show(office: &Office, actor: &Actor) -> Case<CounterView> {
    actor.may(Deed::Intake)?;
    let catalogue = office.catalogue();
    let today = office.today();
    let mut procedures: Vec<_> = catalogue
        .running_on(today)
        .filter(|version| catalogue.takes_in(&actor.unit_code, &version.procedure, today))
        .map(|version| (version.procedure.code.to_string(), version.procedure.name.clone()))
        .collect();
    procedures.sort_by_cached_key(|(_, name)| fold(&name.vi));
    let rows = waiting(&actor.unit_code).order_by_asc(draft::Column::CreatedAt);
    let line = |row: draft::Model| {
        Ok(CounterDraft {
            procedure: catalogue.version(&row.procedure_version_id)?.procedure.short_name.clone(),
            applicant: brought_by(&row)?.name,
            by_post: row.channel.as_deref() == Some(Channel::Post.word()),
            arrived_on: row.arrived_on,
            begun_at: Moment(row.created_at),
            saved_at: Moment(row.updated_at),
            id: row.id,
        })
    };
    let reader = office.database().reader();
    let drafts = rows.all(reader).await?.into_iter().map(line).collect::<Case<_>>()?;
    let supplements = supplements(reader, &actor.unit_code).await?;
    Ok(CounterView { procedures, drafts, supplements, today: iso_date(today) })
}

/// Answers to requests for more that somebody began to key in and did not send.
async fn supplements(connection: &impl ConnectionTrait, unit: &str) -> Case<Vec<CounterSupplement>> {
    let asked = draft::Entity::belongs_to(supplement_request::Entity)
        .from(draft::Column::DossierCode)
        .to(supplement_request::Column::DossierCode)
        .into();
    let filed = draft::Entity::belongs_to(dossier::Entity)
        .from(draft::Column::DossierCode)
        .to(dossier::Column::Code)
        .into();
    let rows = draft::Entity::find()
        .select_only()
        .columns([draft::Column::Id, draft::Column::UpdatedAt])
        .columns([dossier::Column::Code, dossier::Column::ApplicantName])
        .column(supplement_request::Column::DeadlineAt)
        .join(JoinType::InnerJoin, asked)
        .join(JoinType::InnerJoin, filed)
        .filter(draft::Column::TakenAt.eq(unit))
        .filter(dossier::Column::Status.eq(i32::from(Status::SupplementRequested.code())))
        .filter(supplement_request::Column::AnsweredAt.is_null())
        .filter(
            Expr::col(draft::Column::UpdatedAt.as_column_ref())
                .gt(supplement_request::Column::AskedAt.into_expr()),
        )
        .order_by_asc(supplement_request::Column::DeadlineAt)
        .into_tuple()
        .all(connection)
        .await?;
    let line = |(id, saved_at, dossier, applicant, until)| CounterSupplement {
        id,
        dossier,
        applicant,
        until: Moment(until),
        saved_at: Moment(saved_at),
    };
    Ok(rows.into_iter().map(line).collect())
}

/// What waits half keyed in at a one-stop.
fn waiting(unit: &str) -> Select<draft::Entity> {
    draft::Entity::find().filter(draft::Column::TakenAt.eq(unit)).filter(draft::Column::DossierCode.is_null())
}

/// Begins to key in what somebody brought or sent; answers the page of the application. Once it is filed it belongs to them:
/// whoever signs in with their personal number sees the dossier.
///
/// # Errors
/// `KnownByAnotherName` when the number is that of somebody else, and `TooManyRequests` for whoever met too many of those;
/// `NotFound` when the one-stop does not take the procedure in today; `TooManyDrafts`.
pub async fn begin(
    office: &Office,
    actor: &Actor,
    procedure: &str,
    arrival: Arrival,
    bringer: Bringer,
) -> Case<String> {
    actor.may(Deed::Intake)?;
    let (catalogue, today) = (office.catalogue(), office.today());
    let version = catalogue.version_on(procedure.trim(), today).ok_or(Failure::NotFound)?;
    if !catalogue.takes_in(&actor.unit_code, &version.procedure, today) {
        return Err(Failure::NotFound.into());
    }
    let (version_id, by, shared) = (version.id.clone(), actor.clone(), office.clone());
    mismatch::watched(office, actor, move |tx| {
        Box::pin(async move { begin_in(tx, &shared, &by, version_id, arrival, &bringer).await })
    })
    .await
}

async fn begin_in(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    version_id: String,
    arrival: Arrival,
    bringer: &Bringer,
) -> Case<String> {
    if waiting(&actor.unit_code).count(tx).await? >= OPEN_AT_A_COUNTER {
        return Err(Failure::TooManyDrafts.into());
    }
    bringer.known(tx).await?;
    let catalogue = office.catalogue();
    let form = &catalogue.version(&version_id)?.procedure.form;
    // What was typed here, and nothing of an account that somebody may have.
    let mut answers = prefill::answers(form, &bringer.as_person(String::new()), &office.places());
    answers.set(RECEIVING_UNIT, actor.unit_code.clone());
    let (id, now, channel) = (random()?, office.now_millis(), arrival.channel().word());
    let row = draft::Model {
        id: id.clone(),
        procedure_version_id: version_id.clone(),
        session_hash: None,
        person_id: None,
        organisation_id: None,
        copied_from: None,
        channel: Some(channel.to_owned()),
        taken_at: Some(actor.unit_code.clone()),
        brought_by: Some(serde_json::to_string(bringer)?),
        arrived_on: arrival.day(),
        answers: serde_json::to_string(&answers)?,
        dossier_code: None,
        created_at: now,
        updated_at: now,
    };
    draft::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    let data = json!({ "procedure": version_id, "channel": channel, "arrived_on": arrival.day() });
    record::event(tx, now, actor, "draft_started", &id, None, data).await?;
    Ok(format!("/drafts/{id}"))
}

/// What was keyed in is its bringer's from now on.
async fn belongs(tx: &Tx, open: &mut Open) -> Case<()> {
    let person = brought_by(&open.row)?.known_or_new(tx).await?;
    let mut row = open.row.clone().into_active_model();
    row.person_id = Set(Some(person.id.clone()));
    row.brought_by = Set(None);
    row.update(tx).await?;
    // The rest stays as it was read: it may have the version of today, which is noted when it is filed.
    open.row.person_id = Some(person.id);
    open.row.brought_by = None;
    Ok(())
}

/// Takes in what was keyed in: a complete application is filed and accepted in one step (law §1.2, ∅ → 2), an answer to a
/// request for a supplement is sent. With `incomplete` an application is filed as it is, so that the one-stop can ask for
/// what is missing (Mẫu 02) or refuse (Mẫu 03), and a supplement is sent as it is. Answers the page of the dossier, or the review when
/// something is missing. `seen` is when the application that the officer looks at was last saved.
///
/// # Errors
/// `NotFound` for what another one-stop keys in; `DraftChanged` when it is another by now, for the applicant may answer a
/// request at the same time; `KnownByAnotherName`; `FileLost`; `NoCalendar`.
pub async fn take_in(
    office: &Office,
    actor: &Actor,
    id: &str,
    seen: Option<Millis>,
    incomplete: bool,
) -> Case<String> {
    actor.may(Deed::Intake)?;
    let found = Open::load(office.database().reader(), office, actor, id).await?;
    whole(office, &found.files).await?;
    let files: Vec<String> = found.files.into_iter().map(|file| file.id).collect();
    let (office, actor, id) = (office.clone(), actor.clone(), id.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let mut open = Open::load(tx, &office, &actor, &id).await?;
                // What is keyed in here is filed here, whatever was chosen.
                open.answers.set(RECEIVING_UNIT, actor.unit_code.clone());
                open.is_what_was_seen(seen)?;
                let judged = open.evaluate(&office);
                let complete = judged.is_complete();
                // No request for a supplement can name these, so they are never filed wrong.
                let own_fault = judged
                    .problems
                    .iter()
                    .any(|problem| problem.is_error() && is_asked_by_the_system(&problem.path));
                let same = open.files.iter().map(|file| &file.id).eq(&files);
                if !same || own_fault || !complete && !incomplete {
                    return Ok(format!("/drafts/{id}/review?check=1"));
                }
                if let Some(code) = open.row.dossier_code.clone() {
                    answer_request(tx, &office, &actor, &open, &judged, code.clone()).await?;
                    return Ok(page(&code));
                }
                belongs(tx, &mut open).await?;
                // Where something may be found that takes another time, the officer says so when they accept.
                if complete && open.procedure.deadline.on_finding.is_empty() {
                    // Nobody need be told that it was filed: what is accepted at once was never waiting.
                    let code = become_dossier_untold(tx, &office, &actor, &open, &judged).await?;
                    return accept_in(tx, &office, &actor, &code, None).await;
                }
                let code = become_dossier(tx, &office, &actor, &open, &judged).await?;
                Ok(page(&code))
            })
        })
        .await
}
