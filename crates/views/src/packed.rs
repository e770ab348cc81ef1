use serde::Serialize;
use serde::de::DeserializeOwned;

/// Where the letters of a packed value begin: two bytes each in UTF-8, and none means anything in HTML.
const FIRST: u32 = 0x100;

/// A value as a text that can stand anywhere in HTML: its bytes (postcard), each as a letter.
///
/// Live pages are drawn a second time in the browser, from this. Names of fields are not in it: reading JSON took a
/// sixth of the browser's code.
///
/// # Errors
/// When the value holds something that the format does not know.
pub fn pack(value: &impl Serialize) -> Result<String, postcard::Error> {
    let bytes = postcard::to_allocvec(value)?;
    Ok(bytes.into_iter().filter_map(|byte| char::from_u32(FIRST + u32::from(byte))).collect())
}

/// Reads what [`pack`] wrote; nothing when it is something else, such as the page of another release.
#[must_use]
pub fn unpack<T: DeserializeOwned>(text: &str) -> Option<T> {
    let bytes: Option<Vec<u8>> =
        text.chars().map(|letter| u8::try_from(u32::from(letter).checked_sub(FIRST)?).ok()).collect();
    postcard::from_bytes(&bytes?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_reads_back_and_means_nothing_in_html() {
        let value = vec!["Đăng ký khai sinh".to_owned(), "</script>\"&\u{0}".to_owned()];
        let text = pack(&value).unwrap_or_default();
        assert!(text.chars().all(|letter| ('\u{100}'..='\u{1ff}').contains(&letter)), "{text}");
        assert_eq!(unpack::<Vec<String>>(&text), Some(value));
    }

    #[test]
    fn something_else_is_nothing() {
        assert_eq!(unpack::<Vec<String>>("[]"), None);
        assert_eq!(unpack::<Vec<String>>("\u{1ff}"), None);
    }
}
