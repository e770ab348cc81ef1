mod ending;

use domain::text::Lang;
use forms::display::{SummaryRow, SummarySection, summary};
use forms::evaluate::Evaluation;
use forms::problem::Problem;
use leptos::prelude::*;
use views::{Door, DraftOverview, DraftView, Unlike};

use self::ending::{ending, sign_in, untouched, what_follows};
use super::draft::{copied_from, taken_for};
use super::evaluation::{judge_saved, needed, paper_of, problem_count, problem_text, section_href};
use super::filed::filed;
use super::slot::file_facts;
use super::supplement::supplement;
use crate::api::ApiError;
use crate::api::drafts::load_overview;
use crate::api::people::doors;
use crate::ui::{Loaded, PageTitle, QueryFailure, answered_with, here, lang, loaded, t};

/// `/drafts/{id}/review`: everything once more, then filing.
#[component]
pub fn DraftReviewPage() -> impl IntoView {
    let draft = loaded(here().value("id"), with_doors);
    view! {
        <main id="main" class="page" tabindex="-1">
            <Loaded data=draft children=page/>
        </main>
    }
    .into_any()
}

/// The application, and by what one could sign in to file it.
async fn with_doors(id: String) -> Result<(DraftOverview, Vec<Door>), ApiError> {
    let overview = load_overview(id).await?;
    let doors = if overview.whole.draft.signed_in { Vec::new() } else { doors().await? };
    Ok((overview, doors))
}

fn page((overview, doors): (DraftOverview, Vec<Door>)) -> AnyView {
    let draft = &overview.whole.draft;
    let title = t("Xem lại và nộp", "Review and file");
    view! {
        <PageTitle title=format!("{title} · {}", draft.procedure.short_name.get(lang()))/>
        <a class="back" href=format!("/drafts/{}", draft.id)>{t("Các phần của hồ sơ", "Parts of the application")}</a>
        <p class="caption">{draft.procedure.short_name.get(lang()).to_owned()}</p>
        <h1>{title}</h1>
        <QueryFailure/>
        {taken_for(draft)}
        {if draft.open() { review(&overview, &doors) } else { filed(draft) }}
    }
    .into_any()
}

fn review(overview: &DraftOverview, doors: &[Door]) -> AnyView {
    let (draft, lang) = (&overview.whole.draft, lang());
    let (found, places) = judge_saved(draft);
    let answers = summary(&draft.procedure.form, &draft.answers, &found, lang, &places);
    view! {
        {draft.supplement.as_ref().map(|asked| supplement(draft, asked, true))}
        {overview.copied_from.as_ref().map(copied_from)}
        {errors(draft, &found, lang)}
        {warnings(draft, &found, lang)}
        {overview.unlike.iter().map(|unlike| unlike_account(draft, unlike)).collect_view()}
        {answers.into_iter().map(|section| answers_of(draft, &found, section)).collect_view()}
        {files(draft, &found)}
        {what_follows(overview)}
        {draft.supplement.as_ref().and_then(untouched)}
        {if draft.signed_in { ending(draft, overview.refusal, &found) } else { sign_in(draft, doors) }}
    }
    .into_any()
}

fn errors(draft: &DraftView, found: &Evaluation, lang: Lang) -> Option<AnyView> {
    let errors: Vec<&Problem> = found.problems.iter().filter(|problem| problem.is_error()).collect();
    if errors.is_empty() {
        return None;
    }
    let count = problem_count(errors.len());
    let lines = errors.into_iter().map(|problem| {
        view! { <li><a href=problem_href(draft, found, problem)>{problem_text(draft, problem, lang)}</a></li> }
    });
    Some(
        view! {
            <div class="error-summary" tabindex="-1" aria-labelledby="es-title">
                <h2 id="es-title">{count}</h2>
                <ul>{lines.collect_view()}</ul>
            </div>
        }
        .into_any(),
    )
}

fn warnings(draft: &DraftView, found: &Evaluation, lang: Lang) -> Vec<AnyView> {
    let warnings = found.problems.iter().filter(|problem| !problem.is_error());
    warnings
        .map(|problem| mind_this(problem_text(draft, problem, lang), problem_href(draft, found, problem)))
        .collect()
}

fn mind_this(words: String, href: String) -> AnyView {
    view! {
        <p class="warning-note">
            <strong>{t("Chú ý", "Mind this")}</strong>
            " "
            {words}
            " "
            <a href=href>{t("Xem lại", "Look again")}</a>
        </p>
    }
    .into_any()
}

/// What stands there of whoever applies is not what their account says. It holds nobody back.
fn unlike_account(draft: &DraftView, unlike: &Unlike) -> AnyView {
    let href = format!("{}?from=review#f-{}", section_href(draft, &unlike.section), unlike.question);
    let (label, Unlike { answer, known, .. }) = (unlike.label.get(lang()), unlike);
    let words = match lang() {
        Lang::Vi => format!(
            "“{label}” ghi là “{answer}”, tài khoản đang đăng nhập là “{known}”. Nếu bạn nộp cho chính mình, hãy sửa lại."
        ),
        Lang::En => format!(
            "“{label}” says “{answer}”, and the account that is signed in “{known}”. If you apply for yourself, correct it."
        ),
    };
    mind_this(words, href)
}

fn answers_of(draft: &DraftView, found: &Evaluation, section: SummarySection) -> AnyView {
    let href = format!("{}?from=review", section_href(draft, &section.id));
    let title = section.title.clone();
    let rows = section.rows.into_iter().map(|row| answer(found, &href, row)).collect_view();
    view! {
        <section>
            <div class="summary-head">
                <h2>{section.title}</h2>
                <a href=href.clone()>{t("Sửa", "Change")} " " <span class="visually-hidden">{title}</span></a>
            </div>
            <dl class="summary">{rows}</dl>
        </section>
    }
    .into_any()
}

fn answer(found: &Evaluation, section: &str, row: SummaryRow) -> AnyView {
    let href = format!("{section}#f-{}", row.path);
    let label = row.label.clone();
    let calculated = found.calculated.contains_key(&row.path);
    let at_part = |path: &str| {
        path.strip_prefix(row.path.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let missing = found.problems.iter().any(|problem| problem.is_error() && at_part(&problem.path));
    let value = match (row.value.is_empty(), missing) {
        (true, true) => view! { <dd class="missing">{t("Chưa trả lời", "Not answered")}</dd> }.into_any(),
        (true, false) => {
            view! { <dd><span class="muted">{t("Không ghi", "Left empty")}</span></dd> }.into_any()
        }
        (false, _) => view! { <dd>{answered_with(&row)}</dd> }.into_any(),
    };
    view! {
        <div>
            <dt>{row.label}</dt>
            {value}
            {(!calculated).then(|| view! {
                <dd class="change">
                    <a href=href>{t("Sửa", "Change")} " " <span class="visually-hidden">{label}</span></a>
                </dd>
            })}
        </div>
    }
    .into_any()
}

fn files(draft: &DraftView, found: &Evaluation) -> AnyView {
    let lang = lang();
    let papers = needed(draft, found).into_iter().filter_map(|paper| {
        let files = draft.files.iter().filter(|file| file.paper_id == paper.id);
        let files: Vec<AnyView> = files
            .map(|file| {
                let href = format!("/files/{}", file.id);
                let name = file.name.clone();
                view! { <div><a href=href target="_blank" rel="external">{name}</a> {file_facts(file)}</div> }
                    .into_any()
            })
            .collect();
        (!files.is_empty())
            .then(|| view! { <div><dt>{paper.name.get(lang).to_owned()}</dt><dd>{files}</dd></div> })
    });
    let papers = papers.collect::<Vec<_>>();
    let list = if papers.is_empty() {
        view! { <p>{t("Không có tệp nào.", "No files.")}</p> }.into_any()
    } else {
        view! { <dl class="summary">{papers}</dl> }.into_any()
    };
    let title = t("Giấy tờ đính kèm", "Attached papers");
    view! {
        <section>
            <div class="summary-head">
                <h2>{title}</h2>
                <a href=format!("/drafts/{}/files", draft.id)>
                    {t("Sửa", "Change")} " " <span class="visually-hidden">{title}</span>
                </a>
            </div>
            {list}
        </section>
    }
    .into_any()
}

/// The address of the place where a problem of the review can be mended.
fn problem_href(draft: &DraftView, found: &Evaluation, problem: &Problem) -> String {
    if let Some(paper) = paper_of(draft, found, problem) {
        return format!("/drafts/{}/files?check=1#f-{paper}", draft.id);
    }
    format!("{}?check=1&from=review#f-{}", section_href(draft, &problem.section), problem.path)
}
