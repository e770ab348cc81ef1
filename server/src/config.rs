//! Configuration by environment, `MOTCUA_` prefix.

use std::net::SocketAddr;
use std::path::PathBuf;

use casework::clock::Clock;
use casework::{Office, SecondFactor, Settings};
use clap::Args;
use domain::when;
use store::moment::from_millis;
use store::{Database, FileStore, event_log};
use time::{Duration, OffsetDateTime};

use crate::mail::MailRoute;
use crate::peer::Proxies;
use crate::watch::log::Format;

/// Where the data lies.
#[derive(Args, Clone, Debug)]
pub struct Stores {
    /// Address of the database, such as sqlite:var/motcua.db
    #[arg(long, env = "MOTCUA_DATABASE_URL", default_value = "sqlite:var/motcua.db")]
    pub database_url: String,
    /// Address of the file store, such as file:var/files
    #[arg(long, env = "MOTCUA_FILES_URL", default_value = "file:var/files")]
    pub files_url: String,
}

/// How the server runs.
#[derive(Args, Clone, Debug)]
pub struct Serving {
    #[command(flatten)]
    pub stores: Stores,
    /// Address to listen on
    #[arg(long, env = "MOTCUA_ADDR", default_value = "127.0.0.1:3000")]
    pub addr: SocketAddr,
    /// Public address of the site, for links, QR codes and the check of where forms come from [default: http://ADDR]
    #[arg(long, env = "MOTCUA_BASE_URL")]
    pub base_url: Option<String>,
    /// Demo mode: demo people and sign-in as any of them; never in production
    #[arg(long, env = "MOTCUA_DEMO", default_value = "0", value_parser = flag, action = clap::ArgAction::Set)]
    pub demo: bool,
    /// Demo mode only: what the clock shows at the start, such as 2026-11-18T09:00:00+07:00
    #[arg(long, env = "MOTCUA_DEMO_CLOCK")]
    pub demo_clock: Option<String>,
    /// Bytes that one uploaded file may have
    #[arg(long, env = "MOTCUA_MAX_FILE_SIZE", default_value_t = 20 * 1024 * 1024)]
    pub max_file_size: u64,
    /// Who must sign in with a second factor: administrators, leaders (and administrators) or everybody; nobody in demo mode
    #[arg(long, env = "MOTCUA_SECOND_FACTOR", default_value = "leaders", value_parser = second_factor)]
    pub second_factor: SecondFactor,
    /// File of the issuers by which citizens and organisations sign in (docs/identity.md) [default: none]
    #[arg(long, env = "MOTCUA_IDENTITY")]
    pub identity: Option<PathBuf>,
    /// Where mails go: file:FOLDER, smtp://HOST:PORT (add ?tls=required for STARTTLS) or smtps://USER:PASSWORD@HOST
    #[arg(long, env = "MOTCUA_MAIL_URL", default_value = "file:var/mail", hide_env_values = true)]
    pub mail_url: String,
    /// Sender of mails
    #[arg(long, env = "MOTCUA_MAIL_FROM", default_value = "Một Cửa <motcua@localhost.localdomain>")]
    pub mail_from: String,
    /// User name at the mail server, when the address has none
    #[arg(long, env = "MOTCUA_MAIL_USER")]
    pub mail_user: Option<String>,
    /// Password at the mail server, when the address has none
    #[arg(long, env = "MOTCUA_MAIL_PASSWORD", hide_env_values = true)]
    pub mail_password: Option<String>,
    /// Certificate (PEM) that is trusted for the mail server, beside the public ones [default: none]
    #[arg(long, env = "MOTCUA_MAIL_CA")]
    pub mail_ca: Option<PathBuf>,
    /// Address for operators, not for the public: /metrics, and /readyz with its reasons [default: none]
    #[arg(long, env = "MOTCUA_ADMIN_ADDR")]
    pub admin_addr: Option<SocketAddr>,
    /// How the log is written
    #[arg(long, env = "MOTCUA_LOG_FORMAT", default_value = "text", value_enum)]
    pub log_format: Format,
    /// Bytes that must be free for files, or the server is not ready
    #[arg(long, env = "MOTCUA_MIN_FREE_SPACE", default_value_t = 512 * 1024 * 1024)]
    pub min_free_space: u64,
    /// Seconds in which requests that are under way may end when the server is asked to stop
    #[arg(long, env = "MOTCUA_SHUTDOWN_SECONDS", default_value_t = 30)]
    pub shutdown_seconds: u64,
    /// Seconds for which the server goes on taking requests when it is asked to stop and says so at /readyz
    #[arg(long, env = "MOTCUA_SHUTDOWN_DELAY", default_value_t = 0)]
    pub shutdown_delay: u64,
    /// Addresses or networks of proxies whose X-Forwarded-For is believed, with commas between
    #[arg(long, env = "MOTCUA_PROXIES", default_value = "")]
    pub proxies: Proxies,
    /// Leptos' options
    #[arg(long, env = "MOTCUA_LEPTOS_TOML", default_value = "Leptos.toml")]
    pub leptos_toml: PathBuf,
}

fn flag(text: &str) -> Result<bool, String> {
    match text {
        "1" | "true" => Ok(true),
        "0" | "false" | "" => Ok(false),
        _ => Err("1 or 0".to_owned()),
    }
}

fn second_factor(text: &str) -> Result<SecondFactor, String> {
    match text {
        "administrators" => Ok(SecondFactor::Administrators),
        "leaders" => Ok(SecondFactor::Leaders),
        "everybody" => Ok(SecondFactor::Everybody),
        _ => Err("administrators, leaders or everybody".to_owned()),
    }
}

/// The server cannot start as it is configured.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("MOTCUA_DEMO_CLOCK must look like 2026-11-18T09:00:00+07:00")]
    Clock,
    #[error("MOTCUA_DEMO_CLOCK is for demo mode only")]
    ClockWithoutDemo,
    #[error("the system does not tell where this program is")]
    OwnProgram(#[source] std::io::Error),
}

impl Serving {
    /// The public address, without a slash at the end.
    #[must_use]
    pub fn public_url(&self) -> String {
        let url = self.base_url.clone().unwrap_or_else(|| format!("http://{}", self.addr));
        url.trim_end_matches('/').to_owned()
    }

    /// Where mails go.
    #[must_use]
    pub fn mail_route(&self) -> MailRoute {
        MailRoute {
            url: self.mail_url.clone(),
            from: self.mail_from.clone(),
            user: self.mail_user.clone(),
            password: self.mail_password.clone(),
            ca: self.mail_ca.clone(),
        }
    }

    /// What the use cases need to know.
    ///
    /// # Errors
    /// When a value makes no sense.
    pub fn settings(&self) -> Result<Settings, ConfigError> {
        let clock = match &self.demo_clock {
            None => Clock::real(),
            Some(_) if !self.demo => return Err(ConfigError::ClockWithoutDemo),
            Some(text) => Clock::set_to(when::parse_iso_datetime(text).map_err(|_| ConfigError::Clock)?),
        };
        Ok(Settings {
            base_url: self.public_url(),
            demo: self.demo,
            clock,
            max_file_size: self.max_file_size,
            second_factor: self.second_factor,
            reader: Some(std::env::current_exe().map_err(ConfigError::OwnProgram)?),
        })
    }
}

/// How far ahead dates are computed when a dossier is filed: the applicant's 15 working days, and some.
const AHEAD: Duration = Duration::days(40);

/// Opens the office. A demo whose catalogue has no calendar for the weeks ahead starts its clock in the last year
/// that has one, and says so: a demonstration must work in any year, a real office must be told to enter the year.
///
/// # Errors
/// When the stores do not open.
pub async fn open_office(
    serving: &Serving,
    mut settings: Settings,
) -> Result<Office, Box<dyn std::error::Error>> {
    let database = Database::open(&serving.stores.database_url).await?;
    let files = FileStore::open(&serving.stores.files_url).await?;
    if settings.demo && serving.demo_clock.is_none() {
        let catalogue = casework::catalogue::Catalogue::read(database.reader()).await?;
        let years: Vec<i32> = catalogue.calendar().years().collect();
        let ahead = OffsetDateTime::now_utc() + AHEAD;
        if let Some(last) = years.iter().max().filter(|_| !years.contains(&when::local(ahead).year())) {
            let start = format!("{last}-11-18T09:00:00+07:00");
            let start = when::parse_iso_datetime(&start).map_err(|_| ConfigError::Clock)?;
            // Time never goes back: what an earlier run wrote must not lie in the future.
            let latest = event_log::latest_of_people(database.reader()).await?.map(from_millis);
            let start = latest.map_or(start, |latest| start.max(latest));
            tracing::warn!(%start, "no calendar for the weeks ahead: the demo's clock starts here instead");
            settings.clock = Clock::set_to(start);
        }
    }
    Ok(Office::open(database, files, settings).await?)
}
