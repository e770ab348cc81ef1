//! `motcua clock`: when a period ends.

use std::process::ExitCode;

use casework::catalogue::RuleClock;
use casework::explain::Sum;
use clap::{Args, Subcommand, ValueEnum};
use domain::clock::{Period, PeriodUnit, due};
use time::OffsetDateTime;

use super::answer::{Refusal, tell};
use super::options::{Language, Rules, instant};

#[derive(Debug, Subcommand)]
pub enum ClockCommand {
    /// When a period ends that counts from the receipt of a dossier, and the sum that shows it
    Due(DueArgs),
}

#[derive(Debug, Args)]
pub struct DueArgs {
    /// When the dossier arrived, on Vietnamese clocks: 2026-04-23T09:00. With a zone: 2026-04-23T02:00:00Z
    #[arg(long, value_parser = instant)]
    received: OffsetDateTime,
    /// How many; not needed for same_day
    #[arg(long)]
    period: Option<u16>,
    #[arg(long, value_enum)]
    unit: Counted,
    /// The unit whose hours and closures count; without it the hours that all units have in common
    #[arg(long)]
    unit_code: Option<String>,
    #[command(flatten)]
    rules: Rules,
    #[command(flatten)]
    language: Language,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Counted {
    WorkingDays,
    WorkingHours,
    Days,
    Months,
    SameDay,
}

impl From<Counted> for PeriodUnit {
    fn from(counted: Counted) -> Self {
        match counted {
            Counted::WorkingDays => Self::WorkingDays,
            Counted::WorkingHours => Self::WorkingHours,
            Counted::Days => Self::Days,
            Counted::Months => Self::Months,
            Counted::SameDay => Self::SameDay,
        }
    }
}

pub async fn run(command: ClockCommand) -> ExitCode {
    let ClockCommand::Due(args) = command;
    tell(compute(&args).await)
}

async fn compute(args: &DueArgs) -> Result<Sum, Refusal> {
    let amount = match args.period {
        Some(amount) => amount,
        None if args.unit == Counted::SameDay => 0,
        None => return Err(Refusal::new("--period is missing: how many?")),
    };
    let unit = args.unit_code.as_deref();
    let clock = match args.rules.stored().await? {
        None => RuleClock::read(&args.rules.folder.data, unit)?,
        Some(catalogue) => catalogue.clock(unit).ok_or_else(|| {
            Refusal::new(match unit {
                Some(_) => "there is no such unit",
                None => "the database does not know the common hours: load the catalogue again, or name --unit-code",
            })
        })?,
    };
    let period = Period::new(amount, args.unit.into());
    let due = due(args.received, period, &clock.calendar, &clock.hours)
        .map_err(|error| Refusal::new(format!("{error}: enter the year from the official notice")))?;
    Ok(Sum::of(&due, args.language.lang))
}
