use leptos::prelude::*;
use views::{DraftView, SupplementView};

use super::evaluation::target_href;
use super::sheet::Sheet;
use crate::ui::{redrawn, t, time_of};

/// The same on a page whose files come and go.
pub(super) fn live_supplement(sheet: Sheet) -> AnyView {
    redrawn(move || {
        let asked = sheet.asked.with(|asked| {
            let asked = asked.as_ref()?;
            Some(sheet.draft.with_value(|draft| supplement(draft, asked, false)))
        });
        asked.into_any()
    })
}

/// What the office asked for, with links to the places.
pub(super) fn supplement(draft: &DraftView, asked: &SupplementView, at_review: bool) -> AnyView {
    let items = asked.items.iter().map(|item| {
        view! {
            <li>
                <a href=target_href(draft, &item.target)>{item.label.clone()}</a>
                ": "
                {item.reason.clone()}
                " "
                {if asked.untouched.contains(&item.target) {
                    view! { <strong>{t("(chưa sửa)", "(not changed yet)")}</strong> }
                } else {
                    view! { <strong>{t("(đã sửa)", "(changed)")}</strong> }
                }}
            </li>
        }
    });
    let review = format!("/drafts/{}/review", draft.id);
    view! {
        <div class="warning-note">
            <p>
                <strong>{t("Cơ quan đề nghị bổ sung", "The office asks you to add or correct")}</strong>
                " "
                {t("Hạn:", "By")}
                " "
                {time_of(asked.deadline_at)}
            </p>
            <ul>{items.collect_view()}</ul>
            {(!asked.note.is_empty()).then(|| view! { <p>{asked.note.clone()}</p> })}
            {(!at_review).then(|| view! { <p><a href=review>{t("Xem lại và gửi bổ sung", "Review and send")}</a></p> })}
        </div>
    }
    .into_any()
}
