//! Parts that look the same on every page of a language: drawn once, and kept as HTML.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use leptos::prelude::*;
use leptos::tachys::html::InertElement;
use views::Operator;

use super::operator;
use crate::ui::lang;

/// The part, two words that tell its variants apart, and the language.
type Key = [&'static str; 4];

struct Drawn {
    operator: Option<Arc<Operator>>,
    html: String,
}

static DRAWN: RwLock<BTreeMap<Key, Drawn>> = RwLock::new(BTreeMap::new());

/// A part that depends on nothing but its variant, the language and whose site this is. Who loads another catalogue
/// is another operator, so that it is drawn anew.
pub fn same(part: &'static str, variant: [&'static str; 2], draw: impl FnOnce() -> AnyView) -> AnyView {
    InertElement::new(drawn(part, variant, draw)).into_any()
}

/// Where the one thing stands that differs. No text is written like this: `<` is escaped in all of them.
const HOLE: &str = "<!--hole-->";

/// The same around one thing that differs from page to page.
pub fn same_around(
    part: &'static str,
    variant: [&'static str; 2],
    inner: AnyView,
    draw: impl FnOnce(AnyView) -> AnyView,
) -> AnyView {
    let html = drawn(part, variant, || draw(InertElement::new(HOLE).into_any()));
    InertElement::new(html.replacen(HOLE, &inner.to_html(), 1)).into_any()
}

fn drawn(part: &'static str, variant: [&'static str; 2], draw: impl FnOnce() -> AnyView) -> String {
    let key = [part, variant[0], variant[1], lang().code()];
    let operator = operator();
    kept(&key, operator.as_ref()).unwrap_or_else(|| {
        let html = draw().to_html();
        let drawn = Drawn { operator, html: html.clone() };
        DRAWN.write().unwrap_or_else(PoisonError::into_inner).insert(key, drawn);
        html
    })
}

fn kept(key: &Key, operator: Option<&Arc<Operator>>) -> Option<String> {
    let drawn = DRAWN.read().unwrap_or_else(PoisonError::into_inner);
    let known = drawn.get(key)?;
    let same_site = match (&known.operator, operator) {
        (Some(known), Some(operator)) => Arc::ptr_eq(known, operator),
        (None, None) => true,
        _ => false,
    };
    same_site.then(|| known.html.clone())
}

#[cfg(test)]
mod tests {
    use domain::text::{Lang, Text};

    use super::*;

    /// Without the marks that are not there in a page that no browser takes over.
    fn bare(view: AnyView) -> String {
        view.to_html().replace("<!>", "")
    }

    fn shown(operator: &Arc<Operator>, lang: Lang, words: &'static str) -> String {
        Owner::new().with(|| {
            provide_context(Some(Arc::clone(operator)));
            provide_context(lang);
            bare(same("a part of this test", [""; 2], || view! { <p>{words}</p> }.into_any()))
        })
    }

    #[test]
    fn a_part_is_drawn_once_for_each_language_and_operator() {
        let operator = || Arc::new(Operator { place: Text::new("", ""), centre: Text::new("", "") });
        let (one, other) = (operator(), operator());
        assert_eq!(shown(&one, Lang::Vi, "một"), "<p>một</p>");
        assert_eq!(shown(&one, Lang::Vi, "not drawn again"), "<p>một</p>");
        assert_eq!(shown(&one, Lang::En, "one"), "<p>one</p>");
        assert_eq!(shown(&other, Lang::Vi, "hai"), "<p>hai</p>", "another catalogue was loaded");
        assert_eq!(shown(&other, Lang::Vi, "not drawn again"), "<p>hai</p>");
        assert_eq!(shown(&one, Lang::En, "not drawn again"), "<p>one</p>");
    }

    #[test]
    fn what_differs_stands_in_what_is_the_same() {
        let shown = |inner: &'static str, outer: &'static str| {
            Owner::new().with(|| {
                let inner = view! { <b title=inner>{inner}</b> }.into_any();
                let around = |inner| view! { <p>{outer} {inner} "."</p> }.into_any();
                bare(same_around("a frame of this test", [""; 2], inner, around))
            })
        };
        assert_eq!(shown("a", "in "), "<p>in <b title=\"a\">a</b>.</p>");
        assert_eq!(shown("\"<", "not drawn again"), "<p>in <b title=\"&quot;&lt;\">\"&lt;</b>.</p>");
    }
}
