//! The board: all dossiers of an organisation over all agencies, filtered, sorted and paged by the database.
//!
//! Lines are found in two steps. The first reads codes from an index that holds every filter; the second fetches the
//! rows of one page.

mod filter;
mod line;
mod views_kept;

use domain::text::Text;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use store::entity::{draft, membership, person};
use views::{BoardAsked, BoardChoices, BoardLine, BoardView};

use self::filter::{Filter, Place};
pub(crate) use self::line::lines;
pub use self::views_kept::{forget_view, keep_view};
use super::acting_now;
use crate::actor::Acting;
use crate::policy::Deed;
use crate::{Actor, Case, Office};

/// Lines of a page.
const PAGE: u64 = 50;
/// So many of what must be done now stand on top.
const URGENT: u64 = 5;

/// A page of the board of the organisation that the actor acts for.
///
/// # Errors
/// `ActForNone` for somebody who acts for none.
pub async fn board(office: &Office, actor: &Actor, asked: &BoardAsked) -> Case<BoardView> {
    let acting = acting_now(actor)?;
    let reader = office.database().reader();
    let filter = Filter::read(office, acting, asked);
    let total = filter.count(reader).await?;
    let (found, before, after) = filter.page(reader, Place::read(&asked.at), PAGE).await?;
    let urgent =
        BoardAsked { status: "act".to_owned(), sort: "deadline".to_owned(), ..BoardAsked::default() };
    let urgent = Filter::read(office, acting, &urgent);
    let urgent_total = urgent.count(reader).await?;
    let top = if *asked == BoardAsked::default() && urgent_total > 0 {
        let (codes, ..) = urgent.page(reader, Place::Start, URGENT).await?;
        lines(office, &codes).await?
    } else {
        Vec::new()
    };
    Ok(BoardView {
        acting: acting.view(),
        urgent: top,
        urgent_total,
        drafts: drafts(office, acting).await?,
        lines: lines(office, &found).await?,
        total,
        before,
        after,
        choices: choices(office, acting).await?,
        views: views_kept::of(reader, actor, acting).await?,
    })
}

/// How many drafts of the organisation this member may go on with.
async fn drafts(office: &Office, acting: &Acting) -> Case<u64> {
    Ok(draft::Entity::find()
        .filter(draft::Column::OrganisationId.eq(&acting.organisation_id))
        .filter(draft::Column::DossierCode.is_null())
        .filter(draft::Column::ProcedureVersionId.is_in(office.catalogue().covered_by(acting)))
        .count(office.database().reader())
        .await?)
}

/// What can be chosen in the filters: the procedures within the rights, the one-stops, and everybody who ever acted.
async fn choices(office: &Office, acting: &Acting) -> Case<BoardChoices> {
    let catalogue = office.catalogue();
    let mut procedures: Vec<(String, Text)> = Vec::new();
    for id in catalogue.covered_by(acting) {
        let procedure = &catalogue.version(&id)?.procedure;
        let code = procedure.code.to_string();
        if !procedures.iter().any(|(known, _)| *known == code) {
            procedures.push((code, procedure.short_name.clone()));
        }
    }
    procedures.sort_by_cached_key(|(_, name)| domain::text::fold(&name.vi));
    let units = catalogue.one_stops_on(office.today()).map(|unit| (unit.code.clone(), unit.name.clone()));
    let units = units.collect();
    Ok(BoardChoices { procedures, units, people: people(office.database().reader(), acting).await? })
}

async fn people(connection: &impl ConnectionTrait, acting: &Acting) -> Case<Vec<(String, String)>> {
    let members = membership::Entity::find()
        .filter(membership::Column::OrganisationId.eq(&acting.organisation_id))
        .all(connection)
        .await?;
    let ids = members.into_iter().map(|member| member.person_id);
    let rows = person::Entity::find().filter(person::Column::Id.is_in(ids)).all(connection).await?;
    let mut people: Vec<(String, String)> = rows.into_iter().map(|row| (row.id, row.full_name)).collect();
    people.sort_by_cached_key(|(_, name)| domain::text::fold(name));
    Ok(people)
}

/// The filtered board from its first line to its last, a page at a time: how a file is made of it without ever holding
/// it whole.
pub struct Reading {
    office: Office,
    filter: Filter,
    place: Option<Place>,
}

/// Begins to read the whole filtered board.
///
/// # Errors
/// As [`board`].
pub fn read_all(office: &Office, actor: &Actor, asked: &BoardAsked) -> Case<Reading> {
    let filter = Filter::read(office, acting_now(actor)?, asked);
    Ok(Reading { office: office.clone(), filter, place: Some(Place::Start) })
}

impl Reading {
    /// The next lines; none once all were read.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next(&mut self) -> Case<Vec<BoardLine>> {
        const AT_ONCE: u64 = 500;
        let Some(place) = self.place.take() else { return Ok(Vec::new()) };
        let reader = self.office.database().reader();
        let (codes, _, after) = self.filter.page(reader, place, AT_ONCE).await?;
        self.place = after.as_deref().map(Place::read);
        lines(&self.office, &codes).await
    }
}

/// Writes into the log that the board left the system as a file.
///
/// # Errors
/// When the database fails.
pub async fn note_export(office: &Office, actor: &Actor, kind: &'static str) -> Case<()> {
    actor.may(Deed::ActForOrganisation)?;
    let acting = acting_now(actor)?;
    let organisation = acting.organisation_id.clone();
    let (office, actor) = (office.clone(), actor.clone());
    let database = office.database().clone();
    database
        .write(move |tx| {
            Box::pin(async move {
                let data = serde_json::json!({ "kind": kind });
                let now = office.now_millis();
                crate::record::event(tx, now, &actor, "board_exported", &organisation, None, data).await?;
                Ok::<_, crate::CaseError>(())
            })
        })
        .await
}
