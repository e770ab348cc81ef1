//! Adding, doubling, moving and removing.

use domain::text::Text;

use super::names::rename_all;
use super::{Item, Spot};
use crate::question_file::LINE;
use crate::schema::{Form, Kind, Question, Section};

/// What is done with a section or question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Adds a question at the end of a section or group.
    Add,
    Duplicate,
    Up,
    Down,
    Remove,
}

impl Action {
    pub const ALL: [Self; 5] = [Self::Add, Self::Duplicate, Self::Up, Self::Down, Self::Remove];

    /// Its word in buttons.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Duplicate => "duplicate",
            Self::Up => "up",
            Self::Down => "down",
            Self::Remove => "remove",
        }
    }
}

impl Form {
    /// Does it, and answers what was made or moved, or where what was removed had been. Nothing where it cannot be done.
    pub fn arrange(&mut self, action: Action, item: &Item) -> Option<Item> {
        match item {
            Item::Section(id) => self.arrange_section(action, id),
            Item::Question(id) => self.arrange_question(action, id),
        }
    }

    /// Adds a section at the end.
    pub fn add_section(&mut self) -> Item {
        let id = self.unused_id("section");
        let questions = Vec::new();
        self.sections.push(Section {
            id: id.clone(),
            title: Text::default(),
            intro: None,
            show_if: None,
            questions,
        });
        Item::Section(id)
    }

    fn arrange_section(&mut self, action: Action, id: &str) -> Option<Item> {
        let place = self.section_place(id)?;
        match action {
            Action::Add => {
                let question = fresh(self.unused_id("question"));
                let item = Item::Question(question.id.clone());
                self.sections[place].questions.push(question);
                return Some(item);
            }
            Action::Duplicate => return Some(self.duplicate_section(place)),
            Action::Remove => {
                self.sections.remove(place);
                let near = self.sections.get(place).or_else(|| self.sections.last());
                return Some(Item::Section(near.map_or(id, |section| section.id.as_str()).to_owned()));
            }
            Action::Up => self.sections.swap(place.checked_sub(1)?, place),
            Action::Down => swap_down(&mut self.sections, place)?,
        }
        Some(Item::Section(id.to_owned()))
    }

    fn arrange_question(&mut self, action: Action, id: &str) -> Option<Item> {
        let spot = self.spot(id)?;
        match action {
            Action::Add => {
                let question = fresh(self.unused_id("question"));
                let item = Item::Question(question.id.clone());
                let Kind::Group { questions, .. } = &mut self.list_mut(spot)?[spot.place].kind else {
                    return None;
                };
                questions.push(question);
                return Some(item);
            }
            Action::Duplicate => return self.duplicate_question(spot),
            Action::Remove => {
                self.list_mut(spot)?.remove(spot.place);
                let section = &self.sections[spot.section];
                let around = spot.group.map(|group| Item::Question(section.questions[group].id.clone()));
                return Some(around.unwrap_or_else(|| Item::Section(section.id.clone())));
            }
            Action::Up => self.move_up(spot)?,
            Action::Down => self.move_down(spot)?,
        }
        Some(Item::Question(id.to_owned()))
    }

    /// A question at the head of its section goes to the end of the one before; those of a group stay in it.
    fn move_up(&mut self, spot: Spot) -> Option<()> {
        if let Some(above) = spot.place.checked_sub(1) {
            self.list_mut(spot)?.swap(above, spot.place);
            return Some(());
        }
        let before = spot.section.checked_sub(1).filter(|_| spot.group.is_none())?;
        let question = self.sections[spot.section].questions.remove(spot.place);
        self.sections[before].questions.push(question);
        Some(())
    }

    fn move_down(&mut self, spot: Spot) -> Option<()> {
        let after = spot.section + 1;
        let can_leave = spot.group.is_none() && after < self.sections.len();
        let list = self.list_mut(spot)?;
        if swap_down(list, spot.place).is_some() {
            return Some(());
        }
        let question = can_leave.then(|| list.remove(spot.place))?;
        self.sections[after].questions.insert(0, question);
        Some(())
    }

    /// Puts a copy after a question. Rules that speak at it are not copied.
    fn duplicate_question(&mut self, spot: Spot) -> Option<Item> {
        let mut copy = [self.list(spot)[spot.place].clone()];
        let ids = self.new_ids(&copy);
        rename_all(&mut copy, &ids);
        let [copy] = copy;
        let item = Item::Question(copy.id.clone());
        self.list_mut(spot)?.insert(spot.place + 1, copy);
        Some(item)
    }

    fn duplicate_section(&mut self, place: usize) -> Item {
        let mut copy = self.sections[place].clone();
        let ids = self.new_ids(&copy.questions);
        rename_all(&mut copy.questions, &ids);
        copy.id = self.unused_id(&copy.id);
        let item = Item::Section(copy.id.clone());
        self.sections.insert(place + 1, copy);
        item
    }

    /// The ids of questions, each with a new one.
    fn new_ids(&self, questions: &[Question]) -> Vec<(String, String)> {
        // Ids that were given must not be given again, so they go into a form that is thrown away.
        let mut taken = self.clone();
        let mut ids = Vec::new();
        for id in all_ids(questions) {
            let new = taken.unused_id(id);
            taken.sections.push(Section {
                id: new.clone(),
                title: Text::default(),
                intro: None,
                show_if: None,
                questions: Vec::new(),
            });
            ids.push((id.to_owned(), new));
        }
        ids
    }
}

fn all_ids(questions: &[Question]) -> Vec<&str> {
    let mut ids = Vec::new();
    for question in questions {
        ids.push(question.id.as_str());
        if let Kind::Group { questions, .. } = &question.kind {
            ids.extend(all_ids(questions));
        }
    }
    ids
}

fn swap_down<T>(list: &mut [T], place: usize) -> Option<()> {
    let below = place + 1;
    (below < list.len()).then(|| list.swap(place, below))
}

/// A question that was just added; the check asks for its words.
fn fresh(id: String) -> Question {
    Question {
        id,
        label: Text::default(),
        help: None,
        example: None,
        required: true,
        show_if: None,
        autocomplete: None,
        prefill: None,
        kind: Kind::Text { max_length: LINE },
    }
}
