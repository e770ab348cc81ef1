use domain::text::Lang;

use super::words;

/// Something that a clerk must correct in the file of a procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, by the names in the file: `form.mother.mother_name.show_if`.
    pub path: String,
    pub reason: FaultReason,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultReason {
    MissingText {
        lang: Lang,
    },
    /// A text is not in Unicode normal form C.
    NotComposed,
    /// Not lower-case letters, digits and `_`, a letter first, at most 64.
    BadId {
        id: String,
    },
    DuplicateId {
        id: String,
    },
    /// The name has a meaning of its own in addresses.
    ReservedId {
        id: String,
    },
    /// A list that must have members has none.
    Empty,
    UnknownQuestion {
        name: String,
    },
    UnknownOption {
        question: String,
        value: String,
    },
    /// A condition asks of a question what its kind cannot answer.
    WrongKind {
        question: String,
        wanted: Wanted,
    },
    /// Compared questions are of different kinds.
    DifferentKinds {
        first: String,
        second: String,
    },
    /// A question inside a group is named from outside, where it has no row.
    InsideGroup {
        name: String,
    },
    /// A condition about other rows stands where there are no rows.
    OutsideGroup {
        name: String,
    },
    /// Whether a question is shown, or what it comes to, depends on itself.
    Cycle {
        names: Vec<String>,
    },
    /// The options stand in the file and in a table of codes.
    OptionsAndTable,
    /// What an account says does not answer this kind of question, or would answer it in every row.
    MisplacedPrefill,
    /// There is no such table of codes.
    UnknownTable {
        id: String,
    },
    /// No answers bring the question or section up.
    NeverAsked,
    /// No answers make the case one.
    NeverHolds,
    /// No answers make the paper needed.
    NeverNeeded,
    /// No answers break the rule.
    NeverBroken,
    /// No answers with which one could file keep the rule.
    AlwaysBroken,
    /// No answers with which one could file keep this rule and the other.
    RulesClash {
        other: String,
    },
    GroupInGroup,
    FileInGroup,
    MinAboveMax,
    /// The length allowed is 0 or above what answers keep.
    LengthOutOfBounds {
        most: u16,
    },
    UnknownPaper {
        id: String,
    },
    /// A file is asked for of a paper that is not handed in.
    PaperTakesNoFile {
        id: String,
    },
    PaperAskedTwice {
        id: String,
    },
    /// A group of papers that stand for each other has one member.
    LonelyOneOf {
        group: String,
    },
    /// Papers that meet a need only together are fewer than two, none of them is required, or nothing else could stand
    /// for them.
    LonelyTogether {
        set: String,
    },
    Zero,
    /// The steps together take longer than the deadline. Half hours.
    BudgetAboveDeadline {
        budget: u32,
        allowed: u32,
    },
    /// The steps together leave a part of the deadline to nobody. Half hours.
    BudgetBelowDeadline {
        budget: u32,
        allowed: u32,
    },
    NotADate {
        text: String,
    },
    FromAfterTo,
}

/// What a condition can be asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Date,
    Number,
    Value,
    SexChoice,
    Group,
}

impl Fault {
    /// In words for the clerk, with the place.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        format!("{}: {}", self.path, self.reason.text(lang))
    }
}

impl FaultReason {
    /// In words for the clerk.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::Vi => words::vietnamese(self),
            Lang::En => words::english(self),
        }
    }
}
