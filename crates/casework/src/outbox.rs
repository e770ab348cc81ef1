//! The outbox: mails are rows of the transaction that caused them, and are sent afterwards, one by one.
//!
//! A mail is claimed before it is sent, so that two senders never hold the same one. Whoever dies between the other
//! server's "250 OK" and [`sent`] leaves a claim that runs out, and the mail goes a second time with the same
//! Message-ID: no protocol closes that gap.

use domain::role::Role;
use sea_orm::sea_query::IntoCondition;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _,
    IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select,
};
use serde_json::json;
use store::Tx;
use store::entity::mail;
use store::id::{random, random_number};
use store::moment::Millis;
use views::{Failure, MailLine, MailsView, Moment};

use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office, record};

pub(crate) const WAITING: &str = "waiting";
pub(crate) const SENT: &str = "sent";
pub(crate) const GIVEN_UP: &str = "given_up";
/// Nobody is told any more what it says.
const TAKEN_BACK: &str = "taken_back";
/// A claim runs out after this; sending takes much less, or is ended.
const CLAIM: Millis = 5 * 60_000;
/// So often a mail is tried: with the pauses between, for about 18 hours.
pub const TRIES: i32 = 8;
/// What was given up is worth sending so long after it was written,
const WORTH_SENDING: Millis = 7 * DAY;
/// and so long where it is no notice, but a link that works for no longer.
const DAY: Millis = 24 * 3_600_000;
const FIRST_PAUSE: Millis = 60_000;
const LONGEST_PAUSE: Millis = 6 * 3_600_000;
/// So many mails are listed.
const LINES: u64 = 100;

/// Subject and body.
pub(crate) struct Letter {
    pub subject: String,
    pub body: String,
}

/// A mail that was claimed.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// Also its file name and the left part of its Message-ID.
    pub id: String,
    pub claim: String,
    pub address: String,
    pub subject: String,
    pub body: String,
}

/// Puts a mail into the outbox, in the transaction of what it tells.
pub(crate) async fn put(
    tx: &Tx,
    office: &Office,
    notice_id: Option<String>,
    person_id: &str,
    address: &str,
    letter: Letter,
) -> Case<()> {
    let now = office.now_millis();
    let row = mail::ActiveModel {
        id: Set(random()?),
        notice_id: Set(notice_id),
        person_id: Set(person_id.to_owned()),
        address: Set(address.to_owned()),
        subject: Set(letter.subject),
        body: Set(letter.body),
        state: Set(WAITING.to_owned()),
        tries: Set(0),
        due_at: Set(now),
        claim: Set(String::new()),
        failure: Set(None),
        created_at: Set(now),
        sent_at: Set(None),
    };
    mail::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Claims the mail that has waited longest, if one is due. The claim counts as a try, so that a mail on which the
/// sender dies each time is given up as well.
///
/// # Errors
/// When the database fails.
pub async fn claim(office: &Office) -> Case<Option<Outgoing>> {
    let now = office.now_millis();
    // Looking costs nothing, a write transaction a flush of the disk.
    if due(now).one(office.database().reader()).await?.is_none() {
        return Ok(None);
    }
    let claim = random()?;
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let Some(row) = due(now).one(tx).await? else { return Ok::<_, CaseError>(None) };
                let worn_out = row.tries >= TRIES;
                let outgoing = Outgoing {
                    id: row.id.clone(),
                    claim: claim.clone(),
                    address: row.address.clone(),
                    subject: row.subject.clone(),
                    body: row.body.clone(),
                };
                let tries = row.tries;
                let mut active = row.into_active_model();
                if worn_out {
                    active.state = Set(GIVEN_UP.to_owned());
                    active.update(tx).await?;
                    return Ok(None);
                }
                active.tries = Set(tries + 1);
                active.due_at = Set(now + CLAIM);
                active.claim = Set(claim);
                active.update(tx).await?;
                Ok(Some(outgoing))
            })
        })
        .await
}

fn due(now: Millis) -> Select<mail::Entity> {
    mail::Entity::find()
        .filter(mail::Column::State.eq(WAITING))
        .filter(mail::Column::DueAt.lte(now))
        .order_by_asc(mail::Column::DueAt)
        .limit(1)
}

/// Notes that the other server took it.
///
/// # Errors
/// When the database fails.
pub async fn sent(office: &Office, outgoing: &Outgoing) -> Case<()> {
    let now = office.now_millis();
    settle(office, outgoing, move |active, _| {
        active.state = Set(SENT.to_owned());
        active.sent_at = Set(Some(now));
        active.failure = Set(None);
        Ok(())
    })
    .await
}

/// Notes that it was not taken: it is tried again later, or, when `forever` or tried often enough, given up.
///
/// # Errors
/// When the database fails.
pub async fn failed(office: &Office, outgoing: &Outgoing, why: String, forever: bool) -> Case<()> {
    let now = office.now_millis();
    settle(office, outgoing, move |active, tries| {
        // It may have been taken back meanwhile.
        if active.state.as_ref() == WAITING && (forever || tries >= TRIES) {
            active.state = Set(GIVEN_UP.to_owned());
        }
        active.failure = Set(Some(why));
        active.due_at = Set(now + pause(tries, random_number()?));
        Ok(())
    })
    .await
}

async fn settle(
    office: &Office,
    outgoing: &Outgoing,
    change: impl FnOnce(&mut mail::ActiveModel, i32) -> Case<()> + Send + 'static,
) -> Case<()> {
    let (id, claim) = (outgoing.id.clone(), outgoing.claim.clone());
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                // Somebody else may have claimed it after this claim ran out.
                let found =
                    mail::Entity::find_by_id(id).filter(mail::Column::Claim.eq(claim)).one(tx).await?;
                let Some(row) = found else { return Ok::<_, CaseError>(()) };
                let tries = row.tries;
                let mut active = row.into_active_model();
                active.claim = Set(String::new());
                change(&mut active, tries)?;
                active.update(tx).await?;
                Ok(())
            })
        })
        .await
}

/// How long to wait after so many tries: four times longer each time, and a quarter more or less by chance, so that
/// mails that failed together do not come back together.
pub(crate) fn pause(tries: i32, chance: i64) -> Millis {
    let exponent = u32::try_from(tries - 1).unwrap_or(0).min(10);
    let pause = FIRST_PAUSE.saturating_mul(4_i64.saturating_pow(exponent)).min(LONGEST_PAUSE);
    pause - pause / 4 + chance.rem_euclid(pause / 2)
}

/// What these mails say is nobody's to be told any more: those that did not leave yet never do.
pub(crate) async fn take_back(tx: &Tx, which: impl IntoCondition) -> Case<()> {
    mail::Entity::update_many()
        .col_expr(mail::Column::State, TAKEN_BACK.into())
        .filter(which.into_condition())
        .filter(mail::Column::State.is_in([WAITING, GIVEN_UP]))
        .exec(tx)
        .await?;
    Ok(())
}

/// Notices that did not leave yet go where this person is told from now on, or nowhere. How one fares that is on its way to the
/// old address says nothing of the new one.
pub(crate) async fn readdress(tx: &Tx, person: &str, address: Option<&str>) -> Case<()> {
    let theirs =
        Condition::all().add(mail::Column::PersonId.eq(person)).add(mail::Column::NoticeId.is_not_null());
    let Some(address) = address else { return take_back(tx, theirs).await };
    mail::Entity::update_many()
        .col_expr(mail::Column::Address, address.into())
        .col_expr(mail::Column::Claim, "".into())
        .col_expr(mail::Column::Tries, 0.into())
        .filter(theirs)
        .filter(mail::Column::State.is_in([WAITING, GIVEN_UP]))
        .exec(tx)
        .await?;
    Ok(())
}

fn worth_sending_again(now: Millis) -> Condition {
    let notices = mail::Column::NoticeId.is_not_null();
    Condition::all()
        .add(mail::Column::State.eq(GIVEN_UP))
        .add(mail::Column::CreatedAt.gte(now - WORTH_SENDING))
        .add(Condition::any().add(notices).add(mail::Column::CreatedAt.gte(now - DAY)))
}

/// Tries again what was given up in the last seven days, as after a mail server that refused everything.
///
/// # Errors
/// `NotAllowed` for everybody but an administrator.
pub async fn send_again(office: &Office, actor: &Actor) -> Case<String> {
    actor.may(Deed::KeepMail)?;
    let (office, actor) = (office.clone(), actor.clone());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let now = office.now_millis();
                let again = mail::Entity::update_many()
                    .col_expr(mail::Column::State, WAITING.into())
                    .col_expr(mail::Column::Tries, 0.into())
                    .col_expr(mail::Column::DueAt, now.into())
                    .filter(worth_sending_again(now))
                    .exec(tx)
                    .await?;
                let data = json!({ "mails": again.rows_affected });
                record::event(tx, now, &actor, "mails_sent_again", &actor.unit_code, None, data).await?;
                Ok::<_, CaseError>("/admin/mail".to_owned())
            })
        })
        .await
}

/// The newest mails, those first that were given up, and then those that wait. In demo mode everybody may look, so that
/// testers can follow links; otherwise an administrator sees what became of them, and nothing of what they say or to whom.
///
/// # Errors
/// `NotFound` outside demo mode for everybody but an administrator.
pub async fn list(office: &Office, actor: &Actor) -> Case<MailsView> {
    actor.may(Deed::SeeMail)?;
    let demo = office.settings().demo;
    if !demo && actor.role != Role::Administrator {
        return Err(Failure::NotFound.into());
    }
    let reader = office.database().reader();
    let rows = mail::Entity::find()
        .order_by_desc(mail::Column::State.eq(GIVEN_UP))
        .order_by_desc(mail::Column::State.eq(WAITING))
        .order_by_desc(mail::Column::CreatedAt)
        .limit(LINES)
        .all(reader)
        .await?;
    let again = mail::Entity::find().filter(worth_sending_again(office.now_millis()));
    let can_send_again = actor.may(Deed::KeepMail).is_ok() && again.count(reader).await? > 0;
    let base_url = &office.settings().base_url;
    let lines = rows.into_iter().map(|row| MailLine {
        path: demo.then(|| link(&row.body, base_url)).flatten(),
        address: if demo { row.address } else { String::new() },
        subject: if demo { row.subject } else { String::new() },
        body: if demo { row.body } else { String::new() },
        state: row.state,
        tries: u32::try_from(row.tries).unwrap_or(0),
        failure: row.failure,
        at: Moment(row.created_at),
        due: Moment(row.due_at),
        id: row.id,
    });
    Ok(MailsView { lines: lines.collect(), can_send_again })
}

/// The line of the body that is a link to this site, without its host.
fn link(body: &str, base_url: &str) -> Option<String> {
    body.lines().find_map(|line| line.strip_prefix(base_url)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_vary_by_a_quarter() {
        for (tries, minutes) in [(1, 1), (2, 4), (3, 16), (4, 64), (5, 256), (6, 360), (8, 360)] {
            let middle = minutes * 60_000;
            for chance in [0, 1, 77_777, i64::MAX] {
                let pause = pause(tries, chance);
                assert!((middle * 3 / 4..middle * 5 / 4).contains(&pause), "{tries}: {pause}");
            }
        }
    }
}
