//! Following a dossier: by its code for everybody, in full for its applicant.

mod due;
mod files;
mod messages;
mod own;
mod payment;
mod progress;
mod supplement;

use domain::role::Role;
use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{Failure, OwnDossier, Thread, TrackView};

use crate::api::ApiError;
use crate::api::dossiers::{FindDossier, track};
use crate::api::messages::thread;
use crate::api::people::me;
use crate::ui::{Loaded, PageTitle, PostForm, QueryFailure, code_groups, here, loaded, same_around, t};

/// `/track`: asks for the code.
#[component]
pub fn TrackFormPage() -> impl IntoView {
    let title = t("Tra cứu hồ sơ", "Follow a dossier");
    view! {
        <PageTitle title=title/>
        <main id="main" class="page" tabindex="-1">
            <h1>{title}</h1>
            <QueryFailure/>
            {code_form(String::new())}
            <p>
                {t("Không nhớ mã?", "No code at hand?")}
                " "
                <a href="/my">{t("Xem hồ sơ của tôi", "See my dossiers")}</a>
            </p>
        </main>
    }
    .into_any()
}

fn code_form(typed: String) -> AnyView {
    view! {
        <PostForm action=FindDossier::url() class="form">
            <div class="field">
                <label for="code">{t("Mã hồ sơ", "Dossier code")}</label>
                <p class="help" id="code-help">
                    {t(
                        "Mã in trên giấy biên nhận hoặc giấy tiếp nhận. Chữ thường, chữ hoa, có dấu cách đều được.",
                        "On your receipt or acceptance paper. Small letters and spaces do not matter.",
                    )}
                </p>
                <p class="example">{t("Ví dụ: H09.12.34-261123-0001", "For example: H09.12.34-261123-0001")}</p>
                <input
                    id="code"
                    class="w-20"
                    name="code"
                    type="text"
                    required
                    maxlength="80"
                    value=typed
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                    aria-describedby="code-help"
                />
            </div>
            <div class="button-row">
                <button class="button">{t("Tra cứu", "Look it up")}</button>
            </div>
        </PostForm>
    }
    .into_any()
}

/// `/track/{code}`.
#[component]
pub fn TrackPage() -> impl IntoView {
    let dossier = loaded(here().value("code"), found);
    view! {
        <main id="main" class="page" tabindex="-1">
            <QueryFailure/>
            <Loaded data=dossier children=page/>
        </main>
    }
    .into_any()
}

/// What a code leads to.
enum Found {
    Public {
        code: String,
        degree: u8,
        /// Whether whoever asks has signed in: then it is not their dossier.
        signed_in: bool,
    },
    Own(Box<OwnDossier>, Thread),
    Nothing(String),
}

async fn found(code: String) -> Result<Found, ApiError> {
    match track(code.clone()).await {
        Ok(TrackView::Public { code, degree }) => {
            let signed_in = me().await?.role != Role::Visitor;
            Ok(Found::Public { code, degree, signed_in })
        }
        Ok(TrackView::Own(dossier)) => {
            let thread = thread(dossier.code.clone()).await?;
            Ok(Found::Own(dossier, thread))
        }
        Err(ApiError(Failure::NotFound)) => Ok(Found::Nothing(code)),
        Err(error) => Err(error),
    }
}

fn page(found: Found) -> AnyView {
    match found {
        Found::Public { code, degree, signed_in } => for_everybody(&code, degree, signed_in),
        Found::Own(dossier, thread) => own::page(&dossier, thread),
        Found::Nothing(code) => no_such_code(code),
    }
}

fn no_such_code(code: String) -> AnyView {
    let title = t("Không có hồ sơ nào với mã này", "No dossier has this code");
    view! {
        <PageTitle title=title/>
        <h1>{title}</h1>
        <p class="dossier-code small">{code.clone()}</p>
        <p>{t(
            "Xem lại mã trên giấy biên nhận. Số 0 và chữ O, số 1 và chữ I dễ nhầm với nhau.",
            "Check the code on your receipt. 0 and O, 1 and I are easily confused.",
        )}</p>
        {code_form(code)}
    }
    .into_any()
}

/// Code and degree of completion, nothing else (TT 01/2018 Đ16.2d).
fn for_everybody(code: &str, degree: u8, signed_in: bool) -> AnyView {
    let title = t("Hồ sơ đến đâu rồi", "How far the dossier is");
    let (why, way) = if signed_in {
        (
            t(
                "Tài khoản đang đăng nhập không phải của người nộp hồ sơ này, nên chỉ thấy mức độ hoàn thành.",
                "The account that is signed in did not file this dossier, so it sees only how far it is.",
            ),
            t("Đăng nhập tài khoản khác", "Sign in with another account"),
        )
    } else {
        (
            t(
                "Người chỉ có mã hồ sơ thì chỉ thấy mức độ hoàn thành. Người nộp đăng nhập để xem ngày trả kết quả, tin nhắn và giấy tờ.",
                "With the code alone one sees only how far it is. The applicant signs in to see the day of the result, messages and papers.",
            ),
            t("Đăng nhập", "Sign in"),
        )
    };
    // The page that is asked for most: what differs from code to code is drawn each time, the rest once.
    let who = if signed_in { "somebody else" } else { "a stranger" };
    let way = view! { <a class="button" href=format!("/sign-in?next=/track/{code}")>{way}</a> }.into_any();
    let code = code_groups(code).into_any();
    let all = same_around("a tracking page", [who, ""], degree, [code, way], |[code, way]| {
        view! {
            <p class="caption">{t("Mã hồ sơ", "Dossier code")}</p>
            <h1>{title}</h1>
            <p class="dossier-code">{code}</p>
            {progress::degree(degree, "")}
            <div class="notice">
                <p>{why}</p>
            </div>
            <div class="button-row">
                {way}
                <a class="button secondary" href="/track">{t("Tra mã khác", "Another code")}</a>
            </div>
        }
        .into_any()
    });
    view! { <PageTitle title=title/> {all} }.into_any()
}
