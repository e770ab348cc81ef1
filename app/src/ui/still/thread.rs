//! A thread of messages: the same for the applicant and the desk.

use leptos::prelude::*;
use views::{Failure, FileView, MessageLine, MessageSide, Thread, Writing};

use super::{FileRow, WordsField};
use crate::ui::{PostForm, lang, size_text, t, time_of};

/// So many letters can be typed. The server judges by what stands in `casework::message`.
const LONGEST: u16 = 2_000;

/// One message, as the applicant sees it, as a one-stop officer does (`Office`), or as the others of the unit (`Note`).
#[must_use]
pub fn message(line: MessageLine, reader: MessageSide) -> AnyView {
    use MessageSide::{Applicant, Note, Office};
    let mine =
        matches!((reader, line.side), (Applicant, Applicant) | (Office, Office) | (Note, Office | Note));
    // New is what was written to the reader; the others of the unit only read along.
    let is_new = !mine && reader != Note && line.read.is_none();
    let class = match line.side {
        Note => "message note",
        _ if mine => "message mine",
        _ => "message",
    };
    let internal = (line.side == Note).then(|| {
        view! { <span class="tag waiting">{t("Nội bộ, người nộp không thấy", "Internal, hidden from the applicant")}</span> }
    });
    let fresh = is_new.then(|| view! { <span class="tag new">{t("Mới", "New")}</span> });
    let receipt = mine.then(|| receipt(&line));
    let files = (!line.files.is_empty()).then(|| files(&line.files));
    view! {
        <li class=class>
            <p class="message-head"><strong>{line.author}</strong> {internal} {fresh} {time_of(line.at)}</p>
            <p class="message-words">{line.body}</p>
            {files}
            {receipt}
        </li>
    }
    .into_any()
}

fn files(files: &[FileView]) -> AnyView {
    let rows = files.iter().map(|file| view! { <FileRow file=file.clone()/> });
    view! { <ul class="files">{rows.collect_view()}</ul> }.into_any()
}

/// When the other side saw it; for the applicant, which officer did.
fn receipt(line: &MessageLine) -> AnyView {
    match &line.read {
        Some(read) => view! {
            <p class="message-receipt">{t("Đã xem:", "Read:")} " " {read.who.clone()} ", " {time_of(read.at)}</p>
        }
        .into_any(),
        None => view! { <p class="message-receipt">{t("Chưa xem", "Not read yet")}</p> }.into_any(),
    }
}

/// Why one cannot write, or until when one can.
#[must_use]
pub fn writing_note(writing: Writing) -> Option<AnyView> {
    let words = match writing {
        Writing::Open { until: None } => return None,
        Writing::Open { until: Some(until) } => view! {
            {t("Hồ sơ đã kết thúc; còn nhắn tin được đến hết", "The dossier has ended; one can write until")}
            " "
            {time_of(until)}
            "."
        }
        .into_any(),
        Writing::Waiting => t(
            "Bạn đã gửi 5 tin chưa được trả lời. Chờ Bộ phận Một cửa trả lời rồi nhắn tiếp.",
            "Five of your messages are unanswered. Wait for the one-stop before you write again.",
        )
        .into_any(),
        Writing::Closed { since } => view! {
            {t("Hồ sơ kết thúc từ", "The dossier ended at")}
            " "
            {time_of(since)}
            {t(
                ", quá 30 ngày nên không nhắn tin được nữa. Tin cũ vẫn đọc được.",
                ", more than 30 days ago: nobody can write any more. What was written stays readable.",
            )}
        }
        .into_any(),
    };
    Some(view! { <div class="notice"><p>{words}</p></div> }.into_any())
}

/// The form in which a message is written, with its files.
#[component]
pub fn MessageForm(
    #[prop(into)] action: String,
    label: &'static str,
    help: &'static str,
    button: &'static str,
    /// What stands in the field at first, and an id that tells this text from another.
    before: (String, String),
    max_files: u32,
    max_file_size: u64,
) -> impl IntoView {
    let (name, text) = before;
    let limit = match lang() {
        domain::text::Lang::Vi => {
            format!("Ảnh hoặc PDF, nhiều nhất {max_files} tệp, mỗi tệp {}.", size_text(max_file_size))
        }
        domain::text::Lang::En => {
            format!("Pictures or PDF, at most {max_files}, each up to {}.", size_text(max_file_size))
        }
    };
    let id = format!("message-{name}");
    view! {
        <PostForm action=action.clone() class="form" multipart=true>
            <WordsField
                action=action
                id=id
                name="words"
                label=label
                help=help
                rows=5
                max_length=LONGEST
                before=text
                of=&[
                    Failure::MessageEmpty,
                    Failure::TooMuchText,
                    Failure::MessagesUnanswered,
                    Failure::MessagesClosed,
                ]
            />
            <div class="field" data-failures="file_empty file_kind file_broken file_too_large too_many_files">
                <label for="message-files">
                    {t("Gửi kèm tệp", "Files")}
                    " "
                    <span class="optional">{t("không bắt buộc", "optional")}</span>
                </label>
                <p class="help" id="message-files-help">{limit}</p>
                <input
                    id="message-files"
                    type="file"
                    name="files"
                    multiple
                    accept="image/jpeg,image/png,image/webp,application/pdf"
                    aria-describedby="message-files-help"
                />
            </div>
            <div class="button-row"><button class="button">{button}</button></div>
        </PostForm>
    }
    .into_any()
}

/// Whether the form is shown at all.
#[must_use]
pub const fn can_write(thread: &Thread) -> bool {
    matches!(thread.writing, Writing::Open { .. })
}
