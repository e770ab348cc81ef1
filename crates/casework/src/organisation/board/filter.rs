//! What is asked of the board, as conditions of the database.

use domain::lifecycle::Status;
use domain::text::fold;
use sea_orm::sea_query::{LikeExpr, Query};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, ExprTrait as _, Order,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select,
};
use store::entity::dossier::{Column, Entity};
use store::entity::supplement_request;
use store::moment::Millis;
use views::BoardAsked;

use crate::actor::Acting;
use crate::{Case, Office};

const DAY: Millis = 24 * 3_600_000;
/// Further ahead nobody looks.
const MOST_DAYS: i64 = 366;
/// So many words of a search count, and so many letters of all of them.
const WORDS: usize = 8;
const LETTERS: usize = 100;

/// By what the lines are ordered. The code decides where that is equal, so that no line is met twice or passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Newest,
    Oldest,
    Deadline,
}

impl Sort {
    fn read(word: &str) -> Self {
        match word {
            "oldest" => Self::Oldest,
            "deadline" => Self::Deadline,
            _ => Self::Newest,
        }
    }

    const fn column(self) -> Column {
        match self {
            Self::Newest | Self::Oldest => Column::FiledAt,
            Self::Deadline => Column::AttentionAt,
        }
    }

    const fn ascends(self) -> bool {
        !matches!(self, Self::Newest)
    }
}

/// Where a page begins or ends: beside a line, which is named by its key and code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Start,
    After(Millis, String),
    Before(Millis, String),
}

impl Place {
    /// Reads a place back; anything odd is the start.
    pub(super) fn read(text: &str) -> Self {
        let mut parts = text.splitn(3, '~');
        let (Some(side), Some(Ok(key)), Some(code)) =
            (parts.next(), parts.next().map(str::parse), parts.next())
        else {
            return Self::Start;
        };
        match side {
            "after" => Self::After(key, code.to_owned()),
            "before" => Self::Before(key, code.to_owned()),
            _ => Self::Start,
        }
    }
}

fn codes(statuses: &[Status]) -> Vec<i32> {
    statuses.iter().map(|status| i32::from(status.code())).collect()
}

/// The dossiers that are asked for.
pub(super) struct Filter {
    wanted: Condition,
    sort: Sort,
}

impl Filter {
    /// Reads what was asked; anything odd narrows nothing. Never shows what the member may not see.
    pub(super) fn read(office: &Office, acting: &Acting, asked: &BoardAsked) -> Self {
        let (now, sort) = (office.now_millis(), Sort::read(&asked.sort));
        let mut wanted = Condition::all()
            .add(Column::OrganisationId.eq(&acting.organisation_id))
            .add_option(state(&asked.status, office.today_begins()))
            .add_option(versions(office, acting, &asked.procedure))
            .add_option(days(&asked.days, now));
        if sort == Sort::Deadline {
            wanted = wanted.add(Column::Status.is_not_in(ended()));
        }
        for (column, value) in [(Column::UnitCode, &asked.unit), (Column::PersonId, &asked.person)] {
            if !value.is_empty() {
                wanted = wanted.add(column.eq(value));
            }
        }
        let asked_for: String = asked.q.chars().take(LETTERS).collect();
        for word in fold(&asked_for).split(' ').filter(|word| !word.is_empty()).take(WORDS) {
            let plain = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            wanted = wanted.add(Column::Search.like(LikeExpr::new(format!("%{plain}%")).escape('\\')));
        }
        Self { wanted, sort }
    }

    fn select(&self) -> Select<Entity> {
        Entity::find().filter(self.wanted.clone())
    }

    pub(super) async fn count(&self, connection: &impl ConnectionTrait) -> Case<u64> {
        Ok(self.select().count(connection).await?)
    }

    /// The codes of a page in their order, and the places before and after it where there is more.
    pub(super) async fn page(
        &self,
        connection: &impl ConnectionTrait,
        place: Place,
        size: u64,
    ) -> Case<(Vec<String>, Option<String>, Option<String>)> {
        let backwards = matches!(place, Place::Before(..));
        let ascends = self.sort.ascends() != backwards;
        let order = if ascends { Order::Asc } else { Order::Desc };
        let column = self.sort.column();
        let mut query = self.select();
        if let Place::After(key, code) | Place::Before(key, code) = &place {
            query = query.filter(beyond(column, *key, code, ascends));
        }
        let mut found: Vec<(Millis, String)> = query
            .select_only()
            .column(column)
            .column(Column::Code)
            .order_by(column, order.clone())
            .order_by(Column::Code, order)
            .limit(size + 1)
            .into_tuple()
            .all(connection)
            .await?;
        let more = found.len() as u64 > size;
        found.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        if backwards {
            found.reverse();
        }
        let name = |side: &str, line: Option<&(Millis, String)>| {
            line.map(|(key, code)| format!("{side}~{key}~{code}"))
        };
        let (has_before, has_after) = if backwards { (more, true) } else { (place != Place::Start, more) };
        let before = name("before", found.first()).filter(|_| has_before);
        let after = name("after", found.last()).filter(|_| has_after);
        Ok((found.into_iter().map(|(_, code)| code).collect(), before, after))
    }
}

/// The first condition alone lets the database begin in the middle of its index.
fn beyond(column: Column, key: Millis, code: &str, ascends: bool) -> Condition {
    let (from, past, later) = if ascends {
        (column.gte(key), column.gt(key), Column::Code.gt(code))
    } else {
        (column.lte(key), column.lt(key), Column::Code.lt(code))
    };
    Condition::all().add(from).add(past.or(later))
}

fn ended() -> Vec<i32> {
    let ended: Vec<Status> = Status::ALL.iter().copied().filter(|status| status.is_terminal()).collect();
    codes(&ended)
}

/// A status, or `open`, `late` (the office is), `act` (the organisation must).
fn state(word: &str, today_begins: Millis) -> Option<Condition> {
    let status = |statuses: &[Status]| Column::Status.is_in(codes(statuses));
    match word {
        "open" => Some(Condition::all().add(Column::Status.is_not_in(ended()))),
        "late" => {
            let binds = status(&[Status::Filed, Status::Accepted, Status::InProgress]);
            Some(Condition::all().add(binds).add(Column::AttentionAt.lt(today_begins)))
        }
        "act" => {
            let unanswered = Query::select()
                .column(supplement_request::Column::DossierCode)
                .from(supplement_request::Entity)
                .and_where(supplement_request::Column::AnsweredAt.is_null())
                .to_owned();
            let asked = status(&[Status::SupplementRequested]).and(Column::Code.in_subquery(unanswered));
            let any = Condition::any().add(asked).add(status(&[Status::PaymentRequested, Status::Finished]));
            // Said once more for the index.
            let all = status(&[Status::SupplementRequested, Status::PaymentRequested, Status::Finished]);
            Some(Condition::all().add(all).add(any))
        }
        word => word.parse::<Status>().ok().map(|one| Condition::all().add(status(&[one]))),
    }
}

/// Those that are due within so many days, to the office or to the organisation.
fn days(text: &str, now: Millis) -> Option<Condition> {
    let days = text.trim().parse::<i64>().ok().filter(|days| (1..=MOST_DAYS).contains(days))?;
    let bound = [Status::Filed, Status::Accepted, Status::InProgress, Status::SupplementRequested];
    Some(
        Condition::all()
            .add(Column::Status.is_in(codes(&bound)))
            .add(Column::AttentionAt.between(now, now + days * DAY)),
    )
}

/// The versions of one procedure, or of all that the member may see; nothing where that is everything.
fn versions(office: &Office, acting: &Acting, procedure: &str) -> Option<sea_orm::sea_query::SimpleExpr> {
    if procedure.is_empty() && acting.is_owner() {
        return None;
    }
    let mut covered = office.catalogue().covered_by(acting);
    if !procedure.is_empty() {
        covered.retain(|id| id.split('@').next() == Some(procedure));
    }
    Some(Column::ProcedureVersionId.is_in(covered))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_was_named() {
        let code = "H09.41.10-261118-0001".to_owned();
        assert_eq!(Place::read(&format!("after~17~{code}")), Place::After(17, code.clone()));
        assert_eq!(Place::read(&format!("before~-1~{code}")), Place::Before(-1, code));
        for odd in ["", "after", "after~x~y", "beside~1~y", "after~1"] {
            assert_eq!(Place::read(odd), Place::Start, "{odd}");
        }
    }
}
