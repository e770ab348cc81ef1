//! How long is left, as a word and a shape.

use leptos::prelude::*;
use views::InboxLine;

use crate::ui::lang;

/// The time that is left for a dossier, in the look of its urgency.
pub(super) fn time_left(line: &InboxLine) -> AnyView {
    let class = match line.urgency.as_str() {
        "late" => "time-left late",
        "soon" => "time-left soon",
        "paused" => "time-left paused",
        _ => "time-left ok",
    };
    view! { <span class=class>{line.time_left.get(lang()).to_owned()}</span> }.into_any()
}
