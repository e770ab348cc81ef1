use super::{DossierCode, digits_of, is_province};
use crate::codes::words;

/// A text of law that says how dossier codes are built (law §3.1).
///
/// The newer shapes overlap, so that a code can have several: `H09.12-250901-0001` may stand on any text since 2020.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `000.00.12.H09-210512-0001`
    Circular01Of2018,
    /// `H09.12.34-230520-0001`, any depth of units.
    Decision20Of2020,
    /// `H29.123.45-250901-0001`, one or two units of two or three digits.
    Circular03Of2025,
    /// `H29.123.45-260301-010042`: two digits of the system's owner before the daily number.
    Circular04Of2025,
    /// `G09.20-20260609-0092637`, seen in other systems.
    LongDate,
}

words!(Shape {
    Circular01Of2018 => "tt_01_2018", "Thông tư 01/2018/TT-VPCP", "Circular 01/2018/TT-VPCP";
    Decision20Of2020 => "qd_20_2020", "Quyết định 20/2020/QĐ-TTg", "Decision 20/2020/QĐ-TTg";
    Circular03Of2025 => "tt_03_2025", "Thông tư 03/2025/TT-VPCP", "Circular 03/2025/TT-VPCP";
    Circular04Of2025 => "tt_04_2025", "Thông tư 04/2025/TT-VPCP", "Circular 04/2025/TT-VPCP";
    LongDate => "long_date", "hệ thống khác, năm bốn chữ số", "another system, with a year of four digits";
});

impl DossierCode {
    /// The texts of law whose shape this code has; at least one.
    #[must_use]
    pub fn shapes(&self) -> Vec<Shape> {
        let [agency, date, sequence] = self.parts();
        if date.len() == 8 {
            return vec![Shape::LongDate];
        }
        let units: Vec<&str> = agency.split('.').skip(1).collect();
        if !agency.split('.').next().is_some_and(is_province) {
            return vec![Shape::Circular01Of2018];
        }
        let mut shapes = vec![Shape::Decision20Of2020];
        if (1..=2).contains(&units.len()) && units.iter().all(|unit| digits_of(unit, 2..=3)) {
            shapes.push(Shape::Circular03Of2025);
            if sequence.len() >= 6 {
                shapes.push(Shape::Circular04Of2025);
            }
        }
        shapes
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::{Date, Duration, macros::date};

    use super::*;

    fn shapes(text: &str) -> Vec<Shape> {
        text.parse::<DossierCode>().unwrap().shapes()
    }

    #[test]
    fn codes_of_the_law_have_the_shape_of_their_time() {
        use Shape::{Circular01Of2018, Circular03Of2025, Circular04Of2025, Decision20Of2020, LongDate};
        assert_eq!(shapes("000.00.12.H09-210512-0001"), [Circular01Of2018]);
        assert_eq!(shapes("H09-230520-0001"), [Decision20Of2020]);
        assert_eq!(shapes("H09.1.34-230520-0001"), [Decision20Of2020]);
        assert_eq!(shapes("H29.123.45-250901-0001"), [Decision20Of2020, Circular03Of2025]);
        let central = [Decision20Of2020, Circular03Of2025, Circular04Of2025];
        assert_eq!(shapes("H29.123.45-260301-010042"), central);
        assert_eq!(shapes("G09.20-20260609-0092637"), [LongDate]);
    }

    fn day() -> impl Strategy<Value = Date> {
        (0_i64..36_525).prop_map(|days| date!(2000 - 01 - 01) + Duration::days(days))
    }

    fn six_digits(day: Date) -> String {
        format!("{:02}{:02}{:02}", day.year() % 100, u8::from(day.month()), day.day())
    }

    /// The regular expressions of law §3.1, date by date.
    const WRITTEN: [(&str, &str, Shape); 4] = [
        ("[0-9]{3}\\.[0-9]{2}\\.[0-9]{2}\\.[A-Y][0-9]{2}", "[0-9]{4}", Shape::Circular01Of2018),
        ("[A-Y][0-9]{2}(\\.[0-9]{1,3}){0,7}", "[0-9]{4,12}", Shape::Decision20Of2020),
        ("[A-Y][0-9]{2}\\.[0-9]{2,3}(\\.[0-9]{2,3})?", "[0-9]{4,12}", Shape::Circular03Of2025),
        ("[A-Y][0-9]{2}\\.[0-9]{2,3}(\\.[0-9]{2,3})?", "[0-9]{6,12}", Shape::Circular04Of2025),
    ];

    fn written() -> impl Strategy<Value = (String, String, Shape)> {
        (0..WRITTEN.len()).prop_flat_map(|index| {
            let (agency, sequence, shape) = WRITTEN[index];
            (agency, sequence, Just(shape))
        })
    }

    proptest! {
        #[test]
        fn every_code_of_the_law_is_read_and_shown_as_it_is_written(
            (agency, sequence, shape) in written(), day in day(),
        ) {
            let text = format!("{agency}-{}-{sequence}", six_digits(day));
            let code: DossierCode = text.parse().unwrap();
            prop_assert_eq!(code.to_string(), text);
            prop_assert_eq!(code.agency(), agency);
            prop_assert_eq!(code.date(), day);
            prop_assert!(code.shapes().contains(&shape));
        }

        #[test]
        fn whatever_is_read_has_a_shape(text in "[0-9A-Ya-y. -]{0,45}") {
            if let Ok(code) = text.parse::<DossierCode>() {
                prop_assert!(!code.shapes().is_empty());
            }
        }
    }
}
