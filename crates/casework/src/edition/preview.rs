//! The e-form of an edition as an applicant sees it, with answers that are tried out. Nothing of it is stored.

use std::collections::{BTreeMap, BTreeSet};

use domain::when::iso_date;
use forms::answers::Answers;
use forms::evaluate::{Attached, Context, evaluate};
use forms::procedure::{Channel, Procedure};
use views::{Asked, DraftView, Failure, FormPreview, Moment};

use super::{body, open_of};
use crate::policy::Deed;
use crate::{Actor, Case, Office, draft};

/// What somebody tries out in the preview of a form.
#[derive(Clone, Debug, Default)]
pub struct Trial {
    /// The section that is shown; the first when it is none of the form.
    pub section: String,
    /// `next`, `back`, `add:<group>` and `remove:<group>.<row>`.
    pub go: String,
    pub answers: BTreeMap<String, String>,
}

/// A section of the form as an applicant sees it, with the answers that are tried out. Nothing is stored.
///
/// # Errors
/// `NotFound` without an edition or a section, `EditionUnreadable` while the text cannot be read, `TooMuchText`.
pub async fn preview(office: &Office, actor: &Actor, code: &str, trial: Trial) -> Case<FormPreview> {
    actor.may(Deed::KeepEditions)?;
    let (_, now) = open_of(office.database().reader(), code).await?.ok_or(Failure::NotFound)?;
    let procedure = body::read(&now.body).map_err(|_| Failure::EditionUnreadable)?;
    let procedure = draft::with_receiving_unit_of(&office.catalogue(), procedure, office.today());
    let mut answers = Answers::default();
    answers.replace_all(&procedure.form, &trial.answers).map_err(|_| Failure::TooMuchText)?;
    draft::change_rows(&procedure.form, &mut answers, &trial.go);
    let visible = visible_sections(office, &procedure, &answers);
    let section = section_after(&procedure, &visible, &trial).ok_or(Failure::NotFound)?;
    let (check, asked) = (trial.go == "check", visible.contains(&section));
    Ok(FormPreview { code: code.to_owned(), draft: view(office, procedure, answers), section, asked, check })
}

/// The sections that these answers bring up.
fn visible_sections(office: &Office, procedure: &Procedure, answers: &Answers) -> Vec<String> {
    let (places, attached) = (office.places(), Attached::new());
    let context =
        Context { today: office.today(), channel: Channel::Online, attached: &attached, places: &places };
    evaluate(&procedure.form, &procedure.papers, answers, &context).visible_sections
}

/// The section that comes after the button that was pressed.
fn section_after(procedure: &Procedure, visible: &[String], trial: &Trial) -> Option<String> {
    let sections = &procedure.form.sections;
    let known = sections.iter().find(|section| section.id == trial.section);
    let here = &known.or_else(|| sections.first())?.id;
    let place = visible.iter().position(|section| section == here);
    let next = match trial.go.as_str() {
        "next" => place.and_then(|place| visible.get(place + 1)),
        "back" => place.and_then(|place| visible.get(place.checked_sub(1)?)),
        _ => None,
    };
    Some(next.unwrap_or(here).clone())
}

/// An application that is none: it has no id, so nothing of it is kept.
fn view(office: &Office, procedure: Procedure, answers: Answers) -> DraftView {
    let places = office.places();
    let chosen: BTreeSet<String> = answers
        .iter()
        .filter(|(key, _)| key.ends_with(".province"))
        .map(|(_, code)| code.to_owned())
        .collect();
    DraftView {
        id: String::new(),
        answers,
        files: Vec::new(),
        saved_at: Moment(office.now_millis()),
        written: false,
        today: iso_date(office.today()),
        channel: Channel::Online,
        taken_for: None,
        signed_in: true,
        dossier_code: None,
        supplement: None,
        provinces: places.provinces(),
        communes: chosen.into_iter().map(|code| (code.clone(), places.communes(&code))).collect(),
        max_file_size: office.settings().max_file_size,
        procedure: Asked { short_name: procedure.short_name, form: procedure.form, papers: procedure.papers },
    }
}
