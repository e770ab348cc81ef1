//! What becomes of the case: draft, approve, send back, attach, finish, hand over.

use domain::text::Text;
use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{DeskDossier, Failure};

use super::{Deed, folded, form};
use crate::api::desk::{ApproveResult, DraftResult, Finish, RemoveResult, ReturnDraft, ReturnResult};
use crate::office::known::{returned as why_returned, told_refusal};
use crate::ui::{
    LineField, PostForm, StepUp, TextArea, WordsField, codes, failure_text, kept, lang, paragraphs,
    size_text, t, wrong,
};

const NOT_CHOSEN: &[Failure] = &[Failure::OutcomeMissing];

pub(super) fn draft(desk: &DeskDossier) -> AnyView {
    // A draft that came back is mended, not written again; nobody else's choice is made for whoever drafts anew.
    let returned = desk.result.as_ref().filter(|result| result.returned_note.is_some());
    let before = returned.map(|result| result.summary.clone()).unwrap_or_default();
    let told = returned.and_then(|result| result.refusal.clone());
    let chosen = kept(DraftResult::url(), "outcome").unwrap_or_else(|| match (returned, &told) {
        (None, _) => String::new(),
        (Some(_), None) => "grant".to_owned(),
        (Some(_), Some(_)) => "refuse".to_owned(),
    });
    let refuses = chosen == "refuse";
    let wrong = wrong(DraftResult::url(), NOT_CHOSEN);
    let fields = view! {
        {returned.and_then(|result| result.returned_note.as_deref()).map(why_returned)}
        <fieldset class=if wrong.is_some() { "field invalid" } else { "field" } data-failures=codes(NOT_CHOSEN)>
            <legend>{t("Đề xuất", "Proposal")}</legend>
            {wrong.map(|failure| view! { <p class="error" id="outcome-error">{failure_text(failure)}</p> })}
            <div class="choices">
                <label class="choice">
                    <input
                        id="outcome"
                        type="radio"
                        name="outcome"
                        value="grant"
                        checked=chosen == "grant"
                        required
                        aria-describedby=wrong.is_some().then_some("outcome-error")
                        aria-invalid=wrong.is_some().then_some("true")
                    />
                    <span>{t("Đồng ý, cấp kết quả", "Grant, with a result")}</span>
                </label>
                <label class="choice">
                    <input
                        type="radio"
                        name="outcome"
                        value="refuse"
                        checked=refuses
                        aria-describedby=wrong.is_some().then_some("outcome-error")
                        aria-invalid=wrong.is_some().then_some("true")
                    />
                    <span>
                        {t("Từ chối giải quyết", "Refuse")}
                        <small>{t(
                            "Ghi lý do cho người nộp ở dưới; khi duyệt và kết thúc, hệ thống cấp Mẫu 03 làm kết quả.",
                            "Give the applicant the reason below; once approved and finished, Mẫu 03 is the result.",
                        )}</small>
                    </span>
                </label>
            </div>
        </fieldset>
        <WordsField
            action=DraftResult::url()
            id="summary"
            name="summary"
            label=t("Kết quả đề xuất", "Proposed result")
            help=t(
                "Đồng ý hay không, theo quy định nào, nội dung chính của kết quả. Người nộp không thấy phần này.",
                "Grant or refuse, under which rule, and the substance. The applicant does not see this.",
            )
            rows=6
            max_length=8000
            before=before
            of=&[Failure::ReasonMissing]
        />
        {refusal_field(told.unwrap_or_default(), refuses)}
    };
    form(Deed {
        code: &desk.dossier.code,
        action: DraftResult::url(),
        effect: t(
            "Trình lãnh đạo duyệt. Thời hạn vẫn được tính; sau khi trình, bạn không sửa được trừ khi lãnh đạo trả lại.",
            "Goes to the leader. The period runs on; you can change it only if the leader sends it back.",
        ),
        label: t("Trình dự thảo kết quả", "Submit the draft"),
        button: "button",
        fields: fields.into_any(),
    })
}

/// The reason of a refusal, folded away until one is proposed.
fn refusal_field(before: String, open: bool) -> AnyView {
    const OF: &[Failure] = &[Failure::RefusalReasonMissing];
    let value = kept(DraftResult::url(), "refusal").unwrap_or(before);
    let wrong = wrong(DraftResult::url(), OF);
    view! {
        <details class="disclosure" open=open>
            <summary>{t("Lý do từ chối cho người nộp", "Reason of a refusal, for the applicant")}</summary>
            <div class=if wrong.is_some() { "field invalid" } else { "field" } data-failures=codes(OF)>
                <label for="refusal">{t("Lý do in trên Mẫu 03", "The reason printed on Mẫu 03")}</label>
                <p class="help" id="refusal-help">
                    {t("Chỉ dùng khi đề xuất từ chối. Người nộp đọc nguyên văn.", "Used only when you propose to refuse. The applicant reads it word for word.")}
                </p>
                {wrong.map(|failure| view! { <p class="error" id="refusal-error">{failure_text(failure)}</p> })}
                <TextArea id="refusal" name="refusal" value=value rows=5 max_length=8000 described_by="refusal-help"/>
            </div>
        </details>
    }
    .into_any()
}

pub(super) fn approve(desk: &DeskDossier) -> AnyView {
    // Nobody approves what they have not seen.
    let proposed = desk.result.as_ref().map(|result| {
        view! {
            <h3>{t("Kết quả đề xuất", "Proposed result")}</h3>
            <p>
                <strong>
                    {if result.refusal.is_some() {
                        t("Từ chối giải quyết", "Refuse")
                    } else {
                        t("Đồng ý, cấp kết quả", "Grant, with a result")
                    }}
                </strong>
            </p>
            <div class="notice">{paragraphs(&result.summary)}</div>
            {result.refusal.as_deref().map(told_refusal)}
            <p class="muted">{t("Dự thảo:", "Drafted by")} " " {result.drafted_by.clone()}</p>
        }
    });
    let fields = view! {
        {proposed}
        <StepUp asked=desk.proof/>
    };
    form(Deed {
        code: &desk.dossier.code,
        action: ApproveResult::url(),
        effect: t(
            "Duyệt dự thảo này. Không rút lại được; từ lúc này người nộp không rút hồ sơ được nữa. Thời hạn tính đến khi kết quả được chuyển về Một cửa.",
            "Approves this draft. It cannot be undone, and the applicant can no longer withdraw. The period runs until the result is at the one-stop.",
        ),
        label: t("Duyệt kết quả", "Approve the result"),
        button: "button",
        fields: fields.into_any(),
    })
}

pub(super) fn send_back(desk: &DeskDossier) -> AnyView {
    let label = t("Trả lại dự thảo", "Send the draft back");
    let fields = view! {
        <WordsField
            action=ReturnDraft::url()
            id="return-note"
            name="note"
            label=t("Cần sửa gì", "What to change")
            rows=4
            max_length=2000
            of=&[Failure::ReasonMissing]
        />
    };
    let deed = Deed {
        code: &desk.dossier.code,
        action: ReturnDraft::url(),
        effect: t(
            "Trả về cho cán bộ thụ lý với lời này. Thời hạn vẫn được tính; người nộp không thấy lời này.",
            "Goes back to the handling officer with these words. The period runs on; the applicant does not see them.",
        ),
        label,
        button: "button secondary",
        fields: fields.into_any(),
    };
    folded(label, deed)
}

/// The files of the result that are there, and the way to add one.
pub(super) fn attach(desk: &DeskDossier) -> AnyView {
    let dossier = &desk.dossier;
    let there = dossier.files.iter().filter(|file| file.paper_id == "result");
    let there: Vec<AnyView> = there
        .map(|file| {
            let href = format!("/desk/{}?file={}", dossier.code, file.id);
            let (code, id, name) = (dossier.code.clone(), file.id.clone(), file.name.clone());
            view! {
                <li class="file">
                    <span class="file-kind">{if file.media_type == "application/pdf" { "PDF" } else { t("Ảnh", "Image") }}</span>
                    <div class="file-text">
                        <a href=href data-noscroll="">{file.name.clone()}</a>
                        <span class="file-facts">{size_text(file.size)}</span>
                    </div>
                    <PostForm action=RemoveResult::url()>
                        <input type="hidden" name="code" value=code/>
                        <button class="button quiet" name="file" value=id>
                            {t("Xóa", "Remove")} <span class="visually-hidden">{name}</span>
                        </button>
                    </PostForm>
                </li>
            }
            .into_any()
        })
        .collect();
    let none = there.is_empty();
    let refused = desk.result.as_ref().is_some_and(|result| result.refusal.is_some());
    let label = if none {
        t("Chọn tệp kết quả", "Choose the result file")
    } else {
        t("Thêm tệp kết quả", "Add another result file")
    };
    view! {
        <div>
            <h3>{t("Tệp kết quả", "Result files")}</h3>
            {(!none).then(|| view! { <ul class="files">{there}</ul> })}
            {none.then(|| view! {
                <p>{if refused { t(
                    "Kết quả là từ chối: hệ thống cấp Mẫu 03 khi kết thúc, không cần tệp.",
                    "The result is a refusal: Mẫu 03 is issued at the end, and no file is needed.",
                ) } else { t(
                    "Đính kèm kết quả đã ký trước khi chuyển về Một cửa. Người nộp chỉ thấy sau khi chuyển.",
                    "Attach the signed result before it goes to the one-stop. The applicant sees it only then.",
                ) }}</p>
            })}
            <PostForm action=format!("/files/results/{}", dossier.code) multipart=true>
                <div class="field" data-failures="file_empty file_kind file_broken file_too_large">
                    <label class="pick">
                        <span>{label}</span>
                        <input
                            id="result-file"
                            type="file"
                            name="file"
                            accept="application/pdf,image/jpeg,image/png,image/webp"
                            required
                        />
                    </label>
                </div>
                <div class="button-row">
                    <button class="button secondary">{t("Tải lên", "Upload")}</button>
                </div>
            </PostForm>
        </div>
    }
    .into_any()
}

pub(super) fn finish(desk: &DeskDossier) -> AnyView {
    form(Deed {
        code: &desk.dossier.code,
        action: Finish::url(),
        effect: t(
            "Chuyển kết quả về Bộ phận Một cửa và cho người nộp xem. Thời hạn dừng ở giờ này; đúng hẹn hay trễ tính theo giờ này.",
            "Sends the result to the one-stop and shows it to the applicant. The period ends at this minute; on time or late is judged by it.",
        ),
        label: t("Kết thúc xử lý, chuyển kết quả", "Finish and send the result"),
        button: "button",
        fields: ().into_any(),
    })
}

pub(super) fn hand_over(desk: &DeskDossier) -> AnyView {
    form(Deed {
        code: &desk.dossier.code,
        action: ReturnResult::url(),
        effect: t(
            "Ghi nhận người nộp đã có kết quả. Hồ sơ kết thúc và người nộp được mời đánh giá. Trả lại bản chính đã nhận.",
            "Notes that the applicant has the result. The dossier ends and the applicant is invited to rate the service. Give originals back.",
        ),
        label: t("Đã trả kết quả", "The result was handed over"),
        button: "button",
        fields: view! { {wish(desk.dossier.result_wish.as_ref())} {collected()} }.into_any(),
    })
}

/// How the applicant said that they wish to get it.
fn wish(wish: Option<&Text>) -> Option<AnyView> {
    let wish = wish?.get(lang()).to_owned();
    let says = t("Người nộp muốn nhận:", "The applicant wishes to get it:");
    Some(view! { <p>{says} " " <strong>{wish}</strong></p> }.into_any())
}

/// Who fetched it, and by what they were known.
fn collected() -> AnyView {
    const OF: &[Failure] = &[Failure::CollectorMissing];
    let action = ReturnResult::url();
    let wrong = wrong(action, OF);
    let chosen = kept(action, "by").unwrap_or_default();
    let ways = [
        ("receipt", t("Người nộp, có Giấy tiếp nhận (Mẫu 01)", "The applicant, with the receipt (Mẫu 01)")),
        ("identity", t("Người nộp, có giấy tờ tùy thân", "The applicant, with an identity paper")),
        (
            "another",
            t(
                "Người khác, có giấy ủy quyền và giấy tờ tùy thân",
                "Somebody else, with an authorisation and an identity paper",
            ),
        ),
        ("post", t("Gửi qua bưu chính", "It was sent by post")),
        (
            "online",
            t(
                "Người nộp nhận bản điện tử, không cần bản giấy",
                "The applicant has the electronic one and needs no paper",
            ),
        ),
    ];
    let ways = ways.map(|(by, words)| {
        view! {
            <label class="choice">
                <input type="radio" name="by" value=by checked=chosen == by required/>
                <span>{words}</span>
            </label>
        }
    });
    view! {
        <fieldset class=if wrong.is_some() { "field invalid" } else { "field" } data-failures=codes(OF)>
            <legend>{t("Ai nhận?", "Who has it?")}</legend>
            {wrong.map(|failure| view! { <p class="error">{failure_text(failure)}</p> })}
            <div class="choices">{ways.collect_view()}</div>
        </fieldset>
        <div class="of-another">
            <LineField
                action=action
                name="name"
                label=t("Họ tên người nhận thay", "Name of whoever came")
                of=&[Failure::NameMissing]
            />
        </div>
    }
    .into_any()
}
