use domain::text::Text;
use serde::{Deserialize, Serialize};

use crate::Moment;

/// What people are told of. Handing a dossier from officer to officer is not among it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    Filed,
    /// With the promised day.
    Accepted,
    /// With the deadline of the applicant.
    SupplementAsked,
    SupplementReceived,
    Refused,
    WithdrawalReceived,
    Stopped,
    /// No supplement came in time.
    Closed,
    /// The result is ready.
    Finished,
    /// The applicant has the result and can rate.
    Returned,
    /// The one-stop has written to them.
    Message,
    /// There is a fee to pay.
    PaymentAsked,
    /// It was paid, or nothing had to be.
    PaymentSettled,
    /// The office apologises, with the new day.
    Reappointed,
    /// For officers of the one-stop: something came in to be checked, with the time by which it must be.
    Arrived,
    /// For officers of the one-stop: the applicant answered the request for more, with the time by which it must be
    /// checked.
    SupplementArrived,
    /// For officers of the one-stop: the applicant wants the dossier back.
    WithdrawalArrived,
    /// For the handling officer: the one-stop handed it over, with the promised day.
    HandedOver,
    /// For leaders: a result is proposed, with the promised day.
    ResultDrafted,
    /// For the handling officer: the leader wants the proposal changed, with the promised day.
    DraftReturned,
    /// For the handling officer: the fee is settled and the period runs again, with the promised day.
    PeriodResumed,
    /// For the handling officer: the leader agreed, and the result is to go to the one-stop.
    ResultApproved,
    /// For officers of the one-stop: the result is there, and the applicant waits for it.
    ResultArrived,
    /// For leaders: the promised day is the next day of work, the last on which an apology can still move it.
    ApologyDue,
    /// For officers: 70 % of the period have passed, with the promised day.
    SeventyPercent,
    /// For officers: the period is over, with the promised day.
    HundredPercent,
}

impl NoticeKind {
    /// What applicants are told of.
    const FOR_APPLICANTS: [Self; 14] = [
        Self::Filed,
        Self::Accepted,
        Self::SupplementAsked,
        Self::SupplementReceived,
        Self::Refused,
        Self::WithdrawalReceived,
        Self::Stopped,
        Self::Closed,
        Self::Finished,
        Self::Returned,
        Self::Message,
        Self::PaymentAsked,
        Self::PaymentSettled,
        Self::Reappointed,
    ];
    /// What officers are told to do next; the next step of the dossier settles it.
    const TO_DO: [Self; 10] = [
        Self::Arrived,
        Self::SupplementArrived,
        Self::WithdrawalArrived,
        Self::HandedOver,
        Self::ResultDrafted,
        Self::DraftReturned,
        Self::PeriodResumed,
        Self::ResultApproved,
        Self::ResultArrived,
        Self::ApologyDue,
    ];
    /// What officers are told of the period.
    const MARKS: [Self; 2] = [Self::SeventyPercent, Self::HundredPercent];

    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::FOR_APPLICANTS.into_iter().chain(Self::TO_DO).chain(Self::MARKS)
    }

    /// Whether officers are told of it, and not applicants.
    #[must_use]
    pub fn for_officers(self) -> bool {
        Self::TO_DO.contains(&self) || Self::MARKS.contains(&self)
    }

    /// The stable name, as it is stored and as forms post it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::Accepted => "accepted",
            Self::SupplementAsked => "supplement_asked",
            Self::SupplementReceived => "supplement_received",
            Self::Refused => "refused",
            Self::WithdrawalReceived => "withdrawal_received",
            Self::Stopped => "stopped",
            Self::Closed => "closed",
            Self::Finished => "finished",
            Self::Returned => "returned",
            Self::Message => "message",
            Self::PaymentAsked => "payment_asked",
            Self::PaymentSettled => "payment_settled",
            Self::Reappointed => "reappointed",
            Self::Arrived => "arrived",
            Self::SupplementArrived => "supplement_arrived",
            Self::WithdrawalArrived => "withdrawal_arrived",
            Self::HandedOver => "handed_over",
            Self::ResultDrafted => "result_drafted",
            Self::DraftReturned => "draft_returned",
            Self::PeriodResumed => "period_resumed",
            Self::ResultApproved => "result_approved",
            Self::ResultArrived => "result_arrived",
            Self::ApologyDue => "apology_due",
            Self::SeventyPercent => "seventy_percent",
            Self::HundredPercent => "hundred_percent",
        }
    }

    /// Reads a name back.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|kind| kind.code() == code)
    }

    /// Whether the law wants the applicant to be told at once: the acknowledgement, the request for a supplement,
    /// the refusal, an apology and a result that is ready (NĐ 61/2018 Đ17.2, Đ19.9, Đ20; NĐ 118/2025 Đ17.2). Only these
    /// are chosen for mail before the person chooses.
    #[must_use]
    pub const fn told_by_law(self) -> bool {
        matches!(
            self,
            Self::Filed | Self::SupplementAsked | Self::Refused | Self::Finished | Self::Reappointed
        )
    }
}

/// A line of the inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeLine {
    pub id: String,
    pub kind: NoticeKind,
    pub dossier_code: String,
    /// What the dossier asks for, and whom it names; nothing for who may not see it any more.
    pub procedure: Option<Text>,
    pub people: Vec<String>,
    pub words: Text,
    /// The moment that the words name.
    pub until: Option<Moment>,
    pub at: Moment,
    pub read: bool,
}

/// `/my/notices` and `/desk/notices`: unread first, then the newest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticesView {
    pub notices: Vec<NoticeLine>,
    pub unread: u32,
}

/// Whether a kind also goes by mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailChoice {
    pub kind: NoticeKind,
    pub words: Text,
    pub by_mail: bool,
}

/// `/my/settings` and `/desk/settings`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactView {
    /// The confirmed address.
    pub email: Option<String>,
    /// An address whose link was not followed yet.
    pub pending: Option<String>,
    pub choices: Vec<MailChoice>,
}

/// The newest mails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailsView {
    pub lines: Vec<MailLine>,
    /// Some were given up, and whoever looks may have them tried again.
    pub can_send_again: bool,
}

/// A mail of the outbox. Outside demo mode address, subject and body are left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailLine {
    pub id: String,
    pub address: String,
    pub subject: String,
    pub body: String,
    /// The page of this site to which its link leads.
    pub path: Option<String>,
    /// `waiting`, `sent`, `given_up` or `taken_back`.
    pub state: String,
    pub tries: u32,
    pub failure: Option<String>,
    pub at: Moment,
    /// When it is tried again.
    pub due: Moment,
}
