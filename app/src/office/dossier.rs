//! A dossier on the desk: what is known on the left, its files on the right, what can be done below.

use domain::lifecycle::Status;
use domain::text::Text;
use leptos::prelude::*;
use views::{DeskDossier, DeskThread, OwnDossier};

use super::urgency::time_left;
use super::{actions, history, known, messages, viewer};
use crate::api::ApiError;
use crate::api::desk::desk_dossier;
use crate::api::messages::desk_thread;
use crate::ui::{
    Loaded, PageTitle, QueryFailure, arithmetic, code_groups, fee_items, here, instant, lang, lifecycle_tag,
    loaded, paragraphs, promise_sum, t, time_of,
};

/// `/desk/{code}`.
#[component]
pub fn DeskDossierPage() -> impl IntoView {
    let here = here();
    let asked = (here.value("code"), here.asked("template").unwrap_or_default());
    let dossier = loaded(asked, |(code, template)| on_desk(code, template));
    view! {
        <main id="main" class="page-wide office" tabindex="-1">
            <Loaded data=dossier children=page/>
        </main>
    }
    .into_any()
}

struct OnDesk {
    desk: DeskDossier,
    thread: DeskThread,
}

async fn on_desk(code: String, template: String) -> Result<OnDesk, ApiError> {
    Ok(OnDesk { desk: desk_dossier(code.clone()).await?, thread: desk_thread(code, template).await? })
}

fn page(OnDesk { desk, thread }: OnDesk) -> AnyView {
    let dossier = &desk.dossier;
    let title = format!("{} · {}", dossier.procedure.get(lang()), dossier.code);
    view! {
        <PageTitle title=title/>
        <a class="back" href="/desk">{t("Bàn làm việc", "Desk")}</a>
        {head(&desk)}
        <QueryFailure/>
        <div class="desk">
            <div class="desk-data">
                {desk.just_done.as_ref().map(just_done)}
                {actions::nothing(&desk)}
                {known::warnings(&desk)}
                {desk.copied_from.as_deref().map(|before| known::copied_from(before, &dossier.code))}
                {dates(&desk)}
                {payment(dossier)}
                {history::supplement(dossier.supplement.as_ref())}
                {known::applicant(&desk.applicant, dossier.filed_for.as_ref(), mendable(&desk))}
                {known::answers(&dossier.answers, &desk.changed)}
                {known::result(desk.result.as_ref())}
                {history::issued(&dossier.issued)}
                {history::timeline(&dossier.timeline)}
                {history::readers(&dossier.readers)}
                {slip(&dossier.code)}
                {actions::panel(&desk)}
                {messages::section(&desk, thread)}
            </div>
            <div class="desk-files">{viewer::files(&desk)}</div>
        </div>
    }
    .into_any()
}

/// The application on paper whose bringer can still be mended.
fn mendable(desk: &DeskDossier) -> Option<&str> {
    desk.keyed_in.as_deref().filter(|_| !desk.dossier.lifecycle.is_terminal())
}

/// Whoever pressed a button at the end of a long page is told here that it is done.
fn just_done(what: &Text) -> AnyView {
    view! { <div class="success just-done" id="just-done" role="status" tabindex="-1"><p><strong>{t("Vừa ghi nhận:", "Just recorded:")}</strong> " " {what.get(lang()).to_owned()}</p></div> }
        .into_any()
}

fn head(desk: &DeskDossier) -> AnyView {
    let dossier = &desk.dossier;
    let runs = !dossier.lifecycle.is_terminal();
    view! {
        <header class="desk-head">
            <div>
                <p class="caption">
                    {t("Hồ sơ", "Dossier")} " " <span class="dossier-code small">{code_groups(&dossier.code)}</span>
                </p>
                <h1>{dossier.procedure.get(lang()).to_owned()}</h1>
            </div>
            <div>{lifecycle_tag(dossier.lifecycle)} " " {runs.then(|| time_left(&desk.line))}</div>
        </header>
    }
    .into_any()
}

/// When it came, by when what is due, and who holds it; then how that date was computed.
fn dates(desk: &DeskDossier) -> AnyView {
    let dossier = &desk.dossier;
    let ended = dossier
        .ended_at
        .map(|at| view! { <div><dt>{t("Kết thúc lúc", "Ended at")}</dt><dd>{time_of(at)}</dd></div> });
    let step = dossier.lifecycle.step().map(|step| {
        view! { <div><dt>{t("Đang ở bước", "Step")}</dt><dd>{step.label(lang())}</dd></div> }
    });
    let (deadline, computed) = deadline(desk);
    let first = dossier.first_due.as_ref().map(|first| {
        view! { <div><dt>{t("Hẹn lần đầu", "Promised first for")}</dt><dd>{instant(first.at)}</dd></div> }
    });
    view! {
        <dl class="summary">
            <div><dt>{t("Nộp lúc", "Filed at")}</dt><dd>{time_of(dossier.filed_at)}</dd></div>
            {deadline}
            {first}
            {ended}
            {step}
            <div><dt>{t("Nơi nhận", "Received at")}</dt><dd>{dossier.unit.get(lang()).to_owned()}</dd></div>
            <div><dt>{t("Cơ quan giải quyết", "Decided by")}</dt><dd>{dossier.agency.get(lang()).to_owned()}</dd></div>
            <div><dt>{t("Đang giữ", "Held by")}</dt><dd>{dossier.holder.clone()}</dd></div>
        </dl>
        {computed}
    }
    .into_any()
}

/// What the dossier owes, and how that was settled.
fn payment(dossier: &OwnDossier) -> Option<AnyView> {
    let payment = dossier.payment.as_ref()?;
    let asked = payment
        .asked_at
        .map(|at| view! { <p class="muted">{t("Yêu cầu lúc", "Asked at")} " " {time_of(at)}</p> });
    let settled = payment.settled_at.map(|at| {
        let how = match (&payment.receipt, &payment.exemption) {
            (Some(receipt), _) => format!("{} {receipt}", t("Đã nộp, biên lai số", "Paid, receipt no.")),
            (None, Some(why)) => format!("{} {why}", t("Không phải nộp:", "Nothing to pay:")),
            (None, None) => String::new(),
        };
        view! { <p><strong>{how}</strong> ", " {time_of(at)}</p> }
    });
    Some(
        view! {
            <section>
                <h2>{t("Phí, lệ phí", "Fees")}</h2>
                {settled}
                {(!payment.items.is_empty()).then(|| fee_items(payment))}
                {(!payment.reason.is_empty()).then(|| paragraphs(&payment.reason))}
                {asked}
            </section>
        }
        .into_any(),
    )
}

/// Who had the dossier when, to be printed.
fn slip(code: &str) -> AnyView {
    let address = format!("/desk/{code}/control-slip.pdf");
    view! { <p><a href=address target="_blank" rel="external noopener">{t("Phiếu kiểm soát quá trình giải quyết (PDF)", "Control slip (PDF)")}</a></p> }
        .into_any()
}

/// The date that binds now: the check, the applicant's supplement, or the promised day.
fn deadline(desk: &DeskDossier) -> (Option<AnyView>, Option<AnyView>) {
    let dossier = &desk.dossier;
    let shown =
        |label: &'static str, date: AnyView| view! { <div><dt>{label}</dt><dd>{date}</dd></div> }.into_any();
    let waits = dossier.supplement.as_ref().filter(|asked| asked.answered_at.is_none());
    match dossier.lifecycle.status() {
        Status::Filed => (
            Some(shown(t("Hạn kiểm tra", "Check by"), instant(dossier.check_by.at))),
            Some(arithmetic(&dossier.check_by)),
        ),
        Status::SupplementRequested => {
            let (label, at) = match waits {
                Some(asked) => (t("Hạn người nộp bổ sung", "Supplement due by"), Some(asked.deadline_at)),
                None => (t("Hạn kiểm tra", "Check by"), desk.line.deadline_at),
            };
            (at.map(|at| shown(label, time_of(at))), None)
        }
        _ => {
            let due = dossier.due.as_ref();
            (
                due.map(|due| shown(t("Hẹn trả kết quả", "Result promised for"), instant(due.at))),
                due.map(|due| promise_sum(dossier, due)),
            )
        }
    }
}
