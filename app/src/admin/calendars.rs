//! The working calendars: which years are known, and a year being proposed by one and confirmed by another.

use leptos::prelude::*;
use views::{CalendarInUse, CalendarLine, CalendarView, CalendarsView};

use crate::api::calendars::{list_calendars, load_calendar};
use crate::ui::{Loaded, PageTitle, QueryFailure, here, loaded, t, time_of};

mod draft;

/// `/admin/calendars`
#[component]
pub fn CalendarsPage() -> impl IntoView {
    let calendars = loaded((), |()| list_calendars());
    view! {
        <main id="main" class="page-wide office" tabindex="-1">
            <Loaded data=calendars children=list/>
        </main>
    }
    .into_any()
}

fn list(view: CalendarsView) -> AnyView {
    let title = t("Lịch làm việc", "Working calendars");
    let next = view.next.map(|year| {
        view! {
            <p><a class="button" href=format!("/admin/calendars/{year}")>
                {t("Chuẩn bị lịch năm", "Prepare the calendar of")} " " {year}
            </a></p>
        }
    });
    view! {
        <PageTitle title=title/>
        <h1>{title}</h1>
        <QueryFailure/>
        <p>{t(
            "Hạn giải quyết chỉ được tính bằng lịch đã xác nhận. Hạn đã hẹn không đổi khi lịch thay đổi.",
            "Deadlines are computed with confirmed calendars only. A day that was promised does not move when a calendar changes.",
        )}</p>
        <table class="inbox">
            <caption class="visually-hidden">{title}</caption>
            <thead>
                <tr>
                    <th>{t("Năm", "Year")}</th>
                    <th>{t("Ngày nghỉ", "Days off")}</th>
                    <th>{t("Làm bù", "Worked Saturdays")}</th>
                    <th>{t("Tình trạng", "State")}</th>
                    <th>{t("Căn cứ", "Source")}</th>
                </tr>
            </thead>
            <tbody>{view.years.into_iter().rev().map(line).collect_view()}</tbody>
        </table>
        {next}
    }
    .into_any()
}

fn line(line: CalendarLine) -> AnyView {
    let draft = line
        .has_draft
        .then(|| view! { " " <span class="tag waiting">{t("Đang đề xuất", "Proposed")}</span> });
    let state = match &line.in_use {
        Some(in_use) => view! { <span class="tag done">{version(in_use)}</span> }.into_any(),
        None => view! { <span class="tag">{t("Chưa dùng", "Not in use")}</span> }.into_any(),
    };
    let worked = line.in_use.as_ref().map_or(0, |in_use| in_use.days.iter().filter(|day| day.worked).count());
    let off = line.in_use.as_ref().map_or(0, |in_use| in_use.days.len() - worked);
    let source = line.in_use.map(|in_use| in_use.source).unwrap_or_default();
    view! {
        <tr>
            <td data-label=t("Năm", "Year")><a href=format!("/admin/calendars/{}", line.year)>{line.year}</a></td>
            <td data-label=t("Ngày nghỉ", "Days off")>{off}</td>
            <td data-label=t("Làm bù", "Worked Saturdays")>{worked}</td>
            <td data-label=t("Tình trạng", "State")>{state} {draft}</td>
            <td data-label=t("Căn cứ", "Source")>{source}</td>
        </tr>
    }
    .into_any()
}

fn version(in_use: &CalendarInUse) -> String {
    match in_use.version {
        Some(version) => format!("{} {version}", t("Bản", "Version")),
        None => t("Từ tệp", "From the file").to_owned(),
    }
}

/// `/admin/calendars/{year}`
#[component]
pub fn CalendarYearPage() -> impl IntoView {
    let calendar = loaded(here().value("year").parse().unwrap_or_default(), load_calendar);
    view! {
        <main id="main" class="page-wide office" tabindex="-1">
            <Loaded data=calendar children=page/>
        </main>
    }
    .into_any()
}

fn page(view: CalendarView) -> AnyView {
    let title = format!("{} {}", t("Lịch làm việc năm", "Working calendar of"), view.year);
    let moon = [
        (t("Mùng 1 Tết", "Lunar New Year"), view.lunar_new_year.clone()),
        (t("Giỗ Tổ Hùng Vương (10/3 âm lịch)", "Hùng Kings' Day (10/3 lunar)"), view.hung_kings.clone()),
    ];
    let moon = moon.into_iter().map(|(name, date)| {
        view! { <div><dt>{name}</dt><dd>{draft::shown_date(&date)}</dd></div> }
    });
    let in_use = match &view.in_use {
        Some(known) => in_use(known),
        None => view! {
            <div class="empty"><p>{t(
                "Năm này chưa có lịch đã xác nhận: hạn rơi vào năm này bị từ chối, không đoán.",
                "The year has no confirmed calendar: a deadline that falls into it is refused, never guessed.",
            )}</p></div>
        }
        .into_any(),
    };
    view! {
        <PageTitle title=title.clone()/>
        <a class="back" href="/admin/calendars">{t("Lịch làm việc", "Working calendars")}</a>
        <h1>{title}</h1>
        <QueryFailure/>
        <dl class="facts">{moon.collect_view()}</dl>
        {draft::section(&view)}
        <h2>{t("Lịch đang dùng", "In use")}</h2>
        {in_use}
    }
    .into_any()
}

fn in_use(known: &CalendarInUse) -> AnyView {
    let confirmed = known.confirmed_at.map(|at| {
        let by = known.confirmed_by.clone();
        view! { ", " {t("xác nhận bởi", "confirmed by")} " " {by} " " {time_of(at)} }
    });
    view! {
        <p>{version(known)} {confirmed} ". " {known.source.clone()}</p>
        {draft::table(&known.days, None)}
    }
    .into_any()
}
