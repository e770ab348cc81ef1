//! The answers of a draft while a page shows some of them, and what the evaluator says about them.

use std::collections::BTreeSet;

use domain::text::{Lang, Text};
use forms::answers::Answers;
use forms::evaluate::Evaluation;
use forms::places::PlaceBook;
use leptos::prelude::*;
use views::{Commune, DraftView, FileView, SupplementView};

use super::evaluation::{judge, paper_of, place_book, problem_text};
use crate::ui::lang;

/// Communes by province; none where the list could not be had.
type Communes = Vec<(String, Option<Vec<Commune>>)>;

/// What the fields of a section share. All of it is signals, so that a field changes when an answer elsewhere does.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    pub draft: StoredValue<DraftView>,
    pub answers: RwSignal<Answers>,
    pub files: RwSignal<Vec<FileView>>,
    pub judged: Memo<Evaluation>,
    /// What the office asked for, with what was not changed yet.
    pub asked: RwSignal<Option<SupplementView>>,
    communes: RwSignal<Communes>,
    /// Fields that somebody has left: their errors are told.
    touched: RwSignal<BTreeSet<String>>,
    /// The errors of all fields are told.
    told_all: bool,
    /// Grows when the fields must be drawn anew because answers changed otherwise than by typing.
    drawn: RwSignal<u32>,
    pub lang: Lang,
}

impl Sheet {
    pub(super) fn new(draft: DraftView, told_all: bool) -> Self {
        let answers = RwSignal::new(draft.answers.clone());
        let communes =
            draft.communes.iter().map(|(province, list)| (province.clone(), Some(list.clone()))).collect();
        let communes = RwSignal::new(communes);
        let files = RwSignal::new(draft.files.clone());
        let asked = RwSignal::new(draft.supplement.clone());
        let draft = StoredValue::new(draft);
        let places = Memo::new(move |_| communes.with(|communes| places(draft, communes)));
        let judged = Memo::new(move |_| {
            draft.with_value(|draft| {
                let files = files.read();
                answers.with(|answers| places.with(|places| judge(draft, &files, answers, places)))
            })
        });
        let (touched, drawn) = (RwSignal::default(), RwSignal::new(0));
        Self { draft, answers, files, judged, asked, communes, touched, told_all, drawn, lang: lang() }
    }

    /// The answer at a key at this moment, for a field that is being drawn.
    pub(super) fn answer(self, key: &str) -> String {
        self.answers.with_untracked(|answers| answers.get(key).to_owned())
    }

    /// Whether a question exists at the moment.
    pub(super) fn visible(self, path: &str) -> Memo<bool> {
        let path = path.to_owned();
        Memo::new(move |_| self.judged.with(|judged| judged.is_visible(&path)))
    }

    /// The error to tell at a field.
    pub(super) fn error(self, path: &str, label: &str) -> Memo<Option<String>> {
        let (path, label) = (path.to_owned(), label.to_owned());
        Memo::new(move |_| {
            if !self.told_all && !self.touched.with(|touched| touched.contains(&path)) {
                return None;
            }
            self.judged.with(|judged| {
                let problem = judged.problems_at(&path).find(|problem| problem.is_error())?;
                Some(problem.code.message(self.lang, &label))
            })
        })
    }

    /// How many files a paper has.
    pub(super) fn files_of(self, paper: &str) -> usize {
        self.files.with(|files| files.iter().filter(|file| file.paper_id == paper).count())
    }

    /// What is wrong with the files of a paper.
    pub(super) fn missing_paper(self, paper: &str) -> Option<String> {
        self.judged.with(|judged| {
            self.draft.with_value(|draft| {
                let mut errors = judged.problems.iter().filter(|problem| problem.is_error());
                let problem = errors.find(|problem| paper_of(draft, judged, problem) == Some(paper))?;
                Some(problem_text(draft, problem, self.lang))
            })
        })
    }

    /// Doubts about a field. They are told at once: they do not wait for a mistake to be finished.
    pub(super) fn warnings(self, path: &str, label: &str) -> Memo<Vec<String>> {
        let (path, label) = (path.to_owned(), label.to_owned());
        Memo::new(move |_| {
            self.judged.with(|judged| {
                let doubts = judged.problems_at(&path).filter(|problem| !problem.is_error());
                doubts.map(|problem| problem.code.message(self.lang, &label)).collect()
            })
        })
    }

    /// What a calculated question comes to, with its unit.
    pub(super) fn calculated(self, path: &str, unit: Option<&Text>) -> Memo<Option<String>> {
        let (path, unit) = (path.to_owned(), unit.cloned());
        Memo::new(move |_| {
            self.judged.with(|judged| {
                let value = judged.calculated.get(&path)?;
                Some(forms::display::calculated(value, unit.as_ref(), self.lang))
            })
        })
    }

    /// The communes of a province: none while they are not known, `Some(None)` when they could not be had.
    pub(super) fn communes_of(self, province: &str) -> Option<Option<Vec<Commune>>> {
        self.communes.with(|communes| {
            communes.iter().find(|(known, _)| known == province).map(|(_, list)| list.clone())
        })
    }

    /// Keeps the communes that were loaded; nothing happens when the page has gone meanwhile.
    #[cfg(feature = "hydrate")]
    pub(super) fn keep_communes(self, province: String, list: Option<Vec<Commune>>) {
        let _ = self.communes.try_update(|communes| {
            communes.retain(|(known, _)| *known != province);
            communes.push((province, list));
        });
    }

    /// Counts how often the fields were drawn; a view that reads it is drawn anew with them.
    pub(super) fn drawn(self) -> u32 {
        self.drawn.get()
    }

    /// Changes answers and draws all fields anew.
    #[cfg(feature = "hydrate")]
    pub(super) fn redraw(self, change: impl FnOnce(&mut Answers)) {
        let _ = self.answers.try_update(change);
        let _ = self.drawn.try_update(|count| *count += 1);
    }

    /// Loads the files anew and nothing else, so that nobody is disturbed while typing. False when the page has gone.
    #[cfg(feature = "hydrate")]
    pub(super) fn load_files(self) -> bool {
        let Some(id) = self.draft.try_with_value(|draft| draft.id.clone()) else { return false };
        leptos::task::spawn_local(async move {
            let files = crate::browser::live_page(&format!("/drafts/{id}/files")).await;
            match files {
                Some(page) => {
                    self.asked.try_set(page.draft.supplement);
                    self.files.try_set(page.draft.files);
                }
                // What has arrived must be seen, whatever else is drawn anew for it.
                None => crate::browser::refresh(),
            }
        });
        true
    }

    /// Somebody left the field with this key.
    #[cfg(feature = "hydrate")]
    pub(super) fn touch(self, path: String) {
        if self.touched.try_with_untracked(|touched| touched.contains(&path)) == Some(false) {
            let _ = self.touched.try_update(|touched| touched.insert(path));
        }
    }
}

fn places(draft: StoredValue<DraftView>, communes: &Communes) -> PlaceBook {
    let known: Vec<(String, Vec<Commune>)> =
        communes.iter().filter_map(|(province, list)| Some((province.clone(), list.clone()?))).collect();
    draft.with_value(|draft| place_book(&draft.provinces, &known))
}
