use std::collections::BTreeMap;

use domain::words::amount_in_words;
use forms::schema::{DateCalendar, Form, Kind, Question};

use crate::tape::Choices;

/// What the browser of somebody who fills in well, badly or not at all posts.
pub(crate) fn posted(choices: &mut Choices<'_>, form: &Form) -> BTreeMap<String, String> {
    let mut posted = BTreeMap::new();
    for question in form.sections.iter().flat_map(|section| &section.questions) {
        answer(choices, question, &question.id, &mut posted);
    }
    if choices.one_in(10) {
        posted.insert(any_text(choices), any_text(choices));
    }
    posted
}

fn answer(choices: &mut Choices<'_>, question: &Question, path: &str, posted: &mut BTreeMap<String, String>) {
    if choices.one_in(7) {
        return;
    }
    match &question.kind {
        Kind::Group { questions, .. } => {
            let rows = choices.below(5);
            posted.insert(format!("{path}.rows"), rows.to_string());
            for row in 0..rows {
                for inner in questions {
                    answer(choices, inner, &format!("{path}.{row}.{}", inner.id), posted);
                }
            }
        }
        Kind::Address => {
            posted.insert(format!("{path}.province"), choices.pick(&["79", "74", "1", ""]).to_owned());
            posted.insert(format!("{path}.commune"), choices.pick(&["25747", "9", ""]).to_owned());
            posted.insert(format!("{path}.street"), any_text(choices));
        }
        Kind::Date { calendar: DateCalendar::Lunar, .. } if !choices.one_in(3) => {
            for (part, least, most) in [("day", 1, 32), ("month", 1, 14), ("year", 1_890, 320)] {
                posted.insert(format!("{path}.lunar_{part}"), (least + choices.below(most)).to_string());
            }
            if choices.one_in(3) {
                posted.insert(format!("{path}.lunar_leap"), "yes".to_owned());
            }
        }
        Kind::Date { .. } if choices.one_in(3) => {
            for (part, most) in [("day", 33), ("month", 14), ("year", 3_000)] {
                posted.insert(format!("{path}.{part}"), choices.below(most).to_string());
            }
        }
        kind => {
            let text = if choices.one_in(9) { any_text(choices) } else { fitting(choices, kind) };
            posted.insert(path.to_owned(), text);
        }
    }
}

/// An answer that may be good.
fn fitting(choices: &mut Choices<'_>, kind: &Kind) -> String {
    match kind {
        Kind::YesNo => choices.pick(&["yes", "no", "on"]).to_owned(),
        Kind::Choice { .. } => choices.pick(&["a", "b", "c", "Hai", "d", "male", "female"]).to_owned(),
        Kind::Number { .. } | Kind::Money { .. } | Kind::Calculated { .. } => number(choices),
        Kind::Date { .. } => {
            let (day, month) = (1 + choices.below(31), 1 + choices.below(12));
            let year = 1900 + choices.below(150);
            match choices.below(3) {
                0 => format!("{year:04}-{month:02}-{day:02}"),
                1 => format!("{day}/{month}/{year}"),
                _ => format!(" {day:02}.{month:02}.{year} "),
            }
        }
        Kind::NationalId { .. } => choices
            .pick(&["074090123456", "074 195 000 321", "999000000000", "07409012345", "074090123456O"])
            .to_owned(),
        Kind::TaxCode => {
            choices.pick(&["0100047516", "3702145001-001", "3702145001-000", "0100047517", "1"]).to_owned()
        }
        Kind::Phone => choices.pick(&["0912 345 678", "+84912345678", "0274 3822 123", "091"]).to_owned(),
        Kind::Email => choices.pick(&["an@example.vn", "an@vn", "@"]).to_owned(),
        Kind::PersonName => choices.pick(&["Nguyễn Văn An", "Trần 4n", "王小明", "Ê Đê"]).to_owned(),
        Kind::Signature => choices
            .pick(&[
                "Nguyễn Văn An",
                "An 4",
                "ink:M10 100 30 40 50 120 70 60 90 110 200 90 240 90 260 95",
                "ink:M1 1 2 2",
            ])
            .to_owned(),
        Kind::AmountInWords { .. } => amount_in_words(u64::from(choices.below(3))).unwrap_or_default(),
        _ => any_text(choices),
    }
}

fn number(choices: &mut Choices<'_>) -> String {
    let small = i64::from(choices.below(3_000)) - 500;
    match choices.below(6) {
        0 => small.to_string(),
        1 => format!("{}.000.000", small.unsigned_abs() % 1_000),
        2 => format!("{} 500 đ", small.unsigned_abs() % 1_000),
        3 => {
            choices.pick(&["9223372036854775807", "-9223372036854775808", "99999999999999999999"]).to_owned()
        }
        4 => choices.pick(&["1,5", "hai", "-", "1.00"]).to_owned(),
        _ => (small.saturating_mul(1_000_003)).to_string(),
    }
}

/// Texts that machines like to read differently: marks apart from their letters, controls, letters that grow.
fn any_text(choices: &mut Choices<'_>) -> String {
    let pieces = [
        "",
        " ",
        "a",
        "Đ",
        "e\u{302}\u{301}",
        "ế",
        "\u{0}",
        "\n",
        "\r\n",
        "İ",
        "ß",
        "🏠",
        "0",
        "yes",
        ".",
        "\u{a0}",
        "ﬁ",
        "ồ",
        "o\u{302}\u{300}",
        "<b>",
    ];
    (0..choices.below(8)).map(|_| choices.pick(&pieces)).collect()
}
