use forms::evaluate::Evaluation;
use forms::problem::Problem;
use leptos::prelude::*;
use views::DraftView;

use super::evaluation::{paper_of, problem_count, problem_text};
use crate::ui::{lang, redrawn, t};

/// All errors of this page, each a link to its field. The lines stay in place while they are mended, so that nothing
/// moves under the finger; those that are mended are ticked off.
pub(super) fn error_summary<'a>(
    draft: &DraftView,
    found: &Evaluation,
    problems: impl Iterator<Item = &'a Problem>,
    judged: Memo<Evaluation>,
) -> Option<AnyView> {
    let lang = lang();
    let errors: Vec<&Problem> = problems.filter(|problem| problem.is_error()).collect();
    if errors.is_empty() {
        return None;
    }
    let count = problem_count(errors.len());
    let lines = errors.into_iter().map(|problem| {
        let id = format!("f-{}", paper_of(draft, found, problem).unwrap_or(&problem.path));
        let href = format!("#{id}");
        let path = problem.path.clone();
        let mended = Memo::new(move |_| judged.with(|judged| !judged.problems_at(&path).any(Problem::is_error)));
        view! {
            <li class:mended=mended>
                <a href=href on:click=move |_| focus(&id)>{problem_text(draft, problem, lang)}</a>
                {redrawn(move || mended.get().then(|| view! { <span class="visually-hidden">{t(" (đã sửa)", " (corrected)")}</span> }).into_any())}
            </li>
        }
    });
    Some(
        view! {
            <div class="error-summary" id="error-summary" role="alert" aria-atomic="false" tabindex="-1" aria-labelledby="es-title">
                <h2 id="es-title">{count}</h2>
                <ul>{lines.collect_view()}</ul>
            </div>
        }
        .into_any(),
    )
}

/// The link scrolls to the field; this puts the cursor into it.
#[cfg(feature = "hydrate")]
fn focus(id: &str) {
    crate::browser::focus(id);
}

#[cfg(not(feature = "hydrate"))]
const fn focus(_: &str) {}
