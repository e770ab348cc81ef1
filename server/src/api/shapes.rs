//! Shapes that several answers share. They are the API's own, so that pages may change without it.

use domain::lifecycle::Status;
use domain::text::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use views::{FileView, Moment};

/// A text in both languages.
#[derive(Serialize, ToSchema)]
pub(crate) struct Words {
    pub vi: String,
    /// Empty where there is no translation.
    pub en: String,
}

impl From<Text> for Words {
    fn from(text: Text) -> Self {
        Self { vi: text.vi, en: text.en }
    }
}

impl From<&Text> for Words {
    fn from(text: &Text) -> Self {
        text.clone().into()
    }
}

/// The ten statuses of the national portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StatusName {
    Filed,
    Accepted,
    NotAccepted,
    InProgress,
    SupplementRequested,
    PaymentRequested,
    WithdrawalRequested,
    Stopped,
    Finished,
    Returned,
}

const NAMES: [(StatusName, Status); 10] = [
    (StatusName::Filed, Status::Filed),
    (StatusName::Accepted, Status::Accepted),
    (StatusName::NotAccepted, Status::NotAccepted),
    (StatusName::InProgress, Status::InProgress),
    (StatusName::SupplementRequested, Status::SupplementRequested),
    (StatusName::PaymentRequested, Status::PaymentRequested),
    (StatusName::WithdrawalRequested, Status::WithdrawalRequested),
    (StatusName::Stopped, Status::Stopped),
    (StatusName::Finished, Status::Finished),
    (StatusName::Returned, Status::Returned),
];

impl From<Status> for StatusName {
    fn from(status: Status) -> Self {
        NAMES.iter().find(|(_, known)| *known == status).map_or(Self::Filed, |(name, _)| *name)
    }
}

impl From<StatusName> for Status {
    fn from(name: StatusName) -> Self {
        NAMES.iter().find(|(known, _)| *known == name).map_or(Self::Filed, |(_, status)| *status)
    }
}

/// A moment as `2026-11-18T09:00:00+07:00`.
pub(crate) fn moment(moment: Moment) -> String {
    moment.iso()
}

/// A file. Its bytes are at `/files/{id}`, once it belongs to a dossier.
#[derive(Serialize, ToSchema)]
pub(crate) struct File {
    pub id: String,
    /// The paper of the procedure that it is of, or `result`; empty for an upload.
    pub paper: String,
    pub name: String,
    #[schema(example = "application/pdf")]
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    pub sha256: String,
}

impl From<FileView> for File {
    fn from(file: FileView) -> Self {
        Self {
            id: file.id,
            paper: file.paper_id,
            name: file.name,
            media_type: file.media_type,
            size: file.size,
            sha256: file.sha256,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_has_the_name_under_which_it_is_stored() {
        for status in Status::ALL {
            let name = serde_json::to_string(&StatusName::from(*status)).unwrap();
            assert_eq!(name, format!("\"{status}\""));
            assert_eq!(Status::from(StatusName::from(*status)), *status);
        }
    }
}
