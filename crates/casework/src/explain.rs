//! Why clock, fees and route of a dossier are what they are: from what was stored when they were decided, and the log.
//!
//! For the operator, who can read the database anyway: nobody's name, answers or notes are in it.

mod clock;
mod fees;
mod route;

use std::sync::Arc;

use domain::clock::Due;
use domain::id::DossierCode;
use domain::lifecycle::Status;
use domain::text::{Lang, Text};
use domain::when::iso_local_datetime;
use forms::procedure::{LegalText, Procedure, Validity};
use serde::Serialize;
use store::Database;
use store::moment::{Millis, from_millis};
use views::Failure;

use self::clock::Clock;
use self::fees::{OfCharge, OfFee};
use self::route::Route;
use crate::catalogue::{Catalogue, Version};
use crate::dossier::Held;
use crate::{Case, timeline};

/// A deadline with the sum that shows it, in the words of a reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sum {
    /// On Vietnamese clocks: `2026-04-29T17:00:00+07:00`.
    pub due: String,
    pub arithmetic: Vec<String>,
    pub summary: String,
}

impl Sum {
    #[must_use]
    pub fn of(due: &Due, lang: Lang) -> Self {
        Self {
            due: iso_local_datetime(due.at),
            arithmetic: due.arithmetic.iter().map(|step| step.sentence(lang)).collect(),
            summary: due.summary(lang),
        }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    dossier: String,
    status: Status,
    status_code: u8,
    procedure: OfProcedure,
    clock: Clock,
    fees: Vec<OfFee>,
    charge: OfCharge,
    route: Route,
    log: Vec<Line>,
}

/// The version that the dossier was filed under and keeps.
#[derive(Clone, Debug, Serialize)]
struct OfProcedure {
    code: String,
    name: String,
    valid: Validity,
    legal_basis: Vec<LegalText>,
    /// What nobody has compared with the text of the law yet.
    unverified: Vec<Text>,
}

#[derive(Clone, Debug, Serialize)]
struct Line {
    at: String,
    kind: String,
    what: String,
}

/// Explains a dossier.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn explain(database: &Database, code: &str, lang: Lang) -> Case<Explanation> {
    let code = code.parse::<DossierCode>().map_err(|_| Failure::NotFound)?.to_string();
    let reader = database.reader();
    let catalogue = Arc::new(Catalogue::read(reader).await?);
    let held = Held::load(reader, &catalogue, &code).await?;
    let Version { procedure, .. } = catalogue.version(&held.row.procedure_version_id)?;
    let status = held.lifecycle.status();
    let (steps, _) = timeline::of(reader, &code).await?;
    let corrected = steps.iter().any(|step| step.kind == timeline::AGENCY_CHANGED);
    let log = steps.into_iter().map(|step| Line {
        at: iso_local_datetime(step.at.at()),
        kind: step.kind,
        what: step.what.get(lang).to_owned(),
    });
    Ok(Explanation {
        status,
        status_code: status.code(),
        clock: clock::of(reader, &catalogue, &held, lang).await?,
        fees: fees::of(procedure, &held.row.channel),
        charge: fees::charge(&held, &catalogue, procedure, lang)?,
        route: route::of(&catalogue, &held, procedure, corrected, lang)?,
        log: log.collect(),
        procedure: of_procedure(procedure, lang),
        dossier: code,
    })
}

fn of_procedure(procedure: &Procedure, lang: Lang) -> OfProcedure {
    OfProcedure {
        code: procedure.code.to_string(),
        name: procedure.name.get(lang).to_owned(),
        valid: procedure.valid.clone(),
        legal_basis: procedure.legal_basis.clone(),
        unverified: procedure.unverified.clone(),
    }
}

/// On Vietnamese clocks.
fn told(at: Millis) -> String {
    iso_local_datetime(from_millis(at))
}

const fn said(lang: Lang, vi: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}
