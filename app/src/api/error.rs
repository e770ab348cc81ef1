use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};
use views::Failure;

/// The error of every server function: a stable code, nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ApiError(pub Failure);

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let failure = match error {
            ServerFnErrorErr::Request(_) => Failure::Offline,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Failure::Incomplete,
            // On the server it is the form that could not be read; axum tells only in words that it was too long.
            #[cfg(feature = "ssr")]
            ServerFnErrorErr::Deserialization(why) if why.contains("length limit exceeded") => {
                Failure::TooMuchText
            }
            #[cfg(feature = "ssr")]
            ServerFnErrorErr::Deserialization(_) => Failure::Incomplete,
            _ => Failure::Broken,
        };
        #[cfg(feature = "ssr")]
        super::request::unreadable(failure);
        Self(failure)
    }
}

impl From<Failure> for ApiError {
    fn from(failure: Failure) -> Self {
        #[cfg(feature = "ssr")]
        super::request::unreadable(failure);
        Self(failure)
    }
}
