//! `/business/api`: the keys of an organisation's programs, and where its programs are told.

mod log;
mod tokens;
mod webhooks;

use leptos::prelude::*;
use views::{ApiView, Fresh};

pub use log::WebhookPage;

use super::frame;
use crate::api::business::api_access;
use crate::ui::{Loaded, PageTitle, QueryFailure, loaded, t};

/// Where the API describes itself.
const DOCUMENT: &str = "/api/v1/openapi.json";

/// `/business/api`.
#[component]
pub fn ApiPage() -> impl IntoView {
    let access = loaded((), |()| api_access());
    view! {
        <main id="main" class="page" tabindex="-1">
            <Loaded data=access children=page/>
        </main>
    }
    .into_any()
}

fn page(access: ApiView) -> AnyView {
    let title = t("Kết nối phần mềm", "Connect software");
    let (token, webhook) = match access.fresh {
        Some(Fresh::Token(made)) => {
            let power =
                t("Ai có khóa thì làm được những gì khóa cho phép.", "Whoever has it can do what it allows.");
            (Some(fresh(t("Khóa API mới", "The new token"), power, made.secret)), None)
        }
        Some(Fresh::Webhook(made)) => {
            let words = t("Khóa kiểm tra chữ ký của webhook mới", "The signing secret of the new webhook");
            let power = t(
                "Ai có khóa thì giả được tin của hệ thống này.",
                "Whoever has it can send messages that look like ours.",
            );
            (None, Some(fresh(words, power, made.secret)))
        }
        None => (None, None),
    };
    view! {
        <PageTitle title=title/>
        {frame::head(access.acting, title)}
        <p class="lead">
            {t(
                "Phần mềm của tổ chức nộp hồ sơ, theo dõi và nhận tin qua API.",
                "The organisation's software files, follows and is told by the API.",
            )}
        </p>
        <p>
            <a href=DOCUMENT rel="external">{t("Tài liệu kỹ thuật OpenAPI", "The OpenAPI document")}</a>
        </p>
        <QueryFailure/>
        {tokens::section(access.tokens, token)}
        {webhooks::section(access.webhooks, webhook)}
    }
    .into_any()
}

/// A secret that was just made, beside the form that made it. Nobody can show it again.
fn fresh(words: &'static str, power: &'static str, secret: String) -> AnyView {
    view! {
        <div class="success" role="status">
            <p><strong>{words}</strong></p>
            <p><code class="secret" id="fresh-secret">{secret.clone()}</code></p>
            <div class="button-row">
                <button
                    type="button"
                    class="button secondary js-only"
                    data-copy=secret
                    data-copied=t("Đã chép", "Copied")
                >
                    <span aria-live="polite">{t("Chép khóa", "Copy it")}</span>
                </button>
            </div>
            <p>{t(
                "Sao chép ngay và cất kỹ: khóa chỉ hiện một lần này.",
                "Copy it now and keep it safe: it is shown this once.",
            )} " " {power}</p>
        </div>
    }
    .into_any()
}
