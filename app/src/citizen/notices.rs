use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{NoticeLine, NoticesView};

use crate::api::notices::{ReadNotice, notices};
use crate::ui::{Loaded, PageTitle, PostForm, QueryFailure, code_groups, lang, loaded, t, time_of};

/// `/my/notices`: what the office told, unread first.
#[component]
pub fn NoticesPage() -> impl IntoView {
    told(|inbox| {
        let never = t(
            "Mọi việc xảy ra với hồ sơ của bạn sẽ được báo ở đây.",
            "Whatever happens to your dossiers is told here.",
        );
        page(inbox, "/my/settings", never)
    })
}

/// `/desk/notices`: what an officer has to do next, and the marks of periods.
#[component]
pub fn DeskNoticesPage() -> impl IntoView {
    told(|inbox| {
        let never = t(
            "Việc đến lượt bạn, hồ sơ qua 70 % và hồ sơ hết thời hạn sẽ được báo ở đây.",
            "What is yours to do next, and periods of which 70 % or all have passed, are told here.",
        );
        page(inbox, "/desk/settings", never)
    })
}

fn told(page: fn(NoticesView) -> AnyView) -> AnyView {
    let inbox = loaded((), |()| notices());
    let title = t("Thông báo", "Notices");
    view! {
        <PageTitle title=title/>
        <main id="main" class="page" tabindex="-1">
            <h1>{title}</h1>
            <QueryFailure/>
            <Loaded data=inbox children=page/>
        </main>
    }
    .into_any()
}

fn page(inbox: NoticesView, settings: &'static str, never: &'static str) -> AnyView {
    let nothing = inbox.notices.is_empty().then(|| {
        view! {
            <div class="empty">
                <h2>{t("Chưa có thông báo nào", "No notices yet")}</h2>
                <p>{never}</p>
            </div>
        }
    });
    let all = (inbox.unread > 0).then(|| {
        view! {
            <PostForm action=ReadNotice::url()>
                <div class="button-row">
                    <button class="button secondary">{t("Đánh dấu đã đọc tất cả", "Mark all as read")}</button>
                </div>
            </PostForm>
        }
    });
    view! {
        <p>
            <a href=settings>{t("Nhận cả qua thư điện tử, chọn tin nhận", "Get them by e-mail too, choose which")}</a>
        </p>
        {nothing}
        <ul class="messages">{inbox.notices.into_iter().map(line).collect_view()}</ul>
        {all}
    }
    .into_any()
}

fn line(notice: NoticeLine) -> AnyView {
    let people = (!notice.people.is_empty()).then(|| format!(": {}", notice.people.join(", ")));
    let page = if notice.kind.for_officers() { "desk" } else { "track" };
    let unread = (!notice.read).then(|| {
        view! { <span class="tag new">{t("Chưa đọc", "Unread")}</span> }
    });
    let mark = (!notice.read).then(|| {
        view! {
            <PostForm action=ReadNotice::url()>
                <button class="button quiet" name="id" value=notice.id>{t("Đánh dấu đã đọc", "Mark as read")}</button>
            </PostForm>
        }
    });
    view! {
        <li class="message">
            <p class="message-head">
                <a href=format!("/{page}/{}", notice.dossier_code)>
                    <span class="dossier-code small">{code_groups(&notice.dossier_code)}</span>
                </a>
                " "
                {time_of(notice.at)}
                " "
                {unread}
            </p>
            {notice.procedure.map(|procedure| view! { <p><strong>{procedure.get(lang()).to_owned()}</strong> {people}</p> })}
            <p>{notice.words.get(lang()).to_owned()}</p>
            {mark}
        </li>
    }
    .into_any()
}
