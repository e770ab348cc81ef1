//! Changing an e-form as somebody who prepares it does: what is added, doubled, moved, removed and renamed.
//!
//! A section or question is named by its id. An id that two of them have names neither: such a form is mended in its text.

mod arrange;
mod names;
#[cfg(test)]
mod tests;

pub use arrange::Action;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::schema::{Form, Kind, Question, Section};

/// The longest id.
const LONGEST: usize = 64;

/// What of a form is changed by itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Item {
    Section(String),
    Question(String),
}

impl Item {
    /// The item of a word and an id: `question` and `child_name`.
    #[must_use]
    pub fn of(kind: &str, id: &str) -> Option<Self> {
        match kind {
            "section" => Some(Self::Section(id.to_owned())),
            "question" => Some(Self::Question(id.to_owned())),
            _ => None,
        }
    }

    /// What was written as `question.child_name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let (kind, id) = name.split_once('.')?;
        Self::of(kind, id)
    }

    /// Its word in names and addresses.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Section(_) => "section",
            Self::Question(_) => "question",
        }
    }

    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Section(id) | Self::Question(id) => id,
        }
    }
}

impl fmt::Display for Item {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.kind(), self.id())
    }
}

/// Whether a text can be an id: lower-case letters, digits and `_`, a letter first.
#[must_use]
pub fn is_id(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.len() <= LONGEST
        && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

/// Where a question stands: in a section, or in a group of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Spot {
    section: usize,
    group: Option<usize>,
    place: usize,
}

impl Form {
    /// The section of an id.
    #[must_use]
    pub fn section(&self, id: &str) -> Option<&Section> {
        Some(&self.sections[self.section_place(id)?])
    }

    /// The question of an id, in a group or not.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        let spot = self.spot(id)?;
        Some(&self.list(spot)[spot.place])
    }

    /// The section in which a question stands.
    #[must_use]
    pub fn section_of(&self, question: &str) -> Option<&Section> {
        Some(&self.sections[self.spot(question)?.section])
    }

    /// Whether the id of an item names it, and nothing else.
    #[must_use]
    pub fn has(&self, item: &Item) -> bool {
        is_id(item.id())
            && match item {
                Item::Section(id) => self.section(id).is_some(),
                Item::Question(id) => self.question(id).is_some(),
            }
    }

    /// Whether a section or question of that kind has an id, one or several.
    #[must_use]
    pub fn is_taken(&self, item: &Item) -> bool {
        match item {
            Item::Section(id) => self.sections.iter().any(|section| section.id == *id),
            Item::Question(id) => self.spots().iter().any(|(_, question)| question.id == *id),
        }
    }

    /// Puts a question in the place of the one that has its id.
    pub fn put_question(&mut self, question: Question) {
        let spot = self.spot(&question.id);
        if let Some(place) = spot.and_then(|spot| self.list_mut(spot)?.get_mut(spot.place)) {
            *place = question;
        }
    }

    /// Puts a section in the place of another; its questions stay those of the other.
    pub fn put_section(&mut self, id: &str, section: Section) {
        if let Some(place) = self.section_place(id) {
            let questions = std::mem::take(&mut self.sections[place].questions);
            self.sections[place] = Section { questions, ..section };
        }
    }

    /// The questions that a condition of an item can name: those outside of groups, and those of its own group.
    #[must_use]
    pub fn named_from(&self, item: &Item) -> Vec<&Question> {
        let own = match item {
            Item::Question(id) => self.spot(id),
            Item::Section(_) => None,
        };
        let own_group = own.and_then(|spot| Some((spot.section, spot.group?)));
        let can = |spot: &Spot| spot.group.is_none_or(|group| own_group == Some((spot.section, group)));
        let spots = self.spots().into_iter().filter(|(spot, _)| can(spot) && Some(*spot) != own);
        spots.map(|(_, question)| question).collect()
    }

    /// An id like another that no section or question of the form has.
    #[must_use]
    pub fn unused_id(&self, like: &str) -> String {
        let (stem, last) = numbered(like);
        let stem: String = stem.chars().take(LONGEST - 4).collect();
        let taken = |id: &String| {
            self.is_taken(&Item::Section(id.clone())) || self.is_taken(&Item::Question(id.clone()))
        };
        let more = (last + 1..).map(|number| format!("{stem}_{number}"));
        let first = std::iter::once(like.to_owned()).filter(|id| id.len() <= LONGEST);
        first.chain(more).find(|id| !taken(id)).unwrap_or_default()
    }

    fn section_place(&self, id: &str) -> Option<usize> {
        let mut places = self.sections.iter().enumerate().filter(|(_, section)| section.id == id);
        let (place, _) = places.next()?;
        places.next().is_none().then_some(place)
    }

    fn spot(&self, id: &str) -> Option<Spot> {
        let mut found = self.spots().into_iter().filter(|(_, question)| question.id == id);
        let (spot, _) = found.next()?;
        found.next().is_none().then_some(spot)
    }

    /// Every question, those in groups after their group.
    fn spots(&self) -> Vec<(Spot, &Question)> {
        let mut spots = Vec::new();
        for (section, contents) in self.sections.iter().enumerate() {
            for (place, question) in contents.questions.iter().enumerate() {
                spots.push((Spot { section, group: None, place }, question));
                let Kind::Group { questions, .. } = &question.kind else { continue };
                let inner = questions.iter().enumerate();
                spots.extend(
                    inner.map(|(inner, question)| {
                        (Spot { section, group: Some(place), place: inner }, question)
                    }),
                );
            }
        }
        spots
    }

    fn list(&self, spot: Spot) -> &[Question] {
        let questions = &self.sections[spot.section].questions;
        match spot.group.map(|group| &questions[group].kind) {
            Some(Kind::Group { questions, .. }) => questions,
            _ => questions,
        }
    }

    fn list_mut(&mut self, spot: Spot) -> Option<&mut Vec<Question>> {
        let questions = &mut self.sections[spot.section].questions;
        let Some(group) = spot.group else { return Some(questions) };
        match &mut questions[group].kind {
            Kind::Group { questions, .. } => Some(questions),
            _ => None,
        }
    }
}

/// The stem and the number of `child_name_2`; without a number it is the first.
fn numbered(id: &str) -> (&str, u32) {
    let number = id.rsplit_once('_').and_then(|(stem, number)| Some((stem, number.parse().ok()?)));
    number.unwrap_or((id, 1))
}
