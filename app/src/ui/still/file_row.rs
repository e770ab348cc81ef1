use leptos::prelude::*;
use views::FileView;

use crate::ui::{size_text, t};

/// A file in a list, with its picture or the name of its kind.
#[component]
pub fn FileRow(file: FileView) -> impl IntoView {
    let kind = match file.media_type.as_str() {
        "application/pdf" => "PDF",
        "image/png" => "PNG",
        "image/webp" => "WebP",
        _ => "JPEG",
    };
    let mark = if file.has_thumbnail {
        view! { <img src=format!("/files/{}/thumbnail", file.id) alt="" width="64" height="64" loading="lazy"/> }.into_any()
    } else {
        view! { <span class="file-kind">{kind}</span> }.into_any()
    };
    let pages = file
        .pages
        .map(|pages| format!(" · {pages} {}", t("trang", if pages == 1 { "page" } else { "pages" })));
    view! {
        <li class="file">
            {mark}
            <div class="file-text">
                <a href=format!("/files/{}", file.id) rel="external">{file.name.clone()}</a>
                <span class="file-facts">{size_text(file.size)} {pages}</span>
            </div>
        </li>
    }
    .into_any()
}
