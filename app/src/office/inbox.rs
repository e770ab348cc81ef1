//! What waits for an officer, in order of deadline.

mod table;

use domain::text::Lang;
use leptos::prelude::*;
use views::InboxView;

use crate::api::desk::desk_inbox;
use crate::ui::{Loaded, PageTitle, here, lang, loaded, t};

/// Which dossiers are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Filter {
    Mine,
    Unit,
    Messages,
    Ended,
}

impl Filter {
    const ALL: [Self; 4] = [Self::Mine, Self::Unit, Self::Messages, Self::Ended];

    /// The filter that the server applied.
    fn applied(word: &str) -> Self {
        match word {
            "unit" => Self::Unit,
            "messages" => Self::Messages,
            "ended" => Self::Ended,
            _ => Self::Mine,
        }
    }

    const fn address(self) -> &'static str {
        match self {
            Self::Mine => "/desk",
            Self::Unit => "/desk?filter=unit",
            Self::Messages => "/desk?filter=messages",
            Self::Ended => "/desk?filter=ended",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Mine => t("Chờ tôi", "Waiting for me"),
            Self::Unit => t("Cả đơn vị", "The whole unit"),
            Self::Messages => t("Tin nhắn chờ trả lời", "Messages to answer"),
            Self::Ended => t("Đã kết thúc", "Ended"),
        }
    }
}

/// `/desk`.
#[component]
pub fn DeskPage() -> impl IntoView {
    let inbox = loaded(here().asked("filter").unwrap_or_default(), desk_inbox);
    view! {
        <main id="main" class="page-wide office" tabindex="-1">
            <Loaded data=inbox children=page/>
        </main>
    }
    .into_any()
}

fn page(inbox: InboxView) -> AnyView {
    let title = t("Bàn làm việc", "Desk");
    let filter = Filter::applied(&inbox.filter);
    let list = if inbox.lines.is_empty() { nothing(filter) } else { table::table(filter, inbox.lines) };
    view! {
        <PageTitle title=title/>
        <h1>{title}</h1>
        {inbox.unanswered.is_some().then(on_paper)}
        {tabs(filter, inbox.waiting, inbox.unanswered)}
        {(inbox.waiting > 0).then(|| count(inbox.waiting, inbox.late))}
        {list}
        {register(inbox.register_year, inbox.register_parts)}
    }
    .into_any()
}

/// Where a one-stop takes in what somebody brings or sends. The others take in nothing.
fn on_paper() -> AnyView {
    view! { <p><a class="button secondary" href="/desk/counter">{t("Tiếp nhận hồ sơ giấy", "Take in a dossier on paper")}</a></p> }
        .into_any()
}

/// The register of the unit, to be printed part by part.
fn register(year: i32, parts: u32) -> AnyView {
    let link = |part: u32| {
        let address = format!("/desk/register/{year}-{part}.pdf");
        let book = t("Sổ theo dõi hồ sơ năm", "Register of dossiers of");
        let of = if parts > 1 { format!(", {} {part}/{parts}", t("phần", "part")) } else { String::new() };
        let words = format!("{book} {year}{of} (PDF)");
        view! { <p><a href=address target="_blank" rel="external noopener">{words}</a></p> }
    };
    (1..=parts).map(link).collect_view().into_any()
}

/// Officers who answer no messages have no tab for them.
fn tabs(current: Filter, waiting: u32, unanswered: Option<u32>) -> AnyView {
    let shown = Filter::ALL.into_iter().filter(|filter| *filter != Filter::Messages || unanswered.is_some());
    let tabs = shown.map(|filter| {
        let count = match filter {
            Filter::Mine => Some(waiting),
            Filter::Messages => unanswered,
            Filter::Unit | Filter::Ended => None,
        };
        let count = count.map(|count| view! { <span class="count">{count}</span> });
        view! {
            <a href=filter.address() aria-current=(filter == current).then_some("page")>{filter.label()} " " {count}</a>
        }
    });
    view! { <nav class="tabs" aria-label=t("Chọn hồ sơ", "Which dossiers")>{tabs.collect_view()}</nav> }
        .into_any()
}

/// How many wait for this officer, and how many of them are late: on every tab, so that nothing late is overlooked.
fn count(waiting: u32, late: u32) -> AnyView {
    let (waits, are_late) = match lang() {
        Lang::Vi => ("hồ sơ chờ bạn", format!("{late} quá hạn")),
        Lang::En => (
            if waiting == 1 { "dossier waits for you" } else { "dossiers wait for you" },
            format!("{late} late"),
        ),
    };
    let late = (late > 0).then(|| view! { ", " <span class="time-left late">{are_late}</span> });
    view! { <p class="result-count" role="status"><strong>{waiting}</strong> " " {waits} {late}</p> }
        .into_any()
}

fn nothing(filter: Filter) -> AnyView {
    let (head, words) = match filter {
        Filter::Mine => (
            t("Không có hồ sơ nào chờ bạn", "Nothing waits for you"),
            t(
                "Hồ sơ mới nộp hoặc chuyển đến bạn sẽ hiện ở đây, gấp nhất trước.",
                "New dossiers appear here, the most urgent first.",
            ),
        ),
        Filter::Unit => (
            t("Đơn vị không có hồ sơ nào đang mở", "The unit has no open dossier"),
            t("Mọi hồ sơ đã kết thúc.", "All of them have ended."),
        ),
        Filter::Messages => (
            t("Không có tin nhắn nào chờ trả lời", "No message waits for an answer"),
            t(
                "Tin của người nộp và ghi chú của cán bộ thụ lý sẽ hiện ở đây.",
                "What applicants write and what handling officers note appears here.",
            ),
        ),
        Filter::Ended => (
            t("Chưa có hồ sơ nào kết thúc", "No dossier has ended yet"),
            t(
                "Hồ sơ đã trả kết quả, từ chối hoặc dừng sẽ hiện ở đây.",
                "Dossiers returned, refused or stopped appear here.",
            ),
        ),
    };
    let other = (filter == Filter::Mine)
        .then(|| view! { <a class="button secondary" href=Filter::Unit.address()>{t("Xem hồ sơ của cả đơn vị", "See those of the whole unit")}</a> });
    view! {
        <div class="empty">
            <h2>{head}</h2>
            <p>{words}</p>
            {other}
        </div>
    }
    .into_any()
}
