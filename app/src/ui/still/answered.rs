use forms::display::SummaryRow;
use leptos::prelude::*;

use crate::ui::inked;

/// An answer in words, or the signature that was drawn.
pub fn answered_with(row: &SummaryRow) -> AnyView {
    match &row.ink {
        Some(path) => inked(path, &row.value),
        None => row.value.clone().into_any(),
    }
}
