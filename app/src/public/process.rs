//! The steps that the office takes, with the time that each may take.

use forms::procedure::ProcessStep;
use leptos::prelude::*;

use crate::ui::{lang, t};

/// What happens to a dossier, step by step.
pub(super) fn steps(process: &[ProcessStep]) -> AnyView {
    let lang = lang();
    let steps = process.iter().map(|step| {
        view! {
            <li>
                <h3>{step.name.get(lang).to_owned()}</h3>
                <p>{step.role.label(lang)} " · " {working_time(step.half_hours)}</p>
            </li>
        }
    });
    view! { <ol class="steps">{steps.collect_view()}</ol> }.into_any()
}

/// Half hours of work in words; a working day has sixteen.
pub(crate) fn working_time(half_hours: u16) -> String {
    const DAY: u16 = 16;
    let (days, hours, minutes) = (half_hours / DAY, half_hours % DAY / 2, half_hours % 2 * 30);
    let parts = [
        (days, t("ngày", if days == 1 { "day" } else { "days" })),
        (hours, t("giờ", if hours == 1 { "hour" } else { "hours" })),
        (minutes, t("phút", "minutes")),
    ];
    let parts =
        parts.into_iter().filter(|(amount, _)| *amount > 0).map(|(amount, unit)| format!("{amount} {unit}"));
    format!("{} {}", parts.collect::<Vec<_>>().join(" "), t("làm việc", "of work"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixteen_half_hours_are_a_working_day() {
        assert_eq!(working_time(16), "1 ngày làm việc");
        assert_eq!(working_time(7), "3 giờ 30 phút làm việc");
        assert_eq!(working_time(40), "2 ngày 4 giờ làm việc");
    }
}
