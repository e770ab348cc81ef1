//! Small marks that live and still pages show: the code of a dossier, a moment.

use domain::id::DossierCode;
use domain::when;
use leptos::prelude::*;
use time::OffsetDateTime;
use views::Moment;

use super::lang;

/// A dossier code in groups that can be read aloud; copied, it is the code itself.
#[must_use]
pub fn code_groups(code: &str) -> Vec<AnyView> {
    let groups = code.parse().map_or_else(|_| vec![code.to_owned()], |code: DossierCode| code.grouped());
    let mut rest = code;
    groups
        .into_iter()
        .map(|group| {
            let after = rest.strip_prefix(group.as_str()).unwrap_or_default();
            let mark = after.chars().next().map_or("", |mark| &after[..mark.len_utf8()]);
            rest = &after[mark.len()..];
            view! { <span>{format!("{group}{mark}")}</span> }.into_any()
        })
        .collect()
}

/// A moment to the minute, on the clocks of Vietnam.
#[must_use]
pub fn time_of(at: Moment) -> AnyView {
    instant(at.at())
}

/// An instant to the minute, on the clocks of Vietnam. Its hour stays on one line.
#[must_use]
pub fn instant(at: OffsetDateTime) -> AnyView {
    let told = when::format_datetime(at, lang()).replace(" giờ ", "\u{a0}giờ\u{a0}");
    view! { <time datetime=when::iso_datetime(at)>{told}</time> }.into_any()
}
