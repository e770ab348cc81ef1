//! What the office asked for, and the way to send it.

use domain::lifecycle::Action;
use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{OwnDossier, SupplementView};

use crate::api::dossiers::StartSupplement;
use crate::ui::{PostForm, t, time_of};

/// The request that waits for the applicant.
pub(super) fn asked(dossier: &OwnDossier) -> Option<AnyView> {
    let asked = dossier.supplement.as_ref().filter(|asked| asked.answered_at.is_none())?;
    let answer = dossier.offered.contains(&Action::SubmitSupplement).then(|| {
        let code = dossier.code.clone();
        view! {
            <PostForm action=StartSupplement::url()>
                <input type="hidden" name="code" value=code/>
                <div class="button-row">
                    <button class="button large">{t("Bổ sung ngay", "Send it now")}</button>
                </div>
            </PostForm>
        }
    });
    Some(
        view! {
            <section>
                <h2>{t("Cơ quan cần bạn bổ sung", "The office needs more from you")}</h2>
                <p>
                    {t("Trước", "By")}
                    " "
                    <strong>{time_of(asked.deadline_at)}</strong>
                    ". "
                    {t(
                        "Khi cơ quan thấy đã đủ, thời hạn giải quyết tính từ đầu.",
                        "Once the office finds it complete, its time runs from the beginning.",
                    )}
                </p>
                {items(asked)}
                {answer}
            </section>
        }
        .into_any(),
    )
}

/// The request that was answered, for the record.
pub(super) fn answered(dossier: &OwnDossier) -> Option<AnyView> {
    let asked = dossier.supplement.as_ref()?;
    let at = asked.answered_at?;
    Some(
        view! {
            <details class="disclosure">
                <summary>{t("Yêu cầu bổ sung đã trả lời", "The supplement that you sent")}</summary>
                <div>
                    <p>
                        {t("Yêu cầu lúc", "Asked at")} " " {time_of(asked.asked_at)} ", "
                        {t("bạn bổ sung lúc", "you answered at")} " " {time_of(at)} "."
                    </p>
                    {items(asked)}
                </div>
            </details>
        }
        .into_any(),
    )
}

fn items(asked: &SupplementView) -> AnyView {
    let items = asked.items.iter().map(|item| {
        view! {
            <li>
                <strong>{item.label.clone()}</strong>
                <p>{item.reason.clone()}</p>
            </li>
        }
    });
    view! {
        <ol class="paper-list">{items.collect_view()}</ol>
        {(!asked.note.is_empty()).then(|| view! { <p>{asked.note.clone()}</p> })}
    }
    .into_any()
}
