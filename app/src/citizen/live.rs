//! What a browser adds to the page of a section: answers are judged while they are typed, saved in the background,
//! and kept on the device until the server has them. Without Wasm the page is a plain form and none of this happens.

#[cfg(feature = "hydrate")]
mod kept;
#[cfg(feature = "hydrate")]
mod saver;
#[cfg(not(feature = "hydrate"))]
mod still;
#[cfg(feature = "hydrate")]
mod typed;

use domain::when::{format_time, iso_date, local};
use leptos::prelude::*;
use views::{Failure, Moment};

use super::sheet::Sheet;
use crate::ui::{failure_text, redrawn, t};

/// The id of the form of a section.
pub(crate) const FORM: &str = "section-form";

/// How the answers on the screen stand to those on the server.
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser saves in the background"))]
pub(super) enum Saving {
    Saved(Moment),
    Busy,
    /// The server was not reached; it is tried again.
    Waiting,
    /// The server does not take them.
    Refused(Failure),
}

/// A view that is never reused for one with the next number.
pub(super) fn alternate(number: u32, view: AnyView) -> AnyView {
    use leptos::either::Either;
    let sides: Either<AnyView, AnyView> =
        if number.is_multiple_of(2) { Either::Left(view) } else { Either::Right(view) };
    sides.into_any()
}

/// The link between the fields of a section and the server.
#[derive(Clone, Copy)]
pub(super) struct Live {
    sheet: Sheet,
    saving: RwSignal<Saving>,
    /// This device keeps older answers that were never sent.
    offered: RwSignal<bool>,
    #[cfg(feature = "hydrate")]
    section: StoredValue<String>,
    #[cfg(feature = "hydrate")]
    saver: StoredValue<saver::Saver, LocalStorage>,
}

impl Live {
    /// The line that says whether all is saved.
    pub(super) fn line(self) -> AnyView {
        redrawn(move || {
            let (class, words) = match self.saving.get() {
                Saving::Saved(at) => {
                    ("autosave", format!("{} {}", t("Đã lưu lúc", "Saved at"), self.clock(at)))
                }
                Saving::Busy => ("autosave saving", t("Đang lưu…", "Saving…").to_owned()),
                Saving::Waiting => (
                    "autosave failed",
                    t(
                        "Chưa lưu được – sẽ thử lại. Máy này đang giữ những gì bạn ghi.",
                        "Not saved yet – trying again. This device keeps what you wrote.",
                    )
                    .to_owned(),
                ),
                Saving::Refused(failure) => ("autosave failed", failure_text(failure).to_owned()),
            };
            view! { <p class=class role="status">{words}</p> }.into_any()
        })
    }

    /// The hour alone for today.
    fn clock(self, at: Moment) -> String {
        let here = local(at.at());
        let today = self.sheet.draft.with_value(|draft| draft.today == iso_date(here.date()));
        if today { format_time(here.time(), self.sheet.lang) } else { at.date_time(self.sheet.lang) }
    }

    /// Offers what this device kept, when the answers on the server have changed since.
    pub(super) fn offer(self) -> AnyView {
        redrawn(move || {
            let offer = self.offered.get().then(|| {
                view! {
                    <div class="notice" role="status">
                        <p>
                            {t(
                                "Máy này còn giữ những gì bạn ghi ở mục này mà chưa gửi được.",
                                "This device still has what you wrote here and could not send.",
                            )}
                        </p>
                        <div class="button-row">
                            <button type="button" class="button secondary" on:click=move |_| self.take_kept()>{t("Dùng lại", "Use it")}</button>
                            <button type="button" class="button quiet" on:click=move |_| self.drop_kept()>{t("Bỏ", "Discard")}</button>
                        </div>
                    </div>
                }
            });
            offer.into_any()
        })
    }
}

#[cfg(feature = "hydrate")]
impl Live {
    pub(super) fn new(sheet: Sheet, section: &str) -> Self {
        let live = Self {
            sheet,
            saving: RwSignal::new(Saving::Saved(sheet.draft.with_value(|draft| draft.saved_at))),
            offered: RwSignal::new(false),
            section: StoredValue::new(section.to_owned()),
            saver: StoredValue::new_local(saver::Saver::default()),
        };
        let online = window_event_listener(leptos::ev::online, move |_| live.try_now());
        let sent = crate::browser::when_sent(FORM, move || live.sent());
        on_cleanup(move || {
            online.remove();
            sent.remove();
            live.leave();
        });
        Effect::new(move |_| request_animation_frame(move || live.begin()));
        live
    }
}
