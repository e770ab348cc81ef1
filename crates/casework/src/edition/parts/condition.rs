//! A condition as fields: an answer of the form, the ways of applying, or, for everything else, its text.

use domain::text::Text;
use forms::procedure::{Channel, Procedure};
use forms::schema::{Condition, Kind, Question};
use serde::Serialize;

use super::fields::{Reader, Writer};

/// `<key>.answer` is `question=option`, `<key>.via.online` and so on the ways, `<key>.condition` the text of what these
/// cannot say.
pub(super) fn write(key: &str, condition: Option<&Condition>, fields: &mut Writer) {
    let simple = condition.map_or(Some(Simple::default()), simple);
    let text = condition.filter(|_| simple.is_none()).map(text_of);
    let simple = simple.unwrap_or_default();
    let answer = simple.answer.map(|(question, value)| format!("{question}={value}"));
    fields.optional(format!("{key}.answer"), answer.as_ref());
    for channel in Channel::ALL {
        fields.tick(&format!("{key}.via.{}", channel.word()), simple.channels.contains(&channel));
    }
    fields.optional(format!("{key}.condition"), text.as_ref());
}

/// The condition; nothing when it always holds. The text counts before the rest.
pub(super) fn read(key: &str, fields: &mut Reader<'_>) -> Result<Option<Condition>, ()> {
    let field = format!("{key}.condition");
    if let Some(text) = fields.optional(&field) {
        return serde_saphyr::from_str(&text).map(Some).map_err(|error| {
            let reason = error.to_string().lines().next().unwrap_or_default().to_owned();
            fields.fail(
                &field,
                format!("Không đọc được điều kiện: {reason}"),
                format!("The condition cannot be read: {reason}"),
            );
        });
    }
    let answer = fields.optional(&format!("{key}.answer"));
    let answer = answer.as_deref().and_then(|answer| answer.split_once('='));
    let answer = answer.map(|(question, value)| Condition::Is(question.to_owned(), value.to_owned()));
    let ticked = |channel: &Channel| fields.ticked(&format!("{key}.via.{}", channel.word()));
    let via: Vec<Condition> = Channel::ALL.into_iter().filter(ticked).map(Condition::Channel).collect();
    let via = match via.len() {
        0 => None,
        1 => via.into_iter().next(),
        count if count == Channel::ALL.len() => None,
        _ => Some(Condition::Any(via)),
    };
    Ok(match (answer, via) {
        (Some(answer), Some(via)) => Some(Condition::All(vec![answer, via])),
        (answer, via) => answer.or(via),
    })
}

#[derive(Default)]
struct Simple {
    answer: Option<(String, String)>,
    channels: Vec<Channel>,
}

/// The condition as the fields can say it.
fn simple(condition: &Condition) -> Option<Simple> {
    let channels = |condition: &Condition| match condition {
        Condition::Channel(channel) => Some(vec![*channel]),
        Condition::Any(parts) => parts
            .iter()
            .map(|part| if let Condition::Channel(channel) = part { Some(*channel) } else { None })
            .collect(),
        _ => None,
    };
    let answer = |condition: &Condition| match condition {
        Condition::Is(question, value) => Some((question.clone(), value.clone())),
        _ => None,
    };
    if let Some(answer) = answer(condition) {
        return Some(Simple { answer: Some(answer), channels: Vec::new() });
    }
    if let Some(channels) = channels(condition) {
        return Some(Simple { answer: None, channels });
    }
    let Condition::All(parts) = condition else { return None };
    let [first, second] = parts.as_slice() else { return None };
    Some(Simple { answer: Some(answer(first)?), channels: channels(second)? })
}

/// A condition or formula as its file writes it.
pub(in crate::edition) fn text_of(said: &impl Serialize) -> String {
    let options = serde_saphyr::ser_options! { prefer_block_scalars: false };
    serde_saphyr::to_string_with_options(said, options).unwrap_or_default().trim_end().to_owned()
}

/// The answers that a condition can name, each with its question and option in words.
pub(in crate::edition) fn answers(procedure: &Procedure) -> Vec<(String, Text)> {
    let questions = procedure.form.sections.iter().flat_map(|section| &section.questions);
    questions.flat_map(answers_of).collect()
}

/// The questions that can say how many: name and label.
pub(in crate::edition) fn numbers(procedure: &Procedure) -> Vec<(String, Text)> {
    let questions = procedure.form.sections.iter().flat_map(|section| &section.questions);
    let numbers = questions.filter(|question| matches!(question.kind, Kind::Number { .. }));
    numbers.map(|question| (question.id.clone(), question.label.clone())).collect()
}

fn answers_of(question: &Question) -> Vec<(String, Text)> {
    let named = |value: &str, vi: &str, en: &str| {
        let words = Text::new(
            format!("{} {vi}", question.label.vi),
            format!("{} {en}", question.label.get(domain::text::Lang::En)),
        );
        (format!("{}={value}", question.id), words)
    };
    match &question.kind {
        Kind::YesNo => vec![named("yes", "Có", "Yes"), named("no", "Không", "No")],
        Kind::Choice { options, table: None } => options
            .iter()
            .map(|option| named(&option.value, &option.label.vi, option.label.get(domain::text::Lang::En)))
            .collect(),
        _ => Vec::new(),
    }
}
