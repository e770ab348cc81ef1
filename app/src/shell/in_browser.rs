use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;

use super::skip_link;
use crate::browser::still::{Shown, StillMasthead, StillPage};
use crate::citizen::{DraftFilesPage, DraftSectionPage};

/// The live pages; every other address is a still page.
#[component]
pub(super) fn Pages() -> impl IntoView {
    provide_context(Shown::new());
    let (going, set_going) = signal(false);
    view! {
        <Router set_is_routing=set_going>
            {skip_link()}
            <StillMasthead going/>
            <FlatRoutes fallback=StillPage>
                <Route path=path!("/drafts/:id/files") view=DraftFilesPage/>
                <Route path=path!("/drafts/:id/s/:section") view=DraftSectionPage/>
                <Route path=path!("/*any") view=StillPage/>
            </FlatRoutes>
            <div class="part" data-part="footer" inner_html=""></div>
        </Router>
    }
}

/// Whether an address is that of a live page.
pub(crate) fn is_live(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let mut steps = path.trim_matches('/').split('/');
    steps.next() == Some("drafts") && matches!(steps.nth(1), Some("files" | "s"))
}
