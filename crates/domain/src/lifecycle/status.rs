use serde::{Deserialize, Serialize};

use crate::{codes::words, text::Lang};

/// The ten statuses of the national portal (law §1.1). Codes and Vietnamese words are fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 1: filed online, not yet checked
    Filed,
    /// 2: accepted, the clock runs
    Accepted,
    /// 3: refused at intake
    NotAccepted,
    /// 4: with the agency that resolves it
    InProgress,
    /// 5: waiting for papers of the applicant
    SupplementRequested,
    /// 6: waiting for a payment of the applicant
    PaymentRequested,
    /// 7: the applicant asked to withdraw it
    WithdrawalRequested,
    /// 8: ended without a result
    Stopped,
    /// 9: the result is at the one-stop
    Finished,
    /// 10: the applicant has the result
    Returned,
}

words!(Status {
    Filed => "filed", "Mới đăng ký", "Filed";
    Accepted => "accepted", "Được tiếp nhận", "Accepted";
    NotAccepted => "not_accepted", "Không được tiếp nhận", "Not accepted";
    InProgress => "in_progress", "Đang xử lý", "In progress";
    SupplementRequested => "supplement_requested", "Yêu cầu bổ sung giấy tờ", "More papers requested";
    PaymentRequested => "payment_requested", "Yêu cầu thực hiện nghĩa vụ tài chính", "Payment requested";
    WithdrawalRequested => "withdrawal_requested", "Công dân yêu cầu rút hồ sơ", "Withdrawal requested";
    Stopped => "stopped", "Dừng xử lý", "Stopped";
    Finished => "finished", "Đã xử lý xong", "Finished";
    Returned => "returned", "Đã trả kết quả", "Result returned";
});

impl Status {
    /// Code of the national portal, 1 to 10.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8 + 1
    }

    /// The status with this code of the national portal.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|status| status.code() == code)
    }

    /// The words of the national portal, verbatim.
    #[must_use]
    pub const fn label_vi(self) -> &'static str {
        self.label(Lang::Vi)
    }

    /// Whether the promised day binds the office: it works, and waits for nobody.
    #[must_use]
    pub const fn period_runs(self) -> bool {
        matches!(self, Self::Accepted | Self::InProgress)
    }

    /// Whether nothing more can happen to the dossier.
    #[must_use]
    pub const fn is_terminal(self) -> bool {
        matches!(self, Self::NotAccepted | Self::Stopped | Self::Returned)
    }

    /// Whether the applicant has to apply again to get anything.
    #[must_use]
    pub const fn ended_without_result(self) -> bool {
        matches!(self, Self::NotAccepted | Self::Stopped)
    }

    /// How far a dossier of this status is, in percent.
    #[must_use]
    pub const fn degree_of_completion(self) -> u8 {
        match self {
            Self::Filed => 10,
            Self::SupplementRequested => 20,
            Self::Accepted => 25,
            Self::InProgress => 40,
            Self::PaymentRequested => 50,
            Self::WithdrawalRequested | Self::Finished => 90,
            Self::NotAccepted | Self::Stopped | Self::Returned => 100,
        }
    }
}

/// Progress while the agency has the dossier, inside status 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The handling officer has it.
    Received,
    /// A result is drafted and waits for the leader.
    Drafted,
    /// The leader approved the result: the decision is issued.
    Approved,
}

words!(Step {
    Received => "received", "Đang thẩm định", "Under appraisal";
    Drafted => "drafted", "Chờ lãnh đạo duyệt", "Waiting for approval";
    Approved => "approved", "Đã duyệt kết quả", "Result approved";
});

impl Step {
    /// How far a dossier at this step is, in percent.
    #[must_use]
    pub const fn degree_of_completion(self) -> u8 {
        match self {
            Self::Received => 40,
            Self::Drafted => 60,
            Self::Approved => 80,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tt22_d4_codes_and_words_are_those_of_the_national_portal() {
        let portal = [
            (1, "Mới đăng ký"),
            (2, "Được tiếp nhận"),
            (3, "Không được tiếp nhận"),
            (4, "Đang xử lý"),
            (5, "Yêu cầu bổ sung giấy tờ"),
            (6, "Yêu cầu thực hiện nghĩa vụ tài chính"),
            (7, "Công dân yêu cầu rút hồ sơ"),
            (8, "Dừng xử lý"),
            (9, "Đã xử lý xong"),
            (10, "Đã trả kết quả"),
        ];
        let ours: Vec<_> = Status::ALL.iter().map(|s| (s.code(), s.label_vi())).collect();
        assert_eq!(ours, portal);
        assert_eq!(Status::from_code(10), Some(Status::Returned));
        assert_eq!(Status::from_code(0), None);
        assert_eq!(Status::from_code(11), None);
    }

    #[test]
    fn the_stored_word_is_the_serialised_word() {
        for status in Status::ALL {
            assert_eq!(serde_json::to_string(status).unwrap(), format!("\"{status}\""));
            assert_eq!(status.as_str().parse(), Ok(*status));
        }
        for step in Step::ALL {
            assert_eq!(serde_json::to_string(step).unwrap(), format!("\"{step}\""));
        }
    }

    #[test]
    fn an_ended_dossier_is_complete_and_no_other_is() {
        for status in Status::ALL {
            assert_eq!(status.degree_of_completion() == 100, status.is_terminal());
        }
    }
}
