//! The officers' desk: the inbox and the dossier.

mod waiting;

use domain::clock::{TimeLeft, working_time_left};
use domain::lifecycle::{Action, Alarm, Lifecycle, Status, Step};
use domain::role::Role;
use domain::text::{Lang, Text};
use forms::evaluate::Evaluation;
use forms::procedure::{Paper, PaperKind};
use forms::schema::Kind;
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use serde_json::json;
use store::entity::{dossier, officer, person};
use store::moment::from_millis;
use views::{
    Applicant, Colleague, DeskDossier, FileView, InboxLine, InboxView, Moment, OwnDossier, ResultDraft,
    SupplementTarget,
};

pub(crate) use self::waiting::alarm;
use self::waiting::{left_alone, reason_to_wait};
use crate::applicant::of_open;
use crate::dossier::{APPLICANT, Held};
use crate::draft::{Open, attachments_at, file_view, is_asked_by_the_system};
use crate::policy::{self, Deed};
use crate::{
    Actor, Case, CaseError, Office, assignment, fee, late_receipt, message, notice, officers, payment,
    prefill, reappointment, record, records, timeline,
};

/// So many lines at the most are shown at once.
const LINES: u64 = 200;
/// The status of a dossier that was just filed.
pub(crate) const FIRST: Status = Status::Filed;
/// Opening a dossier again within so many milliseconds is the same reading.
const SAME_READING: i64 = 15 * 60_000;

/// What waits, in order of deadline. `filter` is empty (for this officer), `unit` (everything open), `messages` (what
/// applicants wrote and nobody has answered, ended or not) or `ended`.
///
/// # Errors
/// `NotAllowed` for anybody but officers.
pub async fn inbox(office: &Office, actor: &Actor, filter: &str) -> Case<InboxView> {
    actor.may(Deed::SeeDesk)?;
    let reader = office.database().reader();
    let ended = filter == "ended";
    let terminal: Vec<i32> = Status::ALL
        .iter()
        .filter(|status| status.is_terminal())
        .map(|status| i32::from(status.code()))
        .collect();
    let unanswered = message::unanswered_of_unit(reader, actor).await?;
    let query = dossier::Entity::find().filter(actor.dossier_column().eq(&actor.unit_code));
    let rows = if ended {
        let query = query.filter(dossier::Column::Status.is_in(terminal));
        query.order_by_desc(dossier::Column::EndedAt).limit(LINES).all(reader).await?
    } else {
        let mut wanted = Condition::any().add(dossier::Column::Status.is_not_in(terminal));
        if filter == "messages" {
            wanted = wanted.add(dossier::Column::Code.is_in(unanswered.keys()));
        }
        query.filter(wanted).order_by_asc(dossier::Column::AttentionAt).all(reader).await?
    };
    // A dossier whose officer has left waits for the leaders alone.
    let at_work = match actor.role {
        Role::Leader => officers::at_work(reader, &actor.unit_code).await?,
        _ => Vec::new(),
    };
    let late_before = payment::late_before(reader, actor.dossier_column().eq(&actor.unit_code)).await?;
    let (mut lines, mut waiting, mut late) = (Vec::new(), 0, 0);
    for row in rows {
        let lifecycle: Lifecycle = serde_json::from_str(&row.lifecycle)?;
        let alarm = alarm(office, &row)?;
        let alone = actor.role == Role::Leader && left_alone(&row, lifecycle, &at_work);
        let note = reason_to_wait(office, actor, &row, lifecycle, alarm, alone)?;
        let mine = note.is_some();
        let of_dossier = unanswered.get(&row.code).copied().unwrap_or_default();
        let was_late = late_before.contains(&row.code);
        let line = line(office, row, lifecycle, note, of_dossier, alarm, was_late)?;
        if mine {
            waiting += 1;
            late += u32::from(line.urgency == "late");
        }
        let shown = match filter {
            "ended" | "unit" => true,
            "messages" => of_dossier > 0,
            _ => mine,
        };
        if shown {
            lines.push(line);
        }
    }
    lines.truncate(usize::try_from(LINES).unwrap_or(usize::MAX));
    let answers = policy::allows(Deed::AnswerMessages, actor.role);
    let unanswered = answers.then(|| u32::try_from(unanswered.len()).unwrap_or(u32::MAX));
    let register_year = office.today().year();
    // The register is the one-stop's; whoever decides has other dossiers than those of a unit.
    let register_parts = match policy::allows(Deed::Intake, actor.role) {
        true => records::parts(office, &actor.unit_code, register_year).await?,
        false => 0,
    };
    let filter = filter.to_owned();
    Ok(InboxView { lines, waiting, late, unanswered, register_year, register_parts, filter })
}

fn line(
    office: &Office,
    row: dossier::Model,
    lifecycle: Lifecycle,
    note: Option<Text>,
    unanswered: u32,
    alarm: Option<Alarm>,
    was_late: bool,
) -> Case<InboxLine> {
    let status = lifecycle.status();
    let deadline = from_millis(row.attention_at);
    let left = working_time_left(office.now(), deadline, &office.calendar(), &office.hours(&row.unit_code))?;
    let paused = match was_late {
        true => Some(Text::new("Quá hạn, chờ nộp tiền", "Late, waits for a payment")),
        false => paused(lifecycle),
    };
    let urgency = match left {
        _ if was_late => "late",
        _ if paused.is_some() => "paused",
        TimeLeft::Late { .. } => "late",
        TimeLeft::Hours { .. } => "soon",
        TimeLeft::Days { .. } => "ok",
    };
    let catalogue = office.catalogue();
    Ok(InboxLine {
        procedure: catalogue.version(&row.procedure_version_id)?.procedure.short_name.clone(),
        applicant: row.applicant_name,
        lifecycle,
        deadline_at: (paused.is_none() || status == Status::SupplementRequested)
            .then_some(Moment(row.attention_at)),
        moved_to: row.due_at.filter(|_| row.first_due_at.is_some()).map(Moment),
        alarm,
        time_left: paused.unwrap_or_else(|| Text::new(left.sentence(Lang::Vi), left.sentence(Lang::En))),
        urgency: urgency.to_owned(),
        note,
        unanswered,
        code: row.code,
    })
}

/// Why the office's time does not run: the result is ready, or the applicant has to add, pay or be let go.
fn paused(lifecycle: Lifecycle) -> Option<Text> {
    let (vi, en) = match lifecycle.status() {
        Status::SupplementRequested if !lifecycle.supplement_received() => {
            ("Tạm dừng, chờ bổ sung", "Paused until the supplement comes")
        }
        Status::Finished => ("Đã có kết quả", "Result ready"),
        Status::PaymentRequested => ("Tạm dừng, chờ nộp tiền", "Paused until it is paid"),
        Status::WithdrawalRequested => ("Tạm dừng, chờ xác nhận rút", "Paused: withdrawal to be confirmed"),
        status if status.is_terminal() => ("Đã kết thúc", "Ended"),
        _ => return None,
    };
    Some(Text::new(vi, en))
}

/// A dossier that the officer has to do with, and what this officer can do. The reading is an event that the applicant sees.
///
/// # Errors
/// `NotFound` for a dossier of another unit.
pub async fn open(office: &Office, actor: &Actor, code: &str) -> Case<DeskDossier> {
    actor.may(Deed::SeeDesk)?;
    let reader = office.database().reader();
    // Before the dossier is read: what is told meanwhile is not on the page.
    notice::seen(office, actor, code).await?;
    let held = Held::for_officer(reader, office, actor, code).await?;
    note_reading(office, actor, code).await?;
    let open = Open::filed(reader, office, &held).await?;
    let found = open.evaluate(office);
    let person = person::Entity::find_by_id(&held.row.person_id).one(reader).await?;
    let person = person.ok_or(CaseError::Impossible("a dossier has no applicant"))?;
    // Whoever files for an organisation is not asked about themselves.
    let unlike = match &held.row.organisation_id {
        Some(_) => Vec::new(),
        None => prefill::unlike(&open, &found, &person),
    };
    let alarm = alarm(office, &held.row)?;
    let at_work = officers::at_work_on(reader, &held.row).await?;
    let left_alone = left_alone(&held.row, held.lifecycle, &at_work);
    let note = reason_to_wait(office, actor, &held.row, held.lifecycle, alarm, left_alone)?;
    let offered = held.offered(office, actor)?;
    let apology =
        if offered.contains(&Action::Reappoint) { reappointment::draft(office, &held)? } else { None };
    let was_late = payment::was_late_before(&held);
    let unanswered = u32::try_from(message::unanswered(reader, code).await?).unwrap_or(u32::MAX);
    // The link to rate the service is the applicant's alone: an officer must not be able to use it.
    let dossier = OwnDossier { rate_token: None, ..of_open(office, actor, &held, &open, &found).await? };
    Ok(DeskDossier {
        just_done: timeline::just_done(&dossier.timeline, actor, office.now_millis()),
        dossier,
        line: line(office, held.row.clone(), held.lifecycle, note, unanswered, alarm, was_late)?,
        applicant: applicant(person),
        period: open.period(office),
        supplement: open.procedure.deadline.supplement,
        on_finding: open.procedure.deadline.on_finding.clone(),
        fees: fee::lines(&open.procedure, open.channel, open.today, &open.fee_counts(office)),
        prints_receipt: policy::allows(Deed::Intake, actor.role)
            && late_receipt::lacks(reader, &held).await?,
        apology,
        offered,
        proof: crate::session::asked(office, actor).await?,
        result: result(reader, &held).await?,
        attaches_result: policy::allows(Deed::Finish, actor.role)
            && held.lifecycle.step() == Some(Step::Approved),
        colleagues: colleagues(&held, at_work),
        agencies: match policy::allows(Deed::Intake, actor.role) && assignment::with_the_one_stop(&held) {
            true => assignment::other_agencies(&office.catalogue(), &held)?,
            false => Vec::new(),
        },
        left_alone,
        targets: targets(&open, &found),
        warnings: warnings(&open, &found),
        unlike,
        copied_from: open.row.copied_from.clone(),
        keyed_in: (open.row.taken_at.is_some() && policy::allows(Deed::Intake, actor.role))
            .then(|| open.row.id.clone()),
        changed: timeline::supplemented(reader, code).await?,
        replaced: replaced(reader, &held).await?,
    })
}

/// Files that were filed and that the applicant took out when they were asked for more.
async fn replaced(connection: &impl ConnectionTrait, held: &Held) -> Case<Vec<FileView>> {
    let Some(asked) = held.supplement.as_ref().filter(|asked| asked.answered_at.is_some()) else {
        return Ok(Vec::new());
    };
    let then = attachments_at(connection, &held.row.draft_id, asked.asked_at).await?;
    let gone = then.iter().filter(|file| file.origin == APPLICANT && file.removed_at.is_some());
    Ok(gone.map(file_view).collect())
}

/// Writes that the officer read the dossier, unless the last event says so already.
async fn note_reading(office: &Office, actor: &Actor, code: &str) -> Case<()> {
    let now = office.now_millis();
    let reader = office.database().reader();
    let (_, readings) = timeline::of(reader, code).await?;
    let signature = actor.signature();
    let again = readings.iter().any(|reading| reading.who == signature && now - reading.at.0 < SAME_READING);
    if again {
        return Ok(());
    }
    let (actor, code) = (actor.clone(), code.to_owned());
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let data = json!({ "purpose": code });
                record::event(tx, now, &actor, timeline::READ, &code, None, data).await?;
                Ok::<_, CaseError>(())
            })
        })
        .await
}

fn applicant(person: person::Model) -> Applicant {
    Applicant {
        name: person.full_name,
        national_id: person.national_id,
        phone: person.phone,
        email: person.email,
    }
}

async fn result(connection: &impl ConnectionTrait, held: &Held) -> Case<Option<ResultDraft>> {
    let Some(decision) = &held.decision else { return Ok(None) };
    let approved_by = match &decision.approved_by {
        Some(id) => Some(name_of(connection, id).await?),
        None => None,
    };
    Ok(Some(ResultDraft {
        summary: decision.summary.clone(),
        drafted_by: name_of(connection, &decision.drafted_by).await?,
        drafted_at: Moment(decision.drafted_at),
        approved_by,
        approved_at: decision.approved_at.map(Moment),
        returned_note: decision.returned_note.clone(),
        refusal: decision.refusal.clone(),
    }))
}

async fn name_of(connection: &impl ConnectionTrait, id: &str) -> Case<String> {
    Ok(officer::Entity::find_by_id(id)
        .one(connection)
        .await?
        .map(|officer| officer.full_name)
        .unwrap_or_default())
}

/// The handling officers of the unit, but whoever has the dossier in care.
fn colleagues(held: &Held, at_work: Vec<officer::Model>) -> Vec<Colleague> {
    let in_care = held.lifecycle.status() != Status::Accepted;
    let has_it = |row: &officer::Model| in_care && held.row.handler_id.as_ref() == Some(&row.id);
    let handling = |row: &officer::Model| row.role == Role::HandlingOfficer.as_str() && !has_it(row);
    let mut colleagues: Vec<Colleague> = at_work
        .into_iter()
        .filter(handling)
        .map(|row| Colleague { id: row.id, name: row.full_name, title: row.title })
        .collect();
    colleagues.sort_by_cached_key(|colleague| domain::text::fold(&colleague.name));
    colleagues
}

/// What a supplement request may name: the papers that this case hands in and the answers that were asked for.
/// Nothing else may be demanded (NĐ 61/2018 Đ5.1đ); a paper of another case is asked for by asking for the answer
/// that makes it this one.
pub(crate) fn targets(open: &Open, evaluation: &Evaluation) -> Vec<SupplementTarget> {
    let form = &open.procedure.form;
    let label = |path: &str, lang| forms::display::label(form, path, lang);
    // A question for files stands for a paper, which is named on its own, and nobody answers what is calculated.
    let not_answered: Vec<&str> = form
        .sections
        .iter()
        .flat_map(|section| &section.questions)
        .filter(|question| matches!(question.kind, Kind::File { .. } | Kind::Calculated { .. }))
        .map(|question| question.id.as_str())
        .collect();
    let asked = evaluation
        .visible
        .iter()
        .filter(|path| !not_answered.contains(&path.as_str()) && !evaluation.calculated.contains_key(*path));
    let questions = asked.filter(|path| !is_asked_by_the_system(path)).filter_map(|path| {
        let vi = label(path, Lang::Vi)?;
        let en = label(path, Lang::En).unwrap_or_default();
        let would_ask = would_ask(&open.procedure.papers, evaluation, path);
        Some(SupplementTarget { target: path.clone(), label: Text::new(vi, en), would_ask })
    });
    let papers = evaluation.papers_with_slots(&open.procedure.papers).into_iter().map(|paper| {
        let target = views::paper_target(&paper.id);
        SupplementTarget { target, label: paper.name.clone(), would_ask: Vec::new() }
    });
    papers.chain(questions).collect()
}

/// Papers that must be handed in when this answer is another, and that it does not ask for as it is.
fn would_ask(papers: &[Paper], found: &Evaluation, path: &str) -> Vec<Text> {
    let is_needed = |paper: &Paper| found.needed_papers.iter().any(|needed| needed.id == paper.id);
    let hangs_on = |paper: &Paper| paper.needed_if.as_ref().is_some_and(|need| need.names().contains(&path));
    papers
        .iter()
        .filter(|paper| {
            paper.kind == PaperKind::HandIn && paper.required && hangs_on(paper) && !is_needed(paper)
        })
        .map(|paper| paper.name.clone())
        .collect()
}

fn warnings(open: &Open, found: &Evaluation) -> Vec<(String, Text)> {
    let form = &open.procedure.form;
    let papers = &open.procedure.papers;
    let words = |problem: &forms::problem::Problem, lang| problem.text(form, papers, lang);
    found
        .problems
        .iter()
        .map(|problem| (problem.path.clone(), Text::new(words(problem, Lang::Vi), words(problem, Lang::En))))
        .collect()
}
