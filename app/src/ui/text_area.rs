use leptos::prelude::*;

/// The only place where a `<textarea>` may be written.
///
/// Leptos 0.8 does not escape its children on the server (leptos #4730), so an answer with `</textarea>` would end
/// the field and become markup. The browser takes the text as it is, so it must be encoded on the server only.
#[component]
pub fn TextArea(
    #[prop(into)] id: String,
    #[prop(into)] name: String,
    #[prop(into)] value: String,
    #[prop(optional)] rows: Option<u8>,
    #[prop(optional)] max_length: Option<u16>,
    #[prop(optional)] required: bool,
    #[prop(optional)] invalid: bool,
    #[prop(optional, into)] described_by: Option<String>,
) -> impl IntoView {
    view! {
        <textarea
            id=id
            name=name
            rows=rows.unwrap_or(4)
            maxlength=max_length
            required=required
            aria-invalid=invalid.then_some("true")
            aria-describedby=described_by
        >
            {content(value)}
        </textarea>
    }
}

#[cfg(feature = "ssr")]
fn content(value: String) -> String {
    // A first line break is eaten by the HTML parser, so one is put before it. Browsers send "\r\n".
    let start = if value.starts_with(['\n', '\r']) { "\n" } else { "" };
    let escaped = value.replace('&', "&amp;").replace('<', "&lt;");
    format!("{start}{escaped}")
}

#[cfg(not(feature = "ssr"))]
const fn content(value: String) -> String {
    value
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn an_answer_cannot_end_the_field() {
        let payload = "</textarea><script>alert(1)</script> & \"quoted\"";
        let owner = Owner::new();
        let html = owner.with(|| view! { <TextArea id="a" name="b" value=payload/> }.into_view().to_html());
        assert!(!html.contains("</textarea><script>"), "{html}");
        assert!(html.contains("&lt;/textarea>&lt;script>alert(1)&lt;/script> &amp; \"quoted\""), "{html}");
    }

    #[test]
    fn the_first_line_break_survives_the_parser() {
        for value in ["a", "\na", "\n\na", "\r\na", "\r\n\r\na", " \na", "a\n"] {
            let owner = Owner::new();
            let html = owner.with(|| view! { <TextArea id="a" name="b" value=value/> }.into_view().to_html());
            let (_, after) =
                html.split_once("<textarea").and_then(|(_, after)| after.split_once('>')).unwrap();
            let content = after.split_once("</textarea>").unwrap().0.replace("\r\n", "\n");
            let read = content.strip_prefix('\n').unwrap_or(&content);
            assert_eq!(read, value.replace("\r\n", "\n"), "{html}");
        }
    }
}
