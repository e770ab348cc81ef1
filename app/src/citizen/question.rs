//! The questions of a section as fields. Plain functions over the schema: one kind of question costs one function.

mod address;
mod calculated;
mod choice;
mod date;
mod group;
mod line;
mod signature;

use std::sync::Arc;

use forms::schema::{Condition, DateCalendar, Kind, Question};
use leptos::prelude::*;

use super::live::Live;
use super::sheet::Sheet;
use crate::ui::{redrawn, t};

/// One question under one key, such as `child_name` or `members.0.name`.
#[derive(Clone)]
pub(super) struct Field {
    pub sheet: Sheet,
    pub live: Live,
    pub question: Arc<Question>,
    pub path: String,
}

/// The questions of a section, each while it exists.
pub(super) fn questions(sheet: Sheet, live: Live, questions: &[Question], prefix: &str) -> Vec<AnyView> {
    let views = questions.iter().enumerate().map(|(place, question)| {
        let path = format!("{prefix}{}", question.id);
        let field = Field { sheet, live, question: Arc::new(question.clone()), path };
        let Some(condition) = &question.show_if else {
            return field.view();
        };
        let leads = asked_about(condition, above(&questions[..place]));
        let leads: Vec<_> = leads.map(|lead| sheet.visible(&format!("{prefix}{}", lead.id))).collect();
        let visible = sheet.visible(&field.path);
        let follows = move || leads.iter().any(Get::get);
        let draw = move || if follows() { following(field.view()) } else { field.view() };
        redrawn(move || visible.get().then(&draw).into_any())
    });
    views.collect()
}

/// The last question that is always asked, and those that came up after it.
fn above(before: &[Question]) -> &[Question] {
    let last = before.iter().rposition(|question| question.show_if.is_none());
    &before[last.unwrap_or_default()..]
}

/// A question that is there because of an answer just above it.
fn following(field: AnyView) -> AnyView {
    view! { <div class="conditional">{field}</div> }.into_any()
}

/// The questions among these that a condition looks at.
fn asked_about<'a>(condition: &Condition, questions: &'a [Question]) -> impl Iterator<Item = &'a Question> {
    let names = condition.names();
    let named = move |question: &&Question| {
        names.iter().any(|name| name.split('.').next().unwrap_or(name) == question.id)
    };
    questions.iter().filter(named)
}

impl Field {
    fn view(&self) -> AnyView {
        match &self.question.kind {
            Kind::Date { calendar: DateCalendar::Solar, .. } => date::date(self),
            Kind::Date { calendar: DateCalendar::Lunar, .. } => date::lunar(self),
            Kind::Choice { options, .. } => choice::choice(self, options),
            Kind::YesNo => choice::yes_no(self),
            Kind::Address => address::address(self),
            Kind::Group { .. } => group::group(self),
            Kind::File { paper } => self.file(paper),
            Kind::Calculated { unit, .. } => calculated::calculated(self, unit.as_ref()),
            Kind::Signature => signature::signature(self),
            _ => line::line(self),
        }
    }

    fn label(&self) -> String {
        self.question.label.get(self.sheet.lang).to_owned()
    }

    fn id(&self) -> String {
        format!("f-{}", self.path)
    }

    fn name(&self) -> String {
        format!("answers[{}]", self.path)
    }

    fn value(&self) -> String {
        self.sheet.answer(&self.path)
    }

    fn error(&self) -> Memo<Option<String>> {
        self.sheet.error(&self.path, &self.label())
    }

    /// The words of a `<label>` or `<legend>`.
    fn title(&self) -> AnyView {
        let optional = (!self.question.required).then(optional_mark);
        view! { {self.label()} {optional} }.into_any()
    }

    /// Help, example and error, between the label and the control.
    fn notes(&self, error: Memo<Option<String>>) -> AnyView {
        view! { {self.hints()} {error_line(format!("{}-error", self.id()), error)} }.into_any()
    }

    fn hints(&self) -> AnyView {
        let id = self.id();
        let help = self.question.help.as_ref().map(|help| {
            view! { <p class="help" id=format!("{id}-help")>{help.get(self.sheet.lang).to_owned()}</p> }
        });
        let example = self.question.example.clone().map(|example| {
            view! { <p class="example">{t("Ví dụ:", "Example:")} " " {example}</p> }
        });
        view! { {help} {example} }.into_any()
    }

    /// The ids of the notes, for `aria-describedby`.
    fn described(
        &self,
        error: Memo<Option<String>>,
    ) -> impl Fn() -> Option<String> + Clone + Send + Sync + 'static {
        let help = self.question.help.is_some().then(|| format!("{}-help", self.id()));
        let told = format!("{}-error", self.id());
        move || {
            let ids = [help.clone(), error.with(Option::is_some).then(|| told.clone())];
            let ids: Vec<String> = ids.into_iter().flatten().collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    }

    /// Doubts, below the control.
    fn doubts(&self) -> AnyView {
        let warnings = self.sheet.warnings(&self.path, &self.label());
        redrawn(move || {
            let warnings = warnings.get().into_iter();
            warnings
                .map(|text| view! { <p class="warning-note"><strong>{t("Chú ý", "Mind this")}</strong> " " {text}</p> })
                .collect_view()
                .into_any()
        })
    }

    /// Several controls under one legend. The id stands at the first control where there is one.
    fn set(&self, id: Option<String>, error: Memo<Option<String>>, controls: AnyView) -> AnyView {
        let focusable = id.is_some().then_some("-1");
        view! {
            <fieldset
                class="field"
                class:invalid=is_told(error)
                id=id
                tabindex=focusable
                aria-describedby=self.described(error)
            >
                <legend>{self.title()}</legend>
                {self.notes(error)}
                {controls}
                {self.doubts()}
            </fieldset>
        }
        .into_any()
    }

    /// A paper asked for among the questions. Its slot stands below the form, because forms do not nest. That it is missing
    /// is told by the page of the papers: nobody is held back for it here.
    fn file(&self, paper: &str) -> AnyView {
        let optional = self.sheet.draft.with_value(|draft| {
            !self.question.required
                && !draft.procedure.papers.iter().any(|known| known.id == paper && known.required)
        });
        let (files, of, href) = (self.sheet.files, paper.to_owned(), format!("#{}", slot_id(paper)));
        let state = move || match files.with(|files| files.iter().filter(|file| file.paper_id == of).count())
        {
            0 => t("Chưa có tệp.", "No file yet.").to_owned(),
            count => format!("{count} {}", t("tệp đã tải lên.", "file(s) uploaded.")),
        };
        view! {
            <div class="field" id=self.id() tabindex="-1">
                <p>
                    <strong>{self.label()}</strong>
                    {optional.then(optional_mark)}
                </p>
                {self.hints()}
                <p>
                    {state}
                    " "
                    <a class="js-only" href=href>{t("Tải lên ở dưới", "Upload it below")}</a>
                    <span class="no-js-only">
                        {t("Bạn tải lên ở bước “Giấy tờ đính kèm”.", "You upload it at the step “Papers to attach”.")}
                    </span>
                </p>
            </div>
        }
        .into_any()
    }
}

/// The id of a paper's slot on the page of a section.
pub(crate) fn slot_id(paper: &str) -> String {
    format!("slot-{paper}")
}

fn optional_mark() -> AnyView {
    view! { <span class="optional">{t(" không bắt buộc", " optional")}</span> }.into_any()
}

/// Whether an error is told. One function for all, so that what depends on it has one body.
pub(super) fn is_told(error: Memo<Option<String>>) -> impl Fn() -> bool + Clone + Send + Sync + 'static {
    move || error.with(Option::is_some)
}

/// The same for `aria-invalid`.
fn aria_told(
    error: Memo<Option<String>>,
) -> impl Fn() -> Option<&'static str> + Clone + Send + Sync + 'static {
    move || error.with(Option::is_some).then_some("true")
}

pub(super) fn error_line(id: String, error: Memo<Option<String>>) -> AnyView {
    redrawn(move || error.get().map(|text| view! { <p class="error" id=id.clone()>{text}</p> }).into_any())
}

#[cfg(test)]
mod tests {
    use domain::text::Text;

    use super::*;

    fn question(id: &str, show_if: Option<Condition>) -> Question {
        Question {
            id: id.to_owned(),
            label: Text::default(),
            help: None,
            example: None,
            required: true,
            show_if,
            autocomplete: None,
            prefill: None,
            kind: Kind::YesNo,
        }
    }

    fn yes(id: &str) -> Option<Condition> {
        Some(Condition::Is(id.to_owned(), "yes".to_owned()))
    }

    /// Which of the questions are set in below the answer that brings them up.
    fn set_in(questions: &[Question]) -> Vec<&str> {
        let conditional = questions.iter().enumerate().filter(|(place, question)| {
            question
                .show_if
                .as_ref()
                .is_some_and(|condition| asked_about(condition, above(&questions[..*place])).next().is_some())
        });
        conditional.map(|(_, question)| question.id.as_str()).collect()
    }

    #[test]
    fn a_question_is_set_in_below_the_answer_that_brings_it_up() {
        let questions =
            [question("agent", None), question("family", yes("agent")), question("paper", yes("family"))];
        assert_eq!(set_in(&questions), ["family", "paper"]);
    }

    #[test]
    fn a_question_brought_up_by_an_answer_far_above_stands_on_its_own() {
        let questions =
            [question("abandoned", None), question("name", None), question("proof", yes("abandoned"))];
        assert!(set_in(&questions).is_empty());
    }

    #[test]
    fn a_question_brought_up_by_another_section_stands_on_its_own() {
        assert!(set_in(&[question("mother_name", yes("mother_given"))]).is_empty());
    }
}
