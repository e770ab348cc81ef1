use leptos::prelude::*;
use views::{RatingView, StatsView};

use super::ApiError;
#[cfg(feature = "ssr")]
use super::request::{caller, go, shown};

/// What a rating link is for, and whether it has been used.
#[server(prefix = "/fn", endpoint = "rating")]
pub async fn rating(token: String) -> Result<RatingView, ApiError> {
    let (office, _) = caller()?;
    shown(casework::survey::ticket(&office, &token).await)
}

/// Stores a rating: five answers from 1 to 5 and a text. The stored answer names no dossier and no person.
#[server(prefix = "/fn", endpoint = "rate")]
pub async fn rate(
    token: String,
    #[server(default)] q1: String,
    #[server(default)] q2: String,
    #[server(default)] q3: String,
    #[server(default)] q4: String,
    #[server(default)] q5: String,
    #[server(default)] comment: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::survey::answer(&office, &actor, &token, [&q1, &q2, &q3, &q4, &q5], &comment).await)
}

/// Satisfaction per unit and month.
#[server(prefix = "/fn", endpoint = "stats")]
pub async fn stats() -> Result<StatsView, ApiError> {
    let (office, _) = caller()?;
    shown(casework::survey::stats(&office).await)
}
