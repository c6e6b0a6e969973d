//! The pages and the server functions behind them, both by Leptos with who asks in its context.

use std::sync::{Arc, LazyLock};

use api::calls::{CurrentSession, WHILE_CONFINED};
use api::model::{Formats, Schema};
use api::{Backend, Boot, Failure};
use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::Utc;
use engine::Engine;
use leptos::WasmSplitManifest;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_config::get_config_from_str;
use ui::ServerBoot;

use crate::assets;
use crate::forms::{CODE_PAGE, encode};
use crate::router::{BODY, Server};
use crate::security::page_policy;
use crate::signed_in::{SignedIn, language};

/// `POST /rpc/…`. Nothing of a request is read before it is known who asks.
pub async fn calls(State(engine): State<Engine>, who: Option<SignedIn>, request: Request) -> Response {
    let Some(who) = who else {
        return failed(Failure::NotSignedIn);
    };
    if who.confined && !WHILE_CONFINED.contains(&request.uri().path()) {
        return failed(Failure::SecondFactorRequired);
    }
    let context = move || provide(&engine, Some(&who));
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY).await else { return failed(Failure::TooLarge) };
    let request = Request::from_parts(parts, Body::from(body));
    let mut response = leptos_axum::handle_server_fns_with_context(context, request).await.into_response();
    if response.status() == StatusCode::BAD_REQUEST {
        return failed(Failure::NotFound);
    }
    // Each call sets the status of its failure; what is left are arguments that could not be read.
    if response.status() == StatusCode::INTERNAL_SERVER_ERROR {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    response
}

/// Any other method than POST.
pub async fn no_call() -> Response {
    let post = [(header::ALLOW, HeaderValue::from_static("POST"))];
    (StatusCode::METHOD_NOT_ALLOWED, post, Json(Failure::NotFound)).into_response()
}

fn failed(failure: Failure) -> Response {
    let status = StatusCode::from_u16(failure.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, Json(failure)).into_response()
}

fn provide(engine: &Engine, who: Option<&SignedIn>) {
    provide_context::<Arc<dyn Backend>>(Arc::new(engine.clone()));
    if let Some(who) = who {
        provide_context(Arc::clone(&who.caller));
        if let Some(session) = who.session {
            provide_context(CurrentSession(session));
        }
    }
}

/// Every other address: a file of the site if there is one, else a page.
pub async fn page(State(server): State<Server>, who: Option<SignedIn>, request: Request) -> Response {
    let path = request.uri().path().trim_start_matches('/');
    if let Some(file) = assets::site(path, request.headers()) {
        return file;
    }
    if let Some(answer) = elsewhere(&server.engine, who.as_ref(), request.uri()) {
        return answer;
    }
    match server_boot(&server.engine, who.as_ref(), request.headers()).await {
        Ok(boot) => render(server, who, boot, request).await,
        Err(failure) => {
            tracing::error!(%failure, "a page could not be rendered");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// The page on which a second factor is set up by whoever may do nothing else yet.
const SECOND_FACTOR: &str = "/second-factor";

/// Where whoever is not signed in, or is already, has to go instead.
fn elsewhere(engine: &Engine, who: Option<&SignedIn>, uri: &Uri) -> Option<Response> {
    if !engine.is_empty() && is_for_strangers(uri.path()) {
        return None;
    }
    let page = match (who, engine.is_empty(), uri.path()) {
        (Some(SignedIn { confined: true, .. }), _, SECOND_FACTOR) => return None,
        (Some(SignedIn { confined: true, .. }), _, _) => with_way_back(SECOND_FACTOR, uri),
        (Some(_), _, "/login" | CODE_PAGE | "/setup" | SECOND_FACTOR) => "/".to_owned(),
        (Some(_), _, _) | (None, true, "/setup") | (None, false, "/login" | CODE_PAGE) => return None,
        (None, true, _) => "/setup".to_owned(),
        (None, false, "/setup") => "/login?error=set-up".to_owned(),
        (None, false, _) => with_way_back("/login", uri),
    };
    Some(Redirect::to(&page).into_response())
}

/// The address of `page`, which leads on to what was asked for.
fn with_way_back(page: &str, uri: &Uri) -> String {
    let wanted = uri.path_and_query().map_or("/", |path| path.as_str());
    format!("{page}?next={}", encode(wanted))
}

/// Whether the page is about choosing a password, whoever is signed in where it is opened.
fn is_for_strangers(path: &str) -> bool {
    path == "/forgotten" || ["/invitation/", "/reset/"].iter().any(|start| path.starts_with(start))
}

async fn server_boot(
    engine: &Engine,
    who: Option<&SignedIn>,
    headers: &HeaderMap,
) -> Result<ServerBoot, Failure> {
    // Whoever may do nothing yet is as good as not signed in.
    if let Some(who) = who.filter(|who| !who.confined) {
        let (texts, schema) = (Arc::clone(&who.caller.texts), Arc::clone(&who.caller.schema));
        return Ok(ServerBoot { boot: engine.boot(&who.caller).await?, texts, schema });
    }
    let language = language(headers);
    let (hash, _) = engine.texts_asset(language);
    let boot = Boot {
        me: None,
        company: String::new(),
        logo: String::new(),
        formats: Formats { language, ..Formats::default() },
        texts: format!("/assets/texts/{}.{hash}.ftl", language.code()),
        schema: String::new(),
        sends_mail: engine.sends_mail().await?,
        providers: engine.provider_buttons().await?,
        today: Utc::now().date_naive(),
        pool: false,
    };
    Ok(ServerBoot { boot, texts: engine.texts(language), schema: Arc::new(Schema::default()) })
}

async fn render(server: Server, who: Option<SignedIn>, boot: ServerBoot, request: Request<Body>) -> Response {
    let context = move || {
        provide(&server.engine, who.as_ref());
        provide_context(boot.clone());
        provide_context(built());
        provide_context(PARTS.clone());
        allow_own_scripts();
    };
    let shell = || ui::shell(OPTIONS.clone());
    let mut response = leptos_axum::render_app_async_with_context(context, shell)(request).await;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The options that lie in `Leptos.toml`, which is part of the program.
static OPTIONS: LazyLock<LeptosOptions> = LazyLock::new(|| {
    let options = get_config_from_str(include_str!("../../../Leptos.toml"));
    options.unwrap_or_else(|_| LeptosOptions::builder().output_name("rapport").build())
});

/// The addresses of styles, script and WASM; they change with what is in them.
fn built() -> ui::Assets {
    let at = |ending| format!("/{}/rapport.{ending}", *assets::PKG);
    ui::Assets { css: at("css"), js: at("js"), wasm: at("wasm") }
}

/// By this Leptos names, in the head of a page, the parts that the page will ask for.
static PARTS: LazyLock<WasmSplitManifest> = LazyLock::new(|| {
    let folder = format!("/{}", *assets::PKG);
    WasmSplitManifest(ArcStoredValue::new((folder, assets::parts(), SPLIT.to_owned())))
});

/// The script that fetches them; cargo-leptos names it so where it does not put hashes into names.
const SPLIT: &str = "__wasm_split.______________________.js";

/// Sets the page's content security policy with the nonce that its scripts carry.
fn allow_own_scripts() {
    let Some((nonce, response)) = use_nonce().zip(use_context::<leptos_axum::ResponseOptions>()) else {
        return;
    };
    if let Ok(policy) = HeaderValue::from_str(&page_policy(&nonce)) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}
