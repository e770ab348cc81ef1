//! Filing, and answering supplement requests.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use casework::filing::{self, Filing, LONGEST_KEY, Outcome, Target};
use casework::{Actor, Office};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use views::Failure;

use super::ROOT;
use super::ask::Told;
use super::problem::{Protocol, Trouble};
use super::shapes::moment;

const KEY: &str = "idempotency-key";

/// A whole application.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Application {
    /// National code of the procedure.
    #[schema(example = "2.000908")]
    procedure: String,
    /// Code of the one-stop, one of the procedure's `receiving_units`.
    #[schema(example = "H09.41.10")]
    receiving_unit: String,
    /// Answers by the `keys` of the form's questions, each as text.
    #[serde(default)]
    answers: BTreeMap<String, String>,
    /// Ids of uploads, by the id of the paper that they are of.
    #[serde(default)]
    papers: BTreeMap<String, Vec<String>>,
}

/// The answer to a supplement request. What is not named stays as it was filed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SupplementAnswer {
    #[serde(default)]
    answers: BTreeMap<String, String>,
    /// Ids of uploads, by paper. They are added to the files that are there.
    #[serde(default)]
    papers: BTreeMap<String, Vec<String>>,
}

/// That it was filed.
#[derive(Serialize, ToSchema)]
pub(crate) struct Receipt {
    /// The dossier code.
    #[schema(example = "H09.41.10-261118-0001")]
    code: String,
    #[schema(format = DateTime)]
    filed_at: String,
    /// By then the one-stop will have checked it.
    #[schema(format = DateTime)]
    check_by: String,
    /// The version of the procedure under which it was filed.
    #[schema(example = "2.000908@2026-01-01")]
    procedure_version: String,
    receiving_unit: String,
    files: Vec<FiledFile>,
}

#[derive(Serialize, ToSchema)]
struct FiledFile {
    name: String,
    sha256: String,
}

/// File an application.
///
/// All or nothing: with anything wrong, nothing is filed and each wrong field is told. Sent again with the same
/// `Idempotency-Key` within 30 days, also after a broken connection, the first answer is repeated and nothing more is
/// filed.
#[utoipa::path(post, path = "/dossiers", operation_id = "fileDossier", tag = "dossiers", request_body = Application,
    params(("Idempotency-Key" = String, Header, description = "A new one for each application, such as a UUID", min_length = 1, max_length = 255)),
    responses((status = 201, description = "Filed", body = Receipt, headers(("Location" = String, description = "The dossier")))))]
pub(crate) async fn file(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    headers: HeaderMap,
    Told(application): Told<Application>,
) -> Result<Response, Trouble> {
    let Application { procedure, receiving_unit, answers, papers } = application;
    let target = Target::New { procedure, receiving_unit };
    finish(&office, &actor, &headers, Filing { target, answers, papers }).await
}

/// Answer the supplement request of a dossier.
#[utoipa::path(post, path = "/dossiers/{code}/supplement", operation_id = "supplementDossier", tag = "dossiers",
    request_body = SupplementAnswer,
    params(("code" = String, Path, description = "Dossier code"),
        ("Idempotency-Key" = String, Header, description = "A new one for each answer, such as a UUID", min_length = 1, max_length = 255)),
    responses((status = 201, description = "Sent", body = Receipt, headers(("Location" = String, description = "The dossier")))))]
pub(crate) async fn supplement(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Path(code): Path<String>,
    headers: HeaderMap,
    Told(answer): Told<SupplementAnswer>,
) -> Result<Response, Trouble> {
    let SupplementAnswer { answers, papers } = answer;
    finish(
        &office,
        &actor,
        &headers,
        Filing { target: Target::Supplement { dossier: code }, answers, papers },
    )
    .await
}

async fn finish(
    office: &Office,
    actor: &Actor,
    headers: &HeaderMap,
    filing: Filing,
) -> Result<Response, Trouble> {
    let key = headers.get(KEY).and_then(|key| key.to_str().ok()).map(str::trim);
    let key = key.filter(|key| (1..=LONGEST_KEY).contains(&key.len()));
    let key = key.ok_or(Trouble::protocol(Protocol::KeyMissing))?;
    let filed = match filing::file(office, actor, key, filing).await? {
        Outcome::Filed(filed) => filed,
        Outcome::Wrong(problems) => return Err(Trouble::of(Failure::Incomplete).at(problems)),
    };
    let files = filed.files.into_iter().map(|(name, sha256)| FiledFile { name, sha256 });
    let location = format!("{ROOT}/dossiers/{}", filed.code);
    let receipt = Receipt {
        code: filed.code,
        filed_at: moment(filed.at),
        check_by: moment(filed.check_by),
        procedure_version: filed.procedure,
        receiving_unit: filed.unit,
        files: files.collect(),
    };
    Ok((StatusCode::CREATED, [(LOCATION, location)], Json(receipt)).into_response())
}
