//! From the fields on the screen to answers. The browser reads its form as the server would, with the same function.

use std::collections::BTreeMap;
use std::time::Duration;

use forms::answers::Answers;
use forms::schema::Section;
use leptos::ev::{FocusEvent, MouseEvent};
use leptos::prelude::*;
use views::{DraftView, Failure};
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, FormData, HtmlButtonElement, HtmlFormElement};

use super::kept::{self, Kept};
use super::{FORM, Live, Saving};
use crate::browser::focus;

/// From the finger on the glass to the press that the browser makes of it, and a little more.
const PRESS: Duration = Duration::from_millis(300);

impl Live {
    /// Runs once when the fields are on the screen: takes what was typed before Wasm was there, and what an earlier
    /// visit could not send.
    pub(super) fn begin(self) {
        let (Some(key), Some(posted)) = (self.key(), fields()) else { return };
        let Some(server) = self.sheet.answers.try_get_untracked() else { return };
        let base = self.mark_of(&server);
        self.saver.update_value(|saver| saver.base.clone_from(&base));
        let kept = kept::read(&key).map(|kept| (self.after(&server, &kept.fields), kept));
        let restored = kept.and_then(|(after, kept)| {
            if after == server {
                kept::remove(&key);
                return None;
            }
            let fits = kept.base == base || kept.sent == base;
            self.offered.set(!fits);
            fits.then_some(after)
        });
        let restores = restored.is_some();
        let mut next = restored.unwrap_or_else(|| server.clone());
        take_differences(&mut next, &server, &self.after(&server, &posted));
        if restores {
            self.sheet.redraw(|answers| *answers = next);
            request_animation_frame(move || self.changed());
        } else if next != server {
            self.sheet.answers.set(next);
            self.changed();
        }
        crate::browser::arrive();
    }

    /// Something was typed or chosen.
    pub(in crate::citizen) fn typed(self) {
        let (Some(posted), Some(before)) = (fields(), self.sheet.answers.try_get_untracked()) else { return };
        let mut next = before.clone();
        if !self.take(&mut next, &posted) {
            self.saving.set(Saving::Refused(Failure::TooMuchText));
            return;
        }
        if next != before {
            self.sheet.answers.set(next);
            self.changed();
        }
    }

    /// The cursor left a field: from now on its error is told. A press on a button must not move that button away
    /// from under the finger, so then nothing is told; the button will tell everything. What else was pressed, such as
    /// the label of a choice, is not known here: it has a moment to be pressed before the error moves it.
    pub(in crate::citizen) fn left(self, event: &FocusEvent) {
        self.typed();
        let to = event.related_target();
        if to.as_ref().is_some_and(JsCast::has_type::<HtmlButtonElement>) {
            return;
        }
        let Some(path) = self.field_of(event.target()) else { return };
        if self.field_of(to).as_ref() != Some(&path) {
            set_timeout(move || self.sheet.touch(path), PRESS);
        }
    }

    /// The key of the field that a control belongs to. The three parts of a date are one field.
    fn field_of(self, control: Option<EventTarget>) -> Option<String> {
        let name = control?.dyn_into::<Element>().ok()?.get_attribute("name")?;
        let key = key_in(&name)?;
        let whole = key.rsplit_once('.').filter(|(_, part)| part_of_date(part));
        let is_question = self.sheet.judged.try_with_untracked(|judged| judged.is_visible(key))?;
        Some(whole.filter(|_| !is_question).map_or(key, |(whole, _)| whole).to_owned())
    }

    /// Adds or removes a row of a group without asking the server, and puts the cursor where it is needed.
    pub(in crate::citizen) fn change_rows(
        self,
        event: &MouseEvent,
        then: &str,
        change: impl FnOnce(&mut Answers),
    ) {
        event.prevent_default();
        self.sheet.redraw(change);
        let then = then.to_owned();
        request_animation_frame(move || {
            focus(&then);
            self.changed();
        });
    }

    /// Takes over what this device kept.
    pub(in crate::citizen) fn take_kept(self) {
        self.offered.set(false);
        let (Some(key), Some(server)) = (self.key(), self.sheet.answers.try_get_untracked()) else { return };
        if let Some(kept) = kept::read(&key) {
            let next = self.after(&server, &kept.fields);
            self.sheet.redraw(|answers| *answers = next);
            request_animation_frame(move || self.changed());
        }
    }

    pub(in crate::citizen) fn drop_kept(self) {
        self.offered.set(false);
        if let Some(key) = self.key() {
            kept::remove(&key);
        }
    }

    /// The fields on the screen are newer than those on the server: keeps them here and saves them soon.
    fn changed(self) {
        let (Some(key), Some(fields)) = (self.key(), fields()) else { return };
        let kept = self.saver.try_update_value(|saver| {
            saver.edited(fields.clone());
            Kept { base: saver.base.clone(), sent: saver.sent.clone(), fields }
        });
        if let Some(kept) = kept {
            // What an earlier visit kept must not be overwritten before somebody has said what to do with it.
            if self.offered.try_get_untracked() != Some(true) {
                kept::write(&key, &kept);
            }
            self.save_soon();
        }
    }

    /// The name under which this device keeps the fields; none for a preview, of which nothing is kept or sent.
    pub(super) fn key(self) -> Option<String> {
        let section = self.section.try_get_value()?;
        let id = self.sheet.draft.try_with_value(|draft| draft.id.clone()).filter(|id| !id.is_empty())?;
        Some(kept::key(&id, &section))
    }

    /// The answers after these fields were posted.
    fn after(self, answers: &Answers, fields: &BTreeMap<String, String>) -> Answers {
        let mut next = answers.clone();
        self.take(&mut next, fields);
        next
    }

    fn take(self, answers: &mut Answers, fields: &BTreeMap<String, String>) -> bool {
        self.with_section(|draft, section| {
            answers.replace_section(&draft.procedure.form, &section.id, fields).is_ok()
        })
        .unwrap_or_default()
    }

    pub(super) fn mark_of(self, answers: &Answers) -> String {
        self.with_section(|_, section| kept::mark(answers, section)).unwrap_or_default()
    }

    fn with_section<T>(self, then: impl FnOnce(&DraftView, &Section) -> T) -> Option<T> {
        let id = self.section.try_get_value()?;
        self.sheet.draft.try_with_value(|draft| {
            let section = draft.procedure.form.sections.iter().find(|section| section.id == id)?;
            Some(then(draft, section))
        })?
    }
}

/// What the form on the screen would post, by the keys of the answers.
fn fields() -> Option<BTreeMap<String, String>> {
    let form = document().get_element_by_id(FORM)?.dyn_into::<HtmlFormElement>().ok()?;
    let data = FormData::new_with_form(&form).ok()?;
    let pairs = js_sys::try_iter(&data).ok()??.filter_map(Result::ok).map(|pair| js_sys::Array::from(&pair));
    let pairs = pairs
        .filter_map(|pair| Some((key_in(&pair.get(0).as_string()?)?.to_owned(), pair.get(1).as_string()?)));
    Some(pairs.collect())
}

/// `child_name` of `answers[child_name]`.
fn key_in(name: &str) -> Option<&str> {
    name.strip_prefix("answers[")?.strip_suffix(']')
}

/// Takes each answer that the screen shows otherwise than the server sent it. Rows stated by the page alone are no
/// answer.
fn take_differences(next: &mut Answers, server: &Answers, screen: &Answers) {
    for (key, value) in
        screen.iter().filter(|(key, value)| server.get(key) != value.trim() && !key.ends_with(".rows"))
    {
        next.set(key, value);
    }
    for (key, _) in server.iter().filter(|(key, _)| screen.get(key).is_empty()) {
        next.remove(key);
    }
}

/// Whether a field of this name is one of those of a date.
fn part_of_date(part: &str) -> bool {
    matches!(part.strip_prefix("lunar_").unwrap_or(part), "day" | "month" | "year" | "leap")
}
