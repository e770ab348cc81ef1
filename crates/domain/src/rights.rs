//! What an organisation lets one of its people do in its name: for which procedures, up to which fee, until when.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use time::Date;

use crate::codes::error_codes;
use crate::id::ProcedureCode;
use crate::when::iso::{iso_date, parse_iso_date};

error_codes! {
    /// Why somebody may not act for an organisation in a dossier.
    pub enum NotGranted {
        /// The last day of the rights is over.
        Ended => "rights.ended",
        /// The procedure is none of those that were granted.
        Procedure => "rights.procedure",
        /// The fee is above the limit, or nobody knows how much it is.
        Amount => "rights.amount",
    }
}

/// The rights of one person in one organisation. Each limit narrows; without any, the rights are whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rights {
    /// The procedures that may be touched; all when absent, none when empty.
    #[serde(default)]
    pub procedures: Option<BTreeSet<ProcedureCode>>,
    /// The highest fee that a dossier may owe, in đồng; any when absent.
    #[serde(default)]
    pub most: Option<u64>,
    /// The last day, in Vietnam; no end when absent.
    #[serde(default, with = "last_day")]
    pub until: Option<Date>,
}

impl Rights {
    /// Without any limit, as an owner has them.
    #[must_use]
    pub fn whole() -> Self {
        Self::default()
    }

    /// Whether the last day is over.
    #[must_use]
    pub fn ended(&self, today: Date) -> bool {
        self.until.is_some_and(|until| today > until)
    }

    /// Whether drafts and dossiers of a procedure may be read.
    ///
    /// # Errors
    /// `Ended` or `Procedure`. The fee limits what one does, not what one sees.
    pub fn judge_reading(&self, procedure: &ProcedureCode, today: Date) -> Result<(), NotGranted> {
        if self.ended(today) {
            return Err(NotGranted::Ended);
        }
        if self.procedures.as_ref().is_some_and(|granted| !granted.contains(procedure)) {
            return Err(NotGranted::Procedure);
        }
        Ok(())
    }

    /// Whether a dossier of a procedure may be begun, changed, filed, supplemented or withdrawn. `owed` is its fee in
    /// đồng; absent when nobody knows it, which no limit covers.
    ///
    /// # Errors
    /// The first limit that is in the way.
    pub fn judge_acting(
        &self,
        procedure: &ProcedureCode,
        owed: Option<u64>,
        today: Date,
    ) -> Result<(), NotGranted> {
        self.judge_reading(procedure, today)?;
        match (self.most, owed) {
            (None, _) => Ok(()),
            (Some(most), Some(owed)) if owed <= most => Ok(()),
            (Some(_), _) => Err(NotGranted::Amount),
        }
    }
}

/// The last day as `2026-12-31`.
mod last_day {
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};
    use time::Date;

    use super::{iso_date, parse_iso_date};

    pub(super) fn serialize<S: Serializer>(day: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => to.serialize_some(&iso_date(*day)),
            None => to.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| parse_iso_date(&text)).transpose().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::date;

    use super::*;

    const CODES: [&str; 4] = ["1.001193", "2.000908", "2.001955", "1.014199"];

    fn code(text: &str) -> ProcedureCode {
        text.parse().unwrap()
    }

    fn day(number: i32) -> Date {
        Date::from_julian_day(date!(2026 - 01 - 01).to_julian_day() + number).unwrap()
    }

    prop_compose! {
        fn any_rights()(
            procedures in proptest::option::of(proptest::collection::btree_set(0_usize..4, 0..4)),
            most in proptest::option::of(0_u64..1_000_000),
            until in proptest::option::of(0_i32..400),
        ) -> Rights {
            let procedures = procedures.map(|set| set.into_iter().map(|index| code(CODES[index])).collect());
            Rights { procedures, most, until: until.map(day) }
        }
    }

    #[test]
    fn the_last_day_counts_whole() {
        let rights = Rights { until: Some(date!(2026 - 11 - 30)), ..Rights::whole() };
        let copy = code("2.000908");
        assert_eq!(rights.judge_acting(&copy, None, date!(2026 - 11 - 30)), Ok(()));
        assert_eq!(rights.judge_acting(&copy, None, date!(2026 - 12 - 01)), Err(NotGranted::Ended));
    }

    #[test]
    fn a_fee_that_nobody_knows_is_above_every_limit() {
        let limited = Rights { most: Some(u64::MAX), ..Rights::whole() };
        let copy = code("2.000908");
        assert_eq!(limited.judge_acting(&copy, None, day(0)), Err(NotGranted::Amount));
        assert_eq!(Rights::whole().judge_acting(&copy, None, day(0)), Ok(()));
    }

    #[test]
    fn an_empty_list_grants_no_procedure() {
        let none = Rights { procedures: Some(BTreeSet::new()), ..Rights::whole() };
        assert_eq!(none.judge_reading(&code("2.000908"), day(0)), Err(NotGranted::Procedure));
    }

    #[test]
    fn what_is_stored_without_a_limit_has_none() {
        assert_eq!(serde_json::from_str::<Rights>("{}").ok(), Some(Rights::whole()));
    }

    proptest! {
        #[test]
        fn whoever_may_act_may_read(rights in any_rights(), at in 0_usize..4, owed in proptest::option::of(0_u64..1_000_000), on in 0_i32..400) {
            let procedure = code(CODES[at]);
            if rights.judge_acting(&procedure, owed, day(on)).is_ok() {
                prop_assert_eq!(rights.judge_reading(&procedure, day(on)), Ok(()));
            }
        }

        #[test]
        fn a_smaller_fee_or_an_earlier_day_is_never_refused_where_more_is_granted(
            rights in any_rights(), at in 0_usize..4, owed in 0_u64..1_000_000, less in 0_u64..1_000_000, on in 0_i32..400, before in 0_i32..400,
        ) {
            let procedure = code(CODES[at]);
            if rights.judge_acting(&procedure, Some(owed), day(on)).is_ok() {
                let (less, before) = (less.min(owed), before.min(on));
                prop_assert_eq!(rights.judge_acting(&procedure, Some(less), day(before)), Ok(()));
            }
        }

        #[test]
        fn a_further_limit_never_grants_more(rights in any_rights(), other in any_rights(), at in 0_usize..4, owed in 0_u64..1_000_000, on in 0_i32..400) {
            let procedure = code(CODES[at]);
            let both = Rights {
                procedures: match (&rights.procedures, &other.procedures) {
                    (Some(one), Some(two)) => Some(one & two),
                    (one, two) => one.clone().or_else(|| two.clone()),
                },
                most: rights.most.into_iter().chain(other.most).min(),
                until: rights.until.into_iter().chain(other.until).min(),
            };
            let alone = rights.judge_acting(&procedure, Some(owed), day(on)).is_ok()
                && other.judge_acting(&procedure, Some(owed), day(on)).is_ok();
            prop_assert_eq!(both.judge_acting(&procedure, Some(owed), day(on)).is_ok(), alone);
        }

        #[test]
        fn rights_survive_storage(rights in any_rights()) {
            let json = serde_json::to_string(&rights).unwrap();
            prop_assert_eq!(serde_json::from_str::<Rights>(&json).unwrap(), rights);
        }
    }
}
