//! Reading: a thread as each side sees it. Opening it is what its receipts tell.

use std::collections::BTreeMap;

use domain::when;
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::json;
use store::entity::{attachment, message};
use store::moment::from_millis;
use views::{DeskThread, FileView, MessageLine, MessageSide, Moment, ReadLine, TemplateLine, Thread};

use super::{FILES, held, unanswered, unanswered_by_applicant, writing};
use crate::applicant::unit_name;
use crate::catalogue::{Facts, MessageTemplate};
use crate::dossier::{Held, MESSAGE};
use crate::draft::file_view;
use crate::policy::{self, Deed};
use crate::{Actor, Case, CaseError, Office, record};

/// The messages of a dossier of one's own. What the office wrote is read by this.
///
/// # Errors
/// `NotFound` for somebody else's.
pub async fn thread(office: &Office, actor: &Actor, code: &str) -> Case<Thread> {
    actor.may(Deed::WriteMessages)?;
    let held = held(office.database().reader(), office, actor, MessageSide::Applicant, code).await?;
    let seen = [MessageSide::Applicant, MessageSide::Office];
    let thread = load(office, &held, MessageSide::Applicant, &seen).await?;
    read(office, actor, code, &[MessageSide::Office], &thread).await;
    Ok(thread)
}

/// The messages and notes of a dossier of the officer's unit. Only a one-stop officer's opening is a reading: to the
/// one-stop they were written.
///
/// # Errors
/// `NotFound` for another unit's.
pub async fn desk_thread(office: &Office, actor: &Actor, code: &str, template: &str) -> Case<DeskThread> {
    actor.may(Deed::SeeDesk)?;
    let reader = office.database().reader();
    let held = held(reader, office, actor, MessageSide::Office, code).await?;
    let answers = policy::allows(Deed::AnswerMessages, actor.role);
    let from = if answers { MessageSide::Office } else { MessageSide::Note };
    let seen = [MessageSide::Applicant, MessageSide::Office, MessageSide::Note];
    let thread = load(office, &held, from, &seen).await?;
    let fitting = if answers { fitting(office, actor, &held)? } else { Vec::new() };
    let chosen = fitting.iter().find(|line| line.id == template);
    let view = DeskThread {
        answers,
        notes: policy::allows(Deed::LeaveNotes, actor.role),
        unanswered: u32::try_from(unanswered(reader, code).await?).unwrap_or(u32::MAX),
        chosen: chosen.map(|line| line.id.clone()),
        templates: fitting,
        thread,
    };
    if answers {
        read(office, actor, code, &[MessageSide::Applicant, MessageSide::Note], &view.thread).await;
    }
    Ok(view)
}

async fn load(office: &Office, held: &Held, from: MessageSide, seen: &[MessageSide]) -> Case<Thread> {
    let (reader, code) = (office.database().reader(), &held.row.code);
    let rows = message::Entity::find()
        .filter(message::Column::DossierCode.eq(code))
        .filter(message::Column::Side.is_in(seen.iter().map(|side| side.code())))
        .order_by_asc(message::Column::EventSeq)
        .all(reader)
        .await?;
    let mut files = files_of(reader, &rows).await?;
    let mut lines = Vec::new();
    for row in rows {
        let side = MessageSide::from_code(&row.side);
        lines.push(MessageLine {
            side: side.ok_or(CaseError::Impossible("a message is of an unknown side"))?,
            author: row.author,
            body: row.body,
            at: Moment(row.created_at),
            files: files.remove(&row.id).unwrap_or_default(),
            read: row.read_at.zip(row.read_by).map(|(at, who)| ReadLine { at: Moment(at), who }),
            id: row.id,
        });
    }
    let waits = unanswered_by_applicant(reader, code).await?;
    Ok(Thread {
        lines,
        writing: writing(from, held.row.ended_at, office.now_millis(), waits),
        max_files: u32::try_from(FILES).unwrap_or(u32::MAX),
        max_file_size: office.settings().max_file_size,
    })
}

async fn files_of(
    connection: &impl ConnectionTrait,
    rows: &[message::Model],
) -> Case<BTreeMap<String, Vec<FileView>>> {
    let mut files: BTreeMap<String, Vec<FileView>> = BTreeMap::new();
    let ids = rows.iter().map(|row| row.id.as_str());
    let mut found = attachment::Entity::find()
        .filter(attachment::Column::DraftId.is_in(ids))
        .filter(attachment::Column::Origin.eq(MESSAGE))
        .all(connection)
        .await?;
    found.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
    for file in found {
        files.entry(file.draft_id.clone()).or_default().push(file_view(&file));
    }
    Ok(files)
}

/// Notes that the actor has read what was not read before. A thread must stay readable when nothing can be written.
async fn read(office: &Office, actor: &Actor, code: &str, sides: &[MessageSide], shown: &Thread) {
    let unread = shown.lines.iter().filter(|line| line.read.is_none() && sides.contains(&line.side));
    let ids: Vec<String> = unread.map(|line| line.id.clone()).collect();
    if ids.is_empty() {
        return;
    }
    if let Err(error) = mark(office, actor, code, ids).await {
        tracing::warn!(error = error.chain(), "the messages were not marked as read");
    }
}

async fn mark(office: &Office, actor: &Actor, code: &str, ids: Vec<String>) -> Case<()> {
    let (now, actor, code) = (office.now_millis(), actor.clone(), code.to_owned());
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let unread = Condition::all()
                    .add(message::Column::Id.is_in(&ids))
                    .add(message::Column::ReadAt.is_null());
                let marked = message::Entity::update_many()
                    .col_expr(message::Column::ReadAt, now.into())
                    .col_expr(message::Column::ReadBy, actor.signature().into())
                    .filter(unread)
                    .exec(tx)
                    .await?;
                // Two pages that are opened at once read it once.
                if marked.rows_affected > 0 {
                    let data = json!({ "messages": ids });
                    record::event(tx, now, &actor, "messages_read", &code, None, data).await?;
                }
                Ok::<_, CaseError>(())
            })
        })
        .await
}

/// The templates that this dossier can fill now, with their text in the language that the officer reads.
fn fitting(office: &Office, actor: &Actor, held: &Held) -> Case<Vec<TemplateLine>> {
    let catalogue = office.catalogue();
    let procedure = &catalogue.version(&held.row.procedure_version_id)?.procedure;
    let unit = unit_name(office, &held.row.unit_code);
    let due = held.row.due_at.map(|due| when::format_date(when::local(from_millis(due)).date(), actor.lang));
    let facts = Facts {
        applicant: &held.row.applicant_name,
        code: &held.row.code,
        procedure: procedure.short_name.get(actor.lang),
        unit: unit.get(actor.lang),
        due: due.as_deref(),
    };
    let procedure_code = procedure.code.to_string();
    let of_procedure = |template: &&MessageTemplate| template.is_for(&procedure_code);
    let filled = catalogue.templates().iter().filter(of_procedure).filter_map(|template| {
        let text = template.fill(&facts, actor.lang)?;
        Some(TemplateLine { id: template.id.clone(), title: template.title.clone(), text })
    });
    Ok(filled.collect())
}
