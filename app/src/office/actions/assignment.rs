//! Who handles the dossier.

use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{Colleague, DeskDossier};

use super::{Deed, form, opened};
use crate::api::desk::{ChooseAgency, Reassign, Transfer};
use crate::ui::{kept, lang, t};

pub(super) fn transfer(desk: &DeskDossier) -> AnyView {
    form(Deed {
        code: &desk.dossier.code,
        action: Transfer::url(),
        effect: t(
            "Giao hồ sơ cho cán bộ thụ lý. Chuyển ngay trong ngày; tiếp nhận sau 15 giờ thì đầu ngày làm việc sau. Thời hạn vẫn được tính.",
            "Gives the dossier to the handling officer: the same day, or early the next working day when accepted after 15:00. The period runs on.",
        ),
        label: t("Chuyển xử lý", "Hand over"),
        button: "button",
        fields: whom(Transfer::url(), "officer", &desk.colleagues),
    })
}

/// Nothing where nobody else could handle it, and nobody has to.
pub(super) fn reassign(desk: &DeskDossier) -> Option<AnyView> {
    if desk.colleagues.is_empty() && !desk.left_alone {
        return None;
    }
    let label = t("Phân công người khác", "Give it to somebody else");
    let deed = Deed {
        code: &desk.dossier.code,
        action: Reassign::url(),
        effect: t(
            "Giao hồ sơ cho cán bộ thụ lý khác, ví dụ khi người đang giữ nghỉ. Thời hạn vẫn được tính; người nộp thấy tên người mới.",
            "Gives the dossier to another handling officer, as when whoever has it is away. The period runs on; the applicant sees the new name.",
        ),
        label,
        button: "button secondary",
        fields: whom(Reassign::url(), "reassign-officer", &desk.colleagues),
    };
    Some(opened(label, deed, desk.left_alone))
}

/// Nothing where the version leaves no choice, or the dossier is with the agency already.
pub(super) fn choose_agency(desk: &DeskDossier) -> Option<AnyView> {
    if desk.agencies.is_empty() {
        return None;
    }
    let label = t("Đổi cơ quan giải quyết", "Another agency decides");
    let chosen = kept(ChooseAgency::url(), "unit");
    let options = desk.agencies.iter().map(|(code, name)| {
        view! { <option value=code.clone() selected=chosen.as_ref() == Some(code)>{name.get(lang()).to_owned()}</option> }
    });
    let deed = Deed {
        code: &desk.dossier.code,
        action: ChooseAgency::url(),
        effect: t(
            "Khi hồ sơ thuộc thẩm quyền của nơi khác: nơi đó thụ lý, còn tiếp nhận và trả kết quả vẫn ở đây. Người nộp thấy việc đổi này.",
            "For a dossier that is for another place to decide: it is appraised there, and still taken in and handed over here. The applicant sees the change.",
        ),
        label,
        button: "button secondary",
        fields: view! {
            <div class="field">
                <label for="agency">{t("Cơ quan giải quyết", "Who decides")}</label>
                <select id="agency" name="unit" required>
                    <option value="">{t("Chọn cơ quan", "Choose an agency")}</option>
                    {options.collect_view()}
                </select>
            </div>
        }
        .into_any(),
    };
    Some(opened(label, deed, chosen.is_some()))
}

fn whom(action: &'static str, id: &'static str, colleagues: &[Colleague]) -> AnyView {
    if colleagues.is_empty() {
        return view! {
            <p class="warning-note">
                {t("Đơn vị chưa có cán bộ thụ lý nào đang làm việc. Hãy báo quản trị.", "The unit has no active handling officer. Tell the administrator.")}
            </p>
        }
        .into_any();
    }
    let ask = (colleagues.len() > 1)
        .then(|| view! { <option value="">{t("Chọn cán bộ", "Choose an officer")}</option> });
    let chosen = kept(action, "officer");
    let options = colleagues.iter().map(|colleague| {
        let name = if colleague.title.is_empty() {
            colleague.name.clone()
        } else {
            format!("{}, {}", colleague.name, colleague.title)
        };
        view! { <option value=colleague.id.clone() selected=chosen.as_ref() == Some(&colleague.id)>{name}</option> }
    });
    view! {
        <div class="field">
            <label for=id>{t("Cán bộ thụ lý", "Handling officer")}</label>
            <select id=id name="officer" required>{ask} {options.collect_view()}</select>
        </div>
    }
    .into_any()
}
