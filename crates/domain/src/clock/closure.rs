use serde::{Deserialize, Serialize};
use time::Date;

use super::hours::OfficeHoursError;
use crate::{text::Text, when::iso};

/// Days on which a unit does not work although others do, such as for a power cut or a move.
///
/// In files `{from: "2026-12-15", to: "2026-12-16", name: {vi: …, en: …}}`; without `to` it is one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Closure {
    from: Date,
    to: Date,
    name: Text,
}

impl Closure {
    /// A closure from its first to its last day.
    ///
    /// # Errors
    /// When it ends before it begins, or has no name: the sum of a deadline tells it to the applicant.
    pub fn new(from: Date, to: Date, name: Text) -> Result<Self, OfficeHoursError> {
        if to < from {
            return Err(OfficeHoursError::ClosureReversed);
        }
        if name.vi.trim().is_empty() {
            return Err(OfficeHoursError::ClosureUnnamed);
        }
        Ok(Self { from, to, name })
    }

    pub(super) fn covers(&self, date: Date) -> bool {
        (self.from..=self.to).contains(&date)
    }

    pub(super) const fn name(&self) -> &Text {
        &self.name
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(with = "iso::date")]
    from: Date,
    #[serde(with = "iso::optional_date", default, skip_serializing_if = "Option::is_none")]
    to: Option<Date>,
    name: Text,
}

impl TryFrom<Written> for Closure {
    type Error = OfficeHoursError;

    fn try_from(Written { from, to, name }: Written) -> Result<Self, Self::Error> {
        Self::new(from, to.unwrap_or(from), name)
    }
}

impl From<Closure> for Written {
    fn from(Closure { from, to, name }: Closure) -> Self {
        Self { from, to: (to != from).then_some(to), name }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closures_are_read_as_clerks_write_them() {
        let one_day = r#"{"from":"2026-12-15","name":{"vi":"Cúp điện","en":"Power cut"}}"#;
        let some_days = r#"{"from":"2026-12-15","to":"2026-12-17","name":{"vi":"Dời trụ sở","en":"Move"}}"#;
        for json in [one_day, some_days] {
            let closure: Closure = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&closure).unwrap(), json);
        }
        let refused = |json: &str| serde_json::from_str::<Closure>(json).unwrap_err().to_string();
        assert!(refused(&some_days.replace("12-17", "12-14")).contains("office_hours.closure_reversed"));
        assert!(refused(&one_day.replace("Cúp điện", " ")).contains("office_hours.closure_unnamed"));
        assert!(refused(&one_day.replace("from", "form")).contains("unknown field"));
    }
}
