//! The HTML document around the page, made on the server.

use leptos::prelude::*;
use leptos_meta::MetaTags;

use crate::app::App;
use crate::context::ServerBoot;
use crate::theme::Theme;

/// Addresses of the built files. The server may provide them as a context, with names that change with their content;
/// else they are what the options say.
#[derive(Clone, Debug)]
pub struct Assets {
    pub css: String,
    pub js: String,
    pub wasm: String,
}

impl Assets {
    fn of(options: &LeptosOptions) -> Assets {
        let at = |file: &str| format!("/{}/{}{file}", options.site_pkg_dir, options.output_name);
        Assets { css: at(".css"), js: at(".js"), wasm: at(".wasm") }
    }
}

/// The whole document. `ServerBoot` is found as a context, and `Assets` if there are any.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let assets = use_context::<Assets>().unwrap_or_else(|| Assets::of(&options));
    let start = use_context::<ServerBoot>().unwrap_or_else(ServerBoot::nobody);
    let (texts, schema) = (start.boot.texts.clone(), start.boot.schema.clone());
    view! {
        <!DOCTYPE html>
        <html lang=start.boot.formats.language.code() data-theme=Theme::chosen().attribute()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="theme-color" content="#f5f7f7" media="(prefers-color-scheme: light)"/>
                <meta name="theme-color" content="#0f1213" media="(prefers-color-scheme: dark)"/>
                <link rel="stylesheet" href=assets.css.clone()/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
                <link rel="manifest" href="/site.webmanifest"/>
                <link rel="modulepreload" href=assets.js.clone()/>
                {preload(assets.wasm.clone())}
                {preload(texts)}
                {preload(schema)}
                <script id="boot" type="application/json" inner_html=boot_json(&start)></script>
                <script type="module" nonce=use_nonce() inner_html=start_script(&assets)></script>
                <AutoReload options=options/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// Has the browser fetch what `start` will ask for, while it still reads the page.
fn preload(href: String) -> Option<impl IntoView> {
    (!href.is_empty()).then(|| view! { <link rel="preload" href=href r#as="fetch" crossorigin="anonymous"/> })
}

fn start_script(assets: &Assets) -> String {
    let Assets { js, wasm, .. } = assets;
    format!("import start,{{hydrate}} from {js:?};await start({{module_or_path:{wasm:?}}});await hydrate();")
}

/// Nothing in it can end the element that it stands in.
fn boot_json(start: &ServerBoot) -> String {
    serde_json::to_string(&start.boot).unwrap_or_default().replace('<', "\\u003c")
}
