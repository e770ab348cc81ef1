//! `motcua calendar`: what is known of a year.

use std::process::ExitCode;

use casework::catalogue::years_in;
use clap::Args;
use domain::clock::lunar::{LunarDate, LunarError, lunar_new_year};
use domain::clock::{Basis, CalendarYear, Difference, Proposal};
use domain::text::{Lang, Text};
use domain::when::{iso_date, weekday_name};
use serde::Serialize;
use time::Date;

use super::answer::{Refusal, tell};
use super::options::Rules;

#[derive(Debug, Args)]
pub struct CalendarArgs {
    /// 1900 to 2199; days off are proposed from 2021 on
    year: i32,
    #[command(flatten)]
    rules: Rules,
}

#[derive(Serialize)]
struct Answer {
    year: i32,
    lunar: Lunar,
    /// Whether deadlines are computed with the year.
    confirmed: bool,
    /// What the notices announced.
    announced: Option<Announced>,
    /// What law and moon give; never used for a deadline.
    proposed: Option<Vec<Day>>,
    /// Where the notices say something else than law and moon.
    differences: Option<Vec<Differs>>,
}

#[derive(Serialize)]
struct Lunar {
    /// Mùng 1 Tết.
    tet: String,
    /// Giỗ Tổ Hùng Vương, 10/3.
    hung_kings: String,
    /// The month after which the leap month comes.
    leap_month: Option<u8>,
}

#[derive(Serialize)]
struct Announced {
    source: String,
    holidays: Vec<Day>,
    working_saturdays: Vec<String>,
}

#[derive(Serialize)]
struct Day {
    date: String,
    weekday: &'static str,
    name: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<Basis>,
}

#[derive(Serialize)]
struct Differs {
    date: String,
    kind: &'static str,
}

pub async fn run(args: &CalendarArgs) -> ExitCode {
    tell(answer(args).await)
}

async fn answer(args: &CalendarArgs) -> Result<Answer, Refusal> {
    let year = args.year;
    let lunar = lunar(year)?;
    let announced = match args.rules.stored().await? {
        None => years_in(&args.rules.folder.data)?.into_iter().find(|known| known.year == year),
        Some(catalogue) => catalogue.year(year),
    };
    let proposal = CalendarYear::propose(year).ok();
    let differences = proposal.as_ref().zip(announced.as_ref());
    let differences = differences.map(|(proposal, announced)| differing(proposal, announced));
    let proposed = proposal.map(|proposal| {
        let days = proposal.days.into_iter();
        days.map(|proposed| day(proposed.date, proposed.name, Some(proposed.basis))).collect()
    });
    let confirmed = announced.is_some();
    let announced = announced.map(|announced| Announced {
        source: announced.source,
        holidays: announced.holidays.into_iter().map(|off| day(off.date, off.name, None)).collect(),
        working_saturdays: announced.working_saturdays.into_iter().map(iso_date).collect(),
    });
    Ok(Answer { year, lunar, confirmed, announced, proposed, differences })
}

fn lunar(year: i32) -> Result<Lunar, Refusal> {
    let refused =
        |error: LunarError| Refusal::new(format!("{error}: the lunar calendar is computed for 1900 to 2199"));
    let tet = lunar_new_year(year).map_err(refused)?;
    let hung_kings = LunarDate::new(year, 3, 10).to_solar().map_err(refused)?;
    let is_leap = |month: &u8| LunarDate { leap: true, ..LunarDate::new(year, *month, 1) }.to_solar().is_ok();
    let leap_month = (1..=12).find(is_leap);
    Ok(Lunar { tet: iso_date(tet), hung_kings: iso_date(hung_kings), leap_month })
}

fn day(date: Date, name: Text, basis: Option<Basis>) -> Day {
    Day { date: iso_date(date), weekday: weekday_name(date.weekday(), Lang::En), name, basis }
}

fn differing(proposal: &Proposal, announced: &CalendarYear) -> Vec<Differs> {
    let differs = |difference: Difference| Differs {
        date: iso_date(difference.date()),
        kind: match difference {
            Difference::AlsoOff(_) => "also_off",
            Difference::Worked(_) => "worked",
            Difference::WorkedSaturday(_) => "worked_saturday",
        },
    };
    proposal.differences(announced).into_iter().map(differs).collect()
}
