//! From a paper to a PDF.

use serde_json::json;
use typst::diag::Warned;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::error::messages;
use crate::letters::make_printable;
use crate::world::PaperWorld;
use crate::{DocumentError, Paper, Template, qr_svg};

/// The paper as PDF/A-2a and PDF/UA-1. Pure: the same paper under the same template gives the same bytes. Takes tens of milliseconds
/// of one core, so asynchronous callers move it off their runtime.
///
/// # Errors
/// [`DocumentError::QrTooLong`] if the tracking address fits no QR code; the other two mean a defect of the
/// template, as any text is printable.
pub fn render(paper: &Paper, template: Template) -> Result<Vec<u8>, DocumentError> {
    let pdf = lay_out(paper, template).and_then(|laid_out| export(paper, template, &laid_out.output));
    // The typesetter memoises without bound; one paper never helps the next.
    typst::comemo::evict(0);
    pdf
}

fn lay_out(paper: &Paper, template: Template) -> Result<Warned<PagedDocument>, DocumentError> {
    let world = PaperWorld::new(template, input(paper)?)?;
    let Warned { output, warnings } = typst::compile(&world);
    let output = output.map_err(|errors| DocumentError::Template(messages(&errors)))?;
    Ok(Warned { output, warnings })
}

/// What a template reads: the title, the QR code and the paper's own fields.
fn input(paper: &Paper) -> Result<Vec<u8>, DocumentError> {
    let unwritable = |error: serde_json::Error| DocumentError::Template(error.to_string());
    let mut fields = serde_json::to_value(paper).map_err(unwritable)?;
    make_printable(&mut fields);
    let qr = match paper {
        Paper::Register(_) => String::new(),
        _ => qr_svg(paper.tracking_url())?,
    };
    serde_json::to_vec(&json!({"title": paper.title_vi(), "qr": qr, "paper": fields})).map_err(unwritable)
}

fn export(paper: &Paper, template: Template, document: &PagedDocument) -> Result<Vec<u8>, DocumentError> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| DocumentError::Export(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{} {} {}", template.name, paper.number(), paper.dossier_code())),
        creator: Smart::Custom(Some("Một Cửa".to_owned())),
        timestamp: timestamp(paper),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|errors| DocumentError::Export(messages(&errors)))
}

fn timestamp(paper: &Paper) -> Option<Timestamp> {
    let at = paper.issued_at().to_offset(time::UtcOffset::UTC);
    let (year, month, day) = at.to_calendar_date();
    let (hour, minute, second) = at.to_hms();
    Datetime::from_ymd_hms(year, month.into(), day, hour, minute, second).map(Timestamp::new_utc)
}

#[cfg(test)]
mod forms;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
