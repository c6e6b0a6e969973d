//! Sending a file that is to be imported, with progress, and so that it can be stopped.

use api::Failure;
use js_sys::Promise;
use leptos::web_sys::{self, FormData, ProgressEvent, XmlHttpRequest};
use model::Id;
use serde::Deserialize;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::texts::failure_text;

/// The server takes no larger file, in bytes. It says so itself; asked before, nobody waits for 200 MB to be sent.
const LARGEST: f64 = 200.0 * 1024.0 * 1024.0;

/// A file on its way.
#[derive(Clone)]
pub struct Upload {
    request: XmlHttpRequest,
    answered: Promise,
}

/// What the server answers, or why it does not take the file, in the reader's language.
#[derive(Deserialize)]
struct Taken {
    id: Id,
}

#[derive(Deserialize)]
struct Refused {
    detail: String,
}

impl Upload {
    /// Begins to send `file` to be imported into `module`; `progress` is told the share that has arrived, 0 to 1. To be
    /// called in the browser only. The error is a sentence.
    pub fn start(
        file: &web_sys::File,
        module: &str,
        progress: impl Fn(f64) + 'static,
    ) -> Result<Upload, String> {
        if file.size() > LARGEST {
            return Err(failure_text(&Failure::TooLarge));
        }
        Upload::begin(file, module, progress)
            .map_err(|error| failure_text(&Failure::Unreachable(format!("{error:?}"))))
    }

    fn begin(
        file: &web_sys::File,
        module: &str,
        progress: impl Fn(f64) + 'static,
    ) -> Result<Upload, JsValue> {
        let request = XmlHttpRequest::new()?;
        request.open("POST", &format!("/import/{module}"))?;
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

    /// The id of the import, or a sentence that says why there is none.
    pub async fn finish(&self) -> Result<Id, String> {
        let _ = JsFuture::from(self.answered.clone()).await;
        let text = self.request.response_text().ok().flatten().unwrap_or_default();
        let status = self.request.status().unwrap_or_default();
        if let (200..=299, Ok(Taken { id })) = (status, serde_json::from_str(&text)) {
            return Ok(id);
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
