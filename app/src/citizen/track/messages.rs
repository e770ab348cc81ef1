//! What the applicant and the office told each other: messages, and the reasons and notes of steps, oldest first.

use leptos::prelude::*;
use views::{MessageSide, OwnDossier, Thread, TimelineLine};

use crate::ui::{MessageForm, can_write, is_kept, lang, message, t, time_of, writing_note};

pub(super) fn section(dossier: &OwnDossier, thread: Thread) -> AnyView {
    let may_write = can_write(&thread);
    let note = writing_note(thread.writing);
    let (max_files, max_file_size) = (thread.max_files, thread.max_file_size);
    let told = told(dossier, thread);
    let nothing = told.is_empty().then(|| {
        view! { <p>{t("Chưa có tin nhắn nào về hồ sơ này.", "Nobody has written about this dossier yet.")}</p> }
    });
    let action = format!("/files/messages/{}", dossier.code);
    // Folded, so that the way of the dossier is not pushed off a phone's screen.
    let open = is_kept(&action);
    let form = may_write.then(|| {
        view! {
            <details class="disclosure" open=open>
                <summary>{t("Nhắn cho Bộ phận Một cửa", "Write to the one-stop")}</summary>
                <div>
                    <MessageForm
                        action=action
                        label=t("Tin nhắn của bạn", "Your message")
                        help=t(
                            "Hỏi về hồ sơ này. Tệp gửi ở đây không phải giấy tờ của hồ sơ.",
                            "Ask about this dossier. Files sent here are no papers of it.",
                        )
                        button=t("Gửi tin nhắn", "Send")
                        before=("own".to_owned(), String::new())
                        max_files=max_files
                        max_file_size=max_file_size
                    />
                </div>
            </details>
        }
    });
    view! {
        <section id="messages">
            <h2>{t("Tin nhắn", "Messages")}</h2>
            {nothing}
            <ul class="messages">{told}</ul>
            {note}
            {form}
        </section>
    }
    .into_any()
}

/// Messages between the reasons and notes of the steps, in their order.
fn told(dossier: &OwnDossier, thread: Thread) -> Vec<AnyView> {
    let filed = dossier.timeline.iter().min_by_key(|line| line.at);
    // What came on paper the one-stop keyed in.
    let applicant = filed.filter(|_| !dossier.on_paper).map(|filed| filed.who.as_str());
    let notes = dossier.timeline.iter().filter_map(|line| line.note.as_ref().map(|words| (line, words)));
    let mut told: Vec<(views::Moment, AnyView)> =
        notes.map(|(line, words)| (line.at, step(line, words, applicant))).collect();
    told.extend(thread.lines.into_iter().map(|line| (line.at, message(line, MessageSide::Applicant))));
    told.sort_by_key(|(at, _)| *at);
    told.into_iter().map(|(_, view)| view).collect()
}

/// A reason or note that came with a step.
fn step(line: &TimelineLine, words: &str, applicant: Option<&str>) -> AnyView {
    let class = if Some(line.who.as_str()) == applicant { "message mine" } else { "message" };
    view! {
        <li class=class>
            <p class="message-head"><strong>{line.who.clone()}</strong> " " {time_of(line.at)}</p>
            <p class="message-words">{line.what.get(lang()).to_owned()} ": " {words.to_owned()}</p>
        </li>
    }
    .into_any()
}
