//! Places as they were before communes were merged: what somebody still calls theirs, and what it is part of today.

use std::collections::BTreeMap;

use domain::text::{Text, fold};
use domain::when::{iso_date, parse_iso_date};
use forms::tables::{CodeRow, CodeTable};
use serde::{Deserialize, Serialize};
use time::Date;
use views::{Failure, FormerPlace};

use super::Places;
use crate::Case;

/// More are not shown at once.
const SHOWN: usize = 30;

/// A province as it was (`units/former`).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FormerProvince {
    pub province: Named,
    /// The last day of its communes, ISO.
    pub until: String,
    pub communes: Vec<FormerCommune>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Named {
    pub code: String,
    pub name: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FormerCommune {
    pub code: String,
    pub name: String,
    pub district: String,
    /// The codes of the communes of today that took it in; several where it was divided.
    pub now: Vec<String>,
}

/// What a choice asks for that offers the communes of before.
pub(super) const FORMER_COMMUNES: &str = "former_communes";

/// The communes of before as a table of codes, and once they have ended each with what it is part of; none where
/// none is known. They are offered on every day: papers of before go on naming them.
pub(super) fn table(
    former: &[FormerProvince],
    communes: &BTreeMap<String, BTreeMap<String, String>>,
) -> Option<CodeTable> {
    let today = |code: &String| communes.values().find_map(|known| known.get(code)).cloned();
    let row = |former: &FormerProvince, commune: &FormerCommune| {
        let was = format!("{}, {}, {}", commune.name, commune.district, former.province.name);
        let now = commune.now.iter().filter_map(today).collect::<Vec<_>>().join("; ");
        let since = parse_iso_date(&former.until).ok().and_then(Date::next_day).map(iso_date);
        let then = Text::new(&was, &was);
        let name = Text::new(format!("{was} (nay: {now})"), format!("{was} (now: {now})"));
        let code = commune.code.clone();
        [
            CodeRow { code: code.clone(), name: then, from: None, to: Some(former.until.clone()) },
            CodeRow { code, name, from: since, to: None },
        ]
    };
    let mut rows: Vec<CodeRow> = Vec::new();
    for province in former {
        rows.extend(province.communes.iter().flat_map(|commune| row(province, commune)));
    }
    (!rows.is_empty()).then(|| CodeTable {
        id: FORMER_COMMUNES.to_owned(),
        name: Text::new("Xã, phường, thị trấn trước khi sắp xếp", "Communes before the mergers"),
        source: "data/units/former".to_owned(),
        rows,
    })
}

/// A name without its kind, as people write it either way: `Phường Phú Cường`, `Phú Cường`.
fn bare(name: &str) -> String {
    const KINDS: [&str; 9] =
        ["phuong ", "xa ", "thi tran ", "thanh pho ", "thi xa ", "huyen ", "quan ", "tinh ", "tp. "];
    let folded = fold(name);
    let rest = KINDS.iter().find_map(|kind| folded.strip_prefix(kind));
    rest.map_or(folded.clone(), str::to_owned)
}

impl Places {
    /// The commune and its province of today, by code, of an address of before that ends with commune, district and
    /// province. Nothing where the commune was divided: only a person knows in which part they live.
    pub(crate) fn today(&self, commune: &str, district: &str, province: &str) -> Option<(String, String)> {
        let same = |known: &str, typed: &str| bare(known) == bare(typed);
        let former = self.0.former.iter().find(|former| same(&former.province.name, province))?;
        let mut communes = former.communes.iter();
        let found = communes.find(|known| same(&known.district, district) && same(&known.name, commune))?;
        let [now] = found.now.as_slice() else { return None };
        self.province_of(now).map(|province| (province, now.clone()))
    }

    fn province_of(&self, commune: &str) -> Option<String> {
        let mut all = self.0.places.communes.iter();
        all.find(|(_, communes)| communes.contains_key(commune)).map(|(province, _)| province.clone())
    }

    fn name_today(&self, commune: &str) -> Option<String> {
        let province = self.province_of(commune)?;
        let name = self.0.places.communes.get(&province)?.get(commune)?;
        Some(format!("{name}, {}", self.0.places.provinces.get(&province)?))
    }

    /// The communes of before whose name has these words, those that begin with them first.
    ///
    /// # Errors
    /// `NotFound` when a table names a commune that is not there, which loading refuses.
    pub fn former(&self, query: &str) -> Case<Vec<FormerPlace>> {
        let words = bare(query.trim());
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for former in &self.0.former {
            let named = former.communes.iter().filter(|commune| bare(&commune.name).contains(&words));
            for commune in named {
                let now: Option<Vec<String>> = commune.now.iter().map(|code| self.name_today(code)).collect();
                found.push(FormerPlace {
                    name: commune.name.clone(),
                    district: commune.district.clone(),
                    province: former.province.name.clone(),
                    until: former.until.clone(),
                    now: now.ok_or(Failure::NotFound)?,
                });
            }
        }
        found.sort_by_cached_key(|place| (!bare(&place.name).starts_with(&words), bare(&place.name)));
        found.truncate(SHOWN);
        Ok(found)
    }
}
