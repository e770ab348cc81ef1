use leptos::prelude::*;

use super::search::SearchForm;
use crate::ui::{PageTitle, lang, operator, same, t};

/// The foot of every page.
#[component]
pub fn PageFooter() -> impl IntoView {
    same("footer", [""; 2], footer)
}

fn footer() -> AnyView {
    view! {
        <footer class="footer">
            <div class="footer-inner">
                {operator().map(|operator| view! { <p>{operator.centre.get(lang()).to_owned()}</p> })}
                <nav aria-label=t("Cuối trang", "Page foot")>
                    <a href="/about">{t("Giới thiệu", "About")}</a>
                    " "
                    <a href="/privacy">{t("Dữ liệu cá nhân", "Personal data")}</a>
                    " "
                    <a href="/places">{t("Xã, phường cũ và mới", "Former communes")}</a>
                    " "
                    <a href="/stats">{t("Mức hài lòng", "Satisfaction")}</a>
                </nav>
            </div>
        </footer>
    }
    .into_any()
}

/// The page of an address that leads nowhere.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::ui::tell_status(views::Failure::NotFound);
    let title = t("Không có trang này", "There is no such page");
    view! {
        <PageTitle title=title/>
        <main id="main" class="page" tabindex="-1">
            <div class="error-page">
                <p class="caption">{t("Mã lỗi 404", "Error 404")}</p>
                <h1>{title}</h1>
                <p class="lead">
                    {t(
                        "Địa chỉ có thể bị gõ sai hoặc trang đã chuyển đi. Bạn tìm lại ở đây:",
                        "The address may be mistyped, or the page has moved. Search here:",
                    )}
                </p>
                <SearchForm/>
                <div class="button-row">
                    <a class="button secondary" href="/">{t("Về trang chủ", "To the home page")}</a>
                    <a class="button secondary" href="/track">{t("Tra cứu hồ sơ", "Follow a dossier")}</a>
                </div>
            </div>
        </main>
    }
    .into_any()
}
