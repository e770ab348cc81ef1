use leptos::prelude::*;
use views::Commune;

use super::ApiError;
#[cfg(feature = "ssr")]
use super::request::caller;

/// The communes of a province, for the address picker.
#[server(prefix = "/fn", endpoint = "list_communes")]
pub async fn list_communes(province: String) -> Result<Vec<Commune>, ApiError> {
    let (office, _) = caller()?;
    Ok(office.places().communes(&province))
}
