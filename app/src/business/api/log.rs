use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{Attempt, DeliveryLine, DeliveryState, WebhookView};

use super::webhooks::state;
use crate::api::business::{EnableWebhook, RemoveWebhook, ReplayDelivery, TestWebhook, webhook};
use crate::ui::{Loaded, PageTitle, PostForm, QueryFailure, here, loaded, query_string, t, time_of};

/// `/business/api/webhooks/{id}`: what was sent to a webhook and what it answered.
#[component]
pub fn WebhookPage() -> impl IntoView {
    let here = here();
    let before = here.asked("before").unwrap_or_default();
    let log = loaded((here.value("id"), before), |(id, before)| webhook(id, before));
    view! {
        <main id="main" class="page" tabindex="-1">
            <Loaded data=log children=page/>
        </main>
    }
    .into_any()
}

fn page(view: WebhookView) -> AnyView {
    let WebhookView { webhook, deliveries, older } = view;
    let title = t("Nhật ký webhook", "Webhook log");
    let id = webhook.id.clone();
    let off = webhook.disabled_at.is_some();
    let messages = if deliveries.is_empty() {
        view! { <p class="muted">{t("Chưa gửi tin nào.", "Nothing was sent yet.")}</p> }.into_any()
    } else {
        let lines = deliveries.into_iter().map(|line| message(&id, line, off));
        view! { <ul class="messages">{lines.collect_view()}</ul> }.into_any()
    };
    view! {
        <PageTitle title=title/>
        <a class="back" href="/business/api">{t("Kết nối phần mềm", "Connect software")}</a>
        <h1>{title}</h1>
        <p class="long-word">{webhook.url.clone()}</p>
        <p>{state(&webhook)}</p>
        <QueryFailure/>
        {off.then(|| enable(&id))}
        {(!off).then(|| test(&id))}
        <section class="section">
            <h2>{t("Tin đã gửi", "Messages")}</h2>
            {messages}
            {pages(older)}
        </section>
        <details class="disclosure">
            <summary>{t("Bỏ webhook này", "Remove this webhook")}</summary>
            <p>{t(
                "Nhật ký cũng mất, và chữ ký của một webhook thêm lại sẽ khác.",
                "Its log goes too, and a webhook that is added again signs with another secret.",
            )}</p>
            <PostForm action=RemoveWebhook::url()>
                <button class="button warning" name="webhook" value=id>
                    {t("Bỏ webhook này và nhật ký", "Remove this webhook and its log")}
                </button>
            </PostForm>
        </details>
    }
    .into_any()
}

/// The ways to older messages, and back to the newest.
fn pages(older: Option<String>) -> Option<AnyView> {
    let here = here();
    let newest = here.asked("before").map(|_| here.path().to_owned());
    let older = older.map(|before| query_string([("before", before.as_str())]));
    if newest.is_none() && older.is_none() {
        return None;
    }
    Some(
        view! {
            <nav class="button-row" aria-label=t("Các trang", "Pages")>
                {newest.map(|href| view! { <a class="button secondary" href=href>{t("Tin mới nhất", "Newest")}</a> })}
                {older.map(|href| view! { <a class="button secondary" href=href rel="next">{t("Tin cũ hơn", "Older")}</a> })}
            </nav>
        }
        .into_any(),
    )
}

fn enable(id: &str) -> AnyView {
    let id = id.to_owned();
    view! {
        <div class="warning-note">
            <p>{t(
                "Địa chỉ này không nhận được tin nào trong ba ngày nên đã ngừng gửi. Những tin trong thời gian ngừng không được gửi lại; phần mềm xem thay đổi bằng danh sách hồ sơ.",
                "This address took nothing for three days, so nothing is sent to it. What happened meanwhile is not told later; the software finds it in the list of dossiers.",
            )}</p>
        </div>
        <PostForm action=EnableWebhook::url()>
            <button class="button" name="webhook" value=id>{t("Gửi lại từ bây giờ", "Send again from now on")}</button>
        </PostForm>
    }
    .into_any()
}

fn test(id: &str) -> AnyView {
    let id = id.to_owned();
    view! {
        <PostForm action=TestWebhook::url()>
            <button class="button secondary" name="webhook" value=id>{t("Gửi tin thử", "Send a test")}</button>
        </PostForm>
    }
    .into_any()
}

fn message(webhook: &str, line: DeliveryLine, off: bool) -> AnyView {
    let (class, state) = match line.state {
        DeliveryState::Sent => ("tag done", t("Đã nhận", "Taken")),
        DeliveryState::GivenUp => ("tag refused", t("Thôi gửi", "Given up")),
        DeliveryState::Waiting => ("tag waiting", t("Chờ gửi", "Waiting")),
    };
    let next = (line.state == DeliveryState::Waiting && !line.attempts.is_empty()).then(|| {
        view! { <p class="muted">{t("Gửi lại lúc", "Next at")} " " {time_of(line.due_at)}</p> }
    });
    let (webhook, id) = (webhook.to_owned(), line.id.clone());
    let replay = (!off).then(move || {
        let named = id.clone();
        view! {
            <PostForm action=ReplayDelivery::url()>
                <input type="hidden" name="webhook" value=webhook/>
                <button class="button quiet" name="delivery" value=id>
                    {t("Gửi lại", "Send again")} <span class="visually-hidden">" " {named}</span>
                </button>
            </PostForm>
        }
    });
    view! {
        <li class="message">
            <p class="message-head">
                <strong>{line.kind}</strong> " " {time_of(line.created_at)} " " <span class=class>{state}</span>
            </p>
            <p class="muted long-word">{line.dossier_code} " " {line.id}</p>
            <ul>{line.attempts.into_iter().map(attempt).collect_view()}</ul>
            {next}
            {replay}
        </li>
    }
    .into_any()
}

fn attempt(attempt: Attempt) -> AnyView {
    let answer = match (attempt.status, attempt.failure.as_deref()) {
        (Some(status), _) => format!("{} {status}", t("trả lời", "answered")),
        (None, Some("too_long")) => t("không trả lời kịp", "took too long").to_owned(),
        (None, Some("address")) => {
            t("địa chỉ không ở trên Internet", "the address is not on the public internet").to_owned()
        }
        _ => t("không kết nối được", "cannot be reached").to_owned(),
    };
    view! { <li>{time_of(attempt.at)} ": " {answer} ", " {attempt.took} " ms"</li> }.into_any()
}
