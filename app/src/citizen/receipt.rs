use domain::clock::Due;
use domain::lifecycle::Status;
use leptos::prelude::*;
use views::{FileView, Moment, OwnDossier, ReceiptView};

use crate::api::dossiers;
use crate::ui::{
    Loaded, PageTitle, arithmetic, code_groups, filed_for, here, instant, lang, loaded, size_text, t, time_of,
};

/// `/track/{code}/receipt`: proof of what was received, to keep.
#[component]
pub fn ReceiptPage() -> impl IntoView {
    let dossier = loaded(here().value("code"), dossiers::receipt);
    view! {
        <main id="main" class="page" tabindex="-1">
            <Loaded data=dossier children=page/>
        </main>
    }
    .into_any()
}

fn page(view: ReceiptView) -> AnyView {
    match view {
        ReceiptView::Own { dossier, first, added } => receipt(&dossier, first, added),
        ReceiptView::Public { code } => for_its_applicant(&code),
    }
}

/// A receipt names a person's papers, so only its applicant sees it.
fn for_its_applicant(code: &str) -> AnyView {
    let title = t("Giấy biên nhận", "Receipt");
    view! {
        <PageTitle title=title/>
        <h1>{title}</h1>
        <p>{t("Đăng nhập bằng tài khoản đã nộp hồ sơ để xem giấy biên nhận.", "Sign in as the applicant to see the receipt.")}</p>
        <div class="button-row">
            <a class="button" href=format!("/sign-in?next=/track/{code}/receipt")>{t("Đăng nhập", "Sign in")}</a>
            <a class="button secondary" href=format!("/track/{code}")>{t("Xem mức độ hoàn thành", "See how far it is")}</a>
        </div>
    }
    .into_any()
}

fn receipt(dossier: &OwnDossier, first: Vec<FileView>, added: Vec<FileView>) -> AnyView {
    let lang = lang();
    view! {
        <PageTitle title=t("Đã nộp hồ sơ", "Dossier filed")/>
        <p class="caption">{dossier.procedure.get(lang).to_owned()}</p>
        <h1>{t("Đã nộp hồ sơ", "Your dossier is filed")}</h1>
        <section class="receipt">
            <p class="receipt-label">{t("Mã hồ sơ", "Dossier code")}</p>
            <p class="dossier-code">{code_groups(&dossier.code)}</p>
            <p>
                {t("Giữ mã này để tra cứu. Nhận lúc", "Keep this code to follow the dossier. Received at")}
                " "
                {time_of(dossier.filed_at)}
                ", "
                {dossier.unit.get(lang).to_owned()}
                "."
            </p>
            {copy_button(&dossier.code)}
            <div class="qr">
                <img
                    src=format!("/qr/track/{}", dossier.code)
                    alt=t("Mã QR mở trang theo dõi hồ sơ", "QR code of the page to follow the dossier")
                    width="176"
                    height="176"
                />
            </div>
        </section>
        {dossier.filed_for.as_ref().map(filed_for)}
        {first_check(dossier)}
        {waits_for_check(dossier).then(|| next_steps(dossier))}
        {file_table(dossier, first, t("Hồ sơ này không kèm tệp nào.", "This dossier has no files."))}
        {supplement(dossier, added)}
        {appointed(dossier)}
        <div class="button-row no-print">
            <a class="button" href=format!("/track/{}", dossier.code)>{t("Theo dõi hồ sơ", "Follow the dossier")}</a>
            {print_button()}
        </div>
    }
    .into_any()
}

/// What came in answer to a request, once it was sent.
fn supplement(dossier: &OwnDossier, added: Vec<FileView>) -> Option<AnyView> {
    let answered = dossier.supplement.as_ref()?.answered_at?;
    Some(
        view! {
            <h2>{t("Đã bổ sung lúc", "Supplemented at")} " " {time_of(answered)}</h2>
            {promised(t("Cơ quan kiểm tra lại hồ sơ, chậm nhất", "The office checks it again, at the latest by"), &dossier.check_by)}
            {file_table(dossier, added, t("Không có tệp mới.", "No new files."))}
        }
        .into_any(),
    )
}

/// What the office promised at the filing stays on the receipt, whatever came after. A dossier that was supplemented
/// before this was kept has lost it.
fn first_check(dossier: &OwnDossier) -> Option<AnyView> {
    let supplemented = dossier.supplement.as_ref().is_some_and(|request| request.answered_at.is_some());
    let at_filing = if supplemented { dossier.first_check_by.as_ref() } else { Some(&dossier.check_by) };
    let label = t("Cơ quan kiểm tra hồ sơ, chậm nhất", "The office checks the dossier, at the latest by");
    at_filing.map(|due| promised(label, due))
}

/// The day by which lateness is judged: that of the acceptance, moved by a pause, and never by an apology.
fn appointed(dossier: &OwnDossier) -> Option<AnyView> {
    let accepted = dossier.timeline.iter().rev().find(|line| line.kind == "accepted")?;
    let due = dossier.first_due.as_ref().or(dossier.due.as_ref())?;
    Some(
        view! {
            <h2>{t("Đã tiếp nhận lúc", "Accepted at")} " " {time_of(accepted.at)}</h2>
            {promised(t("Hẹn trả kết quả, chậm nhất", "The result is promised at the latest for"), due)}
        }
        .into_any(),
    )
}

fn promised(label: &'static str, due: &Due) -> AnyView {
    view! {
        <div class="receipt-promise">
            <p>{label} " " <strong>{instant(due.at)}</strong> "."</p>
            {arithmetic(due)}
        </div>
    }
    .into_any()
}

/// Later the tracking page tells what happens next.
fn waits_for_check(dossier: &OwnDossier) -> bool {
    let lifecycle = dossier.lifecycle;
    let sent_again = lifecycle.status() == Status::SupplementRequested && lifecycle.supplement_received();
    lifecycle.status() == Status::Filed || sent_again
}

fn next_steps(dossier: &OwnDossier) -> AnyView {
    view! {
        <h2>{t("Điều gì xảy ra tiếp theo", "What happens next")}</h2>
        <ol class="steps">
            <li>
                <h3>{t("Cơ quan kiểm tra hồ sơ", "The office checks it")}</h3>
                <p>{t(
                    "Trong 8 giờ làm việc. Thiếu gì, bạn được báo một lần, đầy đủ.",
                    "Within 8 working hours. If anything is missing you are told once, in full.",
                )}</p>
            </li>
            <li>
                <h3>{t("Bạn nhận giấy tiếp nhận và ngày hẹn trả kết quả", "You get an acceptance paper with the day of the result")}</h3>
                <p>{t("Thời hạn tính từ khi hồ sơ được tiếp nhận.", "The time counts from acceptance.")}</p>
                {dossier.expected.map(expected)}
            </li>
            <li>
                <h3>{t("Bạn nhận kết quả và đánh giá", "You get the result and rate the service")}</h3>
                <p>{t("Kết quả có trên trang theo dõi hồ sơ.", "The result is on the dossier's page.")}</p>
            </li>
        </ol>
    }
    .into_any()
}

/// Whoever has filed wants to know when the result comes; until acceptance nobody has promised a day.
fn expected(at: Moment) -> AnyView {
    view! {
        <p>
            {t(
                "Nếu hồ sơ đủ và được tiếp nhận đúng hạn, ngày hẹn trả kết quả muộn nhất là",
                "If nothing is missing and it is accepted in time, the result is promised at the latest for",
            )}
            " "
            <strong>{time_of(at)}</strong>
            "."
        </p>
    }
    .into_any()
}

fn file_table(dossier: &OwnDossier, files: Vec<FileView>, none: &'static str) -> AnyView {
    if files.is_empty() {
        return view! { <p>{none}</p> }.into_any();
    }
    let lang = lang();
    let (paper, name, size) = (t("Giấy tờ", "Paper"), t("Tệp", "File"), t("Cỡ", "Size"));
    let rows = files.into_iter().map(|file| {
        let known = dossier.paper_names.iter().find(|(id, _)| *id == file.paper_id);
        let paper_name = known.map_or_else(|| file.paper_id.clone(), |(_, name)| name.get(lang).to_owned());
        view! {
            <tr>
                <td data-label=paper>{paper_name}</td>
                <td data-label=name><a href=format!("/files/{}", file.id) rel="external">{file.name}</a></td>
                <td data-label=size class="num">{size_text(file.size)}</td>
                <td data-label="SHA-256"><span class="hash">{file.sha256}</span></td>
            </tr>
        }
    });
    view! {
        <table class="file-table">
            <caption>{t("Tệp đã nhận", "Files received")}</caption>
            <thead>
                <tr>
                    <th scope="col">{paper}</th>
                    <th scope="col">{name}</th>
                    <th scope="col" class="num">{size}</th>
                    <th scope="col">"SHA-256"</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
        <p class="muted">{t(
            "SHA-256 là dấu vân tay của tệp: tệp bạn giữ có cùng dãy này thì đúng là tệp cơ quan đã nhận.",
            "SHA-256 is the fingerprint of a file: if yours gives the same characters, it is the file that the office received.",
        )}</p>
    }
    .into_any()
}

fn copy_button(code: &str) -> AnyView {
    let code = code.to_owned();
    view! {
        <button
            type="button"
            class="button secondary js-only no-print"
            data-copy=code
            data-copied=t("Đã chép", "Copied")
        >
            <span aria-live="polite">{t("Chép mã", "Copy the code")}</span>
        </button>
    }
    .into_any()
}

fn print_button() -> AnyView {
    view! {
        <button type="button" class="button secondary js-only" data-print="">
            {t("In giấy biên nhận", "Print the receipt")}
        </button>
    }
    .into_any()
}
