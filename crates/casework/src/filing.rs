//! Filing by a program: all answers and files at once, and the same request twice is one dossier.

mod problems;

use std::collections::BTreeMap;

use forms::answers::Answers;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _,
};
use serde::Serialize;
use store::entity::{attachment, dossier, draft, idempotency_key};
use store::id::{random, sha256_hex};
use store::moment::Millis;
use store::{Tx, WriteError};
use views::{Failure, FieldProblem, Filed, Moment};

use self::problems::Problems;
use crate::applicant::open_supplement;
use crate::dossier::{APPLICANT, Held};
use crate::draft::{Open, RECEIVING_UNIT, later};
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, draft as drafts, loose_file, submit};

/// An answer to a filing is repeated for so long; afterwards the same key files anew.
pub const REMEMBERED: Millis = 30 * 86_400_000;
/// Characters of a key.
pub const LONGEST_KEY: usize = 255;

/// What is filed.
#[derive(Clone, Debug, Serialize)]
pub enum Target {
    /// A new dossier.
    New { procedure: String, receiving_unit: String },
    /// The answer to the supplement request of a dossier.
    Supplement { dossier: String },
}

/// A whole application.
#[derive(Clone, Debug, Serialize)]
pub struct Filing {
    pub target: Target,
    /// By the keys of the form.
    pub answers: BTreeMap<String, String>,
    /// Ids of loose files, by paper.
    pub papers: BTreeMap<String, Vec<String>>,
}

/// How a filing ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Filed(Filed),
    /// Nothing was filed, and the key is still free.
    Wrong(Vec<FieldProblem>),
}

/// Why the transaction was undone.
enum Undone {
    Wrong(Vec<FieldProblem>),
    Case(CaseError),
}

impl From<CaseError> for Undone {
    fn from(error: CaseError) -> Self {
        Self::Case(error)
    }
}

impl From<WriteError> for Undone {
    fn from(error: WriteError) -> Self {
        Self::Case(error.into())
    }
}

/// Files a whole application in one transaction, together with its answer: whoever asks again with the same key, after
/// a crash or at the same time, gets that answer and files nothing more.
///
/// # Errors
/// `KeyReused` when the key came with another filing; for a supplement `NotFound`, or `WrongState` when none is asked
/// for; `FileLost`, `NoCalendar` as [`submit::submit`].
pub async fn file(office: &Office, actor: &Actor, key: &str, filing: Filing) -> Case<Outcome> {
    actor.may(Deed::Submit)?;
    let organisation = actor.organisation_id().ok_or(Failure::NoOrganisation)?;
    let request = Request {
        organisation,
        key: key.to_owned(),
        sha256: sha256_hex(serde_json::to_string(&filing)?.as_bytes()),
    };
    let reader = office.database().reader();
    // Whoever repeats what was answered is not asked about files and dates again.
    if let Some(answer) = request.answered(reader, office).await? {
        return Ok(Outcome::Filed(answer));
    }
    arrived_whole(office, actor, &filing).await?;
    let (shared, actor) = (office.clone(), actor.clone());
    let written = office.database().write(move |tx| {
        Box::pin(async move {
            match attempt(tx, &shared, &actor, &request, &filing).await? {
                Outcome::Filed(filed) => Ok(filed),
                Outcome::Wrong(problems) => Err(Undone::Wrong(problems)),
            }
        })
    });
    match written.await {
        Ok(filed) => Ok(Outcome::Filed(filed)),
        Err(Undone::Wrong(problems)) => Ok(Outcome::Wrong(problems)),
        Err(Undone::Case(error)) => Err(error),
    }
}

/// A request that may come more than once.
struct Request {
    organisation: String,
    key: String,
    sha256: String,
}

impl Request {
    /// What was answered to it before.
    async fn answered(&self, connection: &impl ConnectionTrait, office: &Office) -> Case<Option<Filed>> {
        let key = (self.organisation.clone(), self.key.clone());
        let known = idempotency_key::Entity::find_by_id(key).one(connection).await?;
        let Some(known) = known.filter(|known| office.now_millis() - known.created_at < REMEMBERED) else {
            return Ok(None);
        };
        if known.request_hash != self.sha256 {
            return Err(Failure::KeyReused.into());
        }
        Ok(Some(serde_json::from_str(&known.answer)?))
    }

    async fn remember(&self, tx: &Tx, office: &Office, answer: &Filed) -> Case<()> {
        let row = idempotency_key::ActiveModel {
            organisation_id: Set(self.organisation.clone()),
            name: Set(self.key.clone()),
            request_hash: Set(self.sha256.clone()),
            answer: Set(serde_json::to_string(answer)?),
            created_at: Set(office.now_millis()),
        };
        let known = (self.organisation.clone(), self.key.clone());
        idempotency_key::Entity::delete_by_id(known).exec(tx).await?;
        idempotency_key::Entity::insert(row).exec_without_returning(tx).await?;
        Ok(())
    }
}

/// Whether the bytes of all files are in the store. Asked before the transaction, in which nothing slow may happen.
async fn arrived_whole(office: &Office, actor: &Actor, filing: &Filing) -> Case<()> {
    let reader = office.database().reader();
    let mut files = Vec::new();
    for id in filing.papers.values().flatten() {
        if let Some(file) = loose_file::find(reader, office, actor, id).await? {
            files.push(loose_file::attached(&file, "", "", String::new(), file.created_at));
        }
    }
    if let Target::Supplement { dossier } = &filing.target {
        let held = Held::for_applicant(reader, office, actor, dossier).await?;
        files.extend(Open::behind(reader, office, &held.row.draft_id).await?.files);
    }
    submit::whole(office, &files).await
}

async fn attempt(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    request: &Request,
    filing: &Filing,
) -> Case<Outcome> {
    if let Some(answer) = request.answered(tx, office).await? {
        return Ok(Outcome::Filed(answer));
    }
    let (draft_id, dossier, filed_before) = match &filing.target {
        Target::New { procedure, .. } => match begin(tx, office, actor, procedure).await? {
            Some(draft_id) => (draft_id, None, None),
            None => return Ok(Outcome::Wrong(Problems::unknown_procedure(actor.lang))),
        },
        Target::Supplement { dossier } => {
            let held = Held::for_applicant(tx, office, actor, dossier).await?;
            if open_supplement(&held)?.is_none() {
                return Err(Failure::WrongState.into());
            }
            (held.row.draft_id, Some(dossier.clone()), Some(held.row.answers))
        }
    };
    let mut open = Open::load(tx, office, actor, &draft_id).await?;
    // What is not named stays as it was filed, whatever a colleague has begun to change in the meantime.
    if let Some(answers) = filed_before {
        open.answers = serde_json::from_str(&answers)?;
    }
    let mut problems = Problems::new(actor.lang);
    answer(&mut open, filing, &mut problems)?;
    attach(tx, office, actor, &mut open, filing, &mut problems).await?;
    let judged = open.evaluate(office);
    problems.judge(&open, &judged);
    if problems.any() {
        return Ok(Outcome::Wrong(problems.all));
    }
    keep(tx, office, &mut open).await?;
    let code = match dossier {
        None => submit::become_dossier(tx, office, actor, &open, &judged).await?,
        Some(code) => {
            submit::answer_request(tx, office, actor, &open, &judged, code.clone()).await?;
            code
        }
    };
    let filed = filed(tx, office, &open, code).await?;
    request.remember(tx, office, &filed).await?;
    Ok(Outcome::Filed(filed))
}

/// A draft of the version that runs today, if one does.
async fn begin(tx: &Tx, office: &Office, actor: &Actor, procedure: &str) -> Case<Option<String>> {
    let catalogue = office.catalogue();
    let Some(version) = catalogue.version_on(procedure, office.today()) else { return Ok(None) };
    Ok(Some(drafts::insert(tx, office, actor, version.id.clone(), &Answers::default()).await?.draft_id))
}

/// Puts the given answers over those that are there, and tells of those that no question asks for.
fn answer(open: &mut Open, filing: &Filing, problems: &mut Problems) -> Case<()> {
    let there = open.answers.iter().map(|(key, value)| (key.to_owned(), value.to_owned()));
    let mut all: BTreeMap<String, String> = there.chain(filing.answers.clone()).collect();
    all.remove(RECEIVING_UNIT);
    open.answers.replace_all(&open.procedure.form, &all).map_err(|_| Failure::TooMuchText)?;
    if let Target::New { receiving_unit, .. } = &filing.target {
        open.answers.set(RECEIVING_UNIT, receiving_unit.clone());
    }
    problems.unasked(open, &filing.answers);
    Ok(())
}

/// Puts the files into the slots of their papers.
async fn attach(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    open: &mut Open,
    filing: &Filing,
    problems: &mut Problems,
) -> Case<()> {
    let now = office.now_millis();
    for (paper, ids) in &filing.papers {
        if !problems.takes_files(&open.procedure, paper) {
            continue;
        }
        for (place, id) in ids.iter().enumerate() {
            let Some(file) = loose_file::find(tx, office, actor, id).await? else {
                problems.unknown_file(paper, place);
                continue;
            };
            // The same bytes in the same slot are one file.
            let here = |there: &attachment::Model| {
                there.origin == APPLICANT && there.paper_id == *paper && there.sha256 == file.sha256
            };
            if open.files.iter().any(here) {
                continue;
            }
            let row = loose_file::attached(&file, &open.row.id, paper, random()?, now);
            attachment::Entity::insert(row.clone().into_active_model().reset_all())
                .exec_without_returning(tx)
                .await?;
            open.files.push(row);
        }
    }
    Ok(())
}

async fn keep(tx: &Tx, office: &Office, open: &mut Open) -> Case<()> {
    open.row.updated_at = later(&open.row, office);
    draft::Entity::update_many()
        .col_expr(draft::Column::Answers, serde_json::to_string(&open.answers)?.into())
        .col_expr(draft::Column::UpdatedAt, open.row.updated_at.into())
        .filter(draft::Column::Id.eq(&open.row.id))
        .exec(tx)
        .await?;
    Ok(())
}

async fn filed(tx: &Tx, office: &Office, open: &Open, code: String) -> Case<Filed> {
    let row = dossier::Entity::find_by_id(&code).one(tx).await?.ok_or(Failure::NotFound)?;
    let files = open.files.iter().filter(|file| file.origin == APPLICANT);
    Ok(Filed {
        code,
        at: Moment(office.now_millis()),
        check_by: Moment(row.check_by_at),
        procedure: row.procedure_version_id,
        unit: row.unit_code,
        files: files.map(|file| (file.name.clone(), file.sha256.clone())).collect(),
    })
}

/// Forgets the answers that are no longer repeated.
///
/// # Errors
/// When the database fails.
pub async fn sweep(office: &Office) -> Case<()> {
    let old = idempotency_key::Entity::delete_many()
        .filter(idempotency_key::Column::CreatedAt.lte(office.now_millis() - REMEMBERED));
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                old.exec(tx).await?;
                Ok::<_, CaseError>(())
            })
        })
        .await
}
