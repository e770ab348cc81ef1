use forms::evaluate::Evaluation;
use forms::procedure::Fee;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use views::{DraftOverview, DraftView, SupplementView};

use crate::api::drafts::SubmitDraft;
use crate::ui::{PostForm, amount_text, lang, period_text, t};

/// Fees, and what happens by when.
pub(super) fn what_follows(overview: &DraftOverview) -> AnyView {
    let (procedure, lang) = (&overview.whole.procedure, lang());
    let note = procedure
        .deadline
        .note
        .as_ref()
        .map(|note| view! { <div class="muted">{note.get(lang).to_owned()}</div> });
    view! {
        <section>
            <h2>{t("Sau khi nộp", "After filing")}</h2>
            <dl class="summary">
                <div>
                    <dt>{t("Kiểm tra hồ sơ", "The check")}</dt>
                    <dd>
                        {t(
                            "Trong 8 giờ làm việc. Ngày chính xác ghi trên trang biên nhận.",
                            "Within 8 working hours. The receipt page tells the exact time.",
                        )}
                    </dd>
                </div>
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

/// The way on: sign in, mend, or file.
pub(super) fn ending(draft: &DraftView, found: &Evaluation) -> AnyView {
    if !draft.signed_in {
        return view! {
            <div class="notice">
                <p>{t("Đăng nhập để nộp. Những gì đã ghi vẫn còn nguyên.", "Sign in to file. Everything you wrote is kept.")}</p>
            </div>
            <div class="button-row">
                <a class="button large" href=format!("/sign-in?next=/drafts/{}/review", draft.id)>
                    {t("Đăng nhập để nộp", "Sign in to file")}
                </a>
            </div>
        }
        .into_any();
    }
    if !found.is_complete() {
        return view! {
            <p><a href="#es-title">{t("Sửa các chỗ còn thiếu ở đầu trang rồi nộp.", "Correct what is listed above, then file.")}</a></p>
        }
        .into_any();
    }
    let label = if draft.supplement.is_some() {
        t("Gửi bổ sung", "Send the supplement")
    } else {
        t("Nộp hồ sơ", "File")
    };
    let id = draft.id.clone();
    view! {
        <PostForm action=SubmitDraft::url()>
            <input type="hidden" name="draft" value=id.clone()/>
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
