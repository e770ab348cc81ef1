use domain::clock::Period;
use domain::text::Text;
use forms::procedure::{Fee, LifeEvent, Procedure};
use serde::{Deserialize, Serialize};

/// A procedure in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureLine {
    pub code: String,
    pub name: Text,
    pub summary: Text,
    pub period: Period,
    /// Other times, which some cases take.
    pub other_periods: Vec<Period>,
    pub fees: Vec<Fee>,
    pub life_events: Vec<LifeEvent>,
    /// Can be applied for wholly online.
    pub online: bool,
}

/// `/procedures/{code}`: a procedure as it runs today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureView {
    pub procedure: Procedure,
    /// Counters that take it beside those of the level that decides; none when territory counts.
    pub further_counters: Option<Vec<Text>>,
    /// The day, ISO, on which a version begins that is known already.
    pub changes_on: Option<String>,
}

/// Whose site this is, in the words of its head and foot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operator {
    /// What it is responsible for, as in "Tỉnh Bình Dương".
    pub place: Text,
    /// Who answers for the site, as in "Trung tâm Phục vụ hành chính công tỉnh Bình Dương".
    pub centre: Text,
}

/// A province of today's two-level government.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Province {
    pub code: String,
    pub name: String,
    /// What a list shows: with the provinces of before that are part of it.
    pub label: String,
}

/// A commune, ward or town that is no more, and what it is part of today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerPlace {
    pub name: String,
    pub district: String,
    pub province: String,
    /// Its last day, ISO.
    pub until: String,
    /// Communes of today with their province; several where it was divided.
    pub now: Vec<String>,
}

/// A commune, ward or special zone of a province.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commune {
    pub code: String,
    pub name: String,
}
