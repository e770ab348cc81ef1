//! What only a browser can do.

pub mod still;

use std::future::Future;

use leptos::ev::SubmitEvent;
use views::Failure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    FormData, Headers, HtmlButtonElement, HtmlElement, HtmlFormElement, RequestInit, Response,
    UrlSearchParams,
};

/// How a posted form ended.
pub enum Posted {
    /// Go to this page.
    Moved(String),
    Done,
    Failed(Failure),
}

/// Sends the form of a submit event, with the button that was pressed, as the browser would.
pub fn post_form(event: &SubmitEvent) -> impl Future<Output = Posted> + 'static {
    let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
    let button = event.submitter().and_then(|button| button.dyn_into::<HtmlButtonElement>().ok());
    async move {
        let Some(form) = form else { return Posted::Failed(Failure::Broken) };
        let Ok(data) = FormData::new_with_form(&form) else { return Posted::Failed(Failure::Broken) };
        if let Some(button) = button.filter(|button| !button.name().is_empty())
            && data.append_with_str(&button.name(), &button.value()).is_err()
        {
            return Posted::Failed(Failure::Broken);
        }
        let multipart = form.enctype() == "multipart/form-data";
        post(&form.get_attribute("action").unwrap_or_default(), &data, multipart).await
    }
}

/// Goes somewhere without leaving the present page among those to go back to.
fn replacing() -> leptos_router::NavigateOptions {
    leptos_router::NavigateOptions { replace: true, ..leptos_router::NavigateOptions::default() }
}

/// Where a submitted `method=get` form leads.
#[must_use]
pub fn asked_address(event: &SubmitEvent) -> Option<String> {
    let form = event.target()?.dyn_into::<HtmlFormElement>().ok()?;
    let data = FormData::new_with_form(&form).ok()?;
    let fields = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    let action = form.get_attribute("action")?;
    let (path, place) = action.split_once('#').map_or((action.as_str(), None), |(path, id)| (path, Some(id)));
    let place = place.map_or_else(String::new, |id| format!("#{id}"));
    Some(format!("{path}?{}{place}", String::from(fields.to_string())))
}

/// Posts the data of a form to an address of this site.
pub async fn post(action: &str, data: &FormData, multipart: bool) -> Posted {
    match send(action, data, multipart).await {
        Ok(response) => outcome(&response).await,
        Err(_) => Posted::Failed(Failure::Offline),
    }
}

async fn send(action: &str, data: &FormData, multipart: bool) -> Result<Response, JsValue> {
    let init = asking_for("application/json")?;
    init.set_method("POST");
    if multipart {
        init.set_body(data);
    } else {
        let fields = UrlSearchParams::new_with_record_from_str_to_str(&js_sys::Object::new())?;
        js_sys::Array::from(&js_sys::try_iter(data)?.map_or_else(
            || JsValue::from(js_sys::Array::new()),
            |entries| entries.filter_map(Result::ok).collect::<js_sys::Array>().into(),
        ))
        .for_each(&mut |entry, _, _| {
            let entry = js_sys::Array::from(&entry);
            if let (Some(name), Some(value)) = (entry.get(0).as_string(), entry.get(1).as_string()) {
                fields.append(&name, &value);
            }
        });
        init.set_body(&fields);
    }
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    JsFuture::from(window.fetch_with_str_and_init(action, &init)).await?.dyn_into()
}

/// A request that waits for this kind of answer: the server tells forms and pages apart by it.
fn asking_for(kind: &str) -> Result<RequestInit, JsValue> {
    let headers = Headers::new()?;
    headers.set("Accept", kind)?;
    let init = RequestInit::new();
    init.set_headers(&headers);
    Ok(init)
}

async fn outcome(response: &Response) -> Posted {
    if response.ok() {
        return match response.headers().get("location") {
            Ok(Some(location)) => Posted::Moved(location),
            _ => Posted::Done,
        };
    }
    let body = match response.text() {
        Ok(text) => JsFuture::from(text).await.ok().and_then(|text| text.as_string()),
        Err(_) => None,
    };
    let code = body.unwrap_or_default();
    Posted::Failed(Failure::from_code(code.trim_matches('"')).unwrap_or(Failure::Broken))
}

/// Writes text to the clipboard; nothing happens where the browser refuses.
pub fn copy(text: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.navigator().clipboard().write_text(text);
    }
}

/// Opens the print dialog.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Puts the cursor into the element with this id; nothing happens where there is none.
pub fn focus(id: &str) {
    let element = leptos::prelude::document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.scroll_into_view();
        let _ = element.focus();
    }
}

/// Empties the input or list with this id.
pub fn empty(id: &str) {
    if let Some(field) = leptos::prelude::document().get_element_by_id(id) {
        let _ = js_sys::Reflect::set(&field, &"value".into(), &"".into());
    }
}

/// Takes over the page, then says so on `<html data-hydrated>` for styles and tests.
pub fn hydrate() {
    leptos::mount::hydrate_body(crate::App);
    if let Some(html) = leptos::prelude::document().document_element() {
        let _ = html.set_attribute("data-hydrated", "");
    }
}

/// Every name under which this device keeps answers that the server does not have yet begins so.
pub const KEPT: &str = "motcua.draft.";

/// Removes the answers that this device keeps.
pub fn forget_kept() {
    let Some(Ok(Some(storage))) = web_sys::window().map(|window| window.local_storage()) else { return };
    let names =
        (0..storage.length().unwrap_or_default()).filter_map(|index| storage.key(index).ok().flatten());
    let kept: Vec<String> = names.filter(|name| name.starts_with(KEPT)).collect();
    for name in kept {
        let _ = storage.remove_item(&name);
    }
}
