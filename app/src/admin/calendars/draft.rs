//! What is proposed for a year, and its forms.

use domain::clock::Basis;
use domain::when::{format_date_long, parse_iso_date};
use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{CalendarDay, CalendarDraft, CalendarView};

use crate::api::calendars::{
    AddDayOff, AddWorkedSaturday, BeginCalendar, ConfirmCalendar, DiscardCalendar, NameCalendarSource,
    RemoveCalendarDay,
};
use crate::ui::{PostForm, lang, t, time_of};

/// The proposal, or the button that begins one.
pub(super) fn section(view: &CalendarView) -> AnyView {
    let year = view.year;
    match &view.draft {
        Some(draft) => open(year, draft, view.may_change),
        None if view.may_change => view! {
            <h2>{t("Đề xuất", "Proposal")}</h2>
            <p>{t(
                "Bắt đầu từ lịch đang dùng, nếu chưa có thì từ ngày nghỉ theo luật và âm lịch. Ngày nghỉ Tết và ngày liền kề Quốc khánh do Thủ tướng quyết định hằng năm; ngày hoán đổi không đoán trước được.",
                "It begins from the calendar in use, or from the days that law and moon give. The Prime Minister decides the days of Tết and the day beside National Day each year; swapped days cannot be foretold.",
            )}</p>
            <PostForm action=BeginCalendar::url()>
                <button class="button" name="year" value=year>{t("Bắt đầu đề xuất", "Begin a proposal")}</button>
            </PostForm>
        }
        .into_any(),
        None => ().into_any(),
    }
}

fn open(year: i32, draft: &CalendarDraft, may_change: bool) -> AnyView {
    let changers = draft.changed_by.join(", ");
    let source = if draft.source.is_empty() {
        t("Chưa ghi thông báo làm căn cứ.", "No official notice is named yet.").to_owned()
    } else {
        draft.source.clone()
    };
    view! {
        <h2>{t("Đề xuất, bản", "Proposal, version")} " " {draft.version}</h2>
        <p>{t("Người sửa:", "Changed by:")} " " {changers} ", " {time_of(draft.changed_at)}</p>
        <p>{t("Căn cứ:", "Source:")} " " {source}</p>
        {table(&draft.days, may_change.then_some(year))}
        {may_change.then(|| forms(year, &draft.source))}
        {confirm(year, draft)}
        {may_change.then(|| discard(year))}
    }
    .into_any()
}

/// The days; with a year, each can be taken out of its proposal.
pub(super) fn table(days: &[CalendarDay], of: Option<i32>) -> AnyView {
    let rows = days.iter().map(|day| row(day, of)).collect_view();
    view! {
        <table class="inbox">
            <caption class="visually-hidden">{t("Các ngày", "Days")}</caption>
            <thead>
                <tr>
                    <th>{t("Ngày", "Day")}</th>
                    <th>{t("Tên", "Name")}</th>
                    <th>{t("Theo", "From")}</th>
                    {of.map(|_| view! { <th>{t("Sửa", "Change")}</th> })}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(day: &CalendarDay, of: Option<i32>) -> AnyView {
    let shown = day.shown.get(lang()).to_owned();
    let name = if day.worked {
        t("Làm bù", "Worked instead of another day").to_owned()
    } else {
        day.name.get(lang()).to_owned()
    };
    let remove = of.map(|year| {
        let (date, which) = (day.date.clone(), shown.clone());
        view! {
            <td data-label=t("Sửa", "Change")>
                <PostForm action=RemoveCalendarDay::url()>
                    <input type="hidden" name="year" value=year/>
                    <button class="button secondary small" name="date" value=date>
                        {t("Bỏ", "Remove")} <span class="visually-hidden">" " {which}</span>
                    </button>
                </PostForm>
            </td>
        }
    });
    view! {
        <tr>
            <td data-label=t("Ngày", "Day")>{shown}</td>
            <td data-label=t("Tên", "Name")>{name}</td>
            <td data-label=t("Theo", "From")>{basis(day)}</td>
            {remove}
        </tr>
    }
    .into_any()
}

fn basis(day: &CalendarDay) -> &'static str {
    match day.basis {
        Some(Basis::Fixed) => t("luật định", "the law"),
        Some(Basis::Lunar) => t("âm lịch", "the lunar calendar"),
        Some(Basis::Chosen) => t("Thủ tướng quyết định", "the Prime Minister decides"),
        Some(Basis::InLieu) => t("nghỉ bù", "in lieu of a weekly day off"),
        None => t("thông báo", "a notice"),
    }
}

fn forms(year: i32, source: &str) -> AnyView {
    let source = source.to_owned();
    view! {
        <PostForm action=AddDayOff::url() class="form">
            <h3>{t("Thêm ngày nghỉ", "Add a day off")}</h3>
            <input type="hidden" name="year" value=year/>
            {date_field("day-off")}
            {text_field("name-vi", "name_vi", t("Tên", "Name in Vietnamese"), String::new(), true)}
            {text_field("name-en", "name_en", t("Tên tiếng Anh", "Name in English"), String::new(), false)}
            <div class="button-row"><button class="button secondary">{t("Thêm ngày nghỉ", "Add the day off")}</button></div>
        </PostForm>
        <PostForm action=AddWorkedSaturday::url() class="form">
            <h3>{t("Thêm thứ Bảy làm bù", "Add a worked Saturday")}</h3>
            <input type="hidden" name="year" value=year/>
            {date_field("worked-saturday")}
            <div class="button-row"><button class="button secondary">{t("Thêm thứ Bảy", "Add the Saturday")}</button></div>
        </PostForm>
        <PostForm action=NameCalendarSource::url() class="form">
            <h3>{t("Thông báo làm căn cứ", "Official notices")}</h3>
            <input type="hidden" name="year" value=year/>
            {text_field("source", "source", t("Số, ngày và cơ quan ban hành", "Number, day and agency"), source, true)}
            <div class="button-row"><button class="button secondary">{t("Lưu căn cứ", "Keep the source")}</button></div>
        </PostForm>
    }
    .into_any()
}

fn date_field(id: &'static str) -> AnyView {
    view! {
        <div class="field">
            <label for=id>{t("Ngày", "Day")}</label>
            <input id=id class="w-10" name="date" type="date" autocomplete="off" required/>
        </div>
    }
    .into_any()
}

fn text_field(
    id: &'static str,
    name: &'static str,
    label: &'static str,
    value: String,
    required: bool,
) -> AnyView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input id=id class="w-20" name=name type="text" value=value autocomplete="off" required=required/>
        </div>
    }
    .into_any()
}

/// Two people: whoever changed it sees why they cannot confirm it.
fn confirm(year: i32, draft: &CalendarDraft) -> AnyView {
    if !draft.may_confirm {
        return ().into_any();
    }
    if draft.own {
        return view! {
            <p class="help">{t(
                "Bạn đã sửa bản này, nên một quản trị viên hoặc lãnh đạo khác phải so với thông báo và xác nhận.",
                "You changed this version, so another administrator or leader must compare it with the notice and confirm it.",
            )}</p>
        }
        .into_any();
    }
    let seen = draft.seen.clone();
    view! {
        <PostForm action=ConfirmCalendar::url() class="form">
            <h3>{t("Xác nhận", "Confirm")}</h3>
            <p>{t(
                "Hãy so từng ngày với thông báo. Từ lúc xác nhận, hạn mới được tính bằng lịch này.",
                "Compare each day with the notice. Once confirmed, new deadlines are computed with this calendar.",
            )}</p>
            <input type="hidden" name="year" value=year/>
            <input type="hidden" name="seen" value=seen/>
            <div class="button-row"><button class="button">{t("Đã so, xác nhận", "Compared, confirm")}</button></div>
        </PostForm>
    }
    .into_any()
}

fn discard(year: i32) -> AnyView {
    view! {
        <details class="disclosure">
            <summary>{t("Bỏ đề xuất này", "Drop this proposal")}</summary>
            <div>
                <p>{t("Mọi thay đổi trong đề xuất bị bỏ.", "All changes of the proposal are lost.")}</p>
                <PostForm action=DiscardCalendar::url()>
                    <button class="button warning small" name="year" value=year>{t("Bỏ đề xuất", "Drop it")}</button>
                </PostForm>
            </div>
        </details>
    }
    .into_any()
}

/// An ISO date as people read it.
pub(super) fn shown_date(date: &str) -> String {
    parse_iso_date(date).map_or_else(|_| date.to_owned(), |date| format_date_long(date, lang()))
}
