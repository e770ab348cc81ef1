use domain::role::Role;
use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{DemoPerson, Door, EnrolmentView, Me, Step};

use super::issuers::{issuers, left};
use crate::account::step;
use crate::api::ApiError;
use crate::api::accounts::{enrolment, passkey_waits};
use crate::api::people::{BecomePerson, SignIn, demo_people, doors, me};
use crate::ui::{Loaded, Next, PageTitle, PostForm, QueryFailure, kept, lang, loaded, t};

struct Ways {
    me: Me,
    issuers: Vec<Door>,
    /// Empty outside demo mode.
    people: Vec<DemoPerson>,
    /// What to set up, when the sign-in has come to that.
    enrolment: Option<EnrolmentView>,
    /// The second factor can be given with a passkey.
    passkey: bool,
}

/// `/sign-in?next=`: the ways in.
#[component]
pub fn SignInPage() -> impl IntoView {
    let ways = loaded((), |()| ways());
    view! {
        <PageTitle title=t("Đăng nhập", "Sign in")/>
        <main id="main" class="page" tabindex="-1">
            <h1>{t("Đăng nhập", "Sign in")}</h1>
            <QueryFailure/>
            <Loaded data=ways children=page/>
        </main>
    }
    .into_any()
}

async fn ways() -> Result<Ways, ApiError> {
    let (me, issuers) = (me().await?, doors().await?);
    let people = if me.demo && me.step.is_none() { demo_people().await? } else { Vec::new() };
    let enrolment = if me.step == Some(Step::Enrolment) { enrolment().await? } else { None };
    let passkey = me.step == Some(Step::SecondFactor) && passkey_waits().await?;
    Ok(Ways { me, issuers, people, enrolment, passkey })
}

fn page(ways: Ways) -> AnyView {
    if let Some(asked) = ways.me.step {
        return step(asked, ways.enrolment, ways.passkey);
    }
    let signed_in = (ways.me.role != Role::Visitor).then(|| {
        view! {
            <div class="notice">
                <p>{t("Bạn đang đăng nhập với tên", "You are signed in as")} " " <strong>{ways.me.name.clone()}</strong> "."</p>
            </div>
        }
    });
    let (citizens, officers): (Vec<DemoPerson>, Vec<DemoPerson>) =
        ways.people.into_iter().partition(|person| person.role == Role::Citizen);
    view! {
        {left(&ways.issuers)}
        {signed_in}
        {(!ways.issuers.is_empty()).then(|| issuers(&ways.issuers))}
        {(!citizens.is_empty()).then(|| people(t("Làm người dân thử nghiệm", "Become a demo citizen"), citizens))}
        {(!officers.is_empty()).then(|| people(t("Làm cán bộ thử nghiệm", "Become a demo officer"), officers))}
        {ways.issuers.is_empty().then(no_issuer)}
        <section class="section">
            <h2>{t("Cán bộ", "Officers")}</h2>
            {password_form()}
        </section>
    }
    .into_any()
}

fn no_issuer() -> AnyView {
    view! {
        <section class="section">
            <h2>{t("Người dân, doanh nghiệp", "Citizens and businesses")}</h2>
            <div class="notice">
                <p>
                    {t(
                        "Đăng nhập bằng VNeID chưa được nối vào hệ thống này. Bạn vẫn tra cứu thủ tục, điền hồ sơ và lưu nháp được mà không cần đăng nhập.",
                        "Sign-in with VNeID is not connected to this system yet. You can look up procedures, fill in forms and keep drafts without signing in.",
                    )}
                </p>
            </div>
        </section>
    }
    .into_any()
}

fn people(title: &'static str, people: Vec<DemoPerson>) -> AnyView {
    let lang = lang();
    let cards = people.into_iter().map(|person| {
        let place = if person.place.is_empty() { person.role.label(lang).to_owned() } else { person.place };
        view! {
            <li>
                <PostForm action=BecomePerson::url()>
                    <Next action=SignIn::url()/>
                    <button name="person" value=person.id>
                        <strong>{person.name}</strong>
                        " "
                        <span>{place}</span>
                    </button>
                </PostForm>
            </li>
        }
    });
    view! {
        <h2>{title}</h2>
        <ul class="person-list">{cards.collect_view()}</ul>
    }
    .into_any()
}

fn password_form() -> AnyView {
    view! {
        <PostForm action=SignIn::url() class="form">
            <Next action=SignIn::url()/>
            <div class="field">
                <label for="username">{t("Tên đăng nhập", "User name")}</label>
                <input
                    id="username"
                    class="w-20"
                    name="username"
                    type="text"
                    value=kept(SignIn::url(), "username")
                    autocomplete="username"
                    autocapitalize="none"
                    spellcheck="false"
                    required
                />
            </div>
            <div class="field">
                <label for="password">{t("Mật khẩu", "Password")}</label>
                <input
                    id="password"
                    class="w-20"
                    name="password"
                    type="password"
                    autocomplete="current-password"
                    required
                />
            </div>
            <div class="button-row">
                <button class="button">{t("Đăng nhập", "Sign in")}</button>
            </div>
        </PostForm>
    }
    .into_any()
}
