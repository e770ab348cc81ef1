//! Numbers, amounts and dates in Vietnamese words, as papers ask for them (“ghi bằng chữ”, “bằng chữ”).

use time::Date;

/// Numbers from here on have no words here: “tỷ tỷ” is read in two ways.
const NAMELESS: u64 = 1_000_000_000_000_000_000;
const TY: u64 = 1_000_000_000;

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// A whole number in words: `một trăm hai mươi ba`. None from 10^18 on.
#[must_use]
pub fn number_in_words(number: u64) -> Option<String> {
    if number >= NAMELESS {
        return None;
    }
    if number == 0 {
        return Some(DIGITS[0].to_owned());
    }
    let mut words = Vec::new();
    say(number, false, &mut words);
    Some(words.join(" "))
}

/// Whole đồng in words, as they stand in a contract: `Một trăm hai mươi ba triệu đồng`. None from 10^18 on.
#[must_use]
pub fn amount_in_words(amount: u64) -> Option<String> {
    Some(format!("{} đồng", capital(&number_in_words(amount)?)))
}

/// A date in words, as a birth certificate has it:
/// `Ngày năm tháng tư năm hai nghìn không trăm hai mươi tư`.
#[must_use]
pub fn date_in_words(date: Date) -> String {
    let small = |number: u8| number_in_words(u64::from(number)).unwrap_or_default();
    let month = match u8::from(date.month()) {
        4 => "tư".to_owned(),
        month => small(month),
    };
    let year = u64::from(date.year().unsigned_abs());
    format!("Ngày {} tháng {month} năm {}", small(date.day()), number_in_words(year).unwrap_or_default())
}

/// The number that words say, with or without `đồng` and `chẵn` behind it. Capitals and punctuation do not matter;
/// `lẻ` is as good as `linh`, `ngàn` as `nghìn`, `tỉ` as `tỷ`, `bốn` as `tư`, and older ways to set the marks as new
/// ones. None for words that say no number, or say one in another way than people write it.
#[must_use]
pub fn number_of_words(text: &str) -> Option<u64> {
    let mut words = known_words(text)?;
    while words.last() == Some(&"đồng") {
        words.pop();
    }
    let number = add_up(&words)?;
    let written = number_in_words(number)?;
    let same = written.split(' ').map(plain).eq(words.iter().copied().map(plain));
    same.then_some(number)
}

/// A group of three digits for each of tỷ, triệu, nghìn and the rest. Above the first group each is said whole:
/// `một triệu không trăm linh năm nghìn`.
fn say(number: u64, whole: bool, words: &mut Vec<&'static str>) {
    let (high, low) = (number / TY, number % TY);
    let mut whole = whole;
    if high > 0 {
        say(high, whole, words);
        words.push("tỷ");
        whole = true;
    }
    for (size, name) in [(1_000_000, Some("triệu")), (1_000, Some("nghìn")), (1, None)] {
        let group = low / size % 1_000;
        if group > 0 {
            say_group(group, whole, words);
            words.extend(name);
            whole = true;
        }
    }
}

fn say_group(group: u64, whole: bool, words: &mut Vec<&'static str>) {
    let (hundreds, tens, units) = (group / 100, group / 10 % 10, group % 10);
    let after_hundreds = whole || hundreds > 0;
    if after_hundreds {
        words.extend([digit(hundreds), "trăm"]);
    }
    match tens {
        0 if after_hundreds && units > 0 => words.push("linh"),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([digit(tens), "mươi"]),
    }
    match (tens, units) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push("tư"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(digit(units)),
    }
}

/// Only ever asked for one digit.
fn digit(digit: u64) -> &'static str {
    usize::try_from(digit).ok().and_then(|digit| DIGITS.get(digit)).copied().unwrap_or_default()
}

/// The words of a text in their usual spelling; none when there is another word among them.
fn known_words(text: &str) -> Option<Vec<&'static str>> {
    let lower = crate::text::nfc(text).to_lowercase();
    let parts = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(usual).collect::<Option<Vec<&'static str>>>()
}

fn usual(word: &str) -> Option<&'static str> {
    const OTHERS: [(&str, &[&str]); 12] = [
        ("mười", &["mười"]),
        ("mươi", &["mươi"]),
        ("mốt", &["mốt"]),
        ("tư", &["tư"]),
        ("lăm", &["lăm", "nhăm"]),
        ("bảy", &["bẩy"]),
        ("trăm", &["trăm"]),
        ("linh", &["linh", "lẻ"]),
        ("nghìn", &["nghìn", "ngàn"]),
        ("triệu", &["triệu"]),
        ("tỷ", &["tỷ", "tỉ"]),
        ("đồng", &["đồng", "chẵn"]),
    ];
    let digit = DIGITS.into_iter().find(|digit| *digit == word);
    digit.or_else(|| OTHERS.into_iter().find(|(_, ways)| ways.contains(&word)).map(|(usual, _)| usual))
}

/// Words that mean the same digit as one word.
fn plain(word: &str) -> &str {
    match word {
        "mốt" => "một",
        "tư" => "bốn",
        "lăm" => "năm",
        other => other,
    }
}

/// What the words come to. Whether anybody would write them so is not asked here.
fn add_up(words: &[&'static str]) -> Option<u64> {
    let (mut above, mut below, mut group, mut digit) = (0_u64, 0_u64, 0_u64, None::<u64>);
    for word in words {
        match *word {
            "trăm" => group = digit.take()?.checked_mul(100)?,
            "mươi" => group = group.checked_add(digit.take()?.checked_mul(10)?)?,
            "mười" => group = group.checked_add(10)?,
            "linh" => {}
            "nghìn" | "triệu" => {
                let size = if *word == "nghìn" { 1_000 } else { 1_000_000 };
                group = group.checked_add(digit.take().unwrap_or_default())?;
                below = below.checked_add(group.checked_mul(size)?)?;
                group = 0;
            }
            "tỷ" => {
                let counted = below.checked_add(group)?.checked_add(digit.take().unwrap_or_default())?;
                above = above.checked_add(counted)?.checked_mul(TY)?;
                (below, group) = (0, 0);
            }
            other => {
                let place = DIGITS.iter().position(|known| *known == plain(other))?;
                if digit.replace(u64::try_from(place).ok()?).is_some() {
                    return None;
                }
            }
        }
    }
    if words.is_empty() {
        return None;
    }
    above.checked_add(below)?.checked_add(group)?.checked_add(digit.unwrap_or_default())
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::date;

    use super::*;

    fn words(number: u64) -> String {
        number_in_words(number).unwrap()
    }

    #[test]
    fn the_last_digit_changes_with_what_stands_before_it() {
        for (number, said) in [
            (0, "không"),
            (1, "một"),
            (4, "bốn"),
            (5, "năm"),
            (10, "mười"),
            (11, "mười một"),
            (14, "mười bốn"),
            (15, "mười lăm"),
            (20, "hai mươi"),
            (21, "hai mươi mốt"),
            (24, "hai mươi tư"),
            (25, "hai mươi lăm"),
            (55, "năm mươi lăm"),
            (100, "một trăm"),
            (101, "một trăm linh một"),
            (104, "một trăm linh bốn"),
            (105, "một trăm linh năm"),
            (110, "một trăm mười"),
            (115, "một trăm mười lăm"),
            (991, "chín trăm chín mươi mốt"),
        ] {
            assert_eq!(words(number), said);
        }
    }

    #[test]
    fn groups_after_the_first_are_said_whole_and_empty_ones_not_at_all() {
        for (number, said) in [
            (1_000, "một nghìn"),
            (1_005, "một nghìn không trăm linh năm"),
            (2_024, "hai nghìn không trăm hai mươi tư"),
            (1_000_005, "một triệu không trăm linh năm"),
            (1_005_000, "một triệu không trăm linh năm nghìn"),
            (123_000_000, "một trăm hai mươi ba triệu"),
            (1_000_000_000, "một tỷ"),
            (1_005_000_000_000, "một nghìn không trăm linh năm tỷ"),
            (1_000_000_000_000_000, "một triệu tỷ"),
        ] {
            assert_eq!(words(number), said);
        }
        assert_eq!(number_in_words(NAMELESS), None);
    }

    #[test]
    fn an_amount_begins_with_a_capital_and_ends_with_the_currency() {
        assert_eq!(amount_in_words(123_000_000).as_deref(), Some("Một trăm hai mươi ba triệu đồng"));
        assert_eq!(amount_in_words(0).as_deref(), Some("Không đồng"));
    }

    #[test]
    fn a_date_is_said_as_on_a_birth_certificate() {
        let said = date_in_words(date!(2024 - 04 - 05));
        assert_eq!(said, "Ngày năm tháng tư năm hai nghìn không trăm hai mươi tư");
        let said = date_in_words(date!(1985 - 12 - 21));
        assert_eq!(said, "Ngày hai mươi mốt tháng mười hai năm một nghìn chín trăm tám mươi lăm");
    }

    #[test]
    fn people_write_some_words_in_two_ways() {
        for (text, number) in [
            ("Một trăm hai mươi ba triệu đồng chẵn.", 123_000_000),
            ("MỘT TRĂM LẺ NĂM NGÀN", 105_000),
            ("hai mươi bốn", 24),
            ("hai mươi một", 21),
            ("một trăm linh tư", 104),
            ("Hai tỉ, năm trăm triệu đồng", 2_500_000_000),
            ("hai mươi nhăm", 25),
        ] {
            assert_eq!(number_of_words(text), Some(number), "{text}");
        }
    }

    #[test]
    fn what_nobody_would_write_is_not_read() {
        for text in [
            "",
            "đồng",
            "nghìn",
            "một hai",
            "hai mươi mười",
            "một trăm năm mươi không",
            "một nghìn một nghìn",
            "một nghìn một triệu",
            "năm trăm hai trăm",
            "linh năm",
            "123",
            "một trăm đô la",
            "một triệu năm",
        ] {
            assert_eq!(number_of_words(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_number_reads_back(number in 0_u64..=1_000_000_000_000_000) {
            prop_assert_eq!(number_of_words(&words(number)), Some(number));
            prop_assert_eq!(number_of_words(&amount_in_words(number).unwrap()), Some(number));
        }

        #[test]
        fn round_numbers_read_back(digits in 1_u64..1_000, zeros in 0_u32..13, more in 0_u64..10) {
            let number = digits * 10_u64.pow(zeros) + more;
            prop_assert_eq!(number_of_words(&words(number)), Some(number));
        }

        #[test]
        fn no_two_numbers_have_the_same_words(one in 0_u64..1_000_000, other in 0_u64..1_000_000) {
            prop_assert_eq!(words(one) == words(other), one == other);
        }

        #[test]
        fn any_text_can_be_read_without_harm(text in "(một |trăm |mươi |tỷ |nghìn |linh |năm |[a-zđ ]{0,3}){0,12}") {
            if let Some(number) = number_of_words(&text) {
                prop_assert_eq!(number_of_words(&words(number)), Some(number));
            }
        }
    }
}
