//! Taking dossiers in at a counter or by post: the one-stop keys in what somebody brings or sends (NĐ 61/2018 Đ16, Đ17).

use domain::id::{NationalId, Phone};
use domain::text::{fold, nfc};
use forms::procedure::Channel;
use forms::values::is_person_name;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
    QueryOrder as _,
};
use serde_json::json;
use store::Tx;
use store::entity::{draft, person};
use store::id::random;
use views::{CounterDraft, CounterView, Failure, Moment};

use crate::draft::{Open, RECEIVING_UNIT};
use crate::intake::{accept_in, page};
use crate::policy::Deed;
use crate::submit::{answer_request, become_dossier, whole};
use crate::{Actor, Case, Office, prefill, record};

/// So many applications may wait half keyed in at a one-stop.
const OPEN_AT_A_COUNTER: usize = 200;

/// As the name of a person in a form.
const LONGEST_NAME: usize = 100;

/// Who brings or sends an application, as their identity paper says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bringer {
    pub name: String,
    pub national_id: String,
    /// The same once more: nothing else tells a slip of the finger, which would make the dossier somebody else's.
    pub national_id_again: String,
    /// Empty when they have none.
    pub phone: String,
}

/// What the one-stop of the actor takes in today, and what waits there half keyed in.
///
/// # Errors
/// `NotAllowed` for anybody but officers of a one-stop.
pub async fn show(office: &Office, actor: &Actor) -> Case<CounterView> {
    actor.may(Deed::Intake)?;
    let catalogue = office.catalogue();
    let today = office.today();
    let takes = |version: &&crate::catalogue::Version| {
        let units = catalogue.one_stops(&version.procedure, today);
        units.iter().any(|unit| unit.code == actor.unit_code)
    };
    let mut procedures: Vec<_> = catalogue
        .running_on(today)
        .filter(takes)
        .map(|version| (version.procedure.code.to_string(), version.procedure.name.clone()))
        .collect();
    procedures.sort_by_cached_key(|(_, name)| fold(&name.vi));
    let rows = waiting(office.database().reader(), &actor.unit_code).await?;
    let mut drafts = Vec::new();
    for (row, name) in rows {
        drafts.push(CounterDraft {
            procedure: catalogue.version(&row.procedure_version_id)?.procedure.short_name.clone(),
            applicant: name,
            by_post: row.channel.as_deref() == Some(word(Channel::Post)),
            saved_at: Moment(row.updated_at),
            id: row.id,
        });
    }
    Ok(CounterView { procedures, drafts })
}

async fn waiting(
    connection: &impl sea_orm::ConnectionTrait,
    unit: &str,
) -> Case<Vec<(draft::Model, String)>> {
    let rows = draft::Entity::find()
        .filter(draft::Column::TakenAt.eq(unit))
        .filter(draft::Column::DossierCode.is_null())
        .order_by_desc(draft::Column::UpdatedAt)
        .all(connection)
        .await?;
    let ids = rows.iter().filter_map(|row| row.person_id.clone());
    let people = person::Entity::find().filter(person::Column::Id.is_in(ids)).all(connection).await?;
    let name = |row: &draft::Model| {
        let found = people.iter().find(|person| Some(&person.id) == row.person_id.as_ref());
        found.map_or_else(String::new, |person| person.full_name.clone())
    };
    Ok(rows
        .into_iter()
        .map(|row| {
            let name = name(&row);
            (row, name)
        })
        .collect())
}

const fn word(channel: Channel) -> &'static str {
    match channel {
        Channel::Counter => "counter",
        Channel::Online => "online",
        Channel::Post => "post",
    }
}

/// Begins to key in what somebody brought (`counter`) or sent (`post`); answers the page of the application. It belongs to
/// them, and once they sign in with the same personal number they see the dossier.
///
/// # Errors
/// `NameMissing`, `NationalIdInvalid`, `PhoneInvalid`; `KnownByAnotherName` when the number is that of somebody else;
/// `NotFound` when the one-stop does not take the procedure in today.
pub async fn begin(
    office: &Office,
    actor: &Actor,
    procedure: &str,
    channel: &str,
    bringer: Bringer,
) -> Case<String> {
    actor.may(Deed::Intake)?;
    let channel = Channel::named(channel).filter(|channel| *channel != Channel::Online);
    let channel = channel.ok_or(Failure::NotFound)?;
    let bringer = checked(bringer)?;
    let catalogue = office.catalogue();
    let version = catalogue.version_on(procedure.trim(), office.today()).ok_or(Failure::NotFound)?;
    let units = catalogue.one_stops(&version.procedure, office.today());
    if !units.iter().any(|unit| unit.code == actor.unit_code) {
        return Err(Failure::NotFound.into());
    }
    let (version_id, office, actor) = (version.id.clone(), office.clone(), actor.clone());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move { begin_in(tx, &office, &actor, version_id, channel, &bringer).await })
        })
        .await
}

fn checked(bringer: Bringer) -> Case<Bringer> {
    let name = nfc(bringer.name.trim()).to_string();
    if name.is_empty() || name.chars().count() > LONGEST_NAME || !is_person_name(&name) {
        return Err(Failure::NameMissing.into());
    }
    let number: NationalId = bringer.national_id.parse().map_err(|_| Failure::NationalIdInvalid)?;
    if bringer.national_id_again.parse::<NationalId>().ok() != Some(number.clone()) {
        return Err(Failure::NumbersDiffer.into());
    }
    let phone = bringer.phone.trim();
    let phone = match phone {
        "" => String::new(),
        typed => typed.parse::<Phone>().map_err(|_| Failure::PhoneInvalid)?.display(),
    };
    let national_id = number.to_string();
    Ok(Bringer { name, national_id_again: national_id.clone(), national_id, phone })
}

async fn begin_in(
    tx: &Tx,
    office: &Office,
    actor: &Actor,
    version_id: String,
    channel: Channel,
    bringer: &Bringer,
) -> Case<String> {
    if waiting(tx, &actor.unit_code).await?.len() >= OPEN_AT_A_COUNTER {
        return Err(Failure::TooManyDrafts.into());
    }
    let person = known_or_new(tx, bringer).await?;
    let catalogue = office.catalogue();
    let form = &catalogue.version(&version_id)?.procedure.form;
    // What was typed here, and nothing of an account that somebody may have.
    let mut answers = prefill::answers(form, &typed(bringer), &office.places());
    answers.set(RECEIVING_UNIT, actor.unit_code.clone());
    let (id, now) = (random()?, office.now_millis());
    let row = draft::Model {
        id: id.clone(),
        procedure_version_id: version_id.clone(),
        session_hash: None,
        person_id: Some(person.id.clone()),
        organisation_id: None,
        copied_from: None,
        channel: Some(word(channel).to_owned()),
        taken_at: Some(actor.unit_code.clone()),
        answers: serde_json::to_string(&answers)?,
        dossier_code: None,
        created_at: now,
        updated_at: now,
    };
    draft::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    let data = json!({ "procedure": version_id, "channel": word(channel), "person": person.id });
    record::event(tx, now, actor, "draft_started", &id, None, data).await?;
    Ok(format!("/drafts/{id}"))
}

/// What the counter knows of a person.
fn typed(bringer: &Bringer) -> person::Model {
    let sex = bringer.national_id.parse::<NationalId>().map(|number| number.sex().as_str().to_owned());
    person::Model {
        id: String::new(),
        national_id: bringer.national_id.clone(),
        full_name: bringer.name.clone(),
        birth_date: String::new(),
        sex: sex.unwrap_or_default(),
        phone: bringer.phone.clone(),
        email: String::new(),
        address: String::new(),
    }
}

/// The person with this number. Nobody's account is changed by what is typed at a counter.
async fn known_or_new(tx: &Tx, bringer: &Bringer) -> Case<person::Model> {
    let known =
        person::Entity::find().filter(person::Column::NationalId.eq(&bringer.national_id)).one(tx).await?;
    let Some(known) = known else {
        let row = person::Model { id: random()?, ..typed(bringer) };
        person::Entity::insert(row.clone().into_active_model().reset_all())
            .exec_without_returning(tx)
            .await?;
        return Ok(row);
    };
    if fold(&known.full_name) != fold(&bringer.name) {
        return Err(Failure::KnownByAnotherName.into());
    }
    Ok(known)
}

/// Takes in what was keyed in: a complete application is filed and accepted in one step (law §1.2, ∅ → 2), an answer to a
/// request for a supplement is sent. With `incomplete` an application is filed as it is, so that the one-stop can ask for
/// what is missing (Mẫu 02) or refuse (Mẫu 03), and a supplement is sent as it is. Answers the page of the dossier, or the review when
/// something is missing.
///
/// # Errors
/// `NotFound` for what another one-stop keys in; `FileLost`; `NoCalendar`.
pub async fn take_in(office: &Office, actor: &Actor, id: &str, incomplete: bool) -> Case<String> {
    actor.may(Deed::Intake)?;
    let seen = Open::load(office.database().reader(), office, actor, id).await?;
    whole(office, &seen.files).await?;
    let seen: Vec<String> = seen.files.into_iter().map(|file| file.id).collect();
    let (office, actor, id) = (office.clone(), actor.clone(), id.to_owned());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let mut open = Open::load(tx, &office, &actor, &id).await?;
                // What is keyed in here is filed here, whatever was chosen.
                open.answers.set(RECEIVING_UNIT, actor.unit_code.clone());
                let judged = open.evaluate(&office);
                let complete = judged.is_complete();
                let same = open.files.iter().map(|file| &file.id).eq(&seen);
                if !same || !complete && !incomplete {
                    return Ok(format!("/drafts/{id}/review?check=1"));
                }
                if let Some(code) = open.row.dossier_code.clone() {
                    answer_request(tx, &office, &actor, &open, &judged, code.clone()).await?;
                    return Ok(page(&code));
                }
                let code = become_dossier(tx, &office, &actor, &open, &judged).await?;
                // Where something may be found that takes another time, the officer says so when they accept.
                let plain = open.procedure.deadline.on_finding.is_empty();
                if complete && plain {
                    accept_in(tx, &office, &actor, &code, None).await
                } else {
                    Ok(page(&code))
                }
            })
        })
        .await
}
