//! What was typed into a plain form that the server refused, put back into its fields.

use std::collections::BTreeMap;

/// A refused form: the address it was sent to, and its fields.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptForm {
    /// The path that it was posted to.
    pub action: String,
    /// Names and values, in their order.
    pub fields: Vec<(String, String)>,
}

/// What stood in a field of the form that is posted to `action`; nothing when it was not refused.
///
/// Only the server knows: the browser's half keeps refused forms on the screen and never loses them.
#[must_use]
pub fn kept(action: &str, name: &str) -> Option<String> {
    #[cfg(feature = "ssr")]
    {
        let form = leptos::prelude::use_context::<KeptForm>().filter(|form| form.action == action)?;
        form.fields.into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }
    #[cfg(not(feature = "ssr"))]
    {
        let _ = (action, name);
        None
    }
}

/// What stood in the fields `name[key]` of the form that is posted to `action`, by key; nothing when it was not refused.
#[must_use]
pub fn kept_below(action: &str, name: &str) -> Option<BTreeMap<String, String>> {
    #[cfg(feature = "ssr")]
    {
        let form = leptos::prelude::use_context::<KeptForm>().filter(|form| form.action == action)?;
        let key =
            |field: &str| Some(field.strip_prefix(name)?.strip_prefix('[')?.strip_suffix(']')?.to_owned());
        let fields = form.fields.into_iter();
        Some(fields.filter_map(|(field, value)| Some((key(&field)?, value))).collect())
    }
    #[cfg(not(feature = "ssr"))]
    {
        let _ = (action, name);
        None
    }
}

/// Whether the form that is posted to `action` was refused, so that it must not be folded away.
#[must_use]
pub fn is_kept(action: &str) -> bool {
    #[cfg(feature = "ssr")]
    {
        leptos::prelude::use_context::<KeptForm>().is_some_and(|form| form.action == action)
    }
    #[cfg(not(feature = "ssr"))]
    {
        let _ = action;
        false
    }
}
