use domain::text::Lang;
use forms::evaluate::Evaluation;
use forms::problem::Problem;
use forms::procedure::{Paper, PaperKind};
use leptos::prelude::*;
use views::{DraftView, Failure};

use super::evaluation::{errors_in_papers, needed};
use super::filed::filed;
use super::problems::error_summary;
use super::sheet::Sheet;
use super::slot::{Need, Slot};
use super::supplement::live_supplement;
use super::upload::Uploads;
use crate::ui::{failure_summary, lang, redrawn, size_text, t};

/// A slot for each paper that this case asks for; with `check` it tells what is missing.
pub(super) fn files_page(draft: &DraftView, check: bool, failure: Option<Failure>) -> AnyView {
    view! {
        <a class="back" href=format!("/drafts/{}", draft.id)>{t("Các phần của hồ sơ", "Parts of the application")}</a>
        <p class="caption">{draft.procedure.short_name.get(lang()).to_owned()}</p>
        <h1>{files_title()}</h1>
        {failure.map(failure_summary)}
        {if draft.open() { papers(draft, check) } else { filed(draft) }}
    }
    .into_any()
}

pub(super) fn files_title() -> &'static str {
    t("Giấy tờ đính kèm", "Papers to attach")
}

fn papers(draft: &DraftView, check: bool) -> AnyView {
    let sheet = Sheet::new(draft.clone(), check);
    expect_context::<Uploads>().follow(sheet);
    let found = sheet.judged.get_untracked();
    let steps = found.visible_sections.len() + 2;
    let with_slots = found.papers_with_slots(&draft.procedure.papers);
    let none = with_slots.is_empty().then(|| {
        let unanswered = found.problems.iter().any(Problem::is_error);
        let words = if unanswered {
            t(
                "Với những gì bạn đã khai thì chưa cần giấy tờ nào. Khai xong các phần trước để biết đủ.",
                "What you answered so far needs no papers. Answer the parts before to know for sure.",
            )
        } else {
            t(
                "Trường hợp của bạn không phải tải lên giấy tờ nào.",
                "Your case needs no papers to be uploaded.",
            )
        };
        view! { <div class="notice"><p>{words}</p></div> }
    });
    let back = found.visible_sections.last().map(|section| format!("/drafts/{}/s/{section}", draft.id));
    view! {
        <div class="progress">
            <p>{t("Bước", "Step")} " " <strong>{steps - 1}</strong> {format!(" / {steps}")}</p>
            <progress value=steps - 1 max=steps>{format!("{}/{steps}", steps - 1)}</progress>
        </div>
        {live_supplement(sheet)}
        {check.then(|| error_summary(draft, &found, errors_in_papers(draft, &found), sheet.judged))}
        {none}
        {(!with_slots.is_empty()).then(|| how(draft))}
        {slots(sheet, check)}
        {shown_only(draft, &found, sheet.lang)}
        <div class="button-row">
            <a class="button" href=format!("/drafts/{}/review", draft.id)>{t("Tiếp tục", "Go on")}</a>
            {back.map(|href| view! { <a class="button secondary" href=href>{t("Quay lại", "Back")}</a> })}
        </div>
    }
    .into_any()
}

fn how(draft: &DraftView) -> AnyView {
    view! {
        <p>
            {t(
                "Chụp rõ chữ, đủ bốn góc. Nhận ảnh JPEG, PNG, WebP hoặc PDF, mỗi tệp tối đa",
                "Readable, with all four corners. JPEG, PNG, WebP pictures or PDF, each at most",
            )}
            " "
            {size_text(draft.max_file_size).replace(",0", "").replace(".0", "")}
            "."
        </p>
    }
    .into_any()
}

/// The slots; papers that stand for each other are led in by what they have in common. They are drawn anew only when
/// others are needed.
fn slots(sheet: Sheet, told: bool) -> AnyView {
    let needs = Memo::new(move |_| {
        sheet.judged.with(|found| sheet.draft.with_value(|draft| needs(found, &draft.procedure.papers)))
    });
    redrawn(move || {
        let needs = needs.get();
        sheet.draft.with_value(|draft| {
            let mut views = Vec::new();
            for (number, (place, need)) in needs.iter().enumerate() {
                let paper = &draft.procedure.papers[*place];
                if *need == Need::OneOf {
                    let all = needs.iter().map(|(place, _)| &draft.procedure.papers[*place]);
                    let choices: Vec<&Paper> = all.filter(|other| other.meets_need_of(paper)).collect();
                    let before = number.checked_sub(1).map(|before| &draft.procedure.papers[needs[before].0]);
                    views.push(way(paper, &choices, before));
                }
                let id = format!("f-{}", paper.id);
                views.push(Slot { sheet, paper, id, need: *need, told, section: "" }.view());
            }
            views.into_any()
        })
    })
}

/// The papers that have a slot in this case, by their places, and how much each is needed. Those that go together stand
/// together.
fn needs(found: &Evaluation, papers: &[Paper]) -> Vec<(usize, Need)> {
    let with_slots = found.papers_with_slots(papers);
    let need = |paper: &Paper| {
        let others = with_slots.iter().any(|other| other.meets_need_of(paper) && !other.goes_with(paper));
        if others {
            return Need::OneOf;
        }
        let required = found.needed_papers.iter().any(|needed| needed.id == paper.id && needed.required);
        if required { Need::Required } else { Need::Optional }
    };
    let has_slot = |paper: &Paper| with_slots.iter().any(|slot| slot.id == paper.id);
    let mut places: Vec<(usize, &Paper)> =
        papers.iter().enumerate().filter(|(_, paper)| has_slot(paper)).collect();
    // By the first of its need, then by the first of those that it goes with.
    let first = |same: &dyn Fn(&Paper) -> bool| papers.iter().position(same);
    places.sort_by_key(|(_, paper)| {
        (first(&|other| other.meets_need_of(paper)), first(&|other| other.goes_with(paper)))
    });
    places.into_iter().map(|(place, paper)| (place, need(paper))).collect()
}

/// What leads in the papers of which one is enough, and each set of those that are enough together.
fn way(paper: &Paper, choices: &[&Paper], before: Option<&Paper>) -> AnyView {
    let is_first = |paper: &Paper, of: &dyn Fn(&Paper) -> bool| {
        choices.iter().find(|other| of(other)).is_some_and(|first| first.id == paper.id)
    };
    let ways: Vec<&&Paper> =
        choices.iter().filter(|choice| is_first(choice, &|other| other.goes_with(choice))).collect();
    let sets = ways.len() < choices.len();
    let begins = before.is_none_or(|before| !before.meets_need_of(paper));
    let intro = begins.then(|| {
        let words = match (lang(), sets) {
            (Lang::Vi, false) => format!("Chỉ cần một trong {} giấy tờ sau đây.", ways.len()),
            (Lang::Vi, true) => format!("Chỉ cần nộp theo một trong {} cách sau đây.", ways.len()),
            (Lang::En, false) => format!("One of the following {} papers is enough.", ways.len()),
            (Lang::En, true) => format!("One of the following {} ways is enough.", ways.len()),
        };
        view! { <div class="notice"><p>{words}</p></div> }
    });
    let number = ways.iter().position(|first| first.id == paper.id).filter(|_| sets);
    let title = number.map(|number| {
        let size = choices.iter().filter(|other| other.goes_with(paper) && other.required).count();
        let words = match (lang(), size) {
            (Lang::Vi, 1) => format!("Cách {}", number + 1),
            (Lang::Vi, _) => format!("Cách {}: nộp đủ {size} giấy tờ", number + 1),
            (Lang::En, 1) => format!("Way {}", number + 1),
            (Lang::En, _) => format!("Way {}: all {size} papers", number + 1),
        };
        view! { <h2 class="way">{words}</h2> }
    });
    view! { {intro} {title} }.into_any()
}

/// Papers that take no file here.
fn shown_only(draft: &DraftView, found: &Evaluation, lang: Lang) -> Option<AnyView> {
    let papers: Vec<AnyView> = needed(draft, found)
        .into_iter()
        .filter_map(|paper| {
            let note = match paper.kind {
                PaperKind::HandIn => return None,
                PaperKind::Present => t(
                    "Không tải lên. Mang theo bản chính để cán bộ xem khi bạn đến quầy.",
                    "Not uploaded. Bring the original for the officer to see when you come to a counter.",
                ),
                PaperKind::ElectronicForm => t(
                    "Chính là các câu bạn đã trả lời; không cần tải lên.",
                    "These are the questions you answered; nothing to upload.",
                ),
            };
            let note = paper.help.as_ref().map_or(note, |help| help.get(lang)).to_owned();
            Some(
                view! { <li><strong>{paper.name.get(lang).to_owned()}</strong> <p>{note}</p></li> }
                    .into_any(),
            )
        })
        .collect();
    (!papers.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2>{t("Không phải tải lên", "Not to be uploaded")}</h2>
                <ol class="paper-list">{papers}</ol>
            </section>
        }
        .into_any()
    })
}
