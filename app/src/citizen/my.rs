use domain::role::Role;
use domain::text::Lang;
use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{DossierLine, DraftLine, Me, Mine, WaitsFor};

use crate::api::ApiError;
use crate::api::dossiers::list_mine;
use crate::api::drafts::DeleteDraft;
use crate::api::people::me;
use crate::ui::{
    Loaded, PageTitle, PostForm, QueryFailure, amount_text, code_groups, day_of, lang, loaded, status_tag, t,
    time_of,
};

struct Desk {
    me: Me,
    mine: Mine,
}

/// `/my`: what somebody is writing and has filed.
#[component]
pub fn MyPage() -> impl IntoView {
    let desk = loaded((), |()| desk());
    let title = t("Hồ sơ của tôi", "My dossiers");
    view! {
        <PageTitle title=title/>
        <main id="main" class="page" tabindex="-1">
            <h1>{title}</h1>
            <QueryFailure/>
            <Loaded data=desk children=page/>
        </main>
    }
    .into_any()
}

async fn desk() -> Result<Desk, ApiError> {
    Ok(Desk { me: me().await?, mine: list_mine().await? })
}

fn page(Desk { me, mine }: Desk) -> AnyView {
    let nothing = mine.drafts.is_empty() && mine.dossiers.is_empty();
    view! {
        {(me.role == Role::Visitor).then(visitor_note)}
        {whose(&me)}
        {nothing.then(nothing_yet)}
        {(!mine.drafts.is_empty()).then(|| drafts(mine.drafts))}
        {(!mine.dossiers.is_empty()).then(|| dossiers(mine.dossiers))}
    }
    .into_any()
}

fn visitor_note() -> AnyView {
    view! {
        <div class="notice">
            <p>
                {t(
                    "Bạn chưa đăng nhập nên ở đây chỉ có các bản nháp viết trên máy này.",
                    "You are not signed in, so you only see the drafts written in this browser.",
                )}
                " "
                <a href="/sign-in?next=/my">
                    {t("Đăng nhập để xem hồ sơ đã nộp", "Sign in to see what you have filed")}
                </a>
            </p>
        </div>
    }
    .into_any()
}

/// Whose drafts and dossiers these are, for those who also act for an organisation.
fn whose(me: &Me) -> Option<AnyView> {
    if let Some(acting) = &me.acting {
        return Some(
            view! {
                <p class="lead">
                    {t("Bản nháp và hồ sơ mới nhất của", "Drafts and latest dossiers of")} " "
                    <strong>{acting.name.clone()}</strong> ". "
                    <a href="/business">{t("Xem tất cả", "See all")}</a>
                </p>
            }
            .into_any(),
        );
    }
    if me.organisation.is_empty() {
        return None;
    }
    Some(
        view! {
            <p class="lead">
                {t("Bạn đại diện cho", "You represent")} " " <strong>{me.organisation.clone()}</strong> ". "
                {t("Ở đây là hồ sơ của riêng bạn.", "These are your own dossiers.")} " "
                <a href="/business">{t("Làm thay tổ chức", "Act for it")}</a>
            </p>
        }
        .into_any(),
    )
}

fn nothing_yet() -> AnyView {
    view! {
        <div class="empty">
            <h2>{t("Chưa có hồ sơ nào", "Nothing here yet")}</h2>
            <p>{t(
                "Tìm thủ tục bạn cần rồi điền ngay; mọi chữ đều được lưu.",
                "Find what you need and start; everything you write is kept.",
            )}</p>
            <a class="button" href="/procedures">{t("Tìm thủ tục", "Find a procedure")}</a>
        </div>
    }
    .into_any()
}

fn drafts(drafts: Vec<DraftLine>) -> AnyView {
    let items = drafts.into_iter().map(|draft| {
        let name = draft.procedure.get(lang()).to_owned();
        view! {
            <li>
                <h3><a href=format!("/drafts/{}", draft.id)>{name.clone()}</a></h3>
                {people(&draft.people)}
                {draft.copied_from.map(|code| view! {
                    <p class="muted">{t("Chép từ hồ sơ", "Copied from dossier")} " " {code}</p>
                })}
                <p class="muted">{t("Lưu lúc", "Saved at")} " " {time_of(draft.saved_at)}</p>
                <div class="button-row">
                    <a class="button small" href=format!("/drafts/{}", draft.id)>
                        {t("Làm tiếp", "Go on")}
                        <span class="visually-hidden">" " {name.clone()}</span>
                    </a>
                </div>
                <details class="disclosure">
                    <summary>{t("Xóa bản nháp này", "Delete this draft")}</summary>
                    <div>
                        <PostForm action=DeleteDraft::url()>
                            <input type="hidden" name="draft" value=draft.id/>
                            <p>{t(
                                "Mọi câu trả lời và tệp của bản nháp sẽ mất hẳn.",
                                "All its answers and files will be gone for good.",
                            )}</p>
                            <button class="button warning small">
                                {t("Xóa bản nháp", "Delete the draft")}
                                <span class="visually-hidden">" " {name}</span>
                            </button>
                        </PostForm>
                    </div>
                </details>
            </li>
        }
    });
    view! {
        <section>
            <h2>{t("Đang viết", "Drafts")}</h2>
            <ol class="result-list">{items.collect_view()}</ol>
        </section>
    }
    .into_any()
}

fn dossiers(dossiers: Vec<DossierLine>) -> AnyView {
    let lang = lang();
    let items = dossiers.into_iter().map(|line| {
        let due = line.due_at.filter(|_| line.status.period_runs());
        let first = line.first_due_at.filter(|_| line.status.period_runs());
        view! {
            <li>
                <h3><a href=format!("/track/{}", line.code)>{line.procedure.get(lang).to_owned()}</a></h3>
                {people(&line.people)}
                <p>{status_tag(line.status)} " " {unread_messages(line.unread, &line.code)}</p>
                {line.waits_for.map(|what| waits(what, &line.code))}
                <dl class="facts">
                    <div>
                        <dt>{t("Mã", "Code")}</dt>
                        <dd><span class="dossier-code small">{code_groups(&line.code)}</span></dd>
                    </div>
                    <div><dt>{t("Nộp ngày", "Filed")}</dt><dd>{day_of(line.filed_at)}</dd></div>
                    {due.map(|due| view! { <div><dt>{t("Hẹn trả", "Due")}</dt><dd>{day_of(due)}</dd></div> })}
                    {first.map(|first| view! { <div><dt>{t("Hẹn lần đầu", "Due at first")}</dt><dd>{day_of(first)}</dd></div> })}
                    <div><dt>{t("Tại", "At")}</dt><dd>{line.unit.get(lang).to_owned()}</dd></div>
                </dl>
            </li>
        }
    });
    view! {
        <section>
            <h2>{t("Đã nộp", "Filed")}</h2>
            <ol class="result-list">{items.collect_view()}</ol>
        </section>
    }
    .into_any()
}

/// What the applicant has to do, and the way there.
fn waits(what: WaitsFor, code: &str) -> AnyView {
    let (words, press) = match what {
        WaitsFor::Supplement { until } => {
            let words =
                view! { {t("Bạn cần bổ sung chậm nhất", "Send what is missing by")} " " {time_of(until)} };
            (words.into_any(), t("Xem và bổ sung", "See what is missing"))
        }
        WaitsFor::Payment { amount } => {
            let words = view! { {t("Bạn cần nộp", "You have to pay")} " " {amount_text(Some(amount))} };
            (words.into_any(), t("Xem cách nộp", "See how to pay"))
        }
    };
    view! {
        <p class="warning-note"><strong>{words}</strong></p>
        <div class="button-row">
            <a class="button small" href=format!("/track/{code}")>
                {press} <span class="visually-hidden">" " {code.to_owned()}</span>
            </a>
        </div>
    }
    .into_any()
}

fn people(names: &[String]) -> Option<AnyView> {
    let names = names.join(", ");
    (!names.is_empty()).then(|| view! { <p>{names}</p> }.into_any())
}

/// Leads to what the one-stop wrote and nobody has read.
fn unread_messages(unread: u32, code: &str) -> Option<AnyView> {
    let words = match (lang(), unread) {
        (_, 0) => return None,
        (Lang::Vi, _) => format!("{unread} tin nhắn mới"),
        (Lang::En, 1) => "1 new message".to_owned(),
        (Lang::En, _) => format!("{unread} new messages"),
    };
    Some(view! { <a class="tag new" href=format!("/track/{code}#messages")>{words}</a> }.into_any())
}
