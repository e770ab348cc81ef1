//! What an officer can do with the dossier now. Only what the server offers is shown, each with one line that says
//! what it will do.

mod assignment;
mod intake;
mod outcome;
mod payment;
mod reappoint;
mod supplement;

use domain::lifecycle::{Action, Status};
use leptos::prelude::*;
use views::DeskDossier;

use crate::ui::{PostForm, is_kept, lang, t, time_of};

/// The forms of everything that can be done; the likely ones open, the others folded.
pub(super) fn panel(desk: &DeskDossier) -> Option<AnyView> {
    let forms = forms(desk);
    if forms.is_empty() {
        return None;
    }
    let waits = something_to_do(desk);
    let task = match &desk.line.note {
        Some(note) => note.get(lang()),
        None if waits => t("Xử lý hồ sơ", "Act on the dossier"),
        None => t("Khi cần", "When needed"),
    };
    let task = task.to_owned();
    // In view while the dossier is read, and one step from what is to be done.
    let bar = waits.then(|| {
        view! {
            <p class="action-bar">
                <strong>{task.clone()}</strong>
                <a class="button" href="#act">{t("Xử lý", "Act")}</a>
            </p>
        }
    });
    Some(
        view! {
            {bar}
            <section class="action-panel" id="act" tabindex="-1">
                <h2>{task}</h2>
                {payment::unasked(desk)}
                {forms}
            </section>
        }
        .into_any(),
    )
}

/// Whether the dossier waits for this officer. What a leader may do at any time, and a receipt that nobody asked for, wait
/// only when the inbox says so.
fn something_to_do(desk: &DeskDossier) -> bool {
    let at_any_time = |action: &Action| {
        matches!(action, Action::Reassign | Action::Reappoint | Action::Withdraw | Action::SubmitSupplement)
    };
    let offered = desk.offered.iter().any(|action| !at_any_time(action));
    desk.line.note.is_some() || desk.attaches_result || offered
}

fn forms(desk: &DeskDossier) -> Vec<AnyView> {
    let can = |action: Action| desk.offered.contains(&action);
    let offered = [
        can(Action::SubmitSupplement).then(|| intake::key_in_supplement(desk)).flatten(),
        can(Action::Accept).then(|| intake::accept(desk)),
        can(Action::Transfer).then(|| assignment::transfer(desk)),
        can(Action::DraftResult).then(|| outcome::draft(desk)),
        can(Action::ApproveResult).then(|| outcome::approve(desk)),
        desk.attaches_result.then(|| outcome::attach(desk)),
        can(Action::Finish).then(|| outcome::finish(desk)),
        can(Action::ConfirmPayment).then(|| payment::confirm(desk)),
        can(Action::ReturnResult).then(|| outcome::hand_over(desk)),
        can(Action::ConfirmWithdrawal).then(|| intake::confirm_withdrawal(desk)),
        can(Action::CloseUnsupplemented).then(|| intake::close_unsupplemented(desk)),
        desk.apology.as_ref().map(|draft| reappoint::reappoint(desk, draft)),
        can(Action::RequestSupplement).then(|| supplement::request(desk)),
        can(Action::RequestPayment).then(|| payment::request(desk)),
        can(Action::ReturnDraft).then(|| outcome::send_back(desk)),
        assignment::choose_agency(desk),
        can(Action::Refuse).then(|| intake::refuse(desk)),
        can(Action::Withdraw).then(|| intake::withdraw_on_paper(desk)),
        can(Action::Reassign).then(|| assignment::reassign(desk)).flatten(),
        desk.prints_receipt.then(|| intake::issue_receipt(desk)),
    ];
    offered.into_iter().flatten().collect()
}

/// Why there is nothing to do, told before anything else.
pub(super) fn nothing(desk: &DeskDossier) -> Option<AnyView> {
    if something_to_do(desk) {
        return None;
    }
    let dossier = &desk.dossier;
    let awaited = dossier.supplement.as_ref().filter(|asked| asked.answered_at.is_none());
    let words = match (dossier.lifecycle.status(), awaited) {
        (status, _) if status.is_terminal() => t("Hồ sơ đã kết thúc, không còn việc gì phải làm.", "The dossier has ended. Nothing is left to do.").into_any(),
        (Status::SupplementRequested, Some(asked)) => view! {
            {t("Đang chờ người nộp bổ sung, chậm nhất", "Waiting for the applicant's supplement, at the latest")}
            " "
            {time_of(asked.deadline_at)}
            "."
        }
        .into_any(),
        (Status::PaymentRequested, _) => t(
            "Đang chờ người nộp nộp phí, lệ phí; Bộ phận Một cửa ghi nhận khi đã nộp.",
            "Waiting for the applicant's payment, which the one-stop notes.",
        )
        .into_any(),
        _ => view! {
            {t("Lúc này bạn không phải làm gì. Đang giữ hồ sơ:", "Nothing for you to do now. Held by:")}
            " "
            {dossier.holder.clone()}
            "."
        }
        .into_any(),
    };
    Some(view! { <div class="notice"><p>{words}</p></div> }.into_any())
}

/// One thing that can be done.
struct Deed<'a> {
    code: &'a str,
    /// The server function that does it.
    action: &'static str,
    /// What it will do, in one line: which paper is issued, what the clock does.
    effect: &'a str,
    label: &'static str,
    /// The look of its button.
    button: &'static str,
    fields: AnyView,
}

/// The form of one thing that can be done.
fn form(deed: Deed) -> AnyView {
    let Deed { code, action, effect, label, button, fields } = deed;
    let (code, effect) = (code.to_owned(), effect.to_owned());
    view! {
        <PostForm action=action>
            <input type="hidden" name="code" value=code/>
            <p>{effect}</p>
            {fields}
            <div class="button-row">
                <button class=button>{label}</button>
            </div>
        </PostForm>
    }
    .into_any()
}

/// A form that is opened on purpose, or because it was refused.
fn folded(summary: &'static str, deed: Deed) -> AnyView {
    opened(summary, deed, false)
}

/// The same, opened from the beginning where it is what waits.
fn opened(summary: &'static str, deed: Deed, waits: bool) -> AnyView {
    let open = waits || is_kept(deed.action);
    // The name of what it does, so that other parts of the page can lead here.
    let id = deed.action.rsplit('/').next().unwrap_or_default().replace('_', "-");
    let form = form(deed);
    view! {
        <details class="disclosure" open=open>
            <summary>{summary}</summary>
            // Browsers unfold what holds the place that an address names.
            <div id=id>{form}</div>
        </details>
    }
    .into_any()
}
