//! Which papers came over the counter or by post, and whether as originals: what Mẫu 01 lists beside their names.

use domain::text::Text;
use forms::answers::Answers;
use forms::procedure::{Paper, PaperKind, Procedure};
use forms::schema::{Choice, Condition, Kind, Question, Section};
use forms::values::whole_number;

const SECTION: &str = "received";
/// What the two questions about a paper begin with; its id follows.
const SHAPE: &str = "paper_received_";
const QUANTITY: &str = "paper_quantity_";
/// The answer that takes back what was noted of a paper by mistake.
const NOT_RECEIVED: &str = "none";
/// Copies of one paper, at the most.
const MOST: i64 = 99;

/// As what a paper was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Original,
    Certified,
    Copy,
}

impl Shape {
    const ALL: [Self; 3] = [Self::Original, Self::Certified, Self::Copy];

    const fn word(self) -> &'static str {
        match self {
            Self::Original => "original",
            Self::Certified => "certified",
            Self::Copy => "copy",
        }
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Original => ("Bản chính", "Original"),
            Self::Certified => ("Bản sao có chứng thực", "Certified copy"),
            Self::Copy => ("Bản sao", "Copy"),
        }
    }
}

/// A paper as the one-stop noted it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ReceivedAs {
    /// In the words of Mẫu 01.
    pub shape: &'static str,
    pub quantity: u32,
}

/// What was noted of a paper, if anything.
pub(crate) fn received_as(answers: &Answers, paper: &str) -> Option<ReceivedAs> {
    let said = answers.get(&shape_of(paper));
    let shape = Shape::ALL.into_iter().find(|shape| shape.word() == said)?;
    let quantity = whole_number(answers.get(&quantity_of(paper)));
    let quantity = quantity.and_then(|number| u32::try_from(number).ok()).unwrap_or(1);
    Some(ReceivedAs { shape: shape.words().0, quantity })
}

fn shape_of(paper: &str) -> String {
    format!("{SHAPE}{paper}")
}

fn quantity_of(paper: &str) -> String {
    format!("{QUANTITY}{paper}")
}

/// Whether a question asks as what a paper came.
pub(crate) fn is_of_a_paper(question: &str) -> bool {
    question.starts_with(SHAPE) || question.starts_with(QUANTITY)
}

/// Adds the section to what a one-stop keys in. Nobody else is asked: what comes online is an electronic copy.
pub(super) fn ask_what_was_received(procedure: &mut Procedure) {
    let papers = procedure.papers.iter().filter(|paper| paper.kind == PaperKind::HandIn);
    let questions: Vec<Question> = papers.flat_map(|paper| [shape(paper), quantity(paper)]).collect();
    if questions.is_empty() {
        return;
    }
    let section = Section {
        id: SECTION.to_owned(),
        title: Text::new("Giấy tờ đã nhận", "Papers received"),
        intro: Some(Text::new(
            "Được in trên Giấy tiếp nhận hồ sơ (Mẫu 01). Bản chính nhận để đối chiếu thì trả lại sau khi đối chiếu.",
            "Printed on the receipt (Mẫu 01). Originals that were taken for comparison are given back after it.",
        )),
        show_if: None,
        questions,
    };
    // Where to file comes last.
    let at = procedure.form.sections.len().saturating_sub(1);
    procedure.form.sections.insert(at, section);
}

/// Takes it away again: the applicant says nothing of what the one-stop received.
pub(super) fn forget_what_was_received(procedure: &mut Procedure) {
    procedure.form.sections.retain(|section| section.id != SECTION);
}

fn shape(paper: &Paper) -> Question {
    let option = |shape: Shape| {
        let (vi, en) = shape.words();
        Choice { value: shape.word().to_owned(), label: Text::new(vi, en) }
    };
    let not_received =
        Choice { value: NOT_RECEIVED.to_owned(), label: Text::new("Không nhận", "Not handed in") };
    let options = Shape::ALL.map(option).into_iter().chain([not_received]).collect();
    Question {
        id: shape_of(&paper.id),
        label: paper.name.clone(),
        help: None,
        example: None,
        required: false,
        show_if: paper.needed_if.clone(),
        autocomplete: None,
        prefill: None,
        kind: Kind::Choice { options, table: None },
    }
}

fn quantity(paper: &Paper) -> Question {
    Question {
        id: quantity_of(&paper.id),
        label: Text::new(format!("Số bản: {}", paper.name.vi), format!("How many: {}", paper.name.en)),
        help: Some(Text::new("Để trống là 1 bản.", "Left empty, it is one.")),
        show_if: Some(Condition::OneOf(
            shape_of(&paper.id),
            Shape::ALL.map(|shape| shape.word().to_owned()).into(),
        )),
        kind: Kind::Number { min: Some(1), max: Some(MOST), unit: None },
        ..shape(paper)
    }
}
