//! Values of a part as texts of fields, and back.

use domain::text::{Text, nfc};
use forms::procedure::Validity;

use super::{Fields, Wrong};

/// Writes values into fields.
#[derive(Default)]
pub(in crate::edition) struct Writer(Fields);

impl Writer {
    pub(in crate::edition) fn done(self) -> Fields {
        self.0
    }

    pub(in crate::edition) fn put(&mut self, key: impl Into<String>, value: impl Into<String>) {
        self.0.insert(key.into(), value.into());
    }

    /// A box that is ticked; one that is not has no field.
    pub(in crate::edition) fn tick(&mut self, key: &str, ticked: bool) {
        if ticked {
            self.put(key, "1");
        }
    }

    pub(in crate::edition) fn text(&mut self, key: &str, text: &Text) {
        self.put(format!("{key}.vi"), text.vi.clone());
        self.put(format!("{key}.en"), text.en.clone());
    }

    pub(in crate::edition) fn optional_text(&mut self, key: &str, text: Option<&Text>) {
        self.text(key, text.unwrap_or(&Text::default()));
    }

    pub(in crate::edition) fn optional(&mut self, key: String, value: Option<&String>) {
        self.put(key, value.cloned().unwrap_or_default());
    }

    pub(in crate::edition) fn days(&mut self, key: &str, valid: &Validity) {
        self.put(format!("{key}.from"), valid.from.clone());
        self.put(format!("{key}.to"), valid.to.clone().unwrap_or_default());
    }
}

/// Reads values from fields, and gathers those that cannot be read.
pub(in crate::edition) struct Reader<'a> {
    fields: &'a Fields,
    /// What the page showed.
    shown: Option<&'a Fields>,
    pub wrong: Vec<Wrong>,
}

impl<'a> Reader<'a> {
    pub(in crate::edition) const fn new(fields: &'a Fields) -> Self {
        Self { fields, shown: None, wrong: Vec::new() }
    }

    /// What nobody typed anew stays as it was shown, whatever a browser makes of spaces and line ends.
    pub(in crate::edition) const fn beside(fields: &'a Fields, shown: &'a Fields) -> Self {
        Self { fields, shown: Some(shown), wrong: Vec::new() }
    }

    pub(in crate::edition) fn has(&self, key: &str) -> bool {
        self.fields.contains_key(key)
    }

    /// Whether a field still has what the page showed.
    pub(in crate::edition) fn is_as_shown(&self, key: &str) -> bool {
        self.as_shown(key).is_some()
    }

    fn as_shown(&self, key: &str) -> Option<&'a String> {
        let shown = self.shown?.get(key)?;
        let typed = self.fields.get(key)?;
        let in_one_line = shown.replace(['\r', '\n'], "");
        // What is not composed is composed by any save.
        let same = *typed == in_one_line || typed.replace("\r\n", "\n") == *shown;
        (same && nfc(shown) == *shown).then_some(shown)
    }

    /// The text of a field as it is kept: trimmed, NFC, without control characters but those of lines.
    pub(in crate::edition) fn line(&self, key: &str) -> String {
        if let Some(shown) = self.as_shown(key) {
            return shown.clone();
        }
        let typed = self.fields.get(key).map_or("", String::as_str);
        let kept: String = typed.trim().chars().filter(|c| !c.is_control() || *c == '\n').collect();
        nfc(&kept)
    }

    pub(in crate::edition) fn optional(&self, key: &str) -> Option<String> {
        Some(self.line(key)).filter(|text| !text.is_empty())
    }

    pub(in crate::edition) fn text(&self, key: &str) -> Text {
        Text::new(self.line(&format!("{key}.vi")), self.line(&format!("{key}.en")))
    }

    pub(in crate::edition) fn optional_text(&self, key: &str) -> Option<Text> {
        Some(self.text(key)).filter(|text| *text != Text::default())
    }

    pub(in crate::edition) fn ticked(&self, key: &str) -> bool {
        !self.line(key).is_empty()
    }

    /// Days as they were typed; the check tells what is no day.
    pub(in crate::edition) fn days(&self, key: &str) -> Validity {
        Validity { from: self.line(&format!("{key}.from")), to: self.optional(&format!("{key}.to")) }
    }

    /// A whole number, with points between groups of three digits or without.
    pub(in crate::edition) fn number<T: TryFrom<u64>>(&mut self, key: &str) -> Option<T> {
        let typed = self.line(key);
        let groups: Vec<&str> = typed.split(['.', ' ', '\u{a0}']).collect();
        let grouped = groups.iter().skip(1).all(|group| group.len() == 3);
        let number = groups.concat().parse::<u64>().ok().filter(|_| grouped);
        let number = number.and_then(|number| T::try_from(number).ok());
        if number.is_none() {
            self.fail(key, "Ghi một số nguyên, ví dụ: 5", "Write a whole number, for example: 5");
        }
        number
    }

    /// A whole number that may be below 0.
    pub(in crate::edition) fn whole(&mut self, key: &str) -> Option<i64> {
        let typed = self.line(key);
        let Some(below) = typed.strip_prefix(['-', '−']) else { return self.number::<i64>(key) };
        // Unsigned, so that a second sign is no number.
        let number = below.trim().parse::<u32>().ok().map(|number| -i64::from(number));
        if number.is_none() {
            self.fail(key, "Ghi một số nguyên, ví dụ: -5", "Write a whole number, for example: -5");
        }
        number
    }

    /// The member of a closed set that a field names.
    pub(in crate::edition) fn one_of<T>(
        &mut self,
        key: &str,
        named: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let found = named(&self.line(key));
        if found.is_none() {
            self.fail(key, "Chọn một mục trong danh sách.", "Choose one of the list.");
        }
        found
    }

    pub(in crate::edition) fn fail(&mut self, key: &str, vi: impl Into<String>, en: impl Into<String>) {
        self.wrong.push(Wrong { field: key.to_owned(), words: Text::new(vi, en) });
    }

    /// Whether a row was just added, and nothing of it was filled in yet.
    pub(in crate::edition) fn is_new(&self, row: &str) -> bool {
        let inside = format!("{row}.");
        let mut keys = self.fields.keys().filter(|key| key.starts_with(&inside));
        keys.all(|key| *key == format!("{row}.new"))
    }

    /// The last parts of the ticked keys below one.
    pub(in crate::edition) fn keys_below(&self, key: &str) -> Vec<String> {
        let ticked = self.fields.iter().filter(|(_, value)| !value.is_empty());
        ticked
            .filter_map(|(known, _)| known.strip_prefix(key)?.strip_prefix('.').map(str::to_owned))
            .collect()
    }

    /// The number of rows of a list.
    pub(in crate::edition) fn rows(&self, list: &str) -> usize {
        rows(self.fields, list)
    }
}

fn rows(fields: &Fields, list: &str) -> usize {
    let numbers = fields.keys().filter_map(|key| number_in(key, list));
    numbers.max().map_or(0, |last| last + 1)
}

/// The row that a key of a list names.
fn number_in(key: &str, list: &str) -> Option<usize> {
    let rest = key.strip_prefix(list)?.strip_prefix('.')?;
    rest.split('.').next()?.parse().ok().filter(|row| *row < MOST_ROWS)
}

/// No list of a procedure has more rows.
const MOST_ROWS: usize = 200;

/// `add:<list>`, `remove:<list>.<row>` and `up:<list>.<row>`.
pub(in crate::edition) fn change_rows(fields: &mut Fields, go: &str) {
    if let Some(list) = go.strip_prefix("add:") {
        let row = rows(fields, list);
        if row < MOST_ROWS {
            fields.insert(format!("{list}.{row}.new"), String::new());
        }
        return;
    }
    let moved = |row: usize, to: Option<usize>| (row, to);
    let Some((act, place)) = go.split_once(':') else { return };
    let Some((list, row)) = place.rsplit_once('.') else { return };
    let Ok(row) = row.parse::<usize>() else { return };
    let count = rows(fields, list);
    if row >= count {
        return;
    }
    let moves: Vec<(usize, Option<usize>)> = match act {
        "remove" => {
            let later = (row + 1..count).map(|later| moved(later, Some(later - 1)));
            std::iter::once(moved(row, None)).chain(later).collect()
        }
        "up" if row > 0 => vec![moved(row, Some(row - 1)), moved(row - 1, Some(row))],
        _ => return,
    };
    renumber(fields, list, &moves);
}

fn renumber(fields: &mut Fields, list: &str, moves: &[(usize, Option<usize>)]) {
    let mut kept = Fields::new();
    for (key, value) in std::mem::take(fields) {
        let known = number_in(&key, list).and_then(|row| moves.iter().find(|(from, _)| *from == row));
        match known {
            None => {
                kept.insert(key, value);
            }
            Some((_, None)) => {}
            Some((from, Some(to))) => {
                let rest = key.strip_prefix(&format!("{list}.{from}")).unwrap_or_default().to_owned();
                kept.insert(format!("{list}.{to}{rest}"), value);
            }
        }
    }
    *fields = kept;
}
