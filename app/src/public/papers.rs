//! The papers of a procedure: which are handed in, which are shown, and when each is needed.

use forms::procedure::{Paper, PaperKind, Procedure};
use leptos::prelude::*;

use super::conditions;
use crate::ui::{lang, t};

/// All papers by what happens with them.
pub(crate) fn papers(procedure: &Procedure) -> AnyView {
    let kinds = [
        (
            PaperKind::ElectronicForm,
            t("Điền ngay trên trang này", "Filled in on this site"),
            t("Không phải in, không phải ký giấy.", "Nothing to print or to sign on paper."),
        ),
        (
            PaperKind::HandIn,
            t("Giấy tờ phải gửi", "Papers to send"),
            t(
                "Ảnh chụp bằng điện thoại hoặc tệp PDF, rõ chữ, đủ bốn góc.",
                "Photos or PDF files, readable, with all four corners.",
            ),
        ),
        (
            PaperKind::Present,
            t("Giấy tờ chỉ cho xem", "Papers only shown"),
            t(
                "Cho cán bộ xem khi đến quầy rồi mang về. Không ai giữ hay chụp lại.",
                "Shown at the counter and taken home. Nobody keeps or copies them.",
            ),
        ),
    ];
    let groups = kinds.into_iter().filter_map(|(kind, title, note)| {
        let items = procedure.papers.iter().filter(|paper| paper.kind == kind);
        let items: Vec<AnyView> = items.map(|paper| item(procedure, paper)).collect();
        (!items.is_empty()).then(|| {
            view! {
                <h3>{title}</h3>
                <p class="muted">{note}</p>
                <ol class="paper-list">{items}</ol>
            }
        })
    });
    groups.collect_view().into_any()
}

fn item(procedure: &Procedure, paper: &Paper) -> AnyView {
    let lang = lang();
    let (class, need) = need(procedure, paper);
    view! {
        <li>
            <strong>{paper.name.get(lang).to_owned()}</strong>
            " "
            <span class=class>{need}</span>
            {paper.help.as_ref().map(|help| view! { <p>{help.get(lang).to_owned()}</p> })}
            {paper
                .needed_if
                .as_ref()
                .map(|condition| {
                    let when = conditions::when(&procedure.form, condition);
                    view! { <p>{format!("{} {when}.", t("Cần khi", "Needed when"))}</p> }
                })}
        </li>
    }
    .into_any()
}

fn need(procedure: &Procedure, paper: &Paper) -> (&'static str, &'static str) {
    let others =
        || procedure.papers.iter().filter(|other| other.id != paper.id && other.one_of == paper.one_of);
    if paper.kind == PaperKind::ElectronicForm {
        return ("required", t("Luôn cần", "Always"));
    }
    if paper.one_of.is_some() && others().any(|other| other.kind == PaperKind::ElectronicForm) {
        return ("optional", t("Không cần khi nộp trực tuyến", "Not needed online"));
    }
    if paper.one_of.is_some() && others().next().is_some() {
        return ("optional", t("Một trong các loại cùng nhóm", "One of its kind is enough"));
    }
    if !paper.required {
        return ("optional", t("Nếu có", "If you have it"));
    }
    if paper.needed_if.is_some() {
        return ("optional", t("Tùy trường hợp", "In some cases"));
    }
    ("required", t("Bắt buộc", "Required"))
}
