//! Answering a supplement request: which of the asked places nobody has touched yet.

use forms::answers::Answers;
use store::entity::attachment;
use views::SupplementView;

use super::Open;
use crate::Case;
use crate::applicant::open_supplement;
use crate::dossier::{APPLICANT, Held};

/// The request that a draft answers, if the office waits for one. The law allows one request (NĐ 61/2018 Article 15.3),
/// so whoever is about to send nothing new must hear of it.
pub(super) fn request(open: &Open, held: &Held) -> Case<Option<SupplementView>> {
    let Some(mut asked) = open_supplement(held)? else { return Ok(None) };
    let filed: Answers = serde_json::from_str(&held.row.answers)?;
    let changed = open.answers.differences(&filed);
    let new = |file: &&attachment::Model| file.origin == APPLICANT && file.created_at > asked.asked_at.0;
    let new_files: Vec<&str> = open.files.iter().filter(new).map(|file| file.paper_id.as_str()).collect();
    let untouched = asked.items.iter().map(|item| item.target.clone()).filter(|target| {
        let inside = |key: &String| {
            key.strip_prefix(target.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        !changed.iter().any(inside) && !new_files.contains(&views::target_paper(target).unwrap_or(target))
    });
    asked.untouched = untouched.collect();
    Ok(Some(asked))
}
