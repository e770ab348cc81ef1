use domain::clock::Due;
use leptos::prelude::*;
use views::OwnDossier;

use crate::ui::{instant, lang, t};

/// How the promised day was computed, line by line: the sum with its pauses, and the apology.
#[must_use]
pub fn promise_sum(dossier: &OwnDossier, due: &Due) -> AnyView {
    let lang = lang();
    let mut lines: Vec<AnyView> =
        due.arithmetic.iter().map(|step| view! { <li>{step.sentence(lang)}</li> }.into_any()).collect();
    lines.extend(dossier.first_due.as_ref().map(|first| {
        view! {
            <li>
                {t("Cơ quan xin lỗi và hẹn lại: từ", "The office apologised and moved it: from")}
                " " {instant(first.at)} " " {t("sang", "to")} " " {instant(due.at)}
            </li>
        }
        .into_any()
    }));
    view! {
        <details class="disclosure arithmetic">
            <summary>{t("Ngày này tính thế nào", "How this date is computed")}</summary>
            <div><ol>{lines}</ol></div>
        </details>
    }
    .into_any()
}
