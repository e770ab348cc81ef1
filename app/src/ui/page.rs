use std::future::Future;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::Serialize;
use serde::de::DeserializeOwned;
use views::Failure;

use super::{failure_text, t};
use crate::api::ApiError;

/// Counts the changes made from this browser; pages load their data again when it grows.
#[derive(Clone, Copy)]
pub struct Refresh(RwSignal<u32>);

impl Refresh {
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new(0))
    }

    /// Makes every page that is shown load its data again.
    #[cfg(feature = "hydrate")]
    pub fn now(self) {
        self.0.update(|count| *count += 1);
    }

    /// How many changes so far; reading it inside a resource ties the resource to the next change.
    #[must_use]
    pub fn count(self) -> u32 {
        self.0.get()
    }
}

impl Default for Refresh {
    fn default() -> Self {
        Self::new()
    }
}

/// The data of a page: loaded on the server, again when `source` changes and after every change.
pub type Loaded<T> = Resource<Result<T, ApiError>>;

/// Loads the data of a page. See [`Loaded`].
pub fn loaded<S, T, F>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetch: impl Fn(S) -> F + Send + Sync + 'static,
) -> Loaded<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Clone + Send + Sync + 'static,
    F: Future<Output = Result<T, ApiError>> + Send + 'static,
{
    let refresh = expect_context::<Refresh>();
    let last = StoredValue::new(None::<(S, T)>);
    Resource::new_blocking(
        move || (source(), refresh.count()),
        move |(source, _)| {
            let fetched = fetch(source.clone());
            async move { or_as_before(fetched.await, source, last) }
        },
    )
}

/// Without a connection the page stays as it is, when it is the same page.
fn or_as_before<S, T>(
    fetched: Result<T, ApiError>,
    source: S,
    last: StoredValue<Option<(S, T)>>,
) -> Result<T, ApiError>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Clone + Send + Sync + 'static,
{
    match fetched {
        Ok(value) => {
            last.try_set_value(Some((source, value.clone())));
            Ok(value)
        }
        Err(ApiError(Failure::Offline)) => last
            .try_get_value()
            .flatten()
            .filter(|(before, _)| *before == source)
            .map(|(_, value)| value)
            .ok_or(ApiError(Failure::Offline)),
        Err(error) => Err(error),
    }
}

/// Shows the data of a page once it is there, or why it is not.
#[component]
pub fn Loaded<T>(data: Loaded<T>, children: fn(T) -> AnyView) -> impl IntoView
where
    T: Serialize + DeserializeOwned + Clone + Send + Sync + 'static,
{
    view! {
        <Transition fallback=|| view! { <p class="loading" role="status">{t("Đang tải…", "Loading…")}</p> }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(value) => children(value),
                    Err(ApiError(failure)) => view! { <FailurePage failure=failure/> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// The page instead of one that cannot be shown.
#[component]
pub fn FailurePage(failure: Failure) -> impl IntoView {
    let title = match failure {
        Failure::NotFound => t("Không có trang này", "There is no such page"),
        Failure::SignInNeeded => t("Cần đăng nhập", "Sign in first"),
        Failure::TooManyRequests => t("Hãy chờ một lát", "Wait a moment"),
        Failure::NotAllowed | Failure::NoOrganisation => {
            t("Bạn không có quyền xem trang này", "This page is not for you")
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
                        let here = use_location().pathname.get_untracked();
                        view! { <a class="button" href=format!("/sign-in?next={here}")>{t("Đăng nhập", "Sign in")}</a> }
                    })}
                <a class="button secondary" href="/">{t("Về trang chủ", "To the home page")}</a>
            </div>
        </div>
    }
}

/// The title of the page in the browser's tab.
///
/// `leptos_meta` writes it into the head unescaped, so `<` and `&` are taken out here; no other place may use
/// `<Title>`. In the browser it would empty the title when a live page gives way to a still one, so there the title is
/// set by hand.
#[component]
pub fn PageTitle(#[prop(into)] title: String) -> impl IntoView {
    let safe = title.replace(['<', '>', '&'], " ");
    let text = format!("{safe} · Một Cửa");
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| document().set_title(&text));
    #[cfg(not(feature = "hydrate"))]
    let _ = leptos_meta::Title(leptos_meta::TitleProps::builder().text(text).build());
}
