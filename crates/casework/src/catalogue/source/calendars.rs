//! `calendars/*.yaml`: the days off of each year, from the official notices.

use std::path::Path;

use domain::clock::{Calendar, CalendarError, CalendarYear};
use domain::when::iso_date;

use super::Reader;

/// Reads the years.
pub(super) fn read(reader: &mut Reader, folder: &Path) -> Vec<CalendarYear> {
    let files = reader.folder::<CalendarYear>(folder);
    let mut years: Vec<CalendarYear> = Vec::new();
    for (path, year) in files {
        let twin = years.iter().any(|other| other.year == year.year);
        if twin {
            reader.fault(&path, 1, format!("another file has the year {}", year.year));
            continue;
        }
        if let Err(error) = Calendar::from_years(vec![year.clone()]) {
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let line = day_of(error).and_then(|day| last_line_with(&text, &day));
            reader.fault(&path, line.unwrap_or(1), error.to_string());
        }
        years.push(year);
    }
    years
}

/// Of a day that stands twice the later one is too many.
fn last_line_with(text: &str, day: &str) -> Option<u64> {
    let lines = text.lines().zip(1..).filter(|(line, _)| line.contains(day));
    lines.map(|(_, number)| number).max()
}

fn day_of(error: CalendarError) -> Option<String> {
    match error {
        CalendarError::DuplicateYear(_) => None,
        CalendarError::OtherYear(day)
        | CalendarError::DuplicateHoliday(day)
        | CalendarError::NotSaturday(day)
        | CalendarError::WorkedHoliday(day) => Some(iso_date(day)),
    }
}
