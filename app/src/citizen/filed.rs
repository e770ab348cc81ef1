use leptos::prelude::*;
use views::DraftView;

use crate::ui::{code_groups, t};

/// Instead of the pages of a draft that has become a dossier.
pub(super) fn filed(draft: &DraftView) -> AnyView {
    let code = draft.dossier_code.clone().unwrap_or_default();
    view! {
        <div class="success">
            <p>{t("Hồ sơ này đã nộp.", "This application has been filed.")}</p>
            <p><span class="dossier-code small">{code_groups(&code)}</span></p>
        </div>
        <div class="button-row">
            {if draft.taken_for.is_some() {
                view! { <a class="button" href=format!("/desk/{code}")>{t("Đến hồ sơ", "To the dossier")}</a> }
            } else {
                view! { <a class="button" href=format!("/track/{code}")>{t("Theo dõi hồ sơ", "Follow the dossier")}</a> }
            }}
        </div>
    }
    .into_any()
}
