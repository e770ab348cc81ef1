use std::sync::Arc;

use leptos::prelude::use_context;
use views::Operator;

/// Whose site this is; nothing while no catalogue is loaded.
#[must_use]
pub fn operator() -> Option<Arc<Operator>> {
    use_context::<Option<Arc<Operator>>>().flatten()
}
