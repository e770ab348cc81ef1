//! The arguments of every server function, as its source has them.

use std::collections::BTreeMap;
use std::path::Path;

use views::BoardAsked;

/// The one type whose name has a comma in it.
const MAP: &str = "BTreeMap<String, String>";

/// An argument, by the name of its field.
pub(super) struct Argument {
    pub name: String,
    pub kind: Kind,
}

#[derive(Clone, Copy)]
pub(super) enum Kind {
    Text,
    /// Its fields are called `name[key]`.
    Map,
    /// A number, or one of a few words.
    Choice,
}

/// By the path of the function.
pub(super) fn arguments() -> BTreeMap<String, Vec<Argument>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src/api");
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        for function in text.split("endpoint = \"").skip(1) {
            let (name, rest) = function.split_once('"').unwrap();
            found.insert(format!("/fn/{name}"), of(rest));
        }
    }
    found
}

fn of(function: &str) -> Vec<Argument> {
    let (_, signature) = function.split_once("pub async fn ").unwrap();
    let (_, rest) = signature.split_once('(').unwrap();
    let (arguments, _) = rest.split_once(") -> ").unwrap();
    let arguments = arguments.replace("#[server(default)]", "").replace(MAP, "Map");
    let arguments = arguments.split(',').filter_map(|argument| argument.trim().split_once(": "));
    arguments.flat_map(|(name, kind)| fields(name, kind)).collect()
}

fn fields(name: &str, kind: &str) -> Vec<Argument> {
    let one = |kind| vec![Argument { name: name.to_owned(), kind }];
    match kind {
        "String" => one(Kind::Text),
        "Map" => one(Kind::Map),
        "BoardAsked" => {
            let text = |field| Argument { name: format!("{name}[{field}]"), kind: Kind::Text };
            of_the_board().into_iter().map(text).collect()
        }
        _ => one(Kind::Choice),
    }
}

/// What is asked of the board.
pub(super) fn of_the_board() -> Vec<String> {
    let asked = serde_json::to_value(BoardAsked::default()).unwrap();
    asked.as_object().unwrap().keys().cloned().collect()
}
