//! A rule as its file writes it: what it demands stands beside the other keys.

use std::fmt;

use domain::text::Text;
use serde::{Deserialize, Serialize};

use crate::schema::{Condition, Demand, Rule, Severity};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleFile {
    id: String,
    at: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    broken_if: Option<Condition>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    must_hold: Option<Condition>,
    message: Text,
    #[serde(default)]
    severity: Severity,
}

/// A rule of a file demands nothing, or two things.
#[derive(Debug)]
pub(crate) struct NotOneDemand {
    rule: String,
}

impl fmt::Display for NotOneDemand {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "rule `{}` must have either `broken_if` or `must_hold`", self.rule)
    }
}

impl TryFrom<RuleFile> for Rule {
    type Error = NotOneDemand;

    fn try_from(file: RuleFile) -> Result<Self, NotOneDemand> {
        let demand = match (file.broken_if, file.must_hold) {
            (Some(condition), None) => Demand::BrokenIf(condition),
            (None, Some(condition)) => Demand::MustHold(condition),
            _ => return Err(NotOneDemand { rule: file.id }),
        };
        Ok(Self { id: file.id, at: file.at, demand, message: file.message, severity: file.severity })
    }
}

impl From<Rule> for RuleFile {
    fn from(rule: Rule) -> Self {
        let (broken_if, must_hold) = match rule.demand {
            Demand::BrokenIf(condition) => (Some(condition), None),
            Demand::MustHold(condition) => (None, Some(condition)),
        };
        let Rule { id, at, message, severity, .. } = rule;
        Self { id, at, broken_if, must_hold, message, severity }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(demand: &str) -> Result<Rule, String> {
        let yaml = format!("{{ id: r, at: q, {demand} message: {{ vi: A, en: B }} }}");
        serde_saphyr::from_str(&yaml).map_err(|error| error.to_string())
    }

    #[test]
    fn a_rule_demands_one_thing() {
        let answered = Condition::Answered("q".into());
        assert_eq!(read("broken_if: { answered: q },").unwrap().demand, Demand::BrokenIf(answered.clone()));
        assert_eq!(read("must_hold: { answered: q },").unwrap().demand, Demand::MustHold(answered));
        for wrong in ["", "broken_if: { answered: q }, must_hold: { answered: q },"] {
            assert!(read(wrong).unwrap_err().contains("rule `r` must have either"), "{wrong}");
        }
        assert!(read("broken_when: { answered: q },").is_err());
    }
}
