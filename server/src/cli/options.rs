//! Options that several questions share.

use std::path::PathBuf;

use clap::Args;
use domain::id::Sex;
use domain::text::Lang;
use domain::when::{parse_iso_date, parse_iso_datetime};
use time::{Date, OffsetDateTime};

/// Where the catalogue lies.
#[derive(Debug, Args)]
pub struct Folder {
    /// Folder with procedures/, units/ and calendars/
    #[arg(long, env = "MOTCUA_DATA", default_value = "data")]
    pub data: PathBuf,
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
