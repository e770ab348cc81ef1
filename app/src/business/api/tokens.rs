use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{Scope, TokenLine, TokenState};

use crate::api::business::{MakeToken, RevokeToken};
use crate::ui::{PostForm, kept, t, time_of};

/// Days that a token may work, as they are offered.
const LIVES: [&str; 3] = ["365", "90", "30"];

pub(super) fn section(tokens: Vec<TokenLine>, fresh: Option<AnyView>) -> AnyView {
    let list = if tokens.is_empty() {
        view! { <p class="muted">{t("Chưa có khóa nào.", "There is no token yet.")}</p> }.into_any()
    } else {
        view! { <ul class="result-list">{tokens.into_iter().map(item).collect_view()}</ul> }.into_any()
    };
    view! {
        <section id="tokens" class="section">
            <h2>{t("Khóa API", "Tokens")}</h2>
            {list}
            {fresh}
            {new_token()}
        </section>
    }
    .into_any()
}

fn item(token: TokenLine) -> AnyView {
    let (class, state) = match token.state {
        TokenState::Active => ("tag done", t("Đang dùng được", "Works")),
        TokenState::Expired => ("tag", t("Đã hết hạn", "Expired")),
        TokenState::Revoked => ("tag refused", t("Đã thu hồi", "Revoked")),
    };
    let scopes: Vec<&str> = token.scopes.iter().map(|scope| words(*scope)).collect();
    let used = match token.last_used_at {
        Some(at) => time_of(at),
        None => t("chưa dùng", "never").into_any(),
    };
    let name = token.name.clone();
    let revoke = (token.state == TokenState::Active).then(|| {
        view! {
            <PostForm action=RevokeToken::url()>
                <button class="button quiet" name="token" value=token.id>
                    {t("Thu hồi", "Revoke")} <span class="visually-hidden">" " {name}</span>
                </button>
            </PostForm>
        }
    });
    view! {
        <li>
            <h3>{token.name} " " <span class=class>{state}</span></h3>
            <p>{scopes.join("; ")}</p>
            <dl class="facts">
                <div><dt>{t("Người tạo", "Made by")}</dt><dd>{token.made_by}</dd></div>
                <div><dt>{t("Hết hạn", "Expires")}</dt><dd>{time_of(token.expires_at)}</dd></div>
                <div><dt>{t("Dùng lần cuối", "Last used")}</dt><dd>{used}</dd></div>
                <div>
                    <dt>{t("Giới hạn", "Limit")}</dt>
                    <dd>{token.per_minute} " " {t("yêu cầu mỗi phút", "requests a minute")}</dd>
                </div>
            </dl>
            {revoke}
        </li>
    }
    .into_any()
}

fn words(scope: Scope) -> &'static str {
    match scope {
        Scope::DossiersRead => {
            t("Xem hồ sơ, tải giấy tờ và kết quả", "See dossiers, fetch papers and results")
        }
        Scope::DossiersWrite => t("Nộp và bổ sung hồ sơ", "File and supplement dossiers"),
        Scope::Webhooks => t("Quản lý webhook", "Keep webhooks"),
    }
}

fn new_token() -> AnyView {
    let action = MakeToken::url();
    let name = kept(action, "name");
    let boxes = Scope::ALL.map(|scope| {
        let field = format!("scopes[{}]", scope.code());
        let ticked = kept(action, &field).is_some();
        view! {
            <label class="choice">
                <input type="checkbox" name=field value="1" checked=ticked/>
                <span>{words(scope)} " " <small>{scope.code()}</small></span>
            </label>
        }
    });
    let lives = LIVES.map(|days| {
        let chosen = kept(action, "days").is_some_and(|kept| kept == days);
        view! { <option value=days selected=chosen>{days} " " {t("ngày", "days")}</option> }
    });
    view! {
        <h3>{t("Tạo khóa mới", "Make a token")}</h3>
        <PostForm action=action class="form">
            <div class="field" data-failures="token_name_missing">
                <label for="token-name">{t("Tên khóa", "Name")}</label>
                <p class="help" id="token-name-help">
                    {t(
                        "Ví dụ tên phần mềm. Mọi việc khóa làm đều ghi tên này và tên tổ chức.",
                        "Such as the name of the software. All that it does is recorded with this name and the organisation's.",
                    )}
                </p>
                <input
                    id="token-name"
                    name="name"
                    type="text"
                    maxlength="80"
                    autocomplete="off"
                    required
                    value=name
                    aria-describedby="token-name-help"
                />
            </div>
            <fieldset class="field" data-failures="scopes_missing">
                <legend>{t("Khóa được làm gì", "What it may do")}</legend>
                <div class="choices">{boxes.collect_view()}</div>
            </fieldset>
            <div class="field">
                <label for="token-days">{t("Dùng được trong", "Works for")}</label>
                <select id="token-days" name="days">{lives.collect_view()}</select>
            </div>
            <div class="button-row">
                <button class="button">{t("Tạo khóa", "Make the token")}</button>
            </div>
        </PostForm>
    }
    .into_any()
}
