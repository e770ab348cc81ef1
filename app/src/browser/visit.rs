//! The visit of a browser: which page is shown, going to another, and coming back.

use std::cell::RefCell;

use leptos::ev;
use leptos::prelude::{document, window, window_event_listener};
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use web_sys::Element;

use super::document::{Page, Parts, fetch_page};
use super::live::{TakenOver, take_over};
use super::{focus, forms, idle, show};
use crate::citizen::Uploads;

thread_local! {
    static VISIT: RefCell<Option<Visit>> = const { RefCell::new(None) };
}

struct Visit {
    uploads: Uploads,
    /// Path and query of the page that is shown; nothing while only the lost connection is told.
    shown: Option<String>,
    /// How many pages were asked for: an answer that was overtaken is not shown.
    asked: u32,
    live: Option<TakenOver>,
    /// Where the cursor was last put, so that loading the same page again does not move it.
    arrived: Option<String>,
}

/// How one comes to a page.
#[derive(Clone, Copy, PartialEq)]
enum Coming {
    /// To its beginning, or to the place that the address names.
    Afresh,
    /// By a form.
    FromForm,
    /// Back to where it was left, so many pixels down.
    Back(f64),
    /// It is loaded again where it stands.
    Again,
}

/// Takes over the document that the server sent.
pub(super) fn begin(uploads: Uploads) {
    let visit = Visit { uploads, shown: Some(here()), asked: 0, live: None, arrived: None };
    VISIT.set(Some(visit));
    if let Some(part) = part() {
        let live = take_over(&part, uploads);
        with(|visit| visit.live = live);
    }
    show::scroll_to_asked();
    // As long as the document lasts.
    let _ = window_event_listener(ev::popstate, |event| {
        // A place on the page that is shown.
        if !shows(&here()) {
            load(here(), Coming::Back(event.state().as_f64().unwrap_or_default()));
            return;
        }
        // Back before the next page had come: it comes no more.
        with(|visit| visit.asked += 1);
        show::busy(false);
    });
}

/// Goes to a page of this site, to its beginning.
pub(super) fn go(address: &str) {
    set_out(address, Coming::Afresh);
}

/// Goes where a form or a tab leads: where that is another view of the page that is shown, the reader stays in place.
pub(super) fn go_on(address: &str) {
    set_out(address, Coming::FromForm);
}

fn set_out(address: &str, coming: Coming) {
    if let Ok(history) = window().history() {
        let down = window().scroll_y().unwrap_or_default();
        let _ = history.replace_state_with_url(&down.into(), "", None);
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(address));
    }
    load(here(), coming);
}

/// Loads the page that is shown again: something on it has changed. While another is on its way nothing is loaded, because
/// that one comes fresh.
pub(crate) fn refresh() {
    if shows(&here()) {
        load(here(), Coming::Again);
    }
}

/// Whether this page is the one that is shown.
pub(super) fn shows(page: &str) -> bool {
    with(|visit| visit.shown.as_deref() == Some(page)).unwrap_or_default()
}

/// Path and query of the address.
pub(super) fn here() -> String {
    let location = window().location();
    format!("{}{}", location.pathname().unwrap_or_default(), location.search().unwrap_or_default())
}

/// Puts the cursor where the address points, or to the errors, once for each arrival.
pub(crate) fn arrive() {
    let Ok(location) = window().location().href() else { return };
    let before = with(|visit| visit.arrived.replace(location.clone())).flatten();
    if before.as_ref() == Some(&location) {
        return;
    }
    match location.split_once('#') {
        Some((_, id)) => focus(id),
        None => focus("error-summary"),
    }
}

/// The next page is arrived at even when its address is that of this one.
pub(crate) fn arrive_again() {
    with(|visit| visit.arrived = None);
}

fn load(address: String, coming: Coming) {
    let Some(number) = with(|visit| {
        visit.asked += 1;
        visit.asked
    }) else {
        return;
    };
    show::busy(true);
    spawn_local(async move {
        let page = fetch_page(&address).await;
        if with(|visit| visit.asked) != Some(number) {
            return;
        }
        show::busy(false);
        match page {
            Page::Here(parts) => put(address, &parts, coming),
            Page::Moved(arrived, parts) => {
                if let Ok(history) = window().history() {
                    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&arrived));
                }
                put(here(), &parts, coming);
            }
            Page::Lost(parts) => lost(&parts, coming),
            Page::Left => {}
        }
    });
}

/// Without a connection the page stays as it is, with what somebody has typed, and says why nobody got on. Only going back
/// has left it: that is up to the browser.
fn lost(parts: &Parts, coming: Coming) {
    let stays = with(|visit| visit.shown.is_some()).unwrap_or_default();
    match coming {
        Coming::Again => {}
        Coming::Afresh | Coming::FromForm if stays => {
            if let Ok(history) = window().history() {
                let _ = history.back();
            }
            forms::tell_offline();
        }
        _ => put_lost(parts),
    }
}

fn put(address: String, parts: &Parts, coming: Coming) {
    let Some(part) = part() else { return };
    let path = |address: &str| address.split('?').next().unwrap_or_default().to_owned();
    let Some((before, live, uploads)) =
        with(|visit| (visit.shown.replace(address.clone()), visit.live.take(), visit.uploads))
    else {
        return;
    };
    let same = before.is_some_and(|before| path(&before) == path(&address));
    let was_live = live.is_some();
    // It sends what was typed last, and its elements go, before others take their place.
    drop(live);
    let told = show::just_done();
    show::parts(&part, parts, same && !was_live && !parts.is_live());
    show::follow(&path(&address));
    uploads.tell_on_page();
    let live = take_over(&part, uploads);
    with(|visit| visit.live = live);
    match coming {
        Coming::Back(down) => window().scroll_to_with_x_and_y(0.0, down),
        Coming::FromForm if same => show::tell_done(told),
        Coming::Again => show::tell_done(told),
        Coming::Afresh | Coming::FromForm => show::arrive(),
    }
    // Whoever has just signed in has another time from now on.
    idle::look();
}

fn put_lost(parts: &Parts) {
    let Some(part) = part() else { return };
    let live = with(|visit| {
        visit.shown = None;
        visit.live.take()
    });
    drop(live);
    show::parts(&part, parts, false);
    show::arrive();
}

fn part() -> Option<Element> {
    document().query_selector("[data-part=page]").ok().flatten()
}

/// Never calls out, so that nothing comes back here while the visit is held.
fn with<T>(then: impl FnOnce(&mut Visit) -> T) -> Option<T> {
    VISIT.with_borrow_mut(|visit| visit.as_mut().map(then))
}
