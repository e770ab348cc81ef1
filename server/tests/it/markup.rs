//! Reading the tags of a page, as a browser would.

/// A tag with its attributes.
#[derive(Debug)]
pub(crate) struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// All opening tags of a page. The content of scripts, text areas and titles is text, as HTML says.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        if !rest.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            continue;
        }
        let (tag, after) = tag(rest);
        rest = after;
        if ["script", "style", "textarea", "title"].contains(&tag.name.as_str()) {
            let end = format!("</{}", tag.name);
            rest = rest.to_ascii_lowercase().find(&end).map_or("", |at| &rest[at..]);
        }
        found.push(tag);
    }
    found
}

fn tag(text: &str) -> (Tag, &str) {
    let end =
        text.find(|letter: char| letter.is_whitespace() || matches!(letter, '>' | '/')).unwrap_or(text.len());
    let mut tag = Tag { name: text[..end].to_ascii_lowercase(), attributes: Vec::new() };
    let mut rest = &text[end..];
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
        if rest.is_empty() {
            return (tag, rest);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (tag, after);
        }
        let end = rest.find(|letter: char| letter.is_whitespace() || matches!(letter, '=' | '>' | '/'));
        let end = end.unwrap_or(rest.len()).max(1);
        let name = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            (value, rest) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                _ => after.split_at(
                    after.find(|letter: char| letter.is_whitespace() || letter == '>').unwrap_or(after.len()),
                ),
            };
        }
        tag.attributes.push((name, value.to_owned()));
    }
}

/// What a browser puts into the text area with this name: line breaks of one kind, and without the very first.
pub(crate) fn typed(html: &str, name: &str) -> String {
    let mut areas = html.match_indices("<textarea").map(|(at, _)| tag(&html[at + 1..]));
    let (_, after) = areas.find(|(area, _)| area.get("name") == Some(name)).unwrap();
    let content = after.split_once("</textarea>").unwrap().0.replace("\r\n", "\n");
    assert!(!content.contains('<'), "{content}");
    let content = content.strip_prefix('\n').unwrap_or(&content);
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&amp;", "&")];
    entities.into_iter().fold(content.to_owned(), |text, (entity, letter)| text.replace(entity, letter))
}

#[test]
fn tags_are_read_as_a_browser_reads_them() {
    let html = "<!DOCTYPE html><a href='/x>y' hidden><!-- <b> --><script nonce=\"n\">if (a<b) '<i>'</script><img src=x onerror=alert(1)>";
    let names: Vec<_> = tags(html).into_iter().map(|tag| tag.name).collect();
    assert_eq!(names, ["a", "script", "img"]);
    let tags = tags(html);
    assert_eq!((tags[0].get("href"), tags[0].get("hidden")), (Some("/x>y"), Some("")));
    assert_eq!(tags[2].get("onerror"), Some("alert(1)"));
}
