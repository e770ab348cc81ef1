//! How an applicant is reached: as the application says, else as the account of a person does.

use domain::text::Lang;
use forms::answers::Answers;
use forms::schema::Form;
use store::entity::{dossier, person};

use crate::{Case, Office};

/// Address, phone number and e-mail address; each may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reached {
    pub address: String,
    pub phone: String,
    pub email: String,
}

impl Reached {
    /// What was filed counts. For an organisation nothing else does: the account is that of somebody who works there, and
    /// where they live concerns no reader of its papers.
    pub(crate) fn of(office: &Office, row: &dossier::Model, account: &person::Model) -> Case<Self> {
        let catalogue = office.catalogue();
        let form = &catalogue.version(&row.procedure_version_id)?.procedure.form;
        let answers: Answers = serde_json::from_str(&row.answers)?;
        let account = row.organisation_id.is_none().then_some(account);
        let known = |token, of: fn(&person::Model) -> &String| {
            stated(office, form, &answers, token)
                .unwrap_or_else(|| account.map(of).cloned().unwrap_or_default())
        };
        Ok(Self {
            address: known("street-address", |person| &person.address),
            phone: known("tel", |person| &person.phone),
            email: known("email", |person| &person.email),
        })
    }
}

/// What the applicant answered where the form asks for their own address or number: the browser fills in what belongs
/// to whoever types, so the question says so by its `autocomplete`.
fn stated(office: &Office, form: &Form, answers: &Answers, autocomplete: &str) -> Option<String> {
    let questions = form.sections.iter().flat_map(|section| &section.questions);
    let question = questions.filter(|question| question.autocomplete.as_deref() == Some(autocomplete)).find(
        |question| {
            answers.iter().any(|(key, value)| {
                let part = key.strip_prefix(question.id.as_str());
                part.is_some_and(|rest| rest.is_empty() || rest.starts_with('.')) && !value.is_empty()
            })
        },
    )?;
    let words = forms::display::shown(question, answers, &question.id, Lang::Vi, &office.places());
    (!words.is_empty()).then_some(words)
}
