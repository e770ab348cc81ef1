use serde::{Deserialize, Serialize};

use crate::codes::words;

/// What a person can do to a dossier after it was filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Take the dossier in; the clock starts.
    Accept,
    /// Ask the applicant, once, for everything that is missing.
    RequestSupplement,
    /// Refuse the dossier at intake.
    Refuse,
    /// Hand the dossier to the agency that resolves it.
    Transfer,
    /// Give the dossier to another handling officer.
    Reassign,
    /// Put a result, granting or refusing, before the leader.
    DraftResult,
    /// Send a draft back to the handling officer.
    ReturnDraft,
    /// Approve the drafted result.
    ApproveResult,
    /// Send the signed result to the one-stop; the clock ends.
    Finish,
    /// Give the result to the applicant.
    ReturnResult,
    /// Send what was asked for.
    SubmitSupplement,
    /// Ask to have the dossier back.
    Withdraw,
    /// Stop the dossier that the applicant wants back.
    ConfirmWithdrawal,
    /// Close a dossier that was not supplemented in time.
    CloseUnsupplemented,
    /// Ask the applicant to pay.
    RequestPayment,
    /// Note that the applicant paid.
    ConfirmPayment,
    /// Apologise and move the due date.
    Reappoint,
}

words!(Action {
    Accept => "accept", "Tiếp nhận", "Accept";
    RequestSupplement => "request_supplement", "Yêu cầu bổ sung", "Request more papers";
    Refuse => "refuse", "Từ chối tiếp nhận", "Refuse";
    Transfer => "transfer", "Chuyển xử lý", "Hand over";
    Reassign => "reassign", "Phân công lại", "Reassign";
    DraftResult => "draft_result", "Trình dự thảo kết quả", "Submit a draft result";
    ReturnDraft => "return_draft", "Trả lại dự thảo", "Send the draft back";
    ApproveResult => "approve_result", "Duyệt kết quả", "Approve the result";
    Finish => "finish", "Kết thúc xử lý", "Finish";
    ReturnResult => "return_result", "Trả kết quả", "Return the result";
    SubmitSupplement => "submit_supplement", "Nộp bổ sung", "Send the missing papers";
    Withdraw => "withdraw", "Rút hồ sơ", "Withdraw";
    ConfirmWithdrawal => "confirm_withdrawal", "Xác nhận rút hồ sơ", "Confirm the withdrawal";
    CloseUnsupplemented => "close_unsupplemented", "Dừng vì không bổ sung", "Close for missing papers";
    RequestPayment => "request_payment", "Yêu cầu nộp phí, lệ phí", "Request payment";
    ConfirmPayment => "confirm_payment", "Xác nhận đã nộp", "Confirm the payment";
    Reappoint => "reappoint", "Xin lỗi và hẹn lại", "Apologise and move the due date";
});

/// A paper of the statutory set, by meaning: its number changed with the law (law §2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatutoryForm {
    /// The receipt with the due date.
    Receipt,
    /// What is missing, and why.
    SupplementRequest,
    /// Why the dossier was not taken in.
    Refusal,
    /// The apology with the new due date.
    Apology,
    /// That the dossier is stopped.
    StopNotice,
    /// Who had the dossier when; kept by the office.
    ControlSlip,
    /// All dossiers of a unit and year; kept by the office.
    Register,
}

words!(StatutoryForm {
    Receipt => "receipt", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Receipt and appointment";
    SupplementRequest => "supplement_request", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "Request for more papers";
    Refusal => "refusal", "Phiếu từ chối tiếp nhận giải quyết hồ sơ", "Refusal at intake";
    Apology => "apology", "Phiếu xin lỗi và hẹn lại ngày trả kết quả", "Apology and new appointment";
    StopNotice => "stop_notice", "Thông báo dừng giải quyết hồ sơ", "Notice that the dossier is stopped";
    ControlSlip => "control_slip", "Phiếu kiểm soát quá trình giải quyết hồ sơ", "Control slip";
    Register => "register", "Sổ theo dõi hồ sơ", "Register of dossiers";
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_word_is_the_serialised_word() {
        for action in Action::ALL {
            assert_eq!(serde_json::to_string(action).unwrap(), format!("\"{action}\""));
            assert_eq!(action.as_str().parse(), Ok(*action));
        }
        for form in StatutoryForm::ALL {
            assert_eq!(serde_json::to_string(form).unwrap(), format!("\"{form}\""));
        }
    }
}
