use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{
    period::{Period, PeriodUnit},
    words::{days, working_time},
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

impl Due {
    /// Seconds of work for which the period did not run.
    #[must_use]
    pub fn paused_seconds(&self) -> u32 {
        let paused = |step: &ArithmeticStep| match step {
            ArithmeticStep::Paused { seconds, .. } => *seconds,
            _ => 0,
        };
        self.arithmetic.iter().map(paused).sum()
    }
}

/// Why a period does not count from the instant of receipt (law §1.4, §6.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountedFromReason {
    /// Received on a weekend or holiday.
    DayOff,
    /// Received while the unit was closed.
    Closed,
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
            (Self::Closed, Lang::Vi) => "nộp vào ngày đơn vị đóng cửa",
            (Self::Closed, Lang::En) => "received on a day on which the unit was closed",
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
    /// The unit is closed while others work.
    Closure {
        /// why
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
    /// The supplement was complete, so the period is counted again from its start.
    CountedAgain {
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
    /// The period did not run for a while.
    Paused {
        /// instant
        #[serde(with = "iso::datetime")]
        from: OffsetDateTime,
        /// instant
        #[serde(with = "iso::datetime")]
        to: OffsetDateTime,
        /// seconds of work in between, which are added
        seconds: u32,
    },
    /// The agency apologised and promised another moment.
    MovedTo {
        /// instant
        #[serde(with = "iso::datetime")]
        at: OffsetDateTime,
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
            Self::CountedAgain { at } => {
                format!("Tiếp nhận bổ sung lúc {}, thời hạn tính lại từ đầu", format_datetime(*at, lang))
            }
            Self::CountedFrom { at, reason } => {
                let from = format_date_long(local(*at).date(), lang);
                format!("Tính từ {from} vì {}", reason.label(lang))
            }
            Self::Counted { unit: PeriodUnit::SameDay, .. } => {
                "Giải quyết trong ngày; nhận sau 15 giờ thì trong ngày làm việc tiếp theo".to_owned()
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
            Self::Paused { from, to, seconds } => {
                let (from, to) = (format_datetime(*from, lang), format_datetime(*to, lang));
                match added(*seconds, lang) {
                    Some(time) => format!("Tạm dừng từ {from} đến {to}: cộng thêm {time}"),
                    None => format!("Tạm dừng từ {from} đến {to}: không cộng thêm giờ làm việc"),
                }
            }
            Self::MovedTo { at } => format!("Xin lỗi và hẹn lại lúc {}", format_datetime(*at, lang)),
            Self::DueAt { at } => format!("Đến hạn lúc {}", format_datetime(*at, lang)),
        }
    }

    fn english(&self) -> String {
        let lang = Lang::En;
        match self {
            Self::ReceivedAt { at } => format!("Received at {}", format_datetime(*at, lang)),
            Self::CountedAgain { at } => {
                format!(
                    "The supplement was accepted at {}: counted again from the start",
                    format_datetime(*at, lang)
                )
            }
            Self::CountedFrom { at, reason } => {
                let from = format_date_long(local(*at).date(), lang);
                format!("Counted from {from}, because it was {}", reason.label(lang))
            }
            Self::Counted { unit: PeriodUnit::SameDay, .. } => {
                "Answered within the day; what is received after 15:00, on the next working day".to_owned()
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
            Self::Paused { from, to, seconds } => {
                let (from, to) = (format_datetime(*from, lang), format_datetime(*to, lang));
                match added(*seconds, lang) {
                    Some(time) => format!("Paused from {from} to {to}: {time} added"),
                    None => format!("Paused from {from} to {to}: no working time added"),
                }
            }
            Self::MovedTo { at } => format!("Moved with an apology to {}", format_datetime(*at, lang)),
            Self::DueAt { at } => format!("Due at {}", format_datetime(*at, lang)),
        }
    }
}

/// Working time in words; less than a minute is no time that a reader could check.
pub(super) fn added(seconds: u32, lang: Lang) -> Option<String> {
    (seconds >= 60).then(|| working_time(seconds, lang))
}

/// `24/11 (Ngày Văn hóa Việt Nam)`, `05/09–06/09 (cuối tuần)`.
pub(super) fn skipped(from: Date, to: Date, reason: &SkipReason, lang: Lang) -> String {
    let days = days(from, to, lang);
    match (reason, lang) {
        (SkipReason::Holiday { name } | SkipReason::Closure { name }, _) => {
            format!("{days} ({})", name.get(lang))
        }
        (SkipReason::Weekend, Lang::Vi) => format!("{days} (cuối tuần)"),
        (SkipReason::Weekend, Lang::En) => format!("{days} (weekend)"),
    }
}
