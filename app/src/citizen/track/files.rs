//! The result, the papers that the office issued, and the files that were handed in.

use domain::lifecycle::Status;
use domain::text::Lang;
use leptos::prelude::*;
use views::{IssuedPaper, OwnDossier};

use crate::ui::{FileRow, capitalised, day_of, lang, t};

/// Where the files of the office's result are kept among the papers.
const RESULT: &str = "result";

/// The result files, once there are any.
pub(super) fn result(dossier: &OwnDossier) -> Option<AnyView> {
    let files: Vec<AnyView> = files_of(dossier, RESULT);
    if files.is_empty() {
        return None;
    }
    Some(
        view! {
            <section>
                <h2>{t("Kết quả", "Result")}</h2>
                <ul class="files">{files}</ul>
                {(dossier.lifecycle.status() == Status::Finished).then(|| on_paper(dossier))}
            </section>
        }
        .into_any(),
    )
}

/// What to bring when the result is fetched (NĐ 118/2025 Đ6).
fn on_paper(dossier: &OwnDossier) -> AnyView {
    let wish = dossier.result_wish.as_ref().map(|wish| {
        view! { <p>{t("Bạn đã chọn nhận kết quả:", "You chose to get the result:")} " " {wish.get(lang()).to_owned()} "."</p> }
    });
    let at = match wish.is_some() {
        true => t("Nếu bạn đến nhận trực tiếp: tại", "If you fetch it yourself: at"),
        false => t("Bản giấy nhận tại", "Fetch the paper at"),
    };
    view! {
        {wish}
        <p>
            {at} " " {dossier.unit.get(lang()).to_owned()} ". "
            {t(
                "Mang theo giấy tiếp nhận; mất giấy thì mang giấy tờ tùy thân; nhờ người khác nhận thì thêm giấy ủy quyền.",
                "Bring the acceptance paper, or an identity paper if it is lost; somebody else also needs your authorisation.",
            )}
        </p>
    }
    .into_any()
}

/// Papers that the law makes the office issue.
pub(super) fn issued(dossier: &OwnDossier) -> Option<AnyView> {
    if dossier.issued.is_empty() {
        return None;
    }
    let papers = dossier.issued.iter().map(paper).collect_view();
    Some(
        view! {
            <section>
                <h2>{t("Giấy tờ cơ quan đã gửi", "Papers from the office")}</h2>
                <ul class="files">{papers}</ul>
            </section>
        }
        .into_any(),
    )
}

fn paper(paper: &IssuedPaper) -> AnyView {
    // Its Vietnamese name changed with the law, so it is the one that was printed.
    let title = match lang() {
        Lang::Vi => capitalised(&paper.title.to_lowercase()),
        Lang::En => paper.form.label(Lang::En).to_owned(),
    };
    view! {
        <li class="file">
            <span class="file-kind">"PDF"</span>
            <div class="file-text">
                <a href=format!("/papers/{}", paper.id) rel="external">{title}</a>
                <span class="file-facts">{t("Số", "No.")} " " {paper.number.clone()} " · " {day_of(paper.issued_at)}</span>
            </div>
        </li>
    }
    .into_any()
}

/// What the applicant handed in, by paper.
pub(super) fn handed_in(dossier: &OwnDossier) -> AnyView {
    let papers = dossier.paper_names.iter().filter(|(id, _)| id != RESULT).filter_map(|(id, name)| {
        let files = files_of(dossier, id);
        (!files.is_empty()).then(|| {
            view! {
                <h3>{name.get(lang()).to_owned()}</h3>
                <ul class="files">{files}</ul>
            }
        })
    });
    view! {
        <section>
            <h2>{t("Hồ sơ bạn đã nộp", "What you handed in")}</h2>
            {papers.collect_view()}
            <p>
                <a href=format!("/track/{}/receipt", dossier.code)>
                    {t("Giấy biên nhận, có cỡ và mã SHA-256 của từng tệp", "The receipt, with size and SHA-256 of every file")}
                </a>
            </p>
        </section>
    }
    .into_any()
}

fn files_of(dossier: &OwnDossier, paper: &str) -> Vec<AnyView> {
    dossier
        .files
        .iter()
        .filter(|file| file.paper_id == paper)
        .map(|file| view! { <FileRow file=file.clone()/> }.into_any())
        .collect()
}
