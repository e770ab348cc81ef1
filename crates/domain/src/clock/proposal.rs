use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::{Date, Duration, Month, Weekday};

use super::{
    calendar::{CalendarYear, Holiday, is_weekend},
    lunar::{LunarDate, LunarError, lunar_new_year},
};
use crate::{codes::error_codes, text::Text, when::iso};

#[cfg(test)]
mod tests;

error_codes! {
    /// Why no calendar can be proposed for a year.
    pub enum ProposalError {
        /// The Labour Code of 2019 holds since 1/1/2021.
        BeforeLabourCode => "calendar.before_labour_code",
        /// The lunar calendar is computed until 2199.
        OutOfRange => "calendar.out_of_range",
    }
}

impl From<LunarError> for ProposalError {
    fn from(_: LunarError) -> Self {
        Self::OutOfRange
    }
}

/// What a proposed day off rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A date that the law names.
    Fixed,
    /// The tenth of the third lunar month.
    Lunar,
    /// The Prime Minister decides each year (Labour Code, Article 112.3); proposed as the notices of 2021 to 2026 did.
    Chosen,
    /// The weekly day off fell on a holiday, so the next working day is off (Labour Code, Article 111.3).
    InLieu,
}

/// A day off that nobody has announced yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedDay {
    /// The day.
    #[serde(with = "iso::date")]
    pub date: Date,
    /// What is celebrated.
    pub name: Text,
    /// What it rests on.
    pub basis: Basis,
}

/// The days off of a year as far as law and moon give them. No deadline is computed with it: the official notice
/// decides the days of Tết and beside Quốc khánh, and swaps working days, which no rule foretells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The year.
    pub year: i32,
    /// Mùng 1 Tết.
    #[serde(with = "iso::date")]
    pub lunar_new_year: Date,
    /// Giỗ Tổ Hùng Vương, 10/3 of the lunar calendar.
    #[serde(with = "iso::date")]
    pub hung_kings: Date,
    /// In the order of the calendar, those on Saturdays and Sundays too.
    pub days: Vec<ProposedDay>,
}

/// Where a notice says something else than the proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A weekday is off that was not proposed.
    AlsoOff(Date),
    /// A weekday is worked that was proposed as off.
    Worked(Date),
    /// A Saturday is worked, which is never proposed.
    WorkedSaturday(Date),
}

/// Dates that the law names, since when, and how they are called (Labour Code, Article 112.1; NQ 28/2026/QH16).
const FIXED: [(Month, u8, i32, &str, &str); 5] = [
    (Month::January, 1, 2021, "Tết Dương lịch", "New Year's Day"),
    (Month::April, 30, 2021, "Ngày Chiến thắng", "Reunification Day"),
    (Month::May, 1, 2021, "Ngày Quốc tế Lao động", "International Labour Day"),
    (Month::September, 2, 2021, "Quốc khánh", "National Day"),
    (Month::November, 24, 2026, "Ngày Văn hóa Việt Nam", "Vietnamese Culture Day"),
];
/// Since when the Labour Code of 2019 holds.
const FIRST_YEAR: i32 = 2021;
/// Days off of Tết.
const TET_DAYS: i64 = 5;

impl CalendarYear {
    /// The days off that law and moon give for a year, to be compared with the official notice and confirmed.
    ///
    /// # Errors
    /// `BeforeLabourCode` before 2021, `OutOfRange` after 2199.
    pub fn propose(year: i32) -> Result<Proposal, ProposalError> {
        if year < FIRST_YEAR {
            return Err(ProposalError::BeforeLabourCode);
        }
        let tet = lunar_new_year(year)?;
        let hung_kings = LunarDate::new(year, 3, 10).to_solar()?;
        let mut days = Days::default();
        for (month, day, since, vi, en) in FIXED {
            let date = Date::from_calendar_date(year, month, day).map_err(|_| ProposalError::OutOfRange)?;
            if since <= year {
                days.add(date, Text::new(vi, en), Basis::Fixed);
            }
            if month == Month::September {
                days.add(beside(date), Text::new(vi, en), Basis::Chosen);
            }
        }
        for date in around_tet(tet) {
            days.add(date, Text::new("Tết Nguyên đán", "Lunar New Year"), Basis::Chosen);
        }
        let name = Text::new("Giỗ Tổ Hùng Vương", "Hùng Kings' Commemoration Day");
        days.add(hung_kings, name, Basis::Lunar);
        days.add_days_in_lieu();
        let days = days.0.into_values().collect();
        Ok(Proposal { year, lunar_new_year: tet, hung_kings, days })
    }
}

impl Proposal {
    /// The proposal as a calendar, once somebody compared it with the notice that `source` names.
    #[must_use]
    pub fn into_year(self, source: String) -> CalendarYear {
        let holiday = |day: ProposedDay| Holiday { date: day.date, name: day.name };
        let holidays = self.days.into_iter().map(holiday).collect();
        CalendarYear { year: self.year, holidays, working_saturdays: Vec::new(), source }
    }

    /// Where an announced year differs, in the order of the calendar.
    #[must_use]
    pub fn differences(&self, announced: &CalendarYear) -> Vec<Difference> {
        let weekdays =
            |dates: Vec<Date>| dates.into_iter().filter(|date| !is_weekend(*date)).collect::<Vec<_>>();
        let proposed = weekdays(self.days.iter().map(|day| day.date).collect());
        let off = weekdays(announced.holidays.iter().map(|holiday| holiday.date).collect());
        let also_off =
            off.iter().filter(|date| !proposed.contains(date)).map(|date| Difference::AlsoOff(*date));
        let worked = proposed.iter().filter(|date| !off.contains(date)).map(|date| Difference::Worked(*date));
        let saturdays = announced.working_saturdays.iter().map(|date| Difference::WorkedSaturday(*date));
        let mut all: Vec<_> = also_off.chain(worked).chain(saturdays).collect();
        all.sort_by_key(Difference::date);
        all
    }
}

impl Difference {
    /// The day.
    #[must_use]
    pub const fn date(&self) -> Date {
        match self {
            Self::AlsoOff(date) | Self::Worked(date) | Self::WorkedSaturday(date) => *date,
        }
    }
}

#[derive(Default)]
struct Days(BTreeMap<Date, ProposedDay>);

impl Days {
    // Two holidays on one day are one day off: the law gives a day in lieu for weekly days off alone.
    fn add(&mut self, date: Date, name: Text, basis: Basis) {
        match self.0.get_mut(&date) {
            Some(known) => {
                known.name = Text::new(
                    format!("{} và {}", known.name.vi, name.vi),
                    format!("{} and {}", known.name.en, name.en),
                );
            }
            None => {
                self.0.insert(date, ProposedDay { date, name, basis });
            }
        }
    }

    fn add_days_in_lieu(&mut self) {
        let on_weekends: Vec<ProposedDay> =
            self.0.values().filter(|day| is_weekend(day.date)).cloned().collect();
        for ProposedDay { date, name, .. } in on_weekends {
            let mut lieu = date;
            while is_weekend(lieu) || self.0.contains_key(&lieu) {
                lieu += Duration::DAY;
            }
            let name = Text::new(format!("Nghỉ bù {}", name.vi), format!("Day in lieu of {}", name.en));
            self.add(lieu, name, Basis::InLieu);
        }
    }
}

/// Two days before the new year and three of it, or one and four: whichever loses fewer weekly days off, the former
/// when both lose as many. So the notices of 2021 to 2026 chose.
fn around_tet(first: Date) -> Vec<Date> {
    let run = |before: i64| (-before..TET_DAYS - before).map(|days| first + Duration::days(days));
    let before =
        [2, 1].into_iter().min_by_key(|before| run(*before).filter(|date| is_weekend(*date)).count());
    run(before.unwrap_or(2)).collect()
}

/// The day before Quốc khánh, unless only the day after joins it to a weekend. So the notices of 2021 to 2026 chose.
fn beside(national_day: Date) -> Date {
    let next = national_day + Duration::DAY;
    match national_day.weekday() {
        Weekday::Sunday | Weekday::Monday | Weekday::Thursday => next,
        _ => national_day - Duration::DAY,
    }
}
