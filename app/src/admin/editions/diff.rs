//! What a new version changes, by part, old and new in words.

use forms::procedure::Procedure;
use leptos::prelude::*;

use super::facts::{self, Fact};
use crate::ui::t;

/// What became of one thing that a procedure says.
#[derive(Debug, PartialEq, Eq)]
enum Change {
    Added {
        label: String,
        value: String,
    },
    Removed {
        label: String,
        value: String,
    },
    /// `same_words`: only what is not shown here differs, such as the other language.
    Changed {
        label: String,
        before: String,
        after: String,
        same_words: bool,
    },
}

/// The changes from one version to another, by part.
pub(super) fn changes(before: &Procedure, after: &Procedure) -> AnyView {
    let parts: Vec<_> = compared(before, after).into_iter().filter(|(_, lines)| !lines.is_empty()).collect();
    if parts.is_empty() {
        return view! { <p>{t("Chưa thay đổi gì.", "Nothing is changed yet.")}</p> }.into_any();
    }
    let parts = parts.into_iter().map(|(name, lines)| {
        let lines = lines.into_iter().map(line).collect_view();
        view! {
            <section class="diff-part">
                <h4>{name}</h4>
                <dl class="diff">{lines}</dl>
            </section>
        }
    });
    parts.collect_view().into_any()
}

fn compared(before: &Procedure, after: &Procedure) -> Vec<(&'static str, Vec<Change>)> {
    let parts = facts::of(before).into_iter().zip(facts::of(after));
    parts.map(|((name, before), (_, after))| (name, differences(before, after))).collect()
}

/// In the order of the new version, then what is gone.
fn differences(before: Vec<Fact>, after: Vec<Fact>) -> Vec<Change> {
    let mut before = before;
    let mut changes = Vec::new();
    for fact in after {
        // Two of one name are told apart by their order.
        let Some(place) = before.iter().position(|known| known.key == fact.key) else {
            changes.push(Change::Added { label: fact.label, value: fact.value });
            continue;
        };
        let known = before.remove(place);
        if known.raw != fact.raw {
            let same_words = known.value == fact.value;
            changes.push(Change::Changed {
                label: fact.label,
                before: known.value,
                after: fact.value,
                same_words,
            });
        }
    }
    let gone = before.into_iter().map(|fact| Change::Removed { label: fact.label, value: fact.value });
    changes.extend(gone);
    changes
}

fn line(change: Change) -> AnyView {
    match change {
        Change::Added { label, value } => view! {
            <div>
                <dt><span class="tag new">{t("Thêm", "Added")}</span> " " {label}</dt>
                <dd><ins>{shown(value)}</ins></dd>
            </div>
        }
        .into_any(),
        Change::Removed { label, value } => view! {
            <div>
                <dt><span class="tag refused">{t("Bỏ", "Removed")}</span> " " {label}</dt>
                <dd><del>{shown(value)}</del></dd>
            </div>
        }
        .into_any(),
        Change::Changed { label, same_words: true, .. } => view! {
            <div>
                <dt><span class="tag running">{t("Sửa", "Changed")}</span> " " {label}</dt>
                <dd>{t(
                    "Khác ở bản tiếng Anh hoặc ở chi tiết không hiện tại đây.",
                    "It differs in the Vietnamese text or in details that are not shown here.",
                )}</dd>
            </div>
        }
        .into_any(),
        Change::Changed { label, before, after, .. } => view! {
            <div>
                <dt><span class="tag running">{t("Sửa", "Changed")}</span> " " {label}</dt>
                <dd>
                    <span class="visually-hidden">{t("Trước:", "Before:")} " "</span>
                    <del>{shown(before)}</del>
                    " → "
                    <span class="visually-hidden">{t("Sau:", "After:")} " "</span>
                    <ins>{shown(after)}</ins>
                </dd>
            </div>
        }
        .into_any(),
    }
}

fn shown(value: String) -> String {
    if value.is_empty() { t("(trống)", "(empty)").to_owned() } else { value }
}

#[cfg(test)]
mod tests {
    use domain::clock::{Period, PeriodUnit};
    use domain::text::Text;

    use super::*;

    fn birth() -> Procedure {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/procedures/1.001193.yaml");
        serde_saphyr::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
    }

    /// The changes after somebody mended the procedure.
    fn told(mend: impl FnOnce(&mut Procedure)) -> Vec<(&'static str, Change)> {
        let mut after = birth();
        mend(&mut after);
        let parts = compared(&birth(), &after);
        parts.into_iter().flat_map(|(name, lines)| lines.into_iter().map(move |line| (name, line))).collect()
    }

    fn changed(label: &str, before: &str, after: &str) -> Change {
        let (label, before, after) = (label.to_owned(), before.to_owned(), after.to_owned());
        Change::Changed { label, same_words: before == after, before, after }
    }

    #[test]
    fn nothing_changed_is_nothing_told() {
        assert_eq!(told(|_| ()), []);
    }

    #[test]
    fn a_deadline_is_told_in_words() {
        let told = told(|procedure| procedure.deadline.period = Period::new(3, PeriodUnit::WorkingDays));
        assert_eq!(told, [("Thời hạn", changed("Thời hạn giải quyết", "Trong ngày", "3 ngày làm việc"))]);
    }

    #[test]
    fn a_fee_that_is_put_first_is_one_that_was_added() {
        let told = told(|procedure| {
            let mut fee = procedure.fees[2].clone();
            (fee.name, fee.amount, fee.basis) = (Text::new("Phí mới", "New fee"), Some(5_000), None);
            procedure.fees.insert(0, fee);
        });
        let value = "5.000 đ; số lượng theo “Số bản sao”".to_owned();
        assert_eq!(told, [("Phí, lệ phí", Change::Added { label: "Phí mới".to_owned(), value })]);
    }

    #[test]
    fn what_only_the_other_language_says_is_not_overlooked() {
        let told = told(|procedure| procedure.summary.en.push('!'));
        let same = birth().summary.vi;
        assert_eq!(told, [("Tên và mô tả", changed("Mô tả", &same, &same))]);
    }

    #[test]
    fn steps_in_another_order_and_papers_that_are_gone_are_told() {
        let told = told(|procedure| {
            procedure.process.swap(1, 2);
            procedure.papers.remove(2);
        });
        assert!(
            matches!(&told[0], ("Quy trình nội bộ", Change::Changed { label, .. }) if label == "Thứ tự các bước")
        );
        let gone = matches!(&told[1], ("Thành phần hồ sơ", Change::Removed { label, .. }) if label == "Giấy chứng sinh");
        assert!(gone && told.len() == 2, "{told:?}");
    }
}
