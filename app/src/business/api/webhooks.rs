use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::WebhookLine;

use crate::api::business::MakeWebhook;
use crate::ui::{PostForm, kept, t, time_of};

pub(super) fn section(webhooks: Vec<WebhookLine>, fresh: Option<AnyView>) -> AnyView {
    let list = if webhooks.is_empty() {
        view! { <p class="muted">{t("Chưa có webhook nào.", "There is no webhook yet.")}</p> }.into_any()
    } else {
        view! { <ul class="result-list">{webhooks.into_iter().map(item).collect_view()}</ul> }.into_any()
    };
    view! {
        <section id="webhooks" class="section">
            <h2>{t("Webhook", "Webhooks")}</h2>
            <p>{t(
                "Mỗi khi hồ sơ của tổ chức có bước mới, hệ thống gửi một tin có chữ ký đến các địa chỉ này. Tin chỉ có mã và trạng thái hồ sơ.",
                "At each step of the organisation's dossiers a signed message goes to these addresses. It has the code and status of the dossier, nothing else.",
            )}</p>
            {list}
            {fresh}
            {new_webhook()}
        </section>
    }
    .into_any()
}

fn item(webhook: WebhookLine) -> AnyView {
    let log = format!("/business/api/webhooks/{}", webhook.id);
    view! {
        <li>
            <h3><a class="long-word" href=log>{webhook.url.clone()}</a></h3>
            <p>{state(&webhook)}</p>
        </li>
    }
    .into_any()
}

/// How the address does.
pub(super) fn state(webhook: &WebhookLine) -> AnyView {
    match (webhook.disabled_at, webhook.failing_since) {
        (Some(at), _) => view! {
            <span class="tag refused">{t("Đã ngừng gửi", "Switched off")}</span> " " {time_of(at)}
        }
        .into_any(),
        (None, Some(since)) => view! {
            <span class="tag waiting">{t("Không nhận được tin từ", "Takes nothing since")}</span> " " {time_of(since)}
        }
        .into_any(),
        (None, None) => view! { <span class="tag done">{t("Đang dùng", "In use")}</span> }.into_any(),
    }
}

fn new_webhook() -> AnyView {
    let action = MakeWebhook::url();
    view! {
        <h3>{t("Thêm webhook", "Add a webhook")}</h3>
        <PostForm action=action class="form">
            <div class="field" data-failures="webhook_address webhook_known">
                <label for="webhook-address">{t("Địa chỉ nhận tin", "Address")}</label>
                <p class="help" id="webhook-address-help">
                    {t(
                        "Bắt đầu bằng https:// và ở trên Internet, không phải mạng nội bộ.",
                        "It begins with https:// and is on the public internet, not on a private network.",
                    )}
                </p>
                <input
                    id="webhook-address"
                    name="address"
                    type="text"
                    inputmode="url"
                    maxlength="2000"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    required
                    value=kept(action, "address")
                    aria-describedby="webhook-address-help"
                />
            </div>
            <div class="button-row">
                <button class="button">{t("Thêm webhook", "Add the webhook")}</button>
            </div>
        </PostForm>
    }
    .into_any()
}
