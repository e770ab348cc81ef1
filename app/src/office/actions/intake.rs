//! What the one-stop does: take in, refuse, stop.

use domain::lifecycle::Status;
use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{DeskDossier, Failure};

use super::{Deed, folded, form};
use crate::api::desk::{
    Accept, CloseUnsupplemented, ConfirmWithdrawal, IssueReceipt, Refuse, WithdrawOnPaper,
};
use crate::ui::{WordsField, kept, lang, period_text, t};

pub(super) fn accept(desk: &DeskDossier) -> AnyView {
    let again = desk.dossier.lifecycle.status() == Status::SupplementRequested;
    let effect = if desk.period.is_same_day() {
        t(
            "Thời hạn giải quyết tính từ lúc này. Thủ tục giải quyết trong ngày không cấp Mẫu 01, trừ khi người nộp yêu cầu.",
            "The period starts to run. A procedure within the day issues no Mẫu 01 unless the applicant asks for it.",
        )
    } else if again {
        t(
            "Cấp Giấy tiếp nhận và hẹn trả kết quả mới (Mẫu 01). Thời hạn giải quyết tính lại từ đầu, từ bây giờ.",
            "Issues a new receipt with the promised day (Mẫu 01). The period starts again from zero, now.",
        )
    } else {
        t(
            "Cấp Giấy tiếp nhận và hẹn trả kết quả (Mẫu 01) cho người nộp. Thời hạn giải quyết tính từ lúc này.",
            "Issues the receipt with the promised day (Mẫu 01). The period starts to run.",
        )
    };
    form(Deed {
        code: &desk.dossier.code,
        action: Accept::url(),
        effect,
        label: t("Tiếp nhận", "Accept"),
        button: "button",
        fields: findings(desk).into_any(),
    })
}

/// What the officer found that takes another time than the usual.
fn findings(desk: &DeskDossier) -> Option<AnyView> {
    if desk.on_finding.is_empty() {
        return None;
    }
    let chosen = kept(Accept::url(), "finding").unwrap_or_default();
    let usual = std::iter::once((String::new(), desk.period, t("Thông thường", "As usual").to_owned()));
    let others = desk.on_finding.iter().enumerate();
    let others =
        others.map(|(place, case)| (place.to_string(), case.period, case.finding.get(lang()).to_owned()));
    let choices = usual.chain(others).map(|(value, period, words)| {
        let checked = value == chosen;
        view! {
            <label class="choice">
                <input type="radio" name="finding" value=value checked=checked/>
                <span>{words} <small>{period_text(period)}</small></span>
            </label>
        }
    });
    Some(
        view! {
            <fieldset class="field">
                <legend>{t("Thời hạn giải quyết", "Time to decide")}</legend>
                {desk.period.is_same_day().then(|| view! {
                    <p class="help">{t("Chọn thời hạn dài hơn thì cấp Mẫu 01. Người nộp đọc được lý do.", "A longer time issues Mẫu 01. The applicant reads why.")}</p>
                })}
                <div class="choices">{choices.collect_view()}</div>
            </fieldset>
        }
        .into_any(),
    )
}

/// The receipt of a procedure within the day, when somebody wants it.
pub(super) fn issue_receipt(desk: &DeskDossier) -> AnyView {
    let label = t("Cấp Giấy tiếp nhận (Mẫu 01)", "Issue the receipt (Mẫu 01)");
    let deed = Deed {
        code: &desk.dossier.code,
        action: IssueReceipt::url(),
        effect: t(
            "Thủ tục giải quyết trong ngày không cấp Mẫu 01 khi tiếp nhận. Cấp khi người nộp yêu cầu hoặc cần in.",
            "A procedure within the day gets no Mẫu 01 at intake. Issue it when the applicant asks or it must be printed.",
        ),
        label,
        button: "button secondary",
        fields: ().into_any(),
    };
    folded(label, deed)
}

pub(super) fn refuse(desk: &DeskDossier) -> AnyView {
    let label = t("Từ chối tiếp nhận", "Refuse");
    let fields = view! {
        <WordsField
            action=Refuse::url()
            id="refuse-reason"
            name="reason"
            label=t("Lý do từ chối", "Reason for refusing")
            help=t(
                "Người nộp đọc nguyên văn. Nêu quy định và chỉ nơi có thẩm quyền nếu nộp sai chỗ.",
                "The applicant reads it word for word. Name the rule, and the right office if it is not this one.",
            )
            rows=4
            max_length=2000
            of=&[Failure::ReasonMissing]
        />
    };
    let deed = Deed {
        code: &desk.dossier.code,
        action: Refuse::url(),
        effect: t(
            "Cấp Phiếu từ chối (Mẫu 03) với lý do này. Hồ sơ kết thúc và không mở lại được.",
            "Issues the refusal (Mẫu 03) with this reason. The dossier ends and cannot be opened again.",
        ),
        label,
        button: "button warning",
        fields: fields.into_any(),
    };
    folded(label, deed)
}

/// Where the one-stop keys in what somebody brings who was asked for more.
pub(super) fn key_in_supplement(desk: &DeskDossier) -> Option<AnyView> {
    let draft = desk.keyed_in.as_ref()?;
    Some(
        view! {
            <p>
                {t(
                    "Người nộp mang hoặc gửi phần bổ sung đến: sửa câu trả lời, quét giấy tờ rồi ghi nhận.",
                    "When the applicant brings or sends what was asked for: change the answers, scan the papers, then note it.",
                )}
            </p>
            <div class="button-row">
                <a class="button" href=format!("/drafts/{draft}")>{t("Nhập phần bổ sung", "Key in the supplement")}</a>
            </div>
        }
        .into_any(),
    )
}

/// For somebody who filed on paper and asks for it on paper.
pub(super) fn withdraw_on_paper(desk: &DeskDossier) -> AnyView {
    let label = t("Người nộp xin rút hồ sơ", "The applicant takes it back");
    let fields = view! {
        <WordsField
            action=WithdrawOnPaper::url()
            id="withdraw-reason"
            name="reason"
            label=t("Yêu cầu của người nộp", "What the applicant asks")
            help=t("Ghi ngày và cách yêu cầu, ví dụ: đơn nộp tại quầy ngày 18/11/2026.", "Say when and how, such as: letter of 18 November 2026.")
            rows=3
            max_length=2000
            of=&[Failure::ReasonMissing]
        />
    };
    let deed = Deed {
        code: &desk.dossier.code,
        action: WithdrawOnPaper::url(),
        effect: t(
            "Ghi nhận yêu cầu rút của người nộp hồ sơ giấy. Thời hạn dừng; bước sau là xác nhận và cấp Thông báo dừng.",
            "Notes that who filed on paper takes it back. The period stops; the next step confirms it and issues the notice.",
        ),
        label,
        button: "button secondary",
        fields: fields.into_any(),
    };
    folded(label, deed)
}

pub(super) fn confirm_withdrawal(desk: &DeskDossier) -> AnyView {
    // Nothing can happen after the applicant asked, so the last step is the asking.
    let reason = desk.dossier.timeline.last().and_then(|asked| asked.note.clone());
    let reason = reason.map(
        |reason| view! { <p><strong>{t("Người nộp ghi:", "The applicant says:")}</strong> " " {reason}</p> },
    );
    form(Deed {
        code: &desk.dossier.code,
        action: ConfirmWithdrawal::url(),
        effect: t(
            "Cấp Thông báo dừng giải quyết theo yêu cầu của người nộp. Hồ sơ kết thúc và không mở lại được.",
            "Issues the notice that the dossier stops as the applicant asked. It ends and cannot be opened again.",
        ),
        label: t("Xác nhận rút hồ sơ", "Confirm the withdrawal"),
        button: "button warning",
        fields: reason.into_any(),
    })
}

pub(super) fn close_unsupplemented(desk: &DeskDossier) -> AnyView {
    form(Deed {
        code: &desk.dossier.code,
        action: CloseUnsupplemented::url(),
        effect: t(
            "Đã quá hạn bổ sung mà người nộp không bổ sung. Cấp Thông báo dừng; hồ sơ kết thúc và không mở lại được. Không bấm thì hệ thống tự đóng.",
            "No supplement came in the time for it. Issues the notice that the dossier stops; it ends and cannot be opened again. The system closes it by itself otherwise.",
        ),
        label: t("Dừng vì không bổ sung", "Close for missing papers"),
        button: "button warning",
        fields: ().into_any(),
    })
}
