use domain::text::Lang;
use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{AccountView, SessionLine};

use super::{enrolment, passkeys, password, sessions};
use crate::api::ApiError;
use crate::api::accounts::{StartEnrolment, account, list_sessions};
use crate::ui::{Loaded, PageTitle, PostForm, QueryFailure, StepUp, day_of, lang, loaded, t};

struct Mine {
    account: AccountView,
    sessions: Vec<SessionLine>,
}

/// `/desk/account`: how an officer signs in, and where.
#[component]
pub fn AccountPage() -> impl IntoView {
    let mine = loaded((), |()| mine());
    view! {
        <main id="main" class="page" tabindex="-1">
            <Loaded data=mine children=page/>
        </main>
    }
    .into_any()
}

async fn mine() -> Result<Mine, ApiError> {
    Ok(Mine { account: account().await?, sessions: list_sessions().await? })
}

fn page(Mine { account, sessions }: Mine) -> AnyView {
    let title = t("Tài khoản", "Account");
    let keeps = if account.password_set_at.is_some() { keeps(account) } else { demo() };
    view! {
        <PageTitle title=title/>
        <h1>{title}</h1>
        <QueryFailure/>
        {sessions::done()}
        {keeps}
        {sessions::section(sessions)}
    }
    .into_any()
}

fn demo() -> AnyView {
    view! {
        <div class="notice">
            <p>{t(
                "Bạn đang là một người thử nghiệm. Mật khẩu của người thử nghiệm ai cũng biết và dùng chung, nên ở đây không đổi được và không hỏi mã.",
                "You are a demo person. Everybody knows and shares the password of demo people, so it cannot be changed here and no code is asked.",
            )}</p>
        </div>
    }
    .into_any()
}

fn keeps(account: AccountView) -> AnyView {
    let passkeys = passkeys::section(&account);
    let set_at = account.password_set_at.map(day_of);
    view! {
        <section id="password" class="section">
            <h2>{t("Mật khẩu", "Password")}</h2>
            <p>
                {t("Tên đăng nhập", "User name")} " " <strong>{account.username.clone()}</strong> ". "
                {t("Đổi lần cuối ngày", "Last changed on")} " " {set_at} "."
            </p>
            {password::change()}
        </section>
        <section id="second-factor" class="section">
            <h2>{t("Xác thực hai lớp", "Two-step sign-in")}</h2>
            {second_factor(account)}
        </section>
        {passkeys}
    }
    .into_any()
}

fn second_factor(account: AccountView) -> AnyView {
    if let Some(begun) = account.enrolment {
        return enrolment::form(begun, None);
    }
    let (words, label) = match account.second_factor {
        None => (
            t(
                "Đang tắt. Khi bật, đăng nhập hỏi thêm mã đổi mỗi 30 giây trên điện thoại; biết mật khẩu không đủ để vào.",
                "Off. When it is on, signing in also asks for a code on the phone; knowing the password is not enough.",
            )
            .into_any(),
            t("Bật xác thực hai lớp", "Turn two-step sign-in on"),
        ),
        Some(factor) => (
            view! {
                {t("Đang bật từ", "On since")} " " {day_of(factor.since)} ". " {codes_left(factor.codes_left)}
            }
            .into_any(),
            t("Đổi điện thoại hoặc lấy mã dự phòng mới", "Another phone, or new recovery codes"),
        ),
    };
    view! {
        <p>{words}</p>
        <PostForm action=StartEnrolment::url() class="form">
            <StepUp asked=account.proof/>
            <div class="button-row">
                <button class="button secondary">{label}</button>
            </div>
        </PostForm>
    }
    .into_any()
}

fn codes_left(left: u32) -> String {
    match lang() {
        Lang::Vi => format!("Còn {left} mã dự phòng."),
        Lang::En => format!("{left} recovery codes left."),
    }
}
