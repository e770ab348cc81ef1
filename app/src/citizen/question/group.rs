use domain::text::Lang;
use forms::schema::{Kind, Layout, Question};
use leptos::prelude::*;

use super::{Field, is_told, questions};
use crate::ui::{capitalised, t};

/// Questions that repeat row by row. Adding and removing are buttons of the form; a browser does them at once.
pub(super) fn group(field: &Field) -> AnyView {
    let Kind::Group { questions: inner, min_rows, max_rows, row_title, layout } = &field.question.kind else {
        return ().into_any();
    };
    let sheet = field.sheet;
    let rows = sheet.answers.with_untracked(|answers| answers.rows_shown(&field.question));
    let row_title = row_title.get(sheet.lang).to_owned();
    let error = field.error();
    let shown = (0..rows).map(|row| {
        let title = format!("{} {}", capitalised(&row_title), row + 1);
        let remove = (rows > *min_rows).then(|| remove_button(field, row, &title));
        let fields = questions(sheet, field.live, inner, &format!("{}.{row}.", field.path));
        match layout {
            Layout::Cards => card(title, fields, remove),
            Layout::Table => line(title, fields, remove),
        }
    });
    let shown = shown.collect_view();
    let shown = match layout {
        Layout::Table if rows > 0 => table(shown, inner, sheet.lang),
        Layout::Table | Layout::Cards => shown.into_any(),
    };
    view! {
        <fieldset class="group" class:invalid=is_told(error) id=field.id() tabindex="-1">
            <legend>{field.title()}</legend>
            {field.notes(error)}
            <input type="hidden" name=format!("answers[{}.rows]", field.path) value=rows/>
            {shown}
            {(rows < *max_rows).then(|| add_button(field, rows, inner.first().map(|first| first.id.as_str()), &row_title))}
            {field.doubts()}
        </fieldset>
    }
    .into_any()
}

fn card(title: String, fields: Vec<AnyView>, remove: Option<AnyView>) -> AnyView {
    view! { <div class="group-row"><h3>{title}</h3> {fields} {remove}</div> }.into_any()
}

/// One line a row, where there is room for it; on a phone the style makes a card of each.
fn line(title: String, fields: Vec<AnyView>, remove: Option<AnyView>) -> AnyView {
    let cells = fields.into_iter().map(|field| view! { <td>{field}</td> }).collect_view();
    view! { <tr class="group-row"><th scope="row">{title}</th> {cells} <td>{remove}</td></tr> }.into_any()
}

/// Every field keeps its own label for those who listen, so the head is only for the eye.
fn table(rows: Vec<AnyView>, columns: &[Question], lang: Lang) -> AnyView {
    let heads = columns.iter().map(|column| view! { <td>{column.label.get(lang).to_owned()}</td> });
    view! {
        <table class="row-table">
            <thead aria-hidden="true">
                <tr><td></td> {heads.collect_view()} <td></td></tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
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
