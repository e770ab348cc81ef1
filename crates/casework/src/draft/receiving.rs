//! Where to file, and who decides where one may choose: the last questions of every form.

use std::sync::Arc;

use domain::text::Text;
use forms::procedure::Procedure;
use forms::schema::{Choice, Condition, Demand, Kind, Question, Rule, Section, Severity};
use time::Date;

use crate::catalogue::{Catalogue, Version};

/// The section that asks where to file, and its only question.
const WHERE: &str = "where";
pub(crate) const RECEIVING_UNIT: &str = "receiving_unit";
pub(crate) const COMPETENT_UNIT: &str = "competent_unit";
/// The answer that names the agency of the one-stop itself, whichever that is.
const HERE: &str = "here";
/// The rule that asks for it.
const WHO_DECIDES: &str = "who_decides";

/// The procedure as it is asked on a day, with a last section that asks at which one-stop to file and, where the territory
/// does not count, which agency decides (NĐ 118/2025 Đ14).
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
    let questions = questions.chain(competent_unit(catalogue, &procedure, day)).collect();
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

/// Asks no more who decides: it is settled at the filing, and the one-stop may have corrected it since.
pub(super) fn settle_competent_unit(procedure: &mut Procedure) {
    for section in procedure.form.sections.iter_mut().filter(|section| section.id == WHERE) {
        section.questions.retain(|question| question.id != COMPETENT_UNIT);
    }
    procedure.form.rules.retain(|rule| rule.id != WHO_DECIDES);
}
