//! How long the office has.

use domain::clock::{Period, PeriodUnit};
use forms::procedure::{Deadline, DeadlineCase, Finding, Procedure, Supplement};

use super::condition;
use super::fields::{Reader, Writer};

const UNITS: [(PeriodUnit, &str); 5] = [
    (PeriodUnit::WorkingDays, "working_days"),
    (PeriodUnit::WorkingHours, "working_hours"),
    (PeriodUnit::Days, "days"),
    (PeriodUnit::Months, "months"),
    (PeriodUnit::SameDay, "same_day"),
];

/// Where a sector's law has other times for supplements.
const ASK: &str = "deadline.supplement.ask";
const ANSWER: &str = "deadline.supplement.answer";

pub(super) fn write(procedure: &Procedure, fields: &mut Writer) {
    period("deadline", procedure.deadline.period, fields);
    fields.optional_text("deadline.note", procedure.deadline.note.as_ref());
    for (row, case) in procedure.deadline.cases.iter().enumerate() {
        let key = format!("deadline.cases.{row}");
        period(&key, case.period, fields);
        condition::write(&key, Some(&case.condition), fields);
    }
    for (row, case) in procedure.deadline.on_finding.iter().enumerate() {
        let key = format!("deadline.on_finding.{row}");
        period(&key, case.period, fields);
        fields.text(&format!("{key}.finding"), &case.finding);
    }
    let supplement = &procedure.deadline.supplement;
    for (key, known) in [(ASK, supplement.ask), (ANSWER, supplement.answer)] {
        if let Some(known) = known {
            period(key, known, fields);
        }
    }
}

fn period(key: &str, period: Period, fields: &mut Writer) {
    let unit = if period.is_same_day() { PeriodUnit::SameDay } else { period.unit };
    let word = UNITS.iter().find(|(known, _)| *known == unit).map_or("", |(_, word)| *word);
    fields.put(format!("{key}.amount"), period.amount.to_string());
    fields.put(format!("{key}.unit"), word);
    fields.tick(&format!("{key}.after_15"), period.after_15_next_day);
}

pub(super) fn read(procedure: &mut Procedure, fields: &mut Reader<'_>) {
    let before = procedure.deadline.period;
    let period = read_period("deadline", fields).unwrap_or(before);
    let cases = (0..fields.rows("deadline.cases")).filter_map(|row| {
        let key = format!("deadline.cases.{row}");
        if fields.is_new(&key) {
            fields.fail(
                &format!("{key}.amount"),
                "Điền thời hạn và trường hợp.",
                "Fill in the time and the case.",
            );
            return None;
        }
        let period = read_period(&key, fields);
        let condition = condition::read(&key, fields);
        if let Ok(None) = condition {
            let words = ("Chọn khi nào áp dụng.", "Say when it applies.");
            fields.fail(&format!("{key}.answer"), words.0, words.1);
        }
        Some(DeadlineCase { condition: condition.ok()??, period: period? })
    });
    let cases = cases.collect();
    let on_finding = (0..fields.rows("deadline.on_finding")).filter_map(|row| {
        let key = format!("deadline.on_finding.{row}");
        let finding = fields.text(&format!("{key}.finding"));
        Some(Finding { finding, period: read_period(&key, fields)? })
    });
    let on_finding = on_finding.collect();
    let supplement =
        Supplement { ask: optional_period(ASK, fields), answer: optional_period(ANSWER, fields) };
    procedure.deadline =
        Deadline { period, note: fields.optional_text("deadline.note"), cases, on_finding, supplement };
}

/// Nothing where no amount is given.
fn optional_period(key: &str, fields: &mut Reader<'_>) -> Option<Period> {
    fields.optional(&format!("{key}.amount"))?;
    let period = read_period(key, fields)?;
    if period.is_same_day() {
        let unit = format!("{key}.unit");
        fields.fail(&unit, "Bổ sung không tính trong ngày.", "A supplement has more time than a day.");
        return None;
    }
    Some(period)
}

fn read_period(key: &str, fields: &mut Reader<'_>) -> Option<Period> {
    let named = |text: &str| UNITS.iter().find(|(_, word)| *word == text).map(|(unit, _)| *unit);
    let unit = fields.one_of(&format!("{key}.unit"), named)?;
    if unit == PeriodUnit::SameDay {
        return Some(Period::new(0, unit));
    }
    let amount = format!("{key}.amount");
    let number: u16 = fields.number(&amount)?;
    if number == 0 {
        fields.fail(
            &amount,
            "Phải lớn hơn 0. Giải quyết trong ngày thì chọn “trong ngày”.",
            "Must be more than 0. Choose “within the day” for an answer on the same day.",
        );
        return None;
    }
    Some(Period { after_15_next_day: fields.ticked(&format!("{key}.after_15")), ..Period::new(number, unit) })
}
