//! When a version counts, which level decides and under which name.

use forms::procedure::{CompetentLevel, Level, Procedure};

use super::fields::{Reader, Writer};

pub(super) fn write(procedure: &Procedure, fields: &mut Writer) {
    fields.days("valid", &procedure.valid);
    fields.text("authority", &procedure.authority);
    for (row, agency) in procedure.cooperating.iter().enumerate() {
        fields.text(&format!("cooperating.{row}"), agency);
    }
    for (row, level) in procedure.levels.iter().enumerate() {
        let key = format!("levels.{row}");
        fields.put(format!("{key}.level"), word(level.level));
        fields.optional(format!("{key}.agency"), level.agency.as_ref());
        fields.days(&key, &level.valid);
    }
}

pub(super) fn read(procedure: &mut Procedure, fields: &mut Reader<'_>) {
    procedure.valid = fields.days("valid");
    procedure.authority = fields.text("authority");
    procedure.cooperating =
        (0..fields.rows("cooperating")).map(|row| fields.text(&format!("cooperating.{row}"))).collect();
    procedure.levels = (0..fields.rows("levels"))
        .filter_map(|row| {
            let key = format!("levels.{row}");
            // A row that was just added begins as one of the commune.
            let level = fields
                .optional(&format!("{key}.level"))
                .map_or(Some(Level::Commune), |_| fields.one_of(&format!("{key}.level"), named));
            let agency = fields.optional(&format!("{key}.agency"));
            Some(CompetentLevel { level: level?, agency, valid: fields.days(&key) })
        })
        .collect();
}

const fn word(level: Level) -> &'static str {
    match level {
        Level::Province => "province",
        Level::District => "district",
        Level::Commune => "commune",
    }
}

fn named(text: &str) -> Option<Level> {
    [Level::Province, Level::District, Level::Commune].into_iter().find(|level| word(*level) == text)
}
