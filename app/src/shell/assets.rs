//! The files of the site that every page names: style, and the browser's half. The components of Leptos read their
//! names from the disk for each page again; here they are read once.

use std::sync::OnceLock;

use leptos::prelude::*;

/// What the head of a page says of the files, whose names have the hash of their content.
pub(super) struct Assets {
    /// The links to the style and to the browser's half.
    pub(super) links: String,
    /// The script that starts the latter once the browser is idle: a page can be used before.
    pub(super) start: String,
}

pub(super) fn assets(options: &LeptosOptions) -> &'static Assets {
    static ASSETS: OnceLock<Assets> = OnceLock::new();
    ASSETS.get_or_init(|| Assets::new(options, &hashes(options)))
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
        let style = file("css");
        let links = view! {
            <link rel="stylesheet" href=style/>
            <link rel="modulepreload" href=script crossorigin="" fetchpriority="low"/>
            <link
                rel="preload"
                href=wasm
                r#as="fetch"
                r#type="application/wasm"
                crossorigin=""
                fetchpriority="low"
            />
        };
        Self { links: links.to_html(), start }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_named_by_their_content() {
        let options = LeptosOptions::builder().output_name("motcua").site_pkg_dir("pkg").build();
        let assets = Assets::new(&options, "js: a1\nwasm: b2\ncss: c3\n");
        for file in ["/pkg/motcua.c3.css", "/pkg/motcua.a1.js", "/pkg/motcua.b2.wasm"] {
            assert!(assets.links.contains(&format!("href=\"{file}\"")), "{file}: {}", assets.links);
        }
        assert!(assets.start.contains(r#"import("/pkg/motcua.a1.js")"#), "{}", assets.start);
        assert!(assets.start.contains(r#"module_or_path: "/pkg/motcua.b2.wasm""#), "{}", assets.start);
    }
}
