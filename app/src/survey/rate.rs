use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::RatingView;

use crate::api::ApiError;
use crate::api::surveys::{Rate, rating};
use crate::ui::{Loaded, PageTitle, PostForm, QueryFailure, TextArea, here, is_kept, kept, lang, loaded, t};

struct Ticket {
    token: String,
    /// It was used by this very visit.
    thanked: bool,
    rating: RatingView,
}

/// `/rate/{token}`: five taps and a text, once, without a name.
#[component]
pub fn RatePage() -> impl IntoView {
    let here = here();
    let ticket = loaded((here.value("token"), here.asked("done").is_some()), ticket);
    view! {
        <main id="main" class="page" tabindex="-1">
            <Loaded data=ticket children=page/>
        </main>
    }
    .into_any()
}

async fn ticket((token, thanked): (String, bool)) -> Result<Ticket, ApiError> {
    let rating = rating(token.clone()).await?;
    Ok(Ticket { token, thanked, rating })
}

fn page(ticket: Ticket) -> AnyView {
    match (ticket.rating.used, ticket.thanked) {
        (true, true) => thanks(),
        (true, false) => used(),
        (false, _) => form(ticket),
    }
}

fn thanks() -> AnyView {
    let title = t("Cảm ơn bạn", "Thank you");
    view! {
        <PageTitle title=title/>
        <h1>{title}</h1>
        <div class="success" role="status">
            <p>{t("Đã gửi đánh giá của bạn.", "Your rating is in.")}</p>
        </div>
        <p>{t(
            "Câu trả lời không mang tên, số định danh hay mã hồ sơ. Nó chỉ được cộng vào kết quả chung của đơn vị.",
            "It carries no name, number or dossier code. It only counts in the results of the office.",
        )}</p>
        <div class="button-row">
            <a class="button" href="/stats">{t("Xem mức hài lòng", "See the results")}</a>
            <a class="button secondary" href="/">{t("Về trang chủ", "To the home page")}</a>
        </div>
    }
    .into_any()
}

fn used() -> AnyView {
    let title = t("Lượt đánh giá này đã dùng", "This rating has been used");
    view! {
        <PageTitle title=title/>
        <h1>{title}</h1>
        <p class="lead">{t(
            "Cảm ơn bạn, đánh giá đã được gửi trước đó. Mỗi hồ sơ chỉ đánh giá một lần nên không gửi lại hay sửa được.",
            "Thank you: a rating was sent before. Each dossier is rated once, so it cannot be sent again or changed.",
        )}</p>
        <div class="button-row">
            <a class="button" href="/stats">{t("Xem mức hài lòng", "See the results")}</a>
            <a class="button secondary" href="/">{t("Về trang chủ", "To the home page")}</a>
        </div>
    }
    .into_any()
}

fn form(ticket: Ticket) -> AnyView {
    let lang = lang();
    let title = t("Bạn thấy phục vụ thế nào?", "How were you served?");
    let questions = [
        ("q1", t("Thời gian trả kết quả", "The time until the result")),
        ("q2", t("Số lần, số nơi phải liên hệ", "How often and how many offices you had to contact")),
        ("q3", t("Thông tin được công khai rõ ràng, đầy đủ", "Public information was clear and complete")),
        ("q4", t("Thái độ của cán bộ", "How the officers treated you")),
        ("q5", t("Kết quả đúng, chi phí đúng quy định", "A correct result at the lawful cost")),
    ];
    let questions =
        questions.into_iter().enumerate().map(|(index, (name, words))| question(index + 1, name, words));
    let comment = kept(Rate::url(), "comment").unwrap_or_default();
    view! {
        <PageTitle title=title/>
        <p class="caption">{ticket.rating.procedure.get(lang).to_owned()} " · " {ticket.rating.unit.get(lang).to_owned()}</p>
        <h1>{title}</h1>
        <div class="notice">
            <p>{t(
                "Chưa đến 20 giây. Phiếu không lưu tên hay mã hồ sơ: cán bộ chỉ thấy số liệu chung, từ 5 phiếu trở lên.",
                "Less than 20 seconds. No name and no dossier code is stored: officers see totals only, from five answers on.",
            )}</p>
        </div>
        <QueryFailure/>
        <PostForm action=Rate::url() class="form">
            <input type="hidden" name="token" value=ticket.token/>
            {questions.collect_view()}
            <div class="field">
                <label for="comment">
                    {t("Bạn muốn nói thêm gì?", "Anything else?")}
                    " "
                    <span class="optional">{t("không bắt buộc", "optional")}</span>
                </label>
                <p class="help" id="comment-help">
                    {t("Đừng ghi tên hay số điện thoại nếu bạn muốn giấu tên.", "Leave out names and numbers if you want to stay unknown.")}
                </p>
                <TextArea id="comment" name="comment" value=comment rows=3 max_length=1000 described_by="comment-help"/>
            </div>
            <div class="button-row">
                <button class="button large">{t("Gửi đánh giá", "Send the rating")}</button>
            </div>
        </PostForm>
    }
    .into_any()
}

fn question(number: usize, name: &'static str, words: &'static str) -> AnyView {
    let steps = [
        ("1", t("Rất không hài lòng", "Very dissatisfied")),
        ("2", t("Không hài lòng", "Dissatisfied")),
        ("3", t("Bình thường", "Neutral")),
        ("4", t("Hài lòng", "Satisfied")),
        ("5", t("Rất hài lòng", "Very satisfied")),
    ];
    let chosen = kept(Rate::url(), name);
    let missing = chosen.is_none() && is_kept(Rate::url());
    let steps = steps.into_iter().map(|(step, label)| {
        let checked = chosen.as_deref() == Some(step);
        view! {
            <label>
                <input
                    id=(step == "1").then_some(name)
                    type="radio"
                    name=name
                    value=step
                    checked=checked
                    required
                    aria-describedby=missing.then(|| format!("{name}-error"))
                />
                <span><b>{step}</b> " " {label}</span>
            </label>
        }
    });
    view! {
        <fieldset class=if missing { "field invalid" } else { "field" }>
            <legend>{format!("{number}. {words}")}</legend>
            {missing.then(|| view! { <p class="error" id=format!("{name}-error")>{t("Hãy chọn một ô.", "Choose one.")}</p> })}
            <div class="scale">{steps.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}
