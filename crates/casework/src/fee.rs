//! What a procedure charges, and what an officer charges in a dossier.

use std::collections::BTreeMap;

use forms::procedure::{Channel, Fee, Procedure};
use time::Date;
use views::{Failure, FeeItem, FeeLine};

use crate::Case;

/// More of one thing nobody charges.
const MOST_COUNT: u32 = 999;
/// More for one thing nobody charges: đồng.
const MOST_EACH: u64 = 1_000_000_000_000;

/// When a procedure charges something, as far as its fees tell. What no answer tells, which of several fees applies to
/// a dossier and how many times, an officer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Charge {
    /// Every fee is 0.
    Never,
    /// Some fee is 0, so that nothing is owed unless an officer asks: registering in time is free, late it is not.
    IfAsked,
    /// No fee is 0: one of them is always owed.
    Always,
}

impl Charge {
    pub(crate) fn of(procedure: &Procedure, channel: Channel) -> Self {
        Self::of_counts(procedure, channel, &[])
    }

    /// The same for a dossier whose answers tell how often some fees are owed ([`Procedure::fee_counts`]).
    pub(crate) fn of_counts(procedure: &Procedure, channel: Channel, counts: &[Option<u32>]) -> Self {
        let count = |place: usize| counts.get(place).copied().flatten();
        let may_be: Vec<(usize, &Fee)> =
            of_channel(procedure, channel).filter(|(place, _)| count(*place) != Some(0)).collect();
        let told = |(place, fee): &(usize, &Fee)| count(*place).is_some() && fee.amount != Some(0);
        if may_be.iter().any(told) {
            return Self::Always;
        }
        let free = may_be.iter().filter(|(_, fee)| fee.amount == Some(0)).count();
        match free {
            free if free == may_be.len() => Self::Never,
            0 => Self::Always,
            _ => Self::IfAsked,
        }
    }
}

/// The fees of dossiers that come in this way, each with its place in the file.
fn of_channel(procedure: &Procedure, channel: Channel) -> impl Iterator<Item = (usize, &Fee)> {
    procedure.fees.iter().enumerate().filter(move |(_, fee)| fee.is_for(channel))
}

/// What a dossier of this procedure owes when it is filed online, in đồng: the sum of the fees of that channel, each as
/// often as its answers tell, and once where they tell nothing. Nobody knows it where the province sets one of them.
pub(crate) fn owed(procedure: &Procedure, counts: &[Option<u32>]) -> Option<u64> {
    let often = |place: usize| counts.get(place).copied().flatten().unwrap_or(1);
    let due = of_channel(procedure, Channel::Online).filter(|(place, _)| often(*place) > 0);
    due.map(|(place, fee)| fee.amount.map(|amount| amount.saturating_mul(often(place).into()))).sum()
}

fn chargeable(procedure: &Procedure, channel: Channel) -> impl Iterator<Item = (usize, &Fee)> {
    of_channel(procedure, channel).filter(|(_, fee)| fee.amount != Some(0))
}

/// What can be charged for a dossier that was filed on this day, how many of each its answers ask for, and who was exempt
/// then.
pub(crate) fn lines(
    procedure: &Procedure,
    channel: Channel,
    filed: Date,
    counts: &[Option<u32>],
) -> Vec<FeeLine> {
    let lines = chargeable(procedure, channel).map(|(index, fee)| FeeLine {
        index: u32::try_from(index).unwrap_or(u32::MAX),
        name: fee.name.clone(),
        each: fee.amount,
        note: fee.note.clone(),
        asked_for: counts.get(index).copied().flatten(),
        exemptions: fee.exemptions.iter().filter(|one| one.valid.covers(filed)).cloned().collect(),
    });
    lines.collect()
}

/// What an officer filled in: how many of a fee, and how much where the province sets it. Keys are `fee` and the index
/// of the [`FeeLine`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posted {
    pub counts: BTreeMap<String, String>,
    pub amounts: BTreeMap<String, String>,
}

impl Posted {
    /// What is charged.
    ///
    /// # Errors
    /// `AmountInvalid` when nothing is, or something is no number.
    pub(crate) fn items(&self, procedure: &Procedure, channel: Channel) -> Case<Vec<FeeItem>> {
        let mut items = Vec::new();
        for (index, fee) in chargeable(procedure, channel) {
            let key = format!("fee{index}");
            let posted = |of: &BTreeMap<String, String>| of.get(&key).cloned().unwrap_or_default();
            let (count, each) = match fee.amount {
                Some(each) => (number(&posted(&self.counts))?, Some(each)),
                None => (Some(1), number(&posted(&self.amounts))?),
            };
            let (Some(count), Some(each)) = (count, each) else { continue };
            let count = u32::try_from(count).ok().filter(|count| *count <= MOST_COUNT);
            let count = count.ok_or(Failure::AmountInvalid)?;
            if each > MOST_EACH {
                return Err(Failure::AmountInvalid.into());
            }
            let amount = each * u64::from(count);
            let basis = fee.basis.clone().unwrap_or_default();
            items.push(FeeItem { name: fee.name.clone(), count, each, amount, basis });
        }
        if items.is_empty() { Err(Failure::AmountInvalid.into()) } else { Ok(items) }
    }
}

/// A whole number as people type it, such as `50.000`; none for nothing and for 0. Points and commas stand before groups
/// of three digits only, so that no fraction becomes a thousand.
fn number(text: &str) -> Case<Option<u64>> {
    let groups: Vec<&str> = text.trim().split(['.', ',', ' ', '\u{a0}']).collect();
    if groups.iter().skip(1).any(|group| group.len() != 3) {
        return Err(Failure::AmountInvalid.into());
    }
    let digits = groups.concat();
    if digits.is_empty() {
        return Ok(None);
    }
    let number = digits.parse::<u64>().map_err(|_| Failure::AmountInvalid)?;
    Ok((number > 0).then_some(number))
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn procedure(fees: &str) -> Procedure {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/procedures/2.000908.yaml");
        let text = std::fs::read_to_string(file).unwrap();
        let mut procedure: Procedure = serde_saphyr::from_str(&text).unwrap();
        procedure.fees = serde_saphyr::from_str(fees).unwrap();
        procedure
    }

    fn posted(counts: &[(&str, &str)], amounts: &[(&str, &str)]) -> Posted {
        let map =
            |pairs: &[(&str, &str)]| pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        Posted { counts: map(counts), amounts: map(amounts) }
    }

    const FREE: &str = "[{ name: { vi: A }, amount: 0 }]";
    const MIXED: &str =
        "[{ name: { vi: A }, amount: 0 }, { name: { vi: B } }, { name: { vi: C }, amount: 8000 }]";
    const FIXED: &str = "[{ name: { vi: A }, amount: 10000, channels: [online] }, { name: { vi: B }, amount: 0, channels: [counter] }]";

    #[test]
    fn a_procedure_without_a_fee_bothers_nobody() {
        assert_eq!(Charge::of(&procedure("[]"), Channel::Online), Charge::Never);
        assert_eq!(Charge::of(&procedure(FREE), Channel::Online), Charge::Never);
        assert_eq!(Charge::of(&procedure(MIXED), Channel::Online), Charge::IfAsked);
        assert_eq!(
            Charge::of(&procedure(FIXED), Channel::Online),
            Charge::Always,
            "the fee of another channel does not count"
        );
        assert_eq!(lines(&procedure(FREE), Channel::Online, date!(2026 - 11 - 18), &[]), []);
    }

    #[test]
    fn what_answers_tell_decides_before_what_the_file_says() {
        let of =
            |fees, counts: [Option<u32>; 3]| Charge::of_counts(&procedure(fees), Channel::Online, &counts);
        assert_eq!(of(MIXED, [None, None, Some(2)]), Charge::Always, "two of C are wanted");
        assert_eq!(of(MIXED, [Some(1), Some(0), Some(0)]), Charge::Never, "only the free one is left");
        assert_eq!(of(MIXED, [None, None, Some(0)]), Charge::IfAsked, "B may be owed");
        assert_eq!(of(MIXED, [Some(0), None, Some(0)]), Charge::Always, "only B is left");
    }

    #[test]
    fn an_exemption_is_shown_for_what_was_filed_while_it_held() {
        let free = "{ who: { vi: X }, from: '2026-01-01', to: '2026-06-30' }";
        let procedure = procedure(&format!("[{{ name: {{ vi: A }}, amount: 1, exemptions: [{free}] }}]"));
        let shown = |filed| lines(&procedure, Channel::Online, filed, &[])[0].exemptions.len();
        let days =
            [date!(2025 - 12 - 31), date!(2026 - 01 - 01), date!(2026 - 06 - 30), date!(2026 - 07 - 01)];
        assert_eq!(days.map(shown), [0, 1, 1, 0]);
    }

    #[test]
    fn a_line_tells_how_many_were_asked_for() {
        let lines =
            lines(&procedure(MIXED), Channel::Online, date!(2026 - 11 - 18), &[Some(1), Some(0), Some(3)]);
        let asked: Vec<_> = lines.iter().map(|line| (line.index, line.asked_for)).collect();
        assert_eq!(asked, [(1, Some(0)), (2, Some(3))], "the free one is no line");
    }

    #[test]
    fn the_sum_is_counts_times_amounts() {
        let procedure = procedure(MIXED);
        let items =
            posted(&[("fee2", "3")], &[("fee1", "50.000")]).items(&procedure, Channel::Online).unwrap();
        let amounts: Vec<u64> = items.iter().map(|item| item.amount).collect();
        assert_eq!(amounts, [50_000, 24_000]);
        let some =
            posted(&[("fee2", "0")], &[("fee1", "50 000")]).items(&procedure, Channel::Online).unwrap();
        assert_eq!(some.len(), 1);
    }

    #[test]
    fn nothing_and_nonsense_are_no_amounts() {
        let procedure = procedure(MIXED);
        let fractions = [("", "12,5"), ("", "50.000,50"), ("", "5.00")];
        let nonsense = [("", ""), ("0", "0"), ("x", ""), ("-1", ""), ("1000", ""), ("", "1e6")];
        for (count, amount) in nonsense.into_iter().chain(fractions) {
            let posted = posted(&[("fee2", count)], &[("fee1", amount)]);
            assert_eq!(
                posted.items(&procedure, Channel::Online).unwrap_err().failure(),
                Failure::AmountInvalid,
                "{count} {amount}"
            );
        }
        // What the file says is charged, whatever a form posts.
        let forged = posted(&[("fee0", "1")], &[("fee2", "1")]);
        assert_eq!(forged.items(&procedure, Channel::Online).unwrap_err().failure(), Failure::AmountInvalid);
    }
}
