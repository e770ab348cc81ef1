//! One member of the staff: an owner changes, suspends and ends the rights.

use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{Failure, MemberLine, MemberState, MembersView, RightsView};

use super::limits;
use super::members::state_tag;
use crate::api::ApiError;
use crate::api::business::{ChangeMember, EndMember, ResumeMember, SuspendMember, members};
use crate::ui::{Loaded, PageTitle, PostForm, QueryFailure, here, loaded, t};

/// `/business/members/{person}`.
#[component]
pub fn MemberPage() -> impl IntoView {
    let member = loaded(here().value("person"), one);
    view! {
        <main id="main" class="page" tabindex="-1">
            <Loaded data=member children=page/>
        </main>
    }
    .into_any()
}

/// The list, with this person alone in it.
async fn one(person: String) -> Result<MembersView, ApiError> {
    let mut view = members().await?;
    view.members.retain(|member| {
        member.id == person && member.limits.is_some() && member.state != MemberState::Ended
    });
    if view.acting.owner && !view.members.is_empty() { Ok(view) } else { Err(ApiError(Failure::NotFound)) }
}

fn page(view: MembersView) -> AnyView {
    let MembersView { members, procedures, today, acting, .. } = view;
    let Some(member) = members.into_iter().next() else { return ().into_any() };
    let before = member.limits.clone().unwrap_or_default();
    view! {
        <PageTitle title=member.name.clone()/>
        <a class="back" href="/business/members">{acting.name}</a>
        <h1>{member.name.clone()} " " {state_tag(member.state)}</h1>
        <QueryFailure/>
        {form(&member, &procedures, &before, &today)}
        {rest(&member)}
        {end(member)}
    }
    .into_any()
}

fn form(
    member: &MemberLine,
    procedures: &[(String, domain::text::Text)],
    before: &RightsView,
    today: &str,
) -> AnyView {
    let id = member.id.clone();
    let fields = limits::fields(ChangeMember::url(), procedures, before, today);
    view! {
        <PostForm action=ChangeMember::url() class="form">
            <input type="hidden" name="person" value=id/>
            {fields}
            <div class="button-row"><button class="button">{t("Lưu quyền", "Save the rights")}</button></div>
        </PostForm>
    }
    .into_any()
}

fn rest(member: &MemberLine) -> AnyView {
    let suspended = member.state == MemberState::Suspended;
    let (action, title, words, button) = if suspended {
        (
            ResumeMember::url(),
            t("Cho làm tiếp", "Give the rights back"),
            t("Người này lại làm được như trước.", "They may act as before."),
            t("Cho làm tiếp", "Give back"),
        )
    } else {
        (
            SuspendMember::url(),
            t("Tạm dừng", "Suspend"),
            t(
                "Quyền dừng ngay, kể cả khi người này đang mở trang; bạn cho làm tiếp lúc nào cũng được.",
                "The rights rest at once, even in pages that are open now; you can give them back at any time.",
            ),
            t("Tạm dừng", "Suspend"),
        )
    };
    let id = member.id.clone();
    view! {
        <section class="section">
            <h2>{title}</h2>
            <p>{words}</p>
            <PostForm action=action>
                <button class="button secondary" name="person" value=id>{button}</button>
            </PostForm>
        </section>
    }
    .into_any()
}

fn end(member: MemberLine) -> AnyView {
    view! {
        <section class="section">
            <h2>{t("Kết thúc", "End")}</h2>
            <p>{t(
                "Người này không còn làm thay tổ chức. Những gì đã làm vẫn ghi tên họ. Muốn làm lại phải được mời lại.",
                "They no longer act for the organisation. What they did keeps their name. To act again they must be invited again.",
            )}</p>
            <PostForm action=EndMember::url()>
                <button class="button warning" name="person" value=member.id>{t("Kết thúc quyền", "End the rights")}</button>
            </PostForm>
        </section>
    }
    .into_any()
}
