//! The files of a dossier, seen without downloading them. The address names the file that is shown, so the tabs are
//! links and work without JavaScript.

use domain::lifecycle::Status;
use leptos::prelude::*;
use views::{DeskDossier, FileView, OwnDossier};

use super::known::mark_of_change;
use crate::ui::{here, lang, size_text, t};

/// The paper id of the office's result.
const RESULT: &str = "result";
/// A tab shows so many characters of a paper's name at the most; the whole name stands below.
const TAB_LENGTH: usize = 32;

/// A file with the name of its paper.
#[derive(Clone)]
struct Sheet {
    file: FileView,
    paper: String,
    tab: String,
    /// Another came instead of it.
    replaced: bool,
}

/// Tabs of all files and the one that is chosen, the first by default.
pub(super) fn files(desk: &DeskDossier) -> AnyView {
    let (dossier, changed) = (&desk.dossier, &desk.changed);
    let sheets = sheets(desk);
    if sheets.is_empty() {
        return view! { <div class="empty"><p>{t("Hồ sơ này không có tệp nào.", "This dossier has no files.")}</p></div> }.into_any();
    }
    let asked = here().asked("file").unwrap_or_default();
    // Without a wish, what the applicant added last is what the officer has not seen.
    let place = |fits: &dyn Fn(&str) -> bool| sheets.iter().position(|sheet| fits(&sheet.file.id));
    let fresh = || place(&|id| changed.iter().any(|file| file == id));
    // Whoever hands a result over looks at it first.
    let ended = matches!(dossier.lifecycle.status(), Status::Finished | Status::Returned);
    let result = || sheets.iter().position(|sheet| ended && sheet.file.paper_id == RESULT);
    let chosen = place(&|id| id == asked).or_else(result).or_else(fresh).unwrap_or(0);
    let tabs = sheets.iter().enumerate().map(|(index, sheet)| {
        let href = format!("/desk/{}?file={}", dossier.code, sheet.file.id);
        let current = (chosen == index).then_some("true");
        let mark = changed.contains(&sheet.file.id).then(mark_of_change);
        let mark = mark.or_else(|| sheet.replaced.then(mark_of_replaced));
        view! { <a href=href data-noscroll="" aria-current=current>{sheet.tab.clone()} " " {mark}</a> }
    });
    let tabs = tabs.collect_view();
    view! {
        <h2 class="visually-hidden">{t("Tệp của hồ sơ", "Files of the dossier")}</h2>
        <nav class="file-tabs" aria-label=t("Tệp", "Files")>{tabs}</nav>
        {sheets.into_iter().nth(chosen).map(shown)}
    }
    .into_any()
}

fn mark_of_replaced() -> AnyView {
    view! { <span class="tag">{t("Đã rút", "Taken out")}</span> }.into_any()
}

/// The files in the order of the papers, what was replaced after what came instead, the result last.
fn sheets(desk: &DeskDossier) -> Vec<Sheet> {
    let dossier = &desk.dossier;
    let place = |file: &FileView| {
        let of_paper = dossier.paper_names.iter().position(|(id, _)| *id == file.paper_id);
        of_paper.unwrap_or(dossier.paper_names.len())
    };
    let mut files: Vec<&FileView> = dossier.files.iter().chain(&desk.replaced).collect();
    files.sort_by_key(|file| place(file));
    let papers: Vec<String> = files.iter().map(|file| paper_name(dossier, file)).collect();
    let short: Vec<String> = papers.iter().map(|paper| shortened(paper)).collect();
    let tabs: Vec<String> = (0..short.len()).map(|index| numbered(&short, index)).collect();
    let named = files.into_iter().zip(papers).zip(tabs);
    let replaced = |file: &FileView| desk.replaced.iter().any(|gone| gone.id == file.id);
    named
        .map(|((file, paper), tab)| Sheet { file: file.clone(), paper, tab, replaced: replaced(file) })
        .collect()
}

fn paper_name(dossier: &OwnDossier, file: &FileView) -> String {
    if file.paper_id == RESULT {
        return t("Kết quả", "Result").to_owned();
    }
    let known = dossier.paper_names.iter().find(|(id, _)| *id == file.paper_id);
    known.map_or_else(|| file.name.clone(), |(_, name)| name.get(lang()).to_owned())
}

/// The first words of a long name.
fn shortened(name: &str) -> String {
    if name.chars().count() <= TAB_LENGTH {
        return name.to_owned();
    }
    let mut short = String::new();
    for word in name.split_whitespace() {
        if short.chars().count() + word.chars().count() >= TAB_LENGTH {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    format!("{}…", short.trim_end_matches([',', ';', ':', '(']))
}

/// Names that stand several times are numbered.
fn numbered(names: &[String], index: usize) -> String {
    let name = &names[index];
    if names.iter().filter(|other| *other == name).count() == 1 {
        return name.clone();
    }
    let nth = names[..=index].iter().filter(|other| *other == name).count();
    format!("{name} {nth}")
}

fn shown(sheet: Sheet) -> AnyView {
    let Sheet { file, paper, tab, .. } = sheet;
    let address = format!("/files/{}", file.id);
    let content = if file.media_type.starts_with("image/") {
        view! { <img src=address.clone() alt=format!("{paper}: {}", file.name)/> }.into_any()
    } else {
        view! { <iframe src=address.clone() title=format!("{paper}: {}", file.name)></iframe> }.into_any()
    };
    let pages = file.pages.map(|pages| view! { " · " {pages} " " {t("trang", "pages")} });
    view! {
        <div class="viewer" tabindex="0" role="region" aria-label=tab>{content}</div>
        <p>
            <strong>{paper}</strong>
            <span class="file-facts">
                {file.name} " · " {size_text(file.size)} {pages} " · "
                <a href=address target="_blank" rel="noopener">{t("Mở riêng", "Open by itself")}</a>
            </span>
            <span class="file-facts">"SHA-256 " <span class="hash">{file.sha256}</span></span>
        </p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_between_words() {
        assert_eq!(shortened("Giấy chứng sinh"), "Giấy chứng sinh");
        let long = "Văn bản ủy quyền (nếu người khác nộp thay), có chứng thực";
        assert_eq!(shortened(long), "Văn bản ủy quyền (nếu người khác…");
    }

    #[test]
    fn files_of_the_same_paper_are_numbered() {
        let names = ["A".to_owned(), "B".to_owned(), "A".to_owned()];
        let tabs: Vec<String> = (0..3).map(|index| numbered(&names, index)).collect();
        assert_eq!(tabs, ["A 1", "B", "A 2"]);
    }
}
