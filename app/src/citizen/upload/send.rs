use js_sys::Promise;
use views::Failure;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FormData, ProgressEvent, XmlHttpRequest};

/// Sends one file and tells how many per cent have left. `fetch` cannot tell that, so this is the older request.
pub(super) async fn send(action: &str, file: &File, told: impl Fn(u8) + 'static) -> Result<(), Failure> {
    let told = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.length_computable() && event.total() > 0.0 {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
            told((event.loaded() / event.total() * 100.0) as u8);
        }
    });
    let request = request(action, file, told.as_ref().unchecked_ref()).map_err(|_| Failure::Broken)?;
    let ended = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    let _ = JsFuture::from(ended).await;
    match request.status() {
        Ok(200..=299) => Ok(()),
        Ok(0) | Err(_) => Err(Failure::Offline),
        Ok(_) => {
            let code = request.response_text().ok().flatten().unwrap_or_default();
            Err(Failure::from_code(code.trim_matches('"')).unwrap_or(Failure::Broken))
        }
    }
}

fn request(action: &str, file: &File, told: &js_sys::Function) -> Result<XmlHttpRequest, JsValue> {
    let data = FormData::new()?;
    data.append_with_blob_and_filename("file", file, &file.name())?;
    let request = XmlHttpRequest::new()?;
    request.open("POST", action)?;
    request.set_request_header("Accept", "application/json")?;
    request.upload()?.set_onprogress(Some(told));
    request.send_with_opt_form_data(Some(&data))?;
    Ok(request)
}
