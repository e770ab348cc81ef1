//! Where somebody is signed in.

use domain::text::Lang;
use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::SessionLine;

use crate::api::accounts::{EndOtherSessions, EndSession};
use crate::ui::{PostForm, here, lang, t, time_of};

/// The list, with the way to sign out in one place or in all others.
pub(super) fn section(lines: Vec<SessionLine>) -> AnyView {
    let others = lines.iter().any(|line| !line.here);
    let items: Vec<AnyView> = lines.into_iter().map(item).collect();
    let everywhere = others.then(|| {
        view! {
            <PostForm action=EndOtherSessions::url()>
                <div class="button-row">
                    <button class="button warning">{t("Đăng xuất ở mọi nơi khác", "Sign out everywhere else")}</button>
                </div>
            </PostForm>
        }
    });
    view! {
        <section id="sessions" class="section">
            <h2>{t("Nơi đang đăng nhập", "Where you are signed in")}</h2>
            <ol class="result-list sessions">{items}</ol>
            {everywhere}
        </section>
    }
    .into_any()
}

fn item(line: SessionLine) -> AnyView {
    let device = device(&line);
    let here = line.here.then(|| view! { " " <span class="tag done">{t("Máy này", "This one")}</span> });
    let end = (!line.here).then(|| {
        let name = device.clone();
        view! {
            <PostForm action=EndSession::url()>
                <button class="button quiet" name="session" value=line.id>
                    {t("Đăng xuất", "Sign out")}
                    <span class="visually-hidden">" " {name}</span>
                </button>
            </PostForm>
        }
    });
    view! {
        <li>
            <h3>{device} {here}</h3>
            <dl class="facts">
                <div><dt>{t("Đăng nhập lúc", "Signed in")}</dt><dd>{time_of(line.begun_at)}</dd></div>
                <div><dt>{t("Dùng lần cuối", "Last used")}</dt><dd>{time_of(line.seen_at)}</dd></div>
            </dl>
            {end}
        </li>
    }
    .into_any()
}

/// `Chrome trên Windows`.
fn device(line: &SessionLine) -> String {
    match (line.browser.as_str(), line.system.as_str(), lang()) {
        ("", "", _) => t("Thiết bị không rõ", "Unknown device").to_owned(),
        (browser, "", _) => browser.to_owned(),
        ("", system, _) => system.to_owned(),
        (browser, system, Lang::Vi) => format!("{browser} trên {system}"),
        (browser, system, Lang::En) => format!("{browser} on {system}"),
    }
}

/// What has just been done, when the address says so.
pub(super) fn done() -> Option<AnyView> {
    let words = match here().asked("done").as_deref() {
        Some("password") => t(
            "Đã đổi mật khẩu. Những nơi khác đã bị đăng xuất.",
            "The password is changed. You are signed out everywhere else.",
        ),
        Some("second_factor") => t(
            "Đã bật xác thực hai lớp. Lần sau đăng nhập sẽ hỏi mã.",
            "Two-step sign-in is on. The next sign-in asks for a code.",
        ),
        Some("passkey") => t(
            "Đã thêm khóa truy cập. Lần sau đăng nhập dùng được ngay.",
            "The passkey is added. It works from the next sign-in on.",
        ),
        Some("passkey_removed") => t("Đã bỏ khóa truy cập.", "The passkey is removed."),
        Some("sessions") => t("Đã đăng xuất ở nơi khác.", "Signed out there."),
        _ => return None,
    };
    Some(view! { <div class="success" role="status"><p>{words}</p></div> }.into_any())
}
