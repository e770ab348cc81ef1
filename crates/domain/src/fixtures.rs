//! The published calendar, so that the rules are tested with the data that is shipped.

use std::sync::LazyLock;

use crate::clock::{Calendar, CalendarYear};

const YEARS: [&str; 3] = [
    include_str!("../../../data/calendars/2024.yaml"),
    include_str!("../../../data/calendars/2025.yaml"),
    include_str!("../../../data/calendars/2026.yaml"),
];

static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| Calendar::from_years(years()).unwrap());

pub fn years() -> Vec<CalendarYear> {
    YEARS.map(|file| serde_saphyr::from_str(file).unwrap()).to_vec()
}

pub fn calendar() -> Calendar {
    CALENDAR.clone()
}
