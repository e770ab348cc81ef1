//! A session ends when nobody asks for anything for a while (law §9.3). Whoever reads or writes for long is told before,
//! and can go on with one tap (WCAG 2.2.1).
//!
//! Times are whole milliseconds: reading and writing fractions would make the Wasm larger by 17 kB.

use std::cell::{Cell, RefCell};

use gloo_timers::callback::Timeout;
use leptos::ev;
use leptos::prelude::{document, window, window_event_listener};
use leptos::task::spawn_local;
use web_sys::Element;

use super::send::is_signed_in;
use super::show::elements;

/// When something was last asked for, in milliseconds, by any tab of this browser: all have one session.
const ASKED: &str = "motcua.asked";
const MINUTE: i64 = 60_000;
/// The server notes the last use once a minute, so that a session may end a minute early.
const EARLY: i64 = MINUTE;
/// So long before the end it is told.
const AHEAD: i64 = EARLY + 2 * MINUTE;

thread_local! {
    /// The same for a browser that keeps nothing.
    static ASKED_HERE: Cell<i64> = const { Cell::new(0) };
    static NEXT_LOOK: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Which of its sentences the notice shows.
#[derive(Clone, Copy, PartialEq)]
enum Told {
    Nothing,
    Soon,
    Over,
}

impl Told {
    const fn name(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::Soon => "soon",
            Self::Over => "over",
        }
    }
}

/// Looks again when another tab has asked for something, and when this one comes to the front: its timers may have stood.
pub(super) fn listen() {
    // As long as the document lasts.
    let _ = window_event_listener(ev::storage, |_| look());
    let _ = window_event_listener(ev::visibilitychange, |_| look());
    asked();
}

/// The server has answered: the time counts anew.
pub(super) fn asked() {
    note(now());
}

fn now() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970")]
    let now = js_sys::Date::now() as i64;
    now
}

/// Notes when something was asked for, for all tabs.
fn note(at: i64) {
    ASKED_HERE.set(at);
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(ASKED, &at.to_string());
    }
    look();
}

/// Keeps the session. Where it has ended already, that is told.
pub(super) fn stay() {
    spawn_local(async {
        if is_signed_in().await == Some(false) {
            note(0);
        }
    });
}

/// Tells what is to be told by now, and looks again when that will change.
pub(super) fn look() {
    let Some(after) = allowed() else { return };
    let past = now() - last_asked();
    let (told, next) = if past < after - AHEAD {
        (Told::Nothing, Some(after - AHEAD))
    } else if past < after - EARLY {
        (Told::Soon, Some(after - EARLY))
    } else {
        (Told::Over, None)
    };
    tell(told);
    NEXT_LOOK.set(next.map(|next| {
        // A clock that was put back makes the wait long, and no timer waits for more.
        let wait = i32::try_from(next - past + 1).unwrap_or(i32::MAX);
        Timeout::new(wait.unsigned_abs(), look)
    }));
}

/// How many milliseconds a session may be idle; nothing where nobody has signed in.
fn allowed() -> Option<i64> {
    let seconds: u32 = notice()?.get_attribute("data-after")?.parse().ok()?;
    Some(i64::from(seconds) * 1000)
}

fn last_asked() -> i64 {
    let kept =
        window().local_storage().ok().flatten().and_then(|storage| storage.get_item(ASKED).ok().flatten());
    kept.and_then(|at| at.parse().ok()).unwrap_or_else(|| ASKED_HERE.get())
}

fn tell(told: Told) {
    let Some(notice) = notice() else { return };
    for words in elements("#idle [data-idle]") {
        hide(&words, words.get_attribute("data-idle").as_deref() != Some(told.name()));
    }
    hide(&notice, told == Told::Nothing);
}

fn hide(element: &Element, hidden: bool) {
    let _ = if hidden { element.set_attribute("hidden", "") } else { element.remove_attribute("hidden") };
}

fn notice() -> Option<Element> {
    document().get_element_by_id("idle")
}
