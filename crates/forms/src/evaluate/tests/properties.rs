use proptest::prelude::*;

use super::*;

/// Keys of the form and others, with answers good and bad.
fn any_answers() -> impl Strategy<Value = Answers> {
    let key = prop_oneof![
        prop::sample::select(COMPLETE.iter().map(|(key, _)| (*key).to_owned()).collect::<Vec<_>>()),
        prop::sample::select(vec![
            "rent",
            "owner_tax",
            "email",
            "area",
            "move_in",
            "notes",
            "birth.day",
            "birth.month",
            "birth.year",
            "members.1.member_birth",
            "members.0.member_share",
            "home.street",
            "members.2.member_id",
        ])
        .prop_map(str::to_owned),
        "[a-z_.0-9]{0,20}",
    ];
    let value = prop_oneof![
        any::<String>(),
        "[0-9]{0,14}",
        "[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}",
        prop::sample::select(vec!["yes", "no", "male", "79", "-9223372036854775808", "65535"])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec((key, value), 0..25).prop_map(|pairs| pairs.into_iter().collect())
}

proptest! {
    #[test]
    fn any_answers_can_be_judged_and_always_alike(given in any_answers()) {
        prop_assert_eq!(judged(&given), judged(&given));
    }

    #[test]
    fn problems_stand_only_at_questions_that_exist(given in any_answers()) {
        let found = judged(&given);
        for problem in &found.problems {
            let question = problem.path.strip_suffix(".province")
                .or(problem.path.strip_suffix(".commune"))
                .or(problem.path.strip_suffix(".street"))
                .unwrap_or(&problem.path);
            prop_assert!(problem.section == FILES || found.is_visible(question), "{}", problem.path);
            prop_assert!(problem.section == FILES || found.is_section_visible(&problem.section));
        }
    }

    #[test]
    fn every_problem_has_words_in_both_languages(given in any_answers()) {
        let (form, papers) = (household(), papers());
        for problem in judged(&given).problems {
            let texts = [domain::text::Lang::Vi, domain::text::Lang::En].map(|lang| problem.text(&form, &papers, lang));
            prop_assert!(!texts[0].is_empty() && !texts[1].is_empty() && texts[0] != texts[1]);
        }
    }

    #[test]
    fn optional_answers_never_make_a_complete_form_incomplete_when_blank(
        removed in prop::sample::select(vec!["email", "area", "move_in", "notes", "home.street", "members.0.member_share"])
    ) {
        let given = changed(&[(removed, " ")]);
        prop_assert!(judged_with(&given, &attached(&[("title", 1)]), &book()).is_complete());
    }

    #[test]
    fn a_form_answered_well_throughout_is_complete(
        name in "[A-Za-zĐđăâêôơư]{1,25}( [A-Za-zĐđăâêôơư]{1,20})?",
        year in 1950_i32..2013,
        female in any::<bool>(),
        rent in prop::option::of(100_000_i64..1_000_000_000),
        children in prop::collection::vec((1_u8..13, 1_u8..29, 2013_u16..2026), 1..4),
        shares in prop::collection::vec(0_i64..100, 3),
    ) {
        let century = if year < 2000 { 0 } else { 2 };
        let mut given = changed(&[
            ("full_name", &name),
            ("birth", &format!("7/8/{year}")),
            ("sex", if female { "female" } else { "male" }),
            ("national_id", &format!("074{}{:02}123456", century + i32::from(female), year % 100)),
            ("rents", if rent.is_some() { "yes" } else { "no" }),
            ("members.rows", &children.len().to_string()),
        ]);
        let rented = rent.is_some();
        if let Some(rent) = rent {
            given.set("rent", rent.to_string());
        }
        let mut area = 0;
        for (row, (month, day, year)) in children.iter().enumerate() {
            given.set(format!("members.{row}.member_name"), format!("{name} con"));
            given.set(format!("members.{row}.member_birth"), format!("{day}/{month}/{year}"));
            given.set(format!("members.{row}.member_share"), shares[row].to_string());
            area += shares[row];
        }
        given.set("area", area.to_string());
        let paper = if rented { "lease" } else { "contract" };
        let found = judged_with(&given, &attached(&[(paper, 1)]), &book());
        prop_assert_eq!(found.problems, []);
    }
}
