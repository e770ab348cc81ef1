//! Telling applicants what happened, and officers what they have to do and what is late: a notice in the inbox and,
//! when they chose so, a mail. Both are rows written in the transaction of the event, so that a change that is undone tells nobody.

mod words;

use std::collections::{BTreeMap, BTreeSet};

use domain::role::Role;
use domain::text::{Lang, Text};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, InsertMany, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use store::entity::{contact, dossier, notice};
use store::id::random;
use store::moment::Millis;
use store::{Batch, Tx};
use views::{Moment, NoticeKind, NoticeLine, NoticesView};

use crate::applicant::{others, status_of};
use crate::dossier::belongs_to;
use crate::policy::Deed;
use crate::record::EventNumber;
use crate::{Actor, Case, CaseError, Office, officers, organisation, outbox, webhook};

pub(crate) use words::{confirmation, short};

/// So many notices are shown at the most.
const LINES: u64 = 200;

/// Tells the applicant of a dossier, and the programs of their organisation, what just happened to it. An index keeps
/// the same event from being told to anybody twice.
///
/// For an organisation whoever filed is told, or its owners once that person no longer acts for it.
///
/// `until` is the moment that the words of the kind name.
pub(crate) async fn tell(
    tx: &Tx,
    office: &Office,
    dossier: &dossier::Model,
    event: EventNumber,
    kind: NoticeKind,
    until: Option<Millis>,
) -> Case<()> {
    // Once for the organisation, however many of its people are told.
    webhook::announce(tx, office, dossier, kind).await?;
    let people = organisation::to_tell(tx, office, dossier).await?;
    put(tx, office, dossier, event, told(people, kind, until)?).await
}

/// The same of a dossier that is being filed, and at once to whoever has to check it: nobody had anything to do before.
pub(crate) async fn of_filing(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    dossier: &dossier::Model,
) -> Case<News> {
    let until = Some(dossier.check_by_at);
    let mut all = told(organisation::to_tell(tx, office, dossier).await?, NoticeKind::Filed, until)?;
    all.extend(told(next(tx, actor, dossier, NoticeKind::Arrived).await?, NoticeKind::Arrived, until)?);
    Ok(News { all })
}

/// Who is told of a filing.
pub(crate) struct News {
    all: Vec<Told>,
}

impl News {
    pub(crate) fn add_notices(
        &self,
        batch: &mut Batch,
        office: &Office,
        dossier: &dossier::Model,
        event: EventNumber,
    ) {
        if !self.all.is_empty() {
            batch.add(self.all.len() as u64, &notices(office, dossier, event, &self.all));
        }
    }

    /// What programs and mails tell.
    pub(crate) async fn send(self, tx: &Tx, office: &Office, dossier: &dossier::Model) -> Case<()> {
        webhook::announce(tx, office, dossier, NoticeKind::Filed).await?;
        mail(tx, office, dossier, &self.all).await
    }
}

/// Tells an officer of a mark of a dossier's period. The words name the first promise, by which lateness is judged.
pub(crate) async fn tell_officer(
    tx: &Tx,
    office: &Office,
    dossier: &dossier::Model,
    officer: &str,
    event: EventNumber,
    kind: NoticeKind,
) -> Case<()> {
    let until = dossier.first_due_at.or(dossier.due_at);
    put(tx, office, dossier, event, told(vec![officer.to_owned()], kind, until)?).await
}

/// Tells whoever must act next, at once, where the law allows 2 working hours (law §1.4), but not whoever has just acted.
/// What others were told to do before is done.
pub(crate) async fn pass_on(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    dossier: &dossier::Model,
    event: EventNumber,
    kind: NoticeKind,
) -> Case<()> {
    dealt_with(tx, office, dossier).await?;
    let until = match kind {
        NoticeKind::Arrived | NoticeKind::SupplementArrived => Some(dossier.check_by_at),
        NoticeKind::WithdrawalArrived => Some(dossier.attention_at),
        _ => dossier.due_at,
    };
    put(tx, office, dossier, event, told(next(tx, actor, dossier, kind).await?, kind, until)?).await
}

/// The officers who must do what the kind says, but the one who has just acted. Where the account of whoever
/// handled the dossier is closed, whoever can act instead, or see to it.
async fn next(tx: &Tx, actor: &Actor, dossier: &dossier::Model, kind: NoticeKind) -> Case<Vec<String>> {
    let mut at_work = officers::roles_at_work(tx, dossier).await?;
    let Some(role) = told_to(kind) else { return Ok(Vec::new()) };
    let handler = at_work.iter().map(|(id, _)| id).find(|id| dossier.handler_id.as_ref() == Some(*id));
    let role = match (role, handler) {
        (Role::HandlingOfficer, Some(handler)) if *handler == actor.id => return Ok(Vec::new()),
        (Role::HandlingOfficer, Some(handler)) => return Ok(vec![handler.clone()]),
        (Role::HandlingOfficer, None) if kind == NoticeKind::ResultApproved => Role::OneStopOfficer,
        (Role::HandlingOfficer, None) => Role::Leader,
        (role, _) => role,
    };
    at_work.retain(|(id, has)| has == role.as_str() && *id != actor.id);
    Ok(at_work.into_iter().map(|(id, _)| id).collect())
}

/// Which officers do what a kind says; none where it says nothing to do.
pub(crate) const fn told_to(kind: NoticeKind) -> Option<Role> {
    match kind {
        NoticeKind::Arrived
        | NoticeKind::SupplementArrived
        | NoticeKind::WithdrawalArrived
        | NoticeKind::ResultArrived => Some(Role::OneStopOfficer),
        NoticeKind::ResultDrafted | NoticeKind::ApologyDue => Some(Role::Leader),
        NoticeKind::HandedOver
        | NoticeKind::DraftReturned
        | NoticeKind::PeriodResumed
        | NoticeKind::ResultApproved => Some(Role::HandlingOfficer),
        _ => None,
    }
}

/// Somebody has dealt with what an officer was told to do, so nobody need read of it any more; nor of a period that no
/// longer runs.
pub(crate) async fn dealt_with(tx: &Tx, office: &Office, dossier: &dossier::Model) -> Case<()> {
    let runs = status_of(dossier.status).period_runs();
    let settled = NoticeKind::all().filter(|kind| told_to(*kind).is_some() || kind.for_officers() && !runs);
    notice::Entity::update_many()
        .col_expr(notice::Column::ReadAt, office.now_millis().into())
        .filter(notice::Column::DossierCode.eq(&dossier.code))
        .filter(notice::Column::Kind.is_in(settled.map(NoticeKind::code)))
        .filter(notice::Column::ReadAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// What one person is told.
struct Told {
    /// Of the notice.
    id: String,
    person: String,
    kind: NoticeKind,
    until: Option<Millis>,
}

/// The same told to each of these.
fn told(people: Vec<String>, kind: NoticeKind, until: Option<Millis>) -> Case<Vec<Told>> {
    people.into_iter().map(|person| Ok(Told { id: random()?, person, kind, until })).collect()
}

async fn put(
    tx: &Tx,
    office: &Office,
    dossier: &dossier::Model,
    event: EventNumber,
    all: Vec<Told>,
) -> Case<()> {
    if all.is_empty() {
        return Ok(());
    }
    notices(office, dossier, event, &all).exec_without_returning(tx).await?;
    mail(tx, office, dossier, &all).await
}

fn notices(
    office: &Office,
    dossier: &dossier::Model,
    event: EventNumber,
    all: &[Told],
) -> InsertMany<notice::ActiveModel> {
    notice::Entity::insert_many(all.iter().map(|told| notice::ActiveModel {
        id: Set(told.id.clone()),
        event_seq: Set(event.0),
        person_id: Set(told.person.clone()),
        kind: Set(told.kind.code().to_owned()),
        dossier_code: Set(dossier.code.clone()),
        until_at: Set(told.until),
        created_at: Set(office.now_millis()),
        read_at: Set(None),
    }))
}

/// Mails to those who want to hear of it so.
async fn mail(tx: &Tx, office: &Office, dossier: &dossier::Model, all: &[Told]) -> Case<()> {
    if all.is_empty() {
        return Ok(());
    }
    let people = all.iter().map(|told| told.person.as_str());
    let contacts = contact::Entity::find().filter(contact::Column::PersonId.is_in(people)).all(tx).await?;
    for contact in contacts {
        let Some(told) = all.iter().find(|told| told.person == contact.person_id) else { continue };
        let kinds: Vec<NoticeKind> = serde_json::from_str(&contact.by_mail)?;
        let (true, Some(address)) = (kinds.contains(&told.kind), contact.email) else { continue };
        let (base, lang) = (&office.settings().base_url, contact.lang.parse().unwrap_or_default());
        let letter = words::letter(base, told.kind, &dossier.code, told.until.map(Moment), lang);
        outbox::put(tx, office, Some(told.id.clone()), &told.person, &address, letter).await?;
    }
    Ok(())
}

/// The notices of whoever looks: unread first, then the newest.
///
/// # Errors
/// `SignInNeeded` for a visitor.
pub async fn inbox(office: &Office, actor: &Actor) -> Case<NoticesView> {
    actor.may(Deed::ReadNotices)?;
    let rows = notice::Entity::find()
        .filter(notice::Column::PersonId.eq(&actor.id))
        .order_by_desc(notice::Column::EventSeq)
        .limit(LINES)
        .all(office.database().reader())
        .await?;
    let codes: BTreeSet<&String> = rows.iter().map(|row| &row.dossier_code).collect();
    let dossiers = dossier::Entity::find().filter(dossier::Column::Code.is_in(codes));
    let dossiers = dossiers.all(office.database().reader()).await?;
    let about = dossiers.into_iter().filter(|dossier| sees(actor, dossier));
    let about: BTreeMap<String, dossier::Model> = about.map(|row| (row.code.clone(), row)).collect();
    let line = |row: notice::Model| {
        let about = about.get(&row.dossier_code);
        line(office, actor, row, about)
    };
    let mut notices = rows.into_iter().map(line).collect::<Case<Vec<_>>>()?;
    notices.sort_by_key(|notice| notice.read);
    Ok(NoticesView { notices, unread: unread(office, actor).await? })
}

/// Whoever was told may have lost their part in it since.
fn sees(actor: &Actor, dossier: &dossier::Model) -> bool {
    actor.serves(dossier) || belongs_to(dossier, actor)
}

fn line(
    office: &Office,
    actor: &Actor,
    row: notice::Model,
    about: Option<&dossier::Model>,
) -> Case<NoticeLine> {
    let kind =
        NoticeKind::from_code(&row.kind).ok_or(CaseError::Impossible("a notice is of an unknown kind"))?;
    let until = row.until_at.map(Moment);
    let words = Text::new(words::sentence(kind, until, Lang::Vi), words::sentence(kind, until, Lang::En));
    let (mut procedure, mut people) = (None, Vec::new());
    if let Some(dossier) = about {
        let catalogue = office.catalogue();
        let known = &catalogue.version(&dossier.procedure_version_id)?.procedure;
        procedure = Some(known.short_name.clone());
        people = others(actor, &known.form, &dossier.answers)?;
    }
    Ok(NoticeLine {
        id: row.id,
        kind,
        procedure,
        people,
        dossier_code: row.dossier_code,
        words,
        until,
        at: Moment(row.created_at),
        read: row.read_at.is_some(),
    })
}

/// How many notices this person has not read; 0 for everybody who gets none.
///
/// # Errors
/// When the database fails.
pub async fn unread(office: &Office, actor: &Actor) -> Case<u32> {
    if actor.id.is_empty() || actor.may(Deed::ReadNotices).is_err() {
        return Ok(0);
    }
    let count = notice::Entity::find()
        .filter(notice::Column::PersonId.eq(&actor.id))
        .filter(notice::Column::ReadAt.is_null())
        .count(office.database().reader())
        .await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Marks one notice as read, or all of them when the id is empty; answers the inbox.
///
/// # Errors
/// `NotFound` for somebody else's.
pub async fn read(office: &Office, actor: &Actor, id: &str) -> Case<String> {
    actor.may(Deed::ReadNotices)?;
    let mut unread = notice::Entity::update_many()
        .filter(notice::Column::PersonId.eq(&actor.id))
        .filter(notice::Column::ReadAt.is_null());
    if !id.is_empty() {
        let found = notice::Entity::find_by_id(id).one(office.database().reader()).await?;
        let found = found.filter(|row| row.person_id == actor.id).ok_or(views::Failure::NotFound)?;
        unread = unread.filter(notice::Column::Id.eq(found.id));
    }
    let read = unread.col_expr(notice::Column::ReadAt, office.now_millis().into());
    let page = if actor.role == Role::Citizen { "/my/notices" } else { "/desk/notices" };
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                read.exec(tx).await?;
                Ok::<_, CaseError>(page.to_owned())
            })
        })
        .await
}

/// Somebody who is told of the dossier opened its page, which says all that its notices say.
pub(crate) async fn seen(office: &Office, actor: &Actor, code: &str) -> Case<()> {
    let unread = Condition::all()
        .add(notice::Column::PersonId.eq(&actor.id))
        .add(notice::Column::DossierCode.eq(code))
        .add(notice::Column::ReadAt.is_null());
    if notice::Entity::find().filter(unread.clone()).count(office.database().reader()).await? == 0 {
        return Ok(());
    }
    let now = office.now_millis();
    let read = notice::Entity::update_many().col_expr(notice::Column::ReadAt, now.into()).filter(unread);
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                read.exec(tx).await?;
                Ok::<_, CaseError>(())
            })
        })
        .await
}
