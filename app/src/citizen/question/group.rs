use forms::schema::Kind;
use leptos::prelude::*;

use super::{Field, questions};
use crate::ui::{capitalised, t};

/// Questions that repeat row by row. Adding and removing are buttons of the form; a browser does them at once.
pub(super) fn group(field: &Field) -> AnyView {
    let Kind::Group { questions: inner, min_rows, max_rows, row_title } = &field.question.kind else {
        return ().into_any();
    };
    let sheet = field.sheet;
    let rows = sheet.answers.with_untracked(|answers| answers.rows_shown(&field.question));
    let row_title = row_title.get(sheet.lang).to_owned();
    let error = field.error();
    let shown = (0..rows).map(|row| {
        let prefix = format!("{}.{row}.", field.path);
        let title = format!("{} {}", capitalised(&row_title), row + 1);
        let remove = (rows > *min_rows).then(|| remove_button(field, row, &title));
        view! {
            <div class="group-row">
                <h3>{title}</h3>
                {questions(sheet, field.live, inner, &prefix)}
                {remove}
            </div>
        }
    });
    view! {
        <fieldset class="group" class:invalid=move || error.with(Option::is_some) id=field.id() tabindex="-1">
            <legend>{field.title()}</legend>
            {field.notes(error)}
            <input type="hidden" name=format!("answers[{}.rows]", field.path) value=rows/>
            {shown.collect_view()}
            {(rows < *max_rows).then(|| add_button(field, rows, inner.first().map(|first| first.id.as_str()), &row_title))}
            {field.doubts()}
        </fieldset>
    }
    .into_any()
}

fn add_button(field: &Field, rows: u16, first: Option<&str>, row_title: &str) -> AnyView {
    let (live, question) = (field.live, field.question.clone());
    let new_field = first.map_or_else(|| field.id(), |first| format!("{}.{rows}.{first}", field.id()));
    let label = format!("{} {}", t("Thêm", "Add"), row_title.to_lowercase());
    view! {
        <button
            class="button secondary"
            name="go"
            value=format!("add:{}", field.path)
            on:click=move |event| live.change_rows(&event, &new_field, |answers| answers.add_row(&question))
        >
            {label}
        </button>
    }
    .into_any()
}

fn remove_button(field: &Field, row: u16, title: &str) -> AnyView {
    let (live, question) = (field.live, field.question.clone());
    let group = field.id();
    let label = format!("{} {}", t("Bỏ", "Remove"), title.to_lowercase());
    view! {
        <button
            class="button quiet"
            name="go"
            value=format!("remove:{}.{row}", field.path)
            on:click=move |event| live.change_rows(&event, &group, |answers| answers.remove_row(&question, row))
        >
            {label}
        </button>
    }
    .into_any()
}
