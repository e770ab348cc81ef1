//! The further steps of a sign-in, on the sign-in page.

use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{EnrolmentView, Step};

use super::{enrolment, passkeys, password};
use crate::api::accounts::{Enrol, FirstPassword, GiveCode};
use crate::api::people::SignOut;
use crate::ui::{Next, PostForm, SecretField, t};

/// What the sign-in asks for now.
pub(crate) fn step(step: Step, enrolment: Option<EnrolmentView>, passkey: bool) -> AnyView {
    let asked = match step {
        Step::SecondFactor => code(passkey.then(passkeys::sign_in)),
        Step::Password => first_password(),
        Step::Enrolment => enrol(enrolment),
    };
    view! {
        {asked}
        <PostForm action=SignOut::url()>
            <button class="button quiet">{t("Thôi, không đăng nhập nữa", "Leave without signing in")}</button>
        </PostForm>
    }
    .into_any()
}

fn code(passkey: Option<AnyView>) -> AnyView {
    view! {
        <h2>{t("Bước 2: mã xác thực", "Step 2: the code")}</h2>
        {passkey}
        <PostForm action=GiveCode::url() class="form">
            <Next action=GiveCode::url()/>
            <SecretField
                id="code"
                name="secret_code"
                label=t("Mã 6 số trên ứng dụng xác thực", "The 6 digits of the authenticator app")
                help=t("Mất điện thoại thì nhập một mã dự phòng.", "Without the phone, enter a recovery code.")
                autocomplete="one-time-code"
                code=true
                of=enrolment::WRONG_CODE
            />
            <div class="button-row">
                <button class="button">{t("Tiếp tục", "Go on")}</button>
            </div>
        </PostForm>
    }
    .into_any()
}

fn first_password() -> AnyView {
    view! {
        <h2>{t("Chọn mật khẩu của riêng bạn", "Choose a password of your own")}</h2>
        <p>{t(
            "Mật khẩu bạn vừa dùng do người khác cấp, hoặc đã quá hạn. Đổi xong mới vào được hệ thống.",
            "The password that you used was given by somebody else, or is too old. You come in once it is changed.",
        )}</p>
        <PostForm action=FirstPassword::url() class="form">
            <Next action=FirstPassword::url()/>
            {password::new_password()}
            <div class="button-row">
                <button class="button">{t("Đặt mật khẩu", "Set the password")}</button>
            </div>
        </PostForm>
    }
    .into_any()
}

fn enrol(begun: Option<EnrolmentView>) -> AnyView {
    let next = view! { <Next action=Enrol::url()/> }.into_any();
    let form = begun.map(|begun| enrolment::form(begun, Some(next)));
    view! {
        <h2>{t("Bật xác thực hai lớp", "Turn two-step sign-in on")}</h2>
        <p>{t(
            "Vai trò của bạn bắt buộc có lớp thứ hai: mã đổi mỗi 30 giây trên điện thoại.",
            "Your role must have a second step: a code on the phone that changes every 30 seconds.",
        )}</p>
        {form}
    }
    .into_any()
}
