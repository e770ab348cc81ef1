use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{
    period::{Period, PeriodUnit},
    words::{days, list, weekends},
};
use crate::{
    text::{Lang, Text},
    when::{format_date, format_date_long, format_datetime, format_day, iso, local},
};

/// The end of a period, and the sum that shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// When the period ends, on Vietnamese clocks when computed here.
    #[serde(with = "iso::datetime")]
    pub at: OffsetDateTime,
    /// What was counted and what was skipped, in the order of the calendar.
    pub arithmetic: Vec<ArithmeticStep>,
}

/// Why a period does not count from the instant of receipt (law §1.4, §6.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountedFromReason {
    /// Received on a weekend or holiday.
    DayOff,
    /// Received after closing time.
    AfterHours,
    /// Received in the last hour of work.
    LastHour,
    /// A service within the day, received after 15:00.
    AfterFifteen,
}

impl CountedFromReason {
    /// `nộp trong giờ làm việc cuối cùng`
    #[must_use]
    pub const fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::DayOff, Lang::Vi) => "nộp vào ngày nghỉ",
            (Self::DayOff, Lang::En) => "received on a day off",
            (Self::AfterHours, Lang::Vi) => "nộp sau giờ làm việc",
            (Self::AfterHours, Lang::En) => "received after working hours",
            (Self::LastHour, Lang::Vi) => "nộp trong giờ làm việc cuối cùng",
            (Self::LastHour, Lang::En) => "received in the last working hour",
            (Self::AfterFifteen, Lang::Vi) => "nộp sau 15 giờ",
            (Self::AfterFifteen, Lang::En) => "received after 15:00",
        }
    }
}

/// Why a day does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SkipReason {
    /// Saturday or Sunday.
    Weekend,
    /// A day off of the calendar.
    Holiday {
        /// its name
        name: Text,
    },
}

/// One line of the sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum ArithmeticStep {
    /// The dossier arrived.
    ReceivedAt {
        /// instant
        #[serde(with = "iso::datetime")]
        at: OffsetDateTime,
    },
    /// The period counts from a later instant.
    CountedFrom {
        /// instant
        #[serde(with = "iso::datetime")]
        at: OffsetDateTime,
        /// why
        reason: CountedFromReason,
    },
    /// The period that the law grants; the first day is not counted.
    Counted {
        /// how many
        amount: u16,
        /// of what
        unit: PeriodUnit,
    },
    /// Neighbouring days that do not count for one reason.
    Skipped {
        /// first day
        #[serde(with = "iso::date")]
        from: Date,
        /// last day, included
        #[serde(with = "iso::date")]
        to: Date,
        /// why
        reason: SkipReason,
    },
    /// A Saturday that counts because it is worked instead of another day.
    SwappedWorkingDay {
        /// the Saturday
        #[serde(with = "iso::date")]
        date: Date,
    },
    /// The last day is off, so the period ends on the next working day.
    RolledTo {
        /// day off
        #[serde(with = "iso::date")]
        from: Date,
        /// next working day
        #[serde(with = "iso::date")]
        to: Date,
    },
    /// The period ends.
    DueAt {
        /// instant
        #[serde(with = "iso::datetime")]
        at: OffsetDateTime,
    },
}

impl ArithmeticStep {
    /// The line as a citizen reads it.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        match lang {
            Lang::Vi => self.vietnamese(),
            Lang::En => self.english(),
        }
    }

    fn vietnamese(&self) -> String {
        let lang = Lang::Vi;
        match self {
            Self::ReceivedAt { at } => format!("Nhận lúc {}", format_datetime(*at, lang)),
            Self::CountedFrom { at, reason } => {
                let from = format_date_long(local(*at).date(), lang);
                format!("Tính từ {from} vì {}", reason.label(lang))
            }
            Self::Counted { amount, unit } => match Period::new(*amount, *unit).label(lang) {
                label if *unit == PeriodUnit::WorkingHours => format!("Thời hạn {label}"),
                label => format!("Thời hạn {label}, không tính ngày đầu"),
            },
            Self::Skipped { from, to, reason } => {
                format!("Bỏ qua {}", skipped(*from, *to, reason, lang))
            }
            Self::SwappedWorkingDay { date } => {
                format!("Tính cả thứ Bảy {} (ngày làm bù)", format_date(*date, lang))
            }
            Self::RolledTo { from, to } => format!(
                "Ngày cuối {} là ngày nghỉ nên dời sang {}",
                format_day(*from, lang),
                format_date_long(*to, lang)
            ),
            Self::DueAt { at } => format!("Đến hạn lúc {}", format_datetime(*at, lang)),
        }
    }

    fn english(&self) -> String {
        let lang = Lang::En;
        match self {
            Self::ReceivedAt { at } => format!("Received at {}", format_datetime(*at, lang)),
            Self::CountedFrom { at, reason } => {
                let from = format_date_long(local(*at).date(), lang);
                format!("Counted from {from}, because it was {}", reason.label(lang))
            }
            Self::Counted { amount, unit } => match Period::new(*amount, *unit).label(lang) {
                label if *unit == PeriodUnit::WorkingHours => format!("The period is {label}"),
                label => format!("The period is {label}, not counting the first day"),
            },
            Self::Skipped { from, to, reason } => {
                format!("Skipping {}", skipped(*from, *to, reason, lang))
            }
            Self::SwappedWorkingDay { date } => {
                format!("Counting Saturday {} (worked instead of another day)", format_date(*date, lang))
            }
            Self::RolledTo { from, to } => format!(
                "The last day, {}, is a day off, so the period ends on {}",
                format_day(*from, lang),
                format_date_long(*to, lang)
            ),
            Self::DueAt { at } => format!("Due at {}", format_datetime(*at, lang)),
        }
    }
}

fn skipped(from: Date, to: Date, reason: &SkipReason, lang: Lang) -> String {
    let days = days(from, to, lang);
    match (reason, lang) {
        (SkipReason::Holiday { name }, _) => format!("{days} ({})", name.get(lang)),
        (SkipReason::Weekend, Lang::Vi) => format!("{days} (cuối tuần)"),
        (SkipReason::Weekend, Lang::En) => format!("{days} (weekend)"),
    }
}

impl Due {
    /// The sum in one line: `10 ngày làm việc, bỏ qua 24/11 (Ngày Văn hóa Việt Nam) và hai cuối
    /// tuần`.
    #[must_use]
    pub fn summary(&self, lang: Lang) -> String {
        let mut parts = vec![self.period(lang)];
        parts.extend(self.moved_start(lang));
        parts.extend(self.passed_over(lang));
        parts.extend(self.swapped(lang));
        parts.extend(self.rolled(lang));
        parts.join(", ")
    }

    fn period(&self, lang: Lang) -> String {
        let counted = self.arithmetic.iter().find_map(|step| match step {
            ArithmeticStep::Counted { amount, unit } => Some(Period::new(*amount, *unit)),
            _ => None,
        });
        counted.unwrap_or(Period::new(0, PeriodUnit::SameDay)).label(lang)
    }

    fn moved_start(&self, lang: Lang) -> Option<String> {
        let (at, reason) = self.arithmetic.iter().rev().find_map(|step| match step {
            ArithmeticStep::CountedFrom { at, reason } => Some((*at, *reason)),
            _ => None,
        })?;
        let from = format_date_long(local(at).date(), lang);
        let reason = reason.label(lang);
        Some(match lang {
            Lang::Vi => format!("tính từ {from} vì {reason}"),
            Lang::En => format!("counted from {from} because {reason}"),
        })
    }

    // Days skipped before the count began only moved its start, which is told already.
    fn counting(&self) -> impl Iterator<Item = &ArithmeticStep> {
        let begins = |step: &ArithmeticStep| matches!(step, ArithmeticStep::Counted { .. });
        self.arithmetic.iter().skip_while(move |step| !begins(step))
    }

    fn passed_over(&self, lang: Lang) -> Option<String> {
        // The end of a rolled period is named by itself.
        if self.rolled(lang).is_some() {
            return None;
        }
        let mut items = Vec::new();
        let mut weekend_count = 0;
        for step in self.counting() {
            match step {
                ArithmeticStep::Skipped { reason: SkipReason::Weekend, .. } => weekend_count += 1,
                ArithmeticStep::Skipped { from, to, reason } => {
                    items.push(skipped(*from, *to, reason, lang));
                }
                _ => {}
            }
        }
        if weekend_count > 0 {
            items.push(weekends(weekend_count, lang));
        }
        let verb = match lang {
            Lang::Vi => "bỏ qua",
            Lang::En => "skipping",
        };
        (!items.is_empty()).then(|| format!("{verb} {}", list(&items, lang)))
    }

    fn swapped(&self, lang: Lang) -> Option<String> {
        let days = self.counting().filter_map(|step| match step {
            ArithmeticStep::SwappedWorkingDay { date } => Some(format_day(*date, lang)),
            _ => None,
        });
        let days: Vec<String> = days.collect();
        let all = list(&days, lang);
        match lang {
            _ if days.is_empty() => None,
            Lang::Vi => Some(format!("tính cả thứ Bảy làm bù {all}")),
            Lang::En => Some(format!("counting the worked Saturday {all}")),
        }
    }

    fn rolled(&self, lang: Lang) -> Option<String> {
        self.arithmetic.iter().find_map(|step| match (step, lang) {
            (ArithmeticStep::RolledTo { from, to }, Lang::Vi) => Some(format!(
                "ngày cuối {} là ngày nghỉ nên dời sang {}",
                format_day(*from, lang),
                format_date_long(*to, lang)
            )),
            (ArithmeticStep::RolledTo { from, to }, Lang::En) => Some(format!(
                "and as {} is a day off, until {}",
                format_day(*from, lang),
                format_date_long(*to, lang)
            )),
            _ => None,
        })
    }
}
