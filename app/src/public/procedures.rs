use forms::procedure::LifeEvent;
use leptos::prelude::*;
use views::ProcedureLine;

use super::life_events;
use super::search::{SearchForm, procedure_list};
use crate::api::ApiError;
use crate::api::catalogue::list_procedures;
use crate::ui::{Loaded, PageTitle, here, loaded, t};

/// What was asked for, and what there is.
struct Found {
    query: String,
    event: Option<LifeEvent>,
    lines: Vec<ProcedureLine>,
    /// The whole catalogue, when nothing was found.
    instead: Vec<ProcedureLine>,
}

/// `/procedures?q=&event=`: the catalogue and what a search finds in it.
#[component]
pub fn ProceduresPage() -> impl IntoView {
    let here = here();
    let event = here.asked("event").and_then(|word| life_events::from_word(&word));
    let words = here.asked("q").unwrap_or_default().trim().to_owned();
    let found = loaded((words, event), search);
    view! {
        <PageTitle title=t("Thủ tục", "Procedures")/>
        <main id="main" class="page-wide" tabindex="-1">
            <h1>{t("Thủ tục", "Procedures")}</h1>
            <SearchForm/>
            <Loaded data=found children=|found| results(&found)/>
        </main>
    }
    .into_any()
}

async fn search((query, event): (String, Option<LifeEvent>)) -> Result<Found, ApiError> {
    let lines = list_procedures(query.clone(), event).await?;
    let instead = if lines.is_empty() { list_procedures(String::new(), None).await? } else { Vec::new() };
    Ok(Found { query, event, lines, instead })
}

fn results(found: &Found) -> AnyView {
    if found.lines.is_empty() {
        return nothing(found);
    }
    view! {
        <h2 class="visually-hidden">{t("Kết quả", "Results")}</h2>
        <p class="result-count" role="status">
            <strong>{found.lines.len()}</strong>
            " "
            {t("thủ tục", if found.lines.len() == 1 { "procedure" } else { "procedures" })}
            {found.event.map(|event| format!(": {}", life_events::name(event)))}
            {for_words(&found.query)}
        </p>
        {procedure_list(found.lines.iter())}
        {(found.event.is_some() || !found.query.is_empty())
            .then(|| {
                view! {
                    <div class="button-row">
                        <a class="button secondary" href="/procedures">{t("Xem tất cả thủ tục", "All procedures")}</a>
                    </div>
                }
            })}
    }
    .into_any()
}

fn for_words(query: &str) -> Option<String> {
    (!query.is_empty()).then(|| format!(" {} “{query}”", t("cho", "for")))
}

fn nothing(found: &Found) -> AnyView {
    view! {
        <div class="empty">
            <h2>{t("Không tìm thấy thủ tục nào", "No procedure found")} {for_words(&found.query)}</h2>
            <p>
                {t(
                    "Thử ít chữ hơn, hoặc gõ việc bạn cần như khi nói: “sinh con”, “mua đất”, “mở quán”.",
                    "Try fewer words, or say it as you would to a friend: “having a child”, “marriage”.",
                )}
            </p>
        </div>
        <h2>{t("Tất cả thủ tục", "All procedures")}</h2>
        {procedure_list(found.instead.iter())}
    }
    .into_any()
}
