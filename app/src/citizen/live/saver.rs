//! Saving in the background: soon after the last change, one request at a time, again and again while offline.

use std::collections::BTreeMap;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use views::{Failure, Saved};
use web_sys::AbortController;

use super::{Live, Saving, kept};
use crate::browser::save_answers;

/// From the last change to the request, in milliseconds.
const PAUSE: u32 = 700;
/// A request without an answer for so long is given up, in milliseconds.
const PATIENCE: u32 = 20_000;
const FIRST_RETRY: u32 = 2_000;
const LAST_RETRY: u32 = 60_000;

/// What has been typed, sent and acknowledged.
#[derive(Default)]
pub(super) struct Saver {
    /// The mark of the answers that the server has.
    pub base: String,
    /// The mark of the answers that were sent last.
    pub sent: String,
    fields: BTreeMap<String, String>,
    /// Number of the last change, of the last one acknowledged, and of the one under way.
    edit: u32,
    saved: u32,
    sending: Option<u32>,
    failures: u32,
    timer: Option<Timeout>,
    patience: Option<Timeout>,
    /// Ends the request under way: one that was given up must not arrive after a newer one.
    abort: Option<AbortController>,
}

impl Saver {
    pub(super) fn edited(&mut self, fields: BTreeMap<String, String>) {
        self.edit += 1;
        self.fields = fields;
    }

    const fn pause_after_failure(&self) -> u32 {
        let doubled = FIRST_RETRY << if self.failures > 5 { 5 } else { self.failures };
        if doubled > LAST_RETRY { LAST_RETRY } else { doubled }
    }
}

/// One request.
struct Request {
    edit: u32,
    draft: String,
    section: String,
    fields: BTreeMap<String, String>,
}

impl Request {
    async fn send(&self, abort: Option<&AbortController>) -> Result<Saved, Failure> {
        let result = save_answers(&self.draft, &self.section, &self.fields, abort).await;
        if result.is_ok() {
            kept::acknowledge(&kept::key(&self.draft, &self.section), &self.fields);
        }
        result
    }
}

impl Live {
    pub(super) fn save_soon(self) {
        self.save_in(PAUSE);
    }

    /// The network is back.
    pub(super) fn try_now(self) {
        if self.saving.try_get_untracked() == Some(Saving::Waiting) {
            self.save_in(0);
        }
    }

    fn save_in(self, pause: u32) {
        let timer = Timeout::new(pause, move || self.save());
        self.saver.try_update_value(|saver| saver.timer = Some(timer));
    }

    /// Sends what is new. While a request is under way nothing is sent; its answer starts the next.
    fn save(self) {
        let Some(request) = self.request() else { return };
        self.saving.set(Saving::Busy);
        let edit = request.edit;
        let patience = Timeout::new(PATIENCE, move || self.answered(edit, Err(Failure::Offline)));
        self.saver.try_update_value(|saver| saver.patience = Some(patience));
        let abort = AbortController::new().ok();
        self.saver.try_update_value(|saver| saver.abort.clone_from(&abort));
        spawn_local(async move {
            let result = request.send(abort.as_ref()).await;
            self.answered(edit, result);
        });
    }

    fn request(self) -> Option<Request> {
        let section = self.section.try_get_value()?;
        let draft = self.sheet.draft.try_with_value(|draft| draft.id.clone())?;
        let sent = self.sheet.answers.try_with_untracked(|answers| self.mark_of(answers))?;
        self.saver.try_update_value(|saver| {
            let idle = saver.sending.is_none() && saver.saved != saver.edit;
            idle.then(|| {
                saver.sending = Some(saver.edit);
                saver.sent = sent;
                Request { edit: saver.edit, draft, section, fields: saver.fields.clone() }
            })
        })?
    }

    fn answered(self, edit: u32, result: Result<Saved, Failure>) {
        let next = self.saver.try_update_value(|saver| {
            if saver.sending != Some(edit) {
                return None;
            }
            (saver.sending, saver.patience) = (None, None);
            if let Some(abort) = saver.abort.take() {
                abort.abort();
            }
            if result.is_ok() {
                (saver.saved, saver.failures) = (edit, 0);
                saver.base = saver.sent.clone();
            } else {
                saver.failures += 1;
            }
            Some((saver.edit == edit, saver.pause_after_failure()))
        });
        let Some((all_sent, pause)) = next.flatten() else { return };
        match result {
            Ok(Saved { at }) if all_sent => self.saving.set(Saving::Saved(at)),
            Ok(_) => self.save_in(PAUSE),
            Err(Failure::Offline | Failure::Broken) => {
                self.saving.set(Saving::Waiting);
                self.save_in(pause);
            }
            Err(failure) => self.saving.set(Saving::Refused(failure)),
        }
    }

    /// The form itself was sent and taken: nothing is left to save.
    pub(super) fn sent(self) {
        self.saver.try_update_value(|saver| {
            saver.saved = saver.edit;
            (saver.sending, saver.timer, saver.patience) = (None, None, None);
            if let Some(abort) = saver.abort.take() {
                abort.abort();
            }
        });
        crate::browser::arrive_again();
        if let Some(key) = self.key() {
            kept::remove(&key);
        }
    }

    /// Somebody leaves the page by a link: what is not sent yet goes now.
    pub(super) fn leave(self) {
        if let Some(request) = self.request() {
            spawn_local(async move {
                let _ = request.send(None).await;
            });
        }
    }
}
