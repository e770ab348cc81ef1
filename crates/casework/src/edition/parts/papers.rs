//! The papers of the dossier: which, when each is needed, and which stand for each other.

use domain::text::Text;
use forms::procedure::{Paper, PaperKind, Procedure};

use super::fields::{Reader, Writer};
use super::{condition, key_from};

const KINDS: [(PaperKind, &str); 3] = [
    (PaperKind::HandIn, "hand_in"),
    (PaperKind::Present, "present"),
    (PaperKind::ElectronicForm, "electronic_form"),
];
/// As many files as a paper of the files takes that says nothing.
const USUAL_FILES: u16 = 5;

pub(super) fn write(procedure: &Procedure, fields: &mut Writer) {
    for (row, paper) in procedure.papers.iter().enumerate() {
        let key = format!("papers.{row}");
        fields.put(format!("{key}.id"), paper.id.clone());
        fields.text(&format!("{key}.name"), &paper.name);
        fields.optional_text(&format!("{key}.help"), paper.help.as_ref());
        fields.optional(format!("{key}.code"), paper.code.as_ref());
        let kind = KINDS.iter().find(|(kind, _)| *kind == paper.kind).map_or("", |(_, word)| *word);
        fields.put(format!("{key}.kind"), kind);
        fields.tick(&format!("{key}.required"), paper.required);
        fields.put(format!("{key}.max_files"), paper.max_files.to_string());
        fields.optional(format!("{key}.one_of"), paper.one_of.as_ref());
        fields.optional(format!("{key}.together"), paper.together.as_ref());
        condition::write(&key, paper.needed_if.as_ref(), fields);
    }
}

pub(super) fn read(procedure: &mut Procedure, fields: &mut Reader<'_>) {
    let mut papers: Vec<Paper> = Vec::new();
    for row in 0..fields.rows("papers") {
        let key = format!("papers.{row}");
        if fields.is_new(&key) {
            papers.push(fresh());
            continue;
        }
        let kind = fields.one_of(&format!("{key}.kind"), |word| {
            KINDS.iter().find(|(_, known)| *known == word).map(|(kind, _)| *kind)
        });
        let max_files = fields.number(&format!("{key}.max_files"));
        let needed_if = condition::read(&key, fields);
        let (Some(kind), Some(max_files), Ok(needed_if)) = (kind, max_files, needed_if) else { continue };
        papers.push(Paper {
            id: fields.line(&format!("{key}.id")),
            code: fields.optional(&format!("{key}.code")),
            name: fields.text(&format!("{key}.name")),
            help: fields.optional_text(&format!("{key}.help")),
            kind,
            needed_if,
            one_of: fields.optional(&format!("{key}.one_of")),
            together: fields.optional(&format!("{key}.together")),
            required: fields.ticked(&format!("{key}.required")),
            max_files,
        });
    }
    for place in 0..papers.len() {
        if papers[place].id.is_empty() && !papers[place].name.vi.is_empty() {
            papers[place].id = unused_id(&papers[place].name.vi, &papers);
        }
    }
    procedure.papers = papers;
}

/// A row that was just added; the check asks for its name.
fn fresh() -> Paper {
    Paper {
        id: String::new(),
        code: None,
        name: Text::default(),
        help: None,
        kind: PaperKind::HandIn,
        needed_if: None,
        one_of: None,
        together: None,
        required: true,
        max_files: USUAL_FILES,
    }
}

/// A name for the machine that no other paper has.
fn unused_id(name: &str, papers: &[Paper]) -> String {
    let id = key_from(name, "paper");
    let taken = |id: &str| papers.iter().any(|paper| paper.id == id);
    let numbered = (2..).map(|number| format!("{id}_{number}"));
    std::iter::once(id.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or(id)
}
