//! The world that the typesetter sees: embedded templates, embedded fonts and one paper. Nothing else.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontStyle, FontWeight};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::template::PARTS;
use crate::{DocumentError, Template};

/// The only family, in the three styles of it that have every Vietnamese letter: its bold italic lacks ơ and ư.
const FAMILY: &str = "Libertinus Serif";
const STYLES: [(FontStyle, FontWeight); 3] = [
    (FontStyle::Normal, FontWeight::REGULAR),
    (FontStyle::Normal, FontWeight::BOLD),
    (FontStyle::Italic, FontWeight::REGULAR),
];

/// The name under which a template reads the paper.
const INPUT: &str = "input.json";

/// The name of the template that is compiled.
const MAIN: &str = "main.typ";

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let all = typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data)));
    let used = |font: &Font| {
        let info = font.info();
        info.family == FAMILY && STYLES.contains(&(info.variant.style, info.variant.weight))
    };
    all.filter(used).collect()
});

static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// Whether every style of the embedded family has the letter, so that it prints in any of them.
pub(crate) fn prints(letter: char) -> bool {
    FONTS.iter().all(|font| font.info().coverage.contains(u32::from(letter)))
}

/// One compilation: a template and its input.
pub(crate) struct PaperWorld {
    main: FileId,
    template: Template,
    input: Bytes,
}

impl PaperWorld {
    /// The world of a template and its JSON input.
    pub(crate) fn new(template: Template, input: Vec<u8>) -> Result<Self, DocumentError> {
        let path = VirtualPath::new(MAIN).map_err(|error| DocumentError::Template(format!("{error:?}")))?;
        let main = RootedPath::new(VirtualRoot::Project, path).intern();
        Ok(Self { main, template, input: Bytes::new(input) })
    }

    fn text(&self, id: FileId) -> FileResult<&'static str> {
        let name = id.vpath().get_without_slash();
        if name == MAIN {
            return Ok(self.template.text());
        }
        let found = PARTS.iter().find(|(known, _)| *known == name);
        found.map(|(_, text)| *text).ok_or_else(|| FileError::NotFound(name.into()))
    }
}

impl World for PaperWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        Ok(Source::new(id, self.text(id)?.to_owned()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id.vpath().get_without_slash() == INPUT {
            return Ok(self.input.clone());
        }
        Ok(Bytes::from_string(self.text(id)?))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_family_has_every_vietnamese_letter() {
        let block = ('\u{1ea0}'..='\u{1ef9}').chain("ăâđêôơưĂÂĐÊÔƠƯàáãèéìíòóõùúýÀÁÃÈÉÌÍÒÓÕÙÚÝĩũĨŨ₫".chars());
        let missing: String = block.filter(|letter| !prints(*letter)).collect();
        assert_eq!((FONTS.len(), missing.as_str()), (STYLES.len(), ""));
    }
}
