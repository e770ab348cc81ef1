use domain::text::Text;
use forms::procedure::{Channel, Paper, PaperKind};
use forms::schema::{
    Choice, Condition, DateCalendar, DateRange, Demand, Form, Formula, Kind, Layout, Question, Rule, Section,
    Severity,
};

use crate::tape::Choices;

/// What a condition or formula can name, and of which kind it is.
#[derive(Clone, Debug)]
struct Known {
    name: String,
    kind: Kind,
}

struct Maker<'a, 'b> {
    choices: &'a mut Choices<'b>,
    /// The questions so far, those of a group only while it is made.
    known: Vec<Known>,
    /// All questions, for the few names that lead anywhere.
    count: u16,
}

pub(crate) fn form(choices: &mut Choices<'_>) -> Form {
    let mut maker = Maker { choices, known: Vec::new(), count: 0 };
    let sections = 1 + maker.choices.below(3);
    let sections = (0..sections).map(|number| maker.section(number)).collect();
    let rules = maker.choices.below(4);
    let rules = (0..rules).filter_map(|number| maker.rule(number)).collect();
    Form { sections, rules }
}

pub(crate) fn papers(choices: &mut Choices<'_>, form: &Form) -> Vec<Paper> {
    let all = form.sections.iter().flat_map(|section| &section.questions);
    let known =
        all.map(|question| Known { name: question.id.clone(), kind: question.kind.clone() }).collect();
    let mut maker = Maker { choices, known, count: 0 };
    let count = maker.choices.below(4);
    (0..count)
        .map(|number| Paper {
            id: format!("p{number}"),
            code: None,
            name: text("Giấy tờ", "Paper"),
            help: None,
            kind: *maker.choices.pick(&[&PaperKind::HandIn, &PaperKind::Present, &PaperKind::ElectronicForm]),
            needed_if: maker.choices.one_in(2).then(|| maker.condition(2)),
            one_of: maker.choices.one_in(3).then(|| "g".to_owned()),
            together: maker.choices.one_in(3).then(|| "t".to_owned()),
            required: !maker.choices.one_in(4),
            max_files: maker.choices.below(3),
        })
        .collect()
}

fn text(vi: &str, en: &str) -> Text {
    Text::new(vi, en)
}

impl Maker<'_, '_> {
    fn section(&mut self, number: u16) -> Section {
        let show_if = (number > 0 && self.choices.one_in(3)).then(|| self.condition(2));
        let questions = 1 + self.choices.below(5);
        Section {
            id: format!("s{number}"),
            title: text("Phần", "Part"),
            intro: None,
            show_if,
            questions: (0..questions).map(|_| self.question(true)).collect(),
        }
    }

    fn question(&mut self, may_repeat: bool) -> Question {
        let id = format!("q{}", self.count);
        self.count += 1;
        let show_if = (!self.known.is_empty() && self.choices.one_in(3)).then(|| self.condition(2));
        let kind = self.kind(may_repeat);
        self.known.push(Known { name: id.clone(), kind: kind.clone() });
        Question {
            label: text(&format!("Câu {id}"), &format!("Question {id}?")),
            id,
            help: None,
            example: None,
            required: !self.choices.one_in(3),
            show_if,
            autocomplete: None,
            prefill: None,
            kind,
        }
    }

    fn kind(&mut self, may_repeat: bool) -> Kind {
        match self.choices.below(if may_repeat { 20 } else { 18 }) {
            0 => Kind::YesNo,
            1 | 2 => Kind::Number { min: self.bound(), max: self.bound(), unit: Some(text("m²", "m²")) },
            3 => Kind::Money { min: self.bound(), max: self.bound() },
            4 | 5 => Kind::Date {
                range: *self.choices.pick(&[&DateRange::Any, &DateRange::Past, &DateRange::Future]),
                calendar: *self.choices.pick(&[&DateCalendar::Solar, &DateCalendar::Lunar]),
            },
            6 => Kind::Choice { options: options(), table: None },
            7 => Kind::Choice {
                options: if self.choices.one_in(2) { Vec::new() } else { options() },
                table: Some("t".to_owned()),
            },
            8 => Kind::Text { max_length: 1 + self.choices.below(40) },
            9 => Kind::LongText { max_length: 1 + self.choices.below(40) },
            10 => Kind::PersonName,
            11 => Kind::NationalId {
                birth: self.name(|kind| matches!(kind, Kind::Date { .. })),
                sex: self.name(|kind| matches!(kind, Kind::Choice { .. })),
            },
            12 => self.choices.pick(&[&Kind::TaxCode, &Kind::Phone, &Kind::Email]).clone(),
            13 => Kind::Address,
            14 | 15 => Kind::Calculated { formula: self.formula(), unit: None },
            16 => Kind::AmountInWords { amount: self.number_name() },
            17 => Kind::Signature,
            18 => self.group(),
            _ => Kind::File { paper: format!("p{}", self.choices.below(3)) },
        }
    }

    fn bound(&mut self) -> Option<i64> {
        self.choices.one_in(3).then(|| i64::from(self.choices.below(2_000)) - 1_000)
    }

    fn group(&mut self) -> Kind {
        let outside = self.known.len();
        let questions = 1 + self.choices.below(3);
        let questions = (0..questions).map(|_| self.question(false)).collect();
        self.known.truncate(outside);
        Kind::Group {
            questions,
            min_rows: self.choices.below(3),
            max_rows: 1 + self.choices.below(4),
            row_title: text("Dòng", "Row"),
            layout: if self.choices.one_in(2) { Layout::Table } else { Layout::Cards },
        }
    }

    fn rule(&mut self, number: u16) -> Option<Rule> {
        let at = self.known.get(usize::from(self.choices.below(self.many())))?.name.clone();
        let condition = self.condition(3);
        let demand =
            if self.choices.one_in(2) { Demand::MustHold(condition) } else { Demand::BrokenIf(condition) };
        let severity = if self.choices.one_in(3) { Severity::Warning } else { Severity::Error };
        let message = text("Kiểm tra lại", "Check it");
        Some(Rule { id: format!("r{number}"), at, demand, message, severity })
    }

    fn many(&self) -> u16 {
        u16::try_from(self.known.len()).unwrap_or(u16::MAX)
    }

    /// The name of a question of a kind. Now and then any name at all: of none, of itself, of one to come.
    fn name(&mut self, fits: impl Fn(&Kind) -> bool) -> Option<String> {
        if self.choices.one_in(40) {
            return Some(format!("q{}", self.choices.below(20)));
        }
        let fitting: Vec<&Known> = self.known.iter().filter(|known| fits(&known.kind)).collect();
        let count = u16::try_from(fitting.len()).unwrap_or(u16::MAX);
        fitting.get(usize::from(self.choices.below(count))).map(|known| known.name.clone())
    }

    fn any_name(&mut self) -> String {
        self.name(|_| true).unwrap_or_else(|| "q0".to_owned())
    }

    fn number_name(&mut self) -> String {
        let number =
            |kind: &Kind| matches!(kind, Kind::Number { .. } | Kind::Money { .. } | Kind::Calculated { .. });
        self.name(number).unwrap_or_else(|| "q0".to_owned())
    }

    fn date_name(&mut self) -> String {
        self.name(|kind| matches!(kind, Kind::Date { .. })).unwrap_or_else(|| "q0".to_owned())
    }

    fn operand(&mut self) -> String {
        if self.choices.one_in(4) { self.choices.below(9_000).to_string() } else { self.number_name() }
    }

    fn formula(&mut self) -> Formula {
        match self.choices.below(8) {
            0 | 1 => Formula::Sum((0..=self.choices.below(3)).map(|_| self.operand()).collect()),
            2 => Formula::Difference(self.operand(), self.operand()),
            3 => Formula::Product((0..=self.choices.below(3)).map(|_| self.operand()).collect()),
            4 => Formula::AmountInWords(self.number_name()),
            5 => Formula::DateInWords(self.date_name()),
            6 => Formula::Age(self.date_name()),
            _ => Formula::AgeOn(self.date_name(), self.date_name()),
        }
    }

    fn condition(&mut self, depth: u16) -> Condition {
        match self.choices.below(if depth == 0 { 14 } else { 18 }) {
            0 | 1 => self.is(),
            2 => Condition::Answered(self.any_name()),
            3 => Condition::AtLeast(self.number_name(), i64::from(self.choices.below(2_000)) - 1_000),
            4 => Condition::AtMost(self.number_name(), i64::from(self.choices.below(2_000)) - 1_000),
            5 => Condition::Before(self.date_name(), self.date_name()),
            6 => Condition::YoungerThan(self.date_name(), self.choices.below(100)),
            7 => Condition::OlderThanDays(self.date_name(), self.choices.below(1_000)),
            8 => Condition::Same(self.any_name(), self.any_name()),
            9 => Condition::SumDiffers(self.number_name(), vec![self.operand(), self.operand()]),
            10 => Condition::SumExceeds(self.number_name(), vec![self.operand(), self.operand()]),
            11 => Condition::Exceeds(self.number_name(), self.number_name()),
            12 => Condition::LongerThan(self.date_name(), self.date_name(), self.choices.below(30)),
            13 => match self.choices.below(4) {
                0 => Condition::Repeated(self.any_name()),
                1 => Condition::NotOne(format!("q{}", self.choices.below(12)), "yes".to_owned()),
                2 => Condition::Channel(Channel::Online),
                _ => Condition::OneOf(self.any_name(), vec!["yes".to_owned(), "b".to_owned()]),
            },
            14 => Condition::All(self.conditions(depth)),
            15 => Condition::Any(self.conditions(depth)),
            _ => Condition::Not(Box::new(self.condition(depth - 1))),
        }
    }

    fn conditions(&mut self, depth: u16) -> Vec<Condition> {
        (0..=self.choices.below(3)).map(|_| self.condition(depth - 1)).collect()
    }

    fn is(&mut self) -> Condition {
        let choosing = |kind: &Kind| matches!(kind, Kind::YesNo | Kind::Choice { .. });
        let name = self.name(choosing).unwrap_or_else(|| "q0".to_owned());
        Condition::Is(name, self.choices.pick(&["yes", "no", "a", "b", "12"]).to_owned())
    }
}

fn options() -> Vec<Choice> {
    [("a", "Một"), ("b", "Hai"), ("c", "Ba"), ("male", "Nam"), ("female", "Nữ")]
        .map(|(value, label)| Choice { value: value.to_owned(), label: text(label, value) })
        .into()
}
