//! Who fetched a result, and by what the one-stop knew them (NĐ 118/2025 Đ6).

use serde_json::{Value, json};
use views::Failure;

use crate::{Case, people};

/// How a result came into the applicant's hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Collected {
    /// The applicant came, and showed this.
    Applicant(Shown),
    /// Somebody of this name came, with an authorisation and an identity paper of theirs.
    Another(String),
    /// It was sent to the address of the applicant.
    Post,
    /// The applicant has the electronic one.
    Online,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Mẫu 01, the receipt.
    Receipt,
    /// An identity paper, because there is no receipt or it is lost.
    Identity,
}

impl Collected {
    /// What was chosen: `receipt`, `identity`, `another` with a name, `post` or `online`.
    ///
    /// # Errors
    /// `CollectorMissing` when nothing was; `NameMissing` for another without a name.
    pub fn read(by: &str, name: &str) -> Case<Self> {
        Ok(match by {
            "receipt" => Self::Applicant(Shown::Receipt),
            "identity" => Self::Applicant(Shown::Identity),
            "another" => Self::Another(people::named(name)?),
            "post" => Self::Post,
            "online" => Self::Online,
            _ => return Err(Failure::CollectorMissing.into()),
        })
    }

    /// What the log keeps.
    pub(crate) fn data(&self) -> Value {
        match self {
            Self::Applicant(Shown::Receipt) => json!({ "by": "receipt" }),
            Self::Applicant(Shown::Identity) => json!({ "by": "identity" }),
            Self::Another(name) => json!({ "by": "another", "name": name }),
            Self::Post => json!({ "by": "post" }),
            Self::Online => json!({ "by": "online" }),
        }
    }

    /// What the applicant reads beside the step, in Vietnamese like all that an office writes.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Applicant(Shown::Receipt) => "Người nộp nhận, có Giấy tiếp nhận".to_owned(),
            Self::Applicant(Shown::Identity) => "Người nộp nhận, có giấy tờ tùy thân".to_owned(),
            Self::Another(name) => format!("{name} nhận thay, có giấy ủy quyền và giấy tờ tùy thân"),
            Self::Post => "Gửi qua bưu chính".to_owned(),
            Self::Online => "Người nộp nhận bản điện tử".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_comes_for_somebody_else_is_named() {
        let read = |by: &str, name: &str| Collected::read(by, name).map_err(|error| error.failure());
        assert_eq!(read("another", " Trần Văn Nam "), Ok(Collected::Another("Trần Văn Nam".to_owned())));
        for name in [" ", "4", &"A".repeat(101)] {
            assert_eq!(read("another", name), Err(Failure::NameMissing), "{name}");
        }
        assert_eq!(read("receipt", "Trần Văn Nam"), Ok(Collected::Applicant(Shown::Receipt)));
        assert_eq!(read("", ""), Err(Failure::CollectorMissing));
    }
}
