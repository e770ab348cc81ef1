//! One section or question of an e-form as the fields of a plain form, and back.
//!
//! Whatever a page has no field for stays as it was, and so does what nobody typed anew: word for word.

use domain::text::{Lang, Text};
use forms::check::{Fault, FaultReason};
use forms::edit::{Item, is_id};
use forms::procedure::Procedure;
use forms::schema::{Form, Kind, Section};

use super::parts::fields::{Reader, Writer};
use super::parts::{Wrong, key_from};
use super::{Fields, Unread};

mod question;
mod show_if;
#[cfg(test)]
mod tests;

/// An item as fields; nothing when there is none of that id.
pub(super) fn write(form: &Form, item: &Item) -> Option<Fields> {
    match item {
        Item::Section(id) => form.section(id).map(write_section),
        Item::Question(id) => form.question(id).map(question::write),
    }
}

/// The procedure with an item as its fields say, and the item under the id that it has then.
///
/// # Errors
/// The fields that cannot be read; none for an item that is not there.
pub(super) fn read(
    procedure: &Procedure,
    item: &Item,
    fields: &Fields,
) -> Result<(Procedure, Item), Vec<Wrong>> {
    let mut after = procedure.clone();
    let id = match item {
        Item::Section(id) => {
            let before = procedure.form.section(id).ok_or_else(Vec::new)?;
            let mut section = read_section(before, fields)?;
            section.id = new_id(&procedure.form, item, &section.id, (&before.title, &section.title))?;
            let id = section.id.clone();
            after.form.put_section(&before.id, section);
            id
        }
        Item::Question(id) => {
            let before = procedure.form.question(id).ok_or_else(Vec::new)?;
            let mut question = question::read(before, fields)?;
            let id = new_id(&procedure.form, item, &question.id, (&before.label, &question.label))?;
            question.id.clone_from(&before.id);
            let from = question.id.clone();
            after.form.put_question(question);
            after.rename_question(&from, &id);
            id
        }
    };
    let named = Item::of(item.kind(), &id).ok_or_else(Vec::new)?;
    Ok((after, named))
}

/// The id that somebody typed. What was just added gets one from its first words, like a paper does.
fn new_id(
    form: &Form,
    item: &Item,
    typed: &str,
    (before, after): (&Text, &Text),
) -> Result<String, Vec<Wrong>> {
    let is_new = before.vi.is_empty() && !after.vi.is_empty();
    if typed == item.id() {
        return Ok(if is_new { form.unused_id(&key_from(&after.vi, item.kind())) } else { typed.to_owned() });
    }
    let id = typed.to_owned();
    let taken = Item::of(item.kind(), typed).is_some_and(|item| form.is_taken(&item));
    let reason = if !is_id(typed) {
        FaultReason::BadId { id }
    } else if taken {
        FaultReason::DuplicateId { id }
    } else {
        return Ok(id);
    };
    let words = Text::new(reason.text(Lang::Vi), reason.text(Lang::En));
    Err(vec![Wrong { field: "id".to_owned(), words }])
}

fn write_section(section: &Section) -> Fields {
    let mut fields = Writer::default();
    fields.put("id", section.id.clone());
    fields.text("title", &section.title);
    fields.optional_text("intro", section.intro.as_ref());
    show_if::write(section.show_if.as_ref(), &mut fields);
    fields.done()
}

fn read_section(before: &Section, fields: &Fields) -> Result<Section, Vec<Wrong>> {
    let shown = write_section(before);
    let mut reader = Reader::beside(fields, &shown);
    let show_if = show_if::read(before.show_if.as_ref(), &mut reader);
    let section = Section {
        id: reader.line("id"),
        title: reader.text("title"),
        intro: reader.optional_text("intro"),
        show_if: show_if.unwrap_or_default(),
        questions: Vec::new(),
    };
    if reader.wrong.is_empty() { Ok(section) } else { Err(reader.wrong) }
}

/// The item and field at which a fault of the check is told. The item is nothing for the form as a whole; there is no
/// answer for what only the text can mend.
pub(super) fn place_of(fault: &Fault, procedure: &Procedure, unread: &Unread) -> Option<String> {
    let path = fault.path.strip_prefix("form.")?;
    let (item, rest) = item_of(&procedure.form, path)?;
    let Some(item) = item else { return Some(String::new()) };
    let shown = write(&procedure.form, &item)?;
    let fields = unread.get(&item.to_string()).unwrap_or(&shown);
    let field = field_of(&procedure.form, &item, rest, &fault.reason);
    let known = fields.contains_key(&field) || matches!(field.as_str(), "show_if" | "options");
    Some(if known { format!("{item}.{field}") } else { item.to_string() })
}

/// The item of a path such as `mother.mother_name.show_if`, and the rest of it.
fn item_of<'a>(form: &Form, path: &'a str) -> Option<(Option<Item>, &'a str)> {
    if path == "sections" {
        return Some((None, ""));
    }
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    if first == "rules" {
        let rule = rest.split('.').next().unwrap_or_default();
        let rule = form.rules.iter().find(|known| known.id == rule)?;
        let at = Item::Question(rule.at.clone());
        return form.has(&at).then_some((Some(at), "rules"));
    }
    let (second, of_question) = rest.split_once('.').unwrap_or((rest, ""));
    let question = Item::Question(second.to_owned());
    if form.section_of(second).is_some_and(|section| section.id == first) {
        return form.has(&question).then_some((Some(question), of_question));
    }
    let section = Item::Section(first.to_owned());
    form.has(&section).then_some((Some(section), rest))
}

fn field_of(form: &Form, item: &Item, rest: &str, reason: &FaultReason) -> String {
    let lang = match reason {
        FaultReason::MissingText { lang: Lang::En } => "en",
        _ => "vi",
    };
    match rest {
        "label" | "help" | "title" | "intro" | "unit" | "row_title" => format!("{rest}.{lang}"),
        "" => match reason {
            FaultReason::BadId { .. } | FaultReason::DuplicateId { .. } | FaultReason::ReservedId { .. } => {
                "id".to_owned()
            }
            FaultReason::LengthOutOfBounds { .. } => "max_length".to_owned(),
            FaultReason::Zero => "max_rows".to_owned(),
            FaultReason::MinAboveMax => least_of(form, item).to_owned(),
            FaultReason::UnknownPaper { .. }
            | FaultReason::PaperTakesNoFile { .. }
            | FaultReason::PaperAskedTwice { .. } => "paper".to_owned(),
            _ => String::new(),
        },
        _ => match rest.strip_prefix("options.") {
            Some(value) => option_field(form, item, value, lang),
            None => rest.to_owned(),
        },
    }
}

fn least_of(form: &Form, item: &Item) -> &'static str {
    let question = form.question(item.id());
    if question.is_some_and(|question| matches!(question.kind, Kind::Group { .. })) {
        "min_rows"
    } else {
        "min"
    }
}

/// The last option of a value: of two that have the same, it is the one that was added.
fn option_field(form: &Form, item: &Item, value: &str, lang: &str) -> String {
    let Some(Kind::Choice { options, .. }) = form.question(item.id()).map(|question| &question.kind) else {
        return "options".to_owned();
    };
    let place = options.iter().rposition(|option| option.value == value).unwrap_or_default();
    format!("options.{place}.label.{lang}")
}
