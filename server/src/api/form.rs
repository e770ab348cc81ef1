//! The e-form of a procedure, as a program that fills it in needs it.

use forms::schema::{Choice, DateRange, Form, Kind, Question, Section};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::shapes::Words;

/// What is asked.
#[derive(Serialize, ToSchema)]
pub(crate) struct FormShape {
    sections: Vec<SectionShape>,
    /// Rules over several answers, as in `docs/forms.md`.
    #[schema(value_type = Vec<Object>)]
    rules: Vec<Value>,
}

#[derive(Serialize, ToSchema)]
struct SectionShape {
    id: String,
    title: Words,
    /// Asked only when this holds; a condition as in `docs/forms.md`.
    #[schema(value_type = Option<Object>)]
    show_if: Option<Value>,
    questions: Vec<QuestionShape>,
}

/// A question and the keys of its answer.
#[derive(Serialize, ToSchema)]
struct QuestionShape {
    id: String,
    /// The keys under which it is answered; `{row}` counts from 0. Empty where files are the answer.
    #[schema(example = json!(["residence.province", "residence.commune", "residence.street"]))]
    keys: Vec<String>,
    label: Words,
    required: bool,
    /// Asked only when this holds; a condition as in `docs/forms.md`.
    #[schema(value_type = Option<Object>)]
    show_if: Option<Value>,
    kind: KindName,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    options: Vec<OptionShape>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_length: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<i64>,
    /// `past` or `future`, today included.
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<String>,
    /// The paper whose files answer it.
    #[serde(skip_serializing_if = "Option::is_none")]
    paper: Option<String>,
    /// How a calculated question gets its value, as in `docs/forms.md`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    formula: Option<Value>,
    /// The question whose amount the words say.
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<String>,
    /// The questions of each row of a group, which has `min` to `max` of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(no_recursion)]
    questions: Vec<QuestionShape>,
}

#[derive(Serialize, ToSchema)]
struct OptionShape {
    value: String,
    label: Words,
}

#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum KindName {
    Text,
    PersonName,
    LongText,
    /// `YYYY-MM-DD`
    Date,
    /// A `value` of `options`.
    Choice,
    /// `yes` or `no`
    YesNo,
    Number,
    /// Whole đồng.
    Money,
    NationalId,
    TaxCode,
    Phone,
    Email,
    /// Codes of province and commune, and the rest as text.
    Address,
    /// Rows of questions; `<id>.rows` says how many.
    Group,
    File,
    /// Worked out from other answers; it is read in the answers of a dossier and never sent.
    Calculated,
    /// Whole đồng in Vietnamese words, the same as the question `amount` has in figures.
    AmountInWords,
    /// The name of who signs, or `ink:` and a drawing as the data of an SVG path: `M` and whole numbers `x y x y …` for
    /// each stroke, in a field of 600 by 200.
    Signature,
}

impl From<&Form> for FormShape {
    fn from(form: &Form) -> Self {
        let rules = form.rules.iter().map(|rule| serde_json::to_value(rule).unwrap_or_default());
        Self { sections: form.sections.iter().map(section).collect(), rules: rules.collect() }
    }
}

fn section(section: &Section) -> SectionShape {
    SectionShape {
        id: section.id.clone(),
        title: (&section.title).into(),
        show_if: section.show_if.as_ref().and_then(|condition| serde_json::to_value(condition).ok()),
        questions: section.questions.iter().map(|one| question(one, "")).collect(),
    }
}

fn question(of: &Question, prefix: &str) -> QuestionShape {
    let path = format!("{prefix}{}", of.id);
    let mut shape = QuestionShape {
        id: of.id.clone(),
        keys: vec![path.clone()],
        label: (&of.label).into(),
        required: of.required,
        show_if: of.show_if.as_ref().and_then(|condition| serde_json::to_value(condition).ok()),
        kind: KindName::Text,
        options: Vec::new(),
        max_length: None,
        min: None,
        max: None,
        range: None,
        paper: None,
        formula: None,
        amount: None,
        questions: Vec::new(),
    };
    shape.kind = match &of.kind {
        Kind::Text { max_length } => {
            shape.max_length = Some(*max_length);
            KindName::Text
        }
        Kind::LongText { max_length } => {
            shape.max_length = Some(*max_length);
            KindName::LongText
        }
        Kind::Date { range, .. } => {
            shape.range = match range {
                DateRange::Any => None,
                DateRange::Past => Some("past".to_owned()),
                DateRange::Future => Some("future".to_owned()),
            };
            KindName::Date
        }
        Kind::Choice { options, .. } => {
            shape.options = options.iter().map(option).collect();
            KindName::Choice
        }
        Kind::Number { min, max, .. } => {
            (shape.min, shape.max) = (*min, *max);
            KindName::Number
        }
        Kind::Money { min, max } => {
            (shape.min, shape.max) = (*min, *max);
            KindName::Money
        }
        Kind::Address => {
            shape.keys = ["province", "commune", "street"].map(|part| format!("{path}.{part}")).to_vec();
            KindName::Address
        }
        Kind::Group { questions, min_rows, max_rows, .. } => {
            shape.keys = vec![format!("{path}.rows")];
            (shape.min, shape.max) = (Some(i64::from(*min_rows)), Some(i64::from(*max_rows)));
            let inside = format!("{path}.{{row}}.");
            shape.questions = questions.iter().map(|inner| question(inner, &inside)).collect();
            KindName::Group
        }
        Kind::File { paper } => {
            shape.keys.clear();
            shape.paper = Some(paper.clone());
            KindName::File
        }
        Kind::Calculated { formula, .. } => {
            shape.keys.clear();
            shape.required = false;
            shape.formula = serde_json::to_value(formula).ok();
            KindName::Calculated
        }
        Kind::AmountInWords { amount } => {
            shape.amount = Some(amount.clone());
            KindName::AmountInWords
        }
        Kind::PersonName => KindName::PersonName,
        Kind::Signature => KindName::Signature,
        Kind::YesNo => KindName::YesNo,
        Kind::NationalId { .. } => KindName::NationalId,
        Kind::TaxCode => KindName::TaxCode,
        Kind::Phone => KindName::Phone,
        Kind::Email => KindName::Email,
    };
    shape
}

fn option(choice: &Choice) -> OptionShape {
    OptionShape { value: choice.value.clone(), label: (&choice.label).into() }
}
