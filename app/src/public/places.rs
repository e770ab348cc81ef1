//! What a commune of before is part of today.

use leptos::prelude::*;
use views::FormerPlace;

use crate::api::catalogue::find_former_places;
use crate::ui::{GetForm, Loaded, PageTitle, here, loaded, t};

/// `/places?q=`: somebody looks for the commune that they still call theirs.
#[component]
pub fn PlacesPage() -> impl IntoView {
    let asked = here().asked("q").unwrap_or_default();
    let found = loaded(asked.clone(), find_former_places);
    let title = t("Tra xã, phường sau sắp xếp", "Find a commune after the mergers");
    view! {
        <PageTitle title=title/>
        <main id="main" class="page" tabindex="-1">
            <h1>{title}</h1>
            <p>{t(
                "Nhập tên xã, phường, thị trấn trước ngày 01/7/2025 của tỉnh Bình Dương để biết nay thuộc đơn vị nào.",
                "Enter the name of a commune, ward or town of Bình Dương before 1 July 2025 to see what it is part of today.",
            )}</p>
            <GetForm action="/places">
                <div class="field">
                    <label for="q">{t("Tên cũ", "Former name")}</label>
                    <input id="q" class="w-20" name="q" type="search" value=asked autocomplete="off" maxlength="100"/>
                </div>
                <div class="button-row"><button class="button">{t("Tra", "Search")}</button></div>
            </GetForm>
            <Loaded data=found children=list/>
        </main>
    }
    .into_any()
}

/// What was asked for, and what was found.
fn list((asked, found): (String, Vec<FormerPlace>)) -> AnyView {
    if asked.trim().is_empty() {
        return ().into_any();
    }
    if found.is_empty() {
        return view! {
            <div class="empty"><p>{t(
                "Không có đơn vị cũ nào tên như vậy trong bảng của tỉnh Bình Dương trước đây.",
                "No former unit of this name is in the table of the former Bình Dương province.",
            )}</p></div>
        }
        .into_any();
    }
    view! { <ol class="paper-list">{found.into_iter().map(line).collect_view()}</ol> }.into_any()
}

fn line(place: FormerPlace) -> AnyView {
    let divided = (place.now.len() > 1).then(|| {
        view! { <p class="help">{t(
            "Đơn vị cũ được chia; hỏi nơi cư trú để biết nhà bạn thuộc phần nào.",
            "The former unit was divided; ask where you live which part your home is in.",
        )}</p> }
    });
    let now = place.now.into_iter().map(|name| view! { <div><strong>{name}</strong></div> }).collect_view();
    view! {
        <li>
            {format!("{}, {}, {}", place.name, place.district, place.province)}
            " " {t("nay thuộc", "is now part of")}
            {now}
            {divided}
        </li>
    }
    .into_any()
}
