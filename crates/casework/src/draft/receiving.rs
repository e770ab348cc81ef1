//! Where to file: the last question of every form.

use std::sync::Arc;

use domain::text::Text;
use forms::procedure::Procedure;
use forms::schema::{Choice, Kind, Question, Section};
use time::Date;

use crate::catalogue::{Catalogue, Version};

/// The section that asks where to file, and its only question.
const WHERE: &str = "where";
pub(crate) const RECEIVING_UNIT: &str = "receiving_unit";

/// The procedure as it is asked on a day, with a last section that asks at which one-stop to file.
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
    procedure.form.sections.push(Section {
        id: WHERE.to_owned(),
        title: Text::new("Nơi nộp hồ sơ", "Where to file"),
        intro: None,
        show_if: None,
        questions: vec![Question {
            id: RECEIVING_UNIT.to_owned(),
            label: Text::new("Nộp tại", "File at"),
            help: Some(help),
            example: None,
            required: true,
            show_if: None,
            autocomplete: None,
            prefill: None,
            kind: Kind::Choice { options: options.collect(), table: None },
        }],
    });
    procedure
}

/// Offers no other place. A dossier stays where it was filed, also when that place takes nothing in any more, and what a
/// one-stop keys in is filed there.
pub(super) fn keep_receiving_unit(procedure: &mut Procedure, unit: &Choice, why: &Text) {
    let sections = procedure.form.sections.iter_mut().filter(|section| section.id == WHERE);
    for question in sections.flat_map(|section| &mut section.questions) {
        question.help = Some(why.clone());
        if let Kind::Choice { options, .. } = &mut question.kind {
            *options = vec![unit.clone()];
        }
    }
}
