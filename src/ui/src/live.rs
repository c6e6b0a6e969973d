//! What others change: one stream from the server for the whole page, told to whoever listens.
//!
//! A tab that is not looked at gives its connection back after a while, because a browser keeps few of them to one
//! server; when it is looked at again, or when a lost connection is back, everybody is told to ask anew.

use api::LiveChange;
use leptos::prelude::*;
use model::Name;

/// What a listener is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Records of the module changed. Whoever did it may be oneself, here or elsewhere: compare versions.
    Change(LiveChange),
    /// Something may have been missed: ask anew.
    Refresh,
}

/// Calls `then` with all news of a module until the component at hand is gone. Does nothing on the server.
pub fn on_live(module: impl Into<Name>, then: impl Fn(&News) + 'static) {
    listen(module.into(), then);
}

/// Grows with all news of a module: for what is simply asked anew.
pub fn live_version(module: impl Into<Name>) -> ReadSignal<u64> {
    let (version, set_version) = signal(0);
    on_live(module, move |_| set_version.update(|version| *version += 1));
    version
}

/// Has everybody ask anew.
pub fn refresh_all() {
    tell(&News::Refresh);
}

#[cfg(feature = "ssr")]
fn listen(_: Name, _: impl Fn(&News) + 'static) {}

#[cfg(feature = "ssr")]
fn tell(_: &News) {}

#[cfg(feature = "ssr")]
pub(crate) fn start() {}

#[cfg(not(feature = "ssr"))]
pub(crate) use browser::start;
#[cfg(not(feature = "ssr"))]
use browser::{listen, tell};

#[cfg(not(feature = "ssr"))]
mod browser {
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;
    use std::time::Duration;

    use leptos::ev;
    use leptos::prelude::*;
    use leptos::task::spawn_local;
    use leptos::web_sys::{Event, EventSource, MessageEvent};
    use model::{Field, Name};
    use wasm_bindgen::JsCast;
    use wasm_bindgen::closure::Closure;

    use super::News;
    use crate::context::{app, module as find_module};

    const ADDRESS: &str = "/live";
    /// How long a hidden tab keeps its connection.
    const HIDDEN: Duration = Duration::from_secs(20);
    /// After the browser itself has given up.
    const AGAIN: Duration = Duration::from_secs(5);

    struct Listener {
        number: u64,
        module: Name,
        then: Rc<dyn Fn(&News)>,
    }

    thread_local! {
        static LISTENERS: RefCell<Vec<Listener>> = const { RefCell::new(Vec::new()) };
        static NUMBER: Cell<u64> = const { Cell::new(0) };
        static SOURCE: RefCell<Option<EventSource>> = const { RefCell::new(None) };
        static GIVE_BACK: Cell<Option<TimeoutHandle>> = const { Cell::new(None) };
    }

    pub(super) fn listen(module: Name, then: impl Fn(&News) + 'static) {
        let number = NUMBER.replace(NUMBER.get() + 1);
        LISTENERS.with_borrow_mut(|all| all.push(Listener { number, module, then: Rc::new(then) }));
        on_cleanup(move || LISTENERS.with_borrow_mut(|all| all.retain(|listener| listener.number != number)));
    }

    /// The listeners are copied first: one that is called may end others or add some.
    pub(super) fn tell(news: &News) {
        let heard = |listener: &Listener| {
            let hears = match news {
                News::Change(change) if listener.module == change.module => news.clone(),
                News::Change(change) if rolls_up(&listener.module, &change.module) => News::Refresh,
                News::Change(_) => return None,
                News::Refresh => News::Refresh,
            };
            Some((listener.then.clone(), hears))
        };
        let all: Vec<_> = LISTENERS.with_borrow(|all| all.iter().filter_map(heard).collect());
        all.iter().for_each(|(then, news)| then(news));
    }

    /// Whether records of `module` show what is counted over those of `other`.
    fn rolls_up(module: &str, other: &str) -> bool {
        let counts = |field: &Field| field.roll_up.as_ref().is_some_and(|roll_up| roll_up.module == other);
        untrack(|| find_module(module)).is_some_and(|module| module.fields.iter().any(counts))
    }

    /// Connects, if somebody is signed in. Called once, when the page answers.
    pub(crate) fn start() {
        if app().boot.with_untracked(|boot| boot.me.is_none()) {
            return;
        }
        connect(false);
        let _ =
            window_event_listener(
                ev::visibilitychange,
                |_| if document().hidden() { hidden() } else { shown() },
            );
    }

    /// `again`: it was connected before, so something may have been missed meanwhile.
    fn connect(again: bool) {
        let Ok(source) = EventSource::new(ADDRESS) else { return };
        let missed = Cell::new(again);
        let opened = Closure::<dyn Fn()>::new(move || {
            app().live.set(true);
            if missed.replace(true) {
                tell(&News::Refresh);
            }
        });
        let told = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
            let text = event.data().as_string().unwrap_or_default();
            if let Ok(change) = serde_json::from_str(&text) {
                tell(&News::Change(change));
            }
        });
        let refresh = Closure::<dyn Fn()>::new(|| tell(&News::Refresh));
        let rights = Closure::<dyn Fn()>::new(take_on_rights);
        let lost = Closure::<dyn Fn(Event)>::new(|event: Event| lost(&event));
        source.set_onopen(Some(opened.into_js_value().unchecked_ref()));
        source.set_onerror(Some(lost.into_js_value().unchecked_ref()));
        let _ = source.add_event_listener_with_callback("change", told.into_js_value().unchecked_ref());
        let _ = source.add_event_listener_with_callback("refresh", refresh.into_js_value().unchecked_ref());
        let _ = source.add_event_listener_with_callback("rights", rights.into_js_value().unchecked_ref());
        SOURCE.set(Some(source));
    }

    /// One may do or know other things than before: the page shows these, and asks anew for all that it shows.
    fn take_on_rights() {
        spawn_local(async {
            if crate::start::reload().await.is_ok() {
                tell(&News::Refresh);
            }
        });
    }

    /// The browser tries again by itself, unless the server answered with something else than a stream.
    fn lost(event: &Event) {
        app().live.set(false);
        let given_up = event
            .target()
            .and_then(|target| target.dyn_into::<EventSource>().ok())
            .is_some_and(|source| source.ready_state() == EventSource::CLOSED);
        if given_up && SOURCE.take().is_some() {
            set_timeout(
                || {
                    if SOURCE.with_borrow(Option::is_none) && !document().hidden() {
                        connect(true);
                    }
                },
                AGAIN,
            );
        }
    }

    fn hidden() {
        let give_back = || {
            if let Some(source) = SOURCE.take() {
                source.close();
            }
        };
        GIVE_BACK.set(set_timeout_with_handle(give_back, HIDDEN).ok());
    }

    fn shown() {
        if let Some(timer) = GIVE_BACK.take() {
            timer.clear();
        }
        if SOURCE.with_borrow(Option::is_none) {
            connect(true);
        }
    }
}
