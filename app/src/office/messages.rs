//! The messages with the applicant, on the desk: the one-stop answers, handling officers leave notes, leaders read.

use domain::lifecycle::Action;
use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{DeskDossier, DeskThread, Failure, MessageSide, TemplateLine};

use crate::api::messages::{LeaveNote, SettleMessages};
use crate::ui::{
    GetForm, MessageForm, PostForm, WordsField, can_write, is_kept, lang, message, t, writing_note,
};

pub(super) fn section(desk: &DeskDossier, view: DeskThread) -> AnyView {
    let code = &desk.dossier.code;
    let reader = if view.answers { MessageSide::Office } else { MessageSide::Note };
    let may_write = can_write(&view.thread);
    let nothing = view
        .thread
        .lines
        .is_empty()
        .then(|| view! { <p>{t("Chưa có tin nhắn nào.", "Nobody has written yet.")}</p> });
    let settle = (view.answers && view.unanswered > 0).then(|| settle(code));
    let answer = (view.answers && may_write).then(|| answer(desk, &view));
    let note = (view.notes && may_write).then(|| note(code));
    let lines: Vec<AnyView> = view.thread.lines.into_iter().map(|line| message(line, reader)).collect();
    view! {
        <section id="messages">
            <h2>{t("Tin nhắn với người nộp", "Messages with the applicant")}</h2>
            {nothing}
            <ul class="messages">{lines}</ul>
            {settle}
            {writing_note(view.thread.writing)}
            {answer}
            {note}
        </section>
    }
    .into_any()
}

fn settle(code: &str) -> AnyView {
    let code = code.to_owned();
    view! {
        <PostForm action=SettleMessages::url()>
            <input type="hidden" name="code" value=code/>
            <div class="button-row">
                <button class="button secondary small">{t("Không cần trả lời", "No answer needed")}</button>
            </div>
        </PostForm>
    }
    .into_any()
}

fn answer(desk: &DeskDossier, view: &DeskThread) -> AnyView {
    let code = &desk.dossier.code;
    let chosen = view.templates.iter().find(|template| view.chosen.as_ref() == Some(&template.id));
    let before = chosen.map_or_else(
        || ("blank".to_owned(), String::new()),
        |template| (template.id.clone(), template.text.clone()),
    );
    let chosen = chosen.map(|template| template.id.as_str());
    view! {
        {papers(desk)}
        {(!view.templates.is_empty()).then(|| templates(code, &view.templates, chosen, &before.0))}
        <MessageForm
            action=format!("/files/answers/{code}")
            label=t("Trả lời người nộp", "Answer the applicant")
            help=t(
                "Người nộp đọc nguyên văn, kèm tên bạn và đơn vị. Sửa lại mẫu trước khi gửi.",
                "The applicant reads it word for word, with your name and unit. Edit a template before you send it.",
            )
            button=t("Gửi cho người nộp", "Send to the applicant")
            before=before
            max_files=view.thread.max_files
            max_file_size=view.thread.max_file_size
        />
    }
    .into_any()
}

/// Papers are asked for in one way only, and once.
fn papers(desk: &DeskDossier) -> AnyView {
    let asked = desk.dossier.supplement.is_some();
    let offered = desk.offered.contains(&Action::RequestSupplement);
    let way = if offered {
        view! { <a href="#ask-supplement">{t("Mở phiếu yêu cầu bổ sung", "Open the supplement request")}</a> }
            .into_any()
    } else if asked {
        t("Hồ sơ này đã được yêu cầu bổ sung một lần.", "For this dossier it was asked for once already.")
            .into_any()
    } else {
        t("Lúc này hồ sơ không ở bước được yêu cầu bổ sung.", "At this step none can be asked for.")
            .into_any()
    };
    view! {
        <div class="warning-note">
            <p>
                {t(
                    "Không đòi giấy tờ bằng tin nhắn. Thiếu giấy tờ thì dùng Phiếu yêu cầu bổ sung (Mẫu 02), một lần cho mỗi hồ sơ.",
                    "Never ask for papers in a message. What is missing is asked for by the supplement request (Mẫu 02), once for each dossier.",
                )}
                " "
                {way}
            </p>
        </div>
    }
    .into_any()
}

/// Without Wasm, choosing a text is a page of its own address; with it, the text is added to what is written already.
fn templates(code: &str, templates: &[TemplateLine], chosen: Option<&str>, shown: &str) -> AnyView {
    let options = templates.iter().map(|template| {
        let selected = chosen == Some(template.id.as_str());
        view! {
            <option value=template.id.clone() selected=selected data-text=template.text.clone()>
                {template.title.get(lang()).to_owned()}
            </option>
        }
    });
    let options = options.collect_view();
    let adds_to = format!("message-{shown}");
    view! {
        <GetForm action=format!("/desk/{code}#messages") class="form template-choice">
            <div class="field">
                <label for="template">{t("Dùng mẫu có sẵn", "Use a template")}</label>
                <p class="help no-js-only">{t(
                    "Chọn trước khi viết: mẫu thay cho những gì đang viết.",
                    "Choose before you write: it takes the place of what is written.",
                )}</p>
                <select id="template" name="template" data-adds-to=adds_to>
                    <option value="">{t("Không dùng mẫu", "No template")}</option>
                    {options}
                </select>
            </div>
            <div class="button-row"><button class="button secondary small">{t("Lấy mẫu này", "Take it")}</button></div>
        </GetForm>
    }
    .into_any()
}

/// The law keeps the handling officer from writing to the applicant (NĐ 61/2018 Đ5.1e), so this goes to the one-stop.
fn note(code: &str) -> AnyView {
    let code = code.to_owned();
    view! {
        <details class="disclosure" open=is_kept(LeaveNote::url())>
            <summary>{t("Ghi chú cho Bộ phận Một cửa", "Leave a note for the one-stop")}</summary>
            <div>
                <p>{t(
                    "Cán bộ thụ lý không liên hệ trực tiếp với người nộp. Nhờ Bộ phận Một cửa nhắn giúp; người nộp không thấy ghi chú này.",
                    "Handling officers do not write to applicants. Ask the one-stop to pass it on; the applicant never sees this note.",
                )}</p>
                <PostForm action=LeaveNote::url() class="form">
                    <input type="hidden" name="code" value=code/>
                    <WordsField
                        action=LeaveNote::url()
                        id="note-words"
                        name="words"
                        label=t("Ghi chú", "Note")
                        rows=3
                        max_length=2000
                        of=&[Failure::MessageEmpty, Failure::TooMuchText, Failure::MessagesClosed]
                    />
                    <div class="button-row">
                        <button class="button secondary">{t("Lưu ghi chú", "Leave the note")}</button>
                    </div>
                </PostForm>
            </div>
        </details>
    }
    .into_any()
}
