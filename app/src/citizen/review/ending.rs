use forms::evaluate::Evaluation;
use forms::procedure::Fee;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use views::{Door, DraftOverview, DraftView, Failure, SupplementView};

use crate::api::desk::TakeIn;
use crate::api::drafts::SubmitDraft;
use crate::public::issuers::unreachable;
use crate::ui::{PostForm, amount_text, failure_text, lang, period_text, t};

/// Fees, and what happens by when.
pub(super) fn what_follows(overview: &DraftOverview) -> AnyView {
    let (procedure, lang) = (&overview.whole.procedure, lang());
    // A one-stop has checked what it keyed in.
    let checked = overview.whole.draft.taken_for.is_none();
    let note = procedure
        .deadline
        .note
        .as_ref()
        .map(|note| view! { <div class="muted">{note.get(lang).to_owned()}</div> });
    view! {
        <section>
            <h2>{t("Sau khi nộp", "After filing")}</h2>
            <dl class="summary">
                {checked.then(|| {
                    view! {
                        <div>
                            <dt>{t("Kiểm tra hồ sơ", "The check")}</dt>
                            <dd>
                                {t(
                                    "Trong 8 giờ làm việc. Ngày chính xác ghi trên trang biên nhận.",
                                    "Within 8 working hours. The receipt page tells the exact time.",
                                )}
                            </dd>
                        </div>
                    }
                })}
                <div><dt>{t("Thời hạn giải quyết, tính từ khi tiếp nhận", "Time to decide, from acceptance")}</dt><dd>{period_text(procedure.deadline.period)} {note}</dd></div>
                <div><dt>{t("Nơi giải quyết", "Who decides")}</dt><dd>{procedure.authority.get(lang).to_owned()}</dd></div>
                <div><dt>{t("Lệ phí", "Fees")}</dt><dd>{fees(overview)}</dd></div>
            </dl>
        </section>
    }
    .into_any()
}

/// The fees of the channel that this application may owe. What no answer tells, the office decides.
fn fees(overview: &DraftOverview) -> AnyView {
    let (whole, lang) = (&overview.whole, lang());
    let owed: Vec<(&Fee, Option<u32>)> = whole
        .procedure
        .fees
        .iter()
        .zip(&overview.fee_counts)
        .filter(|(fee, count)| fee.is_for(whole.draft.channel) && **count != Some(0))
        .map(|(fee, count)| (fee, *count))
        .collect();
    if owed.is_empty() {
        return t("Không thu phí, lệ phí.", "There is no fee.").into_any();
    }
    let open = owed.iter().filter(|(_, count)| count.is_none()).count() > 1;
    let several = open.then(|| {
        view! {
            <div class="muted">
                {t(
                    "Không phải khoản nào cũng áp dụng: Một cửa báo bạn phải nộp những khoản nào.",
                    "Not all of them apply: the one-stop tells which of them you owe.",
                )}
            </div>
        }
    });
    let lines = owed.into_iter().map(|(fee, count)| {
        let note =
            fee.note.as_ref().map(|note| view! { <div class="muted">{note.get(lang).to_owned()}</div> });
        view! { <div>{fee.name.get(lang).to_owned()} ": " {owed_text(fee, count)} {note}</div> }
    });
    view! { {lines.collect_view()} {several} }.into_any()
}

/// `8.000 đ × 2 = 16.000 đ`
fn owed_text(fee: &Fee, count: Option<u32>) -> String {
    let each = amount_text(fee.amount);
    match (fee.amount, count) {
        (Some(amount), Some(count)) if amount > 0 && count > 1 => {
            format!("{each} × {count} = {}", amount_text(Some(amount * u64::from(count))))
        }
        _ => each,
    }
}

/// Who is not signed in signs in first, and is told beforehand what does not answer.
pub(super) fn sign_in(draft: &DraftView, doors: &[Door]) -> AnyView {
    let closed = doors.iter().filter(|door| !door.reachable);
    let closed: Vec<AnyView> = closed.map(|door| unreachable(door.name.get(lang()))).collect();
    view! {
        <div class="notice">
            <p>{t("Đăng nhập để nộp. Những gì đã ghi vẫn còn nguyên.", "Sign in to file. Everything you wrote is kept.")}</p>
        </div>
        {closed}
        <div class="button-row">
            <a class="button large" href=format!("/sign-in?next=/drafts/{}/review", draft.id)>
                {t("Đăng nhập để nộp", "Sign in to file")}
            </a>
        </div>
    }
    .into_any()
}

/// The way on: mend, or file.
pub(super) fn ending(draft: &DraftView, refusal: Option<Failure>, found: &Evaluation) -> AnyView {
    if draft.taken_for.is_some() {
        return take_in(draft, found.is_complete());
    }
    if !found.is_complete() {
        return view! {
            <p><a href="#es-title">{t("Sửa các chỗ còn thiếu ở đầu trang rồi nộp.", "Correct what is listed above, then file.")}</a></p>
        }
        .into_any();
    }
    if let Some(failure) = refusal {
        return view! { <div class="warning-note"><p>{failure_text(failure)}</p></div> }.into_any();
    }
    let label = if draft.supplement.is_some() {
        t("Gửi bổ sung", "Send the supplement")
    } else {
        t("Nộp hồ sơ", "File")
    };
    let (id, seen) = (draft.id.clone(), draft.saved_at.0);
    view! {
        <PostForm action=SubmitDraft::url()>
            <input type="hidden" name="draft" value=id.clone()/>
            <input type="hidden" name="seen" value=seen/>
            <p>
                {t(
                    "Khi bấm nút này, tôi cam đoan những điều đã khai là đúng sự thật và chịu trách nhiệm trước pháp luật.",
                    "By pressing this button I declare that what I stated is true, and I answer for it under the law.",
                )}
            </p>
            // A browser that is still sending files says so here, and lets nobody file without them.
            <div data-files-of=id></div>
            <div class="button-row">
                <button class="button large">{label}</button>
            </div>
        </PostForm>
    }
    .into_any()
}

/// What a one-stop does with what it keyed in.
fn take_in(draft: &DraftView, complete: bool) -> AnyView {
    let form = |incomplete: bool, class: &'static str, words: &'static str, label: &'static str| {
        let (id, seen) = (draft.id.clone(), draft.saved_at.0);
        view! {
            <PostForm action=TakeIn::url()>
                <input type="hidden" name="draft" value=id.clone()/>
                <input type="hidden" name="seen" value=seen/>
                {incomplete.then(|| view! { <input type="hidden" name="incomplete" value="true"/> })}
                <p>{words}</p>
                <div data-files-of=id></div>
                <div class="button-row">
                    <button class=class>{label}</button>
                </div>
            </PostForm>
        }
        .into_any()
    };
    match (complete, draft.supplement.is_some()) {
        (true, true) => form(
            false,
            "button large",
            t(
                "Ghi nhận phần bổ sung mà người nộp mang hoặc gửi đến.",
                "Notes what the applicant brought or sent.",
            ),
            t("Ghi nhận bổ sung", "Note the supplement"),
        ),
        (true, false) => form(
            false,
            "button large",
            t(
                "Hồ sơ đủ. Tiếp nhận ngay: cấp mã, tính thời hạn giải quyết và ngày hẹn trả từ lúc này.",
                "It is complete. Accepts it now: gives it a code and counts the period and the promised day from this moment.",
            ),
            t("Tiếp nhận", "Accept"),
        ),
        (false, true) => form(
            true,
            "button secondary",
            t(
                "Còn thiếu những chỗ ở đầu trang. Ghi nhận như vậy: hồ sơ chưa được tiếp nhận lần nào chỉ còn từ chối (Mẫu 03); hồ sơ đã tiếp nhận thì giao lại cơ quan giải quyết.",
                "What is listed above is still missing. Noted like this, a dossier that was never accepted can only be refused (Mẫu 03); one that was goes back to the agency that decides.",
            ),
            t("Ghi nhận bổ sung chưa đủ", "Note an incomplete supplement"),
        ),
        (false, false) => form(
            true,
            "button secondary",
            t(
                "Còn thiếu những chỗ ở đầu trang. Người nộp không bổ sung ngay được thì ghi nhận hồ sơ như hiện có, rồi yêu cầu bổ sung (Mẫu 02) hoặc từ chối (Mẫu 03) ở trang hồ sơ.",
                "What is listed above is missing. If the applicant cannot add it now, note the dossier as it is, and ask for the rest (Mẫu 02) or refuse (Mẫu 03) on its page.",
            ),
            t("Ghi nhận hồ sơ chưa đủ", "Note it as incomplete"),
        ),
    }
}

/// Before it is sent: what the office asked for and nobody changed. It may ask only once.
pub(super) fn untouched(asked: &SupplementView) -> Option<AnyView> {
    let left: Vec<String> = asked
        .items
        .iter()
        .filter(|item| asked.untouched.contains(&item.target))
        .map(|item| item.label.clone())
        .collect();
    if left.is_empty() {
        return None;
    }
    Some(
        view! {
            <div class="warning-note">
                <p>
                    <strong>{t("Còn chỗ cơ quan yêu cầu mà bạn chưa sửa:", "You have not changed what the office asked for:")}</strong>
                    " "
                    {left.join(", ")}
                    ". "
                    {t(
                        "Cơ quan chỉ được yêu cầu bổ sung một lần; nếu vẫn thiếu, hồ sơ có thể bị từ chối.",
                        "The office may ask only once; if something is still missing, the dossier may be refused.",
                    )}
                </p>
            </div>
        }
        .into_any(),
    )
}
