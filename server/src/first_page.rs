//! `motcua first-page`: how many pages a PDF has, and a picture of the first.

use std::io::{self, Cursor, Read as _, Write as _};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{Pdf, page::Page};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use image::{DynamicImage, ImageFormat, RgbaImage};

use crate::confined::{Told, confine};

/// Reads a PDF from standard input. Writes the number of its pages as four bytes, the highest first, and then the picture
/// as JPEG, whose longer side has `side` pixels.
///
/// # Errors
/// When the limits cannot be set, or it is no PDF that can be read.
pub(crate) fn run(side: u16) -> Told<()> {
    confine()?;
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let pdf = Pdf::new(bytes).map_err(|error| format!("{error:?}"))?;
    let pages = pdf.pages();
    let mut output = io::stdout().lock();
    output.write_all(&u32::try_from(pages.len())?.to_be_bytes())?;
    // Who gets no picture still has the number.
    output.flush()?;
    let first = pages.first().ok_or("no pages")?;
    output.write_all(&picture(first, side)?)?;
    Ok(output.flush()?)
}

fn picture(page: &Page<'_>, side: u16) -> Told<Vec<u8>> {
    let (width, height) = page.render_dimensions();
    let scale = f32::from(side) / width.max(height);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and the side")]
    let pixels = |length: f32| (length * scale).round().clamp(1.0, f32::from(side)) as u16;
    let settings = RenderSettings {
        x_scale: scale,
        y_scale: scale,
        width: Some(pixels(width)),
        height: Some(pixels(height)),
        bg_color: WHITE,
    };
    let drawn = render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings);
    let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
    // On white nothing is transparent.
    let opaque = RgbaImage::from_raw(width, height, drawn.data_as_u8_slice().to_vec()).ok_or("no picture")?;
    let mut bytes = Vec::new();
    DynamicImage::from(opaque).into_rgb8().write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg)?;
    Ok(bytes)
}
