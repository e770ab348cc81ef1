//! Publishing, refusing and giving up: what ends the preparation.

use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{Edition, EditionView, Failure};

use crate::api::editions::{PublishEdition, RefuseEdition, WithdrawEdition};
use crate::ui::{PostForm, WordsField, t};

pub(super) fn section(view: &EditionView, edition: &Edition) -> AnyView {
    view! {
        {view.may_publish.then(|| publish(&view.code, edition))}
        {view.may_change.then(|| withdraw(&view.code))}
    }
    .into_any()
}

/// Two people: whoever changed it sees why they cannot publish it.
fn publish(code: &str, edition: &Edition) -> AnyView {
    if edition.own {
        return view! {
            <h3>{t("Công bố", "Publish")}</h3>
            <p class="help">{t(
                "Bạn đã sửa bản này, nên một quản trị viên hoặc lãnh đạo khác phải xem và công bố.",
                "You changed this draft, so another administrator or leader must look at it and publish it.",
            )}</p>
        }
        .into_any();
    }
    let (seen, of, refused) = (edition.seen.clone(), code.to_owned(), code.to_owned());
    let ready = edition.faults.is_empty().then(|| {
        view! {
            <PostForm action=PublishEdition::url() class="form">
                <p>{t(
                    "Hãy so từng thay đổi với văn bản làm căn cứ. Từ ngày hiệu lực, hồ sơ nộp mới theo phiên bản này; phiên bản trước kết thúc vào ngày trước đó.",
                    "Compare each change with the text of the law. From its first day on, what is filed follows this version; the one before it ends on the day before.",
                )}</p>
                <input type="hidden" name="code" value=of/>
                <input type="hidden" name="seen" value=seen/>
                <div class="button-row"><button class="button">{t("Đã so, công bố", "Compared, publish")}</button></div>
            </PostForm>
        }
    });
    view! {
        <h3>{t("Công bố", "Publish")}</h3>
        {ready}
        <details class="disclosure">
            <summary>{t("Từ chối bản soạn này", "Refuse this draft")}</summary>
            <div>
                <PostForm action=RefuseEdition::url() class="form">
                    <input type="hidden" name="code" value=refused/>
                    <WordsField
                        action=RefuseEdition::url()
                        id="refuse-reason"
                        name="reason"
                        label=t("Lý do từ chối", "Why it is refused")
                        rows=3
                        max_length=2000
                        of=&[Failure::ReasonMissing]
                    />
                    <div class="button-row"><button class="button warning">{t("Từ chối bản soạn", "Refuse the draft")}</button></div>
                </PostForm>
            </div>
        </details>
    }
    .into_any()
}

fn withdraw(code: &str) -> AnyView {
    let code = code.to_owned();
    view! {
        <details class="disclosure">
            <summary>{t("Rút bản soạn này", "Give this draft up")}</summary>
            <div>
                <p>{t("Bản soạn không được công bố nữa; nhật ký vẫn giữ.", "It can no longer be published; the log keeps it.")}</p>
                <PostForm action=WithdrawEdition::url()>
                    <button class="button warning small" name="code" value=code>{t("Rút bản soạn", "Give it up")}</button>
                </PostForm>
            </div>
        </details>
    }
    .into_any()
}
