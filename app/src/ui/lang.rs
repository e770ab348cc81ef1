use domain::text::Lang;
use leptos::prelude::use_context;

/// The language of this page. The shell provides it: on the server from the cookie, in the browser from `<html lang>`.
#[must_use]
pub fn lang() -> Lang {
    use_context::<Lang>().unwrap_or_default()
}

/// The words in the language of this page.
#[must_use]
pub fn t(vi: &'static str, en: &'static str) -> &'static str {
    match lang() {
        Lang::Vi => vi,
        Lang::En => en,
    }
}
