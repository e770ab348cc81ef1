//! The filter: a form that asks, so that every view of the board has an address.

use domain::lifecycle::Status;
use leptos::prelude::*;
use views::{BoardAsked, BoardChoices};

use crate::ui::{GetForm, lang, t};

pub(super) fn form(asked: &BoardAsked, choices: &BoardChoices) -> AnyView {
    let lang = lang();
    let all = (String::new(), t("Tất cả", "All").to_owned());
    let word = |word: &str, words: &str| (word.to_owned(), words.to_owned());
    let mut states = vec![
        all.clone(),
        word("act", t("Cần làm ngay", "To be done now")),
        word("open", t("Đang mở", "Open")),
        word("late", t("Cơ quan quá hạn", "Office is late")),
    ];
    states.extend(Status::ALL.iter().map(|status| word(status.as_str(), status.label(lang))));
    let named = |list: &[(String, domain::text::Text)]| {
        let named = list.iter().map(|(code, name)| (code.clone(), name.get(lang).to_owned()));
        std::iter::once(all.clone()).chain(named).collect::<Vec<_>>()
    };
    let (procedures, units) = (named(&choices.procedures), named(&choices.units));
    let people = std::iter::once(all.clone()).chain(choices.people.iter().cloned()).collect();
    let days = [
        ("", t("Bất kỳ", "Any time")),
        ("1", t("1 ngày", "1 day")),
        ("3", t("3 ngày", "3 days")),
        ("7", t("7 ngày", "7 days")),
        ("30", t("30 ngày", "30 days")),
    ];
    let days = days.map(|(value, words)| word(value, words)).into();
    let sorts = [
        ("", t("Mới nhất", "Newest first")),
        ("oldest", t("Cũ nhất", "Oldest first")),
        ("deadline", t("Gấp nhất (đang mở)", "Most urgent (open)")),
    ];
    let sorts = sorts.map(|(value, words)| word(value, words)).into();
    let asked = asked.clone();
    view! {
        <GetForm action="/business" role="search">
            <div class="filters">
                <div class="field">
                    <label for="q">{t("Tìm mã, tên", "Code or name")}</label>
                    <input id="q" name="q" type="search" value=asked.q maxlength="100" autocomplete="off"/>
                </div>
                {select("status", t("Tình trạng", "State"), states, &asked.status)}
                {select("procedure", t("Thủ tục", "Procedure"), procedures, &asked.procedure)}
                {select("unit", t("Nơi nhận", "Received at"), units, &asked.unit)}
                {select("days", t("Đến hạn trong", "Due within"), days, &asked.days)}
                {select("person", t("Người nộp", "Filed by"), people, &asked.person)}
                {select("sort", t("Sắp xếp", "Order"), sorts, &asked.sort)}
                <div class="field"><button class="button">{t("Lọc", "Filter")}</button></div>
            </div>
        </GetForm>
    }
    .into_any()
}

fn select(name: &'static str, label: &'static str, options: Vec<(String, String)>, chosen: &str) -> AnyView {
    let options = options.into_iter().map(|(value, words)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{words}</option> }
    });
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select id=name name=name>{options.collect_view()}</select>
        </div>
    }
    .into_any()
}
