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
    let access = loaded(|| (), |()| api_access());
    view! {
        <main id="main" class="page" tabindex="-1">
            <Loaded data=access children=page/>
        </main>
    }
    .into_any()
}

fn page(access: ApiView) -> AnyView {
    let title = t("Kết nối phần mềm", "Connect software");
    view! {
        <PageTitle title=title/>
        {frame::head(access.organisation, access.tax_code, title)}
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
        {access.fresh.map(fresh)}
        {tokens::section(access.tokens)}
        {webhooks::section(access.webhooks)}
    }
    .into_any()
}

/// A secret that was just made. Nobody can show it again.
fn fresh(fresh: Fresh) -> AnyView {
    let (words, secret) = match fresh {
        Fresh::Token(made) => (t("Khóa API mới", "The new token"), made.secret),
        Fresh::Webhook(made) => {
            (t("Khóa kiểm tra chữ ký của webhook mới", "The signing secret of the new webhook"), made.secret)
        }
    };
    view! {
        <div class="success" role="status">
            <p><strong>{words}</strong></p>
            <p><code class="secret" id="fresh-secret">{secret}</code></p>
            <p>{t(
                "Sao chép ngay và cất kỹ: khóa chỉ hiện một lần này. Ai có khóa thì làm được những gì khóa cho phép.",
                "Copy it now and keep it safe: it is shown this once. Whoever has it can do what it allows.",
            )}</p>
        </div>
    }
    .into_any()
}
