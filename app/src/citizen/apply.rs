use forms::procedure::{Audience, Procedure, Service};
use forms::schema::{Kind, Question};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use views::{Failure, Me};

use crate::api::ApiError;
use crate::api::catalogue::get_procedure;
use crate::api::drafts::{StartDraft, refusal_to_start};
use crate::api::people::me;
use crate::public::{other_deadlines, papers};
use crate::ui::{
    Loaded, PageTitle, PostForm, QueryFailure, failure_text, fee_text, here, lang, loaded, period_text, t,
};

/// `/apply/{code}`: what somebody should have at hand before starting, and the button that starts.
#[component]
pub fn ApplyPage() -> impl IntoView {
    let asked = loaded(here().value("code"), asked);
    view! {
        <main id="main" class="page" tabindex="-1">
            <Loaded data=asked children=page/>
        </main>
    }
    .into_any()
}

struct Asked {
    procedure: Procedure,
    me: Me,
    refusal: Option<Failure>,
}

async fn asked(code: String) -> Result<Asked, ApiError> {
    let procedure = get_procedure(code.clone()).await?;
    Ok(Asked { procedure, me: me().await?, refusal: refusal_to_start(code).await? })
}

fn page(Asked { procedure, me, refusal }: Asked) -> AnyView {
    let lang = lang();
    let name = procedure.short_name.get(lang).to_owned();
    let code = procedure.code.to_string();
    view! {
        <PageTitle title=name.clone()/>
        <a class="back" href=format!("/procedures/{code}")>{t("Về trang thủ tục", "Back to the procedure")}</a>
        <p class="caption">{t("Nộp trực tuyến", "Apply online")} " · " {code.clone()}</p>
        <h1>{name}</h1>
        <QueryFailure/>
        {me.acting.as_ref().and_then(|acting| for_people(&procedure, &acting.name))}
        {partial(&procedure.service)}
        {facts(&procedure)}
        {match refusal {
            None => start(code),
            Some(failure) => view! { <div class="warning-note"><p>{failure_text(failure)}</p></div> }.into_any(),
        }}
        <section class="section">
            <h2>{t("Chuẩn bị sẵn", "Have these at hand")}</h2>
            {papers(&procedure)}
        </section>
        <section class="section">
            <h2>{t("Dữ liệu của bạn", "Your data")}</h2>
            <p>
                {t(
                    "Những gì bạn ghi chỉ dùng để giải quyết thủ tục này. Chỉ cán bộ giải quyết hồ sơ được xem, và bạn thấy ai đã xem.",
                    "What you write is used for this procedure only. Only the officers who handle it may read it, and you can see who did.",
                )}
                " "
                <a href="/privacy">{t("Quyền của bạn về dữ liệu cá nhân", "Your rights over personal data")}</a>
            </p>
        </section>
    }
    .into_any()
}

fn start(code: String) -> AnyView {
    view! {
        <PostForm action=StartDraft::url()>
            <input type="hidden" name="code" value=code/>
            <div class="button-row">
                <button class="button large">{t("Bắt đầu điền", "Start")}</button>
            </div>
        </PostForm>
        <p class="muted">
            {t(
                "Chưa cần đăng nhập. Mỗi bước đều được lưu; bạn có thể dừng và làm tiếp sau.",
                "No sign-in needed yet. Each step is saved; you can stop and go on later.",
            )}
        </p>
    }
    .into_any()
}

/// Whoever acts for an organisation and opens what people apply for is told in whose name it would be.
fn for_people(procedure: &Procedure, organisation: &str) -> Option<AnyView> {
    let for_organisations = [Audience::Organisation, Audience::Business];
    if procedure.audience.iter().any(|audience| for_organisations.contains(audience)) {
        return None;
    }
    Some(
        view! {
            <div class="warning-note">
                <p>
                    <strong>{t("Thủ tục này dành cho cá nhân.", "This procedure is for individuals.")}</strong>
                    " "
                    {t("Hồ sơ nộp lúc này đứng tên", "What you file now is in the name of")}
                    " "
                    {organisation.to_owned()}
                    ". "
                    {t(
                        "Muốn nộp cho mình, bấm “Làm cho mình” ở đầu trang.",
                        "To apply for yourself, press “Act for yourself” at the head of the page.",
                    )}
                </p>
            </div>
        }
        .into_any(),
    )
}

fn partial(service: &Service) -> Option<AnyView> {
    let Service::Partial { reason } = service else { return None };
    let title = t(
        "Sau khi nộp trực tuyến bạn còn phải đến quầy.",
        "After applying online you still have to come to a counter.",
    );
    let reason = reason.get(lang()).to_owned();
    Some(view! { <div class="notice"><p><strong>{title}</strong> " " {reason}</p></div> }.into_any())
}

fn facts(procedure: &Procedure) -> AnyView {
    let lang = lang();
    let minutes = minutes(procedure.form.sections.iter().flat_map(|section| &section.questions));
    view! {
        <dl class="facts">
            <div><dt>{t("Thời gian điền", "Time to fill in")}</dt><dd>{t("Khoảng", "About")} " " {minutes} " " {t("phút", "minutes")}</dd></div>
            <div><dt>{t("Lệ phí", "Fee")}</dt><dd>{fee_text(&procedure.fees)}</dd></div>
            <div><dt>{t("Có kết quả, tính từ khi tiếp nhận", "Result, from acceptance")}</dt><dd>{period_text(procedure.deadline.period)}</dd></div>
            <div><dt>{t("Nơi giải quyết", "Who decides")}</dt><dd>{procedure.authority.get(lang).to_owned()}</dd></div>
        </dl>
        {other_deadlines(procedure)}
    }
    .into_any()
}

/// A careful guess: four questions a minute, and one case meets half of them.
fn minutes<'a>(questions: impl Iterator<Item = &'a Question>) -> usize {
    let count: usize = questions
        .map(|question| match &question.kind {
            Kind::Group { questions, .. } => questions.len(),
            Kind::Calculated { .. } => 0,
            _ => 1,
        })
        .sum();
    count.div_ceil(8).clamp(3, 15)
}
