//! Many applications at once: a table with a row each, judged whole before anything is filed, then each row filed once.

mod columns;
mod filing;
mod sheet;

use domain::lifecycle::Status;
use domain::text::{Lang, Text};
use domain::when::iso_date;
use forms::answers::Answers;
use forms::evaluate::{Attached, Context, Evaluation, evaluate};
use forms::problem::ProblemCode;
use forms::procedure::{Channel, Procedure};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use serde_json::json;
use store::entity::{batch, batch_row, dossier, draft};
use store::id::{random, sha256_hex};
use views::{BatchLine, BatchView, BulkView, Failure, Moment, RowLine, RowState};

pub use self::columns::{Column, columns};
pub use self::filing::file_rows;
pub use self::sheet::read_aside;
use super::acting_now;
use crate::actor::Acting;
use crate::draft::without_result_wish;
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, fee, record};

/// How a dossier ends that may be filed once more.
const WITHOUT_RESULT: [Status; 2] = [Status::NotAccepted, Status::Stopped];
/// So many batches are listed.
const LISTED: u64 = 20;

/// The procedures that can be applied for in bulk by this member, and the latest batches.
///
/// # Errors
/// `ActForNone` for somebody who acts for no organisation.
pub async fn bulk(office: &Office, actor: &Actor) -> Case<BulkView> {
    let acting = acting_now(actor)?;
    let catalogue = office.catalogue();
    let mut procedures: Vec<(String, Text)> = catalogue
        .running_on(office.today())
        .filter(|version| actor.may_act_in(&version.procedure).is_ok())
        .map(|version| (version.procedure.code.to_string(), version.procedure.short_name.clone()))
        .collect();
    procedures.sort_by_cached_key(|(_, name)| domain::text::fold(&name.vi));
    let rows = batch::Entity::find()
        .filter(batch::Column::OrganisationId.eq(&acting.organisation_id))
        .filter(batch::Column::ProcedureVersionId.is_in(catalogue.covered_by(acting)))
        .order_by_desc(batch::Column::CreatedAt)
        .limit(LISTED)
        .all(office.database().reader())
        .await?;
    let lines = rows.into_iter().map(|row| {
        let procedure = catalogue.version(&row.procedure_version_id)?.procedure.short_name.clone();
        Ok(BatchLine { id: row.id, procedure, file_name: row.file_name, at: Moment(row.created_at) })
    });
    Ok(BulkView { acting: acting.view(), procedures, batches: lines.collect::<Case<Vec<_>>>()? })
}

/// Takes a table in and answers its page; nothing is filed by it.
///
/// # Errors
/// `SheetUnreadable` for anything but our template with rows in it, `SheetTooLong`; what the rights say.
pub async fn take_in(
    office: &Office,
    actor: &Actor,
    procedure: &str,
    file_name: &str,
    bytes: Vec<u8>,
) -> Case<String> {
    let acting = acting_now(actor)?.clone();
    let catalogue = office.catalogue();
    let version = catalogue.version_on(procedure, office.today()).ok_or(Failure::NotFound)?;
    actor.may_act_in(&version.procedure)?;
    let form = crate::draft::with_receiving_unit(&catalogue, version, office.today());
    let known = columns::of(&form, Lang::Vi);
    let cells = sheet::read(office, bytes).await?;
    let places = office.places();
    let rows = columns::read(&known, &cells, &places)?;
    let (version_id, procedure_code) = (version.id.clone(), version.procedure.code.to_string());
    let mut answered = Vec::new();
    for (number, posted) in rows {
        let mut answers = Answers::default();
        answers.replace_all(&form.form, &posted).map_err(|_| Failure::TooMuchText)?;
        let kept = serde_json::to_string(&answers)?;
        answered.push((number, kept, serde_json::to_string(&without_result_wish(answers))?));
    }
    let name: String = file_name.chars().filter(|c| !c.is_control()).take(100).collect();
    let (office, actor) = (office.clone(), actor.clone());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let (id, now) = (random()?, office.now_millis());
                let organisation = acting.organisation_id;
                let row = batch::ActiveModel {
                    id: Set(id.clone()),
                    organisation_id: Set(organisation.clone()),
                    person_id: Set(actor.id.clone()),
                    procedure_version_id: Set(version_id.clone()),
                    file_name: Set(name),
                    created_at: Set(now),
                };
                batch::Entity::insert(row).exec_without_returning(tx).await?;
                let count = answered.len();
                for (number, answers, asked_for) in answered {
                    // A row stays itself when the procedure has a new version the day after.
                    let fingerprint =
                        sha256_hex(format!("{organisation}\n{procedure_code}\n{asked_for}").as_bytes());
                    let row = batch_row::ActiveModel {
                        batch_id: Set(id.clone()),
                        number: Set(number),
                        answers: Set(answers),
                        fingerprint: Set(fingerprint),
                        draft_id: Set(None),
                    };
                    batch_row::Entity::insert(row).exec_without_returning(tx).await?;
                }
                let data = json!({ "batch": id, "procedure": version_id, "rows": count });
                record::event(tx, now, &actor, "batch_taken_in", &organisation, None, data).await?;
                Ok::<_, CaseError>(format!("/business/bulk/{id}"))
            })
        })
        .await
}

/// A batch of the organisation, within the member's rights.
async fn held(
    connection: &impl ConnectionTrait,
    acting: &Acting,
    id: &str,
) -> Case<(batch::Model, Vec<batch_row::Model>)> {
    let row = batch::Entity::find_by_id(id).one(connection).await?;
    let row = row.filter(|row| {
        row.organisation_id == acting.organisation_id && acting.covers(&row.procedure_version_id)
    });
    let row = row.ok_or(Failure::NotFound)?;
    let rows = batch_row::Entity::find()
        .filter(batch_row::Column::BatchId.eq(id))
        .order_by_asc(batch_row::Column::Number)
        .all(connection)
        .await?;
    Ok((row, rows))
}

/// What becomes of a row that was not filed yet, and what it owes then, where that is known.
struct Judged {
    fate: Fate,
    fee: Option<u64>,
}

enum Fate {
    /// It can be filed as it is.
    Ready,
    /// It lacks papers of its own, and becomes a draft.
    LacksPapers,
    Wrong(Vec<String>),
}

/// The judgement of the one evaluator, as a person would get it who typed the same.
fn judge(office: &Office, actor: &Actor, procedure: &Procedure, answers: &Answers) -> Judged {
    let lang = actor.lang;
    let (attached, places) = (Attached::new(), office.places());
    let context =
        Context { today: office.today(), channel: Channel::Online, attached: &attached, places: &places };
    let evaluation: Evaluation = evaluate(&procedure.form, &procedure.papers, answers, &context);
    let errors: Vec<_> = evaluation.problems.iter().filter(|problem| problem.is_error()).collect();
    let of_papers =
        |code: &ProblemCode| matches!(code, ProblemCode::PaperMissing | ProblemCode::OnePaperMissing { .. });
    let wrong = errors.iter().filter(|problem| !of_papers(&problem.code));
    let mut wrong: Vec<String> = wrong
        .map(|problem| {
            let words = problem.text(&procedure.form, &procedure.papers, lang);
            // Who mends the table looks for what stands in it.
            match answers.get(&problem.path) {
                "" => words,
                typed => format!("{words}: “{typed}”"),
            }
        })
        .collect();
    let counts = procedure.fee_counts(answers, &context);
    let fee = fee::owed(procedure, &counts);
    let spends = actor.may_spend_in(procedure, &counts);
    if spends.is_err_and(|refused| refused.failure() == Failure::RightsAmount) {
        let words = match lang {
            Lang::Vi => "Phí, lệ phí của hàng này vượt mức tổ chức cho bạn",
            Lang::En => "The fee of this row is above what the organisation lets you cause",
        };
        wrong.push(words.to_owned());
    }
    let fate = match (errors.is_empty(), wrong.is_empty()) {
        (_, false) => Fate::Wrong(wrong),
        (true, true) => Fate::Ready,
        (false, true) => Fate::LacksPapers,
    };
    Judged { fate, fee }
}

/// Everything of a batch, row by row: what is wrong, what can be filed, and what became of it.
///
/// # Errors
/// `NotFound` for one of another organisation or outside the member's rights.
pub async fn batch(office: &Office, actor: &Actor, id: &str) -> Case<BatchView> {
    let acting = acting_now(actor)?;
    let reader = office.database().reader();
    let (row, rows) = held(reader, acting, id).await?;
    let catalogue = office.catalogue();
    let version = catalogue.version(&row.procedure_version_id)?;
    let procedure = crate::draft::with_receiving_unit(&catalogue, version, office.today());
    let known = known_before(reader, &rows).await?;
    let mut lines: Vec<RowLine> = Vec::new();
    let mut seen: Vec<(&str, i32)> = Vec::new();
    for row in &rows {
        let answers: Answers = serde_json::from_str(&row.answers)?;
        let twin =
            seen.iter().find(|(fingerprint, _)| *fingerprint == row.fingerprint).map(|(_, number)| *number);
        seen.push((&row.fingerprint, row.number));
        let Judged { fate, fee } = judge(office, actor, &procedure, &answers);
        let state = match (known.state(row), twin, fate) {
            (Some(state), ..) => state,
            (None, Some(number), _) => RowState::Twin { number },
            (None, None, Fate::Ready) => RowState::Ready { fee },
            (None, None, Fate::LacksPapers) => RowState::LacksPapers { fee },
            (None, None, Fate::Wrong(errors)) => RowState::Wrong { errors },
        };
        let before = known.ended(row);
        lines.push(RowLine { number: row.number, about: about(&procedure, &answers), state, before });
    }
    Ok(BatchView {
        id: row.id,
        organisation: acting.name.clone(),
        procedure: version.procedure.short_name.clone(),
        file_name: row.file_name,
        at: Moment(row.created_at),
        rows: lines,
    })
}

/// By what a person knows the row again: its first two answers of words.
fn about(procedure: &Procedure, answers: &Answers) -> String {
    let questions = procedure.form.sections.iter().flat_map(|section| &section.questions);
    let words = questions.filter(|question| {
        use forms::schema::Kind;
        matches!(question.kind, Kind::PersonName | Kind::Text { .. })
    });
    let words = words.map(|question| answers.get(&question.id)).filter(|words| !words.is_empty());
    words.take(2).collect::<Vec<_>>().join(", ")
}

/// The drafts of these rows, and of the same rows of other tables.
struct Known {
    drafts: Vec<draft::Model>,
    others: Vec<batch_row::Model>,
    /// Codes of dossiers that ended without a result: the same row may be filed once more.
    ended: Vec<String>,
}

impl Known {
    /// What became of a row, here or in a table before this one.
    fn state(&self, row: &batch_row::Model) -> Option<RowState> {
        let here = row.draft_id.as_ref().and_then(|id| self.drafts.iter().find(|draft| draft.id == *id));
        let goes_on = |draft: &&draft::Model| !self.has_ended(draft);
        let draft = here.or_else(|| self.elsewhere(row).find(goes_on))?;
        Some(match &draft.dossier_code {
            Some(code) => RowState::Filed { code: code.clone() },
            None => RowState::Draft { draft: draft.id.clone() },
        })
    }

    /// The dossier that the same row of another table became, and that has ended.
    fn ended(&self, row: &batch_row::Model) -> Option<String> {
        self.elsewhere(row).filter(|draft| self.has_ended(draft)).find_map(|draft| draft.dossier_code.clone())
    }

    fn elsewhere<'a>(&'a self, row: &'a batch_row::Model) -> impl Iterator<Item = &'a draft::Model> {
        let same = self
            .others
            .iter()
            .filter(|other| other.fingerprint == row.fingerprint && other.batch_id != row.batch_id);
        same.filter_map(|other| self.drafts.iter().find(|draft| Some(&draft.id) == other.draft_id.as_ref()))
    }

    fn has_ended(&self, draft: &draft::Model) -> bool {
        draft.dossier_code.as_ref().is_some_and(|code| self.ended.contains(code))
    }
}

async fn known_before(connection: &impl ConnectionTrait, rows: &[batch_row::Model]) -> Case<Known> {
    let fingerprints = rows.iter().map(|row| row.fingerprint.clone());
    let others = batch_row::Entity::find()
        .filter(batch_row::Column::Fingerprint.is_in(fingerprints))
        .filter(batch_row::Column::DraftId.is_not_null())
        .all(connection)
        .await?;
    let ids: Vec<String> = others.iter().filter_map(|row| row.draft_id.clone()).collect();
    let drafts = draft::Entity::find().filter(draft::Column::Id.is_in(ids)).all(connection).await?;
    let codes: Vec<String> = drafts.iter().filter_map(|draft| draft.dossier_code.clone()).collect();
    let ended = ended(connection, codes).await?;
    Ok(Known { drafts, others, ended })
}

/// Which of these dossiers ended without a result. What was granted is not asked for again by a table that grew.
async fn ended(connection: &impl ConnectionTrait, codes: Vec<String>) -> Case<Vec<String>> {
    Ok(dossier::Entity::find()
        .select_only()
        .column(dossier::Column::Code)
        .filter(dossier::Column::Code.is_in(codes))
        .filter(dossier::Column::Status.is_in(WITHOUT_RESULT.map(|status| i32::from(status.code()))))
        .into_tuple()
        .all(connection)
        .await?)
}

/// The columns of the template of a procedure.
///
/// # Errors
/// `NotFound` when it does not run today; what the rights say.
pub fn template(office: &Office, actor: &Actor, code: &str) -> Case<(String, Vec<Column>)> {
    actor.may(Deed::ActForOrganisation)?;
    acting_now(actor)?;
    let catalogue = office.catalogue();
    let version = catalogue.version_on(code, office.today()).ok_or(Failure::NotFound)?;
    actor.may_act_in(&version.procedure)?;
    let procedure = crate::draft::with_receiving_unit(&catalogue, version, office.today());
    let name = format!("{code}-{}.xlsx", iso_date(office.today()));
    Ok((name, columns(&procedure, actor.lang)))
}
