//! A draft as it is loaded, with everything that judges it.

use std::sync::Arc;

use domain::clock::Period;
use domain::role::Role;
use domain::text::Text;
use domain::when::local;
use forms::answers::Answers;
use forms::evaluate::{Attached, Context, Evaluation, evaluate};
use forms::procedure::{Channel, Finding, Procedure};
use forms::schema::Choice;
use sea_orm::{ConnectionTrait, EntityTrait as _};
use store::entity::{attachment, dossier, draft};
use store::moment::{Millis, from_millis};
use time::Date;
use views::Failure;

use super::received::{ask_what_was_received, forget_what_was_received};
use super::receiving::{
    COMPETENT_UNIT, is_said_of_the_result_or_a_paper, keep_receiving_unit, settle_competent_unit,
    with_receiving_unit, with_receiving_unit_of,
};
use super::{attachments, attachments_at};
use crate::catalogue::{Catalogue, Places};
use crate::dossier::{APPLICANT, Held};
use crate::{Actor, Case, CaseError, Office};

/// A draft with everything that judges it.
pub(crate) struct Open {
    pub row: draft::Model,
    pub procedure: Arc<Procedure>,
    /// What an officer found that gives the dossier another time than its answers do.
    finding: Option<Finding>,
    pub answers: Answers,
    pub files: Vec<attachment::Model>,
    /// The day that rules about dates look at: today, or the day on which it was filed.
    pub today: Date,
    pub channel: Channel,
    /// What it is judged by; another one is another procedure, if only in its choices.
    catalogue: Arc<Catalogue>,
}

impl Open {
    /// The draft of this browser or person, with the section that asks where to file.
    ///
    /// # Errors
    /// `NotFound` for everybody else's.
    pub(crate) async fn load(
        connection: &impl ConnectionTrait,
        office: &Office,
        actor: &Actor,
        id: &str,
    ) -> Case<Self> {
        let row = draft::Entity::find_by_id(id).one(connection).await?.ok_or(Failure::NotFound)?;
        let of_person = actor.stands_for(
            row.person_id.as_deref(),
            row.organisation_id.as_deref(),
            &row.procedure_version_id,
        );
        // What a one-stop keys in is written by its officers alone until it is filed.
        let of_counter =
            actor.role == Role::OneStopOfficer && row.taken_at.as_ref() == Some(&actor.unit_code);
        let of_person = of_person && (row.taken_at.is_none() || row.dossier_code.is_some());
        let of_browser =
            row.person_id.is_none() && row.session_hash.is_some() && row.session_hash == actor.session;
        if !of_person && !of_browser && !of_counter {
            return Err(Failure::NotFound.into());
        }
        let mut open = Self::read(connection, office, row).await?;
        if !actor.is_officer() && open.channel != Channel::Online {
            forget_what_was_received(Arc::make_mut(&mut open.procedure));
        }
        Ok(open)
    }

    /// Whether day and catalogue are still those that it was judged by.
    pub(crate) fn is_current(&self, office: &Office) -> bool {
        self.today == office.today() && Arc::ptr_eq(&self.catalogue, &office.catalogue())
    }

    /// Whoever files something saw it on a page: what was saved after that moment they have not seen. An applicant and a
    /// one-stop may both write the answer to a request.
    ///
    /// # Errors
    /// `DraftChanged`.
    pub(crate) fn is_what_was_seen(&self, saved_at: Option<Millis>) -> Case<()> {
        if self.row.taken_at.is_some() && saved_at.is_some_and(|seen| seen != self.row.updated_at) {
            return Err(Failure::DraftChanged.into());
        }
        Ok(())
    }

    /// The draft behind a dossier, whoever asks; the caller has judged that.
    pub(crate) async fn behind(connection: &impl ConnectionTrait, office: &Office, id: &str) -> Case<Self> {
        let row = draft::Entity::find_by_id(id).one(connection).await?;
        let row = row.ok_or(CaseError::Impossible("a dossier has no draft"))?;
        Self::read(connection, office, row).await
    }

    /// What was filed, not what is being changed to answer a supplement request.
    pub(crate) async fn filed(connection: &impl ConnectionTrait, office: &Office, held: &Held) -> Case<Self> {
        let mut open = Self::behind(connection, office, &held.row.draft_id).await?;
        open.answers = serde_json::from_str(&held.row.answers)?;
        // Also after a withdrawal or a closure: what was never sent never counts.
        if let Some(asked) = held.supplement.as_ref().filter(|asked| asked.answered_at.is_none()) {
            open.files = attachments_at(connection, &held.row.draft_id, asked.asked_at).await?;
        }
        Ok(open)
    }

    /// A draft with the version that counts for it: the one that it was begun under, and once that has ended, before it
    /// was filed, the one that runs now.
    pub(crate) async fn read(
        connection: &impl ConnectionTrait,
        office: &Office,
        mut row: draft::Model,
    ) -> Case<Self> {
        let catalogue = office.catalogue();
        let mut version = catalogue.version(&row.procedure_version_id)?;
        if row.dossier_code.is_none() && !version.procedure.valid.covers(office.today()) {
            let code = version.procedure.code.as_str();
            version = catalogue.version_on(code, office.today()).unwrap_or(version);
            row.procedure_version_id.clone_from(&version.id);
        }
        let filed = match &row.dossier_code {
            Some(code) => dossier::Entity::find_by_id(code).one(connection).await?,
            None => None,
        };
        let (today, channel) = match &filed {
            Some(filed) => (local(from_millis(filed.filed_at)).date(), Channel::named(&filed.channel)),
            None => (office.today(), row.channel.as_deref().and_then(Channel::named)),
        };
        let mut procedure = match &filed {
            None => with_receiving_unit(&catalogue, version, today),
            // It is changed below, and its day is hardly asked for again.
            Some(_) => Arc::new(with_receiving_unit_of(&catalogue, version.procedure.clone(), today)),
        };
        let finding = filed.as_ref().and_then(|filed| filed.finding.as_deref());
        let finding: Option<Finding> = finding.map(serde_json::from_str).transpose()?;
        if let Some((unit, why)) = place_of(&row, filed.as_ref()) {
            let known = catalogue.unit(unit).map(|known| known.name.clone());
            let label = known.unwrap_or_else(|| Text::new(unit, unit));
            let choice = Choice { value: unit.to_owned(), label };
            let procedure = Arc::make_mut(&mut procedure);
            keep_receiving_unit(procedure, &choice, &why);
            if filed.is_some() {
                settle_competent_unit(procedure);
            }
        }
        if matches!(channel, Some(Channel::Counter | Channel::Post)) {
            ask_what_was_received(Arc::make_mut(&mut procedure));
        }
        let answers = serde_json::from_str(&row.answers)?;
        // After the row: a file that came in between has moved it since.
        let files = attachments(connection, &row.id).await?;
        let channel = channel.unwrap_or(Channel::Online);
        Ok(Self { row, procedure, finding, answers, files, today, channel, catalogue })
    }

    /// The time to decide this case.
    pub(crate) fn period(&self, office: &Office) -> Period {
        if let Some(found) = &self.finding {
            return found.period;
        }
        let places = office.places();
        let attached = self.attached();
        self.procedure.period(&self.answers, &self.context(&attached, &places))
    }

    /// How often each fee of the procedure is owed, as far as the answers tell.
    pub(crate) fn fee_counts(&self, office: &Office) -> Vec<Option<u32>> {
        let places = office.places();
        let attached = self.attached();
        self.procedure.fee_counts(&self.answers, &self.context(&attached, &places))
    }

    fn context<'a>(&self, attached: &'a Attached, places: &'a Places) -> Context<'a> {
        Context { today: self.today, channel: self.channel, attached, places }
    }

    /// Who will decide what this one-stop takes in.
    pub(crate) fn competent_unit(&self, one_stop: &str) -> String {
        let named = self.answers.get(COMPETENT_UNIT);
        self.catalogue.competent(&self.procedure, one_stop, named, self.today)
    }

    /// The judgement of the one evaluator.
    pub(crate) fn evaluate(&self, office: &Office) -> Evaluation {
        let attached = self.attached();
        let places = office.places();
        let context = self.context(&attached, &places);
        evaluate(&self.procedure.form, &self.procedure.papers, &self.answers, &context)
    }

    /// The answers as a dossier keeps them: with what is calculated from them, and without what the system asks of its own
    /// and no longer asks, because that would be printed.
    pub(crate) fn settled(&self, judged: &Evaluation) -> Answers {
        let mut answers = self.answers.clone().with_calculated(&self.procedure.form, judged);
        let unasked = |key: &str| is_said_of_the_result_or_a_paper(key) && !judged.is_visible(key);
        let unasked: Vec<String> =
            answers.iter().map(|(key, _)| key.to_owned()).filter(|key| unasked(key)).collect();
        for key in unasked {
            answers.remove(&key);
        }
        answers
    }

    pub(crate) fn attached(&self) -> Attached {
        let mut attached = Attached::new();
        for file in self.files.iter().filter(|file| file.origin == APPLICANT) {
            *attached.entry(file.paper_id.clone()).or_default() += 1;
        }
        attached
    }
}

/// The one place where it can be filed, and why; nothing where one may choose.
fn place_of<'a>(row: &'a draft::Model, filed: Option<&'a dossier::Model>) -> Option<(&'a str, Text)> {
    if let Some(filed) = filed {
        let why = Text::new(
            "Hồ sơ đã nộp. Bổ sung không đổi nơi nộp và cơ quan giải quyết.",
            "The dossier was filed. A supplement changes neither where it was filed nor who decides.",
        );
        return Some((&filed.unit_code, why));
    }
    let why = Text::new("Hồ sơ giấy nộp ở nơi nhận.", "What comes on paper is filed where it came.");
    row.taken_at.as_deref().map(|unit| (unit, why))
}
