//! Search that forgives: marks, đ, case, word order, endings, and one wrong letter in a longer word.

use domain::text::fold;

/// So many letters of a query count: each of its words is compared with each known one, for anybody who asks.
const LETTERS: usize = 100;

/// The items whose words answer all words of the query, best first. Equal ranks keep their order.
pub(super) fn ranked<'a, T>(
    items: impl Iterator<Item = &'a T>,
    query: &str,
    words_of: impl Fn(&T) -> &str,
) -> Vec<&'a T> {
    let query = fold(&query.chars().take(LETTERS).collect::<String>());
    let mut found: Vec<(u32, &T)> =
        items.filter_map(|item| rank(&query, words_of(item)).map(|rank| (rank, item))).collect();
    found.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    found.into_iter().map(|(_, item)| item).collect()
}

/// How well folded `text`, one phrase a line, answers the folded query; nothing when a word has no answer.
fn rank(query: &str, text: &str) -> Option<u32> {
    if query.is_empty() {
        return Some(0);
    }
    let phrase = text.lines().map(|line| phrase_rank(query, line)).max().unwrap_or(0);
    let mut total = phrase;
    for word in query.split(' ') {
        let best = text.split_whitespace().map(|known| word_rank(word, known)).max().unwrap_or(0);
        if best == 0 {
            return None;
        }
        total += best;
    }
    Some(total)
}

fn phrase_rank(query: &str, line: &str) -> u32 {
    if line == query {
        return 100;
    }
    if line.starts_with(query) {
        60
    } else if line.contains(query) {
        40
    } else {
        0
    }
}

fn word_rank(word: &str, known: &str) -> u32 {
    if word == known {
        return 6;
    }
    if known.starts_with(word) {
        return if word.len() >= 2 { 3 } else { 1 };
    }
    u32::from(word.len() >= 4 && one_letter_apart(word, known))
}

/// Whether one letter was changed, added or left out.
fn one_letter_apart(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same_start = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same_start..], &other[same_start..]);
    let same_end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    one.len() - same_end <= 1 && other.len() - same_end <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const BIRTH: &str = "dang ky khai sinh\ngiay khai sanh\n1.001193";
    const MARRIAGE: &str = "dang ky ket hon\ncuoi\n1.000894";

    fn search(query: &str) -> Vec<&'static str> {
        ranked([BIRTH, MARRIAGE].each_ref().map(|text| text).into_iter(), query, |text| text)
            .into_iter()
            .copied()
            .collect()
    }

    #[test]
    fn marks_and_the_bar_of_d_do_not_matter() {
        assert_eq!(search("Đăng ký kết hôn")[0], MARRIAGE);
        assert_eq!(search("dang ky ket hon")[0], MARRIAGE);
    }

    #[test]
    fn people_spell_as_they_speak() {
        assert_eq!(search("giay khai sanh"), [BIRTH]);
        assert_eq!(search("khai sinhh"), [BIRTH]);
        assert_eq!(search("khia sinh"), [] as [&str; 0], "two letters are wrong");
    }

    #[test]
    fn a_code_finds_its_procedure() {
        assert_eq!(search("1.000894"), [MARRIAGE]);
    }

    #[test]
    fn the_beginning_of_a_word_is_enough_and_a_stranger_finds_nothing() {
        assert_eq!(search("cuo"), [MARRIAGE]);
        assert_eq!(search("dang ky k")[0], BIRTH, "somebody is still typing");
        assert_eq!(search("dang ky ket h"), [MARRIAGE]);
        assert!(search("ho chieu").is_empty());
    }
}
