//! Parts that look the same on every page of a language: drawn once, and kept as HTML.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use leptos::prelude::*;
use leptos::tachys::html::InertElement;
use views::Operator;

use super::operator;
use crate::ui::lang;

/// The part, two words and a number that tell its variants apart, and the language.
type Key = (&'static str, [&'static str; 2], u8, &'static str);

struct Drawn {
    operator: Option<Arc<Operator>>,
    html: Arc<str>,
}

static DRAWN: RwLock<BTreeMap<Key, Drawn>> = RwLock::new(BTreeMap::new());

/// A part that depends on nothing but its variant, the language and whose site this is. Who loads another catalogue
/// is another operator, so that it is drawn anew.
pub fn same(part: &'static str, variant: [&'static str; 2], draw: impl FnOnce() -> AnyView) -> AnyView {
    InertElement::new(drawn(part, variant, 0, draw).to_string()).into_any()
}

/// Where a thing stands that differs. No text is written like this: `<` is escaped in all of them.
const HOLE: &str = "<!--hole-->";

/// The same around things that differ from page to page, in the order in which they stand in it.
pub fn same_around<const N: usize>(
    part: &'static str,
    variant: [&'static str; 2],
    number: u8,
    inner: [AnyView; N],
    draw: impl FnOnce([AnyView; N]) -> AnyView,
) -> AnyView {
    let holes = || std::array::from_fn(|_| InertElement::new(HOLE).into_any());
    let html = drawn(part, variant, number, || draw(holes()));
    let (mut whole, mut rest) = (String::with_capacity(2 * html.len()), &*html);
    for inner in inner {
        let Some((before, after)) = rest.split_once(HOLE) else { break };
        whole.push_str(before);
        whole.push_str(&inner.to_html());
        rest = after;
    }
    whole.push_str(rest);
    InertElement::new(whole).into_any()
}

fn drawn(
    part: &'static str,
    variant: [&'static str; 2],
    number: u8,
    draw: impl FnOnce() -> AnyView,
) -> Arc<str> {
    let key = (part, variant, number, lang().code());
    let operator = operator();
    kept(&key, operator.as_ref()).unwrap_or_else(|| {
        let html: Arc<str> = draw().to_html().into();
        let drawn = Drawn { operator, html: Arc::clone(&html) };
        DRAWN.write().unwrap_or_else(PoisonError::into_inner).insert(key, drawn);
        html
    })
}

fn kept(key: &Key, operator: Option<&Arc<Operator>>) -> Option<Arc<str>> {
    let drawn = DRAWN.read().unwrap_or_else(PoisonError::into_inner);
    let known = drawn.get(key)?;
    let same_site = match (&known.operator, operator) {
        (Some(known), Some(operator)) => Arc::ptr_eq(known, operator),
        (None, None) => true,
        _ => false,
    };
    same_site.then(|| Arc::clone(&known.html))
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
                let inner = [view! { <b title=inner>{inner}</b> }.into_any(), inner.to_owned().into_any()];
                let around =
                    |[bold, plain]: [AnyView; 2]| view! { <p>{outer} {bold} "," {plain} "."</p> }.into_any();
                bare(same_around("a frame of this test", [""; 2], 7, inner, around))
            })
        };
        assert_eq!(shown("a", "in "), "<p>in <b title=\"a\">a</b>,a.</p>");
        assert_eq!(shown("\"<", "not drawn again"), "<p>in <b title=\"&quot;&lt;\">\"&lt;</b>,\"&lt;.</p>");
    }
}
