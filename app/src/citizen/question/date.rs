use forms::answers::{DateAnswer, DateParts};
use forms::schema::{DateCalendar, DateRange, Kind, Question};
use leptos::prelude::*;

use super::{Field, aria_told};
use crate::ui::t;

/// Three fields for day, month and year: no picker to scroll through decades.
pub(super) fn date(field: &Field) -> AnyView {
    let parts = field.sheet.answers.with_untracked(|answers| answers.date_parts(&field.path));
    let error = field.error();
    let controls = three(field, "", parts, error);
    field.set(None, error, controls)
}

/// The same for a day of the lunar calendar, with a box for leap months and the solar date that it comes to.
pub(super) fn lunar(field: &Field) -> AnyView {
    let (parts, leap) = field.sheet.answers.with_untracked(|answers| answers.lunar_parts(&field.path));
    let error = field.error();
    let question = solar_words(field);
    let (sheet, path) = (field.sheet, field.path.clone());
    let solar = Memo::new(move |_| {
        sheet.answers.with(|answers| match answers.date(&path) {
            DateAnswer::Given(_) => {
                Some(forms::display::shown(&question, answers, &path, sheet.lang, &forms::places::NoPlaces))
            }
            DateAnswer::Unanswered | DateAnswer::Unreadable => None,
        })
    });
    let controls = view! {
        {three(field, "lunar_", parts, error)}
        <div class="choices">
            <label class="choice">
                <input type="checkbox" name=format!("answers[{}.lunar_leap]", field.path) value="yes" checked=leap/>
                <span>{t("Tháng nhuận", "A leap month")}</span>
            </label>
        </div>
        <output class="help" for=field.id()>{move || solar.get()}</output>
    };
    field.set(None, error, controls.into_any())
}

/// A question of the same key, for the words of a lunar day.
fn solar_words(field: &Field) -> Question {
    let kind = Kind::Date { range: DateRange::Any, calendar: DateCalendar::Lunar };
    Question { kind, ..(*field.question).clone() }
}

fn three(field: &Field, prefix: &'static str, parts: DateParts, error: Memo<Option<String>>) -> AnyView {
    let birthday = field.question.autocomplete.as_deref() == Some("bday");
    let part = |name: &'static str, label: &'static str, length: u8, value: String| {
        let id = if name == "day" { field.id() } else { format!("{}.{name}", field.id()) };
        view! {
            <label>
                {label}
                " "
                <input
                    id=id
                    name=format!("answers[{}.{prefix}{name}]", field.path)
                    inputmode="numeric"
                    maxlength=length
                    value=value
                    autocomplete=birthday.then(|| format!("bday-{name}"))
                    aria-invalid=aria_told(error)
                />
            </label>
        }
    };
    view! {
        <div class="date-parts">
            {part("day", t("Ngày", "Day"), 2, parts.day)}
            {part("month", t("Tháng", "Month"), 2, parts.month)}
            {part("year", t("Năm", "Year"), 4, parts.year)}
        </div>
    }
    .into_any()
}
