//! Inviting, and being invited.

use domain::role::Role;
use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{Failure, InvitationView, InvitedView, Me, MembersView, RightsView};

use super::limits;
use crate::api::ApiError;
use crate::api::business::{AcceptInvitation, DeclineInvitation, Invite, invitation, invited, members};
use crate::api::people::me;
use crate::ui::{LineField, Loaded, PageTitle, PostForm, QueryFailure, here, loaded, t, time_of};

/// `/business/members/invite`.
#[component]
pub fn InvitePage() -> impl IntoView {
    let members = loaded((), |()| as_owner());
    view! {
        <main id="main" class="page" tabindex="-1">
            <Loaded data=members children=form/>
        </main>
    }
    .into_any()
}

async fn as_owner() -> Result<MembersView, ApiError> {
    let view = members().await?;
    if view.acting.owner { Ok(view) } else { Err(ApiError(Failure::NotAllowed)) }
}

fn form(view: MembersView) -> AnyView {
    let title = t("Mời người làm thay", "Invite somebody to act");
    // Nothing is granted that the owner did not tick.
    let nothing = RightsView { procedures: Some(Vec::new()), ..RightsView::default() };
    let action = Invite::url();
    view! {
        <PageTitle title=title/>
        <a class="back" href="/business/members">{view.acting.name}</a>
        <h1>{title}</h1>
        <QueryFailure/>
        <PostForm action=action class="form">
            <LineField
                action=action
                name="name"
                label=t("Họ và tên", "Name")
                help=t("Để bạn biết lời mời nào của ai. Người nhận đăng nhập bằng tài khoản của chính họ.", "So that you know which invitation is whose. They sign in with their own account.")
                required=true
                of=&[Failure::NameMissing]
            />
            <LineField
                action=action
                name="email"
                label=t("Thư điện tử (không bắt buộc)", "E-mail (optional)")
                help=t("Nếu có, liên kết được gửi đến đó. Nếu không, bạn tự chuyển liên kết.", "If given, the link is sent there. Otherwise you pass it on yourself.")
                mode="email"
                of=&[Failure::EmailInvalid]
            />
            {limits::fields(action, &view.procedures, &nothing, &view.today)}
            <div class="button-row"><button class="button">{t("Tạo lời mời", "Make the invitation")}</button></div>
        </PostForm>
    }
    .into_any()
}

/// `/business/members/invited/{id}`.
#[component]
pub fn InvitedPage() -> impl IntoView {
    let made = loaded(here().value("id"), invited);
    view! {
        <main id="main" class="page" tabindex="-1">
            <Loaded data=made children=made_page/>
        </main>
    }
    .into_any()
}

fn made_page(view: InvitedView) -> AnyView {
    let title = t("Đã tạo lời mời", "The invitation is made");
    let link = match view.link {
        Some(link) => view! {
            <p>{t("Chuyển liên kết này cho", "Pass this link on to")} " " <strong>{view.name}</strong> ". "
                {t("Chỉ họ nên có nó; trang này chỉ hiện liên kết trong 10 phút.", "Nobody else should have it; this page shows it for 10 minutes only.")}</p>
            <p class="code secret-link">{link.clone()}</p>
            <button type="button" class="button secondary js-only" data-copy=link>{t("Chép liên kết", "Copy the link")}</button>
        }
        .into_any(),
        None => view! {
            <p>{t("Liên kết không còn hiện nữa. Nếu bị mất, rút lời mời rồi tạo lời mời mới.", "The link is no longer shown. If it is lost, take the invitation back and make a new one.")}</p>
        }
        .into_any(),
    };
    view! {
        <PageTitle title=title/>
        <a class="back" href="/business/members">{t("Người làm thay tổ chức", "Who acts for the organisation")}</a>
        <h1>{title}</h1>
        {view.mailed.then(|| view! {
            <p>{t("Liên kết cũng được gửi đến địa chỉ thư điện tử mà bạn đã nhập.", "The link is also mailed to the address that you gave.")}</p>
        })}
        {link}
        <p class="section">{t("Dùng được một lần, đến", "It works once, until")} " " {time_of(view.expires_at)}</p>
    }
    .into_any()
}

struct Offer {
    token: String,
    me: Me,
    invitation: InvitationView,
}

/// `/business/invitation/{token}`.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let offer = loaded(here().value("token"), offer);
    view! {
        <main id="main" class="page" tabindex="-1">
            <QueryFailure/>
            <Loaded data=offer children=offer_page/>
        </main>
    }
    .into_any()
}

/// The offer; none for a link that no longer works.
async fn offer(token: String) -> Result<Option<Offer>, ApiError> {
    let me = me().await?;
    match invitation(token.clone()).await {
        Ok(invitation) => Ok(Some(Offer { token, me, invitation })),
        Err(ApiError(Failure::InvitationEnded)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn offer_page(offer: Option<Offer>) -> AnyView {
    let Some(Offer { token, me, invitation }) = offer else { return ended() };
    let title = t("Lời mời làm hồ sơ thay tổ chức", "Invitation to act for an organisation");
    let answer = match me.role {
        Role::Citizen if invitation.member => view! {
            <p>
                <strong>{me.name}</strong> " "
                {t("đã làm thay tổ chức này. Chuyển liên kết cho người được mời.", "acts for it already. Pass the link on to whoever is invited.")}
            </p>
        }
        .into_any(),
        Role::Citizen => {
            let declined = token.clone();
            view! {
            <p>{t("Bạn đăng nhập với tên", "You are signed in as")} " " <strong>{me.name}</strong> "."</p>
            <PostForm action=AcceptInvitation::url()>
                <input type="hidden" name="token" value=token/>
                <div class="button-row"><button class="button">{t("Nhận lời", "Accept")}</button></div>
            </PostForm>
            <PostForm action=DeclineInvitation::url()>
                <input type="hidden" name="token" value=declined/>
                <div class="button-row"><button class="button secondary">{t("Không nhận", "Decline")}</button></div>
            </PostForm>
            }
            .into_any()
        }
        Role::Visitor => view! {
            <div class="button-row">
                <a class="button" href=format!("/sign-in?next=/business/invitation/{token}")>{t("Đăng nhập để nhận lời", "Sign in to accept")}</a>
            </div>
        }
        .into_any(),
        _ => view! { <p>{t("Cán bộ không làm hồ sơ. Hãy đăng nhập bằng tài khoản công dân.", "Officers do not apply. Sign in as a citizen.")}</p> }.into_any(),
    };
    view! {
        <PageTitle title=title/>
        <p class="caption">{invitation.organisation} ", " {t("mã số thuế", "tax code")} " " <span class="code">{invitation.tax_code}</span></p>
        <h1>{title}</h1>
        <p>
            <strong>{invitation.invited_by}</strong> " "
            {t("mời", "invites")} " " <strong>{invitation.name}</strong> ". "
            {t("Lời mời hết hạn lúc", "The invitation ends at")} " " {time_of(invitation.expires_at)} "."
        </p>
        <h2>{t("Được làm gì", "What is offered")}</h2>
        {limits::words(Some(&invitation.limits))}
        <p>{t(
            "Nhận lời rồi, bạn chọn làm thay tổ chức hay làm cho mình. Hồ sơ của riêng bạn tổ chức không thấy.",
            "Once you accept, you choose whether you act for it or for yourself. It does not see your own dossiers.",
        )}</p>
        {answer}
    }
    .into_any()
}

fn ended() -> AnyView {
    let title = t("Lời mời không còn dùng được", "The invitation no longer works");
    view! {
        <PageTitle title=title/>
        <div class="error-page">
            <h1>{title}</h1>
            <p class="lead">{t(
                "Liên kết đã dùng, đã được từ chối, đã bị rút hoặc quá 7 ngày. Cần nữa thì hãy xin người mời một liên kết mới.",
                "It was used, declined, taken back or is older than 7 days. If you still need one, ask whoever invited you.",
            )}</p>
            <div class="button-row"><a class="button secondary" href="/business">{t("Doanh nghiệp, tổ chức", "Businesses and organisations")}</a></div>
        </div>
    }
    .into_any()
}
