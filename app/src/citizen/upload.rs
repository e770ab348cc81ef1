//! Files on their way: what the page shows of them, and how they are sent.

#[cfg(feature = "hydrate")]
mod queue;
#[cfg(feature = "hydrate")]
mod send;
#[cfg(feature = "hydrate")]
mod underway;

use forms::procedure::Paper;
use leptos::ev::Event;
use leptos::prelude::*;
use views::{DraftView, Failure};

use super::sheet::Sheet;
use crate::ui::{failure_text, redrawn, size_text, t};

/// The uploads of this visit. They belong to no page, so that going on to the next one stops none of them.
#[derive(Clone, Copy)]
pub struct Uploads {
    list: RwSignal<Vec<Upload>>,
    #[cfg(feature = "hydrate")]
    queue: StoredValue<queue::Queue, LocalStorage>,
    /// The page that takes new files in by itself.
    #[cfg(feature = "hydrate")]
    sheet: StoredValue<Option<Sheet>>,
}

#[derive(Clone, PartialEq, Eq)]
struct Upload {
    number: u32,
    draft: String,
    paper: String,
    name: String,
    size: u64,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser uploads"))]
enum State {
    Waiting,
    /// Per cent of the bytes that have left.
    Sending(u8),
    /// The connection broke; it is tried again soon.
    Again,
    Failed(Failure),
}

impl Uploads {
    pub(crate) fn new() -> Self {
        Self {
            list: RwSignal::new(Vec::new()),
            #[cfg(feature = "hydrate")]
            queue: StoredValue::new_local(queue::Queue::default()),
            #[cfg(feature = "hydrate")]
            sheet: StoredValue::new(None),
        }
    }

    /// Hands files that have arrived to this sheet; otherwise the whole page loads its data again.
    #[cfg(feature = "hydrate")]
    pub(super) fn follow(self, sheet: Sheet) {
        self.sheet.set_value(Some(sheet));
    }

    #[cfg(not(feature = "hydrate"))]
    pub(super) const fn follow(self, _: Sheet) {}

    /// The cards of the files that are on their way to one paper. The server knows of none, and a page is taken over as
    /// the server drew it: they come a moment later.
    pub(super) fn of(self, draft: &str, paper: &str) -> AnyView {
        let (draft, paper) = (draft.to_owned(), paper.to_owned());
        let taken_over = RwSignal::new(false);
        Effect::new(move |_| taken_over.set(true));
        redrawn(move || {
            let list = if taken_over.get() { self.list.get() } else { Vec::new() };
            list.into_iter()
                .filter(|upload| upload.draft == draft && upload.paper == paper)
                .map(|upload| self.card(upload))
                .collect_view()
                .into_any()
        })
    }

    fn card(self, upload: Upload) -> AnyView {
        let number = upload.number;
        let failed = matches!(upload.state, State::Failed(_));
        view! {
            <li class=if failed { "file failed" } else { "file" }>
                <span class="file-kind">"…"</span>
                <div class="file-text">
                    {upload.name.clone()}
                    <span class="file-facts">{size_text(upload.size)}</span>
                    {progress(upload.state)}
                </div>
                {failed.then(|| view! {
                    <div>
                        {upload.state.worth_another_try().then(|| view! {
                            <button type="button" class="button quiet" on:click=move |_| self.again(number)>{t("Thử lại", "Try again")}</button>
                        })}
                        <button type="button" class="button quiet" on:click=move |_| self.forget(number)>
                            {t("Bỏ", "Dismiss")} <span class="visually-hidden">{format!(" {}", upload.name)}</span>
                        </button>
                    </div>
                })}
            </li>
        }
        .into_any()
    }

    fn forget(self, number: u32) {
        self.list.update(|list| list.retain(|upload| upload.number != number));
        #[cfg(feature = "hydrate")]
        self.queue.update_value(|queue| queue.forget(number));
    }

    #[cfg(not(feature = "hydrate"))]
    const fn again(self, _: u32) {}
}

impl State {
    /// Whether the same file can succeed later.
    const fn worth_another_try(self) -> bool {
        matches!(self, Self::Failed(Failure::Offline | Failure::Broken | Failure::FileLost))
    }
}

fn progress(state: State) -> AnyView {
    match state {
        State::Waiting => view! { <span class="file-facts">{t("Đang chờ", "Waiting")}</span> }.into_any(),
        State::Sending(percent) => {
            let words = format!("{percent} %");
            view! { <progress value=percent max="100" aria-label=t("Đang gửi", "Sending")></progress> <span class="file-facts">{words}</span> }.into_any()
        }
        State::Again => {
            let words = t("Mạng yếu, đang thử lại…", "Weak connection, trying again…");
            view! { <span class="file-facts" role="status">{words}</span> }.into_any()
        }
        State::Failed(failure) => {
            view! { <p class="error" role="alert">{failure_text(failure)}</p> }.into_any()
        }
    }
}

/// What happens when somebody chooses files for a paper: they are sent at once.
pub(super) fn pick(draft: &DraftView, paper: &Paper) -> impl Fn(Event) + 'static {
    #[cfg(feature = "hydrate")]
    {
        let target =
            queue::Target { draft: draft.id.clone(), paper: paper.id.clone(), max_size: draft.max_file_size };
        let uploads = expect_context::<Uploads>();
        move |event: Event| uploads.picked(&event, &target)
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = (draft, paper);
        |_: Event| {}
    }
}
