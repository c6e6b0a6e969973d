//! Sending a file to the server, with progress, and so that it can be stopped.

use api::Failure;
use js_sys::Promise;
use leptos::web_sys::{self, FormData, ProgressEvent, XmlHttpRequest};
use model::Problem;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::field::size;
use crate::texts::{failure_text, problem_text};

/// A file on its way.
#[derive(Clone)]
pub struct Upload {
    request: XmlHttpRequest,
    answered: Promise,
}

/// Why the server does not take it, in the reader's language.
#[derive(Deserialize)]
struct Refused {
    detail: String,
}

impl Upload {
    /// Begins to send `file` to `address`, where at most `largest` bytes are taken; `progress` is told the share that
    /// has arrived, 0 to 1. To be called in the browser only. The error is a sentence.
    pub fn start(
        address: &str,
        largest: u64,
        file: &web_sys::File,
        progress: impl Fn(f64) + 'static,
    ) -> Result<Upload, String> {
        // The server says so itself; asked before, nobody waits for all of it to be sent.
        if file.size() > largest as f64 {
            return Err(problem_text(&Problem::new("", "too-large").detail(size(largest))));
        }
        Upload::begin(address, file, progress)
            .map_err(|error| failure_text(&Failure::Unreachable(format!("{error:?}"))))
    }

    fn begin(
        address: &str,
        file: &web_sys::File,
        progress: impl Fn(f64) + 'static,
    ) -> Result<Upload, JsValue> {
        let request = XmlHttpRequest::new()?;
        request.open("POST", address)?;
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

    /// What the server answers, or a sentence that says why there is no answer.
    pub async fn finish<T: DeserializeOwned>(&self) -> Result<T, String> {
        let _ = JsFuture::from(self.answered.clone()).await;
        let text = self.request.response_text().ok().flatten().unwrap_or_default();
        let status = self.request.status().unwrap_or_default();
        if let (200..=299, Ok(answer)) = (status, serde_json::from_str(&text)) {
            return Ok(answer);
        }
        let said = serde_json::from_str(&text).map(|refused: Refused| refused.detail).unwrap_or_default();
        Err(if said.is_empty() { failure_text(&why(status)) } else { said })
    }
}

fn why(status: u16) -> Failure {
    match status {
        401 => Failure::NotSignedIn,
        403 => Failure::NotAllowed,
        404 => Failure::NotFound,
        413 => Failure::TooLarge,
        429 => Failure::TooMany,
        status => Failure::Unreachable(format!("status {status}")),
    }
}
