use domain::text::Lang;

/// The language of this page: the shell provides it.
#[cfg(not(feature = "hydrate"))]
#[must_use]
pub fn lang() -> Lang {
    leptos::prelude::use_context::<Lang>().unwrap_or_default()
}

/// The language of this page, as the server wrote it into `<html lang>`. Another language is another document.
#[cfg(feature = "hydrate")]
#[must_use]
pub fn lang() -> Lang {
    use std::cell::OnceCell;
    thread_local! {
        static LANG: OnceCell<Lang> = const { OnceCell::new() };
    }
    LANG.with(|lang| {
        *lang.get_or_init(|| {
            let html = leptos::prelude::document().document_element();
            let code = html.and_then(|html| html.get_attribute("lang"));
            if code.as_deref() == Some("en") { Lang::En } else { Lang::Vi }
        })
    })
}

/// The words in the language of this page.
#[must_use]
pub fn t(vi: &'static str, en: &'static str) -> &'static str {
    match lang() {
        Lang::Vi => vi,
        Lang::En => en,
    }
}
