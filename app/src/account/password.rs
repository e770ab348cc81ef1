//! The fields of a new password, and what it must be.

use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::Failure;

use crate::api::accounts::ChangePassword;
use crate::ui::{PostForm, SecretField, t};

const CURRENT: &[Failure] = &[Failure::WrongPassword];
const NEW: &[Failure] = &[
    Failure::PasswordShort,
    Failure::PasswordPlain,
    Failure::PasswordIsName,
    Failure::PasswordCommon,
    Failure::PasswordUsed,
];
const AGAIN: &[Failure] = &[Failure::PasswordsDiffer];

/// A new password, twice.
pub(super) fn new_password() -> AnyView {
    view! {
        <SecretField
            id="new-password"
            name="new_password"
            label=t("Mật khẩu mới", "New password")
            help=t(
                "Từ 8 ký tự, ít nhất ba loại: chữ hoa, chữ thường, chữ số, dấu. Không chứa tên đăng nhập, không lấy lại 10 mật khẩu gần đây.",
                "At least 8 characters of three kinds: capitals, small letters, digits, signs. Without the user name, and none of the last 10.",
            )
            autocomplete="new-password"
            of=NEW
        />
        <SecretField
            id="password-again"
            name="password_again"
            label=t("Nhập lại mật khẩu mới", "New password again")
            autocomplete="new-password"
            of=AGAIN
        />
    }
    .into_any()
}

/// The form on the account page.
pub(super) fn change() -> AnyView {
    view! {
        <PostForm action=ChangePassword::url() class="form">
            <SecretField
                id="current-password"
                name="current_password"
                label=t("Mật khẩu hiện nay", "Current password")
                autocomplete="current-password"
                of=CURRENT
            />
            {new_password()}
            <p>{t("Những nơi khác đang đăng nhập sẽ bị đăng xuất.", "You are signed out everywhere else.")}</p>
            <div class="button-row">
                <button class="button">{t("Đổi mật khẩu", "Change the password")}</button>
            </div>
        </PostForm>
    }
    .into_any()
}
