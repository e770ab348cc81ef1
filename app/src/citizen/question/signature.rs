use forms::ink;
use leptos::prelude::*;

use super::{Field, aria_told, is_told};
use crate::ui::{inked, t};

/// A question that is answered by a signature: drawn where there is JavaScript (`app/js/signature.js`), and a typed name
/// everywhere.
pub(super) fn signature(field: &Field) -> AnyView {
    let error = field.error();
    let value = field.value();
    let drawn = ink::is_ink(&value);
    let title = format!("{}-title", field.id());
    let (labelled, name) = (title.clone(), format!("{}-name", field.id()));
    let (labels, how) = (name.clone(), format!("{name}-how"));
    let explained = how.clone();
    view! {
        <div
            class="field signature"
            class:invalid=is_told(error)
            class:inked=drawn
            id=field.id()
            tabindex="-1"
            role="group"
            aria-labelledby=labelled
            aria-describedby=field.described(error)
        >
            <label for=labels id=title>{field.title()}</label>
            {field.notes(error)}
            <div class="signature-pad">
                {inked(ink::path(&value).unwrap_or_default(), t("Khung ký tên", "Field to sign in"))}
                <p class="help">
                    <span class="unsigned">{t("Ký vào khung bằng ngón tay hoặc chuột.", "Sign in the box with a finger or the mouse.")}</span>
                    <button type="button" class="button quiet small" data-signature-clear="">{t("Xóa, ký lại", "Clear and sign again")}</button>
                </p>
            </div>
            <div class="signature-name">
                {drawn.then(|| view! {
                    <p class="help no-js-only">
                        {t("Đã ký bằng nét vẽ. Muốn gõ tên thì xóa hết ô dưới đây.", "Signed by drawing. To type a name, empty the field below.")}
                    </p>
                })}
                <p class="help" id=how>
                    {t("Không vẽ được thì gõ họ, chữ đệm, tên của người ký.", "If you cannot draw, type the full name of who signs.")}
                </p>
                <input
                    aria-describedby=explained
                    id=name
                    name=field.name()
                    type="text"
                    autocapitalize="words"
                    autocomplete="off"
                    value=value
                    aria-invalid=aria_told(error)
                />
            </div>
            {field.doubts()}
        </div>
    }
    .into_any()
}
