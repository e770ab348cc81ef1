//! Phi địa giới: a procedure that is taken in at counters other than those of the level that decides.

use std::fmt;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::Date;

use crate::procedure::Validity;

/// Whether a procedure is taken in whatever the territory. In a file `true`, `false`, or a list of periods.
///
/// Each province publishes which procedures, from which day and where (NĐ 107/2021; NĐ 118/2025 Đ14).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AnyCounter {
    #[default]
    Never,
    /// At all one-stops of the level that decides, without a known beginning.
    Always,
    During(Vec<CounterPeriod>),
}

/// Days on which a procedure is taken in whatever the territory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CounterPeriod {
    #[serde(flatten)]
    pub valid: Validity,
    /// Codes of one-stops that take it beside those of the level that decides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counters: Vec<String>,
}

impl AnyCounter {
    /// The codes of the further counters on a day; none when territory counts.
    #[must_use]
    pub fn on(&self, day: Date) -> Option<Vec<&str>> {
        let Self::During(periods) = self else {
            return (*self == Self::Always).then(Vec::new);
        };
        let running: Vec<&CounterPeriod> = periods.iter().filter(|period| period.valid.covers(day)).collect();
        let counters = running.iter().flat_map(|period| &period.counters).map(String::as_str);
        (!running.is_empty()).then(|| counters.collect())
    }

    /// The periods that were written down.
    #[must_use]
    pub fn periods(&self) -> &[CounterPeriod] {
        if let Self::During(periods) = self { periods } else { &[] }
    }
}

impl Serialize for AnyCounter {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Never => to.serialize_bool(false),
            Self::Always => to.serialize_bool(true),
            Self::During(periods) => periods.serialize(to),
        }
    }
}

impl<'de> Deserialize<'de> for AnyCounter {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(FlagOrPeriods)
    }
}

struct FlagOrPeriods;

impl<'de> Visitor<'de> for FlagOrPeriods {
    type Value = AnyCounter;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("true, false or a list of periods")
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<AnyCounter, E> {
        Ok(if flag { AnyCounter::Always } else { AnyCounter::Never })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<AnyCounter, A::Error> {
        let mut periods = Vec::new();
        while let Some(period) = list.next_element()? {
            periods.push(period);
        }
        Ok(AnyCounter::During(periods))
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn read(yaml: &str) -> Result<AnyCounter, String> {
        serde_saphyr::from_str(yaml).map_err(|error| error.to_string())
    }

    #[test]
    fn a_flag_or_periods_with_their_counters() {
        assert_eq!(read("true"), Ok(AnyCounter::Always));
        assert_eq!(read("false"), Ok(AnyCounter::Never));
        let during =
            read("[{from: '2024-12-02', to: '2026-11-30'}, {from: '2026-12-01', counters: [H09.01]}]")
                .unwrap();
        assert_eq!(during.on(date!(2024 - 12 - 01)), None);
        assert_eq!(during.on(date!(2026 - 11 - 30)), Some(vec![]));
        assert_eq!(during.on(date!(2026 - 12 - 01)), Some(vec!["H09.01"]));
        let again = serde_json::from_str(&serde_json::to_string(&during).unwrap());
        assert_eq!(again.ok(), Some(during));
        assert!(read("[{from: '2024-12-02', counter: [H09.01]}]").is_err());
        assert!(read("sometimes").unwrap_err().contains("true, false or a list of periods"));
    }
}
