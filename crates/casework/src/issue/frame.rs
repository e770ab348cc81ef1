//! What every paper about a dossier begins with: head, number, applicant.

use std::sync::Arc;

use documents::{Applicant, DossierHead, FormName, Letterhead};
use domain::lifecycle::StatutoryForm;
use domain::when;
use forms::procedure::Procedure;
use sea_orm::{ConnectionTrait, EntityTrait as _};
use store::Tx;
use store::entity::person;
use time::OffsetDateTime;
use views::Failure;

use super::reached::Reached;
use crate::catalogue::{Catalogue, Unit};
use crate::dossier::Held;
use crate::draft::Open;
use crate::{Case, CaseError, Office, organisation};

/// Everything that the head of each paper needs, and the layout in force.
pub(super) struct Frame {
    pub head: DossierHead,
    pub template: String,
    pub version: u32,
    pub procedure: Arc<Procedure>,
    /// Who issues the paper.
    pub agency: String,
    /// The one-stop, which alone speaks with the applicant, and its telephone number.
    pub desk: String,
    pub desk_phone: String,
}

/// Who issues a paper.
#[derive(Clone, Copy)]
pub(super) enum Issuer {
    /// The one-stop that took the dossier in.
    OneStop,
    /// The agency that decides, whose head signs.
    Agency,
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
        issuer: Issuer,
    ) -> Case<Option<Self>> {
        let catalogue = office.catalogue();
        let desk = known(&catalogue, &held.row.unit_code)?;
        let unit = match issuer {
            Issuer::OneStop => desk,
            Issuer::Agency => catalogue.agency_of(known(&catalogue, &held.row.competent_unit)?),
        };
        let Some(head) = Head::find(office, &catalogue, &unit.code, form)? else { return Ok(None) };
        let (unit, sign, at) = (head.unit, head.sign, office.now());
        let name = format!("paper:{sign}:{}:{}", unit.code, when::local(at).year());
        let number = store::series::next(tx, &name).await?;
        let open = Open::behind(tx, office, &held.row.draft_id).await?;
        Ok(Some(Self {
            template: head.template.clone(),
            version: head.version,
            agency: unit.name.vi.clone(),
            desk: desk.name.vi.clone(),
            desk_phone: desk.phone.clone(),
            head: DossierHead {
                issued_at: at,
                demo: office.settings().demo,
                letterhead: head.letterhead(format!("{number}/{sign}"), at),
                applicant: applicant(tx, office, held).await?,
                dossier_code: held.row.code.clone(),
                tracking_url: format!("{}/track/{}", office.settings().base_url, held.row.code),
                procedure: open.procedure.name.vi.clone(),
            },
            procedure: open.procedure,
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
    place: &'a str,
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
        let unit = known(catalogue, unit)?;
        Ok(catalogue.form_on(form, today).map(|found| Self {
            unit,
            sign: &found.form.sign,
            template: &found.form.template,
            version: found.form.version,
            place: catalogue.place_of(unit),
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
            place: self.place.to_owned(),
            date_text: day_text(at),
            form: Some(self.form),
        }
    }
}

fn known<'a>(catalogue: &'a Catalogue, unit: &str) -> Case<&'a Unit> {
    catalogue.unit(unit).ok_or(CaseError::Impossible("a dossier has an unknown unit"))
}

/// Who applied, and how this dossier says that they are reached.
async fn applicant(connection: &impl ConnectionTrait, office: &Office, held: &Held) -> Case<Applicant> {
    let person = person::Entity::find_by_id(&held.row.person_id).one(connection).await?;
    let person = person.ok_or(CaseError::Impossible("a dossier has no applicant"))?;
    let Reached { address, phone, email } = Reached::of(office, &held.row, &person)?;
    let filed_for = organisation::filed_for(connection, &held.row).await?;
    let (name, filed_by, tax_code) = match filed_for {
        Some(filed_for) => (filed_for.name, filed_for.filed_by, filed_for.tax_code),
        None => (person.full_name, String::new(), String::new()),
    };
    Ok(Applicant { name, tax_code, filed_by, address, phone, email })
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
