//! `/desk/counter/{id}`: mending a name or number that was typed wrongly, or how it came.

use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{BringerView, Failure};

use super::counter::{how_it_came, who};
use crate::api::desk::{CorrectArrival, CorrectBringer, bringer};
use crate::ui::{Loaded, PageTitle, PostForm, QueryFailure, WordsField, here, is_kept, loaded, t};

#[component]
pub fn BringerPage() -> impl IntoView {
    let view = loaded(here().value("id"), bringer);
    view! {
        <main id="main" class="page office" tabindex="-1">
            <Loaded data=view children=page/>
        </main>
    }
    .into_any()
}

fn page(view: BringerView) -> AnyView {
    let title = t("Sửa người nộp", "Correct who brought it");
    let action = CorrectBringer::url();
    let (back, place) = match &view.dossier {
        Some(code) => (format!("/desk/{code}"), code.clone()),
        None => (format!("/drafts/{}", view.id), t("Hồ sơ đang nhập", "The application").to_owned()),
    };
    let filed = view.dossier.is_some().then(|| {
        view! {
            <p>{t(
                "Đổi số định danh là chuyển hồ sơ sang người khác: người trước không còn xem được, thông báo đã gửi cho họ bị thu lại. Giấy tiếp nhận đã cấp không còn dùng: cấp lại ở trang hồ sơ. Câu trả lời trong đơn giữ nguyên.",
                "Another number moves the dossier to another person: whoever had it sees it no more, and what they were told of it is taken back. The receipt that was issued is of no use any more: issue it anew on the page of the dossier. The answers stay as they are.",
            )}</p>
        }
    });
    let reason = view.dossier.is_some().then(|| {
        view! {
            <WordsField
                action=action
                id="reason"
                name="reason"
                label=t("Lý do sửa", "Why it is corrected")
                rows=3
                max_length=2000
                of=&[Failure::ReasonMissing, Failure::TooMuchText]
            />
        }
    });
    let arrival = view.dossier.is_none().then(|| arrival(&view));
    view! {
        <PageTitle title=title/>
        <a class="back" href=back>{place}</a>
        <h1>{title}</h1>
        <QueryFailure/>
        <p>
            {t("Đang ghi là", "It says")} " " <strong>{view.name.clone()}</strong> ". "
            {t("Chỉ sửa tên cũng phải nhập lại số, để chắc đúng người.", "For another name, too, the number is typed again, so that it is surely the same person.")}
        </p>
        {filed}
        <PostForm action=action>
            <input type="hidden" name="draft" value=view.id/>
            {who(action, &view.name)}
            {reason}
            <div class="button-row">
                <button class="button">{t("Sửa người nộp", "Correct it")}</button>
            </div>
        </PostForm>
        {arrival}
    }
    .into_any()
}

/// How it came can be mended until it is filed.
fn arrival(view: &BringerView) -> AnyView {
    let action = CorrectArrival::url();
    let came = how_it_came(action, view.by_post, view.arrived_on.as_ref().unwrap_or(&view.today));
    let id = view.id.clone();
    view! {
        <details class="disclosure" open=is_kept(action)>
            <summary>{t("Nộp bằng cách khác", "It came otherwise")}</summary>
            <PostForm action=action>
                <input type="hidden" name="draft" value=id/>
                {came}
                <div class="button-row">
                    <button class="button">{t("Sửa cách nộp", "Correct how it came")}</button>
                </div>
            </PostForm>
        </details>
    }
    .into_any()
}
