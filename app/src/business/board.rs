//! All dossiers of the organisation: what must be done now on top, then a table with filter, order and pages.

mod filters;
mod table;

use domain::text::Lang;
use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{BoardAsked, BoardView, KeptView};

use super::frame;
use crate::api::business::{ForgetView, KeepView};
use crate::ui::{Address, LineField, PageTitle, PostForm, QueryFailure, lang, query_string, t};

/// What the address asks.
pub(super) fn asked(here: &Address) -> BoardAsked {
    let of = |name: &str| here.asked(name).unwrap_or_default();
    BoardAsked {
        status: of("status"),
        procedure: of("procedure"),
        unit: of("unit"),
        person: of("person"),
        days: of("days"),
        q: of("q"),
        sort: of("sort"),
        at: of("at"),
    }
}

/// The address that asks the same, with its question mark; empty when nothing is asked.
fn query(asked: &BoardAsked) -> String {
    let fields = [
        ("status", &asked.status),
        ("procedure", &asked.procedure),
        ("unit", &asked.unit),
        ("person", &asked.person),
        ("days", &asked.days),
        ("q", &asked.q),
        ("sort", &asked.sort),
        ("at", &asked.at),
    ];
    let asked = fields.into_iter().filter(|(_, value)| !value.is_empty());
    query_string(asked.map(|(name, value)| (name, value.as_str())))
}

pub(super) fn page(asked: BoardAsked, view: BoardView) -> AnyView {
    let title = t("Hồ sơ của tổ chức", "Dossiers of the organisation");
    let filter = BoardAsked { at: String::new(), ..asked.clone() };
    let filtered = filter != BoardAsked::default();
    view! {
        <PageTitle title=title/>
        {frame::head(view.acting.clone(), title)}
        <QueryFailure/>
        {urgent(&view)}
        {drafts(view.drafts)}
        <section>
            <h2>{t("Tất cả hồ sơ", "All dossiers")}</h2>
            {kept_views(&view.views, &query(&filter))}
            {filters::form(&filter, &view.choices)}
            {found(&view, &filter)}
            {pages(&view, &filter)}
            {(view.total > 0).then(|| take_along(&filter))}
            {filtered.then(|| keep(&filter))}
        </section>
    }
    .into_any()
}

/// What waits for the organisation itself.
fn urgent(view: &BoardView) -> Option<AnyView> {
    if view.urgent.is_empty() {
        return None;
    }
    let more = (view.urgent_total > view.urgent.len() as u64).then(|| {
        view! { <p><a href="/business?status=act&sort=deadline">{t("Xem tất cả việc cần làm", "See all that is to be done")} " (" {view.urgent_total} ")"</a></p> }
    });
    Some(
        view! {
            <section>
                <h2>{t("Cần làm ngay", "To be done now")} " " <span class="count">{view.urgent_total}</span></h2>
                {table::table(t("Hồ sơ chờ tổ chức làm", "Dossiers that wait for the organisation"), &view.urgent)}
                {more}
            </section>
        }
        .into_any(),
    )
}

fn drafts(count: u64) -> Option<AnyView> {
    let words = match (lang(), count) {
        (_, 0) => return None,
        (Lang::Vi, count) => format!("{count} bản nháp chưa nộp"),
        (Lang::En, 1) => "1 draft that was not filed".to_owned(),
        (Lang::En, count) => format!("{count} drafts that were not filed"),
    };
    Some(view! { <p><a href="/my">{words}</a></p> }.into_any())
}

fn found(view: &BoardView, filter: &BoardAsked) -> AnyView {
    if view.lines.is_empty() {
        return nothing(*filter == BoardAsked::default());
    }
    let words = match (lang(), view.total) {
        (Lang::Vi, total) => format!("{} hồ sơ", grouped(total)),
        (Lang::En, 1) => "1 dossier".to_owned(),
        (Lang::En, total) => format!("{} dossiers", grouped(total)),
    };
    view! {
        <p class="result-count" role="status">{words}</p>
        {table::table(t("Hồ sơ của tổ chức", "Dossiers of the organisation"), &view.lines)}
    }
    .into_any()
}

fn grouped(number: u64) -> String {
    let separator = if lang() == Lang::Vi { '.' } else { ',' };
    forms::values::grouped(i64::try_from(number).unwrap_or(i64::MAX), separator)
}

fn nothing(at_all: bool) -> AnyView {
    let (head, words, href, button) = if at_all {
        (
            t("Chưa có hồ sơ nào", "Nothing here yet"),
            t(
                "Tìm thủ tục rồi điền; hồ sơ nộp lúc này là của tổ chức.",
                "Find a procedure and fill it in; what you file now is the organisation's.",
            ),
            "/procedures",
            t("Tìm thủ tục", "Find a procedure"),
        )
    } else {
        (
            t("Không có hồ sơ nào như vậy", "There is no such dossier"),
            t("Bỏ bớt điều kiện lọc để thấy nhiều hơn.", "Ask for less to see more."),
            "/business",
            t("Bỏ lọc", "Show all"),
        )
    };
    view! {
        <div class="empty">
            <h2>{head}</h2>
            <p>{words}</p>
            <a class="button secondary" href=href>{button}</a>
        </div>
    }
    .into_any()
}

fn pages(view: &BoardView, filter: &BoardAsked) -> Option<AnyView> {
    let href = |at: &String| format!("/business{}", query(&BoardAsked { at: at.clone(), ..filter.clone() }));
    let before = view.before.as_ref().map(href);
    let after = view.after.as_ref().map(href);
    if before.is_none() && after.is_none() {
        return None;
    }
    Some(
        view! {
            <nav class="button-row" aria-label=t("Các trang", "Pages")>
                {before.map(|href| view! { <a class="button secondary" href=href rel="prev">{t("Trang trước", "Page before")}</a> })}
                {after.map(|href| view! { <a class="button secondary" href=href rel="next">{t("Trang sau", "Next page")}</a> })}
            </nav>
        }
        .into_any(),
    )
}

/// The filtered board as files.
fn take_along(filter: &BoardAsked) -> AnyView {
    let query = query(filter);
    view! {
        <p class="take-along">
            {t("Tải các hồ sơ này về:", "Take these dossiers along:")} " "
            <a href=format!("/business/export.xlsx{query}") rel="external" download="">"XLSX"</a> " "
            <a href=format!("/business/export.csv{query}") rel="external" download="">"CSV"</a>
        </p>
    }
    .into_any()
}

fn kept_views(views: &[KeptView], now: &str) -> Option<AnyView> {
    if views.is_empty() {
        return None;
    }
    let now = now.trim_start_matches('?').to_owned();
    let links = views.iter().map(|kept| {
        let href = format!("/business?{}", kept.query);
        let current = (kept.query == now).then_some("page");
        view! { <a href=href aria-current=current>{kept.name.clone()}</a> }
    });
    let current = views.iter().find(|kept| kept.query == now).map(|kept| {
        let id = kept.id.clone();
        view! {
            <PostForm action=ForgetView::url()>
                <button class="button quiet" name="view" value=id>{t("Bỏ cách xem này", "Forget this view")}</button>
            </PostForm>
        }
    });
    Some(
        view! {
            <nav class="tabs" aria-label=t("Cách xem đã lưu", "Kept views")>
                <a href="/business" aria-current=now.is_empty().then_some("page")>{t("Tất cả", "All")}</a>
                {links.collect_view()}
            </nav>
            {current}
        }
        .into_any(),
    )
}

fn keep(filter: &BoardAsked) -> AnyView {
    let query = query(filter);
    let open = crate::ui::is_kept(KeepView::url());
    view! {
        <details class="disclosure" open=open>
            <summary>{t("Lưu cách xem này", "Keep this view")}</summary>
            <div>
                <PostForm action=KeepView::url() class="form">
                    <input type="hidden" name="query" value=query/>
                    <LineField
                        action=KeepView::url()
                        name="name"
                        label=t("Tên", "Name")
                        help=t("Chỉ bạn thấy.", "Only you see it.")
                        required=true
                        of=&[views::Failure::NameMissing]
                    />
                    <button class="button secondary">{t("Lưu", "Keep")}</button>
                </PostForm>
            </div>
        </details>
    }
    .into_any()
}
