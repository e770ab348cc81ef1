//! Texts that officers can begin a message with, one file each in `data/messages/`.

use domain::text::{Lang, Text};
use serde::{Deserialize, Serialize};

/// A text with placeholders such as `{applicant}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageTemplate {
    pub id: String,
    /// What the officer chooses by.
    pub title: Text,
    pub text: Text,
    /// Codes of the procedures that it is for; for all when there are none.
    #[serde(default)]
    pub procedures: Vec<String>,
}

/// What stands in the place of the placeholders.
pub(crate) struct Facts<'a> {
    pub applicant: &'a str,
    pub code: &'a str,
    pub procedure: &'a str,
    pub unit: &'a str,
    /// The promised day; none before the dossier is accepted.
    pub due: Option<&'a str>,
}

/// What a text can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Placeholder {
    Applicant,
    Code,
    Procedure,
    Unit,
    Due,
}

impl Placeholder {
    fn from_name(name: &str) -> Option<Self> {
        match name {
            "applicant" => Some(Self::Applicant),
            "code" => Some(Self::Code),
            "procedure" => Some(Self::Procedure),
            "unit" => Some(Self::Unit),
            "due" => Some(Self::Due),
            _ => None,
        }
    }

    const fn of<'a>(self, facts: &Facts<'a>) -> Option<&'a str> {
        match self {
            Self::Applicant => Some(facts.applicant),
            Self::Code => Some(facts.code),
            Self::Procedure => Some(facts.procedure),
            Self::Unit => Some(facts.unit),
            Self::Due => facts.due,
        }
    }
}

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Words(&'a str),
    Placeholder(Placeholder),
}

/// The parts of a text; the fault is what stands between braces and is no placeholder.
fn pieces(text: &str) -> Result<Vec<Piece<'_>>, &str> {
    let (mut pieces, mut rest) = (Vec::new(), text);
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}').ok_or(after)?;
        pieces.push(Piece::Words(before));
        pieces.push(Piece::Placeholder(Placeholder::from_name(name).ok_or(name)?));
        rest = behind;
    }
    pieces.push(Piece::Words(rest));
    Ok(pieces)
}

impl MessageTemplate {
    /// Whether it is for a procedure.
    pub(crate) fn is_for(&self, procedure: &str) -> bool {
        self.procedures.is_empty() || self.procedures.iter().any(|code| code == procedure)
    }

    /// The text of a dossier; none when it names what the dossier does not have yet.
    pub(crate) fn fill(&self, facts: &Facts<'_>, lang: Lang) -> Option<String> {
        let pieces = pieces(self.text.get(lang)).ok()?;
        let filled: Option<String> = pieces
            .into_iter()
            .map(|piece| match piece {
                Piece::Words(words) => Some(words),
                Piece::Placeholder(placeholder) => placeholder.of(facts),
            })
            .collect();
        filled.map(|text| text.trim().to_owned())
    }

    /// What is wrong with it: where to look in its file, and why. `procedures` are all that there are, when they are known.
    pub(crate) fn fault(&self, procedures: Option<&[String]>) -> Option<(String, String)> {
        if self.id.is_empty() || !self.id.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
            return Some(("id:".to_owned(), "an id has small letters and underscores".to_owned()));
        }
        for (key, text) in [("title:", &self.title), ("text:", &self.text)] {
            if text.vi.trim().is_empty() || text.en.trim().is_empty() {
                return Some((key.to_owned(), format!("{key} both languages need words")));
            }
            if text.vi.chars().count().max(text.en.chars().count()) > crate::message::LONGEST {
                return Some((key.to_owned(), format!("{key} longer than a message may be")));
            }
        }
        for text in [&self.text.vi, &self.text.en] {
            if let Err(name) = pieces(text) {
                let name = name.lines().next().unwrap_or_default();
                return Some((format!("{{{name}"), format!("{{{name}}} is no placeholder")));
            }
        }
        let procedures = procedures?;
        let unknown = self.procedures.iter().find(|code| !procedures.contains(code))?;
        Some((unknown.clone(), format!("{unknown} is no procedure of this catalogue")))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn template(text: &str) -> MessageTemplate {
        let text = Text::new(text, text);
        MessageTemplate {
            id: "a".to_owned(), title: Text::new("Tên", "Title"), text, procedures: Vec::new()
        }
    }

    const FACTS: Facts<'_> = Facts {
        applicant: "Nguyễn {code} Hoa",
        code: "H09.41.10-261118-0001",
        procedure: "Bản sao",
        unit: "Một cửa",
        due: None,
    };

    #[test]
    fn placeholders_are_filled_once() {
        let filled = template("Kính gửi {applicant}: hồ sơ {code}.\n").fill(&FACTS, Lang::Vi);
        let expected = "Kính gửi Nguyễn {code} Hoa: hồ sơ H09.41.10-261118-0001.";
        assert_eq!(filled.as_deref(), Some(expected), "a name is no template");
    }

    #[test]
    fn a_promise_that_does_not_exist_yet_is_not_made() {
        let promise = template("Hẹn {due}");
        assert_eq!(promise.fill(&FACTS, Lang::Vi), None);
        let facts = Facts { due: Some("23/11/2026"), ..FACTS };
        assert_eq!(promise.fill(&facts, Lang::En).as_deref(), Some("Hẹn 23/11/2026"));
    }

    #[test]
    fn a_fault_names_what_is_wrong() {
        let reason =
            |template: MessageTemplate| template.fault(Some(&["1.001193".to_owned()])).map(|fault| fault.1);
        assert_eq!(reason(template("Chào {name}")).as_deref(), Some("{name} is no placeholder"));
        assert_eq!(reason(template("Chào {applicant")).as_deref(), Some("{applicant} is no placeholder"));
        assert_eq!(reason(template("  ")).as_deref(), Some("text: both languages need words"));
        let elsewhere = MessageTemplate { procedures: vec!["9.9".to_owned()], ..template("a") };
        assert_eq!(reason(elsewhere).as_deref(), Some("9.9 is no procedure of this catalogue"));
        let known = MessageTemplate { procedures: vec!["1.001193".to_owned()], ..template("a") };
        assert_eq!(reason(known), None);
    }

    proptest! {
        #[test]
        fn words_without_braces_are_kept(text in "[^{}]{1,80}") {
            let filled = template(&text).fill(&FACTS, Lang::Vi);
            prop_assert_eq!(filled.as_deref(), Some(text.trim()));
        }
    }
}
