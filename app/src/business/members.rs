//! Who acts for the organisation.

use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{InvitationLine, MemberLine, MemberState, MembersView};

use super::{frame, limits};
use crate::api::business::{EndMember, RevokeInvitation, members};
use crate::ui::{Loaded, PageTitle, PostForm, QueryFailure, day_of, loaded, t, time_of};

/// `/business/members`.
#[component]
pub fn MembersPage() -> impl IntoView {
    let members = loaded((), |()| members());
    view! {
        <main id="main" class="page" tabindex="-1">
            <Loaded data=members children=page/>
        </main>
    }
    .into_any()
}

fn page(view: MembersView) -> AnyView {
    let title = t("Người làm thay tổ chức", "Who acts for the organisation");
    let owner = view.acting.owner;
    let (ended, here): (Vec<MemberLine>, Vec<MemberLine>) =
        view.members.into_iter().partition(|member| member.state == MemberState::Ended);
    let here: Vec<AnyView> = here.into_iter().map(|member| item(member, owner)).collect();
    view! {
        <PageTitle title=title/>
        {frame::head(view.acting, title)}
        <QueryFailure/>
        {owner.then(|| view! {
            <div class="button-row"><a class="button" href="/business/members/invite">{t("Mời thêm người", "Invite somebody")}</a></div>
        })}
        <ol class="result-list">{here}</ol>
        {(!view.invitations.is_empty()).then(|| invitations(view.invitations))}
        {(!ended.is_empty()).then(|| gone(ended))}
    }
    .into_any()
}

fn item(member: MemberLine, owner: bool) -> AnyView {
    let role = if member.limits.is_none() { t("Chủ", "Owner") } else { t("Nhân viên", "Staff") };
    let me = member.me.then(|| view! { " " <span class="tag done">{t("Bạn", "You")}</span> });
    let change = (owner && member.limits.is_some()).then(|| {
        view! {
            <a class="button secondary small" href=format!("/business/members/{}", member.id)>
                {t("Đổi quyền", "Change the rights")}
                <span class="visually-hidden">" " {member.name.clone()}</span>
            </a>
        }
    });
    view! {
        <li>
            <h3>{member.name.clone()} {me}</h3>
            <p class="muted">{role} ", " {t("từ", "since")} " " {day_of(member.since)} " " {state_tag(member.state)}</p>
            {limits::words(member.limits.as_ref())}
            <div class="button-row">{change}</div>
            {member.me.then(|| leave(member.id))}
        </li>
    }
    .into_any()
}

/// Why somebody may not act today; nothing when they may.
pub(super) fn state_tag(state: MemberState) -> Option<AnyView> {
    let words = match state {
        MemberState::Active => return None,
        MemberState::Suspended => t("Tạm dừng", "Suspended"),
        MemberState::Expired => t("Hết hạn", "Over"),
        MemberState::Ended => t("Đã kết thúc", "Ended"),
    };
    Some(view! { <span class="tag refused">{words}</span> }.into_any())
}

fn leave(id: String) -> AnyView {
    view! {
        <details class="disclosure">
            <summary>{t("Thôi làm thay tổ chức này", "Stop acting for it")}</summary>
            <div>
                <PostForm action=EndMember::url()>
                    <p>{t(
                        "Bạn sẽ không còn thấy hồ sơ của tổ chức, kể cả hồ sơ chính bạn đã nộp.",
                        "You will see none of its dossiers any more, not even those that you filed.",
                    )}</p>
                    <button class="button warning small" name="person" value=id>{t("Thôi làm thay", "Stop")}</button>
                </PostForm>
            </div>
        </details>
    }
    .into_any()
}

fn invitations(lines: Vec<InvitationLine>) -> AnyView {
    let items = lines.into_iter().map(|line| {
        let name = line.name.clone();
        view! {
            <li>
                <h3>{line.name}</h3>
                <p class="muted">{t("Lời mời hết hạn lúc", "The invitation ends at")} " " {time_of(line.expires_at)}</p>
                {limits::words(Some(&line.limits))}
                <PostForm action=RevokeInvitation::url()>
                    <button class="button quiet" name="invitation" value=line.id>
                        {t("Rút lời mời", "Take it back")}
                        <span class="visually-hidden">" " {name}</span>
                    </button>
                </PostForm>
            </li>
        }
    });
    view! {
        <section>
            <h2>{t("Đã mời, chưa trả lời", "Invited, not answered yet")}</h2>
            <ol class="result-list">{items.collect_view()}</ol>
        </section>
    }
    .into_any()
}

fn gone(members: Vec<MemberLine>) -> AnyView {
    let items = members.into_iter().map(|member| {
        view! {
            <li>
                {member.name} ", " {day_of(member.since)} " – " {member.ended_at.map(day_of)}
            </li>
        }
    });
    view! {
        <details class="disclosure">
            <summary>{t("Đã thôi làm thay", "No longer acting")}</summary>
            <div><ul>{items.collect_view()}</ul></div>
        </details>
    }
    .into_any()
}
