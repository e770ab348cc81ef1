//! Rating the service: a one-use link, an answer that nobody can tie to a person, and what the answers say.

use std::collections::BTreeMap;

use domain::text::Text;
use domain::when;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};
use serde_json::json;
use store::Tx;
use store::entity::{survey_answer, survey_ticket};
use store::id::{random_number, sha256_hex};
use views::{Failure, RatingView, StatsLine, StatsView};

use crate::applicant::unit_name;
use crate::dossier::Held;
use crate::intake::checked;
use crate::policy::Deed;
use crate::{Actor, Case, Office, record};

/// Fewer answers than this are not shown, so that nobody is recognised (NĐ 61/2018 Đ27.3).
pub const FEWEST: u32 = 5;

/// The token of a dossier. It is made from the code and the secret of the system, so that it can be shown again
/// without being stored.
fn token(office: &Office, code: &str) -> Case<String> {
    office.sign(&format!("rate:{code}"))
}

/// Issues the ticket when a dossier ends. It names procedure, unit and month, never the dossier or the person.
pub(crate) async fn invite(tx: &Tx, office: &Office, held: &Held) -> Case<()> {
    let token_hash = sha256_hex(token(office, &held.row.code)?.as_bytes());
    let catalogue = office.catalogue();
    let version = catalogue.version(&held.row.procedure_version_id)?;
    let today = when::iso_date(office.today());
    let row = survey_ticket::ActiveModel {
        token_hash: Set(token_hash),
        procedure_code: Set(version.procedure.code.to_string()),
        unit_code: Set(held.row.unit_code.clone()),
        month: Set(today[..7].to_owned()),
        used: Set(false),
    };
    survey_ticket::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// The token to show to the applicant: once the dossier has ended and nobody has rated.
pub(crate) async fn open_token(office: &Office, held: &Held) -> Case<Option<String>> {
    if held.open() {
        return Ok(None);
    }
    let token = token(office, &held.row.code)?;
    let ticket = find(office, &token).await?;
    Ok(ticket.filter(|ticket| !ticket.used).map(|_| token))
}

async fn find(office: &Office, token: &str) -> Case<Option<survey_ticket::Model>> {
    let hash = sha256_hex(token.as_bytes());
    Ok(survey_ticket::Entity::find_by_id(hash).one(office.database().reader()).await?)
}

/// What a link is for, and whether it has been used.
///
/// # Errors
/// `NotFound` for a link that was never issued.
pub async fn ticket(office: &Office, token: &str) -> Case<RatingView> {
    let ticket = find(office, token).await?.ok_or(Failure::NotFound)?;
    let catalogue = office.catalogue();
    let procedure =
        catalogue.any_version(&ticket.procedure_code).map(|version| version.procedure.short_name.clone());
    Ok(RatingView {
        procedure: procedure.unwrap_or_else(|| Text::new(&ticket.procedure_code, &ticket.procedure_code)),
        unit: unit_name(office, &ticket.unit_code),
        used: ticket.used,
    })
}

/// Stores a rating and uses the link up. Answers the page of thanks.
///
/// # Errors
/// `RatingIncomplete` unless all five answers are 1 to 5, `RatingUsed` the second time, `NotFound`.
pub async fn answer(
    office: &Office,
    actor: &Actor,
    token: &str,
    steps: [&str; 5],
    comment: &str,
) -> Case<String> {
    actor.may(Deed::Rate)?;
    let [q1, q2, q3, q4, q5] = parsed(steps)?;
    let comment = checked(comment)?;
    let hash = sha256_hex(token.as_bytes());
    let done = format!("/rate/{token}?done=1");
    let office = office.clone();
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let ticket =
                    survey_ticket::Entity::find_by_id(&hash).one(tx).await?.ok_or(Failure::NotFound)?;
                if ticket.used {
                    return Err(Failure::RatingUsed.into());
                }
                let (procedure, unit, month) =
                    (ticket.procedure_code.clone(), ticket.unit_code.clone(), ticket.month.clone());
                let mut active = ticket.into_active_model();
                active.used = Set(true);
                active.update(tx).await?;
                let row = survey_answer::ActiveModel {
                    id: Set(random_number()?),
                    procedure_code: Set(procedure),
                    unit_code: Set(unit.clone()),
                    month: Set(month.clone()),
                    q1: Set(q1),
                    q2: Set(q2),
                    q3: Set(q3),
                    q4: Set(q4),
                    q5: Set(q5),
                    comment: Set((!comment.is_empty()).then_some(comment)),
                };
                survey_answer::Entity::insert(row).exec_without_returning(tx).await?;
                // The log tells that somebody rated the unit, not who nor what.
                let data = json!({ "month": month });
                record::event(tx, office.now_millis(), &Actor::visitor(), "rated", &unit, None, data).await?;
                Ok(done)
            })
        })
        .await
}

fn parsed(steps: [&str; 5]) -> Case<[i32; 5]> {
    let mut parsed = [0; 5];
    for (target, step) in parsed.iter_mut().zip(steps) {
        let step = step.parse::<i32>().ok().filter(|step| (1..=5).contains(step));
        *target = step.ok_or(Failure::RatingIncomplete)?;
    }
    Ok(parsed)
}

/// Answers and share of satisfied answers per unit and month, latest first. Fewer than [`FEWEST`] are hidden.
///
/// # Errors
/// When the database fails.
pub async fn stats(office: &Office) -> Case<StatsView> {
    let rows = survey_answer::Entity::find().all(office.database().reader()).await?;
    let mut groups: BTreeMap<(std::cmp::Reverse<String>, String), Tally> = BTreeMap::new();
    for row in rows {
        let key = (std::cmp::Reverse(row.month.clone()), row.unit_code.clone());
        groups.entry(key).or_default().add(&row);
    }
    let lines = groups.into_iter().map(|((month, unit), tally)| StatsLine {
        unit: unit_name(office, &unit),
        month: month.0,
        answers: tally.shown().then_some(tally.answers),
        satisfied_per_mille: tally.shown().then(|| tally.satisfied * 1000 / (tally.answers * 5)),
    });
    Ok(StatsView { lines: lines.collect() })
}

#[derive(Default)]
struct Tally {
    answers: u32,
    satisfied: u32,
}

impl Tally {
    fn add(&mut self, row: &survey_answer::Model) {
        self.answers += 1;
        let steps = [row.q1, row.q2, row.q3, row.q4, row.q5];
        self.satisfied += steps.into_iter().map(|step| u32::from(step >= 4)).sum::<u32>();
    }

    const fn shown(&self) -> bool {
        self.answers >= FEWEST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_five_answers_are_needed_and_each_is_1_to_5() {
        assert_eq!(parsed(["1", "2", "3", "4", "5"]).unwrap(), [1, 2, 3, 4, 5]);
        for bad in [["", "2", "3", "4", "5"], ["1", "2", "3", "4", "6"], ["1", "2", "0", "4", "5"]] {
            assert_eq!(parsed(bad).unwrap_err().failure(), Failure::RatingIncomplete);
        }
    }
}
