//! The live pages as the server sends them: drawn, and with the data from which the browser draws them again.

use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{DraftView, Failure, LivePage, LiveView, WholeDraft, pack};

use super::draft::taken_for;
use super::draw::draw;
use super::files::files_title;
use crate::api::drafts::{SaveDraft, load_draft};
use crate::ui::{Loaded, PageTitle, here, kept, kept_below, lang, loaded};

/// `/drafts/{id}/s/{section}`: the questions of one section; with `?check=1` all that is wrong with their answers, and
/// with `?from=review` the way back to the review.
#[component]
pub fn DraftSectionPage() -> impl IntoView {
    let here = here();
    let draft = loaded((here.value("id"), here.value("section")), |(id, section)| async move {
        load_draft(id).await.map(|draft| (draft, section))
    });
    view! {
        <main id="main" class="page" tabindex="-1">
            <Loaded data=draft children=section/>
        </main>
    }
    .into_any()
}

/// `/drafts/{id}/files`: a slot for each paper; with `?check=1` it tells what is missing.
#[component]
pub fn DraftFilesPage() -> impl IntoView {
    let draft = loaded(here().value("id"), load_draft);
    view! {
        <main id="main" class="page" tabindex="-1">
            <Loaded data=draft children=files/>
        </main>
    }
    .into_any()
}

fn section((mut whole, id): (WholeDraft, String)) -> AnyView {
    show_typed(&mut whole.draft, &id);
    let title = whole.draft.procedure.short_name.get(lang()).to_owned();
    let from_review = here().asked("from").is_some();
    whole.draft.procedure.form.leave_tables_of(&id);
    live(&title, whole, LiveView::Section { id, from_review })
}

/// What was typed into this section and refused, as when rights ended meanwhile, stands in it again.
fn show_typed(draft: &mut DraftView, section: &str) {
    let is = |name: &str, value: &str| kept(SaveDraft::url(), name).is_some_and(|kept| kept == value);
    if !is("draft", &draft.id) || !is("section", section) {
        return;
    }
    if let Some(typed) = kept_below(SaveDraft::url(), "answers") {
        let _ = draft.answers.replace_section(&draft.procedure.form, section, &typed);
    }
}

fn files(mut whole: WholeDraft) -> AnyView {
    whole.draft.procedure.form.leave_tables_of("");
    let title = format!("{} · {}", files_title(), whole.draft.procedure.short_name.get(lang()));
    live(&title, whole, LiveView::Files)
}

fn live(title: &str, whole: WholeDraft, view: LiveView) -> AnyView {
    let here = here();
    let check = here.asked("check").is_some();
    let failure = here.asked("error").and_then(|code| Failure::from_code(&code));
    view! {
        <PageTitle title=title.to_owned()/>
        {taken_for(&whole.draft)}
        {live_element(LivePage { draft: whole.draft, view, check, failure })}
    }
    .into_any()
}

/// The element that the browser draws again. One that cannot be packed still works as a plain form.
pub(crate) fn live_element(page: LivePage) -> AnyView {
    let packed = pack(&page).ok();
    view! { <div data-live=packed>{draw(page)}</div> }.into_any()
}
