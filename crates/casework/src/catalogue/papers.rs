//! Statutory papers by the days on which their circular is in force, one file each in `data/papers/`.

use std::collections::BTreeMap;

use domain::lifecycle::StatutoryForm;
use domain::text::Text;
use forms::procedure::Validity;
use serde::{Deserialize, Serialize};
use time::Date;

use super::Catalogue;

/// The papers of one circular.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperSet {
    pub id: String,
    /// The circular, such as `Thông tư số 03/2025/TT-VPCP`.
    pub basis: String,
    pub valid: Validity,
    /// A circular need not have every paper.
    pub papers: BTreeMap<StatutoryForm, PaperForm>,
}

/// A paper of a circular.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperForm {
    /// Mẫu số.
    pub number: String,
    pub name: Text,
    /// What stands behind the running number of a unit, year and kind; empty for papers that have none.
    #[serde(default)]
    pub sign: String,
    /// The layout, by name and version.
    pub template: String,
    pub version: u32,
}

impl PaperSet {
    /// What is wrong with the file beside its shape: a word of it, and why.
    pub(super) fn fault(&self) -> Option<(String, String)> {
        let days = [Some(&self.valid.from), self.valid.to.as_ref()];
        if let Some(day) = days.into_iter().flatten().find(|day| domain::when::parse_iso_date(day).is_err()) {
            return Some((day.clone(), format!("{day} does not exist")));
        }
        let unknown = self
            .papers
            .values()
            .find(|form| documents::Template::find(&form.template, form.version).is_none());
        unknown.map(|form| {
            let reason = format!("there is no layout {} in version {}", form.template, form.version);
            (form.template.clone(), reason)
        })
    }

    /// Whether both are in force on some day.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let begins_within = |one: &Self, other: &Self| {
            one.valid.from >= other.valid.from
                && other.valid.to.as_ref().is_none_or(|to| one.valid.from <= *to)
        };
        begins_within(self, other) || begins_within(other, self)
    }
}

/// The form under which a paper is issued on a day.
pub(crate) struct FormOnDay<'a> {
    pub form: &'a PaperForm,
    pub basis: &'a str,
}

impl Catalogue {
    /// The form of a paper on a day; none where the circular in force has none.
    pub(crate) fn form_on(&self, paper: StatutoryForm, day: Date) -> Option<FormOnDay<'_>> {
        let set = self.paper_sets.iter().find(|set| set.valid.covers(day))?;
        set.papers.get(&paper).map(|form| FormOnDay { form, basis: &set.basis })
    }

    /// Whether any circular is in force on a day.
    pub(crate) fn has_forms_on(&self, day: Date) -> bool {
        self.paper_sets.iter().any(|set| set.valid.covers(day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(from: &str, to: Option<&str>) -> PaperSet {
        let valid = Validity { from: from.to_owned(), to: to.map(str::to_owned) };
        PaperSet { id: from.to_owned(), basis: String::new(), valid, papers: BTreeMap::new() }
    }

    #[test]
    fn sets_that_follow_each_other_do_not_overlap() {
        let (old, new) = (set("2019-01-06", Some("2025-09-14")), set("2025-09-15", None));
        assert!(!old.overlaps(&new) && !new.overlaps(&old));
        let early = set("2025-09-14", None);
        assert!(old.overlaps(&early) && early.overlaps(&old) && new.overlaps(&early));
    }

    #[test]
    fn a_layout_that_nobody_drew_is_a_fault() {
        let form = PaperForm {
            number: "01".to_owned(),
            name: Text::new("A", "B"),
            sign: String::new(),
            template: "mau-01-2025".to_owned(),
            version: 9,
        };
        let mut faulty = set("2025-09-15", None);
        faulty.papers.insert(StatutoryForm::Receipt, form);
        let (place, reason) = faulty.fault().unwrap();
        assert_eq!(place, "mau-01-2025");
        assert!(reason.contains("version 9"));
        assert_eq!(set("2025-02-30", None).fault().unwrap().0, "2025-02-30");
    }

    /// Names and numbers as the circulars have them (law §2.1).
    #[test]
    fn both_circulars_name_their_papers_so() {
        use StatutoryForm::{
            Apology, ControlSlip, Receipt, Refusal, Register, StopNotice, SupplementRequest,
        };
        let both = [
            (Receipt, "01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
            (SupplementRequest, "02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
            (Refusal, "03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ"),
        ];
        let of_2018 = [
            (Apology, "04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả"),
            (ControlSlip, "05", "Phiếu kiểm soát quá trình giải quyết hồ sơ"),
            (Register, "06", "Sổ theo dõi hồ sơ"),
        ];
        let of_2025 = [
            (Apology, "04", "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"),
            (StopNotice, "05", "Thông báo dừng giải quyết hồ sơ"),
            (ControlSlip, "06", "Phiếu kiểm soát quá trình giải quyết hồ sơ"),
            (Register, "07", "Sổ theo dõi hồ sơ"),
        ];
        let expected = |own: &[(StatutoryForm, &str, &str)]| -> BTreeMap<StatutoryForm, (String, String)> {
            let all = both.iter().chain(own);
            all.map(|(form, number, name)| (*form, ((*number).to_owned(), (*name).to_owned()))).collect()
        };
        let named = |file: &str| -> BTreeMap<StatutoryForm, (String, String)> {
            let set: PaperSet = serde_saphyr::from_str(file).unwrap_or_else(|error| panic!("{error}"));
            set.papers.into_iter().map(|(form, paper)| (form, (paper.number, paper.name.vi))).collect()
        };
        assert_eq!(named(include_str!("../../../../data/papers/2018.yaml")), expected(&of_2018));
        assert_eq!(named(include_str!("../../../../data/papers/2025.yaml")), expected(&of_2025));
    }
}
