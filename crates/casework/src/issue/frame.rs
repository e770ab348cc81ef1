//! What every paper about a dossier begins with: head, number, applicant.

use documents::{Applicant, FormName, Letterhead};
use domain::lifecycle::StatutoryForm;
use domain::text::Lang;
use domain::when;
use forms::procedure::Procedure;
use sea_orm::{ConnectionTrait, EntityTrait as _};
use store::Tx;
use store::entity::person;
use time::OffsetDateTime;
use views::Failure;

use crate::catalogue::{Catalogue, Unit};
use crate::dossier::Held;
use crate::draft::Open;
use crate::{Case, CaseError, Office, organisation};

/// Everything that the head of each paper needs, and the layout in force.
pub(super) struct Frame {
    pub letterhead: Letterhead,
    pub template: String,
    pub version: u32,
    pub applicant: Applicant,
    pub procedure: Procedure,
    pub desk: String,
    pub desk_phone: String,
    pub tracking_url: String,
    pub at: OffsetDateTime,
}

impl Frame {
    /// Takes the next number of this kind of paper in the unit's year; nothing where the circular in force has no such
    /// paper.
    ///
    /// # Errors
    /// `NoPaperSet` when no circular is in force today.
    pub(super) async fn open(
        tx: &Tx,
        office: &Office,
        held: &Held,
        form: StatutoryForm,
    ) -> Case<Option<Self>> {
        let catalogue = office.catalogue();
        let Some(head) = Head::find(office, &catalogue, &held.row.unit_code, form)? else { return Ok(None) };
        let (unit, sign, at) = (head.unit, head.sign, office.now());
        let name = format!("paper:{sign}:{}:{}", unit.code, when::local(at).year());
        let number = store::series::next(tx, &name).await?;
        let open = Open::behind(tx, office, &held.row.draft_id).await?;
        Ok(Some(Self {
            applicant: applicant(tx, office, held, &open).await?,
            procedure: open.procedure,
            desk: unit.name.vi.clone(),
            desk_phone: unit.phone.clone(),
            tracking_url: format!("{}/track/{}", office.settings().base_url, held.row.code),
            at,
            template: head.template.clone(),
            version: head.version,
            letterhead: head.letterhead(format!("{number}/{sign}"), at),
        }))
    }
}

/// Who issues a paper, and under which form.
pub(crate) struct Head<'a> {
    pub unit: &'a Unit,
    pub sign: &'a str,
    pub template: &'a String,
    pub version: u32,
    parent: Option<&'a Unit>,
    form: FormName,
}

impl<'a> Head<'a> {
    /// The form of today; nothing where the circular in force has no such paper.
    ///
    /// # Errors
    /// `NoPaperSet` when no circular is in force today.
    pub(crate) fn find(
        office: &Office,
        catalogue: &'a Catalogue,
        unit: &str,
        form: StatutoryForm,
    ) -> Case<Option<Self>> {
        let today = office.today();
        if !catalogue.has_forms_on(today) {
            return Err(Failure::NoPaperSet.into());
        }
        let unit = catalogue.unit(unit).ok_or(CaseError::Impossible("a dossier has an unknown unit"))?;
        Ok(catalogue.form_on(form, today).map(|found| Self {
            unit,
            sign: &found.form.sign,
            template: &found.form.template,
            version: found.form.version,
            parent: unit.parent.as_ref().and_then(|parent| catalogue.unit(parent)),
            form: FormName {
                number: found.form.number.clone(),
                title: found.form.name.vi.to_uppercase(),
                basis: found.basis.to_owned(),
            },
        }))
    }

    pub(crate) fn letterhead(self, number: String, at: OffsetDateTime) -> Letterhead {
        Letterhead {
            parent_agency: self.parent.map(|parent| parent.name.vi.clone()).unwrap_or_default(),
            agency: self.unit.name.vi.clone(),
            number,
            place: "Bình Dương".to_owned(),
            date_text: day_text(at),
            form: Some(self.form),
        }
    }
}

/// Who applied, and how this dossier says that they are reached; their account says it where the form did not ask.
async fn applicant(
    connection: &impl ConnectionTrait,
    office: &Office,
    held: &Held,
    open: &Open,
) -> Case<Applicant> {
    let person = person::Entity::find_by_id(&held.row.person_id).one(connection).await?;
    let person = person.ok_or(CaseError::Impossible("a dossier has no applicant"))?;
    let filed_for = organisation::filed_for(connection, &held.row).await?;
    let (name, filed_by, tax_code) = match filed_for {
        Some(filed_for) => (filed_for.name, filed_for.filed_by, filed_for.tax_code),
        None => (person.full_name, String::new(), String::new()),
    };
    Ok(Applicant {
        name,
        tax_code,
        filed_by,
        address: stated(office, open, "street-address").unwrap_or(person.address),
        phone: stated(office, open, "tel").unwrap_or(person.phone),
        email: stated(office, open, "email").unwrap_or(person.email),
    })
}

/// What the applicant answered where the form asks for their own address or number: the browser fills in what belongs
/// to whoever types, so the question says so by its `autocomplete`.
fn stated(office: &Office, open: &Open, autocomplete: &str) -> Option<String> {
    let questions = open.procedure.form.sections.iter().flat_map(|section| &section.questions);
    let question = questions.filter(|question| question.autocomplete.as_deref() == Some(autocomplete)).find(
        |question| {
            open.answers.iter().any(|(key, value)| {
                let part = key.strip_prefix(question.id.as_str());
                part.is_some_and(|rest| rest.is_empty() || rest.starts_with('.')) && !value.is_empty()
            })
        },
    )?;
    let words = forms::display::shown(question, &open.answers, &question.id, Lang::Vi, &office.places());
    (!words.is_empty()).then_some(words)
}

/// Such as `ngày 05 tháng 01 năm 2026`.
pub(crate) fn day_text(at: OffsetDateTime) -> String {
    let local = when::local(at);
    format!("ngày {:02} tháng {:02} năm {}", local.day(), u8::from(local.month()), local.year())
}

/// Such as `08 giờ 30 phút, ngày 05 tháng 01 năm 2026`.
pub(crate) fn clock_text(at: OffsetDateTime) -> String {
    let local = when::local(at);
    format!("{:02} giờ {:02} phút, {}", local.hour(), local.minute(), day_text(at))
}
