use std::collections::BTreeMap;

#[cfg(feature = "ssr")]
use casework::collected::Collected;
#[cfg(feature = "ssr")]
use casework::counter::{Arrival, Bringer};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use views::Failure;
use views::InboxView;

use super::ApiError;
#[cfg(feature = "ssr")]
use super::request::{caller, go, shown};

/// What waits for this officer. `filter` is empty (waiting for me), `unit` (everything open) or `ended`.
#[server(prefix = "/fn", endpoint = "desk_inbox")]
pub async fn desk_inbox(filter: String) -> Result<InboxView, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::desk::inbox(&office, &actor, &filter).await)
}

/// One dossier of the officer's unit. Reading it is an event that the applicant sees.
#[server(name = LoadDeskDossier, prefix = "/fn", endpoint = "desk_dossier")]
pub async fn desk_dossier(code: String) -> Result<views::DeskDossier, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::desk::open(&office, &actor, &code).await)
}

/// What the one-stop takes in on paper, and what waits half keyed in.
#[server(prefix = "/fn", endpoint = "counter")]
pub async fn counter() -> Result<views::CounterView, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::counter::show(&office, &actor).await)
}

/// Begins to key in what somebody brought (`counter`) or sent (`post`).
#[server(prefix = "/fn", endpoint = "begin_at_counter")]
pub async fn begin_at_counter(
    #[server(default)] procedure: String,
    #[server(default)] channel: String,
    #[server(default)] arrived_on: String,
    #[server(default)] name: String,
    #[server(default)] national_id: String,
    #[server(default)] national_id_again: String,
    #[server(default)] phone: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let arrival = Arrival::read(&channel, &arrived_on, office.today());
    let bringer = Bringer::read(&name, &national_id, &national_id_again, &phone);
    go(match (arrival, bringer) {
        (Ok(arrival), Ok(bringer)) => {
            casework::counter::begin(&office, &actor, &procedure, arrival, bringer).await
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    })
}

/// Who brought an application on paper, by the id of what was keyed in.
#[server(name = LoadBringer, prefix = "/fn", endpoint = "bringer")]
pub async fn bringer(id: String) -> Result<views::BringerView, ApiError> {
    let (office, actor) = caller()?;
    shown(casework::counter::bringer(&office, &actor, &id).await)
}

/// Says who it was that brought it, when a name or number was typed wrongly.
#[server(prefix = "/fn", endpoint = "correct_bringer")]
pub async fn correct_bringer(
    draft: String,
    #[server(default)] name: String,
    #[server(default)] national_id: String,
    #[server(default)] national_id_again: String,
    #[server(default)] phone: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(match Bringer::read(&name, &national_id, &national_id_again, &phone) {
        Ok(bringer) => casework::counter::correct(&office, &actor, &draft, bringer, &reason).await,
        Err(error) => Err(error),
    })
}

/// Says how it came, when that was chosen wrongly.
#[server(prefix = "/fn", endpoint = "correct_arrival")]
pub async fn correct_arrival(
    draft: String,
    #[server(default)] channel: String,
    #[server(default)] arrived_on: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(match Arrival::read(&channel, &arrived_on, office.today()) {
        Ok(arrival) => casework::counter::correct_arrival(&office, &actor, &draft, arrival).await,
        Err(error) => Err(error),
    })
}

/// Takes in what was keyed in: complete it is filed and accepted; `incomplete` files it as it is. `seen` is when what the
/// page shows was saved.
#[server(prefix = "/fn", endpoint = "take_in")]
pub async fn take_in(
    draft: String,
    #[server(default)] seen: Option<i64>,
    #[server(default)] incomplete: bool,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::counter::take_in(&office, &actor, &draft, seen, incomplete).await)
}

/// Notes that somebody who filed on paper takes the dossier back.
#[server(prefix = "/fn", endpoint = "withdraw_on_paper")]
pub async fn withdraw_on_paper(code: String, #[server(default)] reason: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::applicant::withdraw_on_paper(&office, &actor, &code, &reason).await)
}

/// Accepts the dossier: Mẫu 01 is issued and the clock starts. `finding` is the place of what the officer found among what
/// the procedure gives another time to; empty for the usual time.
#[server(prefix = "/fn", endpoint = "accept")]
pub async fn accept(code: String, #[server(default)] finding: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let finding = match finding.as_str() {
        "" => None,
        place => Some(place.parse().map_err(|_| Failure::NotFound)?),
    };
    go(casework::intake::accept_on(&office, &actor, &code, finding).await)
}

/// Notes that another agency decides than the one of the filing.
#[server(prefix = "/fn", endpoint = "choose_agency")]
pub async fn choose_agency(code: String, #[server(default)] unit: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::assignment::choose_agency(&office, &actor, &code, &unit).await)
}

/// Issues the receipt (Mẫu 01) that was not issued at intake.
#[server(prefix = "/fn", endpoint = "issue_receipt")]
pub async fn issue_receipt(code: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::late_receipt::issue(&office, &actor, &code).await)
}

/// Asks the applicant to pay; the period waits. `counts` and `amounts` are keyed by fee.
#[server(prefix = "/fn", endpoint = "request_payment")]
pub async fn request_payment(
    code: String,
    #[server(default)] counts: BTreeMap<String, String>,
    #[server(default)] amounts: BTreeMap<String, String>,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let posted = casework::payment::Posted { counts, amounts };
    go(casework::payment::ask(&office, &actor, &code, posted, &reason).await)
}

/// Notes that a fee was paid, or why nothing is to be paid; the period goes on.
#[server(prefix = "/fn", endpoint = "confirm_payment")]
pub async fn confirm_payment(
    code: String,
    #[server(default)] receipt: String,
    #[server(default)] exemption: String,
    #[server(default)] counts: BTreeMap<String, String>,
    #[server(default)] amounts: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let posted = casework::payment::Posted { counts, amounts };
    let settling = casework::payment::Settling { receipt, exemption, posted };
    go(casework::payment::confirm(&office, &actor, &code, settling).await)
}

/// The leader apologises and promises a later day (Mẫu 04), with a proof of who signs where the last is old.
#[server(prefix = "/fn", endpoint = "reappoint")]
pub async fn reappoint(
    code: String,
    #[server(default)] day: String,
    #[server(default)] reason: String,
    #[server(default)] password_or_code: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let moved = match casework::session::prove(&office, &actor, &password_or_code).await {
        Ok(actor) => casework::reappointment::reappoint(&office, &actor, &code, &day, &reason).await,
        Err(error) => Err(error),
    };
    go(moved)
}

/// Asks for a supplement (Mẫu 02). `reasons` maps a target to the reason; empty reasons are left out.
#[server(prefix = "/fn", endpoint = "ask_supplement")]
pub async fn ask_supplement(
    code: String,
    #[server(default)] reasons: BTreeMap<String, String>,
    #[server(default)] note: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::intake::ask_supplement(&office, &actor, &code, reasons, &note).await)
}

/// Refuses the dossier at intake (Mẫu 03).
#[server(prefix = "/fn", endpoint = "refuse")]
pub async fn refuse(code: String, #[server(default)] reason: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::intake::refuse(&office, &actor, &code, &reason).await)
}

/// Hands the dossier to the officer who will handle it.
#[server(prefix = "/fn", endpoint = "transfer")]
pub async fn transfer(code: String, #[server(default)] officer: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::assignment::transfer(&office, &actor, &code, &officer).await)
}

/// Gives the dossier to another officer who handles it.
#[server(prefix = "/fn", endpoint = "reassign")]
pub async fn reassign(code: String, #[server(default)] officer: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::assignment::reassign(&office, &actor, &code, &officer).await)
}

/// The handling officer proposes a result: to grant, or, when `outcome` is `refuse`, to refuse for a reason.
#[server(prefix = "/fn", endpoint = "draft_result")]
pub async fn draft_result(
    code: String,
    #[server(default)] summary: String,
    #[server(default)] outcome: String,
    #[server(default)] refusal: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(match outcome.as_str() {
        "grant" => casework::decision::draft(&office, &actor, &code, &summary).await,
        "refuse" => casework::decision::draft_refusal(&office, &actor, &code, &summary, &refusal).await,
        _ => Err(Failure::OutcomeMissing.into()),
    })
}

/// The leader sends the proposal back.
#[server(prefix = "/fn", endpoint = "return_draft")]
pub async fn return_draft(code: String, #[server(default)] note: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::decision::send_back(&office, &actor, &code, &note).await)
}

/// The leader approves the proposal, with a proof of who approves where the last one is old.
#[server(prefix = "/fn", endpoint = "approve_result")]
pub async fn approve_result(
    code: String,
    #[server(default)] password_or_code: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    let approved = match casework::session::prove(&office, &actor, &password_or_code).await {
        Ok(actor) => casework::decision::approve(&office, &actor, &code).await,
        Err(error) => Err(error),
    };
    go(approved)
}

/// Takes a wrong file out of a result that is not finished.
#[server(prefix = "/fn", endpoint = "remove_result")]
pub async fn remove_result(code: String, file: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::attachment::remove_result(&office, &actor, &code, &file).await)
}

/// The result file is attached and goes to the one-stop: the clock ends.
#[server(prefix = "/fn", endpoint = "finish")]
pub async fn finish(code: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::decision::finish(&office, &actor, &code).await)
}

/// The applicant has the result: `by` tells how, and `name` who came in their place.
#[server(prefix = "/fn", endpoint = "return_result")]
pub async fn return_result(
    code: String,
    #[server(default)] by: String,
    #[server(default)] name: String,
) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(match Collected::read(&by, &name) {
        Ok(collected) => casework::decision::hand_over(&office, &actor, &code, collected).await,
        Err(error) => Err(error),
    })
}

/// Stops the dossier that the applicant withdraws.
#[server(prefix = "/fn", endpoint = "confirm_withdrawal")]
pub async fn confirm_withdrawal(code: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::decision::confirm_withdrawal(&office, &actor, &code).await)
}

/// Closes a dossier that was not supplemented in time.
#[server(prefix = "/fn", endpoint = "close_unsupplemented")]
pub async fn close_unsupplemented(code: String) -> Result<(), ApiError> {
    let (office, actor) = caller()?;
    go(casework::decision::close_unsupplemented(&office, &actor, &code).await)
}
