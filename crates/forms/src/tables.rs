//! Tables of codes (danh mục dùng chung) from which a choice may take its options, such as the ethnic groups.

use std::collections::BTreeSet;

use domain::text::{Text, nfc};
use domain::when::{iso_date, parse_iso_date};
use serde::{Deserialize, Serialize};
use time::Date;

use crate::schema::{Choice, Form, Kind, Question};

/// A table of codes, as a clerk writes it in `data/tables`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeTable {
    /// What questions call it by.
    pub id: String,
    pub name: Text,
    /// The law or standard that it is from.
    pub source: String,
    /// In the order in which they are offered.
    pub rows: Vec<CodeRow>,
}

/// A code and what it means. A name that changes is a second row of the same code that begins when the first ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeRow {
    pub code: String,
    pub name: Text,
    /// The first day, ISO; none when it always was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The last day, ISO; none while it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

impl CodeRow {
    fn holds_on(&self, day: &str) -> bool {
        self.from.as_deref().is_none_or(|from| from <= day) && self.to.as_deref().is_none_or(|to| day <= to)
    }

    fn overlaps(&self, other: &Self) -> bool {
        let begins_before = |one: &Self, other: &Self| match (&one.from, &other.to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        begins_before(self, other) && begins_before(other, self)
    }
}

impl CodeTable {
    /// The options that it gives on a day.
    #[must_use]
    pub fn options_on(&self, day: Date) -> Vec<Choice> {
        let day = iso_date(day);
        let rows = self.rows.iter().filter(|row| row.holds_on(&day));
        rows.map(|row| Choice { value: row.code.clone(), label: row.name.clone() }).collect()
    }

    /// What is wrong with it: the code of the row, empty for the table itself, and the reason.
    #[must_use]
    pub fn faults(&self) -> Vec<(String, &'static str)> {
        let mut faults = Vec::new();
        let mut tell = |wrong: bool, code: &str, reason| {
            if wrong {
                faults.push((code.to_owned(), reason));
            }
        };
        let of_letters = |id: &str| id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
        tell(
            !of_letters(&self.id) || self.id.is_empty(),
            "",
            "the id may have lower-case letters, digits and _ only",
        );
        tell(!is_whole(&self.name), "", "a name is missing in one language or not in Unicode form NFC");
        tell(self.rows.is_empty(), "", "the table has no rows");
        for (place, row) in self.rows.iter().enumerate() {
            let days = [row.from.as_deref(), row.to.as_deref()];
            let no_day = days.into_iter().flatten().any(|day| parse_iso_date(day).is_err());
            tell(row.code.trim().is_empty(), &row.code, "a code is empty");
            tell(
                !is_whole(&row.name),
                &row.code,
                "a name is missing in one language or not in Unicode form NFC",
            );
            tell(no_day, &row.code, "it has a day that does not exist");
            tell(matches!(days, [Some(from), Some(to)] if from > to), &row.code, "it begins after it ends");
            let twin = self.rows[..place].iter().any(|other| other.code == row.code && other.overlaps(row));
            tell(twin, &row.code, "the code stands twice for the same day");
        }
        faults
    }
}

fn is_whole(name: &Text) -> bool {
    [&name.vi, &name.en].into_iter().all(|text| !text.trim().is_empty() && nfc(text) == **text)
}

impl Form {
    /// Gives the choices of tables their options, as they are on a day.
    pub fn fill_from_tables<'a>(&mut self, day: Date, table: impl Fn(&str) -> Option<&'a CodeTable>) {
        self.each_choice_of_table(&mut |name, options| {
            *options = table(name).map(|table| table.options_on(day)).unwrap_or_default();
        });
    }

    /// Takes the options of tables out again, but for those of the questions of one section. A browser that shows that
    /// section needs no others, and says nothing about answers whose table it does not have.
    pub fn leave_tables_of(&mut self, section: &str) {
        for other in self.sections.iter_mut().filter(|other| other.id != section) {
            each(&mut other.questions, &mut |_, options| options.clear());
        }
    }

    /// The names of the tables that its questions refer to.
    #[must_use]
    pub fn tables(&self) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        self.clone().each_choice_of_table(&mut |name, _| {
            names.insert(name.to_owned());
        });
        names
    }

    fn each_choice_of_table(&mut self, then: &mut dyn FnMut(&str, &mut Vec<Choice>)) {
        self.sections.iter_mut().for_each(|section| each(&mut section.questions, then));
    }
}

fn each(questions: &mut [Question], then: &mut dyn FnMut(&str, &mut Vec<Choice>)) {
    for question in questions {
        match &mut question.kind {
            Kind::Choice { options, table: Some(table) } => then(table, options),
            Kind::Group { questions, .. } => each(questions, then),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    const COUNTRIES: &str = "
id: countries
name: { vi: Nước, en: Countries }
source: ISO 3166-1
rows:
  - { code: VN, name: { vi: Việt Nam, en: Viet Nam } }
  - { code: MK, name: { vi: Macedonia, en: Macedonia }, to: '2019-02-11' }
  - { code: MK, name: { vi: Bắc Macedonia, en: North Macedonia }, from: '2019-02-12' }
";

    fn countries() -> CodeTable {
        serde_saphyr::from_str(COUNTRIES).unwrap()
    }

    fn faults(from: &str, to: &str) -> Vec<(String, &'static str)> {
        let text = COUNTRIES.replacen(from, to, 1);
        assert_ne!(text, COUNTRIES);
        serde_saphyr::from_str::<CodeTable>(&text).unwrap().faults()
    }

    #[test]
    fn a_table_gives_what_holds_on_the_day() {
        let names = |day| countries().options_on(day).into_iter().map(|row| row.label.en).collect::<Vec<_>>();
        assert_eq!(names(date!(2019 - 02 - 11)), ["Viet Nam", "Macedonia"]);
        assert_eq!(names(date!(2019 - 02 - 12)), ["Viet Nam", "North Macedonia"]);
    }

    #[test]
    fn a_code_means_one_thing_on_a_day() {
        assert_eq!(countries().faults(), []);
        let mk = |reason| vec![("MK".to_owned(), reason)];
        assert_eq!(faults(", to: '2019-02-11'", ""), mk("the code stands twice for the same day"));
        assert_eq!(faults("to: '2019-02-11'", "to: '2019-02-'"), mk("it has a day that does not exist"));
        assert_eq!(
            faults("to: '2019-02-11'", "from: '2019-01-02', to: '2019-01-01'"),
            mk("it begins after it ends")
        );
        assert_eq!(faults("en: Viet Nam", "en: ''")[0].0, "VN");
        assert_eq!(faults("id: countries", "id: Countries")[0].0, "");
    }

    #[test]
    fn a_choice_takes_its_options_from_the_table() {
        let yaml = "
sections:
  - id: a
    title: { vi: A, en: A }
    questions: [{ id: nationality, kind: choice, table: countries, label: { vi: A, en: A } }]
  - id: b
    title: { vi: A, en: A }
    questions:
      - id: people
        kind: group
        label: { vi: A, en: A }
        row_title: { vi: A, en: A }
        questions: [{ id: from, kind: choice, table: countries, label: { vi: A, en: A } }]
";
        let mut form: Form = serde_saphyr::from_str(yaml).unwrap();
        let table = countries();
        assert_eq!(form.tables().into_iter().collect::<Vec<_>>(), ["countries"]);
        form.fill_from_tables(date!(2026 - 11 - 23), |name| (name == "countries").then_some(&table));
        let options = |form: &Form| {
            let Kind::Choice { options: first, .. } = &form.sections[0].questions[0].kind else {
                unreachable!()
            };
            let Kind::Group { questions, .. } = &form.sections[1].questions[0].kind else { unreachable!() };
            let Kind::Choice { options: second, .. } = &questions[0].kind else { unreachable!() };
            (first.len(), second.len())
        };
        assert_eq!(options(&form), (2, 2));
        form.leave_tables_of("b");
        assert_eq!(options(&form), (0, 2));
    }
}
