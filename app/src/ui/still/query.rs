use leptos::prelude::Memo;
use leptos_router::hooks::use_location;
use leptos_router::params::ParamsMap;

/// The query of the address.
///
/// Not `use_query_map`: in leptos_router 0.8 the query of a flat route stays the old one when only the parameters
/// of its path change, so that a section would open with the `?check=1` of the section before.
#[must_use]
pub fn query_map() -> Memo<ParamsMap> {
    use_location().query
}
