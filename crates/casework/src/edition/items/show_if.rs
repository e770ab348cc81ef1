//! When something is asked, as lines of question, comparison and value that are joined by all or any; what such lines
//! cannot say stays a text.

use forms::procedure::Channel;
use forms::schema::Condition;

use crate::edition::parts::condition::text_of;
use crate::edition::parts::fields::{Reader, Writer};

/// In the place of a question: how the application comes in.
const CHANNEL: &str = "@channel";

/// A line as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    question: String,
    compare: &'static str,
    value: String,
}

/// What of a line is no good.
#[derive(Debug, PartialEq, Eq)]
enum Fault {
    Value,
    Number,
}

const COMPARISONS: [&str; 12] = [
    "is",
    "is_not",
    "one_of",
    "answered",
    "not_answered",
    "at_least",
    "at_most",
    "younger_than",
    "older_than_days",
    "before",
    "same",
    "exceeds",
];

/// `show_if.join` is `all` or `any`, `show_if.0.question`, `.compare` and `.value` are a line, `show_if.text` is the text of
/// what lines cannot say.
pub(super) fn write(condition: Option<&Condition>, fields: &mut Writer) {
    let lines = condition.and_then(lines_of);
    let text = condition.filter(|_| lines.is_none()).map(text_of);
    let (join, lines) = lines.unwrap_or(("all", Vec::new()));
    fields.put("show_if.join", join);
    for (row, line) in lines.into_iter().enumerate() {
        let key = format!("show_if.{row}");
        fields.put(format!("{key}.question"), line.question);
        fields.put(format!("{key}.compare"), line.compare);
        fields.put(format!("{key}.value"), line.value);
    }
    fields.optional("show_if.text".to_owned(), text.as_ref());
}

/// The condition; nothing when it is always asked. The text counts before the lines.
pub(super) fn read(before: Option<&Condition>, fields: &mut Reader<'_>) -> Result<Option<Condition>, ()> {
    if !fields.has("show_if.text") {
        return Ok(before.cloned());
    }
    if let Some(text) = fields.optional("show_if.text") {
        if fields.is_as_shown("show_if.text") {
            return Ok(before.cloned());
        }
        return serde_saphyr::from_str(&text).map(Some).map_err(|error| {
            let reason = error.to_string().lines().next().unwrap_or_default().to_owned();
            fields.fail(
                "show_if.text",
                format!("Không đọc được điều kiện: {reason}"),
                format!("The condition cannot be read: {reason}"),
            );
        });
    }
    let mut parts = Vec::new();
    let mut whole = true;
    for row in 0..fields.rows("show_if") {
        match read_line(&format!("show_if.{row}"), fields) {
            Some(condition) => parts.push(condition),
            None => whole = false,
        }
    }
    if !whole {
        return Err(());
    }
    Ok(joined(&fields.line("show_if.join"), parts))
}

fn joined(join: &str, mut parts: Vec<Condition>) -> Option<Condition> {
    match (parts.len(), join) {
        (0 | 1, _) => parts.pop(),
        (_, "any") => Some(Condition::Any(parts)),
        _ => Some(Condition::All(parts)),
    }
}

fn read_line(key: &str, fields: &mut Reader<'_>) -> Option<Condition> {
    let question = fields.line(&format!("{key}.question"));
    if question.is_empty() {
        fields.fail(&format!("{key}.question"), "Chọn một câu hỏi.", "Choose a question.");
        return None;
    }
    let compare = fields
        .one_of(&format!("{key}.compare"), |word| COMPARISONS.into_iter().find(|known| *known == word))?;
    let field = format!("{key}.value");
    let line = Line { question, compare, value: fields.line(&field) };
    match condition_of(&line) {
        Ok(condition) => Some(condition),
        Err(Fault::Value) => {
            fields.fail(&field, "Chọn hoặc ghi giá trị để so.", "Say with what it is compared.");
            None
        }
        Err(Fault::Number) => {
            fields.fail(&field, "Ghi một số nguyên, ví dụ: 18", "Write a whole number, for example: 18");
            None
        }
    }
}

fn condition_of(line: &Line) -> Result<Condition, Fault> {
    let Line { question, compare, value } = line;
    let (question, value) = (question.clone(), value.trim());
    if question == CHANNEL {
        let channel = Channel::named(value).ok_or(Fault::Value)?;
        return Ok(contrary(Condition::Channel(channel), *compare == "is_not"));
    }
    match *compare {
        "answered" => return Ok(Condition::Answered(question)),
        "not_answered" => return Ok(contrary(Condition::Answered(question), true)),
        _ if value.is_empty() => return Err(Fault::Value),
        _ => {}
    }
    let value_text = value.to_owned();
    Ok(match *compare {
        "is" => Condition::Is(question, value_text),
        "is_not" => contrary(Condition::Is(question, value_text), true),
        "one_of" => {
            let values = value.split(',').map(|one| one.trim().to_owned()).filter(|one| !one.is_empty());
            Condition::OneOf(question, values.collect())
        }
        "at_least" => Condition::AtLeast(question, number(value)?),
        "at_most" => Condition::AtMost(question, number(value)?),
        "younger_than" => Condition::YoungerThan(question, number(value)?),
        "older_than_days" => Condition::OlderThanDays(question, number(value)?),
        "before" => Condition::Before(question, value_text),
        "same" => Condition::Same(question, value_text),
        _ => Condition::Exceeds(question, value_text),
    })
}

fn contrary(condition: Condition, contrary: bool) -> Condition {
    if contrary { Condition::Not(Box::new(condition)) } else { condition }
}

/// A whole number, with points between groups of digits or without.
fn number<T: TryFrom<i64>>(typed: &str) -> Result<T, Fault> {
    let digits: String = typed.chars().filter(|c| !matches!(c, '.' | ' ' | '\u{a0}')).collect();
    let number = digits.parse::<i64>().ok().and_then(|number| T::try_from(number).ok());
    number.ok_or(Fault::Number)
}

/// The condition as lines, when lines say exactly this.
fn lines_of(condition: &Condition) -> Option<(&'static str, Vec<Line>)> {
    let (join, parts) = match condition {
        Condition::All(parts) => ("all", parts.as_slice()),
        Condition::Any(parts) => ("any", parts.as_slice()),
        one => ("all", std::slice::from_ref(one)),
    };
    let lines: Vec<Line> = parts.iter().map(line_of).collect::<Option<_>>()?;
    let back: Option<Vec<Condition>> = lines.iter().map(|line| condition_of(line).ok()).collect();
    (joined(join, back?).as_ref() == Some(condition)).then_some((join, lines))
}

fn line_of(condition: &Condition) -> Option<Line> {
    let line =
        |question: &String, compare, value: String| Some(Line { question: question.clone(), compare, value });
    match condition {
        Condition::Is(question, value) => line(question, "is", value.clone()),
        Condition::OneOf(question, values) => line(question, "one_of", values.join(", ")),
        Condition::Answered(question) => line(question, "answered", String::new()),
        Condition::AtLeast(question, number) => line(question, "at_least", number.to_string()),
        Condition::AtMost(question, number) => line(question, "at_most", number.to_string()),
        Condition::YoungerThan(date, years) => line(date, "younger_than", years.to_string()),
        Condition::OlderThanDays(date, days) => line(date, "older_than_days", days.to_string()),
        Condition::Before(first, second) => line(first, "before", second.clone()),
        Condition::Same(first, second) => line(first, "same", second.clone()),
        Condition::Exceeds(first, second) => line(first, "exceeds", second.clone()),
        Condition::Channel(channel) => line(&CHANNEL.to_owned(), "is", channel.word().to_owned()),
        Condition::Not(inner) => {
            let of = line_of(inner)?;
            let compare = match of.compare {
                "is" => "is_not",
                "answered" => "not_answered",
                _ => return None,
            };
            Some(Line { compare, ..of })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Condition {
        serde_saphyr::from_str(text).unwrap()
    }

    fn told(text: &str) -> Option<Vec<String>> {
        let (join, lines) = lines_of(&read(text))?;
        let words =
            lines.into_iter().map(|line| format!("{} {} {}", line.question, line.compare, line.value));
        Some(std::iter::once(join.to_owned()).chain(words).collect())
    }

    #[test]
    fn simple_conditions_are_lines() {
        assert_eq!(told("{ is: [a, b] }").unwrap(), ["all", "a is b"]);
        assert_eq!(
            told("{ any: [{ not: { is: [a, b] } }, { one_of: [c, [x, y]] }, { channel: online }] }").unwrap(),
            ["any", "a is_not b", "c one_of x, y", "@channel is online"]
        );
        assert_eq!(
            told("{ all: [{ at_least: [n, -5] }, { not: { answered: m } }] }").unwrap(),
            ["all", "n at_least -5", "m not_answered "]
        );
    }

    #[test]
    fn what_lines_cannot_say_is_a_text() {
        for complex in [
            "{ all: [{ any: [{ is: [a, b] }, { is: [c, d] }] }, { is: [e, f] }] }",
            "{ all: [{ is: [a, b] }] }",
            "{ any: [] }",
            "{ not: { one_of: [a, [b, c]] } }",
            "{ one_of: [a, ['x, y']] }",
            "{ one_of: [a, []] }",
            "{ is: [a, ' b'] }",
            "{ is: ['@channel', online] }",
            "{ not: { not: { is: [a, b] } } }",
            "{ sum_differs: [a, [b]] }",
            "{ repeated: a }",
        ] {
            assert_eq!(told(complex), None, "{complex}");
        }
    }
}
