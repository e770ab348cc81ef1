//! QR codes as SVG.

use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;

use crate::DocumentError;

/// Light modules around the code, as ISO/IEC 18004 asks for.
const QUIET_ZONE: usize = 4;

/// A QR code (error correction M) with its quiet zone, to be put into a page or a paper as it is.
///
/// One unit of the view box is one module, so that every size is crisp. There is no inline style, and the
/// data itself is the title, so that whoever cannot scan can still read it.
///
/// # Errors
/// [`DocumentError::QrTooLong`] if no QR code holds the text.
pub fn qr_svg(data: &str) -> Result<String, DocumentError> {
    let code = QrCode::with_error_correction_level(data, EcLevel::M).map_err(|_| DocumentError::QrTooLong)?;
    let size = code.width() + 2 * QUIET_ZONE;
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{size}\" height=\"{size}\" \
         viewBox=\"0 0 {size} {size}\" shape-rendering=\"crispEdges\"><title>{title}</title>\
         <path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/><path fill=\"#000\" d=\"{dark}\"/></svg>",
        title = escape(data),
        dark = dark_path(&code),
    ))
}

/// One rectangle for each horizontal run of dark modules.
fn dark_path(code: &QrCode) -> String {
    let colors = code.to_colors();
    let mut path = String::new();
    for (y, row) in colors.chunks(code.width()).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|left, right| left == right) {
            if run[0] == Color::Dark {
                let (left, top, length) = (x + QUIET_ZONE, y + QUIET_ZONE, run.len());
                // Writing to a String cannot fail.
                let _ = write!(path, "M{left} {top}h{length}v1h-{length}z");
            }
            x += run.len();
        }
    }
    path
}

/// Text for XML, without the control characters that XML has no way to write.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| !letter.is_control()) {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\u{fffe}' | '\u{ffff}' => {}
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://motcua.example/track/000.00.10.H08-260105-0001";

    /// Reads the drawn path back into a grid, quiet zone included.
    fn drawn(svg: &str) -> Vec<Vec<bool>> {
        let size = svg.split("width=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
        let mut grid = vec![vec![false; size]; size];
        let path = svg.split("fill=\"#000\" d=\"").nth(1).unwrap().split('"').next().unwrap();
        for run in path.split('M').skip(1) {
            let numbers: Vec<usize> =
                run.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
            let [x, y, length, ..] = numbers[..] else { panic!("run {run}") };
            grid[y][x..x + length].fill(true);
        }
        grid
    }

    #[test]
    fn the_svg_draws_exactly_the_modules_inside_a_quiet_zone() {
        let grid = drawn(&qr_svg(URL).unwrap());
        let code = QrCode::with_error_correction_level(URL, EcLevel::M).unwrap();
        for (y, row) in grid.iter().enumerate() {
            for (x, dark) in row.iter().enumerate() {
                let inside = |at: usize| (QUIET_ZONE..QUIET_ZONE + code.width()).contains(&at);
                let expected =
                    inside(x) && inside(y) && code[(x - QUIET_ZONE, y - QUIET_ZONE)] == Color::Dark;
                assert_eq!(*dark, expected, "module {x},{y}");
            }
        }
    }

    #[test]
    fn it_goes_into_a_page_under_a_strict_policy() {
        let svg = qr_svg(URL).unwrap();
        assert!(svg.starts_with("<svg ") && svg.contains("role=\"img\""));
        assert!(!svg.contains("<?xml") && !svg.contains("style"));
        assert!(svg.contains(&format!("<title>{URL}</title>")));
    }

    #[test]
    fn the_data_cannot_leave_the_title() {
        let svg = qr_svg("https://x/?a=1&b=</title><script>\u{0}").unwrap();
        assert!(svg.contains("<title>https://x/?a=1&amp;b=&lt;/title&gt;&lt;script&gt;</title>"));
    }

    #[test]
    fn a_text_that_no_code_holds_is_refused() {
        assert_eq!(qr_svg(&"a".repeat(3000)), Err(DocumentError::QrTooLong));
    }
}
