use leptos::prelude::*;
use views::{ProofAsked, ProofKind};

use super::PasskeyFailed;
use crate::ui::t;

/// Inside a form: asks for password or code when the last proof of who one is is old. It stands there hidden and
/// switched off even when it is not, for the page that is open for longer: `browser::fields` shows it once the server
/// has refused the form for it, which reads `data-shown-by`.
#[component]
pub fn StepUp(
    asked: ProofAsked,
    /// Of its field: a page may have several.
    #[prop(into, default = "proof".to_owned())]
    id: String,
) -> impl IntoView {
    let asks = if asked.kind == ProofKind::Demo { demo() } else { question(asked, &id) };
    view! {
        <fieldset class="field" data-shown-by="proof_needed" hidden=!asked.due disabled=!asked.due>
            {asks}
        </fieldset>
    }
    .into_any()
}

fn demo() -> AnyView {
    view! {
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
    .into_any()
}

fn question(asked: ProofAsked, id: &str) -> AnyView {
    let label = match asked.kind {
        ProofKind::PasswordOrCode => {
            t("Mật khẩu, hoặc mã 6 số của ứng dụng", "Password, or the 6 digits of the app")
        }
        ProofKind::Password | ProofKind::Demo => t("Mật khẩu", "Password"),
    };
    let help = format!("{id}-help");
    let passkey = asked.passkey.then(|| {
        view! {
            <PasskeyFailed/>
            // No button that Enter presses: whoever types a password means the password.
            <button type="button" class="button secondary small passkey" data-passkey="get" data-into="password_or_code">
                {t("Hoặc dùng khóa truy cập", "Or use a passkey")}
            </button>
        }
    });
    view! {
        <label for=id.to_owned()>{label}</label>
        <p class="help" id=help.clone()>
            {t(
                "Đã quá 10 phút từ lần xác nhận trước, nên hỏi lại cho chắc là bạn.",
                "The last proof is more than 10 minutes old, so we make sure that it is you.",
            )}
        </p>
        <input
            id=id.to_owned()
            class="w-20"
            name="password_or_code"
            type="password"
            autocomplete="current-password"
            aria-describedby=help
            required
        />
        {passkey}
    }
    .into_any()
}
