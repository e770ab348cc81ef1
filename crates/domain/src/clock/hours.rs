use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use time::Time;

use crate::{codes::error_codes, when::iso::parse_time};

error_codes! {
    /// Why four times do not make office hours.
    pub enum OfficeHoursError {
        /// The four times must ascend, with work in the morning and in the afternoon.
        NotAscending => "office_hours.not_ascending",
    }
}

/// The hours in which a unit works, told on Vietnamese clocks (law §6.1).
///
/// Serialised as `{morning: ["07:30", "11:30"], afternoon: ["13:00", "17:00"]}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfficeHours {
    morning: (Time, Time),
    afternoon: (Time, Time),
}

const fn half_hours(count: u8) -> Time {
    match Time::from_hms(count / 2, count % 2 * 30, 0) {
        Ok(time) => time,
        Err(_) => Time::MIDNIGHT,
    }
}

impl Default for OfficeHours {
    /// 07:30–11:30 and 13:00–17:00.
    fn default() -> Self {
        Self { morning: (half_hours(15), half_hours(23)), afternoon: (half_hours(26), half_hours(34)) }
    }
}

impl OfficeHours {
    /// Office hours from opening and closing times of both halves of the day.
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

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    morning: [String; 2],
    afternoon: [String; 2],
}

fn write(span: (Time, Time)) -> [String; 2] {
    [span.0, span.1].map(|time| format!("{:02}:{:02}", time.hour(), time.minute()))
}

impl Serialize for OfficeHours {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let [morning, afternoon] = self.spans().map(write);
        Written { morning, afternoon }.serialize(to)
    }
}

impl<'de> Deserialize<'de> for OfficeHours {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Written { morning, afternoon } = Written::deserialize(from)?;
        let read = |[from, to]: [String; 2]| {
            let span = (parse_time(&from), parse_time(&to));
            Ok((span.0.map_err(D::Error::custom)?, span.1.map_err(D::Error::custom)?))
        };
        Self::new(read(morning)?, read(afternoon)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::time;

    use super::*;

    #[test]
    fn a_usual_day_has_eight_hours() {
        let hours = OfficeHours::default();
        assert_eq!(hours.opening(), time!(7:30));
        assert_eq!(hours.closing(), time!(17:00));
        assert_eq!(hours.seconds_a_day(), 8 * 3600);
    }

    #[test]
    fn the_last_hour_starts_at_its_first_second() {
        let hours = OfficeHours::default();
        assert!(!hours.in_last_hour(time!(15:59:59)));
        assert!(hours.in_last_hour(time!(16:00)));
    }

    #[test]
    fn hours_are_written_as_clerks_write_them() {
        let json = r#"{"morning":["07:30","11:30"],"afternoon":["13:00","17:00"]}"#;
        assert_eq!(serde_json::to_string(&OfficeHours::default()).unwrap(), json);
        assert_eq!(serde_json::from_str::<OfficeHours>(json).unwrap(), OfficeHours::default());
        let reversed = r#"{"morning":["11:30","07:30"],"afternoon":["13:00","17:00"]}"#;
        let refusal = serde_json::from_str::<OfficeHours>(reversed).unwrap_err();
        assert!(refusal.to_string().contains("office_hours.not_ascending"));
    }
}
