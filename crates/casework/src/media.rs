//! What an uploaded file is, by its content: the name and the browser's word count for nothing.

mod first_page;

use std::fs::File;
use std::io::{BufReader, Cursor, Read as _};
use std::path::Path;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, ImageResult, Limits};
use views::Failure;

use crate::{Case, CaseError, Office};

/// A picture may be so wide or high at the most; the bytes of a larger one would not fit the memory of a server.
const LARGEST_SIDE: u32 = 12_000;
/// Memory for decoding one picture: one of 50 megapixels takes 150 MB.
const DECODING: u64 = 192 * 1024 * 1024;
/// The longer side of a thumbnail in pixels: twice what the page shows, for sharp screens.
const THUMBNAIL: u16 = 256;

/// The kinds that are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MediaKind {
    Jpeg,
    Png,
    WebP,
    Pdf,
}

impl MediaKind {
    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
            Self::Pdf => "application/pdf",
        }
    }

    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::Pdf => "pdf",
        }
    }

    const fn image_format(self) -> Option<ImageFormat> {
        match self {
            Self::Jpeg => Some(ImageFormat::Jpeg),
            Self::Png => Some(ImageFormat::Png),
            Self::WebP => Some(ImageFormat::WebP),
            Self::Pdf => None,
        }
    }
}

/// What was found in a file.
#[derive(Debug)]
pub(crate) struct Media {
    pub kind: MediaKind,
    /// JPEG bytes, for pictures.
    pub thumbnail: Option<Vec<u8>>,
    /// For PDFs, when it can be told without interpreting them.
    pub pages: Option<u32>,
}

impl Media {
    /// A PDF gets the picture of its first page, and the number of its pages, from the program that draws them.
    pub(crate) async fn with_first_page(self, office: &Office, path: &Path) -> Self {
        let Some(program) = office.settings().reader.as_deref().filter(|_| self.kind == MediaKind::Pdf)
        else {
            return self;
        };
        match first_page::of(program, path, THUMBNAIL).await {
            Some(first) => Self { thumbnail: first.picture, pages: Some(first.pages), ..self },
            None => self,
        }
    }
}

/// Looks into a file. Blocking: pictures are decoded whole, which also shows that they are not damaged.
///
/// # Errors
/// `FileKind` for anything else, `FileBroken` when it cannot be read to its end.
pub(crate) fn inspect(path: &Path) -> Case<Media> {
    let mut head = [0_u8; 16];
    let read = File::open(path)?.read(&mut head)?;
    let kind = sniff(&head[..read]).ok_or(Failure::FileKind)?;
    match kind.image_format() {
        Some(format) => Ok(Media { kind, thumbnail: Some(thumbnail(path, format)?), pages: None }),
        None => Ok(Media { kind, thumbnail: None, pages: pages(&std::fs::read(path)?)? }),
    }
}

fn sniff(head: &[u8]) -> Option<MediaKind> {
    if head.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return Some(MediaKind::Jpeg);
    }
    if head.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some(MediaKind::Png);
    }
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        return Some(MediaKind::WebP);
    }
    head.starts_with(b"%PDF-").then_some(MediaKind::Pdf)
}

fn thumbnail(path: &Path, format: ImageFormat) -> Case<Vec<u8>> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST_SIDE);
    limits.max_image_height = Some(LARGEST_SIDE);
    limits.max_alloc = Some(DECODING);
    let mut reader = ImageReader::with_format(BufReader::new(File::open(path)?), format);
    reader.limits(limits.clone());
    let (picture, orientation) = decoded(reader, limits).map_err(|_| Failure::FileBroken)?;
    let mut small = picture.thumbnail(THUMBNAIL.into(), THUMBNAIL.into());
    // The small one, because turning takes a second copy.
    small.apply_orientation(orientation);
    let mut bytes = Vec::new();
    small
        .into_rgb8()
        .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg)
        .map_err(|_| CaseError::Impossible("a thumbnail could not be encoded"))?;
    Ok(bytes)
}

/// A picture, and how it is to be turned: phones keep it as the sensor lay. Keeps to the limits as
/// [`ImageReader::decode`] does, which does not tell how to turn it.
fn decoded(
    reader: ImageReader<BufReader<File>>,
    mut limits: Limits,
) -> ImageResult<(DynamicImage, Orientation)> {
    let mut decoder = reader.into_decoder()?;
    limits.reserve(decoder.total_bytes())?;
    decoder.set_limits(limits)?;
    // What a camera noted badly makes no picture broken.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok((DynamicImage::from_decoder(decoder)?, orientation))
}

/// The number of pages where the page objects stand in the open; PDFs that pack them away tell nothing.
fn pages(bytes: &[u8]) -> Case<Option<u32>> {
    let tail = &bytes[bytes.len().saturating_sub(2048)..];
    if !contains(tail, b"%%EOF") {
        return Err(Failure::FileBroken.into());
    }
    let mut count = 0_u32;
    let mut rest = bytes;
    while let Some(at) = find(rest, b"/Type") {
        rest = &rest[at + 5..];
        let value = rest.trim_ascii_start();
        let after = value.strip_prefix(b"/Page".as_slice()).and_then(<[u8]>::first);
        count += u32::from(after.is_some_and(|byte| !byte.is_ascii_alphabetic()));
    }
    Ok((count > 0).then_some(count))
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    find(bytes, wanted).is_some()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inspected(bytes: &[u8]) -> Result<Media, Failure> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, bytes).unwrap();
        inspect(&path).map_err(|error| error.failure())
    }

    fn picture(format: ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        image::RgbImage::new(600, 400).write_to(&mut Cursor::new(&mut bytes), format).unwrap();
        bytes
    }

    #[test]
    fn pictures_are_known_by_their_content_and_get_a_thumbnail() {
        for (format, kind) in [
            (ImageFormat::Jpeg, MediaKind::Jpeg),
            (ImageFormat::Png, MediaKind::Png),
            (ImageFormat::WebP, MediaKind::WebP),
        ] {
            let media = inspected(&picture(format)).unwrap();
            assert_eq!(media.kind, kind);
            let thumbnail = image::load_from_memory(&media.thumbnail.unwrap()).unwrap();
            assert_eq!((thumbnail.width(), thumbnail.height()), (256, 171));
        }
    }

    /// APP1 with an Exif of one entry: orientation 6, the top of the scene is at the left of what is stored.
    const ON_ITS_SIDE: &[u8] =
        b"\xff\xe1\x00\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";

    #[test]
    fn a_thumbnail_stands_as_the_camera_was_held() {
        let (red, blue) = (image::Rgb([255, 0, 0]), image::Rgb([0, 0, 255]));
        let stored = image::RgbImage::from_fn(600, 400, |x, y| if x < 300 && y < 200 { red } else { blue });
        let mut bytes = Vec::new();
        stored.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg).unwrap();
        let turned = [&bytes[..2], ON_ITS_SIDE, &bytes[2..]].concat();
        // The red corner is at the top left, and a quarter turn takes it to the top right.
        for (bytes, size, right_is_red) in [(bytes, (256, 171), false), (turned, (171, 256), true)] {
            let thumbnail = inspected(&bytes).unwrap().thumbnail.unwrap();
            let thumbnail = image::load_from_memory(&thumbnail).unwrap().into_rgb8();
            assert_eq!(thumbnail.dimensions(), size);
            let is_red = |x: u32, y: u32| thumbnail.get_pixel(x, y).0[0] > 128;
            let (right, bottom) = (size.0 - 1, size.1 - 1);
            assert_eq!((is_red(0, 0), is_red(right, 0)), (!right_is_red, right_is_red));
            assert!(!is_red(0, bottom) && !is_red(right, bottom));
        }
    }

    #[test]
    fn a_picture_too_large_for_the_memory_is_refused() {
        let mut bytes = picture(ImageFormat::Jpeg);
        // Height and width stand after the marker of the frame, its length and its precision.
        let frame = find(&bytes, b"\xff\xc0").unwrap() + 5;
        bytes[frame..frame + 4].copy_from_slice(&[0x2e, 0xe0, 0x2e, 0xe0]);
        assert_eq!(inspected(&bytes).unwrap_err(), Failure::FileBroken, "12000 by 12000 pixels take 432 MB");
    }

    #[test]
    fn a_picture_that_breaks_off_is_told_as_broken() {
        let mut bytes = picture(ImageFormat::Png);
        bytes.truncate(bytes.len() / 2);
        assert_eq!(inspected(&bytes).unwrap_err(), Failure::FileBroken);
    }

    #[test]
    fn a_program_named_like_a_picture_is_refused() {
        assert_eq!(inspected(b"\x7fELF\x02\x01\x01").unwrap_err(), Failure::FileKind);
        assert_eq!(inspected(b"<svg onload=alert(1)>").unwrap_err(), Failure::FileKind);
    }

    #[test]
    fn pages_of_a_plain_pdf_are_counted_and_half_a_pdf_is_broken() {
        let pdf = b"%PDF-1.4\n1 0 obj <</Type /Pages>> 2 0 obj <</Type /Page>> 3 0 obj <</Type/Page/Parent 1>>\n%%EOF\n";
        assert_eq!(inspected(pdf).unwrap().pages, Some(2));
        assert_eq!(inspected(b"%PDF-1.4\nhalf").unwrap_err(), Failure::FileBroken);
    }
}
