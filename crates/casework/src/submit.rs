//! Filing: a draft becomes a dossier, once, and only with all its bytes.

use std::mem;

use domain::clock::check_by;
use domain::id::DossierCode;
use domain::lifecycle::{Action, Lifecycle};
use domain::text::{Lang, fold};
use domain::when;
use forms::answers::Answers;
use forms::evaluate::Evaluation;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
    UpdateMany, sea_query::OnConflict,
};
use serde_json::json;
use store::entity::{attachment, dossier, draft, person};
use store::moment::{Millis, to_millis};
use store::{Batch, Tx, WriteError};
use views::{Failure, NoticeKind};

use crate::dossier::{Held, answered};
use crate::draft::{COMPETENT_UNIT, Open, RECEIVING_UNIT, is_of_a_paper, people, writable};
use crate::policy::Deed;
use crate::record::EventNumber;
use crate::{Actor, Case, CaseError, Office, notice, record, timeline};

/// Files the draft, or answers the supplement request of its dossier. Answers the page to go to: the receipt, or
/// the review when something is missing. Filing twice makes one dossier.
///
/// # Errors
/// `SignInNeeded` for a visitor; `FileLost` when a file is not whole in the store; `NoCalendar` when the date of
/// the check cannot be computed.
pub async fn submit(office: &Office, actor: &Actor, id: &str) -> Case<String> {
    submit_seen(office, actor, id, None).await
}

/// The same for somebody who looks at it as it was saved at a moment.
///
/// # Errors
/// As [`submit`], and `DraftChanged` when the one-stop, which took it in on paper, has changed it since.
pub async fn submit_seen(office: &Office, actor: &Actor, id: &str, saved_at: Option<Millis>) -> Case<String> {
    actor.may(Deed::Submit)?;
    let seen = Open::load(office.database().reader(), office, actor, id).await?;
    seen.is_what_was_seen(saved_at)?;
    let judged = seen.evaluate(office);
    if !judged.is_complete() {
        return Ok(format!("/drafts/{id}/review?check=1"));
    }
    whole(office, &seen.files).await?;
    let files = ids(&seen);
    if seen.row.dossier_code.is_none() {
        let (office, actor) = (office.clone(), actor.clone());
        let database = office.database().clone();
        let filed = database
            .write(move |tx| Box::pin(async move { file_as_seen(tx, &office, &actor, &seen, &judged).await }))
            .await;
        match filed {
            Ok(page) => return Ok(page),
            Err(Unfiled::Failed(error)) => return Err(error),
            Err(Unfiled::Changed) => {}
        }
    }
    let (office, actor, id) = (office.clone(), actor.clone(), id.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| Box::pin(async move { file(tx, &office, &actor, &id, saved_at, &files).await }))
        .await
}

fn ids(open: &Open) -> Vec<String> {
    open.files.iter().map(|file| file.id.clone()).collect()
}

/// Why a draft was not filed as it was seen.
pub(crate) enum Unfiled {
    /// It has changed since; what was written is undone.
    Changed,
    Failed(CaseError),
}

impl From<CaseError> for Unfiled {
    fn from(error: CaseError) -> Self {
        Self::Failed(error)
    }
}

impl From<WriteError> for Unfiled {
    fn from(error: WriteError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<Unfiled> for CaseError {
    fn from(unfiled: Unfiled) -> Self {
        match unfiled {
            Unfiled::Changed => Failure::WrongState.into(),
            Unfiled::Failed(error) => error,
        }
    }
}

/// Files a draft that was judged outside the transaction, if it is still what was seen.
async fn file_as_seen(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    seen: &Open,
    judged: &Evaluation,
) -> Result<String, Unfiled> {
    if !seen.is_current(office) {
        return Err(Unfiled::Changed);
    }
    let code = become_dossier(tx, office, actor, seen, judged).await?;
    Ok(format!("/track/{code}/receipt"))
}

/// A dossier whose files did not arrive whole gets no code.
pub(crate) async fn whole(office: &Office, files: &[attachment::Model]) -> Case<()> {
    for file in files {
        let size = office.files().size(&file.sha256)?;
        if size != u64::try_from(file.size).ok() {
            return Err(Failure::FileLost.into());
        }
    }
    Ok(())
}

/// Files what the draft is now, when it has the files that were found whole.
async fn file(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    id: &str,
    saved_at: Option<Millis>,
    files: &[String],
) -> Case<String> {
    let open = Open::load(tx, office, actor, id).await?;
    open.is_what_was_seen(saved_at)?;
    let judged = open.evaluate(office);
    if ids(&open) != files || !judged.is_complete() {
        return Ok(format!("/drafts/{id}/review?check=1"));
    }
    if let Some(code) = open.row.dossier_code.clone() {
        return answer_request(tx, office, actor, &open, &judged, code).await;
    }
    let code = become_dossier(tx, office, actor, &open, &judged).await?;
    Ok(format!("/track/{code}/receipt"))
}

/// Makes a dossier of a draft that was judged, and tells whoever files and whoever checks it. Answers its code.
pub(crate) async fn become_dossier(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    seen: &Open,
    judged: &Evaluation,
) -> Result<String, Unfiled> {
    let mut filing = Unwritten::new(tx, office, actor, seen, judged).await?;
    let news = notice::of_filing(tx, office, actor, &filing.row).await?;
    news.add_notices(&mut filing.writes, office, &filing.row, filing.event);
    let row = filing.write(tx).await?;
    news.send(tx, office, &row).await?;
    Ok(row.code)
}

/// Makes a dossier of a draft that was judged, and tells nobody. Answers its code.
pub(crate) async fn become_dossier_untold(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    seen: &Open,
    judged: &Evaluation,
) -> Result<String, Unfiled> {
    let filing = Unwritten::new(tx, office, actor, seen, judged).await?;
    Ok(filing.write(tx).await?.code)
}

/// A dossier that has its code; it is written with its event and the code in its draft at once.
struct Unwritten {
    row: dossier::Model,
    event: EventNumber,
    writes: Batch,
}

impl Unwritten {
    async fn new(tx: &Tx, office: &Office, actor: &Actor, seen: &Open, judged: &Evaluation) -> Case<Self> {
        actor.may_spend_in(&seen.procedure, &seen.fee_counts(office))?;
        let code = next_code(tx, office, seen).await?;
        let row = new_dossier(tx, office, actor, seen, judged, code).await?;
        let mut writes = Batch::new(tx);
        writes.add(1, &noting(seen, &row.code));
        let new = dossier::Entity::insert(row.clone().into_active_model().reset_all());
        // Then the draft is no more what was seen: not a fault, but a row that is missing.
        let filed_before = OnConflict::column(dossier::Column::DraftId).do_nothing().to_owned();
        writes.add(1, &new.on_conflict(filed_before));
        let files: Vec<_> =
            seen.files.iter().map(|file| json!({ "sha256": file.sha256, "size": file.size })).collect();
        let data = json!({
            "draft": row.draft_id, "files": files, "channel": row.channel, "competent_unit": row.competent_unit,
        });
        let came = came(seen)?;
        let entry = record::entry(row.filed_at, actor, "filed", &row.code, came.as_deref(), data);
        let event = EventNumber(writes.add_event(tx, &entry).await?);
        Ok(Self { row, event, writes })
    }

    async fn write(self, tx: &Tx) -> Result<dossier::Model, Unfiled> {
        let whole = self.writes.run(tx).await.map_err(CaseError::from)?;
        if whole { Ok(self.row) } else { Err(Unfiled::Changed) }
    }
}

/// Notes the code in the draft, if nobody has changed it. It is not read again: whoever changes it or its files moves its
/// row ([`crate::draft::later`]).
fn noting(seen: &Open, code: &str) -> UpdateMany<draft::Entity> {
    let mine = match &seen.row.person_id {
        Some(person) => draft::Column::PersonId.eq(person),
        None => draft::Column::PersonId.is_null(),
    };
    // The version, too: the one that the draft was begun under may have ended meanwhile.
    draft::Entity::update_many()
        .col_expr(draft::Column::DossierCode, code.into())
        .col_expr(draft::Column::ProcedureVersionId, seen.row.procedure_version_id.clone().into())
        .filter(draft::Column::Id.eq(&seen.row.id))
        .filter(draft::Column::UpdatedAt.eq(seen.row.updated_at))
        .filter(draft::Column::DossierCode.is_null())
        .filter(mine)
}

async fn next_code(tx: &Tx, office: &Office, open: &Open) -> Case<String> {
    let unit = open.answers.get(RECEIVING_UNIT);
    let day = when::local(office.now()).date();
    let number = store::series::next(tx, &format!("dossier:{unit}:{}", when::iso_date(day))).await?;
    let code = DossierCode::issue(unit, day, number).map_err(|_| Failure::Broken)?;
    Ok(code.to_string())
}

async fn new_dossier(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    open: &Open,
    judged: &Evaluation,
    code: String,
) -> Case<dossier::Model> {
    let now = office.now();
    let unit = open.answers.get(RECEIVING_UNIT).to_owned();
    let competent = open.competent_unit(&unit);
    let check = check_by(now, &office.calendar(), &office.hours(&unit))?;
    let lifecycle = Lifecycle::filed();
    let applicant = applicant(tx, actor, open).await?;
    let search = search_words(actor, open, &code);
    Ok(dossier::Model {
        code,
        draft_id: open.row.id.clone(),
        procedure_version_id: open.row.procedure_version_id.clone(),
        person_id: applicant.person_id,
        organisation_id: actor.organisation_id(),
        applicant_name: applicant.name,
        unit_code: unit,
        competent_unit: competent,
        channel: open.channel.word().to_owned(),
        status: i32::from(lifecycle.status().code()),
        lifecycle: serde_json::to_string(&lifecycle)?,
        answers: serde_json::to_string(&open.settled(judged))?,
        filed_at: to_millis(now),
        check_by_at: to_millis(check.at),
        check_by: serde_json::to_string(&check)?,
        first_check_by: None,
        accepted_at: None,
        due_at: None,
        due: None,
        first_due: None,
        first_due_at: None,
        missed_due_at: None,
        alarm_told: 0,
        finding: None,
        register_year: None,
        register_number: None,
        attention_at: to_millis(check.at),
        handler_id: None,
        ended_at: None,
        search,
        changed_at: to_millis(now),
    })
}

/// When the letter came that a dossier was keyed in from.
fn came(open: &Open) -> Case<Option<String>> {
    let Some(day) = &open.row.arrived_on else { return Ok(None) };
    let day = when::parse_iso_date(day).map_err(|_| CaseError::Impossible("a letter came on no day"))?;
    Ok(Some(format!("Thư đến ngày {}", when::format_date(day, Lang::Vi))))
}

struct Applicant {
    person_id: String,
    name: String,
}

/// Whoever files, for themselves or for an organisation; of what a one-stop keys in, whoever brought it.
async fn applicant(tx: &Tx, actor: &Actor, open: &Open) -> Case<Applicant> {
    if open.row.taken_at.is_none() {
        let name = actor.acting.as_ref().map_or(&actor.name, |acting| &acting.name).clone();
        return Ok(Applicant { person_id: actor.id.clone(), name });
    }
    let person_id = open.row.person_id.clone().unwrap_or_default();
    let person = person::Entity::find_by_id(&person_id).one(tx).await?;
    let person = person.ok_or(CaseError::Impossible("nobody brought what is keyed in"))?;
    Ok(Applicant { person_id, name: person.full_name })
}

/// So many letters are searched; an index holds them.
const SEARCHED: usize = 400;

/// What the board of an organisation finds a dossier by: code, procedure, who filed, and the people whom it names.
fn search_words(actor: &Actor, open: &Open, code: &str) -> String {
    if actor.acting.is_none() {
        return String::new();
    }
    let names = people(&open.procedure.form, &open.answers);
    let procedure = &open.procedure;
    let known =
        [code, procedure.code.as_str(), &procedure.short_name.vi, &procedure.short_name.en, &actor.name];
    let words: Vec<&str> = known.into_iter().chain(names).collect();
    fold(&words.join(" ")).chars().take(SEARCHED).collect()
}

/// The filed draft again: the answer to a supplement request, or a second click.
pub(crate) async fn answer_request(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    open: &Open,
    judged: &Evaluation,
    code: String,
) -> Case<String> {
    match writable(tx, office, actor, open).await {
        Err(error) if error.failure() == Failure::WrongState => return Ok(format!("/track/{code}/receipt")),
        other => other?,
    }
    actor.may_spend_in(&open.procedure, &open.fee_counts(office))?;
    let mut held = Held::for_side(tx, office, actor, &code).await?;
    held.step(office, actor, Action::SubmitSupplement, "")?;
    let mut answers = open.settled(judged);
    let before: Answers = serde_json::from_str(&held.row.answers)?;
    // The dossier stays with the one-stop that has it, and with who decides.
    answers.set(RECEIVING_UNIT, held.row.unit_code.clone());
    answers.set(COMPETENT_UNIT, before.get(COMPETENT_UNIT).to_owned());
    if !actor.is_officer() {
        // Nor does the applicant say what came over the counter.
        for (key, value) in before.iter().filter(|(key, _)| is_of_a_paper(key)) {
            answers.set(key, value);
        }
    }
    let changed = answers.differences(&before);
    let asked_at = held.supplement.as_ref().map_or(0, |request| request.asked_at);
    let added = open.files.iter().filter(|file| file.created_at >= asked_at).map(|file| file.id.as_str());
    let data = json!({ "changed": changed, "added": added.collect::<Vec<_>>() });
    held.row.answers = serde_json::to_string(&answers)?;
    let hours = office.hours(&held.row.unit_code);
    let check = check_by(office.now(), &office.calendar(), &hours)?;
    held.attend_by(&check);
    held.row.check_by_at = to_millis(check.at);
    held.row.first_check_by = Some(mem::replace(&mut held.row.check_by, serde_json::to_string(&check)?));
    if let Some(request) = held.supplement.clone() {
        answered(tx, request, office.now_millis()).await?;
    }
    let row = held.save(tx).await?;
    let now = office.now_millis();
    let event = record::event(tx, now, actor, timeline::SUPPLEMENTED, &code, None, data).await?;
    notice::tell(tx, office, &row, event, NoticeKind::SupplementReceived, Some(row.check_by_at)).await?;
    notice::pass_on(tx, office, actor, &row, event, NoticeKind::SupplementArrived).await?;
    Ok(format!("/track/{code}"))
}
