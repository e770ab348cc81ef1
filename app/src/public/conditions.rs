//! The conditions of a form in words, for a reader who has not answered it yet.

use domain::text::Lang;
use forms::procedure::Channel;
use forms::schema::{Condition, Form, Kind, Question};

use crate::ui::{lang, t};

/// When a condition holds: the words after "khi" or "when".
pub(crate) fn when(form: &Form, condition: &Condition) -> String {
    Words { form, lang: lang() }.of(condition, true)
}

struct Words<'a> {
    form: &'a Form,
    lang: Lang,
}

impl<'a> Words<'a> {
    /// `holds` tells the condition itself, otherwise its contrary.
    fn of(&self, condition: &'a Condition, holds: bool) -> String {
        match condition {
            Condition::Is(question, value) => self.chosen(question, std::slice::from_ref(value), holds),
            Condition::OneOf(question, values) => self.chosen(question, values, holds),
            Condition::Answered(question) => {
                let label = self.label(question);
                if holds {
                    format!("{} {label}", t("bạn có trả lời", "you answer"))
                } else {
                    format!("{} {label}", t("bạn không trả lời", "you do not answer"))
                }
            }
            Condition::AtLeast(question, n) if holds => {
                self.amount(question, t("từ", "is at least"), *n, t(" trở lên", ""))
            }
            Condition::AtLeast(question, n) => self.amount(question, t("dưới", "is below"), *n, ""),
            Condition::AtMost(question, n) if holds => {
                self.amount(question, t("không quá", "is at most"), *n, "")
            }
            Condition::AtMost(question, n) => self.amount(question, t("trên", "is above"), *n, ""),
            Condition::Before(first, second) => {
                let link =
                    if holds { t("trước", "is before") } else { t("không trước", "is not before") };
                self.pair(first, link, second)
            }
            Condition::Same(first, second) => {
                let link = if holds { t("giống", "is the same as") } else { t("khác", "differs from") };
                self.pair(first, link, second)
            }
            Condition::YoungerThan(date, years) => {
                let link = if holds {
                    t("chưa đủ", "means an age under")
                } else {
                    t("đã đủ", "means an age of at least")
                };
                format!("{} {link} {years} {}", self.label(date), t("tuổi", "years"))
            }
            Condition::OlderThanDays(date, days) => {
                let link =
                    if holds { t("đã quá", "was more than") } else { t("chưa quá", "was at most") };
                format!("{} {link} {days} {}", self.label(date), t("ngày", "days ago"))
            }
            Condition::SumDiffers(total, _) => {
                let link = if holds {
                    t("khác tổng các phần", "differs from the sum of its parts")
                } else {
                    t("bằng tổng các phần", "is the sum of its parts")
                };
                format!("{} {link}", self.label(total))
            }
            Condition::SumExceeds(total, _) => {
                let link = if holds {
                    t("nhỏ hơn tổng các phần", "is less than the sum of its parts")
                } else {
                    t("không nhỏ hơn tổng các phần", "is at least the sum of its parts")
                };
                format!("{} {link}", self.label(total))
            }
            Condition::Exceeds(first, second) => {
                let link =
                    if holds { t("lớn hơn", "is more than") } else { t("không quá", "is at most") };
                self.pair(first, link, second)
            }
            Condition::LongerThan(first, second, years) => {
                let link = if holds { t("quá", "more than") } else { t("không quá", "at most") };
                let (from, to) = (self.label(first), self.label(second));
                match self.lang {
                    Lang::Vi => format!("từ {from} đến {to} {link} {years} năm"),
                    Lang::En => format!("{to} is {link} {years} years after {from}"),
                }
            }
            Condition::Repeated(question) => {
                let link = if holds {
                    t("giống một dòng khác", "is the same as in another row")
                } else {
                    t("khác mọi dòng khác", "differs from all other rows")
                };
                format!("{} {link}", self.label(question))
            }
            Condition::NotOne(question, value) => {
                let (label, option) = (self.label(question), self.option(question, value));
                match (self.lang, holds) {
                    (Lang::Vi, true) => format!("không đúng một dòng chọn “{option}” ở câu {label}"),
                    (Lang::Vi, false) => format!("đúng một dòng chọn “{option}” ở câu {label}"),
                    (Lang::En, true) => format!("not exactly one row has “{option}” at {label}"),
                    (Lang::En, false) => format!("exactly one row has “{option}” at {label}"),
                }
            }
            Condition::Channel(channel) => filed_by(*channel, holds).to_owned(),
            Condition::All(parts) => self.joined(parts, holds, holds),
            Condition::Any(parts) => self.joined(parts, holds, !holds),
            Condition::Not(inner) => self.of(inner, !holds),
        }
    }

    fn joined(&self, parts: &'a [Condition], holds: bool, all: bool) -> String {
        let link = if all { t(", và ", ", and ") } else { t(", hoặc ", ", or ") };
        parts.iter().map(|part| self.of(part, holds)).collect::<Vec<_>>().join(link)
    }

    fn chosen(&self, question: &str, values: &'a [String], holds: bool) -> String {
        let label = self.label(question);
        let yes_no = self.question(question).is_some_and(|found| matches!(found.kind, Kind::YesNo));
        if let ([value], true) = (values, yes_no) {
            let answer = if (value == "yes") == holds { t("Có", "Yes") } else { t("Không", "No") };
            return format!("{} “{answer}” {} {label}", t("bạn trả lời", "you answer"), t("cho câu", "to"));
        }
        let options = values.iter().map(|value| format!("“{}”", self.option(question, value)));
        let options = options.collect::<Vec<_>>().join(t(" hoặc ", " or "));
        let verb = if holds {
            t("bạn chọn", "you choose")
        } else {
            t("bạn không chọn", "you do not choose")
        };
        format!("{verb} {options} {} {label}", t("ở câu", "at"))
    }

    fn amount(&self, question: &str, link: &str, n: i64, after: &str) -> String {
        format!(
            "{} {link} {}{after}",
            self.label(question),
            forms::values::grouped(n, if self.lang == Lang::Vi { '.' } else { ',' })
        )
    }

    fn pair(&self, first: &str, link: &str, second: &str) -> String {
        format!("{} {link} {}", self.label(first), self.label(second))
    }

    fn label(&self, name: &str) -> String {
        let label = self.question(name).map_or(name, |question| question.label.get(self.lang));
        format!("“{label}”")
    }

    fn option(&self, name: &str, value: &'a str) -> &'a str {
        let Some(Kind::Choice { options, .. }) = self.question(name).map(|question| &question.kind) else {
            return value;
        };
        let option = options.iter().find(|option| option.value == value);
        option.map_or(value, |option| option.label.get(self.lang))
    }

    /// The question of a name; a part of an address is told by the address.
    fn question(&self, name: &str) -> Option<&'a Question> {
        let id = name.split('.').next().unwrap_or(name);
        let questions = self.form.sections.iter().flat_map(|section| &section.questions);
        questions
            .flat_map(|question| {
                let inner: &[Question] = match &question.kind {
                    Kind::Group { questions, .. } => questions,
                    _ => &[],
                };
                std::iter::once(question).chain(inner)
            })
            .find(|question| question.id == id)
    }
}

fn filed_by(channel: Channel, holds: bool) -> &'static str {
    match (channel, holds) {
        (Channel::Online, true) => t("bạn nộp trực tuyến", "you file online"),
        (Channel::Online, false) => t("bạn không nộp trực tuyến", "you do not file online"),
        (Channel::Counter, true) => t("bạn nộp tại quầy", "you file at a counter"),
        (Channel::Counter, false) => t("bạn không nộp tại quầy", "you do not file at a counter"),
        (Channel::Post, true) => t("bạn nộp qua bưu chính", "you file by post"),
        (Channel::Post, false) => t("bạn không nộp qua bưu chính", "you do not file by post"),
    }
}

#[cfg(test)]
mod tests {
    use domain::text::Text;
    use forms::schema::{Choice, Section};

    use super::*;

    fn question(id: &str, label: &str, kind: Kind) -> Question {
        Question {
            id: id.to_owned(),
            label: Text::new(label, ""),
            help: None,
            example: None,
            required: true,
            show_if: None,
            autocomplete: None,
            prefill: None,
            kind,
        }
    }

    fn form() -> Form {
        let proof =
            |value: &str, label: &str| Choice { value: value.to_owned(), label: Text::new(label, "") };
        let options = vec![proof("paper", "Giấy chứng sinh"), proof("witness", "Người làm chứng")];
        let questions = vec![
            question("proof", "Bạn có gì?", Kind::Choice { options, table: None }),
            question("family", "Có phải người nhà?", Kind::YesNo),
            question("staff", "Số lao động", Kind::Number { min: None, max: None, unit: None }),
        ];
        let section =
            Section { id: "s".to_owned(), title: Text::default(), intro: None, show_if: None, questions };
        Form { sections: vec![section], rules: Vec::new() }
    }

    fn is(question: &str, value: &str) -> Condition {
        Condition::Is(question.to_owned(), value.to_owned())
    }

    #[test]
    fn a_choice_is_told_by_its_label_and_its_question() {
        assert_eq!(when(&form(), &is("proof", "paper")), "bạn chọn “Giấy chứng sinh” ở câu “Bạn có gì?”");
    }

    #[test]
    fn the_contrary_of_yes_is_no() {
        let not = Condition::Not(Box::new(is("family", "yes")));
        assert_eq!(when(&form(), &not), "bạn trả lời “Không” cho câu “Có phải người nhà?”");
        assert_eq!(when(&form(), &is("family", "no")), when(&form(), &not));
    }

    #[test]
    fn a_condition_can_name_the_channel() {
        let online = Condition::Channel(Channel::Online);
        assert_eq!(when(&form(), &online), "bạn nộp trực tuyến");
        assert_eq!(when(&form(), &Condition::Not(Box::new(online))), "bạn không nộp trực tuyến");
    }

    #[test]
    fn neither_of_two_is_not_the_first_and_not_the_second() {
        let either = Condition::Any(vec![is("family", "yes"), Condition::AtLeast("staff".to_owned(), 10)]);
        assert_eq!(
            when(&form(), &either),
            "bạn trả lời “Có” cho câu “Có phải người nhà?”, hoặc “Số lao động” từ 10 trở lên"
        );
        let neither = Condition::Not(Box::new(either));
        assert_eq!(
            when(&form(), &neither),
            "bạn trả lời “Không” cho câu “Có phải người nhà?”, và “Số lao động” dưới 10"
        );
    }
}
