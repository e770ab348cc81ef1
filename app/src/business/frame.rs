//! The head of an organisation's pages.

use leptos::prelude::*;

use crate::ui::{here, t};

/// Name and tax code, and the ways to its pages.
pub(super) fn head(name: String, tax_code: String, title: &'static str) -> AnyView {
    view! {
        <p class="caption">{name} ", " {t("mã số thuế", "tax code")} " " <span class="code">{tax_code}</span></p>
        <h1>{title}</h1>
        {tabs()}
    }
    .into_any()
}

fn tabs() -> AnyView {
    let here = here().path().to_owned();
    let tabs = [
        ("/business", t("Hồ sơ", "Dossiers")),
        ("/business/members", t("Người làm thay", "People")),
        ("/business/bulk", t("Nộp hàng loạt", "In bulk")),
        ("/business/calendar", t("Lịch", "Calendar")),
        ("/business/api", t("Kết nối phần mềm", "Connect software")),
    ];
    let links = tabs.map(|(href, words)| {
        view! { <a href=href aria-current=(href == here).then_some("page")>{words}</a> }
    });
    view! { <nav class="tabs" aria-label=t("Trang của tổ chức", "Pages of the organisation")>{links.into_iter().collect_view()}</nav> }
        .into_any()
}
