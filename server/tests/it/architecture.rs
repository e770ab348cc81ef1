//! The shape of the code: imports point one way, and the holes of the framework stay closed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Each crate may import those of a lower floor.
const FLOORS: &[(&str, u8)] = &[
    ("domain", 0),
    ("forms", 1),
    ("documents", 1),
    ("views", 2),
    ("twins", 2),
    ("store", 2),
    ("testbed", 0),
    ("casework", 3),
    ("app", 4),
    ("server", 5),
    ("frontend", 5),
];

/// Crates that only these may import.
const RESERVED: &[(&str, &[&str])] = &[
    ("sea-orm", &["store", "casework", "testbed"]),
    ("sea-orm-migration", &["store"]),
    ("axum", &["app", "server"]),
    ("leptos_axum", &["app", "server"]),
    ("leptos", &["app", "server", "frontend"]),
    ("tower", &["server"]),
    ("tower-http", &["server"]),
    ("clap", &["server"]),
    ("typst", &["documents"]),
    ("argon2", &["casework"]),
    ("web-sys", &["app"]),
    ("tokio", &["store", "casework", "server", "testbed"]),
];

/// What each crate of the workspace imports, tests aside.
fn imports() -> BTreeMap<String, Vec<String>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap().iter().map(|package| {
        let imports = package["dependencies"].as_array().unwrap().iter();
        let imports = imports.filter(|import| import["kind"] != "dev").map(|import| text(&import["name"]));
        (text(&package["name"]), imports.collect())
    });
    packages.collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn floor(name: &str) -> Option<u8> {
    FLOORS.iter().find(|(known, _)| *known == name).map(|(_, floor)| *floor)
}

#[test]
fn imports_point_one_way() {
    let imports = imports();
    assert_eq!(imports.len(), FLOORS.len(), "{:?}", imports.keys());
    for (name, imported) in &imports {
        let own = floor(name).unwrap_or_else(|| panic!("{name} has no floor yet"));
        for other in imported {
            if let Some(below) = floor(other) {
                assert!(below < own, "{name} imports {other}");
            }
            if let Some((_, allowed)) = RESERVED.iter().find(|(reserved, _)| reserved == other) {
                assert!(allowed.contains(&name.as_str()), "{name} imports {other}");
            }
        }
    }
    let pure = &imports["domain"];
    assert!(!pure.iter().any(|import| floor(import).is_some()), "domain knows nobody: {pure:?}");
    assert!(!imports["documents"].iter().any(|import| import == "forms"), "papers stand beside the forms");
}

/// The Rust files below a folder with their text.
pub(crate) fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found
}

/// The code of a line, without its comment.
fn code(line: &str) -> &str {
    let line = line.trim_start();
    if line.starts_with("//") { "" } else { line }
}

/// What a file compiles into the site: its tests, which stand last, may write what they like.
fn shipped(text: &str) -> &str {
    text.split("#[cfg(all(test").next().and_then(|text| text.split("#[cfg(test)]").next()).unwrap_or_default()
}

#[test]
fn the_holes_of_the_framework_are_closed_in_one_place_each() {
    let pages = sources(&root().join("app/src"));
    assert!(pages.len() > 30, "the pages are elsewhere");
    // What may be written, and the only files that may. Pages are HTML of our own server, put in as it is.
    let closed: [(&str, &[&str]); 9] = [
        ("<textarea", &["ui/text_area.rs"]),
        ("textarea()", &[]),
        ("</title>", &["shell/whole.rs"]),
        ("inner_html", &["browser/document.rs", "browser/show.rs"]),
        ("insert_adjacent_html", &[]),
        ("<Title", &[]),
        ("style=", &[]),
        ("<style", &[]),
        ("<script", &["shell/whole.rs"]),
    ];
    for (words, homes) in closed {
        for (path, text) in &pages {
            let at_home = homes.iter().any(|home| path.ends_with(home));
            let line = shipped(text).lines().position(|line| code(line).contains(words));
            let strayed = line.filter(|_| !at_home);
            assert_eq!(strayed, None, "{words} in {}:{}", path.display(), strayed.unwrap_or(0) + 1);
        }
        for home in homes {
            let there = pages.iter().any(|(path, text)| path.ends_with(home) && text.contains(words));
            assert!(there, "{home} no longer writes {words}: this test looks for the wrong thing");
        }
    }
}

#[test]
fn every_page_is_rendered_whole_on_the_server() {
    let whole = std::fs::read_to_string(root().join("app/src/shell/whole.rs")).unwrap();
    assert!(whole.contains("body.collect::<String>()"), "all of it is there before any of it is sent");
    for (folder, home) in [("server/src", ""), ("app/src", "shell/whole.rs")] {
        for (path, text) in sources(&root().join(folder)) {
            let parts = ["render_app", "to_html_stream"].into_iter().find(|it| text.contains(it));
            assert!(
                parts.is_none() || !home.is_empty() && path.ends_with(home),
                "{parts:?} in {}: without JavaScript a page that comes in parts has holes",
                path.display()
            );
        }
    }
}

/// On one processor there is one worker, and what waits for a resource of Leptos may wait for itself
/// (leptos-rs/leptos#4647).
#[test]
fn no_page_waits_for_a_resource() {
    for (path, text) in sources(&root().join("app/src")) {
        for waiting in
            ["Resource::new", "Resource<", "AsyncDerived", "Suspense", "Transition", "<Await", "Await("]
        {
            let there = shipped(&text).lines().map(code).any(|line| line.contains(waiting));
            assert!(!there, "{}: {waiting}", path.display());
        }
    }
}

/// The documents with what they link to, and the files that the walk names.
#[test]
fn the_documents_name_what_is_there() {
    let mut documents =
        vec![root().join("README.md"), root().join("ARCHITECTURE.md"), root().join("deploy/README.md")];
    for folder in ["docs", "docs/decisions"] {
        let entries = std::fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
        documents.extend(entries.filter(|path| path.extension().is_some_and(|kind| kind == "md")));
    }
    for document in documents {
        let text = std::fs::read_to_string(&document).unwrap();
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next()?.split('#').next());
        for link in links.filter(|link| !link.is_empty() && !link.contains("://")) {
            assert!(document.with_file_name(link).exists(), "{}: {link}", document.display());
        }
    }
    let walk = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let named = walk.split('`').skip(1).step_by(2);
    for file in named.filter(|name| name.contains('/') && name.ends_with(".rs") && !name.contains(' ')) {
        let places = ["", "crates", "app/src", "server/src", "crates/casework/src"];
        assert!(places.iter().any(|place| root().join(place).join(file).exists()), "{file}");
    }
}
