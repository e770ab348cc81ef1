//! An e-form as lines that a clerk reads.

use forms::schema::{Choice, Form, Kind, Question, Rule, Section, Severity};

use super::facts::{Fact, fact};
use crate::public::conditions::when;
use crate::ui::{lang, t};

pub(super) fn of(form: &Form) -> Vec<Fact> {
    let mut facts = Vec::new();
    for section in &form.sections {
        facts.push(section_fact(form, section));
        facts.extend(section.questions.iter().map(|question| question_fact(form, section, question)));
    }
    facts.extend(form.rules.iter().map(|rule| rule_fact(form, rule)));
    facts
}

fn section_fact(form: &Form, section: &Section) -> Fact {
    let shown = section.show_if.as_ref().map(|shown| format!("{} {}", t("khi", "when"), when(form, shown)));
    let intro = section.intro.as_ref().map(|intro| intro.get(lang()).to_owned());
    let order: Vec<&str> = section.questions.iter().map(|question| question.id.as_str()).collect();
    let title = section.title.get(lang());
    let value: Vec<String> = [Some(title.to_owned()), intro, shown].into_iter().flatten().collect();
    let raw = (&section.title, &section.intro, &section.show_if, order);
    let label = format!("{} “{title}”", t("Phần", "Section"));
    fact(format!("section.{}", section.id), label, value.join("; "), &raw)
}

fn question_fact(form: &Form, section: &Section, question: &Question) -> Fact {
    let mut parts = vec![question.label.get(lang()).to_owned(), kind_words(&question.kind)];
    parts.push(
        if question.required { t("bắt buộc", "required") } else { t("không bắt buộc", "optional") }
            .to_owned(),
    );
    parts
        .extend(question.show_if.as_ref().map(|shown| format!("{} {}", t("khi", "when"), when(form, shown))));
    parts.extend(question.help.as_ref().map(|help| help.get(lang()).to_owned()));
    let label = format!(
        "{} “{}” ({})",
        t("Câu hỏi", "Question"),
        question.label.get(lang()),
        section.title.get(lang())
    );
    fact(format!("question.{}", question.id), label, parts.join("; "), question)
}

fn rule_fact(form: &Form, rule: &Rule) -> Fact {
    let severity = match rule.severity {
        Severity::Error => t("chặn nộp", "stops filing"),
        Severity::Warning => t("nhắc", "warns"),
    };
    let condition = when(form, rule.demand.condition());
    let value = format!("{} ({severity}; {condition})", rule.message.get(lang()));
    fact(format!("rule.{}", rule.id), format!("{} {}", t("Quy tắc", "Rule"), rule.id), value, rule)
}

fn options(options: &[Choice]) -> String {
    let labels: Vec<&str> = options.iter().map(|option| option.label.get(lang())).collect();
    labels.join(", ")
}

/// What kind of answer a question takes.
pub(super) fn kind_words(kind: &Kind) -> String {
    let word = match kind {
        Kind::Text { .. } => t("một dòng chữ", "a line of text"),
        Kind::PersonName => t("họ tên", "a name"),
        Kind::Signature => t("chữ ký", "a signature"),
        Kind::LongText { .. } => t("đoạn văn", "several lines"),
        Kind::Date { .. } => t("ngày", "a date"),
        Kind::Choice { options: listed, table: None } => {
            return format!("{}: {}", t("chọn một", "one of"), options(listed));
        }
        Kind::Choice { table: Some(table), .. } => {
            return format!("{} “{table}”", t("chọn trong danh mục", "one of the table"));
        }
        Kind::YesNo => t("có, không", "yes or no"),
        Kind::Number { .. } => t("số nguyên", "a whole number"),
        Kind::Money { .. } => t("số tiền", "an amount"),
        Kind::NationalId { .. } => t("số định danh cá nhân", "a personal number"),
        Kind::TaxCode => t("mã số thuế", "a tax code"),
        Kind::Phone => t("điện thoại", "a phone number"),
        Kind::Email => t("thư điện tử", "an e-mail address"),
        Kind::Address => t("địa chỉ", "an address"),
        Kind::Group { questions, .. } => {
            let labels: Vec<&str> = questions.iter().map(|inner| inner.label.get(lang())).collect();
            return format!("{}: {}", t("nhóm lặp", "rows of"), labels.join(", "));
        }
        Kind::File { .. } => t("tệp", "files"),
        Kind::Calculated { .. } => t("tự tính", "calculated"),
        Kind::AmountInWords { .. } => t("số tiền bằng chữ", "an amount in words"),
    };
    word.to_owned()
}
