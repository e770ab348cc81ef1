use domain::text::Text;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::procedure::Channel;
use crate::rule_file::RuleFile;

/// A statement about the answers. In a file it is a map with one of these keys.
///
/// A name is a question's id, or `<id>.province`, `<id>.commune`, `<id>.street` of an address. In a group it
/// means the question of the same row. A question that is not shown counts as unanswered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// `is: [question, value]`
    Is(String, String),
    /// `one_of: [question, [values]]`
    OneOf(String, Vec<String>),
    /// `answered: question`; for an address any part of it, for a group a row, for a file a file.
    Answered(String),
    /// `at_least: [question, number]`, for numbers and money.
    AtLeast(String, i64),
    /// `at_most: [question, number]`
    AtMost(String, i64),
    /// `before: [date question, date question]`, the first is earlier than the second.
    Before(String, String),
    /// `younger_than: [date question, years]`, today.
    YoungerThan(String, u16),
    /// `older_than_days: [date question, days]`: more than so many days have passed since.
    OlderThanDays(String, u16),
    /// `same: [question, question]`, both answered and equal.
    Same(String, String),
    /// `sum_differs: [total question, [part questions]]`; outside its group, a part counts in every row.
    /// False while the total or all parts are unanswered.
    SumDiffers(String, Vec<String>),
    /// `sum_exceeds: [total question, [part questions]]`: the parts together are more than the total.
    SumExceeds(String, Vec<String>),
    /// `exceeds: [question, question]`: the first number is more than the second.
    Exceeds(String, String),
    /// `longer_than: [date question, date question, years]`: the second date is more than so many years after the first.
    LongerThan(String, String, u16),
    /// `repeated: question`, in a group: another row has the same answer.
    Repeated(String),
    /// `not_one: [question, value]`, of a question in a group: not exactly one row has this answer.
    NotOne(String, String),
    /// `channel: online`, `counter` or `post`: how the application comes in.
    Channel(Channel),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
}

impl Condition {
    /// Every name in it, in the order of writing.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::Is(name, _)
            | Self::OneOf(name, _)
            | Self::Answered(name)
            | Self::AtLeast(name, _)
            | Self::AtMost(name, _)
            | Self::YoungerThan(name, _)
            | Self::OlderThanDays(name, _)
            | Self::Repeated(name)
            | Self::NotOne(name, _) => vec![name],
            Self::Before(first, second)
            | Self::Same(first, second)
            | Self::Exceeds(first, second)
            | Self::LongerThan(first, second, _) => vec![first, second],
            Self::Channel(_) => Vec::new(),
            Self::SumDiffers(total, parts) | Self::SumExceeds(total, parts) => {
                std::iter::once(total.as_str()).chain(parts.iter().map(String::as_str)).collect()
            }
            Self::All(conditions) | Self::Any(conditions) => {
                conditions.iter().flat_map(Self::names).collect()
            }
            Self::Not(condition) => condition.names(),
        }
    }
}

/// A rule over several answers. In a file it has `broken_if` or `must_hold`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct Rule {
    pub id: String,
    /// The question at which the message is shown.
    pub at: String,
    pub demand: Demand,
    pub message: Text,
    pub severity: Severity,
}

/// What a rule asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Demand {
    /// Broken when this holds.
    BrokenIf(Condition),
    /// Broken when this does not hold. While it depends on a question that is unanswered, nothing is broken.
    MustHold(Condition),
}

impl Demand {
    /// The condition, whichever way it is asked.
    #[must_use]
    pub const fn condition(&self) -> &Condition {
        match self {
            Self::BrokenIf(condition) | Self::MustHold(condition) => condition,
        }
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return RuleFile::from(self.clone()).serialize(serializer);
        }
        Self::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Rule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return RuleFile::deserialize(deserializer)?.try_into().map_err(D::Error::custom);
        }
        Self::deserialize(deserializer)
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The dossier cannot be filed.
    #[default]
    Error,
    /// The person is told and decides.
    Warning,
}
