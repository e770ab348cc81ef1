//! Setting up one-time codes: scan, write the recovery codes down, give the first code.

use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{EnrolmentView, Failure};

use crate::api::accounts::Enrol;
use crate::ui::{PostForm, SecretField, t};

pub(super) const WRONG_CODE: &[Failure] = &[Failure::CodeWrong, Failure::CodeUsed];

/// The three steps. `next` is put into the form by a sign-in.
pub(super) fn form(enrolment: EnrolmentView, next: Option<AnyView>) -> AnyView {
    let codes = enrolment.recovery_codes.into_iter().map(|code| view! { <li class="code">{code}</li> });
    view! {
        <ol class="steps">
            <li>
                <h3>{t("Quét mã bằng ứng dụng xác thực", "Scan with an authenticator app")}</h3>
                <p>{t(
                    "Ví dụ Google Authenticator, Microsoft Authenticator, FreeOTP.",
                    "Such as Google Authenticator, Microsoft Authenticator, FreeOTP.",
                )}</p>
                <img
                    class="enrolment-qr"
                    src="/qr/enrolment"
                    alt=t("Mã QR cho ứng dụng xác thực", "QR code for the app")
                    width="220"
                    height="220"
                />
                <p>
                    {t("Không quét được thì nhập khóa này:", "If it cannot be scanned, type this key:")}
                    " "
                    <span class="code" id="enrolment-secret">{enrolment.secret}</span>
                </p>
            </li>
            <li>
                <h3>{t("Ghi lại mười mã dự phòng", "Write the ten recovery codes down")}</h3>
                <p>{t(
                    "Mỗi mã thay điện thoại một lần. Cất ở chỗ khác điện thoại; sau bước này không xem lại được.",
                    "Each stands once for the phone. Keep them away from it; they are not shown again after this.",
                )}</p>
                <ul class="recovery-codes">{codes.collect_view()}</ul>
            </li>
            <li>
                <h3>{t("Nhập mã đang hiện trên điện thoại", "Enter the code that the phone shows")}</h3>
                <PostForm action=Enrol::url() class="form">
                    {next}
                    <SecretField
                        id="enrolment-code"
                        name="secret_code"
                        label=t("Mã 6 số", "6-digit code")
                        autocomplete="one-time-code"
                        code=true
                        of=WRONG_CODE
                    />
                    <div class="button-row">
                        <button class="button">{t("Dùng mã này từ nay", "Use these codes from now on")}</button>
                    </div>
                </PostForm>
            </li>
        </ol>
    }
    .into_any()
}
