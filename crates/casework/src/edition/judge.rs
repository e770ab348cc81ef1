//! What must be mended in an edition before it can be published.

use domain::text::{Lang, Text};
use domain::when::parse_iso_date;
use forms::check::{Fault, check};
use forms::edit::Item;
use forms::procedure::Procedure;
use store::entity::edition_revision;
use time::Date;
use views::{EditionFault, EditionPart};

use super::{Unread, body, items, parts};
use crate::Case;
use crate::catalogue::{Catalogue, line_of, version_id};

/// A revision as it is judged.
pub(super) struct Judged {
    /// None when its text cannot be read.
    pub procedure: Option<Procedure>,
    pub faults: Vec<EditionFault>,
    pub unread: Unread,
}

/// Judges a revision of the edition of a procedure.
pub(super) fn judge(catalogue: &Catalogue, today: Date, revision: &edition_revision::Model) -> Case<Judged> {
    let unread: Unread = serde_json::from_str(&revision.unread)?;
    let procedure = match body::read(&revision.body) {
        Ok(procedure) => procedure,
        Err(unreadable) => {
            let (line, reason) = (unreadable.line, unreadable.reason);
            let words = Text::new(
                format!("Dòng {line}: không đọc được ({reason})"),
                format!("Line {line} cannot be read ({reason})"),
            );
            let fault = EditionFault { part: EditionPart::Text, field: "text".to_owned(), words };
            return Ok(Judged { procedure: None, faults: vec![fault], unread });
        }
    };
    let mut faults = own(catalogue, today, &revision.code, &procedure);
    for part in EditionPart::ALL {
        let Some(fields) = unread.get(part.as_str()) else { continue };
        if let Err(wrong) = parts::read(part, procedure.clone(), fields) {
            faults.extend(wrong.into_iter().map(|wrong| EditionFault {
                part,
                field: wrong.field,
                words: wrong.words,
            }));
        }
    }
    for (key, fields) in &unread {
        let Some(item) = Item::named(key) else { continue };
        let wrong = items::read(&procedure, &item, fields).err().unwrap_or_default();
        faults.extend(wrong.into_iter().map(|wrong| EditionFault {
            part: EditionPart::Form,
            field: format!("{key}.{}", wrong.field),
            words: wrong.words,
        }));
    }
    let found = check(&procedure, &catalogue.tables());
    faults.extend(found.iter().map(|fault| place(fault, &procedure, &unread, &revision.body)));
    Ok(Judged { procedure: Some(procedure), faults, unread })
}

/// What the check of a file by itself cannot know.
fn own(catalogue: &Catalogue, today: Date, code: &str, procedure: &Procedure) -> Vec<EditionFault> {
    let mut faults = Vec::new();
    let mut add = |part: EditionPart, field: &str, vi: String, en: String| {
        faults.push(EditionFault { part, field: field.to_owned(), words: Text::new(vi, en) });
    };
    if procedure.code.as_str() != code {
        add(
            EditionPart::Text,
            "text",
            format!("Mã thủ tục phải là {code}."),
            format!("The code of the procedure must be {code}."),
        );
    }
    let begins = parse_iso_date(&procedure.valid.from);
    if begins.is_ok_and(|day| day < today) {
        add(
            EditionPart::Validity,
            "valid.from",
            "Ngày hiệu lực đã qua. Phiên bản mới bắt đầu từ hôm nay trở đi.".to_owned(),
            "The first day is over. A new version begins today or later.".to_owned(),
        );
    }
    let id = version_id(procedure);
    if catalogue.versions_of(code).any(|version| version.id == id) {
        add(
            EditionPart::Validity,
            "valid.from",
            "Đã có một phiên bản bắt đầu đúng ngày này.".to_owned(),
            "Another version begins on this very day.".to_owned(),
        );
    }
    for (number, level) in procedure.levels.iter().enumerate() {
        if let Some(agency) = level.agency.as_ref().filter(|agency| !catalogue.knows_agency(agency)) {
            add(
                EditionPart::Validity,
                &format!("levels.{number}.agency"),
                format!("Không có cơ quan nào mang mã hoặc thuộc loại {agency}."),
                format!("No agency has the code or is of the kind {agency}."),
            );
        }
    }
    for (number, period) in procedure.any_counter.periods().iter().enumerate() {
        for counter in period.counters.iter().filter(|code| !catalogue.is_one_stop(code)) {
            add(
                EditionPart::Counters,
                &format!("counters.{number}.valid.from"),
                format!("Không có quầy Một cửa nào mang mã {counter}."),
                format!("No one-stop has the code {counter}."),
            );
        }
    }
    faults
}

/// The part and field at which a fault is told.
fn place(fault: &Fault, procedure: &Procedure, unread: &Unread, text: &str) -> EditionFault {
    let words = Text::new(fault.reason.text(Lang::Vi), fault.reason.text(Lang::En));
    if let Some(field) = items::place_of(fault, procedure, unread) {
        return EditionFault { part: EditionPart::Form, field, words: rule_words(fault, words) };
    }
    let Some(part) = part_of(&fault.path) else {
        let line = line_of(text, &fault.path);
        let words = Text::new(
            format!("Dòng {line}, {}: {}", fault.path, words.vi),
            format!("Line {line}, {}: {}", fault.path, words.en),
        );
        return EditionFault { part: EditionPart::Text, field: "text".to_owned(), words };
    };
    let shown = parts::write(part, procedure);
    let fields = unread.get(part.as_str()).unwrap_or(&shown);
    EditionFault { part, field: parts::field_of(fault, procedure, fields), words }
}

/// What is wrong with a rule is told at its question, so the rule is named.
fn rule_words(fault: &Fault, words: Text) -> Text {
    let rule = fault.path.strip_prefix("form.rules.").and_then(|rest| rest.split('.').next());
    let Some(rule) = rule else { return words };
    Text::new(format!("quy tắc “{rule}”: {}", words.vi), format!("the rule “{rule}”: {}", words.en))
}

fn part_of(path: &str) -> Option<EditionPart> {
    let first = path.split('.').next().unwrap_or_default();
    Some(match first {
        "valid" | "levels" | "authority" | "cooperating" => EditionPart::Validity,
        "deadline" => EditionPart::Deadline,
        "process" => EditionPart::Process,
        "fees" => EditionPart::Fees,
        "papers" => EditionPart::Papers,
        "any_counter" => EditionPart::Counters,
        _ => return None,
    })
}
