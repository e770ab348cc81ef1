//! Dossiers as a dense table; on a phone each is a card.

use leptos::prelude::*;
use views::{BoardLine, Deadline};

use crate::ui::{code_groups, day_of, lang, lifecycle_tag, t, time_of};

/// The heads of the columns; on a phone each cell carries its own.
struct Heads {
    code: &'static str,
    procedure: &'static str,
    unit: &'static str,
    status: &'static str,
    deadline: &'static str,
    filed: &'static str,
}

fn heads() -> Heads {
    Heads {
        code: t("Mã hồ sơ", "Code"),
        procedure: t("Thủ tục", "Procedure"),
        unit: t("Nơi nhận", "Received at"),
        status: t("Trạng thái", "Status"),
        deadline: t("Thời hạn", "Deadline"),
        filed: t("Nộp", "Filed"),
    }
}

pub(super) fn table(caption: &'static str, lines: &[BoardLine]) -> AnyView {
    let heads = heads();
    view! {
        <table class="inbox board">
            <caption class="visually-hidden">{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{heads.code}</th>
                    <th scope="col">{heads.procedure}</th>
                    <th scope="col">{heads.status}</th>
                    <th scope="col">{heads.deadline}</th>
                    <th scope="col">{heads.unit}</th>
                    <th scope="col">{heads.filed}</th>
                </tr>
            </thead>
            <tbody>{lines.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(line: &BoardLine) -> AnyView {
    let heads = heads();
    view! {
        <tr>
            <td data-label=heads.code>
                <a class="row-link" href=format!("/track/{}", line.code)>
                    <span class="dossier-code small">{code_groups(&line.code)}</span>
                </a>
            </td>
            <td data-label=heads.procedure>{line.procedure.get(lang()).to_owned()}</td>
            <td data-label=heads.status>{lifecycle_tag(line.lifecycle)}</td>
            <td data-label=heads.deadline>{deadline(line)}</td>
            <td data-label=heads.unit>{line.unit.get(lang()).to_owned()}</td>
            <td data-label=heads.filed><div>{day_of(line.filed_at)} " " {line.filed_by.clone()}</div></td>
        </tr>
    }
    .into_any()
}

/// What is due next, whom it binds, and whether the office is late.
fn deadline(line: &BoardLine) -> AnyView {
    let Some((kind, at)) = line.deadline else {
        return view! { <span class="muted">{t("Không còn", "None")}</span> }.into_any();
    };
    let words = match kind {
        Deadline::Check => t("Hạn kiểm tra", "Check by"),
        Deadline::Result => t("Hẹn trả", "Promised for"),
        Deadline::Supplement => t("Hạn bạn bổ sung", "Supplement by"),
    };
    let late = line
        .late
        .then(|| view! { <span class="time-left late">{t("Cơ quan quá hạn", "Office is late")}</span> " " });
    let moved = line
        .moved_to
        .map(|at| view! { <span class="muted">{t("Hẹn lại", "Moved to")} " " {time_of(at)}</span> });
    view! { <div>{late} {words} " " {time_of(at)} {moved}</div> }.into_any()
}
