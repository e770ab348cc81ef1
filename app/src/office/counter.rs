//! `/desk/counter`: taking in what somebody brings to the counter or sends by post.

use domain::text::Text;
use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{CounterDraft, CounterSupplement, CounterView, Failure};

use crate::api::desk::{BeginAtCounter, counter};
use crate::ui::{
    LineField, Loaded, PageTitle, PostForm, QueryFailure, iso_day, kept, lang, loaded, t, time_of,
};

#[component]
pub fn CounterPage() -> impl IntoView {
    let view = loaded((), |()| counter());
    view! {
        <main id="main" class="page office" tabindex="-1">
            <Loaded data=view children=page/>
        </main>
    }
    .into_any()
}

fn page(view: CounterView) -> AnyView {
    let title = t("Tiếp nhận hồ sơ giấy", "Take in a dossier on paper");
    view! {
        <PageTitle title=title/>
        <a class="back" href="/desk">{t("Bàn làm việc", "Desk")}</a>
        <h1>{title}</h1>
        <QueryFailure/>
        <p>
            {t(
                "Nhập thay người nộp: hỏi từng câu, quét giấy tờ vào đúng ô. Đủ thì tiếp nhận ngay và in Giấy tiếp nhận; thiếu thì ghi nhận để yêu cầu bổ sung hoặc từ chối.",
                "You key in what the applicant brings: ask each question, scan each paper into its slot. A complete application is accepted at once and gets its receipt; an incomplete one is noted, so that you can ask for what is missing or refuse.",
            )}
        </p>
        {unfinished(&view)}
        {form(&view)}
        <div id="unfinished">
            {supplements(view.supplements)}
            {waiting(view.drafts)}
        </div>
    }
    .into_any()
}

/// The way to what somebody began, which stands below the form.
fn unfinished(view: &CounterView) -> Option<AnyView> {
    let count = view.drafts.len() + view.supplements.len();
    let words = t("Đang nhập dở", "Not finished yet");
    (count > 0).then(|| view! { <p><a href="#unfinished">{words} ": " {count}</a></p> }.into_any())
}

fn form(view: &CounterView) -> AnyView {
    let action = BeginAtCounter::url();
    let chosen = kept(action, "procedure").unwrap_or_default();
    let option = |(code, name): &(String, Text)| {
        let (words, chosen) = (format!("{} · {code}", name.get(lang())), *code == chosen);
        view! { <option value=code.clone() selected=chosen>{words}</option> }.into_any()
    };
    let options: Vec<AnyView> = view.procedures.iter().map(option).collect();
    let came = how_it_came(action, false, &view.today);
    view! {
        <PostForm action=action>
            <div class="field">
                <label for="procedure">{t("Thủ tục", "Procedure")}</label>
                <select id="procedure" name="procedure" required>
                    <option value="">{t("Chọn thủ tục", "Choose a procedure")}</option>
                    {options}
                </select>
            </div>
            {came}
            {who(action, "")}
            <div class="button-row">
                <button class="button">{t("Bắt đầu nhập", "Begin")}</button>
            </div>
        </PostForm>
    }
    .into_any()
}

/// By which way it came, and a letter on which day.
pub(super) fn how_it_came(action: &'static str, by_post: bool, day: &str) -> AnyView {
    let by_post = kept(action, "channel").map_or(by_post, |channel| channel == "post");
    view! {
        <fieldset class="field">
            <legend>{t("Hồ sơ đến bằng cách nào?", "How did it come?")}</legend>
            <div class="choices">
                <label class="choice">
                    <input type="radio" name="channel" value="counter" checked=!by_post/>
                    <span>{t("Nộp tại quầy", "Brought to the counter")}</span>
                </label>
                <label class="choice">
                    <input type="radio" name="channel" value="post" checked=by_post/>
                    <span>{t("Qua bưu chính", "Sent by post")}</span>
                </label>
            </div>
        </fieldset>
        <div class="of-letter">
            <LineField
                action=action
                name="arrived_on"
                label=t("Thư đến ngày (nếu gửi qua bưu chính)", "When the letter came (if it was sent by post)")
                kind="date"
                width="w-10"
                before=day
                of=&[Failure::ArrivalDay]
            />
        </div>
    }
    .into_any()
}

/// Who brings or sends it.
pub(super) fn who(action: &'static str, name: &str) -> AnyView {
    view! {
        <LineField
            action=action
            name="name"
            label=t("Họ, chữ đệm, tên người nộp", "Full name of the applicant")
            help=t("Như trên thẻ căn cước.", "As on the identity card.")
            before=name
            of=&[Failure::NameMissing]
        />
        <LineField
            action=action
            name="national_id"
            label=t("Số định danh cá nhân", "Personal number")
            mode="numeric"
            width="w-14"
            of=&[Failure::NationalIdInvalid, Failure::KnownByAnotherName]
        />
        <LineField
            action=action
            name="national_id_again"
            label=t("Nhập lại số định danh cá nhân", "The personal number once more")
            help=t("Sai một chữ số là hồ sơ thành của người khác.", "One wrong digit makes the dossier somebody else's.")
            mode="numeric"
            width="w-14"
            of=&[Failure::NumbersDiffer]
        />
        <LineField
            action=action
            name="phone"
            label=t("Số điện thoại (nếu có)", "Phone number (if any)")
            mode="tel"
            width="w-14"
            of=&[Failure::PhoneInvalid]
        />
    }
    .into_any()
}

fn waiting(drafts: Vec<CounterDraft>) -> Option<AnyView> {
    if drafts.is_empty() {
        return None;
    }
    let lines = drafts.into_iter().map(|draft| {
        let way = match draft.arrived_on.as_deref().map(iso_day) {
            Some(day) => format!("{} {day}", t("Thư đến ngày", "Came by post on")),
            None if draft.by_post => t("Qua bưu chính", "By post").to_owned(),
            None => t("Tại quầy", "At the counter").to_owned(),
        };
        view! {
            <li>
                <a href=format!("/drafts/{}", draft.id)>{draft.procedure.get(lang()).to_owned()}</a>
                <div>{draft.applicant} " · " {way}</div>
                <div class="muted">
                    {t("Nhập từ", "Begun at")} " " {time_of(draft.begun_at)} ", "
                    {t("lưu lúc", "saved at")} " " {time_of(draft.saved_at)}
                </div>
            </li>
        }
    });
    Some(
        view! {
            <section>
                <h2>{t("Đang nhập dở, chờ lâu nhất ở trên", "Not finished yet, what has waited longest first")}</h2>
                <ul class="result-list">{lines.collect_view()}</ul>
            </section>
        }
        .into_any(),
    )
}

/// What was asked for and came, and was not sent on.
fn supplements(supplements: Vec<CounterSupplement>) -> Option<AnyView> {
    if supplements.is_empty() {
        return None;
    }
    let lines = supplements.into_iter().map(|supplement| {
        view! {
            <li>
                <a href=format!("/drafts/{}", supplement.id)>{t("Bổ sung của", "Supplement of")} " " {supplement.dossier}</a>
                <div>{supplement.applicant}</div>
                <div class="muted">
                    {t("Hạn bổ sung", "To be sent by")} " " {time_of(supplement.until)} ", "
                    {t("lưu lúc", "saved at")} " " {time_of(supplement.saved_at)}
                </div>
            </li>
        }
    });
    Some(
        view! {
            <section>
                <h2>{t("Bổ sung đang nhập dở", "Supplements that are not finished yet")}</h2>
                <ul class="result-list">{lines.collect_view()}</ul>
            </section>
        }
        .into_any(),
    )
}
