//! Nothing that was typed is lost by a wrong click.

/// Asks before the page at hand is left while `dirty` says that something is not saved: by a link of ours in our own
/// words, by closing the tab in the browser's. Ends with the component at hand.
pub fn guard(dirty: impl Fn() -> bool + 'static) {
    #[cfg(not(feature = "ssr"))]
    browser::guard(dirty);
    #[cfg(feature = "ssr")]
    drop(dirty);
}

#[cfg(not(feature = "ssr"))]
mod browser {
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;

    use leptos::ev;
    use leptos::prelude::*;
    use leptos::web_sys::{Element, Event, MouseEvent};
    use wasm_bindgen::JsCast;
    use wasm_bindgen::closure::Closure;

    use crate::dialog::ask_danger;
    use crate::query::go;
    use crate::texts::t;

    type Dirty = Rc<dyn Fn() -> bool>;

    thread_local! {
        static GUARDS: RefCell<Vec<(u64, Dirty)>> = const { RefCell::new(Vec::new()) };
        static NUMBER: Cell<u64> = const { Cell::new(0) };
    }

    pub fn guard(dirty: impl Fn() -> bool + 'static) {
        let number = NUMBER.replace(NUMBER.get() + 1);
        if number == 0 {
            listen();
        }
        GUARDS.with_borrow_mut(|all| all.push((number, Rc::new(dirty))));
        on_cleanup(move || GUARDS.with_borrow_mut(|all| all.retain(|(known, _)| *known != number)));
    }

    fn is_dirty() -> bool {
        let guards: Vec<Dirty> =
            GUARDS.with_borrow(|all| all.iter().map(|(_, dirty)| dirty.clone()).collect());
        guards.iter().any(|dirty| dirty())
    }

    /// Once, and for as long as the page lives.
    fn listen() {
        let _ = window_event_listener(ev::beforeunload, |event| {
            if is_dirty() {
                event.prevent_default();
            }
        });
        let click = Closure::<dyn Fn(Event)>::new(|event: Event| {
            if let Ok(click) = event.dyn_into::<MouseEvent>() {
                clicked(&click);
            }
        });
        // On the way down, so that it is heard before the router.
        let click = click.into_js_value();
        let _ = window().add_event_listener_with_callback_and_bool("click", click.unchecked_ref(), true);
    }

    /// A link that opens beside this page, or leads to a place in it, leaves nothing.
    fn clicked(click: &MouseEvent) {
        let beside = click.ctrl_key() || click.meta_key() || click.shift_key() || click.button() != 0;
        let target = click.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link =
            target.and_then(|target| target.closest("a[href]:not([target], [download])").ok().flatten());
        let Some(href) = link.and_then(|link| link.get_attribute("href")) else { return };
        if beside || !href.starts_with('/') || !is_dirty() {
            return;
        }
        click.prevent_default();
        click.stop_propagation();
        // Who leaves does not want to be asked again.
        let leave = move || {
            GUARDS.with_borrow_mut(Vec::clear);
            go(&href);
        };
        ask_danger(t("record-leave"), t("record-unsaved"), t("record-leave"), leave);
    }
}
