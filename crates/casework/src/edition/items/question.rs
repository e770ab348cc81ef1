//! A question as fields: those that every question has, and the settings of its kind.

mod kinds;

use forms::schema::{Choice, Formula, Question};
use serde_json::{Map, Value, json};

use self::kinds::{KINDS, PREFILLS, SETTINGS, Setting, settings};
use super::show_if;
use crate::edition::Fields;
use crate::edition::parts::condition::text_of;
use crate::edition::parts::fields::{Reader, Writer};
use crate::edition::parts::{Wrong, key_from};

/// A question as its file has it.
type File = Map<String, Value>;

fn file_of(question: &Question) -> File {
    match serde_json::to_value(question) {
        Ok(Value::Object(file)) => file,
        _ => File::new(),
    }
}

pub(super) fn write(question: &Question) -> Fields {
    let file = file_of(question);
    let mut fields = Writer::default();
    for key in ["id", "kind", "example", "autocomplete", "prefill"] {
        fields.put(key, shown(&file, key));
    }
    fields.text("label", &question.label);
    fields.optional_text("help", question.help.as_ref());
    fields.tick("required", question.required);
    show_if::write(question.show_if.as_ref(), &mut fields);
    for (key, setting) in settings(&shown(&file, "kind")) {
        match setting {
            Setting::Count | Setting::Whole | Setting::Word => fields.put(*key, shown(&file, key)),
            Setting::Words => {
                let words = file.get(*key).cloned().and_then(|words| serde_json::from_value(words).ok());
                fields.optional_text(key, words.as_ref());
            }
            Setting::Options => options_of(&file).iter().enumerate().for_each(|(row, option)| {
                fields.put(format!("options.{row}.value"), option.value.clone());
                fields.text(&format!("options.{row}.label"), &option.label);
            }),
            Setting::Formula => {
                let formula =
                    file.get(*key).cloned().and_then(|it| serde_json::from_value::<Formula>(it).ok());
                fields.put(*key, formula.as_ref().map(text_of).unwrap_or_default());
            }
        }
    }
    fields.done()
}

fn shown(file: &File, key: &str) -> String {
    match file.get(key) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

fn options_of(file: &File) -> Vec<Choice> {
    let options = file.get("options").cloned().unwrap_or_default();
    serde_json::from_value(options).unwrap_or_default()
}

/// The question as its fields say; its id is the one that was typed.
pub(super) fn read(before: &Question, fields: &Fields) -> Result<Question, Vec<Wrong>> {
    let shown = write(before);
    let mut reader = Reader::beside(fields, &shown);
    let mut file = file_of(before);
    let kind = reader.one_of("kind", |word| KINDS.into_iter().find(|known| *known == word));
    let show_if = show_if::read(before.show_if.as_ref(), &mut reader);
    file.insert("id".to_owned(), json!(reader.line("id")));
    for key in ["example", "autocomplete", "prefill"] {
        word(key, &reader, &mut file);
    }
    if reader.has("prefill") {
        reader.one_of("prefill", |word| (word.is_empty() || PREFILLS.contains(&word)).then_some(()));
    }
    file.insert("label".to_owned(), json!(reader.text("label")));
    words("help", &reader, &mut file);
    file.insert("required".to_owned(), json!(reader.ticked("required")));
    let (Some(kind), Ok(show_if)) = (kind, show_if) else { return Err(reader.wrong) };
    put("show_if", show_if.map(|condition| json!(condition)), &mut file);
    turn_into(kind, &mut file, &mut reader);
    for (key, setting) in settings(kind) {
        read_setting(key, *setting, &mut reader, &mut file);
    }
    if !reader.wrong.is_empty() {
        return Err(reader.wrong);
    }
    serde_json::from_value(Value::Object(file)).map_err(|_| {
        reader.fail(
            "kind",
            "Không lập được câu hỏi loại này.",
            "No question of this kind can be made of it.",
        );
        reader.wrong
    })
}

/// Takes out what only another kind knows, and begins with what the new one must have.
fn turn_into(kind: &str, file: &mut File, reader: &mut Reader<'_>) {
    if shown(file, "kind") == kind {
        return;
    }
    let inner = file.get("questions").and_then(Value::as_array).is_some_and(|inner| !inner.is_empty());
    if inner {
        reader.fail(
            "kind",
            "Nhóm này còn câu hỏi. Hãy bỏ chúng trước khi đổi loại.",
            "This group still has questions. Remove them before it becomes another kind.",
        );
        return;
    }
    let known = settings(kind);
    file.retain(|key, _| {
        !SETTINGS.contains(&key.as_str()) || known.iter().any(|(setting, _)| setting == key)
    });
    file.insert("kind".to_owned(), json!(kind));
    let needed = match kind {
        "choice" => json!({ "options": [] }),
        "group" => json!({ "questions": [], "row_title": { "vi": "", "en": "" } }),
        "file" => json!({ "paper": "" }),
        "amount_in_words" => json!({ "amount": "" }),
        _ => json!({}),
    };
    for (key, value) in needed.as_object().into_iter().flatten() {
        file.entry(key).or_insert_with(|| value.clone());
    }
}

fn read_setting(key: &str, setting: Setting, reader: &mut Reader<'_>, file: &mut File) {
    match setting {
        // A setting that the kind did not have when the page was shown has no field yet.
        Setting::Count | Setting::Whole | Setting::Word if !reader.has(key) => {}
        Setting::Count => {
            let number = reader.optional(key).map(|_| reader.number::<u16>(key));
            put(key, number.flatten().map(|number| json!(number)), file);
        }
        Setting::Whole => {
            let number = reader.optional(key).map(|_| reader.whole(key));
            put(key, number.flatten().map(|number| json!(number)), file);
        }
        // What must be named has a place for no name, which the check tells.
        Setting::Word if matches!(key, "paper" | "amount") => {
            file.insert(key.to_owned(), json!(reader.line(key)));
        }
        Setting::Word => word(key, reader, file),
        Setting::Words => words(key, reader, file),
        Setting::Options => read_options(reader, file),
        Setting::Formula => read_formula(reader, file),
    }
}

/// A word that a question may have; one that has no field stays.
fn word(key: &str, reader: &Reader<'_>, file: &mut File) {
    if reader.has(key) {
        put(key, reader.optional(key).map(Value::String), file);
    }
}

/// Words in both languages. A row must have a title, so an empty one stays, and the check asks for it.
fn words(key: &str, reader: &Reader<'_>, file: &mut File) {
    if !reader.has(&format!("{key}.vi")) {
        return;
    }
    let words = reader.optional_text(key).map(|words| json!(words));
    let empty = (key == "row_title").then(|| json!({ "vi": "", "en": "" }));
    put(key, words.or(empty), file);
}

fn put(key: &str, value: Option<Value>, file: &mut File) {
    match value {
        Some(value) => file.insert(key.to_owned(), value),
        None => file.remove(key),
    };
}

fn read_options(reader: &Reader<'_>, file: &mut File) {
    let rows = reader.rows("options");
    if rows == 0 && reader.optional("table").is_some() {
        file.remove("options");
        return;
    }
    let mut options: Vec<Choice> = Vec::new();
    for row in 0..rows {
        let label = reader.text(&format!("options.{row}.label"));
        let typed = reader.line(&format!("options.{row}.value"));
        let value = if typed.is_empty() && !label.vi.is_empty() {
            unused(&key_from(&label.vi, "option"), &options)
        } else {
            typed
        };
        options.push(Choice { value, label });
    }
    file.insert("options".to_owned(), json!(options));
}

fn unused(like: &str, options: &[Choice]) -> String {
    let numbered = (2..).map(|number| format!("{like}_{number}"));
    let mut ids = std::iter::once(like.to_owned()).chain(numbered);
    ids.find(|id| options.iter().all(|option| option.value != *id)).unwrap_or_default()
}

fn read_formula(reader: &mut Reader<'_>, file: &mut File) {
    if reader.is_as_shown("formula") || (!reader.has("formula") && file.contains_key("formula")) {
        return;
    }
    let Some(text) = reader.optional("formula") else {
        reader.fail("formula", "Ghi công thức.", "Write the formula.");
        return;
    };
    match serde_saphyr::from_str::<Formula>(&text) {
        Ok(formula) => put("formula", Some(json!(formula)), file),
        Err(error) => {
            let reason = error.to_string().lines().next().unwrap_or_default().to_owned();
            reader.fail(
                "formula",
                format!("Không đọc được công thức: {reason}"),
                format!("The formula cannot be read: {reason}"),
            );
        }
    }
}
