use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::OfficerLine;

use crate::api::accounts::{UnlockOfficer, list_officers};
use crate::ui::{Loaded, PageTitle, PostForm, QueryFailure, lang, loaded, t, time_of};

/// `/admin/officers`: the accounts of the officers, and lifting a lock. Adding and resetting is the operator's, at
/// the command line.
#[component]
pub fn OfficersPage() -> impl IntoView {
    let officers = loaded(|| (), |()| list_officers());
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
    }
    .into_any()
}

fn row(line: OfficerLine) -> AnyView {
    let state = state(&line);
    let factor =
        line.second_factor.then(|| view! { " " <span class="tag done">{t("Hai lớp", "Two steps")}</span> });
    view! {
        <tr>
            <td data-label=t("Tên đăng nhập", "User name")>{line.username}</td>
            <td data-label=t("Họ tên", "Name")>{line.name}</td>
            <td data-label=t("Vai trò", "Role")>{line.role.label(lang())}</td>
            <td data-label=t("Đơn vị", "Unit")>{line.unit}</td>
            <td data-label=t("Đăng nhập", "Sign-in")>{state} {factor}</td>
        </tr>
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
