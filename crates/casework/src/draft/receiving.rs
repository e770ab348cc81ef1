//! Where to file, who decides where one may choose, and how the result is to come back: the last questions of every form.

use std::sync::Arc;

use domain::text::Text;
use forms::answers::Answers;
use forms::procedure::Procedure;
use forms::schema::{Choice, Condition, Demand, Kind, Question, Rule, Section, Severity};
use time::Date;

use super::received::is_of_a_paper;
use crate::catalogue::{Catalogue, Version};

/// The section of these questions.
const WHERE: &str = "where";
pub(crate) const RECEIVING_UNIT: &str = "receiving_unit";
pub(crate) const COMPETENT_UNIT: &str = "competent_unit";
/// The answer that names the agency of the one-stop itself, whichever that is.
const HERE: &str = "here";
/// The rule that asks for it.
const WHO_DECIDES: &str = "who_decides";

/// How the result is to come back, and where the post is to bring it.
const RESULT_WAY: &str = "result_way";
const RESULT_ADDRESS: &str = "result_address";
/// Letters of an address.
const LONGEST_ADDRESS: u16 = 250;

/// The procedure as it is asked on a day, with a last section that asks at which one-stop to file, where the territory
/// does not count which agency decides (NĐ 118/2025 Đ14), and how the result is to come back (Mẫu 01, line 10).
pub(crate) fn with_receiving_unit(catalogue: &Catalogue, version: &Version, day: Date) -> Arc<Procedure> {
    catalogue.asked_once(version, day, || with_receiving_unit_of(catalogue, version.procedure.clone(), day))
}

/// The same for a procedure that may not be published yet.
pub(crate) fn with_receiving_unit_of(catalogue: &Catalogue, procedure: Procedure, day: Date) -> Procedure {
    let mut procedure = catalogue.filled(procedure, day);
    let units = catalogue.one_stops(&procedure, day);
    let options = units.into_iter().map(|unit| Choice { value: unit.code.clone(), label: unit.name.clone() });
    let help = if procedure.any_counter.on(day).is_some() {
        Text::new("Bạn được chọn bất kỳ nơi nào trong danh sách.", "You may choose any place of the list.")
    } else {
        procedure.authority.clone()
    };
    let questions = std::iter::once(receiving_unit(options.collect(), help));
    let questions = questions.chain(competent_unit(catalogue, &procedure, day));
    let questions = questions.chain(result_way(&procedure)).collect();
    procedure.form.rules.extend(who_decides(catalogue, &procedure, day));
    procedure.form.sections.push(Section {
        id: WHERE.to_owned(),
        title: Text::new("Nơi nộp hồ sơ", "Where to file"),
        intro: None,
        show_if: None,
        questions,
    });
    procedure
}

fn receiving_unit(options: Vec<Choice>, help: Text) -> Question {
    asked(RECEIVING_UNIT, Text::new("Nộp tại", "File at"), help, true, options)
}

/// Asked where a one-stop takes in what another agency decides.
fn competent_unit(catalogue: &Catalogue, procedure: &Procedure, day: Date) -> Option<Question> {
    let units = catalogue.nameable(procedure, day);
    if units.is_empty() {
        return None;
    }
    let named = units.into_iter().map(|unit| choice(catalogue, &unit.code));
    let options = std::iter::once(choice(catalogue, HERE)).chain(named).collect();
    let label = Text::new("Cơ quan giải quyết", "Who decides");
    let help = Text::new(
        format!(
            "Theo quy định: {}. Nếu không phải cơ quan của nơi nộp, hồ sơ được chuyển đi và kết quả vẫn trả về nơi nộp.",
            procedure.authority.vi
        ),
        format!(
            "By the rules: {}. If it is not the agency of the place where you file, the dossier is handed over, and the result still comes back to where you file.",
            procedure.authority.en
        ),
    );
    Some(asked(COMPETENT_UNIT, label, help, false, options))
}

/// How a result comes back when its dossier is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ResultWay {
    Counter,
    Post,
    Online,
}

impl ResultWay {
    const ALL: [Self; 3] = [Self::Counter, Self::Post, Self::Online];

    const fn word(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Post => "post",
            Self::Online => "online",
        }
    }

    fn label(self) -> Text {
        match self {
            Self::Counter => Text::new("Tại nơi nộp hồ sơ", "At the place where I file"),
            Self::Post => {
                Text::new("Qua bưu chính, đến địa chỉ tôi ghi", "By post, to an address that I give")
            }
            Self::Online => {
                Text::new("Bản điện tử, ở trang hồ sơ này", "As a file, on the page of this dossier")
            }
        }
    }

    /// What the applicant wished, if they said so.
    pub(crate) fn wished(answers: &Answers) -> Option<Self> {
        let said = answers.get(RESULT_WAY);
        Self::ALL.into_iter().find(|way| way.word() == said)
    }
}

/// Where the result is to be fetched, as Mẫu 01 says it; `desk` is where it lies when nothing else was wished.
pub(crate) fn result_place(answers: &Answers, desk: &str) -> String {
    match ResultWay::wished(answers) {
        Some(ResultWay::Post) => format!("Qua dịch vụ bưu chính công ích: {}", answers.get(RESULT_ADDRESS)),
        Some(ResultWay::Online) => "Bản điện tử, tại trang theo dõi hồ sơ (mã QR)".to_owned(),
        Some(ResultWay::Counter) | None => desk.to_owned(),
    }
}

/// The same for the officer who hands it over; nothing where nobody said.
pub(crate) fn result_wish(answers: &Answers) -> Option<Text> {
    let address = answers.get(RESULT_ADDRESS);
    Some(match ResultWay::wished(answers)? {
        ResultWay::Counter => Text::new("tại nơi nộp hồ sơ", "where it was filed"),
        ResultWay::Post => Text::new(format!("qua bưu chính: {address}"), format!("by post: {address}")),
        ResultWay::Online => Text::new("bản điện tử", "as a file"),
    })
}

/// Asked unless a result is only signed for at the one-stop.
fn result_way(procedure: &Procedure) -> Vec<Question> {
    if result_ways(procedure).is_empty() {
        return Vec::new();
    }
    let options = ResultWay::ALL.map(|way| Choice { value: way.word().to_owned(), label: way.label() });
    let label = Text::new("Nhận kết quả", "How to get the result");
    let help = Text::new(
        "Không chọn thì nhận bản giấy tại nơi nộp hồ sơ. Bưu điện thu tiền chuyển phát khi giao.",
        "If you choose nothing, you fetch the paper where you file. The post takes its charge when it delivers.",
    );
    let way = asked(RESULT_WAY, label, help, false, options.into());
    let address = Question {
        label: Text::new("Địa chỉ nhận kết quả", "Address for the result"),
        help: Some(Text::new(
            "Số nhà, đường, xã, tỉnh và số điện thoại của người nhận.",
            "House, street, commune, province, and the receiver's phone number.",
        )),
        show_if: Some(Condition::Is(RESULT_WAY.to_owned(), ResultWay::Post.word().to_owned())),
        kind: Kind::Text { max_length: LONGEST_ADDRESS },
        ..asked(RESULT_ADDRESS, Text::default(), Text::default(), true, Vec::new())
    };
    vec![way, address]
}

/// A counter that only takes in for others does not decide, so whoever files there says who does.
fn who_decides(catalogue: &Catalogue, procedure: &Procedure, day: Date) -> Option<Rule> {
    let units = catalogue.nameable(procedure, day);
    let further = procedure.any_counter.on(day)?;
    let further = further.into_iter().filter(|code| catalogue.decides_for(procedure, code, day).is_none());
    let further: Vec<String> = further.map(str::to_owned).collect();
    if further.is_empty() || units.is_empty() {
        return None;
    }
    let codes = units.into_iter().map(|unit| unit.code.clone()).collect();
    let unsaid = Condition::Not(Box::new(Condition::OneOf(COMPETENT_UNIT.to_owned(), codes)));
    Some(Rule {
        id: WHO_DECIDES.to_owned(),
        at: COMPETENT_UNIT.to_owned(),
        demand: Demand::BrokenIf(Condition::All(vec![
            Condition::OneOf(RECEIVING_UNIT.to_owned(), further),
            unsaid,
        ])),
        message: Text::new(
            "Nơi nộp này chỉ nhận thay. Hãy chọn cơ quan giải quyết.",
            "This place only takes in for others. Choose who decides.",
        ),
        severity: Severity::Error,
    })
}

fn asked(id: &str, label: Text, help: Text, required: bool, options: Vec<Choice>) -> Question {
    Question {
        id: id.to_owned(),
        label,
        help: Some(help),
        example: None,
        required,
        show_if: None,
        autocomplete: None,
        prefill: None,
        kind: Kind::Choice { options, table: None },
    }
}

/// An agency under its own name, not that of its one-stop.
fn choice(catalogue: &Catalogue, code: &str) -> Choice {
    let label = match code {
        HERE => Text::new("Cơ quan của chính nơi nộp", "The agency of the place where I file"),
        code => catalogue.agency_name(code),
    };
    Choice { value: code.to_owned(), label }
}

/// Offers no other place. A dossier stays where it was filed, also when that place takes nothing in any more, and what a
/// one-stop keys in is filed there.
pub(super) fn keep_receiving_unit(procedure: &mut Procedure, unit: &Choice, why: &Text) {
    let sections = procedure.form.sections.iter_mut().filter(|section| section.id == WHERE);
    let mut questions = sections.flat_map(|section| &mut section.questions);
    let Some(question) = questions.find(|known| known.id == RECEIVING_UNIT) else { return };
    question.help = Some(why.clone());
    if let Kind::Choice { options, .. } = &mut question.kind {
        *options = vec![unit.clone()];
    }
}

/// Whether a question is in no file of a procedure: where to file, how to get the result, what came as an original. None of
/// them is content of the dossier.
pub(crate) fn is_asked_by_the_system(question: &str) -> bool {
    [RECEIVING_UNIT, COMPETENT_UNIT].contains(&question) || is_said_of_the_result_or_a_paper(question)
}

/// The same without where to file and who decides, which stay as they were filed.
pub(super) fn is_said_of_the_result_or_a_paper(question: &str) -> bool {
    [RESULT_WAY, RESULT_ADDRESS].contains(&question) || is_of_a_paper(question)
}

/// What may be answered to how the result is to come back; nothing where nobody is asked.
pub(crate) fn result_ways(procedure: &Procedure) -> Vec<&'static str> {
    if procedure.results.iter().any(|result| result.in_person) {
        return Vec::new();
    }
    ResultWay::ALL.map(ResultWay::word).into()
}

/// Answers without the wish about the result: two applications that differ in nothing else are the same.
pub(crate) fn without_result_wish(mut answers: Answers) -> Answers {
    answers.remove(RESULT_WAY);
    answers.remove(RESULT_ADDRESS);
    answers
}

/// Asks no more who decides: it is settled at the filing, and the one-stop may have corrected it since.
pub(super) fn settle_competent_unit(procedure: &mut Procedure) {
    for section in procedure.form.sections.iter_mut().filter(|section| section.id == WHERE) {
        section.questions.retain(|question| question.id != COMPETENT_UNIT);
    }
    procedure.form.rules.retain(|rule| rule.id != WHO_DECIDES);
}
