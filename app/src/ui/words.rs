//! Sizes as people say them.

use super::t;

/// `812 B`, `340 KB`, `1,2 MB`.
#[must_use]
pub fn size_text(bytes: u64) -> String {
    const KB: u64 = 1024;
    const MB: u64 = KB * KB;
    match bytes {
        0..KB => format!("{bytes} B"),
        KB..MB => format!("{} KB", bytes.div_ceil(KB)),
        _ => {
            let tenths = (bytes * 10).div_ceil(MB);
            format!("{}{}{} MB", tenths / 10, decimal_mark(), tenths % 10)
        }
    }
}

/// What stands before the tenths.
pub(super) fn decimal_mark() -> &'static str {
    t(",", ".")
}

/// The first letter as a capital.
#[must_use]
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_never_told_smaller_than_they_are() {
        assert_eq!(size_text(0), "0 B");
        assert_eq!(size_text(1024), "1 KB");
        assert_eq!(size_text(1025), "2 KB");
        assert_eq!(size_text(1024 * 1024), "1,0 MB");
        assert_eq!(size_text(20 * 1024 * 1024), "20,0 MB");
    }

    #[test]
    fn a_word_begins_with_a_capital() {
        assert_eq!(capitalised("được"), "Được");
    }
}
