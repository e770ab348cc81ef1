//! What all use cases share: the stores, the catalogue, the clock and the secret.

use std::path::PathBuf;
use std::sync::{Arc, RwLock};

use domain::clock::{Calendar, OfficeHours};
use domain::role::Role;
use domain::when;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use store::id::letters;
use store::moment::{Millis, to_millis};
use store::{Database, FileStore};
use time::{Date, OffsetDateTime, Time};

use crate::business::FreshSecrets;
use crate::catalogue::{Catalogue, Places};
use crate::clock::Clock;
use crate::counter::Mismatches;
use crate::tracking::Tracking;
use crate::{Case, CaseError};

/// How the system is run, from its configuration.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The public address without a slash at the end, for links and QR codes.
    pub base_url: String,
    /// Demo people may be become by anybody.
    pub demo: bool,
    pub clock: Clock,
    /// Bytes that one file may have.
    pub max_file_size: u64,
    /// Who must sign in with a second factor. Never asked of anybody in demo mode.
    pub second_factor: SecondFactor,
    /// This program, which reads what strangers send in a process of its own: PDFs when it is called with `first-page`, tables
    /// with `table`. Without it PDFs have no pictures, and tables are read here, which only tests do.
    pub reader: Option<PathBuf>,
}

/// Who must sign in with a second factor (QCVN 12:2026/BCA: administrators, and access from outside).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SecondFactor {
    Administrators,
    /// Those who approve, too.
    #[default]
    Leaders,
    Everybody,
}

impl SecondFactor {
    /// Whether an officer of this role must have one.
    #[must_use]
    pub fn asks(self, role: Role) -> bool {
        match self {
            Self::Administrators => role == Role::Administrator,
            Self::Leaders => matches!(role, Role::Administrator | Role::Leader),
            Self::Everybody => true,
        }
    }
}

/// Everything that a use case works with. Clones are cheap and share it.
#[derive(Clone)]
pub struct Office(Arc<Inner>);

struct Inner {
    database: Database,
    files: FileStore,
    settings: Settings,
    catalogue: RwLock<Arc<Catalogue>>,
    /// Signs the links that must not be guessed.
    secret: Vec<u8>,
    fresh: FreshSecrets,
    tracking: Tracking,
    mismatches: Mismatches,
}

impl Office {
    /// Opens the office: reads the catalogue and, the first time, makes its secret.
    ///
    /// # Errors
    /// When the stores do not answer or the stored catalogue does not read back.
    pub async fn open(database: Database, files: FileStore, settings: Settings) -> Case<Self> {
        let secret = secret(&database).await?;
        let catalogue = Catalogue::read(database.reader()).await?;
        let catalogue = RwLock::new(Arc::new(catalogue));
        Ok(Self(Arc::new(Inner {
            database,
            files,
            settings,
            catalogue,
            secret,
            fresh: FreshSecrets::default(),
            tracking: Tracking::default(),
            mismatches: Mismatches::default(),
        })))
    }

    /// Reads the catalogue again when a newer one was loaded.
    ///
    /// # Errors
    /// When the database fails or the stored catalogue does not read back; the old one then stays in use.
    pub async fn refresh_catalogue(&self) -> Case<()> {
        let revision = Catalogue::revision_in(self.database().reader()).await?;
        if self.catalogue().revision == revision {
            return Ok(());
        }
        let fresh = Arc::new(Catalogue::read(self.database().reader()).await?);
        if let Ok(mut current) = self.0.catalogue.write() {
            *current = fresh;
        }
        Ok(())
    }

    #[must_use]
    pub fn database(&self) -> &Database {
        &self.0.database
    }

    #[must_use]
    pub fn files(&self) -> &FileStore {
        &self.0.files
    }

    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// A name of 24 letters for `words` that nobody can make without the secret of the system, so that a link can be
    /// shown again without being stored.
    pub(crate) fn sign(&self, words: &str) -> Case<String> {
        let mac = Hmac::<Sha256>::new_from_slice(&self.0.secret);
        let mut mac = mac.map_err(|_| CaseError::Impossible("HMAC takes keys of any length"))?;
        mac.update(words.as_bytes());
        Ok(letters(&mac.finalize().into_bytes()[..24]))
    }

    pub(crate) fn fresh(&self) -> &FreshSecrets {
        &self.0.fresh
    }

    pub(crate) fn tracking(&self) -> &Tracking {
        &self.0.tracking
    }

    pub(crate) fn mismatches(&self) -> &Mismatches {
        &self.0.mismatches
    }

    /// The catalogue as it is now; hold on to it through one use case, so that it does not change under it.
    #[must_use]
    pub fn catalogue(&self) -> Arc<Catalogue> {
        match self.0.catalogue.read() {
            Ok(current) => Arc::clone(&current),
            // A thread that panicked while replacing an Arc cannot have left it half replaced.
            Err(poisoned) => Arc::clone(&poisoned.into_inner()),
        }
    }

    #[must_use]
    pub fn places(&self) -> Places {
        Places(self.catalogue())
    }

    #[must_use]
    pub fn now(&self) -> OffsetDateTime {
        self.0.settings.clock.now()
    }

    #[must_use]
    pub(crate) fn now_millis(&self) -> Millis {
        to_millis(self.now())
    }

    /// Today in Vietnam.
    #[must_use]
    pub fn today(&self) -> Date {
        when::local(self.now()).date()
    }

    /// When today began in Vietnam: what was promised for before that is late, because a day lasts to its midnight (law §6.3).
    pub(crate) fn today_begins(&self) -> Millis {
        to_millis(when::at_local(self.today(), Time::MIDNIGHT))
    }

    /// When a unit works.
    pub(crate) fn hours(&self, unit: &str) -> Arc<OfficeHours> {
        self.catalogue().hours(unit)
    }

    pub(crate) fn calendar(&self) -> Arc<Calendar> {
        Arc::clone(&self.catalogue().calendar)
    }
}

async fn secret(database: &Database) -> Case<Vec<u8>> {
    const NAME: &str = "secret";
    if let Some(secret) = store::setting::get(database.reader(), NAME).await? {
        return Ok(secret.into_bytes());
    }
    let fresh = format!("{}{}", store::id::random()?, store::id::random()?);
    let secret = database
        .write(|tx| {
            Box::pin(async move { Ok::<_, CaseError>(store::setting::get_or_set(tx, NAME, fresh).await?) })
        })
        .await?;
    Ok(secret.into_bytes())
}
