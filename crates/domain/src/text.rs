//! Texts in two languages, and the folded form in which they are searched.

use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::codes::error_codes;

error_codes! {
    /// A word that names no member of a closed set.
    pub enum UnknownWord {
        /// The word is not in the list.
        NotInList => "word.not_in_list",
    }
}

/// Language of the reader. Vietnamese is the default everywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Vietnamese
    #[default]
    Vi,
    /// English
    En,
}

impl Lang {
    /// The `lang` attribute of a page: `vi` or `en`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }
}

impl std::str::FromStr for Lang {
    type Err = UnknownWord;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        match code {
            "vi" => Ok(Self::Vi),
            "en" => Ok(Self::En),
            _ => Err(UnknownWord::NotInList),
        }
    }
}

/// A user-visible text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Text {
    /// Vietnamese, never empty in published data.
    pub vi: String,
    /// English; empty means not translated yet.
    #[serde(default)]
    pub en: String,
}

impl Text {
    /// A text in both languages.
    #[must_use]
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { vi: vi.into(), en: en.into() }
    }

    /// The text for a reader; English falls back to Vietnamese when it is empty.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En if !self.en.is_empty() => &self.en,
            Lang::Vi | Lang::En => &self.vi,
        }
    }
}

/// The form in which texts are searched: without marks, đ as d, lower case, single spaces.
#[must_use]
pub fn fold(s: &str) -> String {
    // Lower case may compose anew (İ), so marks are split off once more after it.
    let letters = s.nfd().flat_map(char::to_lowercase).nfd();
    let plain: String = letters.filter(|c| !is_combining_mark(*c)).map(plain_d).collect();
    // A word of nothing but marks is gone by now, and its spaces go with it.
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

// Unicode does not decompose đ: its bar is part of the letter, not a mark.
const fn plain_d(c: char) -> char {
    match c {
        'đ' => 'd',
        other => other,
    }
}

/// Unicode normal form C, the form in which texts are stored.
#[must_use]
pub fn nfc(s: &str) -> String {
    #[cfg(not(target_arch = "wasm32"))]
    {
        s.nfc().collect()
    }
    // A browser brings the tables of Unicode; ours would be a sixth of what a phone downloads.
    #[cfg(target_arch = "wasm32")]
    {
        String::from(js_sys::JsString::from(s).normalize("NFC"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn search_ignores_marks_case_and_the_bar_of_d() {
        assert_eq!(fold("  Đăng ký\n KHAI  sinh "), "dang ky khai sinh");
        assert_eq!(fold("Thừa Thiên Huế"), "thua thien hue");
        assert_eq!(fold("đường Nguyễn Đình Chiểu"), "duong nguyen dinh chieu");
    }

    #[test]
    fn a_word_of_marks_leaves_no_space_behind() {
        assert_eq!(fold("khai \u{301} sinh \u{301}"), "khai sinh");
    }

    #[test]
    fn both_normal_forms_fold_alike() {
        let composed = "Giấy khai sinh";
        let decomposed: String = composed.nfd().collect();
        assert_ne!(composed, decomposed);
        assert_eq!(fold(composed), fold(&decomposed));
        assert_eq!(nfc(&decomposed), composed);
    }

    #[test]
    fn english_falls_back_to_vietnamese() {
        assert_eq!(Text::new("Lệ phí", "").get(Lang::En), "Lệ phí");
        assert_eq!(Text::new("Lệ phí", "Fee").get(Lang::En), "Fee");
        assert_eq!(Text::new("Lệ phí", "Fee").get(Lang::Vi), "Lệ phí");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(s in any::<String>()) {
            let once = fold(&s);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
