use leptos::prelude::*;

use super::Field;
use crate::ui::t;

/// Three fields for day, month and year: no picker to scroll through decades.
pub(super) fn date(field: &Field) -> AnyView {
    let parts = field.sheet.answers.with_untracked(|answers| answers.date_parts(&field.path));
    let error = field.error();
    let birthday = field.question.autocomplete.as_deref() == Some("bday");
    let part = |name: &'static str, label: &'static str, length: u8, value: String| {
        let id = if name == "day" { field.id() } else { format!("{}.{name}", field.id()) };
        view! {
            <label>
                {label}
                " "
                <input
                    id=id
                    name=format!("answers[{}.{name}]", field.path)
                    inputmode="numeric"
                    maxlength=length
                    value=value
                    autocomplete=birthday.then(|| format!("bday-{name}"))
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                />
            </label>
        }
    };
    let controls = view! {
        <div class="date-parts">
            {part("day", t("Ngày", "Day"), 2, parts.day)}
            {part("month", t("Tháng", "Month"), 2, parts.month)}
            {part("year", t("Năm", "Year"), 4, parts.year)}
        </div>
    };
    field.set(None, error, controls.into_any())
}
