use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::OfficerLine;

use crate::api::accounts::{CloseOfficer, OpenOfficer, UnlockOfficer, list_officers};
use crate::ui::{Loaded, PageTitle, PostForm, QueryFailure, lang, loaded, t, time_of};

/// `/admin/officers`: the accounts of the officers, lifting a lock, closing and opening. Adding and resetting is the operator's, at
/// the command line.
#[component]
pub fn OfficersPage() -> impl IntoView {
    let officers = loaded((), |()| list_officers());
    view! {
        <main id="main" class="page-wide office" tabindex="-1">
            <Loaded data=officers children=page/>
        </main>
    }
    .into_any()
}

fn page(officers: Vec<OfficerLine>) -> AnyView {
    let title = t("Tài khoản cán bộ", "Accounts of officers");
    let rows: Vec<AnyView> = officers.into_iter().map(row).collect();
    view! {
        <PageTitle title=title/>
        <h1>{title}</h1>
        <QueryFailure/>
        <table class="inbox">
            <caption class="visually-hidden">{title}</caption>
            <thead>
                <tr>
                    <th>{t("Tên đăng nhập", "User name")}</th>
                    <th>{t("Họ tên", "Name")}</th>
                    <th>{t("Vai trò", "Role")}</th>
                    <th>{t("Đơn vị", "Unit")}</th>
                    <th>{t("Đăng nhập", "Sign-in")}</th>
                    <th>{t("Tài khoản", "Account")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <p class="help">
            {t("Thêm người hoặc cấp lại mật khẩu: lệnh", "To add somebody or reset a password, use the command")}
            " "
            <span class="code">"motcua officer"</span>
            "."
        </p>
        <p class="help">{t(
            "Tài khoản không dùng 45 ngày tự đóng (QCVN 12:2026/BCA).",
            "An account that nobody uses for 45 days closes by itself (QCVN 12:2026/BCA).",
        )}</p>
    }
    .into_any()
}

fn row(line: OfficerLine) -> AnyView {
    let (state, change) = (state(&line), change(&line));
    let factor =
        line.second_factor.then(|| view! { " " <span class="tag done">{t("Hai lớp", "Two steps")}</span> });
    view! {
        <tr>
            <td data-label=t("Tên đăng nhập", "User name")>{line.username}</td>
            <td data-label=t("Họ tên", "Name")>{line.name}</td>
            <td data-label=t("Vai trò", "Role")>{line.role.label(lang())}</td>
            <td data-label=t("Đơn vị", "Unit")>{line.unit}</td>
            <td data-label=t("Đăng nhập", "Sign-in")>{state} {factor}</td>
            <td data-label=t("Tài khoản", "Account")>{change}</td>
        </tr>
    }
    .into_any()
}

/// Closing is folded away: it ends what somebody is doing.
fn change(line: &OfficerLine) -> AnyView {
    let (username, name) = (line.username.clone(), line.username.clone());
    if !line.active {
        return view! {
            <PostForm action=OpenOfficer::url()>
                <button class="button small" name="username" value=username>
                    {t("Mở lại", "Open again")}
                    <span class="visually-hidden">" " {name}</span>
                </button>
            </PostForm>
        }
        .into_any();
    }
    let summary = name.clone();
    view! {
        <details class="disclosure">
            <summary>{t("Đóng", "Close")} <span class="visually-hidden">" " {summary}</span></summary>
            <div>
                <p>{t("Người này bị đăng xuất ngay và không vào được nữa.", "They are signed out at once and cannot come in.")}</p>
                <PostForm action=CloseOfficer::url()>
                    <button class="button warning small" name="username" value=username>
                        {t("Đóng tài khoản", "Close the account")}
                        <span class="visually-hidden">" " {name}</span>
                    </button>
                </PostForm>
            </div>
        </details>
    }
    .into_any()
}

fn state(line: &OfficerLine) -> AnyView {
    match (line.locked_until, line.active, line.last_signed_in_at) {
        (Some(until), _, _) => {
            let (username, name) = (line.username.clone(), line.username.clone());
            view! {
                <span class="tag refused">{t("Bị khóa đến", "Locked until")} " " {time_of(until)}</span>
                <PostForm action=UnlockOfficer::url()>
                    <button class="button small" name="username" value=username>
                        {t("Mở khóa", "Unlock")}
                        <span class="visually-hidden">" " {name}</span>
                    </button>
                </PostForm>
            }
            .into_any()
        }
        (None, false, _) => view! { <span class="tag">{t("Đã ngừng", "Closed")}</span> }.into_any(),
        (None, true, Some(at)) => view! { {t("Lần cuối", "Last")} " " {time_of(at)} }.into_any(),
        (None, true, None) => t("Chưa lần nào", "Never").into_any(),
    }
}
