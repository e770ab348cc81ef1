//! Anonymous tracking: the code and the degree of completion, nothing else (TT 01/2018 Đ16.2d).

use axum::extract::{Path, State};
use axum::{Extension, Json};
use casework::{Actor, Office, applicant};
use serde::Serialize;
use utoipa::ToSchema;
use views::{Failure, TrackView};

use super::problem::Trouble;

/// Seconds after which one more wrong code is looked at.
const WAIT: i64 = 10;

/// How far a dossier is.
#[derive(Serialize, ToSchema)]
pub(crate) struct Tracked {
    code: String,
    /// Percent.
    #[schema(maximum = 100)]
    degree: u8,
}

/// See how far a dossier is, without a token.
///
/// Wrong codes are counted by address: after many, one is looked at every ten seconds.
#[utoipa::path(get, path = "/track/{code}", operation_id = "track", tag = "tracking",
    params(("code" = String, Path, description = "Dossier code")),
    responses((status = 200, description = "Code and degree of completion", body = Tracked)))]
pub(crate) async fn track(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Path(code): Path<String>,
) -> Result<Json<Tracked>, Trouble> {
    match applicant::track(&office, &actor, &code).await {
        Ok(TrackView::Public { code, degree }) => Ok(Json(Tracked { code, degree })),
        Ok(TrackView::Own(own)) => Ok(Json(Tracked { code: own.code, degree: own.degree })),
        Err(error) if error.failure() == Failure::TooManyRequests => {
            Err(Trouble::from(error).retry_after(WAIT))
        }
        Err(error) => Err(error.into()),
    }
}
