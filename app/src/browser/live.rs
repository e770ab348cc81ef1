//! Taking over the element of a live page: what the server drew is drawn again from the same data, and from then on
//! answers to every key stroke.

use leptos::mount::{UnmountHandle, hydrate_from};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use views::LivePage;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

use crate::citizen::{Uploads, draw};

/// A live page that was taken over. It ends with this: what somebody typed last is then sent.
pub(super) struct TakenOver {
    _drawn: UnmountHandle<AnyViewState>,
}

/// Takes over the live page inside `part`. Without one, or when it comes from another release, the page stays a plain
/// form.
pub(super) fn take_over(part: &Element, uploads: Uploads) -> Option<TakenOver> {
    let place = part.query_selector("[data-live]").ok()??.dyn_into::<HtmlElement>().ok()?;
    let page: LivePage = views::unpack(&place.get_attribute("data-live")?)?;
    let drawn = hydrate_from(place, move || {
        provide_context(uploads);
        draw(page)
    });
    Some(TakenOver { _drawn: drawn })
}
