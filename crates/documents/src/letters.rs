//! Makes any text printable: an archival PDF may contain only letters that its fonts have.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::world::prints;

/// Printed in place of a letter that the fonts lack.
const REPLACEMENT: char = '□';

/// Makes every text inside the value printable; keys stay.
pub(crate) fn make_printable(value: &mut Value) {
    match value {
        Value::String(text) => *text = printable(text),
        Value::Array(items) => items.iter_mut().for_each(make_printable),
        Value::Object(fields) => fields.values_mut().for_each(make_printable),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The text in NFC, without invisible letters, and with a box for each letter that the fonts lack.
fn printable(text: &str) -> String {
    text.nfc().filter(|letter| !is_invisible(*letter)).map(visible).collect()
}

fn visible(letter: char) -> char {
    match letter {
        '\n' => '\n',
        _ if letter.is_whitespace() => ' ',
        _ if prints(letter) => letter,
        _ => REPLACEMENT,
    }
}

/// Controls, joiners, direction marks and variation selectors: they print nothing and can make a text look
/// like another one.
fn is_invisible(letter: char) -> bool {
    let control = letter.is_control() && !letter.is_whitespace();
    control
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposed_vietnamese_is_composed() {
        assert_eq!(printable("Nguye\u{302}\u{303}n"), "Nguyễn");
    }

    #[test]
    fn a_letter_that_cannot_be_printed_is_seen_as_a_box() {
        assert_eq!(printable("An 漢 😀 Bình"), "An □ □ Bình");
        assert!(prints(REPLACEMENT));
    }

    #[test]
    fn letters_that_deceive_the_eye_are_removed() {
        assert_eq!(printable("a\u{202e}b\u{200b}c\u{0}\u{7f}d"), "abcd");
    }

    #[test]
    fn lines_stay_and_other_white_space_becomes_a_space() {
        assert_eq!(printable("một\nhai\tba\u{a0}bốn\r"), "một\nhai ba bốn ");
    }

    #[test]
    fn every_text_inside_is_reached_and_no_key() {
        let mut value = serde_json::json!({"a\u{0}": ["b\u{0}", {"c": "d\u{0}"}], "n": 1});
        make_printable(&mut value);
        assert_eq!(value, serde_json::json!({"a\u{0}": ["b", {"c": "d"}], "n": 1}));
    }
}
