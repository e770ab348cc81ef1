//! The proof that an act asks for when the last one is old.

use leptos::prelude::*;
use views::{Failure, ProofAsked, ProofKind};

use super::{FormFailure, t};

/// Inside a form: asks for password or code when that is due, or once the server has said so. The form around it is
/// not lost by it.
#[component]
pub fn StepUp(asked: ProofAsked) -> impl IntoView {
    let form = use_context::<FormFailure>();
    // A memo, so that a second wrong guess does not empty the field.
    let shown =
        Memo::new(move |_| asked.due || form.and_then(|form| form.0.get()).is_some_and(is_about_proof));
    move || shown.get().then(|| field(asked.kind))
}

const fn is_about_proof(failure: Failure) -> bool {
    matches!(
        failure,
        Failure::ProofNeeded
            | Failure::WrongPassword
            | Failure::CodeWrong
            | Failure::CodeUsed
            | Failure::LockedOut
    )
}

fn field(kind: ProofKind) -> AnyView {
    if kind == ProofKind::Demo {
        return view! {
            <input type="hidden" name="password_or_code" value="demo"/>
            <p class="warning-note">
                <strong>{t("Bản thử nghiệm", "Demonstration")}</strong>
                " "
                {t(
                    "Bấm là xác nhận, không hỏi mật khẩu. Ngoài bản thử nghiệm phải nhập lại mật khẩu hoặc mã.",
                    "A click confirms, no password is asked. Outside a demonstration the password or a code is asked again.",
                )}
            </p>
        }
        .into_any();
    }
    let label = match kind {
        ProofKind::PasswordOrCode => {
            t("Mật khẩu, hoặc mã 6 số của ứng dụng", "Password, or the 6 digits of the app")
        }
        _ => t("Mật khẩu", "Password"),
    };
    view! {
        <div class="field">
            <label for="proof">{label}</label>
            <p class="help" id="proof-help">
                {t(
                    "Đã quá 10 phút từ lần xác nhận trước, nên hỏi lại cho chắc là bạn.",
                    "The last proof is more than 10 minutes old, so we make sure that it is you.",
                )}
            </p>
            <input
                id="proof"
                class="w-20"
                name="password_or_code"
                type="password"
                autocomplete="current-password"
                aria-describedby="proof-help"
                required
            />
        </div>
    }
    .into_any()
}
