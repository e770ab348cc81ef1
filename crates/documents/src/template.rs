//! The layouts of papers, each with a name and a version.
//!
//! A text that was released is never edited, so that a paper prints as it did when it was issued: a change is another
//! version with a text of its own.

/// A layout in one of its versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    /// Such as `mau-01-2025`.
    pub name: &'static str,
    /// From 1.
    pub version: u32,
    text: &'static str,
}

impl Template {
    /// The layout of that name and version.
    #[must_use]
    pub fn find(name: &str, version: u32) -> Option<Self> {
        TEMPLATES.iter().find(|known| known.name == name && known.version == version).copied()
    }

    pub(crate) const fn text(self) -> &'static str {
        self.text
    }
}

const fn template(name: &'static str, version: u32, text: &'static str) -> Template {
    Template { name, version, text }
}

const RECEIPT: &str = include_str!("../templates/receipt.typ");
const SUPPLEMENT: &str = include_str!("../templates/supplement.typ");
const REFUSAL: &str = include_str!("../templates/refusal.typ");
const SLIP: &str = include_str!("../templates/slip-2.typ");
const REGISTER: &str = include_str!("../templates/register-2.typ");

/// Forms 01 to 03 look alike in both circulars (law §2.1), so they share a text.
const TEMPLATES: &[Template] = &[
    template("mau-01-2025", 1, include_str!("../templates/mau-01-2025.typ")),
    template("mau-02-2025", 1, include_str!("../templates/mau-02-2025.typ")),
    template("mau-03-2025", 1, include_str!("../templates/mau-03-2025.typ")),
    template("mau-01-2025", 2, RECEIPT),
    template("mau-02-2025", 2, SUPPLEMENT),
    template("mau-03-2025", 2, REFUSAL),
    template("mau-04-2025", 1, include_str!("../templates/apology-2025.typ")),
    template("mau-05-2025", 1, include_str!("../templates/stop.typ")),
    template("mau-06-2025", 1, include_str!("../templates/slip.typ")),
    template("mau-07-2025", 1, include_str!("../templates/register.typ")),
    template("mau-06-2025", 2, SLIP),
    template("mau-07-2025", 2, REGISTER),
    template("mau-01-2018", 1, RECEIPT),
    template("mau-02-2018", 1, SUPPLEMENT),
    template("mau-03-2018", 1, REFUSAL),
    template("mau-04-2018", 1, include_str!("../templates/apology-2018.typ")),
    template("mau-05-2018", 1, include_str!("../templates/slip.typ")),
    template("mau-06-2018", 1, include_str!("../templates/register.typ")),
    template("mau-05-2018", 2, SLIP),
    template("mau-06-2018", 2, REGISTER),
];

/// What templates import, by file name.
pub(crate) const PARTS: &[(&str, &str)] = &[
    ("common-2025.typ", include_str!("../templates/common-2025.typ")),
    ("common.typ", include_str!("../templates/common.typ")),
];

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use super::*;

    /// A paper that was issued must print the same after every upgrade. Whoever needs another look adds a version.
    #[test]
    fn no_released_text_was_edited() {
        let all = TEMPLATES.iter().map(|known| known.text).chain(PARTS.iter().map(|(_, text)| *text));
        let mut hashes: Vec<String> = all
            .map(|text| Sha256::digest(text).iter().take(8).map(|byte| format!("{byte:02x}")).collect())
            .collect();
        hashes.sort();
        hashes.dedup();
        assert_eq!(hashes, RELEASED);
    }

    const RELEASED: [&str; 15] = [
        "175fe9e156469b09",
        "2eb08c8c33727d0b",
        "436abcb76527547e",
        "4f6b98808644d735",
        "518b560bc611aba7",
        "6794ebeb59ae974c",
        "6c0fe5dfd0087457",
        "73cd0f93a4d6259f",
        "78c61072eba719e9",
        "88a6b0079ee17812",
        "90370be3f55a818e",
        "92cc96ab06cec3a0",
        "a9a200bf381d51a0",
        "f1d4979345393874",
        "fff9d28330803cb0",
    ];

    #[test]
    fn each_layout_is_found_by_name_and_version_alone() {
        for known in TEMPLATES {
            assert_eq!(Template::find(known.name, known.version), Some(*known));
        }
        assert_eq!(Template::find("mau-01-2025", 3), None);
        assert_eq!(Template::find("mau-09-2025", 1), None);
    }
}
