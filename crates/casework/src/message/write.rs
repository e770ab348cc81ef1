//! Writing: a message with its files in one piece, a note, and saying that something needs no answer.

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::json;
use store::Tx;
use store::entity::{attachment, message};
use store::id::{random, sha256_hex};
use views::{Failure, MessageSide, NoticeKind, Writing};

use super::{FILES, LONGEST, deed, held, unanswered_by_applicant, waits, writing};
use crate::attachment::{Belongs, Received, Receiving};
use crate::dossier::{Held, MESSAGE};
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, intake, notice, record};

/// The same words again within so many milliseconds are the same message, sent twice.
const SENT_TWICE: i64 = 60_000;

/// A message that is being put together: its files stream in before it is there.
pub struct Composing {
    side: MessageSide,
    code: String,
    files: Vec<Received>,
}

/// Begins a message from a side.
///
/// # Errors
/// `NotFound` for somebody else's dossier, `MessagesUnanswered`, `MessagesClosed`.
pub async fn compose(office: &Office, actor: &Actor, side: MessageSide, code: &str) -> Case<Composing> {
    may_write(office.database().reader(), office, actor, side, code).await?;
    Ok(Composing { side, code: code.to_owned(), files: Vec::new() })
}

/// Asked before the first byte of a file, and again in the transaction that keeps the message.
async fn may_write(
    connection: &impl ConnectionTrait,
    office: &Office,
    actor: &Actor,
    side: MessageSide,
    code: &str,
) -> Case<Held> {
    actor.may(deed(side))?;
    let held = held(connection, office, actor, side, code).await?;
    if side == MessageSide::Applicant {
        let catalogue = office.catalogue();
        actor.may_act_in(&catalogue.version(&held.row.procedure_version_id)?.procedure)?;
    }
    let unanswered = unanswered_by_applicant(connection, code).await?;
    match writing(side, held.row.ended_at, office.now_millis(), unanswered) {
        Writing::Open { .. } => Ok(held),
        Writing::Waiting => Err(Failure::MessagesUnanswered.into()),
        Writing::Closed { .. } => Err(Failure::MessagesClosed.into()),
    }
}

impl Composing {
    /// Room for one more file.
    ///
    /// # Errors
    /// `TooManyFiles`.
    pub async fn file(&self, office: &Office) -> Case<Receiving> {
        if self.files.len() >= FILES {
            return Err(Failure::TooManyFiles.into());
        }
        Receiving::begin(office).await
    }

    /// Adds a file that has come in.
    pub fn add(&mut self, file: Received) {
        // The same picture chosen twice is sent once.
        if !self.files.iter().any(|known| known.sha256 == file.sha256) {
            self.files.push(file);
        }
    }

    /// Sends it, with everything that was added, and answers the page that shows it.
    ///
    /// # Errors
    /// `MessageEmpty`, `TooMuchText`; what [`compose`] says when that changed meanwhile.
    pub async fn send(self, office: &Office, actor: &Actor, words: &str) -> Case<String> {
        let words = checked(words)?;
        let (office, actor) = (office.clone(), actor.clone());
        let database = office.database().clone();
        database.write(move |tx| Box::pin(async move { store(tx, &office, &actor, self, words).await })).await
    }
}

/// A handling officer asks the one-stop to pass something on.
///
/// # Errors
/// As [`Composing::send`].
pub async fn leave_note(office: &Office, actor: &Actor, code: &str, words: &str) -> Case<String> {
    compose(office, actor, MessageSide::Note, code).await?.send(office, actor, words).await
}

/// The words without what no message needs: control characters, and space around them.
fn checked(words: &str) -> Case<String> {
    let words: String =
        words.replace("\r\n", "\n").chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let words = domain::text::nfc(words.trim());
    if words.is_empty() {
        return Err(Failure::MessageEmpty.into());
    }
    if words.chars().count() > LONGEST { Err(Failure::TooMuchText.into()) } else { Ok(words) }
}

async fn store(tx: &Tx, office: &Office, actor: &Actor, written: Composing, words: String) -> Case<String> {
    let Composing { side, code, files } = written;
    let held = may_write(tx, office, actor, side, &code).await?;
    let hashes: Vec<String> = files.iter().map(|file| file.sha256.clone()).collect();
    if sent_before(tx, office, actor, &code, &words, &hashes).await? {
        return Ok(page(side, &code));
    }
    let (id, now) = (random()?, office.now_millis());
    // The log proves what was written without telling it.
    let data = json!({ "message": id, "sha256": sha256_hex(words.as_bytes()), "files": hashes });
    let event = record::event(tx, now, actor, kind(side), &code, None, data).await?;
    for file in files {
        let belongs = Belongs { draft_id: id.clone(), origin: MESSAGE, paper_id: MESSAGE.to_owned() };
        file.store(tx, office, belongs).await?;
    }
    let row = message::ActiveModel {
        id: Set(id),
        dossier_code: Set(code.clone()),
        event_seq: Set(event.0),
        side: Set(side.code().to_owned()),
        author_id: Set(actor.id.clone()),
        author: Set(actor.signature()),
        body: Set(words),
        created_at: Set(now),
        read_at: Set(None),
        read_by: Set(None),
        answered_at: Set(None),
    };
    message::Entity::insert(row).exec_without_returning(tx).await?;
    if side == MessageSide::Office {
        answer(tx, office, &code).await?;
        notice::tell(tx, office, &held.row, event, NoticeKind::Message, None).await?;
    }
    Ok(page(side, &code))
}

/// The kind of the event.
const fn kind(side: MessageSide) -> &'static str {
    match side {
        MessageSide::Applicant => "message_written",
        MessageSide::Office => "message_answered",
        MessageSide::Note => "note_left",
    }
}

/// The page and place where the thread is.
fn page(side: MessageSide, code: &str) -> String {
    match side {
        MessageSide::Applicant => format!("/track/{code}#messages"),
        MessageSide::Office | MessageSide::Note => format!("{}#messages", intake::page(code)),
    }
}

/// Whether the last message of the thread is this one: a button that was pressed twice.
async fn sent_before(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    code: &str,
    words: &str,
    hashes: &[String],
) -> Case<bool> {
    let last = message::Entity::find()
        .filter(message::Column::DossierCode.eq(code))
        .order_by_desc(message::Column::EventSeq)
        .one(tx)
        .await?;
    let Some(last) = last.filter(|last| last.author_id == actor.id && last.body == words) else {
        return Ok(false);
    };
    let files = attachment::Entity::find().filter(attachment::Column::DraftId.eq(&last.id)).all(tx).await?;
    let same_files = files.len() == hashes.len() && files.iter().all(|file| hashes.contains(&file.sha256));
    Ok(same_files && office.now_millis() - last.created_at < SENT_TWICE)
}

/// Marks what waited and was read as answered; answers how much that was. What came in while the officer wrote goes on
/// waiting.
async fn answer(tx: &Tx, office: &Office, code: &str) -> Case<u64> {
    let answered = message::Entity::update_many()
        .col_expr(message::Column::AnsweredAt, office.now_millis().into())
        .filter(message::Column::DossierCode.eq(code))
        .filter(waits())
        .filter(message::Column::ReadAt.is_not_null())
        .exec(tx)
        .await?;
    Ok(answered.rows_affected)
}

/// The one-stop says that what waits in a thread needs no answer, such as thanks.
///
/// # Errors
/// `NotFound` for another unit's.
pub async fn settle(office: &Office, actor: &Actor, code: &str) -> Case<String> {
    actor.may(Deed::AnswerMessages)?;
    let (office, actor, code) = (office.clone(), actor.clone(), code.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                held(tx, &office, &actor, MessageSide::Office, &code).await?;
                let settled = answer(tx, &office, &code).await?;
                if settled > 0 {
                    let data = json!({ "messages": settled });
                    record::event(tx, office.now_millis(), &actor, "messages_settled", &code, None, data)
                        .await?;
                }
                Ok::<_, CaseError>(page(MessageSide::Office, &code))
            })
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_what_nobody_typed_and_keep_their_lines() {
        let words = checked("  Chào\r\nanh\u{0}\u{7},\tem hỏi  ").ok();
        assert_eq!(words.as_deref(), Some("Chào\nanh,\tem hỏi"));
        for nothing in ["", " \r\n\t ", "\u{0}"] {
            assert_eq!(checked(nothing).err().map(|error| error.failure()), Some(Failure::MessageEmpty));
        }
    }

    #[test]
    fn length_is_counted_in_letters() {
        assert!(checked(&"ế".repeat(LONGEST)).is_ok());
        let long = checked(&"ế".repeat(LONGEST + 1)).err().map(|error| error.failure());
        assert_eq!(long, Some(Failure::TooMuchText));
    }
}
