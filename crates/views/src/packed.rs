use serde::de::{DeserializeOwned, Error as _};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value that travels as its own JSON text, inside whatever carries it.
///
/// A value is read by code that is made for the format it arrives in. Live pages get their data in two ways, with the
/// page and by a request; packed, it is read by the same code both times, which halves what a phone downloads for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed<T>(pub T);

impl<T: Serialize> Serialize for Packed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = serde_json::to_string(&self.0).map_err(S::Error::custom)?;
        serializer.serialize_str(&text)
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Packed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        serde_json::from_str(&text).map(Self).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_value_is_one_text() {
        let packed = Packed(vec!["Đăng ký".to_owned(), "\"".to_owned()]);
        let text = serde_json::to_string(&packed).unwrap_or_default();
        assert!(text.starts_with('"'), "{text}");
        assert_eq!(serde_json::from_str::<Packed<Vec<String>>>(&text).ok(), Some(packed));
        assert!(serde_json::from_str::<Packed<Vec<String>>>("[]").is_err());
    }
}
