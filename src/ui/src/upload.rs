//! Sending a file to the server, with progress, and so that it can be stopped.

use api::Failure;
use js_sys::Promise;
use leptos::web_sys::{self, FormData, ProgressEvent, XmlHttpRequest};
use model::{File, Problem};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Where files go; the answer is what a field of the kind file holds.
const ADDRESS: &str = "/files";

/// A file on its way.
#[derive(Clone)]
pub struct Upload {
    request: XmlHttpRequest,
    answered: Promise,
}

impl Upload {
    /// Begins to send `file`; `progress` is told the share that has arrived, 0 to 1. To be called in the browser only.
    pub fn start(file: &web_sys::File, progress: impl Fn(f64) + 'static) -> Result<Upload, Failure> {
        Upload::begin(file, progress).map_err(|error| Failure::Unreachable(format!("{error:?}")))
    }

    fn begin(file: &web_sys::File, progress: impl Fn(f64) + 'static) -> Result<Upload, JsValue> {
        let request = XmlHttpRequest::new()?;
        request.open("POST", ADDRESS)?;
        let told = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
            if event.length_computable() && event.total() > 0.0 {
                progress(event.loaded() / event.total());
            }
        });
        request.upload()?.set_onprogress(Some(told.into_js_value().unchecked_ref()));
        // Whatever becomes of it, the end is the end; the status tells which.
        let answered = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
        let body = FormData::new()?;
        body.append_with_blob_and_filename("file", file, &file.name())?;
        request.send_with_opt_form_data(Some(&body))?;
        Ok(Upload { request, answered })
    }

    pub fn stop(&self) {
        let _ = self.request.abort();
    }

    pub async fn finish(&self) -> Result<File, Failure> {
        let _ = JsFuture::from(self.answered.clone()).await;
        let text = self.request.response_text().ok().flatten().unwrap_or_default();
        match self.request.status().unwrap_or_default() {
            200..=299 => serde_json::from_str(&text).map_err(|error| Failure::Unreachable(error.to_string())),
            401 => Err(Failure::NotSignedIn),
            403 => Err(Failure::NotAllowed),
            413 => Err(Failure::TooLarge),
            429 => Err(Failure::TooMany),
            status => Err(match serde_json::from_str(&text) {
                Ok(Refused { problems }) => Failure::Invalid(problems),
                Err(_) => Failure::Unreachable(format!("status {status}")),
            }),
        }
    }
}

/// The answer to what cannot be taken, as REST gives it.
#[derive(serde::Deserialize)]
struct Refused {
    problems: Vec<Problem>,
}
