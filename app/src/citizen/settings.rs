//! Where somebody wants to be told.

use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{ContactView, MailChoice};

use crate::api::notices::{ChooseMail, ConfirmEmail, SetEmail, contact};
use crate::ui::{Loaded, PageTitle, PostForm, QueryFailure, here, kept, lang, loaded, t};

/// `/my/settings`.
#[component]
pub fn SettingsPage() -> impl IntoView {
    settings("/my/notices")
}

/// `/desk/settings`.
#[component]
pub fn DeskSettingsPage() -> impl IntoView {
    settings("/desk/notices")
}

fn settings(notices: &'static str) -> AnyView {
    let contact = loaded((), |()| contact());
    let title = t("Cách nhận thông báo", "How you are told");
    view! {
        <PageTitle title=title/>
        <main id="main" class="page" tabindex="-1">
            <a class="back" href=notices>{t("Thông báo", "Notices")}</a>
            <h1>{title}</h1>
            <p class="lead">
                {t(
                    "Mọi thông báo luôn có ở mục Thông báo. Thư điện tử là tùy bạn chọn.",
                    "All notices are always under Notices. E-mail is your choice.",
                )}
            </p>
            <QueryFailure/>
            <Loaded data=contact children=page/>
        </main>
    }
    .into_any()
}

fn page(contact: ContactView) -> AnyView {
    view! {
        {address(&contact)}
        {choices(contact.choices)}
    }
    .into_any()
}

fn address(contact: &ContactView) -> AnyView {
    let now = contact.email.clone().map(|email| {
        view! {
            <PostForm action=SetEmail::url()>
                <p>{t("Thư gửi đến", "Mails go to")} " " <strong>{email}</strong></p>
                <button class="button quiet" name="email" value="">{t("Bỏ địa chỉ này", "Forget this address")}</button>
            </PostForm>
        }
    });
    let pending = contact.pending.clone().map(|email| {
        view! {
            <div class="notice">
                <p>
                    {t("Đã gửi một liên kết đến", "A link was sent to")} " " <strong>{email}</strong> ". "
                    {t("Mở liên kết đó để xác nhận.", "Follow it to confirm the address.")}
                </p>
            </div>
        }
    });
    let typed = kept(SetEmail::url(), "email");
    view! {
        <section>
            <h2>{t("Địa chỉ thư điện tử", "E-mail address")}</h2>
            {now}
            {pending}
            <PostForm action=SetEmail::url() class="form">
                <div class="field">
                    <label for="email">{t("Địa chỉ mới", "New address")}</label>
                    <p class="help" id="email-help">
                        {t(
                            "Chỉ dùng để gửi thông báo về hồ sơ. Địa chỉ có hiệu lực sau khi bạn mở liên kết gửi đến đó.",
                            "Used only for notices about dossiers, once you have followed the link that is sent there.",
                        )}
                    </p>
                    <input
                        id="email"
                        name="email"
                        type="text"
                        inputmode="email"
                        autocomplete="email"
                        autocapitalize="none"
                        spellcheck="false"
                        maxlength="254"
                        required
                        value=typed
                        aria-describedby="email-help"
                    />
                </div>
                <div class="button-row">
                    <button class="button">{t("Gửi liên kết xác nhận", "Send the link")}</button>
                </div>
            </PostForm>
        </section>
    }
    .into_any()
}

fn choices(choices: Vec<MailChoice>) -> AnyView {
    let by_law = choices.iter().any(|choice| choice.kind.told_by_law());
    let at_first = if by_law {
        t(
            "Lúc đầu chỉ chọn sẵn những tin pháp luật yêu cầu báo ngay; bạn bỏ được. Thư viết bằng thứ tiếng của trang này.",
            "At first only what the law wants told at once is chosen, and you can undo that. Mails are in the language of this page.",
        )
    } else {
        t(
            "Lúc đầu không tin nào được chọn. Thư viết bằng thứ tiếng của trang này.",
            "At first nothing is chosen. Mails are in the language of this page.",
        )
    };
    let boxes = choices.into_iter().map(|choice| {
        view! {
            <label class="choice">
                <input
                    type="checkbox"
                    name=format!("kinds[{}]", choice.kind.code())
                    value="1"
                    checked=choice.by_mail
                />
                <span>
                    {choice.words.get(lang()).to_owned()}
                    {choice.kind.told_by_law()
                        .then(|| view! { " " <small>{t("pháp luật yêu cầu báo ngay", "the law wants you told at once")}</small> })}
                </span>
            </label>
        }
    });
    view! {
        <section>
            <h2>{t("Tin nào gửi cả qua thư điện tử", "What also goes by e-mail")}</h2>
            <PostForm action=ChooseMail::url() class="form">
                <fieldset class="field">
                    <legend>{t("Chọn tin", "Choose")}</legend>
                    <p class="help">{at_first}</p>
                    <div class="choices">{boxes.collect_view()}</div>
                </fieldset>
                <div class="button-row">
                    <button class="button">{t("Lưu lựa chọn", "Save")}</button>
                </div>
            </PostForm>
        </section>
    }
    .into_any()
}

/// `/my/settings/confirm/{token}` and the same below `/desk`: asks before it confirms, so that programs that open links in mails confirm nothing.
#[component]
pub fn ConfirmEmailPage() -> impl IntoView {
    let contact = loaded((), |()| contact());
    let title = t("Xác nhận địa chỉ thư điện tử", "Confirm your e-mail address");
    view! {
        <PageTitle title=title/>
        <main id="main" class="page" tabindex="-1">
            <h1>{title}</h1>
            <QueryFailure/>
            <Loaded data=contact children=confirm/>
        </main>
    }
    .into_any()
}

fn confirm(contact: ContactView) -> AnyView {
    let token = here().value("token");
    let Some(email) = contact.pending else {
        let officer = contact.choices.iter().any(|choice| choice.kind.for_officers());
        let home = if officer { "/desk/settings" } else { "/my/settings" };
        return view! {
            <p>{t("Không có địa chỉ nào chờ xác nhận.", "No address waits to be confirmed.")}</p>
            <a class="button secondary" href=home>{t("Cách nhận thông báo", "How you are told")}</a>
        }
        .into_any();
    };
    view! {
        <PostForm action=ConfirmEmail::url()>
            <input type="hidden" name="token" value=token/>
            <p>{t("Thông báo về hồ sơ sẽ gửi đến", "Notices about dossiers will go to")} " " <strong>{email}</strong></p>
            <div class="button-row">
                <button class="button">{t("Xác nhận", "Confirm")}</button>
            </div>
        </PostForm>
    }
    .into_any()
}
