//! Requests to this site.

use std::collections::BTreeMap;

use views::{Commune, Failure, LivePage, Moment, Saved};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, FormData, Headers, HtmlFormElement, RequestInit, Response, SubmitEvent, UrlSearchParams,
};

use super::document;

/// How a posted form ended.
pub(super) enum Posted {
    /// Go to this page.
    Moved(String),
    Done,
    Failed(Failure),
}

/// Sends a form with the button that was pressed, as the browser would.
pub(super) async fn post_form(form: &HtmlFormElement, event: &SubmitEvent) -> Posted {
    let Some(data) = data_of(form, event) else { return Posted::Failed(Failure::Broken) };
    let multipart = form.enctype() == "multipart/form-data";
    match post(&form.get_attribute("action").unwrap_or_default(), &data, multipart).await {
        Ok(response) => outcome(&response).await,
        Err(_) => Posted::Failed(Failure::Offline),
    }
}

fn data_of(form: &HtmlFormElement, event: &SubmitEvent) -> Option<FormData> {
    let data = FormData::new_with_form(form).ok()?;
    let button = event.submitter().and_then(|button| button.dyn_into::<web_sys::HtmlButtonElement>().ok());
    if let Some(button) = button.filter(|button| !button.name().is_empty()) {
        data.append_with_str(&button.name(), &button.value()).ok()?;
    }
    Some(data)
}

/// What stands in a form, to tell whether somebody went on writing.
pub(super) fn written(form: &HtmlFormElement) -> String {
    let data = FormData::new_with_form(form).ok();
    let entries = data.and_then(|data| js_sys::try_iter(&data).ok().flatten());
    let entries = entries.into_iter().flatten().filter_map(Result::ok).map(|entry| {
        let entry = js_sys::Array::from(&entry);
        let file = |value: JsValue| value.dyn_into::<web_sys::File>().ok().map(|file| file.name());
        let value = entry.get(1).as_string().or_else(|| file(entry.get(1)));
        format!("{}={}\n", entry.get(0).as_string().unwrap_or_default(), value.unwrap_or_default())
    });
    entries.collect()
}

/// Where a submitted `method=get` form leads.
pub(super) fn asked_address(form: &HtmlFormElement, event: &SubmitEvent) -> Option<String> {
    let fields = UrlSearchParams::new_with_str_sequence_sequence(&data_of(form, event)?.into()).ok()?;
    let action = form.get_attribute("action")?;
    let (path, place) = action.split_once('#').map_or((action.as_str(), None), |(path, id)| (path, Some(id)));
    let place = place.map_or_else(String::new, |id| format!("#{id}"));
    Some(format!("{path}?{}{place}", String::from(fields.to_string())))
}

async fn post(action: &str, data: &FormData, multipart: bool) -> Result<Response, JsValue> {
    let init = asking_for("application/json")?;
    init.set_method("POST");
    if multipart {
        init.set_body(data);
    } else {
        // Files among the fields have no place here.
        let fields = UrlSearchParams::new()?;
        for entry in js_sys::try_iter(data)?.into_iter().flatten().filter_map(Result::ok) {
            let entry = js_sys::Array::from(&entry);
            if let (Some(name), Some(value)) = (entry.get(0).as_string(), entry.get(1).as_string()) {
                fields.append(&name, &value);
            }
        }
        init.set_body(&fields);
    }
    fetch(action, &init).await
}

/// Saves the answers of a section in the background.
pub(crate) async fn save_answers(
    draft: &str,
    section: &str,
    answers: &BTreeMap<String, String>,
    abort: Option<&AbortController>,
) -> Result<Saved, Failure> {
    let saved = ask("/fn/autosave_draft", abort, |fields| {
        fields.append("draft", draft);
        fields.append("section", section);
        for (key, value) in answers {
            fields.append(&format!("answers[{key}]"), value);
        }
    });
    let at = js_sys::Reflect::get(&saved.await?, &"at".into()).ok().and_then(|at| at.as_f64());
    #[expect(clippy::cast_possible_truncation, reason = "a moment is a whole number of milliseconds")]
    at.map(|at| Saved { at: Moment(at as i64) }).ok_or(Failure::Broken)
}

/// The communes of a province; nothing when they cannot be had.
pub(crate) async fn communes_of(province: &str) -> Option<Vec<Commune>> {
    let list = ask("/fn/list_communes", None, |fields| fields.append("province", province)).await.ok()?;
    let word = |place: &JsValue, name: &str| js_sys::Reflect::get(place, &name.into()).ok()?.as_string();
    let places = js_sys::Array::from(&list);
    places
        .iter()
        .map(|place| Some(Commune { code: word(&place, "code")?, name: word(&place, "name")? }))
        .collect()
}

/// What the server draws now at the address of a live page.
pub(crate) async fn live_page(address: &str) -> Option<LivePage> {
    let packed = document::fetch_live(address).await?;
    views::unpack(&packed)
}

/// Calls a server function and reads its answer.
async fn ask(
    function: &str,
    abort: Option<&AbortController>,
    fill: impl FnOnce(&UrlSearchParams),
) -> Result<JsValue, Failure> {
    let asked = async {
        let init = asking_for("application/json")?;
        init.set_method("POST");
        init.set_signal(abort.map(AbortController::signal).as_ref());
        let fields = UrlSearchParams::new()?;
        fill(&fields);
        init.set_body(&fields);
        // A page that is being left still sends what was typed last.
        js_sys::Reflect::set(&init, &"keepalive".into(), &abort.is_none().into())?;
        fetch(function, &init).await
    };
    let response = asked.await.map_err(|_: JsValue| Failure::Offline)?;
    let text = text_of(&response).await;
    if !response.ok() {
        return Err(failure_in(&response, &text));
    }
    js_sys::JSON::parse(&text).map_err(|_| Failure::Broken)
}

pub(super) async fn fetch(address: &str, init: &RequestInit) -> Result<Response, JsValue> {
    let window = leptos::prelude::window();
    let response = JsFuture::from(window.fetch_with_str_and_init(address, init)).await?.dyn_into()?;
    super::idle::asked();
    Ok(response)
}

/// Uses the session, so that it goes on. Whether somebody is signed in; nothing when the server cannot be reached.
pub(super) async fn is_signed_in() -> Option<bool> {
    let me = ask("/fn/me", None, |_| ()).await.ok()?;
    let name = js_sys::Reflect::get(&me, &"name".into()).ok()?.as_string()?;
    Some(!name.is_empty())
}

/// A request that waits for this kind of answer: the server tells forms and pages apart by it.
pub(super) fn asking_for(kind: &str) -> Result<RequestInit, JsValue> {
    let headers = Headers::new()?;
    headers.set("Accept", kind)?;
    let init = RequestInit::new();
    init.set_headers(&headers);
    Ok(init)
}

async fn outcome(response: &Response) -> Posted {
    if !response.ok() {
        return Posted::Failed(failure_in(response, &text_of(response).await));
    }
    match response.headers().get("location") {
        Ok(Some(location)) => Posted::Moved(location),
        _ => Posted::Done,
    }
}

pub(super) async fn text_of(response: &Response) -> String {
    let Ok(text) = response.text() else { return String::new() };
    JsFuture::from(text).await.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// Failures come as the JSON text of their code; a proxy in front of the server has only the status.
fn failure_in(response: &Response, body: &str) -> Failure {
    let unknown = if response.status() == 429 { Failure::TooManyRequests } else { Failure::Broken };
    Failure::from_code(body.trim_matches('"')).unwrap_or(unknown)
}
