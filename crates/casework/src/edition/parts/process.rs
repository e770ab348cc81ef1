//! The steps inside the agency, with their budgets in hours or half days of work.

use domain::role::Role;
use domain::text::Text;
use forms::procedure::{Procedure, ProcessStep};

use super::fields::{Reader, Writer};

/// Half an hour is the smallest budget; half a day of work has four hours.
const HALF_HOURS_OF_HALF_DAY: u16 = 8;

pub(super) fn write(procedure: &Procedure, fields: &mut Writer) {
    for (row, step) in procedure.process.iter().enumerate() {
        let key = format!("process.{row}");
        fields.text(&format!("{key}.name"), &step.name);
        fields.put(format!("{key}.role"), step.role.as_str());
        let half_days = step.half_hours > 0 && step.half_hours % HALF_HOURS_OF_HALF_DAY == 0;
        let (budget, unit) = if half_days {
            ((step.half_hours / HALF_HOURS_OF_HALF_DAY).to_string(), "half_days")
        } else {
            let half = if step.half_hours % 2 == 1 { ",5" } else { "" };
            (format!("{}{half}", step.half_hours / 2), "hours")
        };
        fields.put(format!("{key}.amount"), budget);
        fields.put(format!("{key}.unit"), unit);
    }
}

pub(super) fn read(procedure: &mut Procedure, fields: &mut Reader<'_>) {
    procedure.process = (0..fields.rows("process"))
        .filter_map(|row| {
            let key = format!("process.{row}");
            if fields.is_new(&key) {
                // The check asks for its name and its budget.
                return Some(ProcessStep {
                    name: Text::default(),
                    role: Role::HandlingOfficer,
                    half_hours: 0,
                });
            }
            let role = fields.one_of(&format!("{key}.role"), works);
            let half_hours = budget(&key, fields);
            Some(ProcessStep {
                name: fields.text(&format!("{key}.name")),
                role: role?,
                half_hours: half_hours?,
            })
        })
        .collect();
}

fn works(text: &str) -> Option<Role> {
    let role: Role = text.parse().ok()?;
    matches!(role, Role::OneStopOfficer | Role::HandlingOfficer | Role::Leader).then_some(role)
}

/// Half hours of `4` half days, or of `3,5` hours.
fn budget(key: &str, fields: &mut Reader<'_>) -> Option<u16> {
    let amount = format!("{key}.amount");
    let named = |text: &str| ["hours", "half_days"].contains(&text).then(|| text.to_owned());
    let unit = fields.one_of(&format!("{key}.unit"), named)?;
    if unit == "half_days" {
        let half_days: u16 = fields.number(&amount)?;
        return half_days.checked_mul(HALF_HOURS_OF_HALF_DAY);
    }
    let typed = fields.line(&amount).replace('.', ",");
    let (whole, half) = typed.split_once(',').unwrap_or((&typed, "0"));
    let half = match half {
        "0" => Some(0),
        "5" => Some(1),
        _ => None,
    };
    let hours = whole.parse::<u16>().ok().and_then(|hours| hours.checked_mul(2)?.checked_add(half?));
    if hours.is_none() {
        fields.fail(&amount, "Ghi số giờ, ví dụ: 3,5", "Write hours, for example: 3.5");
    }
    hours
}
