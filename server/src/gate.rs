//! What every page, function and route is asked before it runs, in one place: a router copies for each request what its
//! layers were put around, all the way down, so that each layer has its price.

use std::ops::ControlFlow;

use axum::extract::{Request, State};
use axum::http::Extensions;
use axum::middleware::Next;
use axum::response::Response;
use casework::Office;

use crate::access::{identify, same_site_only, server_functions_by_policy};
use crate::kept::{KeptForms, keep};
use crate::language::choose;

/// What is asked with.
#[derive(Clone)]
pub(crate) struct Gate {
    office: Office,
    kept: KeptForms,
}

impl Gate {
    pub(crate) fn new(office: Office) -> Self {
        let kept = KeptForms::new(&office.settings().base_url);
        Self { office, kept }
    }

    /// Language, session and origin.
    async fn enter(&self, request: &mut Request) -> ControlFlow<Response> {
        choose(request)?;
        identify(&self.office, request).await?;
        same_site_only(&self.office, request)
    }
}

/// Runs a request that may come in. Whoever may not send a form, though they may come in, finds it kept.
pub(crate) async fn pass(State(gate): State<Gate>, mut request: Request, next: Next) -> Response {
    let tells = has_secrets(request.uri().path());
    let mut response = match gate.enter(&mut request).await {
        ControlFlow::Break(refusal) => refusal,
        ControlFlow::Continue(()) => {
            let inside = async |request: Request| match server_functions_by_policy(&request) {
                ControlFlow::Break(refusal) => refusal,
                ControlFlow::Continue(()) => next.run(request).await,
            };
            keep(&gate.kept, request, inside).await
        }
    };
    if tells {
        response.extensions_mut().insert(AsItIs);
    }
    response
}

/// Pages that may show a key or a code. Compressed beside words of the address, their size would tell of it (BREACH).
const SECRETS: [&str; 6] = [
    "/sign-in",
    "/desk/account",
    "/admin",
    "/business/members/invited",
    "/business/calendar",
    "/business/api",
];

fn has_secrets(path: &str) -> bool {
    SECRETS.iter().any(|secret| path.starts_with(secret))
}

/// Marks an answer that is not compressed.
#[derive(Clone)]
struct AsItIs;

/// Whether an answer may be compressed.
pub(crate) fn tells_nothing(answer: &Extensions) -> bool {
    answer.get::<AsItIs>().is_none()
}
