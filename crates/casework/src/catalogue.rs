//! The catalogue: procedures, units, calendars and places, as `motcua catalogue load` stored them.

mod competence;
mod files;
mod former;
mod load;
mod papers;
mod search;
mod source;
mod template;
mod versions;
mod years;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::clock::{Calendar, Closure, HoursFrom, OfficeHours, OfficeHoursError};
use domain::text::Text;
use domain::when::iso_date;
use forms::places::{Place, PlaceBook};
use forms::procedure::{Level, LifeEvent, Procedure, Validity};
use forms::tables::CodeTable;
use sea_orm::{ConnectionTrait, DatabaseConnection, EntityTrait as _, QueryOrder as _};
use serde::{Deserialize, Serialize};
use store::entity::{code_table, former_province, message_template, paper_set, province, unit};
use time::Date;
use views::{Commune, Failure, Operator, ProcedureLine, ProcedureView, Province};

pub use files::{RuleClock, places_in, procedure_file, procedure_in, years_in};
pub use load::{Fault, Loaded, load};
pub use papers::{PaperForm, PaperSet};
pub use template::MessageTemplate;

pub(crate) use former::FormerProvince;
pub(crate) use load::{version_id, version_row};
pub(crate) use source::line_of;
pub(crate) use template::Facts;
pub(crate) use years::{KnownYear, revise};

use crate::actor::Acting;
use crate::{Case, CaseError, Office};

/// The setting that names what is in use.
const REVISION: &str = "catalogue.revision";
/// The setting that keeps the hours which units have in common.
const COMMON_HOURS: &str = "catalogue.common_hours";
/// The setting that keeps whose site it is.
const OPERATOR: &str = "catalogue.operator";
/// So many versions and days are kept ready.
const MOST_ASKED: usize = 128;
/// So many bodies stand above one another at the most.
const DEEPEST: usize = 8;
/// The kind of a unit that takes dossiers in.
const ONE_STOP: &str = "one_stop";
/// The setting that names the files in use.
const FILES: &str = "catalogue.files";

/// The stored catalogue, read into memory: it is small and every page needs it.
pub struct Catalogue {
    pub(crate) revision: Option<String>,
    versions: Vec<Version>,
    units: BTreeMap<String, Unit>,
    hours: BTreeMap<String, Arc<OfficeHours>>,
    /// None in a database that was last loaded before it was kept.
    operator: Option<Arc<Operator>>,
    /// None in a database that was last loaded before they were kept.
    common_hours: Option<OfficeHours>,
    years: BTreeMap<i32, KnownYear>,
    pub(crate) calendar: Arc<Calendar>,
    places: PlaceBook,
    /// The provinces of before that are part of one of today, by its code.
    merged: BTreeMap<String, String>,
    former: Vec<FormerProvince>,
    templates: Vec<MessageTemplate>,
    tables: BTreeMap<String, CodeTable>,
    paper_sets: Vec<PaperSet>,
    asked: Mutex<BTreeMap<(String, Date), Arc<Procedure>>>,
}

/// One version of a procedure with its stored name.
pub(crate) struct Version {
    pub id: String,
    pub procedure: Procedure,
    search: String,
}

/// An agency or one-stop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    pub code: String,
    pub name: Text,
    pub level: Level,
    pub kind: String,
    #[serde(default)]
    pub parent: Option<String>,
    pub valid: Validity,
    #[serde(default)]
    pub address: String,
    #[serde(default)]
    pub phone: String,
    /// The place on the head of its papers, before the day; empty where it is that of its parent.
    #[serde(default)]
    pub place: String,
    /// Its hours; once loaded, those that all units have in common are among them.
    #[serde(default)]
    pub office_hours: Vec<HoursFrom>,
    /// Days on which it is closed while others work.
    #[serde(default)]
    pub closures: Vec<Closure>,
}

impl Unit {
    /// When the unit works.
    ///
    /// # Errors
    /// When two sets of hours begin on one day.
    pub fn hours(&self) -> Result<OfficeHours, OfficeHoursError> {
        OfficeHours::new(self.office_hours.clone(), self.closures.clone())
    }
}

impl Catalogue {
    /// Reads what was loaded last.
    ///
    /// # Errors
    /// When the database fails or a row does not read back.
    pub async fn read(reader: &DatabaseConnection) -> Case<Self> {
        let revision = Self::revision_in(reader).await?;
        let versions = versions::read(reader).await?;
        let (mut units, mut hours) = (BTreeMap::new(), BTreeMap::new());
        for row in unit::Entity::find().all(reader).await? {
            let unit: Unit = serde_json::from_str(&row.body)?;
            let open = unit.hours().map_err(|_| CaseError::Impossible("stored office hours clash"))?;
            hours.insert(row.code.clone(), Arc::new(open));
            units.insert(row.code, unit);
        }
        let operator = match store::setting::get(reader, OPERATOR).await? {
            None => None,
            Some(stored) => serde_json::from_str::<Option<Operator>>(&stored)?.map(Arc::new),
        };
        let common_hours = match store::setting::get(reader, COMMON_HOURS).await? {
            None => None,
            Some(stored) => {
                let common = OfficeHours::new(serde_json::from_str(&stored)?, Vec::new());
                Some(common.map_err(|_| CaseError::Impossible("stored office hours clash"))?)
            }
        };
        let years = years::read(reader).await?;
        let calendar = Calendar::from_years(years.values().map(|known| known.body.clone()).collect());
        let calendar = calendar.map_err(|_| CaseError::Impossible("stored calendars clash"))?;
        let mut places = PlaceBook::default();
        let mut merged = BTreeMap::new();
        for row in province::Entity::find().all(reader).await? {
            places.communes.insert(row.code.clone(), serde_json::from_str(&row.communes)?);
            merged.insert(row.code.clone(), row.merged);
            places.provinces.insert(row.code, row.name);
        }
        let mut former = Vec::new();
        for row in
            former_province::Entity::find().order_by_asc(former_province::Column::Code).all(reader).await?
        {
            former.push(serde_json::from_str(&row.body)?);
        }
        let mut templates = Vec::new();
        let rows = message_template::Entity::find().order_by_asc(message_template::Column::Id);
        for row in rows.all(reader).await? {
            templates.push(serde_json::from_str(&row.body)?);
        }
        let mut tables = BTreeMap::new();
        for row in code_table::Entity::find().all(reader).await? {
            tables.insert(row.id, serde_json::from_str(&row.body)?);
        }
        let mut paper_sets = Vec::new();
        for row in paper_set::Entity::find().order_by_asc(paper_set::Column::Id).all(reader).await? {
            paper_sets.push(serde_json::from_str(&row.body)?);
        }
        let calendar = Arc::new(calendar);
        Ok(Self {
            revision,
            versions,
            units,
            hours,
            operator,
            common_hours,
            years,
            calendar,
            places,
            merged,
            former,
            templates,
            tables,
            paper_sets,
            asked: Mutex::default(),
        })
    }

    /// Whose site it is.
    #[must_use]
    pub fn operator(&self) -> Option<Arc<Operator>> {
        self.operator.clone()
    }

    /// The years that deadlines are computed with.
    pub(crate) const fn years(&self) -> &BTreeMap<i32, KnownYear> {
        &self.years
    }

    pub(crate) async fn revision_in(reader: &impl ConnectionTrait) -> Case<Option<String>> {
        Ok(store::setting::get(reader, REVISION).await?)
    }

    /// The version of a procedure that runs on a day.
    pub(crate) fn version_on(&self, code: &str, day: Date) -> Option<&Version> {
        self.versions
            .iter()
            .find(|version| version.procedure.code.to_string() == code && version.procedure.valid.covers(day))
    }

    /// The versions that run on a day.
    pub(crate) fn running_on(&self, day: Date) -> impl Iterator<Item = &Version> {
        self.versions.iter().filter(move |version| version.procedure.valid.covers(day))
    }

    /// The names of all versions whose dossiers somebody may see who acts for an organisation.
    pub(crate) fn covered_by(&self, acting: &Acting) -> Vec<String> {
        self.versions.iter().map(|version| version.id.clone()).filter(|id| acting.covers(id)).collect()
    }

    /// The version of that name, whether it still runs or not: a dossier keeps the one that it was filed under.
    pub(crate) fn version(&self, id: &str) -> Case<&Version> {
        let found = self.versions.iter().find(|version| version.id == id);
        found.ok_or(CaseError::Impossible("a stored procedure version is gone"))
    }

    /// The procedure of a version as it is asked on a day: its choices of tables have their options.
    pub(crate) fn asked(&self, version: &Version, day: Date) -> Procedure {
        self.filled(version.procedure.clone(), day)
    }

    /// What a version asks on a day, made when it is first needed, always in the same way: it has hundreds of choices, and
    /// each use of a draft needs it.
    pub(crate) fn asked_once(
        &self,
        version: &Version,
        day: Date,
        make: impl FnOnce() -> Procedure,
    ) -> Arc<Procedure> {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (version.id.clone(), day);
        if asked.len() >= MOST_ASKED && !asked.contains_key(&key) {
            asked.clear();
        }
        Arc::clone(asked.entry(key).or_insert_with(|| Arc::new(make())))
    }

    /// A procedure whose choices of tables have their options of a day.
    pub(crate) fn filled(&self, mut procedure: Procedure, day: Date) -> Procedure {
        procedure.form.fill_from_tables(day, |table| self.tables.get(table));
        procedure
    }

    /// The latest version of a procedure, running or not.
    pub(crate) fn any_version(&self, code: &str) -> Option<&Version> {
        let versions = self.versions.iter().filter(|version| version.procedure.code.to_string() == code);
        versions.max_by(|one, other| one.procedure.valid.from.cmp(&other.procedure.valid.from))
    }

    /// A unit by its code.
    #[must_use]
    pub fn unit(&self, code: &str) -> Option<&Unit> {
        self.units.get(code)
    }

    /// The place on the head of a unit's papers: its own, or that of the nearest body above it.
    pub(crate) fn place_of<'a>(&'a self, unit: &'a Unit) -> &'a str {
        place_in(unit, |code| self.unit(code)).unwrap_or_default()
    }

    /// When a unit works; the usual hours for one that is no longer listed.
    pub(crate) fn hours(&self, code: &str) -> Arc<OfficeHours> {
        self.hours.get(code).map(Arc::clone).unwrap_or_default()
    }

    /// The one-stops that take a procedure in on a day: those of the level that decides, and further counters where the
    /// procedure names them for that day.
    pub(crate) fn one_stops(&self, procedure: &Procedure, day: Date) -> Vec<&Unit> {
        let running = procedure.levels.iter().filter(|level| level.valid.covers(day));
        let levels: Vec<Level> = running.map(|level| level.level).collect();
        let further = procedure.any_counter.on(day).unwrap_or_default();
        let takes = |unit: &&Unit| levels.contains(&unit.level) || further.contains(&unit.code.as_str());
        self.one_stops_on(day).filter(takes).collect()
    }

    /// Whether a one-stop takes a procedure in on a day.
    pub(crate) fn takes_in(&self, unit: &str, procedure: &Procedure, day: Date) -> bool {
        self.one_stops(procedure, day).iter().any(|takes| takes.code == unit)
    }

    /// The versions of a procedure, the earliest first.
    pub(crate) fn versions_of<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Version> {
        self.versions.iter().filter(move |version| version.procedure.code.as_str() == code)
    }

    /// All versions, those of one procedure together and the earliest first.
    pub(crate) fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// Whether a code is that of a place that takes dossiers in.
    pub(crate) fn is_one_stop(&self, code: &str) -> bool {
        self.units.get(code).is_some_and(|unit| unit.kind == ONE_STOP)
    }

    /// A table of codes by its id.
    #[must_use]
    pub fn table(&self, id: &str) -> Option<&CodeTable> {
        self.tables.get(id)
    }

    /// The tables of codes.
    pub(crate) fn tables(&self) -> Vec<CodeTable> {
        self.tables.values().cloned().collect()
    }

    /// The one-stops that are open on a day.
    pub(crate) fn one_stops_on(&self, day: Date) -> impl Iterator<Item = &Unit> {
        self.units.values().filter(move |unit| unit.kind == ONE_STOP && unit.valid.covers(day))
    }

    /// The texts that officers can begin a message with.
    pub(crate) fn templates(&self) -> &[MessageTemplate] {
        &self.templates
    }

    /// The years that have a calendar.
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }
}

fn place_in<'a>(unit: &'a Unit, find: impl Fn(&str) -> Option<&'a Unit>) -> Option<&'a str> {
    let above = |unit: &&'a Unit| unit.parent.as_deref().and_then(&find);
    // A unit that stands above itself is a fault of the file, and must not be walked for ever.
    let line = std::iter::successors(Some(unit), above).take(DEEPEST);
    line.map(|unit| unit.place.as_str()).find(|place| !place.is_empty())
}

/// Provinces and communes.
pub struct Places(pub(crate) Arc<Catalogue>);

impl Places {
    /// The communes of a province by name; none when it is not known.
    #[must_use]
    pub fn communes(&self, province: &str) -> Vec<Commune> {
        let communes = self.0.places.communes.get(province);
        let all = communes
            .into_iter()
            .flatten()
            .map(|(code, name)| Commune { code: code.clone(), name: name.clone() });
        let mut all: Vec<_> = all.collect();
        all.sort_by_cached_key(|commune| domain::text::fold(&commune.name));
        all
    }

    /// All provinces by code.
    #[must_use]
    pub fn provinces(&self) -> Vec<Province> {
        let province = |(code, name): (&String, &String)| {
            let merged = self.0.merged.get(code).filter(|merged| !merged.is_empty());
            let label = merged.map_or_else(|| name.clone(), |merged| format!("{name} ({merged})"));
            Province { code: code.clone(), name: name.clone(), label }
        };
        self.0.places.provinces.iter().map(province).collect()
    }
}

impl forms::places::Places for Places {
    fn province(&self, province: &str) -> Place<'_> {
        self.0.places.province(province)
    }

    fn commune(&self, province: &str, commune: &str) -> Place<'_> {
        self.0.places.commune(province, commune)
    }
}

/// The procedures that match, best first; all that run today without words or event.
///
/// # Errors
/// None today; the signature leaves room for a search index.
pub async fn search(office: &Office, query: &str, event: Option<LifeEvent>) -> Case<Vec<ProcedureLine>> {
    let catalogue = office.catalogue();
    let today = office.today();
    let running = catalogue.running_on(today);
    let running =
        running.filter(|version| event.is_none_or(|event| version.procedure.life_events.contains(&event)));
    let found = search::ranked(running, query, |version| &version.search);
    Ok(found.into_iter().map(|version| line(&version.procedure)).collect())
}

fn line(procedure: &Procedure) -> ProcedureLine {
    ProcedureLine {
        code: procedure.code.to_string(),
        name: procedure.short_name.clone(),
        summary: procedure.summary.clone(),
        period: procedure.deadline.period,
        other_periods: procedure.deadline.others().collect(),
        fees: procedure.fees.clone(),
        life_events: procedure.life_events.clone(),
        online: matches!(procedure.service, forms::procedure::Service::Full),
    }
}

/// A procedure as it runs today. The long code of other systems finds it too.
///
/// # Errors
/// `NotFound` when none of that code runs today.
pub async fn procedure(office: &Office, code: &str) -> Case<Procedure> {
    let code = code.trim().parse::<domain::id::ProcedureCode>().map_err(|_| Failure::NotFound)?;
    let catalogue = office.catalogue();
    let version = catalogue.version_on(&code.to_string(), office.today()).ok_or(Failure::NotFound)?;
    Ok(catalogue.asked(version, office.today()))
}

/// The same with where it is taken in whatever the territory, and when it changes.
///
/// # Errors
/// `NotFound` when none of that code runs today.
pub async fn procedure_view(office: &Office, code: &str) -> Case<ProcedureView> {
    let procedure = procedure(office, code).await?;
    let (catalogue, today) = (office.catalogue(), office.today());
    let further_counters = procedure.any_counter.on(today).map(|further| {
        let open = catalogue.one_stops_on(today).filter(|unit| further.contains(&unit.code.as_str()));
        open.map(|unit| unit.name.clone()).collect()
    });
    let begins = |version: &Version| version.procedure.valid.from.clone();
    let changes_on =
        catalogue.versions_of(procedure.code.as_str()).map(begins).find(|from| *from > iso_date(today));
    Ok(ProcedureView { procedure, further_counters, changes_on })
}

/// The agencies that an applicant can name as who decides today: code and name. None where the one-stop's own does.
#[must_use]
pub fn competent_units(office: &Office, procedure: &Procedure) -> Vec<(String, Text)> {
    let (catalogue, today) = (office.catalogue(), office.today());
    let units = catalogue.nameable(procedure, today);
    units.into_iter().map(|unit| (unit.code.clone(), catalogue.agency_name(&unit.code))).collect()
}

/// What an application may answer to how its result is to come back (`result_way`); nothing where nobody is asked.
#[must_use]
pub fn result_ways(procedure: &Procedure) -> Vec<&'static str> {
    crate::draft::result_ways(procedure)
}

/// The one-stops that take a procedure in today: code and name.
#[must_use]
pub fn receiving_units(office: &Office, procedure: &Procedure) -> Vec<(String, Text)> {
    let catalogue = office.catalogue();
    let units = catalogue.one_stops(procedure, office.today());
    units.into_iter().map(|unit| (unit.code.clone(), unit.name.clone())).collect()
}
