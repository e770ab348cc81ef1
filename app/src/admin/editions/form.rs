//! The e-form of what is being prepared: its sections and questions in their order, with what is wrong beside each.

use forms::edit::{Action, Item};
use forms::schema::{Form, Kind, Question, Section};
use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{EditionFault, EditionFormView, EditionPart};

use super::form_facts::kind_words;
use super::part::{fault_summary, neighbours, turns, unreadable};
use super::{fault_href, part_name, parted};
use crate::api::edition_form::ArrangeForm;
use crate::public::conditions::when;
use crate::ui::{PageTitle, PostForm, QueryFailure, capitalised, lang, t};

pub(super) mod item;
pub(super) mod preview;
mod question;
mod rules;
mod show_if;

pub(super) fn page(view: EditionFormView) -> AnyView {
    let title = part_name(EditionPart::Form);
    let sheet = &view.sheet;
    let content = match &view.form {
        Some(form) => {
            let outline = Outline { code: &sheet.code, form, faults: &sheet.faults };
            let first = form.sections.first().map_or("", |section| section.id.as_str());
            view! {
                <div class="builder">
                    <div>
                        {outline.whole()}
                        {turns(sheet)}
                        {outline.draw()}
                    </div>
                    {preview::frame(&sheet.code, first, sheet.revision, None)}
                </div>
            }
            .into_any()
        }
        None => unreadable(&sheet.code),
    };
    view! {
        <PageTitle title=title/>
        <a class="back" href=format!("/admin/procedures/{}", sheet.code)>{sheet.name.get(lang()).to_owned()}</a>
        <h1>{title}</h1>
        <QueryFailure/>
        {content}
        {neighbours(sheet)}
    }
    .into_any()
}

struct Outline<'a> {
    code: &'a str,
    form: &'a Form,
    faults: &'a [EditionFault],
}

impl Outline<'_> {
    /// How much must be mended, each with a link to its field.
    fn whole(&self) -> Option<AnyView> {
        fault_summary(self.faults, |fault| fault_href(self.code, fault))
    }

    fn draw(&self) -> AnyView {
        let last = self.form.sections.len();
        let sections = self.form.sections.iter().enumerate();
        let sections = sections.map(|(place, section)| self.section(section, (place, last))).collect_view();
        let code = self.code.to_owned();
        view! {
            <p class="help">{t(
                "Câu hỏi hiện theo thứ tự này, mỗi phần một màn hình. Mỗi lần bấm là một lần lưu, hoàn tác được.",
                "Questions are asked in this order, one section a screen. Each press is a change that can be undone.",
            )}</p>
            <PostForm action=ArrangeForm::url()>
                <input type="hidden" name="code" value=code/>
                <ol class="outline">{sections}</ol>
                <div class="button-row">
                    <button class="button secondary" name="go" value="add">{t("Thêm phần", "Add a section")}</button>
                </div>
            </PostForm>
            {rules::list(self.code, self.form)}
        }
        .into_any()
    }

    fn section(&self, section: &Section, place: (usize, usize)) -> AnyView {
        let item = Item::Section(section.id.clone());
        let title = named(section.title.get(lang()), &section.id);
        let around = (place.0 > 0, place.0 + 1 < place.1);
        let about = section.show_if.as_ref().map(|shown| {
            view! { <p class="help">{t("Chỉ hỏi khi", "Only asked when")} " " {when(self.form, shown)}</p> }
        });
        let (try_out, frame) = (preview::href(self.code, &section.id), preview::FRAME);
        view! {
            <li class="outline-section" id=anchor(&item)>
                <h2>{self.link(&item, &title)} " " <span class="code">{section.id.clone()}</span></h2>
                {about}
                {self.told(&item)}
                <div class="outline-buttons">
                    {self.buttons(&item, &title, around)}
                    <a class="button quiet small" href=try_out target=frame>
                        {t("Xem thử", "Try it out")} <span class="visually-hidden">" " {title.clone()}</span>
                    </a>
                </div>
                {self.questions(&section.questions, around)}
                {add(&item, t("Thêm câu hỏi", "Add a question"), &title)}
            </li>
        }
        .into_any()
    }

    /// `around`: whether a section before or after takes what moves out of this one.
    fn questions(&self, questions: &[Question], around: (bool, bool)) -> AnyView {
        let last = questions.len();
        let lines = questions.iter().enumerate().map(|(place, question)| {
            self.question(question, (place > 0 || around.0, place + 1 < last || around.1))
        });
        view! { <ol class="outline-questions">{lines.collect_view()}</ol> }.into_any()
    }

    fn question(&self, question: &Question, moves: (bool, bool)) -> AnyView {
        let item = Item::Question(question.id.clone());
        let label = named(question.label.get(lang()), &question.id);
        let needed = if question.required {
            t("bắt buộc", "required")
        } else {
            t("không bắt buộc", "optional")
        };
        let shown = question.show_if.as_ref().map(|shown| {
            view! { <p class="help">{t("Hỏi khi", "Asked when")} " " {when(self.form, shown)}</p> }
        });
        let inner = match &question.kind {
            Kind::Group { questions, .. } => Some(view! {
                {self.questions(questions, (false, false))}
                {add(&item, t("Thêm câu hỏi vào nhóm", "Add a question to the group"), &label)}
            }),
            _ => None,
        };
        view! {
            <li id=anchor(&item)>
                <p class="outline-label">
                    {self.link(&item, &label)} " " <span class="code">{question.id.clone()}</span>
                </p>
                <p class="help">{capitalised(&kind_words(&question.kind))} "; " {needed}</p>
                {shown}
                {self.told(&item)}
                <div class="outline-buttons">{self.buttons(&item, &label, moves)}</div>
                {inner}
            </li>
        }
        .into_any()
    }

    /// What is wrong with an item. Faults of a question say which field; those of other items are told there.
    fn told(&self, item: &Item) -> Option<AnyView> {
        let own =
            self.faults.iter().filter(|fault| parted(&fault.field).is_some_and(|(known, _)| known == *item));
        let lines: Vec<_> = own
            .map(|fault| {
                let words = capitalised(fault.words.get(lang()));
                view! { <li><a href=fault_href(self.code, fault)>{words}</a></li> }
            })
            .collect();
        (!lines.is_empty()).then(|| view! { <ul class="outline-faults">{lines}</ul> }.into_any())
    }

    /// The page of an item; one whose id is no name of its own is mended in the text.
    fn link(&self, item: &Item, words: &str) -> AnyView {
        let href = if self.form.has(item) {
            item::href(self.code, item)
        } else {
            format!("/admin/procedures/{}/text", self.code)
        };
        view! { <a href=href>{words.to_owned()}</a> }.into_any()
    }

    fn buttons(&self, item: &Item, of: &str, (up, down): (bool, bool)) -> Option<AnyView> {
        if !self.form.has(item) {
            return None;
        }
        let press = |action: Action, words: &'static str| {
            let go = format!("{}:{item}", action.as_str());
            view! {
                <button class="button quiet small" name="go" value=go>
                    {words} <span class="visually-hidden">" " {of.to_owned()}</span>
                </button>
            }
        };
        Some(
            view! {
                <a class="button quiet small" href=item::href(self.code, item)>
                    {t("Sửa", "Edit")} <span class="visually-hidden">" " {of.to_owned()}</span>
                </a>
                {press(Action::Duplicate, t("Nhân bản", "Duplicate"))}
                {up.then(|| press(Action::Up, t("Lên", "Up")))}
                {down.then(|| press(Action::Down, t("Xuống", "Down")))}
                {press(Action::Remove, t("Bỏ", "Remove"))}
            }
            .into_any(),
        )
    }
}

fn add(item: &Item, words: &'static str, of: &str) -> AnyView {
    let go = format!("{}:{item}", Action::Add.as_str());
    view! {
        <div class="button-row">
            <button class="button secondary small" name="go" value=go>
                {words} <span class="visually-hidden">": " {of.to_owned()}</span>
            </button>
        </div>
    }
    .into_any()
}

/// Where an item stands in the outline.
fn anchor(item: &Item) -> String {
    format!("{}-{}", item.kind(), item.id())
}

/// The words of an item; what was just added has none yet.
fn named(words: &str, id: &str) -> String {
    if words.is_empty() { format!("({id})") } else { words.to_owned() }
}
