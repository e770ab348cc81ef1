//! The whole page of a dossier, for its applicant.

use domain::lifecycle::{Action, Status};
use forms::display::SummarySection;
use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{Failure, OwnDossier, Thread};

use super::{due, files, messages, payment, progress, supplement};
use crate::api::dossiers::{ApplyAgain, AskReceipt, Withdraw};
use crate::ui::{
    PageTitle, PostForm, WordsField, answered_with, code_groups, filed_for, is_kept, lang, lifecycle_tag,
    paragraphs, t, time_of,
};

pub(super) fn page(dossier: &OwnDossier, thread: Thread) -> AnyView {
    let name = dossier.procedure.get(lang()).to_owned();
    view! {
        <PageTitle title=name.clone()/>
        <p class="caption">{t("Hồ sơ", "Dossier")} " " <span class="dossier-code small">{code_groups(&dossier.code)}</span></p>
        <h1>{name}</h1>
        <p>{lifecycle_tag(dossier.lifecycle)} " " {dossier.unit.get(lang()).to_owned()}</p>
        <p class="muted">{t("Cơ quan giải quyết:", "Decided by:")} " " {dossier.agency.get(lang()).to_owned()}</p>
        {dossier.filed_for.as_ref().map(filed_for)}
        {wish(dossier)}
        {due::due(dossier)}
        {supplement::asked(dossier)}
        {payment::section(dossier)}
        {dossier.refusal.as_deref().map(refused)}
        {files::result(dossier)}
        {dossier.lifecycle.status().ended_without_result().then(|| again(&dossier.code))}
        {dossier.rate_token.as_deref().map(rating)}
        {messages::section(dossier, thread)}
        <section>
            <h2>{t("Tiến độ", "Progress")}</h2>
            {progress::leads_to_result(dossier)
                .then(|| progress::degree(dossier.degree, progress::now(dossier)))}
            {progress::timeline(dossier)}
        </section>
        {files::issued(dossier)}
        {dossier.lacks_receipt.then(|| ask_receipt(&dossier.code))}
        {files::handed_in(dossier)}
        <section class="section">
            {supplement::answered(dossier)}
            {answers(&dossier.answers)}
            {readers(dossier)}
            {dossier.offered.contains(&Action::Withdraw).then(|| withdraw(&dossier.code))}
        </section>
    }
    .into_any()
}

/// How the result is to come back, until there is one.
fn wish(dossier: &OwnDossier) -> Option<AnyView> {
    let status = dossier.lifecycle.status();
    let wish =
        dossier.result_wish.as_ref().filter(|_| status != Status::Finished && !status.is_terminal())?;
    Some(
        view! { <p class="muted">{t("Nhận kết quả:", "Result:")} " " {wish.get(lang()).to_owned()}</p> }
            .into_any(),
    )
}

/// The result is a refusal: why, and that its paper is below.
fn refused(reason: &str) -> AnyView {
    view! {
        <section>
            <h2>{t("Kết quả: không giải quyết", "Result: refused")}</h2>
            <div class="warning-note">{paragraphs(reason)}</div>
            <p>{t(
                "Phiếu từ chối ở phần giấy tờ cơ quan đã gửi, bên dưới.",
                "The refusal is among the papers from the office, below.",
            )}</p>
        </section>
    }
    .into_any()
}

/// A procedure within the day gets its Mẫu 01 only when somebody asks (NĐ 61/2018 Đ17.4).
fn ask_receipt(code: &str) -> AnyView {
    let code = code.to_owned();
    view! {
        <details class="disclosure">
            <summary>{t("Lấy Giấy tiếp nhận và hẹn trả (Mẫu 01)", "Get the receipt (Mẫu 01)")}</summary>
            <div>
                <p>{t(
                    "Thủ tục giải quyết trong ngày không cấp giấy này trừ khi bạn yêu cầu.",
                    "A procedure within the day issues it only when you ask.",
                )}</p>
                <PostForm action=AskReceipt::url()>
                    <input type="hidden" name="code" value=code/>
                    <div class="button-row">
                        <button class="button secondary">{t("Cấp cho tôi giấy này", "Issue it to me")}</button>
                    </div>
                </PostForm>
            </div>
        </details>
    }
    .into_any()
}

fn again(code: &str) -> AnyView {
    let code = code.to_owned();
    view! {
        <section>
            <h2>{t("Nộp lại", "Apply again")}</h2>
            <p>{t(
                "Những gì bạn đã khai và các tệp đã nộp được chép sang bản nháp mới. Bạn chỉ sửa chỗ cần sửa rồi nộp.",
                "Your answers and files are copied into a new draft. Change what has to be changed, and file.",
            )}</p>
            <PostForm action=ApplyAgain::url()>
                <input type="hidden" name="code" value=code/>
                <div class="button-row"><button class="button">{t("Nộp lại hồ sơ", "Apply again")}</button></div>
            </PostForm>
        </section>
    }
    .into_any()
}

fn rating(token: &str) -> AnyView {
    let address = format!("/rate/{token}");
    view! {
        <section>
            <h2>{t("Bạn thấy phục vụ thế nào?", "How were you served?")}</h2>
            <p>{t(
                "Năm câu hỏi, chưa đến 20 giây. Không ai biết câu trả lời là của bạn.",
                "Five questions, less than 20 seconds. Nobody can tell that the answer is yours.",
            )}</p>
            <div class="button-row"><a class="button" href=address>{t("Đánh giá", "Rate the service")}</a></div>
            <details class="disclosure">
                <summary>{t("Đánh giá bằng điện thoại khác", "Rate on another phone")}</summary>
                <div>
                    <p>{t("Quét mã này. Mỗi mã chỉ dùng được một lần.", "Scan this code. It works once.")}</p>
                    <img
                        src=format!("/qr/rate/{token}")
                        alt=t("Mã QR mở trang đánh giá", "QR code of the rating page")
                        width="176"
                        height="176"
                        loading="lazy"
                    />
                </div>
            </details>
        </section>
    }
    .into_any()
}

fn answers(sections: &[SummarySection]) -> AnyView {
    let sections = sections.iter().map(|section| {
        let rows = section.rows.iter().filter(|row| !row.value.is_empty()).map(|row| {
            view! { <div><dt>{row.label.clone()}</dt><dd>{answered_with(row)}</dd></div> }
        });
        view! {
            <h3>{section.title.clone()}</h3>
            <dl class="summary">{rows.collect_view()}</dl>
        }
    });
    view! {
        <details class="disclosure">
            <summary>{t("Những gì bạn đã khai", "What you answered")}</summary>
            <div>{sections.collect_view()}</div>
        </details>
    }
    .into_any()
}

/// Every officer who opened the dossier, and when (Luật Bảo vệ dữ liệu cá nhân).
fn readers(dossier: &OwnDossier) -> AnyView {
    let lines = dossier
        .readers
        .iter()
        .map(|line| view! { <li>{time_of(line.at)} " – " {line.who.clone()}</li> })
        .collect_view();
    let nobody = dossier.readers.is_empty();
    view! {
        <details class="disclosure">
            <summary>{t("Ai đã xem hồ sơ của bạn", "Who has read your dossier")}</summary>
            <div>
                {nobody.then(|| view! { <p>{t("Chưa cán bộ nào mở hồ sơ này.", "No officer has opened it yet.")}</p> })}
                <ul>{lines}</ul>
            </div>
        </details>
    }
    .into_any()
}

fn withdraw(code: &str) -> AnyView {
    let code = code.to_owned();
    view! {
        <details class="disclosure" open=is_kept(Withdraw::url())>
            <summary>{t("Rút hồ sơ", "Withdraw the dossier")}</summary>
            <div>
                <p>{t(
                    "Cơ quan sẽ dừng giải quyết. Muốn làm lại, bạn nộp hồ sơ mới.",
                    "The office will stop. To start over you file a new dossier.",
                )}</p>
                <PostForm action=Withdraw::url() class="form">
                    <input type="hidden" name="code" value=code/>
                    <WordsField
                        action=Withdraw::url()
                        id="reason"
                        name="reason"
                        label=t("Lý do", "Reason")
                        rows=3
                        max_length=1000
                        of=&[Failure::ReasonMissing]
                    />
                    <div class="button-row">
                        <button class="button warning">{t("Rút hồ sơ", "Withdraw")}</button>
                    </div>
                </PostForm>
            </div>
        </details>
    }
    .into_any()
}
