use std::future::Future;
#[cfg(feature = "ssr")]
use std::mem;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use leptos::prelude::*;
use leptos::tachys::html::InertElement;
use views::Failure;

use crate::api::ApiError;
use crate::ui::{failure_text, here, t};

/// The data of a page, which the server waits for. See [`loaded`].
pub type Loaded<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>> + Send>>;

/// Loads the data of a page, for what its address asks, once the page is drawn. It is no resource of Leptos: nothing of a
/// still page is drawn again, so that nothing has to be kept, watched or told to the browser.
pub fn loaded<S, T, F>(asked: S, fetch: impl FnOnce(S) -> F + Send + 'static) -> Loaded<T>
where
    S: Send + 'static,
    F: Future<Output = Result<T, ApiError>> + Send + 'static,
{
    Box::pin(async move { fetch(asked).await })
}

/// Shows the data of a page once it is there, or why it is not.
#[component]
pub fn Loaded<T: 'static>(data: Loaded<T>, children: fn(T) -> AnyView) -> impl IntoView {
    drawn_after(async move {
        match data.await {
            Ok(value) => children(value),
            Err(ApiError(failure)) => view! { <FailurePage failure=failure/> }.into_any(),
        }
    })
}

/// A part of a page that has to wait for something. It is written where its context still is, which is gone when Leptos
/// writes what stands around it. Nothing in it may wait again: it would be written as nothing.
pub fn drawn_after(view: impl Future<Output = AnyView> + Send + 'static) -> impl IntoView {
    Suspend::new(async move { InertElement::new(view.await.to_html()) })
}

/// The page instead of one that cannot be shown.
#[component]
pub fn FailurePage(failure: Failure) -> impl IntoView {
    #[cfg(feature = "ssr")]
    tell_status(failure);
    let title = match failure {
        Failure::NotFound => t("Không có trang này", "There is no such page"),
        Failure::SignInNeeded => t("Cần đăng nhập", "Sign in first"),
        Failure::TooManyRequests => t("Hãy chờ một lát", "Wait a moment"),
        Failure::NotAllowed | Failure::NoOrganisation | Failure::ActForNone => {
            t("Bạn không có quyền xem trang này", "This page is not for you")
        }
        Failure::RightsEnded | Failure::RightsProcedure | Failure::RightsAmount => {
            t("Bạn không có quyền làm thay việc này", "You may not do this for the organisation")
        }
        Failure::Offline => t("Mất kết nối", "No connection"),
        _ => t("Hệ thống gặp lỗi", "Something broke"),
    };
    view! {
        <PageTitle title=title/>
        <div class="error-page">
            <p class="caption">{t("Mã lỗi", "Error")} " " {failure.status()}</p>
            <h1>{title}</h1>
            <p class="lead">{failure_text(failure)}</p>
            <div class="button-row">
                {(failure == Failure::SignInNeeded)
                    .then(|| {
                        let here = here().path().to_owned();
                        view! { <a class="button" href=format!("/sign-in?next={here}")>{t("Đăng nhập", "Sign in")}</a> }
                    })}
                {matches!(failure, Failure::NoOrganisation | Failure::ActForNone)
                    .then(|| view! { <a class="button" href="/business">{t("Chọn tổ chức", "Choose an organisation")}</a> })}
                <a class="button secondary" href="/">{t("Về trang chủ", "To the home page")}</a>
            </div>
        </div>
    }
}

/// The status of the response, whether a server function failed or a page judged by itself.
#[cfg(feature = "ssr")]
pub(crate) fn tell_status(failure: Failure) {
    let status = axum::http::StatusCode::from_u16(failure.status());
    if let (Some(response), Ok(status)) = (use_context::<leptos_axum::ResponseOptions>(), status) {
        response.set_status(status);
    }
}

/// What the page that is being drawn is called, as HTML.
#[derive(Clone, Default)]
pub(crate) struct PageName(Arc<Mutex<String>>);

impl PageName {
    fn set(&self, title: String) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = title;
    }

    #[cfg(feature = "ssr")]
    pub(crate) fn take(&self) -> String {
        mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The title of the page in the browser's tab. It is put into the head as it is, so `<` and `&` are taken out here.
#[component]
pub fn PageTitle(#[prop(into)] title: String) -> impl IntoView {
    if let Some(place) = use_context::<PageName>() {
        let safe = title.replace(['<', '>', '&'], " ");
        place.set(format!("{safe} · Một Cửa"));
    }
    InertElement::new("")
}
