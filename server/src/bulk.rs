//! Tables of many applications: the template on its way out, the filled table on its way in.

use app::origin::wants_html;
use axum::Extension;
use axum::extract::{Multipart, Path, State};
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use casework::organisation::{self, Column};
use casework::{Actor, Case, CaseError, Office};
use domain::ProcedureCode;
use domain::text::Lang;
use rust_xlsxwriter::{DataValidation, Format, Formula, Workbook, XlsxError};
use views::Failure;

use crate::export::XLSX;
use crate::reply::{failed, go};
use crate::upload::broken_off;

/// Bytes of a table: two hundred rows have far fewer.
const LARGEST: usize = 5 * 1024 * 1024;
/// Rows of the template that have a list to choose from.
const LAST_ROW: u32 = 201;

/// The template of a procedure.
pub(crate) async fn template(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Response {
    let made = organisation::template(&office, &actor, &code).and_then(|(name, columns)| {
        let bytes = workbook(&columns, actor.lang).map_err(|error| {
            tracing::error!(%error, "a template could not be written");
            Failure::Broken
        })?;
        Ok((name, bytes))
    });
    match made {
        Ok((name, bytes)) => {
            let disposition = format!("attachment; filename=\"{name}\"");
            let headers = [
                (CONTENT_TYPE, XLSX.to_owned()),
                (CONTENT_DISPOSITION, disposition),
                (CACHE_CONTROL, "no-store".to_owned()),
            ];
            (headers, bytes).into_response()
        }
        Err(error) => failed(&headers, &error),
    }
}

/// Keys in the first row, which is hidden; labels in the second; lists of choices on a sheet of their own.
fn workbook(columns: &[Column], lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let (text, bold) = (Format::new().set_num_format("@"), Format::new().set_bold().set_text_wrap());
    let mut workbook = Workbook::new();
    let rows = workbook.add_worksheet();
    rows.set_name(if lang == Lang::Vi { "Hồ sơ" } else { "Dossiers" })?;
    rows.set_freeze_panes(2, 1)?;
    for (place, column) in (0..).zip(columns) {
        rows.set_column_width(place, 24)?;
        // Numbers of people and phones begin with a nought, which a number would lose.
        rows.set_column_format(place, &text)?;
        rows.write_string(0, place, &column.key)?;
        let mark = if column.required { " *" } else { "" };
        let help = if column.help.is_empty() { String::new() } else { format!("\n({})", column.help) };
        rows.write_string_with_format(1, place, format!("{}{mark}{help}", column.label), &bold)?;
        if !column.choices.is_empty() {
            let letters = rust_xlsxwriter::utility::column_number_to_name(place);
            let last = column.choices.len() + 1;
            let list = format!("=Choices!${letters}$2:${letters}${last}");
            let validation = DataValidation::new().allow_list_formula(Formula::new(list));
            rows.add_data_validation(2, place, LAST_ROW, place, &validation)?;
        }
    }
    rows.set_row_hidden(0)?;
    let choices = workbook.add_worksheet();
    choices.set_name("Choices")?;
    for (place, column) in (0..).zip(columns).filter(|(_, column)| !column.choices.is_empty()) {
        choices.set_column_width(place, 36)?;
        choices.write_string_with_format(0, place, &column.label, &bold)?;
        for (row, choice) in (1..).zip(&column.choices) {
            choices.write_string(row, place, choice)?;
        }
    }
    workbook.save_to_buffer()
}

/// Takes a filled table in; nothing is filed by it.
pub(crate) async fn take_in(
    State(office): State<Office>,
    Extension(actor): Extension<Actor>,
    Path(code): Path<String>,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    let taken = match table(form).await {
        Ok((name, bytes)) => organisation::take_in(&office, &actor, &code, &name, bytes).await,
        Err(error) => Err(error),
    };
    match taken {
        Ok(target) => go(&headers, &target),
        Err(error) => back(&headers, &code, &error),
    }
}

/// A browser without JavaScript goes back to the template of this procedure, which the page alone does not name.
fn back(headers: &HeaderMap, code: &str, error: &CaseError) -> Response {
    let sends_back = !matches!(error.failure(), Failure::Broken | Failure::SignInNeeded);
    match code.parse::<ProcedureCode>() {
        Ok(code) if sends_back && wants_html(headers) => {
            go(headers, &format!("/business/bulk?procedure={code}&error={}", error.failure().code()))
        }
        _ => failed(headers, error),
    }
}

/// The first file of the form.
async fn table(mut form: Multipart) -> Case<(String, Vec<u8>)> {
    while let Some(mut field) = form.next_field().await.map_err(|error| broken_off(&error))? {
        let Some(name) = field.file_name().map(str::to_owned) else { continue };
        let mut bytes = Vec::new();
        while let Some(piece) = field.chunk().await.map_err(|error| broken_off(&error))? {
            if bytes.len() + piece.len() > LARGEST {
                return Err(Failure::SheetTooLong.into());
            }
            bytes.extend_from_slice(&piece);
        }
        if bytes.is_empty() {
            break;
        }
        return Ok((name, bytes));
    }
    Err(Failure::FileEmpty.into())
}
