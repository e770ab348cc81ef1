use leptos::prelude::*;

use crate::ui::t;

/// Stands hidden in a form that a passkey can send, until the browser gives none: `js/passkey.js` shows it.
#[component]
pub fn PasskeyFailed() -> impl IntoView {
    view! {
        <p class="error" role="alert" data-passkey-failed hidden>
            {t(
                "Chưa nhận được khóa truy cập: đã hủy, quá giờ, hoặc máy không có khóa này. Thử lại, hoặc dùng mã.",
                "No passkey came: it was cancelled, took too long, or is not on this device. Try again, or use the code.",
            )}
        </p>
    }
    .into_any()
}
