use domain::text::Text;
use leptos::prelude::*;

use super::{Field, is_told};
use crate::ui::t;

/// What follows from other answers. It has no name, so it is never sent; a screen reader tells it when it changes.
pub(super) fn calculated(field: &Field, unit: Option<&Text>) -> AnyView {
    let error = field.error();
    let value = field.sheet.calculated(&field.path, unit);
    let waiting = t("Tự tính khi đủ thông tin", "Worked out once the answers are there");
    view! {
        <div class="field" class:invalid=is_told(error)>
            <label for=field.id()>{field.label()}</label>
            {field.notes(error)}
            <output
                id=field.id()
                class="calculated"
                class:waiting=move || value.with(Option::is_none)
                aria-describedby=field.described(error)
            >
                {move || value.get().unwrap_or_else(|| waiting.to_owned())}
            </output>
            {field.doubts()}
        </div>
    }
    .into_any()
}
