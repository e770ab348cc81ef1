//! The same forms and answers through the build of the server and the build of the browser.
//!
//! A case is made of a tape: bytes that decide one choice after the other. Where the tape has ended every choice is the
//! simplest one, so a case becomes simpler when its tape is cut or its bytes become 0.

mod answers;
mod case;
mod form;
mod tape;

use domain::text::Lang;
use forms::display::summary;
use forms::evaluate::{Context, evaluate};
use forms::places::PlaceBook;
use wasm_bindgen::prelude::wasm_bindgen;

pub use case::Case;
pub use tape::tape;

/// Everything that the crate `forms` says about a case, as bytes: the answers that it took, its evaluation, and both
/// in words.
///
/// # Panics
/// Never: what is written has no shape that postcard refuses.
#[must_use]
pub fn judged(case: &Case) -> Vec<u8> {
    let mut answers = case.kept.clone();
    let taken = answers.replace_all(&case.form, &case.posted).is_ok();
    let places: PlaceBook = case.places.clone();
    let context =
        Context { today: case.today, channel: case.channel, attached: &case.attached, places: &places };
    let evaluation = evaluate(&case.form, &case.papers, &answers, &context);
    let words = [Lang::Vi, Lang::En].map(|lang| {
        let problems = evaluation.problems.iter();
        let problems: Vec<String> =
            problems.map(|problem| problem.text(&case.form, &case.papers, lang)).collect();
        (summary(&case.form, &answers, &evaluation, lang, &places), problems)
    });
    let settled = answers.clone().with_calculated(&case.form, &evaluation);
    postcard::to_allocvec(&(taken, &answers, &evaluation, words, settled)).unwrap_or_default()
}

/// [`judged`] of the case that a tape makes, for the browser's build.
#[wasm_bindgen]
#[must_use]
pub fn judge(tape: &[u8]) -> Vec<u8> {
    judged(&Case::of(tape))
}

/// The tape of a seed, for the browser's build.
#[wasm_bindgen]
#[must_use]
pub fn tape_of(seed: u32) -> Vec<u8> {
    tape(seed)
}
