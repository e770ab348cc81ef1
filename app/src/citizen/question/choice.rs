use forms::schema::Choice;
use forms::values::{NO, YES};
use leptos::prelude::*;

use super::{Field, aria_told, is_told};
use crate::ui::t;

/// As many answers are shown at once; more go into a list.
const SHOWN_AT_ONCE: usize = 8;

/// One of several answers.
pub(super) fn choice(field: &Field, options: &[Choice]) -> AnyView {
    let options: Vec<(&str, &str)> =
        options.iter().map(|option| (option.value.as_str(), option.label.get(field.sheet.lang))).collect();
    if options.len() > SHOWN_AT_ONCE { list(field, &options) } else { radios(field, "choices", &options) }
}

/// Yes or no.
pub(super) fn yes_no(field: &Field) -> AnyView {
    radios(field, "choices inline", &[(YES, t("Có", "Yes")), (NO, t("Không", "No"))])
}

fn radios(field: &Field, class: &'static str, options: &[(&str, &str)]) -> AnyView {
    let error = field.error();
    let chosen = field.value();
    let radios = options.iter().enumerate().map(|(place, (value, label))| {
        let id = if place == 0 { field.id() } else { format!("{}-{place}", field.id()) };
        view! {
            <label class="choice">
                <input type="radio" id=id name=field.name() value=(*value).to_owned() checked=*value == chosen/>
                <span>{(*label).to_owned()}</span>
            </label>
        }
    });
    let controls = view! { <div class=class>{radios.collect_view()}</div> };
    field.set(None, error, controls.into_any())
}

fn list(field: &Field, options: &[(&str, &str)]) -> AnyView {
    let error = field.error();
    let typed = field.value();
    let chosen =
        field.question.kind.chosen(&typed).map_or_else(|| typed.clone(), |option| option.value.clone());
    view! {
        <div class="field" class:invalid=is_told(error)>
            <label for=field.id()>{field.title()}</label>
            {field.notes(error)}
            <select
                id=field.id()
                name=field.name()
                autocomplete=field.question.autocomplete.clone()
                aria-describedby=field.described(error)
                aria-invalid=aria_told(error)
            >
                {pick_one(options, &chosen)}
            </select>
            {field.doubts()}
        </div>
    }
    .into_any()
}

/// The options of a `<select>`, nothing chosen first.
pub(super) fn pick_one(options: &[(&str, &str)], chosen: &str) -> AnyView {
    let options = options.iter().map(|(value, label)| {
        view! { <option value=(*value).to_owned() selected=*value == chosen>{(*label).to_owned()}</option> }
    });
    view! {
        <option value="">{t("Chọn…", "Choose…")}</option>
        {options.collect_view()}
    }
    .into_any()
}
