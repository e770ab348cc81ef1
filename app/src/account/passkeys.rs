//! The passkeys of an officer: beside the codes of the phone, never instead of them.

use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{AccountView, PasskeyLine, ProofAsked};

use crate::api::accounts::{AddPasskey, GiveCode, RemovePasskey};
use crate::ui::{Next, PasskeyFailed, PostForm, StepUp, day_of, kept, t, time_of};

/// The list, and the form for one more.
pub(super) fn section(account: &AccountView) -> AnyView {
    let content = match (&account.passkeys, &account.second_factor) {
        (None, _) => view! {
            <p>{t(
                "Ở địa chỉ này trình duyệt không dùng được khóa truy cập: cần một tên miền và kết nối mã hóa (https).",
                "Browsers know no passkeys at this address: it takes a host name and an encrypted connection (https).",
            )}</p>
        }
        .into_any(),
        (Some(_), None) => view! {
            <p>{t(
                "Bật xác thực hai lớp bằng mã trên điện thoại trước; khóa truy cập thêm vào sau. Mã vẫn là đường vào khi mất khóa hoặc trình duyệt tắt JavaScript.",
                "Turn on the codes of the phone first, then add passkeys. The codes stay the way in when a key is lost or JavaScript is off.",
            )}</p>
        }
        .into_any(),
        (Some(lines), Some(_)) => list(lines, account.proof),
    };
    view! {
        <section id="passkeys" class="section">
            <h2>{t("Khóa truy cập (passkey)", "Passkeys")}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn list(lines: &[PasskeyLine], proof: ProofAsked) -> AnyView {
    let items: Vec<AnyView> =
        lines.iter().enumerate().map(|(place, line)| item(line, place, proof)).collect();
    let there = (!items.is_empty()).then(|| view! { <ol class="result-list sessions">{items}</ol> });
    view! {
        <p>{t(
            "Đăng nhập và ký duyệt bằng vân tay, khuôn mặt, mã PIN của máy hoặc khóa bảo mật, thay cho mã 6 số. Trang giả mạo không dùng được khóa này.",
            "Sign in and approve with the fingerprint, face or PIN of the device, or a security key, instead of the 6 digits. A false page has no use for it.",
        )}</p>
        {there}
        {add(proof)}
        <p class="no-passkey">{needs_javascript()}</p>
    }
    .into_any()
}

fn needs_javascript() -> &'static str {
    t(
        "Khóa truy cập cần JavaScript và một trình duyệt mới; ở trình duyệt này hãy dùng mã.",
        "A passkey needs JavaScript and a recent browser; in this one, use the code.",
    )
}

fn item(line: &PasskeyLine, place: usize, proof: ProofAsked) -> AnyView {
    let used = match line.last_used_at {
        Some(at) => time_of(at),
        None => t("Chưa lần nào", "Never").into_any(),
    };
    let (name, id) = (line.name.clone(), line.id.clone());
    let hidden = name.clone();
    view! {
        <li>
            <h3>{name}</h3>
            <dl class="facts">
                <div><dt>{t("Thêm ngày", "Added")}</dt><dd>{day_of(line.created_at)}</dd></div>
                <div><dt>{t("Dùng lần cuối", "Last used")}</dt><dd>{used}</dd></div>
            </dl>
            <PostForm action=RemovePasskey::url() class="form">
                <input type="hidden" name="id" value=id/>
                <StepUp asked=proof id=format!("proof-remove-{place}")/>
                <button class="button quiet">
                    {t("Bỏ khóa này", "Remove it")}
                    <span class="visually-hidden">" " {hidden}</span>
                </button>
            </PostForm>
        </li>
    }
    .into_any()
}

fn add(proof: ProofAsked) -> AnyView {
    view! {
        <PostForm action=AddPasskey::url() class="form passkey">
            <div class="field">
                <label for="passkey-name">
                    {t("Tên khóa mới", "Name of the new one")}
                    " "
                    <span class="optional">{t("không bắt buộc", "optional")}</span>
                </label>
                <p class="help" id="passkey-name-help">
                    {t("Ví dụ: Máy tính phòng 12, Khóa USB", "Such as: Computer in room 12, USB key")}
                </p>
                <input
                    id="passkey-name"
                    class="w-20"
                    name="name"
                    type="text"
                    maxlength="60"
                    value=kept(AddPasskey::url(), "name")
                    autocomplete="off"
                    aria-describedby="passkey-name-help"
                />
            </div>
            <input type="hidden" name="secret_passkey"/>
            <StepUp asked=proof id="proof-add"/>
            <PasskeyFailed/>
            <div class="button-row">
                <button class="button secondary" data-passkey="create" data-into="secret_passkey">
                    {t("Thêm khóa truy cập", "Add a passkey")}
                </button>
            </div>
        </PostForm>
    }
    .into_any()
}

/// In the second step of a sign-in: the passkey, before the field for the code.
pub(super) fn sign_in() -> AnyView {
    view! {
        <PostForm action=GiveCode::url() class="form passkey">
            <Next action=GiveCode::url()/>
            <input type="hidden" name="secret_code"/>
            <PasskeyFailed/>
            <div class="button-row">
                <button type="button" class="button" data-passkey="get" data-into="secret_code">
                    {t("Dùng khóa truy cập", "Use a passkey")}
                </button>
            </div>
            <p>{t("Hoặc nhập mã:", "Or enter the code:")}</p>
        </PostForm>
        <p class="no-passkey">{needs_javascript()}</p>
    }
    .into_any()
}
