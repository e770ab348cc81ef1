//! `motcua`: the commands of the operator, and questions to the rules (docs/cli.md).

mod answer;
mod calendar;
mod clock;
mod explain;
mod forms;
mod id;
mod options;

use std::path::PathBuf;
use std::process::ExitCode;

use casework::catalogue::{self, Loaded};
use clap::{Parser, Subcommand};
use store::Database;
use store::event_log::{self, Verdict};

use self::calendar::CalendarArgs;
use self::clock::ClockCommand;
use self::explain::ExplainArgs;
use self::forms::FormsCommand;
use self::id::IdCommand;
use crate::backup::{self, BackupArgs, RestoreArgs};
use crate::config::{Serving, Stores};
use crate::officers::{self, OfficerArgs};
use crate::serve::serve;
use crate::{first_page, table};

type Outcome = Result<ExitCode, Box<dyn std::error::Error>>;

/// One-stop shop for administrative procedures
#[derive(Debug, Parser)]
#[command(name = "motcua", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the site
    Serve(Box<Serving>),
    /// Create or update the tables
    Migrate(Stores),
    /// The catalogue of procedures, units and calendars
    #[command(subcommand)]
    Catalogue(CatalogueCommand),
    /// The accounts of officers
    Officer(OfficerArgs),
    /// Copy database and files into a folder, while the server runs
    Backup(BackupArgs),
    /// Put a backup into an empty place
    Restore(RestoreArgs),
    /// The log of events
    #[command(subcommand)]
    Log(LogCommand),
    /// The promise clock
    #[command(subcommand)]
    Clock(ClockCommand),
    /// What is known of a year: Tết, days off announced and proposed
    Calendar(CalendarArgs),
    /// Identifiers of people, dossiers, procedures and papers
    #[command(subcommand)]
    Id(IdCommand),
    /// Forms of procedures
    #[command(subcommand)]
    Forms(FormsCommand),
    /// Why clock, fees and route of a dossier are what they are; reads the database
    Explain(ExplainArgs),
    /// Pages of a PDF and a picture of the first; the server calls it
    #[command(hide = true)]
    FirstPage {
        /// Pixels of the longer side
        side: u16,
    },
    /// The cells of a table; the server calls it
    #[command(hide = true)]
    Table,
}

#[derive(Debug, Subcommand)]
enum CatalogueCommand {
    /// Check all files and load them, or none
    Load {
        #[command(flatten)]
        stores: Stores,
        /// Folder with procedures/, units/ and calendars/
        #[arg(long, env = "MOTCUA_DATA", default_value = "data")]
        data: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
enum LogCommand {
    /// Recompute the chain of hashes
    Verify(Stores),
}

impl Cli {
    /// Runs a command that must not have the threads of a runtime around it; nothing for any other.
    #[must_use]
    pub fn run_alone(&self) -> Option<ExitCode> {
        let read = match self.command {
            Command::FirstPage { side } => first_page::run(side),
            Command::Table => table::run(),
            _ => return None,
        };
        Some(told(read.map(|()| ExitCode::SUCCESS)))
    }
}

/// Runs a command; its failure is told on standard error.
pub async fn run(cli: Cli) -> ExitCode {
    told(match cli.command {
        Command::Serve(serving) => serve(*serving).await.map(|()| ExitCode::SUCCESS),
        Command::Migrate(stores) => migrate(&stores).await,
        Command::Catalogue(CatalogueCommand::Load { stores, data }) => load(&stores, &data).await,
        Command::Officer(args) => officers::run(args).await,
        Command::Backup(args) => backup::back_up(args).await,
        Command::Restore(args) => backup::restore(args).await,
        Command::Log(LogCommand::Verify(stores)) => verify(&stores).await,
        Command::Clock(command) => Ok(clock::run(command).await),
        Command::Calendar(args) => Ok(calendar::run(&args).await),
        Command::Id(command) => Ok(id::run(&command)),
        Command::Forms(command) => Ok(forms::run(command)),
        Command::Explain(args) => Ok(explain::run(args).await),
        Command::FirstPage { side } => first_page::run(side).map(|()| ExitCode::SUCCESS),
        Command::Table => table::run().map(|()| ExitCode::SUCCESS),
    })
}

fn told(outcome: Outcome) -> ExitCode {
    outcome.unwrap_or_else(|error| {
        let mut line = format!("motcua: {error}");
        let mut source = error.source();
        while let Some(cause) = source {
            line.push_str(&format!(": {cause}"));
            source = cause.source();
        }
        eprintln!("{line}");
        ExitCode::FAILURE
    })
}

async fn migrate(stores: &Stores) -> Outcome {
    let count = Database::migrate(&stores.database_url).await?;
    println!("{count} migrations applied");
    Ok(ExitCode::SUCCESS)
}

async fn load(stores: &Stores, data: &std::path::Path) -> Outcome {
    let database = Database::open(&stores.database_url).await?;
    let loaded = catalogue::load(&database, data).await?;
    database.close().await?;
    match loaded {
        Loaded::Stored { procedures, units, years, provinces, templates, tables, kept } => {
            println!(
                "{procedures} procedures, {units} units, {years} calendar years, {provinces} provinces, {templates} message templates, {tables} tables of codes loaded"
            );
            for version in kept {
                println!(
                    "{version} was published at /admin/procedures and goes on to count; its file says something else"
                );
            }
            Ok(ExitCode::SUCCESS)
        }
        Loaded::Refused(faults) => {
            for fault in &faults {
                eprintln!("{fault}");
            }
            eprintln!("nothing was loaded: {} faults", faults.len());
            Ok(ExitCode::FAILURE)
        }
    }
}

async fn verify(stores: &Stores) -> Outcome {
    let database = Database::open(&stores.database_url).await?;
    let verdict = event_log::verify(database.reader()).await?;
    database.close().await?;
    match verdict {
        Verdict::Whole { rows } => {
            println!("the log is whole: {rows} events");
            Ok(ExitCode::SUCCESS)
        }
        Verdict::Broken { seq } => {
            eprintln!("the log is broken at event {seq}");
            Ok(ExitCode::FAILURE)
        }
    }
}
