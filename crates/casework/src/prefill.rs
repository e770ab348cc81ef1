//! What an application has from the beginning: what is known of whoever has signed in, where its form asks for it.

use domain::text::{Lang, fold};
use domain::when::{format_date, parse_iso_date};
use forms::answers::{Answers, DateAnswer};
use forms::evaluate::Evaluation;
use forms::schema::{Form, Prefill, Question};
use store::entity::person;
use views::Unlike;

use crate::catalogue::Places;
use crate::draft::Open;

/// The answers that the account of a person gives to a form.
pub(crate) fn answers(form: &Form, person: &person::Model, places: &Places) -> Answers {
    let mut answers = Answers::default();
    for question in form.sections.iter().flat_map(|section| &section.questions) {
        if let Some(prefill) = question.prefill {
            fill(&mut answers, question, prefill, person, places);
        }
    }
    answers
}

/// The answers about who applies, by name, number and birth date, that say something else than the account. What is not asked in
/// this case is answered by nobody.
pub(crate) fn unlike(open: &Open, found: &Evaluation, person: &person::Model) -> Vec<Unlike> {
    let (form, answers) = (&open.procedure.form, &open.answers);
    let questions = form
        .sections
        .iter()
        .flat_map(|section| section.questions.iter().map(move |question| (section, question)));
    let differing = questions.filter_map(|(section, question)| {
        let asked = found.visible.contains(&question.id);
        let answered = || answers.get(&question.id).to_owned();
        let (answer, known) = match question.prefill.filter(|_| asked)? {
            Prefill::Name => (answered(), person.full_name.clone()),
            Prefill::NationalId => (answered(), person.national_id.clone()),
            Prefill::BirthDate => (day(answers.date(&question.id))?, known_day(&person.birth_date)?),
            _ => return None,
        };
        let differs = !answer.is_empty() && !known.is_empty() && fold(&answer) != fold(&known);
        differs.then(|| Unlike {
            section: section.id.clone(),
            question: question.id.clone(),
            label: question.label.clone(),
            answer,
            known,
        })
    });
    differing.collect()
}

/// A date as people write it here; none of one that cannot be read, which is told elsewhere.
fn day(answer: DateAnswer) -> Option<String> {
    match answer {
        DateAnswer::Given(date) => Some(format_date(date, Lang::Vi)),
        _ => None,
    }
}

fn known_day(birth_date: &str) -> Option<String> {
    parse_iso_date(birth_date).ok().map(|date| format_date(date, Lang::Vi))
}

fn fill(
    answers: &mut Answers,
    question: &Question,
    prefill: Prefill,
    person: &person::Model,
    places: &Places,
) {
    let known = match prefill {
        Prefill::Name => &person.full_name,
        Prefill::BirthDate => &person.birth_date,
        Prefill::Sex => &person.sex,
        Prefill::NationalId => &person.national_id,
        Prefill::Phone => &person.phone,
        Prefill::Email => &person.email,
        Prefill::Address => {
            for (part, value) in address(&person.address, places) {
                answers.set(format!("{}.{part}", question.id), value);
            }
            return;
        }
    };
    answers.set(&question.id, known.as_str());
}

/// The parts of an address that was given as text, from the street to the province. None unless the text ends with a
/// commune and a province of today, or with those of before, the district among them, and the commune was not divided:
/// half an address would look like a whole one.
fn address(text: &str, places: &Places) -> Vec<(&'static str, String)> {
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let of_today = || {
        let [street @ .., commune, province] = parts.as_slice() else { return None };
        today(commune, province, places).map(|found| (street, found))
    };
    let of_before = || {
        let [street @ .., commune, district, province] = parts.as_slice() else { return None };
        places.today(commune, district, province).map(|found| (street, found))
    };
    let Some((street, (province, commune))) = of_today().or_else(of_before) else { return Vec::new() };
    vec![("province", province), ("commune", commune), ("street", street.join(", "))]
}

/// The codes of province and commune.
fn today(commune: &str, province: &str, places: &Places) -> Option<(String, String)> {
    let same = |known: &str, typed: &str| fold(known) == fold(typed);
    let province = places.provinces().into_iter().find(|known| same(&known.name, province))?;
    let mut communes = places.communes(&province.code).into_iter();
    let commune = communes.find(|known| same(&known.name, commune))?;
    Some((province.code, commune.code))
}
