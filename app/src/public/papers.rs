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
        let mut papers: Vec<&Paper> = procedure.papers.iter().filter(|paper| paper.kind == kind).collect();
        papers.sort_by_key(|paper| need(procedure, paper));
        let items: Vec<AnyView> = papers.into_iter().map(|paper| item(procedure, paper)).collect();
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
    let need = need(procedure, paper);
    let class = if need == Need::Always { "required" } else { "optional" };
    view! {
        <li>
            <strong>{paper.name.get(lang).to_owned()}</strong>
            " "
            <span class=class>{need.words()}</span>
            {paper.help.as_ref().map(|help| view! { <p>{help.get(lang).to_owned()}</p> })}
            {together(procedure, paper)}
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

/// With which others it stands for the rest of its kind.
fn together(procedure: &Procedure, paper: &Paper) -> Option<AnyView> {
    let set = procedure.papers.iter().filter(|other| other.id != paper.id && other.goes_with(paper));
    let names: Vec<String> = set.map(|other| format!("“{}”", other.name.get(lang()))).collect();
    (!names.is_empty()).then(|| {
        view! { <p>{format!("{} {}.", t("Nộp cùng", "Hand in with it"), names.join(", "))}</p> }.into_any()
    })
}

/// Whether somebody must hand a paper in, the most binding first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Need {
    Always,
    OneOfItsKind,
    InSomeCases,
    IfThere,
    NotOnline,
}

impl Need {
    fn words(self) -> &'static str {
        match self {
            Self::Always => t("Bắt buộc", "Required"),
            Self::OneOfItsKind => t("Một trong các loại cùng nhóm", "One of its kind is enough"),
            Self::InSomeCases => t("Tùy trường hợp", "In some cases"),
            Self::IfThere => t("Nếu có", "If you have it"),
            Self::NotOnline => t("Không cần khi nộp trực tuyến", "Not needed online"),
        }
    }
}

fn need(procedure: &Procedure, paper: &Paper) -> Need {
    if paper.kind == PaperKind::ElectronicForm {
        return Need::Always;
    }
    let same = |other: &&Paper| other.id != paper.id && other.meets_need_of(paper);
    let others: Vec<&Paper> = procedure.papers.iter().filter(same).collect();
    if others.iter().any(|other| other.kind == PaperKind::ElectronicForm) {
        return Need::NotOnline;
    }
    let another_way = others.iter().any(|other| !other.goes_with(paper));
    match (!another_way, paper.required, &paper.needed_if) {
        (false, ..) => Need::OneOfItsKind,
        (_, false, _) => Need::IfThere,
        (_, true, Some(_)) => Need::InSomeCases,
        (_, true, None) => Need::Always,
    }
}
