use serde::{Deserialize, Serialize};
use time::{Date, Time};

use super::{calendar::Calendar, closure::Closure, errors::ClockError};
use crate::{
    codes::error_codes,
    text::Text,
    when::iso::{self, parse_time},
};

error_codes! {
    /// Why hours or closures make no office hours.
    pub enum OfficeHoursError {
        /// The four times must ascend, with work in the morning and in the afternoon.
        NotAscending => "office_hours.not_ascending",
        /// A time is not written as `07:30`.
        NotATime => "office_hours.not_a_time",
        /// Two sets of hours begin on one day.
        BeginTogether => "office_hours.begin_together",
        /// A closure ends before it begins.
        ClosureReversed => "office_hours.closure_reversed",
        /// A closure has no name.
        ClosureUnnamed => "office_hours.closure_unnamed",
    }
}

/// The hours of one working day, told on Vietnamese clocks (law §6.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DailyHours {
    morning: (Time, Time),
    afternoon: (Time, Time),
}

const fn half_hours(count: u8) -> Time {
    match Time::from_hms(count / 2, count % 2 * 30, 0) {
        Ok(time) => time,
        Err(_) => Time::MIDNIGHT,
    }
}

/// 07:30–11:30 and 13:00–17:00, as most provinces have it.
const USUAL: DailyHours =
    DailyHours { morning: (half_hours(15), half_hours(23)), afternoon: (half_hours(26), half_hours(34)) };

impl DailyHours {
    /// Hours from opening and closing times of both halves of the day.
    ///
    /// # Errors
    /// When the times do not ascend. The two halves may touch.
    pub fn new(morning: (Time, Time), afternoon: (Time, Time)) -> Result<Self, OfficeHoursError> {
        let ascending = morning.0 < morning.1 && morning.1 <= afternoon.0 && afternoon.0 < afternoon.1;
        ascending.then_some(Self { morning, afternoon }).ok_or(OfficeHoursError::NotAscending)
    }

    /// When the day's work begins.
    #[must_use]
    pub const fn opening(&self) -> Time {
        self.morning.0
    }

    /// When the day's work ends; appointments are printed for this time.
    #[must_use]
    pub const fn closing(&self) -> Time {
        self.afternoon.1
    }

    /// Both halves of the day.
    #[must_use]
    pub const fn spans(&self) -> [(Time, Time); 2] {
        [self.morning, self.afternoon]
    }

    /// Seconds worked in a whole day.
    #[must_use]
    pub fn seconds_a_day(&self) -> u32 {
        let lengths = self.spans().map(|(from, to)| seconds(to) - seconds(from));
        lengths.iter().sum()
    }

    /// Whether this is the last hour of work or later.
    pub(super) fn in_last_hour(&self, time: Time) -> bool {
        seconds(time) + 3600 >= seconds(self.closing())
    }
}

/// Seconds since midnight.
pub(super) fn seconds(time: Time) -> u32 {
    let (hour, minute, second) = time.as_hms();
    u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second)
}

/// Hours that hold from a day on, until the next set begins.
///
/// In files `{from: "2026-01-01", morning: {from: "07:30", to: "11:30"}, afternoon: {from: "13:00", to: "17:00"}}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct HoursFrom {
    /// First day.
    pub from: Date,
    /// The hours of each working day.
    pub hours: DailyHours,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(with = "iso::date")]
    from: Date,
    morning: WrittenSpan,
    afternoon: WrittenSpan,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSpan {
    from: String,
    to: String,
}

impl WrittenSpan {
    fn read(&self) -> Result<(Time, Time), OfficeHoursError> {
        let time = |text: &str| parse_time(text).map_err(|_| OfficeHoursError::NotATime);
        Ok((time(&self.from)?, time(&self.to)?))
    }

    fn write((from, to): (Time, Time)) -> Self {
        let text = |time: Time| format!("{:02}:{:02}", time.hour(), time.minute());
        Self { from: text(from), to: text(to) }
    }
}

impl TryFrom<Written> for HoursFrom {
    type Error = OfficeHoursError;

    fn try_from(Written { from, morning, afternoon }: Written) -> Result<Self, Self::Error> {
        Ok(Self { from, hours: DailyHours::new(morning.read()?, afternoon.read()?)? })
    }
}

impl From<HoursFrom> for Written {
    fn from(HoursFrom { from, hours }: HoursFrom) -> Self {
        let [morning, afternoon] = hours.spans().map(WrittenSpan::write);
        Self { from, morning, afternoon }
    }
}

/// When a unit works: its hours as they change over time, and the days on which it is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeHours {
    first: DailyHours,
    later: Vec<HoursFrom>,
    closures: Vec<Closure>,
}

impl Default for OfficeHours {
    /// The usual hours, never changed, without closures.
    fn default() -> Self {
        Self { first: USUAL, later: Vec::new(), closures: Vec::new() }
    }
}

impl OfficeHours {
    /// Office hours from sets of hours in any order. The first set also holds for the days before it; without any, the
    /// usual hours hold.
    ///
    /// # Errors
    /// When two sets begin on one day.
    pub fn new(mut sets: Vec<HoursFrom>, closures: Vec<Closure>) -> Result<Self, OfficeHoursError> {
        sets.sort_by_key(|set| set.from);
        if sets.windows(2).any(|pair| pair[0].from == pair[1].from) {
            return Err(OfficeHoursError::BeginTogether);
        }
        let first = sets.first().map_or(USUAL, |set| set.hours);
        Ok(Self { first, later: sets, closures })
    }

    /// The hours of a day, were it worked.
    #[must_use]
    pub fn on(&self, date: Date) -> DailyHours {
        let begun = self.later.iter().rev().find(|set| set.from <= date);
        begun.map_or(self.first, |set| set.hours)
    }

    /// Whether the unit works on this day: a working day of the calendar on which it is not closed.
    ///
    /// # Errors
    /// `NoCalendar` when the year was not entered.
    pub fn works_on(&self, date: Date, calendar: &Calendar) -> Result<bool, ClockError> {
        Ok(calendar.is_working_day(date)? && self.closure(date).is_none())
    }

    /// Why the unit is closed on this day, when it is.
    #[must_use]
    pub fn closure(&self, date: Date) -> Option<&Text> {
        self.closures.iter().find(|closure| closure.covers(date)).map(Closure::name)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::{date, time};

    use super::*;

    #[test]
    fn a_usual_day_has_eight_hours() {
        let hours = OfficeHours::default().on(date!(2026 - 11 - 23));
        assert_eq!(hours.opening(), time!(7:30));
        assert_eq!(hours.closing(), time!(17:00));
        assert_eq!(hours.seconds_a_day(), 8 * 3600);
    }

    #[test]
    fn the_last_hour_starts_at_its_first_second() {
        assert!(!USUAL.in_last_hour(time!(15:59:59)));
        assert!(USUAL.in_last_hour(time!(16:00)));
    }

    fn from(from: Date, opening: Time) -> HoursFrom {
        HoursFrom { from, hours: DailyHours { morning: (opening, time!(11:30)), ..USUAL } }
    }

    #[test]
    fn each_set_of_hours_holds_until_the_next_begins() {
        let sets = vec![from(date!(2026 - 06 - 01), time!(7:00)), from(date!(2021 - 01 - 01), time!(8:00))];
        let hours = OfficeHours::new(sets, Vec::new()).unwrap();
        assert_eq!(hours.on(date!(2020 - 12 - 31)).opening(), time!(8:00));
        assert_eq!(hours.on(date!(2026 - 05 - 31)).opening(), time!(8:00));
        assert_eq!(hours.on(date!(2026 - 06 - 01)).opening(), time!(7:00));
        let twice = vec![from(date!(2026 - 06 - 01), time!(7:00)), from(date!(2026 - 06 - 01), time!(8:00))];
        assert_eq!(OfficeHours::new(twice, Vec::new()), Err(OfficeHoursError::BeginTogether));
        assert_eq!(OfficeHours::new(Vec::new(), Vec::new()), Ok(OfficeHours::default()));
    }

    #[test]
    fn a_closed_unit_does_not_work_on_a_working_day() {
        let closure = r#"{"from":"2026-11-25","to":"2026-11-25","name":{"vi":"Mất điện","en":"Power cut"}}"#;
        let hours = OfficeHours::new(Vec::new(), vec![serde_json::from_str(closure).unwrap()]).unwrap();
        let works = |day| hours.works_on(day, &crate::fixtures::calendar()).unwrap();
        assert!(works(date!(2026 - 11 - 23)) && works(date!(2026 - 11 - 26)));
        assert!(!works(date!(2026 - 11 - 25)), "closed");
        assert!(!works(date!(2026 - 11 - 24)), "a holiday");
    }

    #[test]
    fn hours_are_written_as_clerks_write_them() {
        let json = r#"{"from":"2026-01-01","morning":{"from":"07:30","to":"11:30"},"afternoon":{"from":"13:00","to":"17:00"}}"#;
        let usual = HoursFrom { from: date!(2026 - 01 - 01), hours: USUAL };
        assert_eq!(serde_json::to_string(&usual).unwrap(), json);
        assert_eq!(serde_json::from_str::<HoursFrom>(json).unwrap(), usual);
        let refused = |from: &str, to: &str| {
            serde_json::from_str::<HoursFrom>(&json.replace(from, to)).unwrap_err().to_string()
        };
        assert!(refused("07:30", "12:30").contains("office_hours.not_ascending"));
        assert!(refused("07:30", "7h30").contains("office_hours.not_a_time"));
        assert!(refused("morning", "moring").contains("unknown field"));
    }
}
