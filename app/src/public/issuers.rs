use leptos::prelude::*;
use views::{Door, IssuerAudience};

use crate::ui::{here, lang, query_string, t};

/// The issuers by which one can sign in, with what to do when one does not answer.
///
/// Plain links, not forms: they lead to another site, which the content policy allows to no form.
pub(super) fn issuers(doors: &[Door]) -> AnyView {
    let doors = doors.iter().map(one).collect_view();
    view! {
        <section>
            <h2>{t("Người dân, doanh nghiệp", "Citizens and businesses")}</h2>
            {doors}
        </section>
    }
    .into_any()
}

fn one(door: &Door) -> AnyView {
    let name = door.name.get(lang()).to_owned();
    let next = here().asked("next");
    let wish = query_string(next.as_deref().map(|next| ("next", next)));
    let href = format!("/sign-in/{}{wish}", door.id);
    let whose = match door.audience {
        IssuerAudience::Citizens => t("Tài khoản cá nhân", "For people"),
        IssuerAudience::Organisations => {
            t("Tài khoản tổ chức, doanh nghiệp", "For people who represent a business or organisation")
        }
    };
    let label = if door.reachable {
        format!("{} {name}", t("Đăng nhập bằng", "Sign in with"))
    } else {
        format!("{} {name}", t("Thử lại với", "Try again with"))
    };
    view! {
        {(!door.reachable).then(|| unreachable(&name))}
        <p class="muted">{whose}</p>
        <div class="button-row">
            <a class="button large" href=href rel="external">{label}</a>
        </div>
    }
    .into_any()
}

/// That an issuer does not answer, and what one can do meanwhile.
pub(crate) fn unreachable(name: &str) -> AnyView {
    view! {
        <p class="warning-note">
            <strong>{t("Chưa kết nối được với", "Not connected to")} " " {name.to_owned()}</strong>
            " "
            {t(
                "Bạn vẫn viết và lưu bản nháp được; khi kết nối lại thì đăng nhập và nộp.",
                "You can go on writing and saving drafts; sign in and file once it is back.",
            )}
        </p>
    }
    .into_any()
}

/// What remains to do after signing out, for whoever came by an issuer.
pub(super) fn left(doors: &[Door]) -> Option<AnyView> {
    let left = here().asked("left")?;
    let door = doors.iter().find(|door| door.id == left)?;
    let name = door.name.get(lang()).to_owned();
    let href = format!("/sign-in/{}/leave", door.id);
    let words = t(
        "Trên máy dùng chung, hãy đăng xuất cả ở nơi xác thực, nếu không người sau có thể vào tên bạn.",
        "On a shared device sign out at the identity provider too, or the next person may enter under your name.",
    );
    Some(
        view! {
            <div class="notice">
                <p><strong>{t("Bạn đã đăng xuất khỏi Một Cửa.", "You have signed out of Một Cửa.")}</strong> " " {words}</p>
                <div class="button-row">
                    <a class="button secondary" href=href rel="external">
                        {t("Đăng xuất khỏi", "Sign out of")} " " {name}
                    </a>
                </div>
            </div>
        }
        .into_any(),
    )
}
