//! Periods, fees and shares as people say them.

use domain::clock::Period;
use domain::text::Lang;
use forms::display::money;
use forms::procedure::Fee;
use leptos::prelude::*;
use views::{FeeLine, PaymentView};

use crate::ui::words::decimal_mark;
use crate::ui::{capitalised, lang, t};

/// `1 ngày làm việc`, `Trong ngày`: to stand alone.
#[must_use]
pub fn period_text(period: Period) -> String {
    capitalised(&period.label(lang()))
}

/// A period, and those that some cases take instead: `7 ngày làm việc; có trường hợp 10 ngày làm việc`.
#[must_use]
pub fn periods_text(period: Period, others: &[Period]) -> String {
    let others = others
        .iter()
        .map(|other| format!("; {} {}", t("có trường hợp", "in some cases"), other.label(lang())));
    period_text(period) + &others.collect::<String>()
}

/// What a procedure costs, in a few words; the page of the procedure lists every fee.
#[must_use]
pub fn fee_text(fees: &[Fee]) -> String {
    let lang = lang();
    let known = || fees.iter().filter_map(|fee| fee.amount);
    let (Some(least), Some(most)) = (known().min(), known().max()) else {
        return if fees.is_empty() {
            t("Miễn phí", "Free")
        } else {
            t("Theo mức của tỉnh", "Set by the province")
        }
        .to_owned();
    };
    let one_amount = known().count() == fees.len() && least == most;
    match (least, one_amount) {
        (0, true) => t("Miễn phí", "Free").to_owned(),
        (0, false) => t("Miễn phí, trừ một số khoản", "Free, with exceptions").to_owned(),
        (amount, true) => dong(amount, lang),
        (amount, false) => format!("{} {}", t("Từ", "From"), dong(amount, lang)),
    }
}

/// `Phí cấp bản sao, mỗi bản: 8.000 đ × 2`
#[must_use]
pub fn owed_line(fee: &FeeLine) -> String {
    let times = fee.asked_for.filter(|count| *count > 1).map(|count| format!(" × {count}"));
    format!("{}: {}{}", fee.name.get(lang()), amount_text(fee.each), times.unwrap_or_default())
}

/// One fee: `Miễn phí`, `8.000 đ`, or that the province sets it.
#[must_use]
pub fn amount_text(amount: Option<u64>) -> String {
    match amount {
        Some(0) => t("Miễn phí", "Free").to_owned(),
        Some(amount) => dong(amount, lang()),
        None => {
            t("Hội đồng nhân dân tỉnh quy định", "Set by the People's Council of the province").to_owned()
        }
    }
}

fn dong(amount: u64, lang: Lang) -> String {
    money(i64::try_from(amount).unwrap_or(i64::MAX), lang)
}

/// What is charged, line by line, and the sum.
#[must_use]
pub fn fee_items(payment: &PaymentView) -> AnyView {
    let lang = lang();
    let lines = payment.items.iter().map(|item| {
        let count = (item.count > 1).then(|| format!(" × {}", item.count));
        let basis = (!item.basis.is_empty())
            .then(|| view! { <span class="muted">" (" {item.basis.clone()} ")"</span> });
        view! { <li>{item.name.get(lang).to_owned()} {count} ": " {dong(item.amount, lang)} {basis}</li> }
    });
    view! {
        <ul>{lines.collect_view()}</ul>
        <p><strong>{t("Tổng cộng:", "In all:")} " " {dong(payment.amount, lang)}</strong></p>
    }
    .into_any()
}

/// The lines of a typed text, without the empty ones.
pub fn text_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// Typed text with its line breaks.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<AnyView> {
    text_lines(text).map(|line| view! { <p>{line.to_owned()}</p> }.into_any()).collect()
}

/// `96,4 %` of 964 per mille.
#[must_use]
pub fn per_mille_text(per_mille: u32) -> String {
    format!("{}{}{} %", per_mille / 10, decimal_mark(), per_mille % 10)
}

#[cfg(test)]
mod tests {
    use domain::clock::PeriodUnit;
    use domain::text::Text;

    use super::*;

    fn fees(amounts: &[Option<u64>]) -> Vec<Fee> {
        let fee = |amount: &Option<u64>| Fee {
            name: Text::default(),
            channels: Vec::new(),
            amount: *amount,
            note: None,
            basis: None,
            owed_if: None,
            count: None,
            exemptions: Vec::new(),
        };
        amounts.iter().map(fee).collect()
    }

    #[test]
    fn a_fee_is_told_without_promising_too_much() {
        assert_eq!(fee_text(&fees(&[])), "Miễn phí");
        assert_eq!(fee_text(&fees(&[Some(0)])), "Miễn phí");
        assert_eq!(fee_text(&fees(&[Some(8_000)])), "8.000 đ");
        assert_eq!(fee_text(&fees(&[Some(8_000), Some(15_000)])), "Từ 8.000 đ");
        assert_eq!(fee_text(&fees(&[Some(0), None])), "Miễn phí, trừ một số khoản");
        assert_eq!(fee_text(&fees(&[None])), "Theo mức của tỉnh");
    }

    #[test]
    fn a_period_stands_alone_with_a_capital() {
        assert_eq!(period_text(Period::new(0, PeriodUnit::SameDay)), "Trong ngày");
        assert_eq!(period_text(Period::new(3, PeriodUnit::WorkingDays)), "3 ngày làm việc");
    }

    #[test]
    fn a_share_keeps_one_decimal() {
        assert_eq!(per_mille_text(964), "96,4 %");
        assert_eq!(per_mille_text(1000), "100,0 %");
    }
}
