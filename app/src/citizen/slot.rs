//! The place of one paper: its files, and where to add one.

use forms::procedure::Paper;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use views::{DraftView, FileView};

use super::question::{error_line, is_told};
use super::sheet::Sheet;
use super::upload::{Uploads, pick};
use crate::api::drafts::RemoveFile;
use crate::ui::{PostForm, redrawn, size_text, t};

/// What is taken, as the file picker understands it.
pub(super) const ACCEPTED: &str = "image/jpeg,image/png,image/webp,application/pdf";

/// How much a paper is needed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    Optional,
    /// Another paper of its group will do.
    OneOf,
}

/// The slot of a paper on a page. Only its list is drawn anew when a file arrives: a picker that is open gives its file to
/// the input that opened it.
pub(super) struct Slot<'a> {
    pub sheet: Sheet,
    pub paper: &'a Paper,
    pub id: String,
    pub need: Need,
    /// Tells what is wrong with it.
    pub told: bool,
    /// The section on whose page it stands; empty on the page of the files.
    pub section: &'a str,
}

impl Slot<'_> {
    pub(super) fn view(self) -> AnyView {
        let Self { sheet, paper, id, need, told, section } = self;
        let lang = sheet.lang;
        let (class, word) = match need {
            Need::Required => ("required", t("Bắt buộc", "Required")),
            Need::Optional => ("optional", t("Không bắt buộc", "Optional")),
            Need::OneOf => ("optional", t("Một trong các giấy tờ này", "One of these")),
        };
        let name = paper.name.get(lang).to_owned();
        let help = paper.help.as_ref().map(|help| view! { <p class="help">{help.get(lang).to_owned()}</p> });
        let (section, id_of_paper, max_files) = (section.to_owned(), paper.id.clone(), paper.max_files);
        let adder = sheet.draft.with_value(|draft| adder(draft, paper, &name));
        let draft = sheet.draft.with_value(|draft| draft.id.clone());
        let underway = expect_context::<Uploads>().of(&draft, &id_of_paper);
        let error = {
            let paper = id_of_paper.clone();
            Memo::new(move |_| told.then(|| sheet.missing_paper(&paper)).flatten())
        };
        let full = {
            let paper = id_of_paper.clone();
            Memo::new(move |_| sheet.files_of(&paper) >= usize::from(max_files))
        };
        let cards = redrawn(move || {
            let files = sheet.files.read();
            let of_paper = files.iter().filter(|file| file.paper_id == id_of_paper);
            of_paper
                .map(|file| file_card(&draft, file, &section, twin(&files, file)))
                .collect_view()
                .into_any()
        });
        let told = error_line(format!("{id}-error"), error);
        view! {
            <section class="slot" class:invalid=is_told(error) id=id tabindex="-1">
                <h3>{name} " " <span class=class>{word}</span></h3>
                {help}
                {told}
                <ul class="files">{cards} {underway}</ul>
                {redrawn(move || full.get().then(|| view! { <p class="help">{full_note(max_files)}</p> }).into_any())}
                <div hidden=full>{adder}</div>
            </section>
        }
        .into_any()
    }
}

/// The file before this one with the very same bytes: whoever photographs two pages may have chosen one twice.
fn twin<'a>(files: &'a [FileView], file: &FileView) -> Option<&'a str> {
    let before = files.iter().take_while(|other| other.id != file.id);
    before.filter(|other| other.sha256 == file.sha256).map(|other| other.name.as_str()).next()
}

fn full_note(most: u16) -> String {
    let most = most.to_string();
    t(
        "Giấy tờ này đã đủ {n} tệp. Muốn thay thì xóa bớt.",
        "This paper has its {n} files. Remove one to replace it.",
    )
    .replace("{n}", &most)
}

fn adder(draft: &DraftView, paper: &Paper, name: &str) -> AnyView {
    let upload = pick(draft, paper);
    let label = format!("{}: {name}", t("Chụp ảnh hoặc chọn tệp", "Take a photo or choose files"));
    view! {
        <PostForm action=format!("/files/drafts/{}/{}", draft.id, paper.id) multipart=true>
            <label class="pick">
                <span>{t("Chụp ảnh hoặc chọn tệp", "Take a photo or choose files")}</span>
                <input type="file" name="file" accept=ACCEPTED multiple=true aria-label=label on:change=upload/>
            </label>
            <button class="button secondary no-js-only">{t("Tải lên", "Upload")}</button>
        </PostForm>
    }
    .into_any()
}

fn file_card(draft: &str, file: &FileView, section: &str, twin: Option<&str>) -> AnyView {
    let section = section.to_owned();
    let name = file.name.clone();
    let (draft_id, file_id, named) = (draft.to_owned(), file.id.clone(), format!(" {name}"));
    view! {
        <li class="file">
            {picture(file)}
            <div class="file-text">
                <a href=format!("/files/{}", file.id) target="_blank" rel="external">{name}</a>
                {file_facts(file)}
                {twin.map(|twin| view! { <span class="twin">{t("Giống hệt tệp trước:", "The same as the file before:")} " " {twin.to_owned()}</span> })}
            </div>
            <PostForm action=RemoveFile::url()>
                <input type="hidden" name="draft" value=draft_id/>
                <input type="hidden" name="file" value=file_id/>
                <input type="hidden" name="section" value=section/>
                <button class="button quiet">{t("Xóa", "Remove")} <span class="visually-hidden">{named}</span></button>
            </PostForm>
        </li>
    }
    .into_any()
}

fn picture(file: &FileView) -> AnyView {
    if file.has_thumbnail {
        return view! { <img src=format!("/files/{}/thumbnail", file.id) alt="" width="64" height="64" loading="lazy"/> }.into_any();
    }
    let kind = if file.media_type == "application/pdf" { "PDF" } else { t("Ảnh", "Image") };
    view! { <span class="file-kind">{kind}</span> }.into_any()
}

/// Size, pages, and the ends of the hash, so that one can see that the file arrived whole.
pub(super) fn file_facts(file: &FileView) -> AnyView {
    let hash = &file.sha256;
    let ends = match (hash.get(..4), hash.get(hash.len().saturating_sub(4)..)) {
        (Some(start), Some(end)) => format!("{start}…{end}"),
        _ => hash.clone(),
    };
    let pages = file
        .pages
        .map(|pages| format!("{pages} {} · ", t("trang", if pages == 1 { "page" } else { "pages" })));
    view! {
        <span class="file-facts">
            {size_text(file.size)} " · " {pages} <span class="code" title=hash.clone()>{ends}</span>
        </span>
    }
    .into_any()
}
