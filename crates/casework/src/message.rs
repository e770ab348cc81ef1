//! Messages about a dossier between its applicant and the one-stop, never past the one-stop: whoever decides may not
//! write to the applicant (NĐ 61/2018 Đ5.1e), but leaves notes for the one-stop. A message is no way to ask for papers;
//! that is the supplement request, once ([`crate::intake::ask_supplement`]).

mod thread;
mod write;

use std::collections::BTreeMap;

use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, JoinType, PaginatorTrait as _,
    QueryFilter as _, QuerySelect as _,
};
use store::entity::{dossier, message};
use store::moment::Millis;
use views::{Failure, MessageSide, Moment, Writing};

use crate::dossier::Held;
use crate::policy::Deed;
use crate::{Actor, Case, Office};

pub use thread::{desk_thread, thread};
pub use write::{Composing, compose, leave_note, settle};

/// A message has so many characters at the most.
pub const LONGEST: usize = 2_000;
/// A message takes so many files.
pub const FILES: usize = 5;
/// An applicant may have so many messages of a dossier unanswered.
pub const UNANSWERED: u64 = 5;
/// After the end of a dossier one can write for so long. The law names no period; a month is enough to ask about a
/// result, and an office must not keep every dossier open for ever.
pub const AFTER_THE_END: Millis = 30 * 24 * 3_600_000;

/// What somebody must be allowed to do to write from this side.
const fn deed(side: MessageSide) -> Deed {
    match side {
        MessageSide::Applicant => Deed::WriteMessages,
        MessageSide::Office => Deed::AnswerMessages,
        MessageSide::Note => Deed::LeaveNotes,
    }
}

/// The dossier, for somebody of this side.
async fn held(
    connection: &impl ConnectionTrait,
    office: &Office,
    actor: &Actor,
    side: MessageSide,
    code: &str,
) -> Case<Held> {
    match side {
        MessageSide::Applicant => Held::for_applicant(connection, office, actor, code).await,
        MessageSide::Office | MessageSide::Note => Held::for_officer(connection, office, actor, code).await,
    }
}

/// Whether one can write from a side, given how much of the thread is unanswered. The office may always answer what was
/// asked in time.
fn writing(side: MessageSide, ended_at: Option<Millis>, now: Millis, unanswered: u64) -> Writing {
    let until = ended_at.map(|ended| ended + AFTER_THE_END);
    let answers = side == MessageSide::Office && unanswered > 0;
    match (until, ended_at) {
        (Some(until), Some(ended)) if now > until && !answers => Writing::Closed { since: Moment(ended) },
        _ if side == MessageSide::Applicant && unanswered >= UNANSWERED => Writing::Waiting,
        (until, _) => Writing::Open { until: until.map(Moment) },
    }
}

/// What waits for the one-stop: messages of applicants and notes of colleagues that were not answered.
fn waits() -> Condition {
    let to_the_one_stop = [MessageSide::Applicant.code(), MessageSide::Note.code()];
    Condition::all()
        .add(message::Column::Side.is_in(to_the_one_stop))
        .add(message::Column::AnsweredAt.is_null())
}

/// How many messages and notes of a dossier wait for an answer.
pub(crate) async fn unanswered(connection: &impl ConnectionTrait, code: &str) -> Case<u64> {
    let of_dossier = message::Entity::find().filter(message::Column::DossierCode.eq(code)).filter(waits());
    Ok(of_dossier.count(connection).await?)
}

/// How many messages of the applicant wait for an answer.
async fn unanswered_by_applicant(connection: &impl ConnectionTrait, code: &str) -> Case<u64> {
    let of_dossier = message::Entity::find()
        .filter(message::Column::DossierCode.eq(code))
        .filter(message::Column::Side.eq(MessageSide::Applicant.code()))
        .filter(message::Column::AnsweredAt.is_null());
    Ok(of_dossier.count(connection).await?)
}

/// The dossiers of a unit that have something unanswered, with how much.
pub(crate) async fn unanswered_of_unit(
    connection: &impl ConnectionTrait,
    actor: &Actor,
) -> Case<BTreeMap<String, u32>> {
    let its_dossier = message::Entity::belongs_to(dossier::Entity)
        .from(message::Column::DossierCode)
        .to(dossier::Column::Code)
        .into();
    let codes = message::Entity::find()
        .select_only()
        .column(message::Column::DossierCode)
        .join(JoinType::InnerJoin, its_dossier)
        .filter(actor.dossier_column().eq(&actor.unit_code))
        .filter(waits())
        .into_tuple::<String>()
        .all(connection)
        .await?;
    Ok(counted(codes))
}

/// Of these dossiers, those in which the office wrote something that the applicant has not read, with how much.
pub(crate) async fn unread_of(
    connection: &impl ConnectionTrait,
    codes: Vec<String>,
) -> Case<BTreeMap<String, u32>> {
    let unread = message::Entity::find()
        .select_only()
        .column(message::Column::DossierCode)
        .filter(message::Column::DossierCode.is_in(codes))
        .filter(message::Column::Side.eq(MessageSide::Office.code()))
        .filter(message::Column::ReadAt.is_null())
        .into_tuple::<String>()
        .all(connection)
        .await?;
    Ok(counted(unread))
}

fn counted(codes: Vec<String>) -> BTreeMap<String, u32> {
    codes.into_iter().fold(BTreeMap::new(), |mut counts, code| {
        *counts.entry(code).or_default() += 1;
        counts
    })
}

/// Whether the actor may see the files of a message: the applicant those of their thread, and officers of the unit.
///
/// # Errors
/// `NotFound` for everybody else.
pub(crate) async fn may_see_files_of(
    connection: &impl ConnectionTrait,
    office: &Office,
    actor: &Actor,
    id: &str,
) -> Case<()> {
    let row = message::Entity::find_by_id(id).one(connection).await?.ok_or(Failure::NotFound)?;
    if !actor.is_officer() && row.side != MessageSide::Note.code() {
        return held(connection, office, actor, MessageSide::Applicant, &row.dossier_code).await.map(|_| ());
    }
    held(connection, office, actor, MessageSide::Office, &row.dossier_code).await.map(|_| ())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SIDES: [MessageSide; 3] = [MessageSide::Applicant, MessageSide::Office, MessageSide::Note];

    proptest! {
        /// While a dossier runs only the applicant's own unanswered messages hold anybody back.
        #[test]
        fn an_open_dossier_takes_messages(now in 0_i64..4_000_000_000_000, unanswered in 0_u64..20) {
            for side in SIDES {
                let waits = side == MessageSide::Applicant && unanswered >= UNANSWERED;
                let expected = if waits { Writing::Waiting } else { Writing::Open { until: None } };
                prop_assert_eq!(writing(side, None, now, unanswered), expected);
            }
        }

        /// After a month nobody begins anew, and what was asked in time is answered all the same.
        #[test]
        fn an_ended_dossier_is_closed_after_a_month(ended in 0_i64..4_000_000_000_000, past in 1_i64..AFTER_THE_END) {
            let since = Writing::Closed { since: Moment(ended) };
            let (last, late) = (ended + AFTER_THE_END, ended + AFTER_THE_END + past);
            let open = Writing::Open { until: Some(Moment(last)) };
            for side in SIDES {
                prop_assert_eq!(writing(side, Some(ended), last, 0), open);
                prop_assert_eq!(writing(side, Some(ended), late, 0), since);
            }
            prop_assert_eq!(writing(MessageSide::Office, Some(ended), late, 1), open);
            prop_assert_eq!(writing(MessageSide::Applicant, Some(ended), late, 1), since);
            prop_assert_eq!(writing(MessageSide::Note, Some(ended), late, 1), since);
        }
    }
}
