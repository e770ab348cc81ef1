//! The router: layers outside in are compression, the gate (`gate.rs`), limits. What stands around all of it is in
//! `watch.rs`, because each call of `layer` costs every request a copy of all that is below.

use std::sync::Arc;
use std::time::Duration;

use any_spawner::Executor;
use app::{Address, Doors, KeptForm, NOT_FOUND, PAGES, Page, draw};
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, StatusCode, Version};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{MethodFilter, get, on};
use axum::{Extension, Router};
use casework::Office;
use domain::text::Lang;
use leptos::config::LeptosOptions;
use leptos::prelude::{provide_context, with_context};
use leptos_axum::handle_server_fns_with_context;
use server_fn::axum::server_fn_paths;
use tower::ServiceBuilder;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::access::by_policy;
use crate::api;
use crate::assets::assets;
use crate::gate::{Gate, pass, tells_nothing};
use crate::identity::Identity;
use crate::rest;

/// Bytes of a form or a server function's call; its answers may have 200 kB.
const FORM: usize = 512 * 1024;
/// What a form has beside its files.
const AROUND_FILES: usize = 64 * 1024;
/// An upload over a weak signal takes its time, anything else does not.
const SLOWEST_UPLOAD: Duration = Duration::from_secs(30 * 60);
const SLOWEST: Duration = Duration::from_secs(30);

#[derive(Clone)]
struct AppState {
    office: Office,
    options: LeptosOptions,
    doors: Doors,
}

/// The whole site, to be put under [`crate::watch::Watch::over`].
pub fn router(office: Office, options: LeptosOptions, identity: Identity) -> Router {
    // Leptos draws on this runtime; a second call finds it set.
    let _ = Executor::init_tokio();
    let state = AppState {
        office: office.clone(),
        options: options.clone(),
        doors: Doors(Arc::new(identity.clone())),
    };
    let inside = Router::new()
        .merge(pages_and_server_functions(&state))
        .merge(rest_routes(&office).layer(Extension(identity)).with_state(office.clone()))
        .fallback(not_found)
        .layer(
            ServiceBuilder::new()
                .layer(compressed())
                .layer(from_fn_with_state(Gate::new(office.clone()), pass)),
        );
    Router::new()
        .merge(inside)
        .merge(api::router(&office).layer(compressed()))
        .merge(assets(&options))
        .with_state(state)
}

/// A route for every page and every server function; whether a function may be called is asked around all of them.
fn pages_and_server_functions(state: &AppState) -> Router<AppState> {
    let pages = PAGES.iter().fold(Router::new(), |router, (pattern, page)| {
        let draw = move |State(state): State<AppState>, request: Request| async move {
            drawn(&state, pattern, *page, request).await
        };
        router.route(pattern, get(draw))
    });
    server_fn_paths()
        .fold(pages, |router, (path, method)| {
            let context = context(state);
            let call = move |request: Request| handle_server_fns_with_context(context, request);
            let filter = MethodFilter::try_from(method).unwrap_or(MethodFilter::POST);
            router.route(path, on(filter, call))
        })
        .layer(
            ServiceBuilder::new()
                .layer(RequestBodyLimitLayer::new(FORM))
                .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, SLOWEST)),
        )
}

async fn drawn(state: &AppState, pattern: &'static str, page: Page, request: Request) -> Response {
    draw(&state.options, page, request.into_parts().0, page_context(state, pattern)).await
}

/// The page of every address that there is not.
async fn not_found(State(state): State<AppState>, request: Request) -> Response {
    let mut response = drawn(&state, "", NOT_FOUND, request).await;
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

fn rest_routes(office: &Office) -> Router<Office> {
    let files = usize::try_from(office.settings().max_file_size).unwrap_or(usize::MAX);
    rest::routes().into_iter().fold(Router::new(), |router, route| {
        let deed = route.deed;
        let (limit, slowest) = if route.takes_files {
            // Several files may come in one form; each is limited on its own while it streams.
            (files.saturating_mul(5).saturating_add(AROUND_FILES), SLOWEST_UPLOAD)
        } else {
            (FORM, SLOWEST)
        };
        let guarded = Router::new()
            .route(route.path, route.handler)
            .layer(from_fn(move |request, next| by_policy(deed, request, next)))
            .layer(
                ServiceBuilder::new()
                    .layer(RequestBodyLimitLayer::new(limit))
                    .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, slowest))
                    .layer(DefaultBodyLimit::disable()),
            );
        router.merge(guarded)
    })
}

/// What pages and server functions find in their context.
fn context(state: &AppState) -> impl Fn() + Clone + Send + Sync + use<> {
    let (office, doors) = (state.office.clone(), state.doors.clone());
    move || {
        provide_context(office.clone());
        provide_context(doors.clone());
        let lang = with_context(|parts: &Parts| parts.extensions.get::<Lang>().copied()).flatten();
        provide_context(lang.unwrap_or_default());
    }
}

/// The same for a page, which also has an address, with values where its pattern has names.
fn page_context(state: &AppState, pattern: &'static str) -> impl Fn() + Clone + Send + Sync + use<> {
    let (office, context) = (state.office.clone(), context(state));
    move || {
        context();
        provide_context(office.catalogue().operator());
        let asked = with_context(|parts: &Parts| {
            let address = Address::new(pattern, parts.uri.path(), parts.uri.query());
            (address, parts.extensions.get::<KeptForm>().cloned())
        });
        let Some((address, kept)) = asked else { return };
        provide_context(address);
        if let Some(kept) = kept {
            provide_context(kept);
        }
    }
}

/// Pages and data are compressed as they leave; files of the site were, when it was built.
fn compressed() -> CompressionLayer<impl Predicate> {
    let worth_it = SizeAbove::new(512)
        .and(NotForContentType::IMAGES)
        .and(NotForContentType::const_new("application/pdf"))
        .and(NotForContentType::const_new("application/vnd.openxmlformats-officedocument"))
        .and(|_: StatusCode, _: Version, _: &HeaderMap, answer: &Extensions| tells_nothing(answer));
    CompressionLayer::new().quality(CompressionLevel::Precise(5)).compress_when(worth_it)
}
