//! Signatures that are drawn on a screen, as answers: `ink:` and then the strokes as the data of an SVG path.
//!
//! A stroke is `M` and the places that the finger went through, `x y x y …`, in whole steps of a field that is
//! [`WIDTH`] wide and [`HEIGHT`] high. Nothing else may stand there, so that it can be drawn as it is.

/// Steps across the field.
pub const WIDTH: u16 = 600;
/// Steps down the field.
pub const HEIGHT: u16 = 200;

const MARK: &str = "ink:";
/// Fewer places are a slip of the finger.
const FEWEST: usize = 8;
/// So wide a signature is at least, in steps: a swipe that was meant to scroll is none.
const NARROWEST: u16 = 60;
/// So long an answer is at most.
const LONGEST: usize = 8_000;

/// Whether an answer is a drawing, legible or not.
#[must_use]
pub fn is_ink(answer: &str) -> bool {
    answer.starts_with(MARK)
}

/// The data of the path, when the answer is a drawing that can be taken for a signature.
#[must_use]
pub fn path(answer: &str) -> Option<&str> {
    let path = answer.strip_prefix(MARK)?;
    let mut places: Vec<(u16, u16)> = Vec::new();
    for stroke in path.strip_prefix('M')?.split('M') {
        let mut steps = stroke.split(' ').map(|step| step.parse::<u16>().ok().filter(|_| is_plain(step)));
        while let Some(x) = steps.next() {
            let (x, y) = (x?, steps.next()??);
            if x > WIDTH || y > HEIGHT {
                return None;
            }
            places.push((x, y));
        }
    }
    let across = |least: fn(_, _) -> u16, from| places.iter().map(|(x, _)| *x).fold(from, least);
    let wide = across(u16::max, 0).saturating_sub(across(u16::min, WIDTH));
    (places.len() >= FEWEST && wide >= NARROWEST && answer.len() <= LONGEST).then_some(path)
}

/// `+5` would parse, too.
fn is_plain(step: &str) -> bool {
    step.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAWN: &str = "M10 100 30 40 50 120 70 60 90 110M200 90 240 90 260 95";

    #[test]
    fn strokes_across_the_field_are_a_signature() {
        assert_eq!(path(&format!("ink:{DRAWN}")), Some(DRAWN));
    }

    #[test]
    fn a_slip_of_the_finger_and_whatever_else_could_be_drawn_are_none() {
        for wrong in [
            "Nguyễn Thị Hoa",
            "ink:",
            "ink:M10 10 12 12",
            "ink:M10 10 12 30 14 50 16 70 18 90 20 110 22 130 24 150",
            "ink:M10 10 11 10 12 10 13 10 14 10 15 10 16 10 17 10",
            "ink:M10 100 30 40 50 120 70 60 90 110 601 10 20 20 30 30",
            "ink:M10 100 30 40 50 120 70 60 90 110 20 201 20 20 30 30",
            "ink:M10 100 30 40 50 120 70 60 90 110 20 20 20 20 30",
            "ink:M10 100 30 40 50 120 70 60 90 110 20 20 20 +20",
            "ink:M10 100 30 40 50 120 70 60 90 110 20 20 20 2e1",
            "ink:M10 100L30 40 50 120 70 60 90 110 20 20 20 20",
            "ink:M10 100 30 40 50 120 70 60 90 110 20 20 20 20 ",
            "ink:M10 100 30 40 50 120 70 60 90 110 20 20 20 20\"/><script>",
            "ink:MM10 100 30 40 50 120 70 60 90 110 20 20 20 20",
        ] {
            assert_eq!(path(wrong), None, "{wrong}");
        }
    }
}
