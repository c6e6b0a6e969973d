//! Asking an authenticator for a passkey: a new one, or proof of one that is there.

use api::PasskeyOptions;
use js_sys::{Function, JSON, Object, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::browser;
use crate::icon::Icon;
use crate::texts::t;

/// What the browser is asked for.
#[derive(Clone, Copy)]
pub enum Ask {
    New,
    Proof,
}

/// Why nothing came of it, as a text.
pub type Trouble = &'static str;

/// What the authenticator gave, as JSON.
pub async fn ask(ask: Ask, options: &str) -> Result<String, Trouble> {
    let (parse, verb) = match ask {
        Ask::New => ("parseCreationOptionsFromJSON", "create"),
        Ask::Proof => ("parseRequestOptionsFromJSON", "get"),
    };
    if Reflect::get(&window(), &"isSecureContext".into()).is_ok_and(|safe| safe.is_falsy()) {
        return Err("passkey-not-safe");
    }
    let asked = prepare(parse, verb, options).map_err(|_| "passkey-not-here")?;
    // Whoever thinks better of it, or waits too long, is told so.
    let credential = JsFuture::from(asked).await.map_err(|_| "passkey-none")?;
    written(&credential).ok_or("passkey-not-here")
}

fn prepare(parse: &str, verb: &str, options: &str) -> Result<Promise, JsValue> {
    let class = Reflect::get(&window(), &"PublicKeyCredential".into())?;
    let parse: Function = Reflect::get(&class, &parse.into())?.dyn_into()?;
    let parsed = parse.call1(&class, &JSON::parse(options)?)?;
    let request = Object::new();
    Reflect::set(&request, &"publicKey".into(), &parsed)?;
    let credentials = Reflect::get(&window().navigator(), &"credentials".into())?;
    let ask: Function = Reflect::get(&credentials, &verb.into())?.dyn_into()?;
    ask.call1(&credentials, &request)?.dyn_into()
}

fn written(credential: &JsValue) -> Option<String> {
    let write: Function = Reflect::get(credential, &"toJSON".into()).ok()?.dyn_into().ok()?;
    JSON::stringify(&write.call0(credential).ok()?).ok()?.as_string()
}

/// Signs in with a passkey alone.
#[component]
pub fn PasskeyButton(next: String) -> impl IntoView {
    let (ticket, credential) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (busy, wrong) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let form = NodeRef::<leptos::html::Form>::new();
    let click = move |_| {
        busy.set(true);
        wrong.set(None);
        spawn_local(async move {
            match proof().await {
                Ok((asked, given)) => {
                    ticket.set(asked);
                    credential.set(given);
                    // The form has them only after the page was drawn with them.
                    request_animation_frame(move || {
                        if let Some(form) = form.get_untracked() {
                            let _ = form.submit();
                        }
                    });
                }
                Err(trouble) => {
                    wrong.set(Some(trouble));
                    busy.set(false);
                }
            }
        });
    };
    view! {
        <form class="form" method="post" action="/login/passkey" node_ref=form>
            <input type="hidden" name="next" value=next/>
            <input type="hidden" name="ticket" prop:value=ticket/>
            <input type="hidden" name="credential" prop:value=credential/>
            <button type="button" class="btn wide" aria-busy=move || busy.get().to_string() on:click=click>
                <Icon name="key-round"/>
                {move || t("login-passkey")}
            </button>
            <div aria-live="assertive">{move || wrong.get().map(|key| view! { <p class="error">{t(key)}</p> })}</div>
        </form>
    }
}

/// What was asked, and what the authenticator gave.
async fn proof() -> Result<(String, String), Trouble> {
    let asked = browser::fetch_text("/login/passkey").await.map_err(|_| "passkey-not-here")?;
    let asked: PasskeyOptions = serde_json::from_str(&asked).map_err(|_| "passkey-not-here")?;
    let given = ask(Ask::Proof, &asked.options).await?;
    Ok((asked.ticket, given))
}
