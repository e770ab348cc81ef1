//! Who decides what a one-stop has taken in: the agency that the version names for the level, else the one-stop's own.

use std::collections::BTreeSet;

use domain::text::Text;
use forms::procedure::Procedure;
use time::Date;

use super::{Catalogue, ONE_STOP, Unit};

impl Catalogue {
    /// Who decides what this one-stop takes in, where nothing else was asked for: the agency of its level. A counter that
    /// only takes in for others has none.
    pub(crate) fn decides_for(&self, procedure: &Procedure, one_stop: &str, day: Date) -> Option<&Unit> {
        let one_stop = self.unit(one_stop)?;
        let mut levels = procedure.levels.iter();
        let level = levels.find(|level| level.level == one_stop.level && level.valid.covers(day))?;
        let agency = level.agency.as_ref().and_then(|name| self.agency(name, one_stop, day));
        // Where a commune has no such unit, its one-stop sees to it.
        Some(agency.unwrap_or(one_stop))
    }

    /// All that decide on a day, each once, in the order of their codes.
    pub(crate) fn deciding(&self, procedure: &Procedure, day: Date) -> Vec<&Unit> {
        let one_stops = self.one_stops_on(day);
        let mut units: Vec<&Unit> =
            one_stops.filter_map(|one_stop| self.decides_for(procedure, &one_stop.code, day)).collect();
        units.sort_unstable_by_key(|unit| &unit.code);
        units.dedup_by_key(|unit| &unit.code);
        units
    }

    /// Those among which the applicant can choose: where the territory does not count, and there are several.
    pub(crate) fn nameable(&self, procedure: &Procedure, day: Date) -> Vec<&Unit> {
        if procedure.any_counter.on(day).is_none() {
            return Vec::new();
        }
        let units = self.deciding(procedure, day);
        if units.len() > 1 { units } else { Vec::new() }
    }

    /// The unit whose officers decide a dossier: the one that was asked for, where it may, else that of the one-stop.
    pub(crate) fn competent(&self, procedure: &Procedure, one_stop: &str, asked: &str, day: Date) -> String {
        let asked = self.nameable(procedure, day).into_iter().find(|unit| unit.code == asked);
        let unit = asked.or_else(|| self.decides_for(procedure, one_stop, day));
        // What nobody named stays at the counter, to be supplemented or refused, unless only one agency can be meant.
        let only = || match self.deciding(procedure, day).as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        let unit = unit.or_else(only);
        unit.map_or(one_stop, |unit| &unit.code).to_owned()
    }

    /// The agency that a unit is, or that a one-stop of a district or commune belongs to.
    pub(crate) fn agency_of<'a>(&'a self, unit: &'a Unit) -> &'a Unit {
        if unit.kind != ONE_STOP {
            return unit;
        }
        let body = unit.parent.as_deref().and_then(|parent| self.unit(parent));
        body.filter(|body| body.level == unit.level && body.parent.is_some()).unwrap_or(unit)
    }

    /// The name of the agency that a unit is or belongs to; the code of one that is no longer listed.
    pub(crate) fn agency_name(&self, code: &str) -> Text {
        self.unit(code).map_or_else(|| Text::new(code, code), |unit| self.agency_of(unit).name.clone())
    }

    /// The agencies that decide something on a day and are no one-stop, by code.
    pub(crate) fn agencies_on(&self, day: Date) -> Vec<String> {
        let deciding = self.running_on(day).flat_map(|version| self.deciding(&version.procedure, day));
        let codes: BTreeSet<&String> =
            deciding.filter(|unit| unit.kind != ONE_STOP).map(|unit| &unit.code).collect();
        codes.into_iter().cloned().collect()
    }

    /// As [`is_agency`].
    pub(crate) fn knows_agency(&self, name: &str) -> bool {
        is_agency(self.units.values(), name)
    }

    fn agency(&self, name: &str, one_stop: &Unit, day: Date) -> Option<&Unit> {
        let open = |unit: &&Unit| unit.valid.covers(day);
        let named = self.unit(name).filter(open);
        named.or_else(|| {
            let mut beside = self.units.values().filter(open);
            beside.find(|unit| unit.kind == name && unit.parent == one_stop.parent)
        })
    }
}

/// Whether a version can name this as who decides: the code of a unit, or a kind of which no body has two.
pub(super) fn is_agency<'a>(units: impl Iterator<Item = &'a Unit>, name: &str) -> bool {
    let named: Vec<&Unit> = units.filter(|unit| unit.code == name || unit.kind == name).collect();
    let bodies: BTreeSet<&Option<String>> = named.iter().map(|unit| &unit.parent).collect();
    !named.is_empty() && (bodies.len() == named.len() || named.iter().any(|unit| unit.code == name))
}
