//! One file after the other: on a weak line two uploads at once only make both fail.

use gloo_timers::future::TimeoutFuture;
use leptos::ev::Event;
use leptos::prelude::*;
use leptos::task::spawn_local;
use views::Failure;
use web_sys::{File, HtmlInputElement};

use super::send::send;
use super::{State, Upload, Uploads};
use crate::citizen::sheet::Sheet;
use crate::citizen::slot::ACCEPTED;

/// Waiting times before a broken upload is tried again, in milliseconds.
const PAUSES: [u32; 3] = [1_000, 3_000, 8_000];

/// Where the files of a paper go.
#[derive(Clone)]
pub(in crate::citizen) struct Target {
    pub draft: String,
    pub paper: String,
    /// Bytes.
    pub max_size: u64,
}

struct Job {
    number: u32,
    file: File,
    action: String,
}

/// Files that have not arrived, kept so that they can be sent again.
#[derive(Default)]
pub(super) struct Queue {
    jobs: Vec<Job>,
    last: u32,
    running: bool,
}

impl Queue {
    pub(super) fn forget(&mut self, number: u32) {
        self.jobs.retain(|job| job.number != number);
    }
}

impl Uploads {
    /// Takes the chosen files over from the input, so that the same file can be chosen again.
    pub(super) fn picked(self, event: &Event, target: &Target) {
        let input = event_target::<HtmlInputElement>(event);
        let files = input.files();
        let count = files.as_ref().map_or(0, web_sys::FileList::length);
        for file in (0..count).filter_map(|place| files.as_ref()?.get(place)) {
            self.take(file, target);
        }
        input.set_value("");
        self.start();
    }

    fn take(self, file: File, target: &Target) {
        let refused = refusal(&file, target.max_size);
        let (draft, paper) = (target.draft.clone(), target.paper.clone());
        let name = file.name();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a size is a whole number"
        )]
        let size = file.size() as u64;
        let number = self.queue.try_update_value(|queue| {
            queue.last += 1;
            if refused.is_none() {
                let action = format!("/files/drafts/{draft}/{paper}");
                queue.jobs.push(Job { number: queue.last, file, action });
            }
            queue.last
        });
        let Some(number) = number else { return };
        let state = refused.map_or(State::Waiting, State::Failed);
        self.list.update(|list| list.push(Upload { number, draft, paper, name, size, state }));
    }

    pub(super) fn again(self, number: u32) {
        self.show(number, State::Waiting);
        self.start();
    }

    fn start(self) {
        let runs = self.queue.try_update_value(|queue| std::mem::replace(&mut queue.running, true));
        if runs == Some(false) {
            spawn_local(self.run());
        }
    }

    async fn run(self) {
        while let Some((number, file, action)) = self.next() {
            match self.send_patiently(number, &file, &action).await {
                Ok(()) => {
                    let _ = self.list.try_update(|list| list.retain(|upload| upload.number != number));
                    self.queue.try_update_value(|queue| queue.forget(number));
                    self.arrived();
                }
                Err(failure) => self.show(number, State::Failed(failure)),
            }
        }
        self.queue.try_update_value(|queue| queue.running = false);
    }

    fn arrived(self) {
        let sheet = self.sheet.try_get_value().flatten();
        if !sheet.is_some_and(Sheet::load_files) {
            crate::browser::refresh();
        }
    }

    /// The next file that waits.
    fn next(self) -> Option<(u32, File, String)> {
        let waiting = self.list.try_with_untracked(|list| {
            list.iter().find(|upload| upload.state == State::Waiting).map(|upload| upload.number)
        })??;
        self.queue.try_with_value(|queue| {
            let job = queue.jobs.iter().find(|job| job.number == waiting)?;
            Some((waiting, job.file.clone(), job.action.clone()))
        })?
    }

    async fn send_patiently(self, number: u32, file: &File, action: &str) -> Result<(), Failure> {
        for pause in PAUSES {
            self.show(number, State::Sending(0));
            let result = send(action, file, move |percent| self.show(number, State::Sending(percent))).await;
            if result != Err(Failure::Offline) {
                return result;
            }
            self.show(number, State::Again);
            TimeoutFuture::new(pause).await;
        }
        Err(Failure::Offline)
    }

    fn show(self, number: u32, state: State) {
        let _ = self.list.try_update(|list| {
            if let Some(upload) = list.iter_mut().find(|upload| upload.number == number) {
                upload.state = state;
            }
        });
    }
}

/// What the server would refuse anyway is told before it is sent. A file of unknown kind is left to the server, which
/// looks at its content.
fn refusal(file: &File, max_size: u64) -> Option<Failure> {
    let kind = file.type_();
    #[expect(clippy::cast_precision_loss, reason = "limits are far below 2^53")]
    let max_size = max_size as f64;
    if file.size() == 0.0 {
        return Some(Failure::FileEmpty);
    }
    if file.size() > max_size {
        return Some(Failure::FileTooLarge);
    }
    (!kind.is_empty() && !ACCEPTED.split(',').any(|accepted| accepted == kind)).then_some(Failure::FileKind)
}
