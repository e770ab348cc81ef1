use serde::{Deserialize, Serialize};

use super::words::count;
use crate::text::Lang;

/// In what the law counts a period (law §6.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodUnit {
    /// ngày làm việc
    WorkingDays,
    /// giờ làm việc
    WorkingHours,
    /// ngày, by the calendar
    Days,
    /// tháng, by the calendar
    Months,
    /// trong ngày; the amount says nothing
    SameDay,
}

/// A period that the law grants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// How many; 0 means within the day.
    pub amount: u16,
    /// Of what.
    pub unit: PeriodUnit,
    /// What comes after 15:00 counts from the next working day, as it always does within the day.
    #[serde(default, skip_serializing_if = "is_false")]
    pub after_15_next_day: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

impl Period {
    /// A period of `amount` units.
    #[must_use]
    pub const fn new(amount: u16, unit: PeriodUnit) -> Self {
        Self { amount, unit, after_15_next_day: false }
    }

    /// The same for an office that takes in until 15:00.
    #[must_use]
    pub const fn taken_in_until_15(self) -> Self {
        Self { after_15_next_day: true, ..self }
    }

    /// `10 ngày làm việc`, `10 working days`; `trong ngày`, `within the day`.
    #[must_use]
    pub fn label(self, lang: Lang) -> String {
        let (vi, one, many) = match self.unit {
            _ if self.is_same_day() => return same_day(lang).to_owned(),
            PeriodUnit::WorkingDays => ("ngày làm việc", "working day", "working days"),
            PeriodUnit::WorkingHours => ("giờ làm việc", "working hour", "working hours"),
            PeriodUnit::Months => ("tháng", "month", "months"),
            PeriodUnit::Days | PeriodUnit::SameDay => ("ngày", "day", "days"),
        };
        count(u32::from(self.amount), lang, vi, (one, many))
    }

    /// Whether the office answers on the day itself.
    #[must_use]
    pub const fn is_same_day(self) -> bool {
        match self.unit {
            PeriodUnit::SameDay => true,
            PeriodUnit::WorkingHours => false,
            PeriodUnit::WorkingDays | PeriodUnit::Days | PeriodUnit::Months => self.amount == 0,
        }
    }
}

const fn same_day(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "trong ngày",
        Lang::En => "within the day",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_as_in_the_law() {
        let ten = Period::new(10, PeriodUnit::WorkingDays);
        assert_eq!(ten.label(Lang::Vi), "10 ngày làm việc");
        assert_eq!(ten.label(Lang::En), "10 working days");
        assert_eq!(Period::new(1, PeriodUnit::Months).label(Lang::En), "1 month");
        assert_eq!(Period::new(0, PeriodUnit::Days).label(Lang::Vi), "trong ngày");
        let json = serde_json::to_string(&ten).unwrap();
        assert_eq!(json, r#"{"amount":10,"unit":"working_days"}"#);
        let until_15 = ten.taken_in_until_15();
        let json = serde_json::to_string(&until_15).unwrap();
        assert_eq!(serde_json::from_str::<Period>(&json).unwrap(), until_15);
    }
}
