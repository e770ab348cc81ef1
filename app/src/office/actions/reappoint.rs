//! Apologising and moving the promised day.

use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{ApologyDraft, DeskDossier, Failure};

use super::{Deed, folded, form};
use crate::api::desk::Reappoint;
use crate::ui::{LineField, StepUp, WordsField, t};

/// Open when it is now or never, else folded away.
pub(super) fn reappoint(desk: &DeskDossier, draft: &ApologyDraft) -> AnyView {
    let label = t("Xin lỗi và hẹn lại", "Apologise and move the day");
    let fields = view! {
        <LineField
            action=Reappoint::url()
            id="reappoint-day"
            name="day"
            kind="date"
            label=t("Ngày hẹn trả mới", "New promised day")
            help=t("Một ngày làm việc sau ngày đã hẹn.", "A working day after the promised one.")
            least=draft.earliest.clone()
            before=draft.day.clone()
            required=true
            of=&[Failure::DayUnfit, Failure::ReappointmentTooLate, Failure::SecondReappointment]
        />
        <WordsField
            action=Reappoint::url()
            id="reappoint-reason"
            name="reason"
            label=t("Lý do", "Reason")
            help=t(
                "In nguyên văn trên văn bản xin lỗi. Sửa lại cho đúng hồ sơ này.",
                "Printed word for word in the apology. Edit it to fit this dossier.",
            )
            rows=4
            max_length=8000
            before=draft.reason.clone()
            of=&[Failure::ReasonMissing]
        />
        <StepUp asked=desk.proof id="reappoint-proof"/>
    };
    let deed = Deed {
        code: &desk.dossier.code,
        action: Reappoint::url(),
        effect: t(
            "Cấp văn bản xin lỗi (Mẫu 04) và báo người nộp ngày mới. Chỉ một lần, trước ngày hẹn. Ngày hẹn đầu vẫn được giữ; đúng hẹn hay trễ vẫn tính theo ngày đầu.",
            "Issues the apology (Mẫu 04) and tells the applicant the new day. Once, before the promised day. The first day is kept: on time or late is still judged by it.",
        ),
        label,
        button: "button secondary",
        fields: fields.into_any(),
    };
    if draft.urgent { form(deed) } else { folded(label, deed) }
}
