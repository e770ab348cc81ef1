use forms::procedure::Channel;
use leptos::prelude::*;
use views::DraftView;

use crate::ui::{code_groups, t};

/// On every page of what a one-stop keys in: for whom.
pub(super) fn taken_for(draft: &DraftView) -> Option<AnyView> {
    let name = draft.taken_for.clone().filter(|_| draft.open())?;
    let way = match draft.channel {
        Channel::Post => t("gửi qua bưu chính", "sent by post"),
        _ => t("nộp tại quầy", "brought to the counter"),
    };
    Some(
        view! {
            <div class="notice">
                <p>
                    {t("Nhập thay cho", "Keyed in for")} " " <strong>{name}</strong> ", " {way} ". "
                    <a href="/desk/counter">{t("Hồ sơ giấy", "Dossiers on paper")}</a>
                </p>
            </div>
        }
        .into_any(),
    )
}

/// Instead of the pages of a draft that has become a dossier.
pub(super) fn filed(draft: &DraftView) -> AnyView {
    let code = draft.dossier_code.clone().unwrap_or_default();
    view! {
        <div class="success">
            <p>{t("Hồ sơ này đã nộp.", "This application has been filed.")}</p>
            <p><span class="dossier-code small">{code_groups(&code)}</span></p>
        </div>
        <div class="button-row">
            <a class="button" href=format!("/track/{code}")>{t("Theo dõi hồ sơ", "Follow the dossier")}</a>
        </div>
    }
    .into_any()
}
