//! Still pages in the browser: their HTML is fetched from the server and put in place, and their forms and buttons are
//! listened to from outside. No page has code of its own here, so that the Wasm does not grow with the pages.

mod buttons;
mod document;
mod fields;
mod forms;
mod show;

use leptos::html::Div;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_navigate};

use self::document::{Page, fetch_page};
use self::show::{follow, show};
use crate::citizen::Uploads;
use crate::shell::is_live;
use crate::ui::Refresh;

/// How many still pages were put in place: what hangs on their elements is done again after each.
#[derive(Clone, Copy)]
pub(crate) struct Shown(RwSignal<u32>);

impl Shown {
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(0))
    }
}

/// The page of the present address, as the server draws it.
#[component]
pub fn StillPage() -> impl IntoView {
    let here = use_location();
    // While a live page is on its way this one still stands, and must not ask for its address.
    let address = Memo::new(move |before: Option<&String>| {
        let path = here.pathname.get();
        match before {
            Some(before) if is_live(&path) => before.clone(),
            _ => format!("{path}{}", query(&here.search.get())),
        }
    });
    let refresh = expect_context::<Refresh>();
    // The first page is there already.
    let there = during_hydration();
    let drawn = StoredValue::new(there.then(|| here.pathname.get_untracked()));
    let first = StoredValue::new(there);
    let page = AsyncDerived::new_unsync(move || {
        let (address, _) = (address.get(), refresh.count());
        let is_there = first.try_update_value(|first| std::mem::replace(first, false)) == Some(true);
        async move { if is_there { None } else { Some(fetch_page(&address).await) } }
    });
    let part = NodeRef::<Div>::new();
    let shown = expect_context::<Shown>();
    let navigate = use_navigate();
    Effect::new(move |_| {
        let Some(part) = part.get() else { return };
        match page.get().flatten() {
            Some(Page::Here(parts)) => {
                let path = here.pathname.get_untracked();
                let same = drawn.try_get_value().flatten().as_ref() == Some(&path);
                show(&part, &parts, same);
                drawn.set_value(Some(path));
                shown.0.update(|count| *count += 1);
            }
            // Without a connection the page stays as it is, when it is the same page.
            Some(Page::Lost(parts))
                if drawn.try_get_value().flatten() != Some(here.pathname.get_untracked()) =>
            {
                show(&part, &parts, false);
                drawn.set_value(None);
            }
            Some(Page::Lost(_)) => {}
            Some(Page::Moved(address)) => navigate(&address, super::replacing()),
            None => {}
        }
    });
    view! { <div class="part" data-part="page" node_ref=part inner_html=""></div> }.into_any()
}

fn query(search: &str) -> String {
    match search.trim_start_matches('?') {
        "" => String::new(),
        search => format!("?{search}"),
    }
}

fn during_hydration() -> bool {
    Owner::current_shared_context().is_some_and(|context| context.during_hydration())
}

/// The masthead as the server drew it, with what accompanies all pages of a visit: it listens to the forms and buttons
/// of still pages, and keeps the masthead true to the address.
#[component]
pub fn StillMasthead(
    /// Whether another page is on its way.
    #[prop(into)]
    going: Signal<bool>,
) -> impl IntoView {
    let here = use_location();
    forms::listen(use_navigate(), expect_context::<Refresh>());
    buttons::listen();
    Effect::new(move |_| follow(&here.pathname.get()));
    Effect::new(move |_| show::busy(going.get()));
    let (shown, uploads) = (expect_context::<Shown>(), expect_context::<Uploads>());
    Effect::new(move |_| {
        shown.0.track();
        uploads.tell_on_page();
    });
    view! { <div class="part" data-part="masthead" inner_html=""></div> }.into_any()
}
