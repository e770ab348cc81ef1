//! Where the reader is: the address of the page that the server draws.

use std::sync::Arc;

use leptos::prelude::use_context;
use percent_encoding::percent_decode_str;

/// The address of a page: its path, the values in it, and its query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address(Arc<Parts>);

#[derive(Debug, Default, PartialEq, Eq)]
struct Parts {
    path: String,
    values: Vec<(String, String)>,
    query: Vec<(String, String)>,
}

impl Address {
    /// Of a request whose path matched a pattern, such as `/track/{code}`.
    #[must_use]
    pub fn new(pattern: &str, path: &str, query: Option<&str>) -> Self {
        let values = pattern.split('/').zip(path.split('/')).filter_map(|(pattern, part)| {
            let name = pattern.strip_prefix('{')?.strip_suffix('}')?;
            Some((name.to_owned(), percent_decode_str(part).decode_utf8_lossy().into_owned()))
        });
        let query = form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned().collect();
        Self(Arc::new(Parts { path: path.to_owned(), values: values.collect(), query }))
    }

    /// As it came, still encoded.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// What stands in the path in the place of a name; empty when the page has none of that name.
    #[must_use]
    pub fn value(&self, name: &str) -> String {
        first(&self.0.values, name).unwrap_or_default()
    }

    /// The first value of that name in the query.
    #[must_use]
    pub fn asked(&self, name: &str) -> Option<String> {
        first(&self.0.query, name)
    }

    /// Its query, in order.
    pub fn query(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.query.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

fn first(pairs: &[(String, String)], name: &str) -> Option<String> {
    pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
}

/// The address of the page that is being drawn.
#[must_use]
pub fn here() -> Address {
    use_context().unwrap_or_default()
}

/// A query with its question mark; empty without pairs.
#[must_use]
pub fn query_string<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    if query.is_empty() { query } else { format!("?{query}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_where_the_pattern_has_names() {
        let address = Address::new("/drafts/{id}/s/{section}", "/drafts/d1/s/tr%E1%BA%BB", Some("check=1"));
        assert_eq!((address.value("id"), address.value("section")), ("d1".to_owned(), "trẻ".to_owned()));
        assert_eq!(address.value("code"), "");
        assert_eq!(address.path(), "/drafts/d1/s/tr%E1%BA%BB");
    }

    #[test]
    fn a_query_is_read_as_forms_write_it() {
        let address = Address::new("/procedures", "/procedures", Some("q=khai+sinh%26&q=2&event="));
        assert_eq!(address.asked("q").as_deref(), Some("khai sinh&"));
        assert_eq!((address.asked("event").as_deref(), address.asked("lang")), (Some(""), None));
        assert_eq!(query_string(address.query()), "?q=khai+sinh%26&q=2&event=");
        assert_eq!(query_string([]), "");
    }
}
