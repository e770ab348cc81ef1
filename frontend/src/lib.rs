//! Takes over the page that the server rendered.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the script that the shell writes into the page.
#[wasm_bindgen]
pub fn hydrate() {
    app::hydrate();
}
