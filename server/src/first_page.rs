//! `motcua first-page`: how many pages a PDF has, and a picture of the first. It reads what strangers sent, so the server
//! starts it as a process of its own (`casework`, `media/first_page.rs`): a file that exhausts a reader ends this process
//! and nothing else.

use std::io::{self, Cursor, Read as _, Write as _};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{Pdf, page::Page};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use image::{DynamicImage, ImageFormat, RgbaImage};
use rustix::process::{Resource, Rlimit, setrlimit};

type Told<T> = Result<T, Box<dyn std::error::Error>>;

/// Bytes of addresses beyond those that the program has when it begins: the allocator sets a gigabyte of them aside at once,
/// or not. A page with a picture of 50 megapixels takes some 400 MB of memory.
const MEMORY: u64 = 1 << 30;
/// Seconds of a processor.
const TIME: u64 = 5;

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

/// Little memory and time, no file, socket or process beside the open ones, and nothing of the document left on the disk.
fn confine() -> Told<()> {
    // Where memory runs out, this process goes and not the server.
    let _ = std::fs::write("/proc/self/oom_score_adj", "1000");
    limit(Resource::As, addresses()? + MEMORY)?;
    limit(Resource::Cpu, TIME)?;
    limit(Resource::Core, 0)?;
    limit(Resource::Fsize, 0)?;
    limit(Resource::Nproc, 0)?;
    // Standard input, output and error are open already.
    limit(Resource::Nofile, 3)
}

/// Bytes of addresses that this process has now.
fn addresses() -> Told<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let size = status.lines().find_map(|line| line.strip_prefix("VmSize:")?.trim().strip_suffix(" kB"));
    Ok(size.ok_or("the system does not tell how large a process is")?.parse::<u64>()? * 1024)
}

fn limit(resource: Resource, most: u64) -> Told<()> {
    Ok(setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?)
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
