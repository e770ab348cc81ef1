use super::{
    arithmetic::{ArithmeticStep, Due, SkipReason, added, skipped},
    period::{Period, PeriodUnit},
    words::{list, weekends},
};
use crate::{
    text::Lang,
    when::{format_date_long, format_day, local},
};

impl Due {
    /// The sum in one line: `10 ngày làm việc, bỏ qua 24/11 (Ngày Văn hóa Việt Nam) và hai cuối
    /// tuần`.
    #[must_use]
    pub fn summary(&self, lang: Lang) -> String {
        let mut parts = vec![self.period(lang)];
        parts.extend(self.again(lang).map(str::to_owned));
        parts.extend(self.moved_start(lang));
        parts.extend(self.passed_over(lang));
        parts.extend(self.swapped(lang));
        parts.extend(self.rolled(lang));
        parts.extend(self.paused(lang));
        parts.join(", ")
    }

    fn period(&self, lang: Lang) -> String {
        let counted = self.arithmetic.iter().find_map(|step| match step {
            ArithmeticStep::Counted { amount, unit } => Some(Period::new(*amount, *unit)),
            _ => None,
        });
        counted.unwrap_or(Period::new(0, PeriodUnit::SameDay)).label(lang)
    }

    fn again(&self, lang: Lang) -> Option<&'static str> {
        let again = self.arithmetic.iter().any(|step| matches!(step, ArithmeticStep::CountedAgain { .. }));
        again.then_some(match lang {
            Lang::Vi => "tính lại từ đầu sau khi bổ sung",
            Lang::En => "counted again after the supplement",
        })
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

    fn paused(&self, lang: Lang) -> Option<String> {
        let pauses: Vec<u32> = self
            .arithmetic
            .iter()
            .filter_map(|step| match step {
                ArithmeticStep::Paused { seconds, .. } => Some(*seconds).filter(|seconds| *seconds > 0),
                _ => None,
            })
            .collect();
        let time = added(pauses.iter().sum(), lang)?;
        Some(match lang {
            Lang::Vi => format!("cộng thêm {time} vì tạm dừng"),
            Lang::En if pauses.len() == 1 => format!("with {time} added for a pause"),
            Lang::En => format!("with {time} added for pauses"),
        })
    }
}
