use forms::evaluate::Evaluation;
use forms::problem::Problem;
use forms::procedure::Channel;
use forms::schema::{Kind, Question, Section};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use views::{CopiedFrom, DraftOverview, DraftView, Failure, TakenFor, WholeDraft};

use super::evaluation::{
    covers, errors_in, errors_in_papers, judge_saved, section_href, target_href, visible_section,
};
use super::filed::filed;
use super::supplement::supplement;
use crate::api::drafts::{DeleteDraft, load_overview};
use crate::ui::{
    Loaded, PageTitle, PostForm, QueryFailure, here, iso_day, lang, loaded, paragraphs, t, time_of,
};

/// `/drafts/{id}`: how far the application is, and where to go on.
#[component]
pub fn DraftPage() -> impl IntoView {
    let draft = loaded(here().value("id"), load_overview);
    view! {
        <main id="main" class="page" tabindex="-1">
            <Loaded data=draft children=page/>
        </main>
    }
    .into_any()
}

fn page(overview: DraftOverview) -> AnyView {
    let (WholeDraft { draft, procedure }, lang) = (overview.whole, lang());
    let name = draft.procedure.short_name.get(lang).to_owned();
    view! {
        <PageTitle title=name.clone()/>
        <p class="caption">{procedure.field.name.get(lang).to_owned()} " · " {procedure.code.to_string()}</p>
        <h1>{name}</h1>
        <QueryFailure/>
        {taken_for(&draft)}
        {overview.copied_from.as_ref().map(copied_from)}
        {if draft.open() { tasks(&draft, overview.refusal) } else { filed(&draft) }}
    }
    .into_any()
}

/// On every page of what a one-stop keys in: for whom.
pub(super) fn taken_for(draft: &DraftView) -> Option<AnyView> {
    let TakenFor { name, arrived_on } = draft.taken_for.clone().filter(|_| draft.open())?;
    let way = match draft.channel {
        Channel::Post => t("gửi qua bưu chính", "sent by post"),
        _ => t("nộp tại quầy", "brought to the counter"),
    };
    // Once it is filed, something else is keyed in than what came then.
    let day = arrived_on
        .as_deref()
        .filter(|_| draft.dossier_code.is_none())
        .map(|day| format!(", {} {}", t("đến ngày", "came on"), iso_day(day)));
    let place = match &draft.dossier_code {
        Some(code) => view! { <a href=format!("/desk/{code}")>{t("Hồ sơ", "Dossier")} " " {code.clone()}</a> }.into_any(),
        None => view! {
            <a href=format!("/desk/counter/{}", draft.id)>{t("Sửa người nộp, cách nộp", "Correct who brought it, or how it came")}</a>
            " · "
            <a href="/desk/counter">{t("Hồ sơ giấy", "Dossiers on paper")}</a>
        }
        .into_any(),
    };
    Some(
        view! {
            <div class="notice">
                <p>
                    {t("Nhập thay cho", "Keyed in for")} " " <strong>{name}</strong> ", " {way} {day} ". " {place}
                </p>
            </div>
        }
        .into_any(),
    )
}

/// Which dossier an application began with, and why that one came to nothing: what has to be changed now.
pub(super) fn copied_from(before: &CopiedFrom) -> AnyView {
    let href = format!("/track/{}", before.code);
    let ended = before.ended.as_ref().map(|ended| {
        let reasons = ended.note.as_deref().map(paragraphs);
        view! { <p><strong>{ended.what.get(lang()).to_owned()}</strong></p> {reasons} }
    });
    view! {
        <div class="notice">
            <p>
                {t("Chép từ hồ sơ", "Copied from dossier")} " " <a href=href>{before.code.clone()}</a>
            </p>
            {ended}
        </div>
    }
    .into_any()
}

/// What stands there from the account was answered by nobody.
fn is_begun(draft: &DraftView) -> bool {
    let mut answers = draft.answers.iter();
    let of_account = |key: &str| {
        let mut questions = draft.procedure.form.sections.iter().flat_map(|section| &section.questions);
        questions.any(|question| question.prefill.is_some() && covers(question, key))
    };
    draft.written || !draft.files.is_empty() || answers.any(|(key, _)| !of_account(key))
}

/// `refusal` is why it cannot be filed now, however complete it is.
fn tasks(draft: &DraftView, refusal: Option<Failure>) -> AnyView {
    let (found, _) = judge_saved(draft);
    let begun = is_begun(draft);
    let prefilled = (!begun && !draft.answers.is_empty()).then(|| {
        let words = t(
            "Những gì tài khoản của bạn đã có được điền sẵn; bạn chỉ cần kiểm tra lại.",
            "What your account knows is filled in already; please check it.",
        );
        view! { <p>{words}</p> }
    });
    let asked = draft.supplement.as_ref().and_then(|asked| {
        let open = asked.items.iter().find(|item| asked.untouched.contains(&item.target));
        open.or_else(|| asked.items.first())
    });
    // What the office asked for comes first; the form itself may be complete.
    let next = asked.map_or_else(|| next_href(draft, &found, begun), |item| target_href(draft, &item.target));
    let sections = found.visible_sections.iter().filter_map(|id| visible_section(draft, &found, id));
    let sections = sections.map(|section| section_line(draft, &found, section)).collect_view();
    view! {
        {draft.supplement.as_ref().map(|asked| supplement(draft, asked, false))}
        <p class="autosave">{t("Đã lưu lúc", "Saved at")} " " {time_of(draft.saved_at)}</p>
        <p>
            {t("Bạn có thể dừng bất cứ lúc nào và làm tiếp từ", "Stop whenever you like and go on from")}
            " "
            {if draft.taken_for.is_some() {
                view! { <a href="/desk/counter">{t("Hồ sơ giấy", "Dossiers on paper")}</a> }
            } else {
                view! { <a href="/my">{t("Hồ sơ của tôi", "My dossiers")}</a> }
            }}
            "."
        </p>
        {prefilled}
        <div class="button-row">
            <a class="button large" href=next>
                {if asked.is_some() {
                    t("Bổ sung chỗ đầu tiên", "Correct the first place")
                } else if begun { t("Làm tiếp", "Go on") } else { t("Bắt đầu", "Start") }}
            </a>
        </div>
        <ol class="section-list">
            {sections}
            <li>
                <a href=format!("/drafts/{}/files", draft.id)>
                    <span>{t("Giấy tờ đính kèm", "Papers to attach")}</span>
                    {files_tag(draft, &found)}
                </a>
            </li>
            <li>
                <a href=format!("/drafts/{}/review", draft.id)>
                    <span>{t("Xem lại và nộp", "Review and file")}</span>
                    {if draft.supplement.as_ref().is_some_and(|asked| !asked.untouched.is_empty()) {
                        view! { <span class="tag waiting">{t("Còn chỗ chưa sửa", "Something is left to correct")}</span> }
                    } else if found.is_complete() && refusal.is_some() {
                        view! { <span class="tag waiting">{t("Chưa nộp được", "Cannot be filed now")}</span> }
                    } else if found.is_complete() {
                        view! { <span class="tag running">{t("Sẵn sàng nộp", "Ready to file")}</span> }
                    } else {
                        view! { <span class="tag">{t("Chưa đủ", "Not complete")}</span> }
                    }}
                </a>
            </li>
        </ol>
        {draft.dossier_code.is_none().then(|| delete(draft))}
    }
    .into_any()
}

/// The first place where something is missing; at the beginning the first of all, so that what was filled in is seen.
fn next_href(draft: &DraftView, found: &Evaluation, begun: bool) -> String {
    let is_open = |section: &str| errors_in(draft, found, section).next().is_some();
    match found.visible_sections.iter().find(|section| !begun || is_open(section)) {
        Some(section) => section_href(draft, section),
        None if errors_in_papers(draft, found).next().is_some() => format!("/drafts/{}/files", draft.id),
        None => format!("/drafts/{}/review", draft.id),
    }
}

fn section_line(draft: &DraftView, found: &Evaluation, section: &Section) -> AnyView {
    let started = is_started(draft, section);
    let errors = errors_in(draft, found, &section.id).count();
    let href = section_href(draft, &section.id);
    let asked = draft.supplement.as_ref().is_some_and(|asked| {
        asked.untouched.iter().any(|target| section.questions.iter().any(|question| covers(question, target)))
    });
    let href = if started && errors > 0 { format!("{href}?check=1") } else { href };
    let tag = match (started, errors) {
        (true, 0) if asked => to_mend(),
        (true, 0) => done(),
        (true, count) => missing(count),
        (false, 0) => view! { <span class="tag">{t("Không bắt buộc", "Optional")}</span> }.into_any(),
        (false, _) => view! { <span class="tag">{t("Chưa làm", "Not started")}</span> }.into_any(),
    };
    view! {
        <li>
            <a href=href>
                <span>{section.title.get(lang()).to_owned()}</span>
                {tag}
            </a>
        </li>
    }
    .into_any()
}

fn files_tag(draft: &DraftView, found: &Evaluation) -> AnyView {
    let missing_count = errors_in_papers(draft, found).count();
    if missing_count > 0 {
        return missing(missing_count);
    }
    if draft
        .supplement
        .as_ref()
        .is_some_and(|asked| asked.untouched.iter().any(|target| views::target_paper(target).is_some()))
    {
        return to_mend();
    }
    // Which papers are needed is known once the questions are answered.
    if draft.files.is_empty() && found.problems.iter().any(Problem::is_error) {
        return view! { <span class="tag">{t("Chưa làm", "Not started")}</span> }.into_any();
    }
    if draft.files.is_empty() && found.papers_with_slots(&draft.procedure.papers).is_empty() {
        return view! { <span class="tag">{t("Không cần", "None needed")}</span> }.into_any();
    }
    if draft.files.is_empty() {
        return view! { <span class="tag">{t("Không bắt buộc", "Optional")}</span> }.into_any();
    }
    done()
}

/// The office asked for something here.
fn to_mend() -> AnyView {
    view! { <span class="tag waiting">{t("Cơ quan yêu cầu", "Asked by the office")}</span> }.into_any()
}

fn done() -> AnyView {
    view! { <span class="tag done">{t("Đã đủ", "Complete")}</span> }.into_any()
}

fn missing(count: usize) -> AnyView {
    view! { <span class="tag waiting">{t("Còn thiếu", "Missing:")} " " {count} {t(" chỗ", "")}</span> }
        .into_any()
}

fn delete(draft: &DraftView) -> AnyView {
    let id = draft.id.clone();
    view! {
        <details class="disclosure">
            <summary>{t("Xóa bản nháp này", "Delete this draft")}</summary>
            <div>
                <p>
                    {t(
                        "Mọi điều đã ghi và mọi tệp đã tải lên sẽ mất, không lấy lại được.",
                        "All answers and files will be gone for good.",
                    )}
                </p>
                <PostForm action=DeleteDraft::url()>
                    <input type="hidden" name="draft" value=id/>
                    <button class="button warning">{t("Xóa bản nháp", "Delete the draft")}</button>
                </PostForm>
            </div>
        </details>
    }
    .into_any()
}

/// Whether anything of the section was answered.
fn is_started(draft: &DraftView, section: &Section) -> bool {
    let filed = |question: &Question| match &question.kind {
        Kind::File { paper } => draft.files.iter().any(|file| file.paper_id == *paper),
        _ => false,
    };
    let mut questions = section.questions.iter();
    questions.any(|question| filed(question) || draft.answers.iter().any(|(key, _)| covers(question, key)))
}
