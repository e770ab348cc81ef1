//! Options that several questions share.

use std::path::PathBuf;

use casework::catalogue::Catalogue;
use clap::Args;
use domain::id::Sex;
use domain::text::Lang;
use domain::when::{parse_iso_date, parse_iso_datetime};
use store::Database;
use time::{Date, OffsetDateTime};

use super::answer::Refusal;

/// Where the catalogue lies.
#[derive(Debug, Args)]
pub struct Folder {
    /// Folder with procedures/, units/ and calendars/
    #[arg(long, env = "MOTCUA_DATA", default_value = "data")]
    pub data: PathBuf,
}

/// Where calendars and office hours are taken from.
#[derive(Debug, Args)]
pub struct Rules {
    #[command(flatten)]
    pub folder: Folder,
    /// The database of a server, for the calendars that were confirmed there, instead of the folder
    #[arg(long)]
    pub database_url: Option<String>,
}

impl Rules {
    /// The catalogue of the database, when one is named.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn stored(&self) -> Result<Option<Catalogue>, Refusal> {
        let Some(url) = &self.database_url else { return Ok(None) };
        let told = |error: &dyn std::fmt::Display| Refusal::new(error.to_string());
        let database = Database::open(url).await.map_err(|error| told(&error))?;
        let read = Catalogue::read(database.reader()).await;
        database.close().await.map_err(|error| told(&error))?;
        read.map(Some).map_err(|error| told(&error))
    }
}

/// In which language it is told.
#[derive(Debug, Args)]
pub struct Language {
    /// Language of the sentences: vi or en
    #[arg(long, default_value = "vi", value_parser = language)]
    pub lang: Lang,
}

fn language(text: &str) -> Result<Lang, &'static str> {
    text.parse().map_err(|_| "vi or en")
}

pub fn date(text: &str) -> Result<Date, &'static str> {
    parse_iso_date(text).map_err(|_| "a day reads 2026-04-23")
}

/// A text without a zone is what a clock in Vietnam shows.
pub fn instant(text: &str) -> Result<OffsetDateTime, &'static str> {
    let read = parse_iso_datetime(text).or_else(|_| parse_iso_datetime(&format!("{text}+07:00")));
    read.map_err(|_| "an instant reads 2026-04-23T09:00, or with its zone 2026-04-23T02:00:00Z")
}

pub fn sex(text: &str) -> Result<Sex, &'static str> {
    text.parse().map_err(|_| "male or female")
}
