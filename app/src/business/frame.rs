//! The head of an organisation's pages.

use leptos::prelude::*;
use views::ActingView;

use crate::ui::{here, t};

/// Name and tax code, and the ways to its pages.
pub(super) fn head(acting: ActingView, title: &'static str) -> AnyView {
    view! {
        <p class="caption">{acting.name} ", " {t("mã số thuế", "tax code")} " " <span class="code">{acting.tax_code}</span></p>
        <h1>{title}</h1>
        {tabs(acting.owner)}
    }
    .into_any()
}

/// Programs are the owners' business alone.
fn tabs(owner: bool) -> AnyView {
    let here = here().path().to_owned();
    let tabs = [
        ("/business", t("Hồ sơ", "Dossiers")),
        ("/business/members", t("Người làm thay", "People")),
        ("/business/bulk", t("Nộp hàng loạt", "In bulk")),
        ("/business/calendar", t("Lịch", "Calendar")),
    ];
    let programs = owner.then(|| ("/business/api", t("Kết nối phần mềm", "Connect software")));
    let links = tabs.into_iter().chain(programs).map(|(href, words)| {
        view! { <a href=href aria-current=(href == here).then_some("page")>{words}</a> }
    });
    view! { <nav class="tabs" aria-label=t("Trang của tổ chức", "Pages of the organisation")>{links.collect_view()}</nav> }
        .into_any()
}
