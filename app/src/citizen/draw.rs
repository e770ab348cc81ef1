//! Drawing a live page, on the server and again in the browser: the same code from the same data, so that the second
//! drawing finds what the first one left.

use leptos::prelude::*;
use views::{LivePage, LiveView};

use super::files::files_page;
use super::section::{section_page, section_preview};

/// What stands inside the element of the live page.
pub(crate) fn draw(page: LivePage) -> AnyView {
    match page.view {
        LiveView::Section { id, from_review } => {
            section_page(page.draft, &id, from_review, page.check, page.failure)
        }
        LiveView::Preview { section } => section_preview(page.draft, &section, page.check),
        LiveView::Files => files_page(&page.draft, page.check, page.failure),
    }
}
