//! Why a dossier stands in an officer's inbox, and how urgent it is.

use domain::lifecycle::{Alarm, Lifecycle, Status, Step};
use domain::role::Role;
use domain::text::Text;
use store::entity::{dossier, officer};
use store::moment::from_millis;

use crate::applicant::status_of;
use crate::{Actor, Case, Office, reappointment};

/// How much of the first promise has passed, while the office works on it.
pub(crate) fn alarm(office: &Office, row: &dossier::Model) -> Case<Option<Alarm>> {
    let runs = status_of(row.status).period_runs();
    let due = row.first_due.as_deref().or(row.due.as_deref()).filter(|_| runs);
    let (Some(start), Some(due)) = (row.accepted_at, due) else { return Ok(None) };
    let due = serde_json::from_str(due)?;
    let hours = office.hours(&row.unit_code);
    Ok(Alarm::judge(from_millis(start), &due, office.now(), &office.calendar(), &hours)?)
}

/// Whether it is for a handling officer to act whose account is closed. `at_work` are the officers of the unit.
pub(super) fn left_alone(row: &dossier::Model, lifecycle: Lifecycle, at_work: &[officer::Model]) -> bool {
    let for_handler = matches!(lifecycle.step(), Some(Step::Received | Step::Approved));
    let waits = for_handler && lifecycle.status() == Status::InProgress;
    let gone = |handler: &String| !at_work.iter().any(|officer| officer.id == *handler);
    waits && row.handler_id.as_ref().is_some_and(gone)
}

/// Why this dossier waits for this officer; nothing when it waits for somebody else.
pub(super) fn reason_to_wait(
    office: &Office,
    actor: &Actor,
    row: &dossier::Model,
    lifecycle: Lifecycle,
    alarm: Option<Alarm>,
    left_alone: bool,
) -> Case<Option<Text>> {
    let task = if left_alone && actor.role == Role::Leader {
        Some(Text::new(
            "Người thụ lý không còn làm việc: phân công lại",
            "Its officer has left: name another",
        ))
    } else {
        task(actor, row, lifecycle)
    };
    if task.is_some() || actor.role != Role::Leader || lifecycle.status() != Status::InProgress {
        return Ok(task);
    }
    // What concerns a leader without waiting for them: it is now or never for an apology, or too late for one.
    let first = lifecycle.reappoint_count() == 0;
    let next =
        reappointment::due_next(office, &row.unit_code, row.due_at.map(from_millis), lifecycle.status())?;
    let (vi, en) = match alarm {
        _ if first && next => ("Mai đến hạn: xin lỗi và hẹn lại?", "Due next: apologise and move the day?"),
        Some(Alarm::Hundred) => ("Quá hạn: cần chỉ đạo", "Overdue: needs direction"),
        _ => return Ok(None),
    };
    Ok(Some(Text::new(vi, en)))
}

/// What this officer has to do with it.
fn task(actor: &Actor, row: &dossier::Model, lifecycle: Lifecycle) -> Option<Text> {
    let of_handler = row.handler_id.as_deref() == Some(actor.id.as_str());
    let (vi, en) = match (actor.role, lifecycle.status(), lifecycle.step()) {
        (Role::OneStopOfficer, Status::Filed, _) => ("Cần kiểm tra", "To be checked"),
        (Role::OneStopOfficer, Status::SupplementRequested, _) if lifecycle.supplement_received() => {
            ("Đã nộp bổ sung", "The supplement came in")
        }
        (Role::OneStopOfficer, Status::Accepted, _) => ("Cần chuyển xử lý", "To be handed over"),
        (Role::OneStopOfficer, Status::Finished, _) => ("Có kết quả, cần trả", "Result to hand over"),
        (Role::OneStopOfficer, Status::WithdrawalRequested, _) => ("Người nộp xin rút", "Withdrawal asked"),
        (Role::OneStopOfficer, Status::PaymentRequested, _) => ("Chờ nộp phí, lệ phí", "Waits for a payment"),
        (Role::HandlingOfficer, Status::InProgress, Some(Step::Received)) if of_handler => {
            ("Cần thẩm định", "To be appraised")
        }
        (Role::HandlingOfficer, Status::InProgress, Some(Step::Approved)) if of_handler => {
            ("Đã duyệt, cần phát hành", "Approved, to be issued")
        }
        (Role::Leader, Status::InProgress, Some(Step::Drafted)) => ("Chờ duyệt", "To be approved"),
        _ => return None,
    };
    Some(Text::new(vi, en))
}
