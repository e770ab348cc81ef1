use std::collections::BTreeMap;

use forms::answers::Answers;
use forms::evaluate::Attached;
use forms::places::PlaceBook;
use forms::procedure::{Channel, Paper};
use forms::schema::Form;
use time::Date;

use crate::answers::posted;
use crate::form::{form, papers};
use crate::tape::Choices;

/// A form, what a page of it posts, and what it is judged against.
#[derive(Clone, Debug)]
pub struct Case {
    pub form: Form,
    pub papers: Vec<Paper>,
    /// What the draft had before.
    pub kept: Answers,
    pub posted: BTreeMap<String, String>,
    pub attached: Attached,
    pub places: PlaceBook,
    pub today: Date,
    pub channel: Channel,
}

impl Case {
    /// The case that a tape makes.
    #[must_use]
    pub fn of(tape: &[u8]) -> Self {
        let mut choices = Choices::of(tape);
        let form = form(&mut choices);
        let papers = papers(&mut choices, &form);
        let kept = if choices.one_in(4) {
            posted(&mut choices, &form).into_iter().collect()
        } else {
            Answers::default()
        };
        let posted = posted(&mut choices, &form);
        let attached = papers
            .iter()
            .filter_map(|paper| Some((paper.id.clone(), u32::from(choices.below(4).checked_sub(1)?))))
            .collect();
        let channel = *choices.pick(&[&Channel::Online, &Channel::Counter, &Channel::Post]);
        let today = day(&mut choices);
        Self { form, papers, kept, posted, attached, places: places(&mut choices), today, channel }
    }
}

fn places(choices: &mut Choices<'_>) -> PlaceBook {
    if choices.one_in(2) {
        return PlaceBook::default();
    }
    let named = |code: &str, name: &str| (code.to_owned(), name.to_owned());
    PlaceBook {
        provinces: [named("79", "TP. Hồ Chí Minh"), named("74", "Bình Dương")].into(),
        communes: [("79".to_owned(), [named("25747", "Phường Phú Lợi")].into())].into(),
    }
}

impl Case {
    /// The same form, posted otherwise on another day.
    #[must_use]
    pub fn posted_anew(&self, tape: &[u8]) -> Self {
        let mut choices = Choices::of(tape);
        let posted = posted(&mut choices, &self.form);
        let channel = *choices.pick(&[&Channel::Online, &Channel::Counter, &Channel::Post]);
        Self { posted, channel, today: day(&mut choices), kept: Answers::default(), ..self.clone() }
    }
}

/// From the end of 2026 back to 1926.
fn day(choices: &mut Choices<'_>) -> Date {
    Date::from_julian_day(2_461_406 - i32::from(choices.below(36_525))).unwrap_or(Date::MIN)
}
