//! The files of the site that every page names: style, and the browser's half. The components of Leptos read their
//! names from the disk for each page again; here they are read once.

use std::sync::OnceLock;

use leptos::nonce::use_nonce;
use leptos::prelude::*;

use crate::ui::same;

/// Addresses of the files, with the hash of their content in the name.
struct Assets {
    style: String,
    script: String,
    wasm: String,
    start: String,
}

/// The links to the style and to the browser's half, and what starts the latter once the browser is idle: a page can be
/// used before.
pub(super) fn assets(options: &LeptosOptions) -> AnyView {
    static ASSETS: OnceLock<Assets> = OnceLock::new();
    let assets = ASSETS.get_or_init(|| Assets::new(options, &hashes(options)));
    let links = || links(assets).into_any();
    view! {
        {same("assets", [""; 2], links)}
        <script type="module" nonce=use_nonce()>{assets.start.as_str()}</script>
    }
    .into_any()
}

fn links(assets: &'static Assets) -> impl IntoView {
    view! {
        <link rel="stylesheet" href=assets.style.as_str()/>
        <link rel="modulepreload" href=assets.script.as_str() crossorigin="" fetchpriority="low"/>
        <link
            rel="preload"
            href=assets.wasm.as_str()
            r#as="fetch"
            r#type="application/wasm"
            crossorigin=""
            fetchpriority="low"
        />
    }
}

/// What the build wrote beside the program; empty where it wrote nothing.
fn hashes(options: &LeptosOptions) -> String {
    let file = std::env::current_exe().map(|program| program.with_file_name(options.hash_file.as_ref()));
    file.and_then(std::fs::read_to_string).unwrap_or_default()
}

impl Assets {
    fn new(options: &LeptosOptions, hashes: &str) -> Self {
        let file = |kind: &str| {
            let hash = hashes.lines().find_map(|line| line.strip_prefix(kind)?.strip_prefix(':'));
            let hash = hash.map(|hash| format!(".{}", hash.trim())).unwrap_or_default();
            format!("/{}/{}{hash}.{kind}", options.site_pkg_dir, options.output_name)
        };
        let (script, wasm) = (file("js"), file("wasm"));
        // The timeout is for pages that are never idle. A half that does not come is missed by nobody: the page works as
        // it is, and the browser's log names the file.
        let start = format!(
            "const without = () => {{}};\
             const start = () => import({script:?}).then((half) => half.default({{ module_or_path: {wasm:?} }}).then(() => half.hydrate(), without), without);\
             \"requestIdleCallback\" in window ? requestIdleCallback(start, {{ timeout: 2000 }}) : start();"
        );
        Self { style: file("css"), script, wasm, start }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_named_by_their_content() {
        let options = LeptosOptions::builder().output_name("motcua").site_pkg_dir("pkg").build();
        let assets = Assets::new(&options, "js: a1\nwasm: b2\ncss: c3\n");
        assert_eq!(assets.style, "/pkg/motcua.c3.css");
        assert_eq!(assets.script, "/pkg/motcua.a1.js");
        assert_eq!(assets.wasm, "/pkg/motcua.b2.wasm");
        assert!(assets.start.contains(r#"import("/pkg/motcua.a1.js")"#), "{}", assets.start);
        assert!(assets.start.contains(r#"module_or_path: "/pkg/motcua.b2.wasm""#), "{}", assets.start);
    }
}
