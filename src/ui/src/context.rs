//! What every component can reach: who is signed in, the texts, the schema and how values are written.
//!
//! On the server it is a Leptos context of the request; in the browser there is one page, so it is found from
//! anywhere, also from handlers of events and from tasks, where no context is at hand.

use std::ops::Deref;
use std::sync::Arc;

use api::{Boot, Me};
use leptos::prelude::*;
use model::filter::Asking;
use model::{Formats, Instant, Language, Module, Schema, Texts};

use crate::dialog::Ask;
use crate::theme::Theme;
use crate::title::Named;
use crate::toast::Toast;

/// What a page starts with. The server provides it as a context before it renders `App`; the browser reads it from
/// the page.
#[derive(Clone)]
pub struct ServerBoot {
    pub boot: Boot,
    pub texts: Arc<Texts>,
    pub schema: Arc<Schema>,
}

/// The page's state that all share.
#[derive(Clone, Copy)]
pub struct App {
    pub boot: RwSignal<Boot>,
    /// Changes with `boot`; apart, so that a cell does not copy a time zone.
    pub formats: RwSignal<Arc<Formats>>,
    pub texts: RwSignal<Arc<Texts>>,
    pub schema: RwSignal<Arc<Schema>>,
    /// The time, from when the page answers on; before, page and server would disagree.
    pub now: RwSignal<Option<Instant>>,
    pub theme: RwSignal<Theme>,
    /// Whether the live stream is connected.
    pub live: RwSignal<bool>,
    /// What the page at hand is about, for the tab and the crumbs.
    pub title: RwSignal<Named>,
    pub palette_open: RwSignal<bool>,
    pub help_open: RwSignal<bool>,
    pub create_open: RwSignal<bool>,
    pub(crate) toasts: RwSignal<Vec<Toast>>,
    pub(crate) ask: RwSignal<Option<Ask>>,
}

#[cfg(not(feature = "ssr"))]
thread_local! {
    static PAGE: std::cell::Cell<Option<App>> = const { std::cell::Cell::new(None) };
}

/// The page's shared state.
pub fn app() -> App {
    #[cfg(not(feature = "ssr"))]
    if let Some(app) = PAGE.get() {
        return app;
    }
    expect_context()
}

pub fn formats() -> Arc<Formats> {
    read(app().formats)
}

pub fn schema() -> Arc<Schema> {
    read(app().schema)
}

/// Who is signed in.
pub fn me() -> Option<Me> {
    let boot = app().boot;
    if tracking() { boot.with(|boot| boot.me.clone()) } else { boot.with_untracked(|boot| boot.me.clone()) }
}

pub fn is_administrator() -> bool {
    me().is_some_and(|me| me.level == "administrator")
}

pub fn today() -> chrono::NaiveDate {
    let boot = app().boot;
    if tracking() { boot.with(|boot| boot.today) } else { boot.with_untracked(|boot| boot.today) }
}

/// Who asks and when, for conditions that are answered here. Who is in whose team or department only the
/// server knows.
pub fn asking() -> Asking {
    let formats = formats();
    let (zone, first_weekday) = (formats.zone.clone(), formats.first_weekday);
    let now = app().now.get_untracked().unwrap_or_else(|| zone.instant(today().into()));
    let (team, department) = (Vec::new(), Vec::new());
    Asking { now, zone, first_weekday, me: me().map(|me| me.id), team, department }
}

pub fn language() -> Language {
    formats().language
}

/// The module of this name, if there is one that the user may see.
pub fn module(name: &str) -> Option<ModuleRef> {
    ModuleRef::find(schema(), name)
}

/// A module within the schema that it belongs to: as cheap to keep as a number.
#[derive(Clone)]
pub struct ModuleRef {
    schema: Arc<Schema>,
    at: usize,
}

impl ModuleRef {
    pub fn find(schema: Arc<Schema>, name: &str) -> Option<ModuleRef> {
        let at = schema.modules.iter().position(|module| module.name == name)?;
        Some(ModuleRef { schema, at })
    }

    /// All modules, in their order.
    pub fn all(schema: &Arc<Schema>) -> impl Iterator<Item = ModuleRef> {
        (0..schema.modules.len()).map(|at| ModuleRef { schema: schema.clone(), at })
    }

    pub fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }
}

impl Deref for ModuleRef {
    type Target = Module;

    fn deref(&self) -> &Module {
        &self.schema.modules[self.at]
    }
}

impl PartialEq for ModuleRef {
    fn eq(&self, other: &ModuleRef) -> bool {
        self.at == other.at && Arc::ptr_eq(&self.schema, &other.schema)
    }
}

impl ServerBoot {
    /// For the list of routes, which is made without a request.
    pub fn nobody() -> ServerBoot {
        let formats = Formats::default();
        let boot = Boot {
            me: None,
            company: String::new(),
            logo: String::new(),
            formats,
            texts: String::new(),
            schema: String::new(),
            sends_mail: false,
            providers: Vec::new(),
            today: chrono::NaiveDate::default(),
            pool: false,
        };
        ServerBoot {
            boot,
            texts: Arc::new(Texts::new(Language::English, [])),
            schema: Arc::new(Schema::default()),
        }
    }
}

impl App {
    /// Makes the state and puts it where `app` finds it.
    pub(crate) fn provide(start: ServerBoot) -> App {
        let app = App {
            formats: RwSignal::new(Arc::new(start.boot.formats.clone())),
            boot: RwSignal::new(start.boot),
            texts: RwSignal::new(start.texts),
            schema: RwSignal::new(start.schema),
            now: RwSignal::new(None),
            theme: RwSignal::new(Theme::chosen()),
            live: RwSignal::new(true),
            title: RwSignal::new(Named::default()),
            palette_open: RwSignal::new(false),
            help_open: RwSignal::new(false),
            create_open: RwSignal::new(false),
            toasts: RwSignal::new(Vec::new()),
            ask: RwSignal::new(None),
        };
        #[cfg(not(feature = "ssr"))]
        PAGE.set(Some(app));
        provide_context(app);
        app
    }

    /// Goes on with other texts, another schema and other formats: the page shows them at once.
    pub(crate) fn adopt(self, start: ServerBoot) {
        self.formats.set(Arc::new(start.boot.formats.clone()));
        self.texts.set(start.texts);
        self.schema.set(start.schema);
        self.boot.set(start.boot);
    }
}

/// Whether a change of what is read now will be noticed. Handlers read without, and need no warning about it.
pub(crate) fn tracking() -> bool {
    leptos::reactive::graph::Observer::get().is_some()
}

fn read<T: Clone + Send + Sync + 'static>(signal: RwSignal<T>) -> T {
    if tracking() { signal.get() } else { signal.get_untracked() }
}
