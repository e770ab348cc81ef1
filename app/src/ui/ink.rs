use leptos::prelude::*;

/// A drawn signature; the path is empty where nobody has signed yet.
pub fn inked(path: &str, label: &str) -> AnyView {
    view! {
        <svg class="ink" viewBox="0 0 600 200" role="img" aria-label=label.to_owned()>
            <path d=path.to_owned()></path>
        </svg>
    }
    .into_any()
}
