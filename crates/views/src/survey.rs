use domain::text::Text;
use serde::{Deserialize, Serialize};

/// `/rate/{token}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatingView {
    pub procedure: Text,
    pub unit: Text,
    pub used: bool,
}

/// Satisfaction with one unit in one month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatsLine {
    pub unit: Text,
    /// Such as `2026-11`.
    pub month: String,
    /// Answers; absent, like the share, when there are fewer than five, so that nobody is recognised.
    pub answers: Option<u32>,
    /// Per mille of the answers to all questions that are 4 or 5.
    pub satisfied_per_mille: Option<u32>,
}

/// `/stats`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatsView {
    pub lines: Vec<StatsLine>,
}
