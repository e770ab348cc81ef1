//! Pages of whoever keeps the system.

use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{MailLine, MailsView};

use crate::api::notices::{SendMailsAgain, mails};
use crate::ui::{Loaded, PageTitle, PostForm, QueryFailure, loaded, t, time_of};

/// `/admin/mail`: what became of mails; in demo mode what they say, so that testers can follow their links.
#[component]
pub fn MailPage() -> impl IntoView {
    let mails = loaded((), |()| mails());
    let title = t("Thư đã gửi", "Mails");
    view! {
        <PageTitle title=title/>
        <main id="main" class="page" tabindex="-1">
            <h1>{title}</h1>
            <QueryFailure/>
            <Loaded data=mails children=page/>
        </main>
    }
    .into_any()
}

fn page(mails: MailsView) -> AnyView {
    if mails.lines.is_empty() {
        return view! { <div class="empty"><h2>{t("Chưa có thư nào", "No mails yet")}</h2></div> }.into_any();
    }
    let again = mails.can_send_again.then(|| {
        view! {
            <PostForm action=SendMailsAgain::url()>
                <p class="help">{t(
                    "Đã sửa máy chủ thư? Thư thôi gửi trong 7 ngày qua được gửi lại.",
                    "Is the mail server mended? Mails given up in the last 7 days are sent again.",
                )}</p>
                <button class="button small">{t("Gửi lại thư thôi gửi", "Send mails given up again")}</button>
            </PostForm>
        }
    });
    view! {
        {again}
        <ul class="messages">{mails.lines.into_iter().map(line).collect_view()}</ul>
    }
    .into_any()
}

/// The codes of `server/src/mail.rs` in words.
fn why(code: &str) -> String {
    if let Some(answer) = code.strip_prefix("answer_") {
        return format!("{} {answer}", t("máy chủ thư trả lời", "the mail server answered"));
    }
    let words = match code {
        "too_long" => t("máy chủ thư không trả lời kịp", "the mail server took too long"),
        "unreachable" => t("không kết nối được tới máy chủ thư", "the mail server cannot be reached"),
        "folder" => t("không ghi được vào thư mục thư", "the folder of mails cannot be written"),
        "address" => t("địa chỉ không đúng", "the address is not one"),
        _ => t("không soạn được thư", "the mail could not be put together"),
    };
    words.to_owned()
}

fn line(mail: MailLine) -> AnyView {
    let (class, state) = match mail.state.as_str() {
        "sent" => ("tag done", t("Đã gửi", "Sent")),
        "given_up" => ("tag refused", t("Thôi gửi", "Given up")),
        "taken_back" => ("tag", t("Không gửi nữa", "Taken back")),
        _ => ("tag waiting", t("Chờ gửi", "Waiting")),
    };
    let failure = mail.failure.map(|failure| {
        view! { <p class="muted">{t("Lần thử", "Tries")} " " {mail.tries} ": " {why(&failure)}</p> }
    });
    let waits = (mail.state == "waiting").then(|| {
        view! { <p class="muted">{t("Gửi lại lúc", "Next at")} " " {time_of(mail.due)}</p> }
    });
    let link = mail
        .path
        .map(|path| view! { <p><a href=path>{t("Mở liên kết trong thư", "Follow the link")}</a></p> });
    let body = mail.body.lines().map(|line| view! { {line.to_owned()} <br/> }).collect_view();
    view! {
        <li class="message">
            <p class="message-head">
                <strong>{mail.subject}</strong> " " {time_of(mail.at)} " " <span class=class>{state}</span>
            </p>
            <p class="muted">{mail.address}</p>
            <p>{body}</p>
            {link}
            {failure}
            {waits}
        </li>
    }
    .into_any()
}
