//! Small words of sentences about time.

use time::Date;

use crate::{text::Lang, when::format_day};

/// `10 ngày làm việc`, `1 working day`, `10 working days`.
pub(super) fn count(n: u32, lang: Lang, vi: &str, (one, many): (&str, &str)) -> String {
    match lang {
        Lang::Vi => format!("{n} {vi}"),
        Lang::En if n == 1 => format!("1 {one}"),
        Lang::En => format!("{n} {many}"),
    }
}

/// `4 giờ 30 phút`, `4 hours 30 minutes`; the part that is zero is left out.
fn hours_and_minutes(hours: u32, minutes: u32, lang: Lang) -> String {
    let whole = count(hours, lang, "giờ", ("hour", "hours"));
    let rest = count(minutes, lang, "phút", ("minute", "minutes"));
    match (hours, minutes) {
        (0, _) => rest,
        (_, 0) => whole,
        _ => format!("{whole} {rest}"),
    }
}

/// `4 giờ 30 phút làm việc`, `4 working hours 30 minutes`, of seconds.
pub(super) fn working_time(seconds: u32, lang: Lang) -> String {
    let (hours, minutes) = (seconds / 3600, seconds % 3600 / 60);
    match (lang, hours, minutes) {
        (Lang::Vi, ..) => format!("{} làm việc", hours_and_minutes(hours, minutes, lang)),
        (Lang::En, 0, _) => count(minutes, lang, "", ("working minute", "working minutes")),
        (Lang::En, _, 0) => count(hours, lang, "", ("working hour", "working hours")),
        (Lang::En, ..) => {
            let hours = count(hours, lang, "", ("working hour", "working hours"));
            format!("{hours} {}", count(minutes, lang, "", ("minute", "minutes")))
        }
    }
}

/// `hai cuối tuần`, `two weekends`: small numbers are words.
pub(super) fn weekends(n: usize, lang: Lang) -> String {
    const VI: [&str; 9] = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    const EN: [&str; 9] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let words = match lang {
        Lang::Vi => VI,
        Lang::En => EN,
    };
    let number = words.get(n.wrapping_sub(1)).map_or_else(|| n.to_string(), ToString::to_string);
    match lang {
        Lang::Vi => format!("{number} cuối tuần"),
        Lang::En if n == 1 => format!("{number} weekend"),
        Lang::En => format!("{number} weekends"),
    }
}

/// `24/11`, `16/02–20/02`.
pub(super) fn days(from: Date, to: Date, lang: Lang) -> String {
    if from == to {
        return format_day(from, lang);
    }
    format!("{}–{}", format_day(from, lang), format_day(to, lang))
}

/// `a`, `a và b`, `a, b và c`.
pub(super) fn list(items: &[String], lang: Lang) -> String {
    let and = match lang {
        Lang::Vi => "và",
        Lang::En => "and",
    };
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [init @ .., last] => format!("{} {and} {last}", init.join(", ")),
    }
}
