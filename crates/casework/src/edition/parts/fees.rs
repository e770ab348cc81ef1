//! Fees, and who is exempt from when to when.

use domain::text::Text;
use forms::procedure::{Channel, Exemption, Fee, Procedure};

use super::condition;
use super::fields::{Reader, Writer};

pub(super) fn write(procedure: &Procedure, fields: &mut Writer) {
    for (row, fee) in procedure.fees.iter().enumerate() {
        let key = format!("fees.{row}");
        fields.text(&format!("{key}.name"), &fee.name);
        let amount = fee.amount.map(|amount| amount.to_string());
        fields.optional(format!("{key}.amount"), amount.as_ref());
        for channel in Channel::ALL {
            fields.tick(&format!("{key}.{}", channel.word()), fee.channels.contains(&channel));
        }
        fields.optional_text(&format!("{key}.note"), fee.note.as_ref());
        fields.optional(format!("{key}.basis"), fee.basis.as_ref());
        condition::write(&key, fee.owed_if.as_ref(), fields);
        fields.optional(format!("{key}.count"), fee.count.as_ref());
        for (row, exemption) in fee.exemptions.iter().enumerate() {
            let key = format!("{key}.exemptions.{row}");
            fields.text(&format!("{key}.who"), &exemption.who);
            fields.days(&key, &exemption.valid);
            fields.optional(format!("{key}.basis"), exemption.basis.as_ref());
        }
    }
}

pub(super) fn read(procedure: &mut Procedure, fields: &mut Reader<'_>) {
    procedure.fees = (0..fields.rows("fees")).filter_map(|row| fee(&format!("fees.{row}"), fields)).collect();
}

fn fee(key: &str, fields: &mut Reader<'_>) -> Option<Fee> {
    let amount = format!("{key}.amount");
    let amount = match fields.optional(&amount) {
        None => None,
        Some(_) => Some(fields.number(&amount)?),
    };
    let ticked = |channel: &Channel| fields.ticked(&format!("{key}.{}", channel.word()));
    let channels = Channel::ALL.into_iter().filter(ticked).collect();
    let owed_if = condition::read(key, fields).ok()?;
    let list = format!("{key}.exemptions");
    Some(Fee {
        name: fields.text(&format!("{key}.name")),
        channels,
        amount,
        note: fields.optional_text(&format!("{key}.note")),
        basis: fields.optional(&format!("{key}.basis")),
        owed_if,
        count: fields.optional(&format!("{key}.count")),
        exemptions: (0..fields.rows(&list)).map(|row| exemption(&format!("{list}.{row}"), fields)).collect(),
    })
}

fn exemption(key: &str, fields: &Reader<'_>) -> Exemption {
    let who: Text = fields.text(&format!("{key}.who"));
    Exemption { who, valid: fields.days(key), basis: fields.optional(&format!("{key}.basis")) }
}
