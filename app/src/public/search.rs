//! The search box for procedures and the list that it finds.

use leptos::prelude::*;
use views::ProcedureLine;

use crate::ui::{GetForm, fee_text, here, lang, periods_text, t};

/// Asks what somebody needs, in their own words.
#[component]
pub(super) fn SearchForm() -> impl IntoView {
    let asked = here().asked("q").unwrap_or_default();
    view! {
        <GetForm action="/procedures" class="search" role="search">
            <label for="q">{t("Bạn cần làm gì?", "What do you need to do?")}</label>
            <div class="search-row">
                <input
                    id="q"
                    name="q"
                    type="search"
                    maxlength="100"
                    autocomplete="off"
                    enterkeyhint="search"
                    aria-describedby="q-help"
                    value=asked
                />
                <button class="button">{t("Tìm", "Search")}</button>
            </div>
            <p class="help" id="q-help">
                {t(
                    "Gõ có dấu hay không dấu đều được. Ví dụ: khai sinh, dang ky ket hon, 1.001193",
                    "With or without Vietnamese marks. For example: khai sinh, dang ky ket hon, 1.001193",
                )}
            </p>
        </GetForm>
    }
}

/// Procedures with what people ask first: what it costs and how long it takes.
pub(super) fn procedure_list<'a>(lines: impl Iterator<Item = &'a ProcedureLine>) -> AnyView {
    let items = lines.map(procedure_item).collect_view();
    view! { <ol class="result-list">{items}</ol> }.into_any()
}

fn procedure_item(line: &ProcedureLine) -> AnyView {
    let lang = lang();
    let online = if line.online { t("Toàn trình", "All of it") } else { t("Một phần", "In part") };
    view! {
        <li>
            <h3><a href=format!("/procedures/{}", line.code)>{line.name.get(lang).to_owned()}</a></h3>
            <p>{line.summary.get(lang).to_owned()}</p>
            <dl class="facts">
                <div><dt>{t("Lệ phí", "Fee")}</dt><dd>{fee_text(&line.fees)}</dd></div>
                <div><dt>{t("Thời hạn", "Time")}</dt><dd>{periods_text(line.period, &line.other_periods)}</dd></div>
                <div><dt>{t("Trực tuyến", "Online")}</dt><dd>{online}</dd></div>
            </dl>
        </li>
    }
    .into_any()
}
