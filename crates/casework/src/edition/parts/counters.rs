//! Phi địa giới: whether, when and where the procedure is taken in whatever the territory.

use forms::any_counter::{AnyCounter, CounterPeriod};
use forms::procedure::Procedure;

use super::fields::{Reader, Writer};

pub(super) fn write(procedure: &Procedure, fields: &mut Writer) {
    let kind = match &procedure.any_counter {
        AnyCounter::Never => "never",
        AnyCounter::Always => "always",
        AnyCounter::During(_) => "during",
    };
    fields.put("any_counter", kind);
    for (row, period) in procedure.any_counter.periods().iter().enumerate() {
        let key = format!("counters.{row}");
        fields.days(&format!("{key}.valid"), &period.valid);
        for code in &period.counters {
            fields.tick(&format!("{key}.at.{code}"), true);
        }
    }
}

pub(super) fn read(procedure: &mut Procedure, fields: &mut Reader<'_>) {
    let kinds = |word: &str| ["never", "always", "during"].contains(&word).then(|| word.to_owned());
    let Some(kind) = fields.one_of("any_counter", kinds) else { return };
    procedure.any_counter = match kind.as_str() {
        "never" => AnyCounter::Never,
        "always" => AnyCounter::Always,
        _ => AnyCounter::During((0..fields.rows("counters")).map(|row| period(row, fields)).collect()),
    };
}

fn period(row: usize, fields: &Reader<'_>) -> CounterPeriod {
    let key = format!("counters.{row}");
    let counters = fields.keys_below(&format!("{key}.at"));
    CounterPeriod { valid: fields.days(&format!("{key}.valid")), counters }
}
