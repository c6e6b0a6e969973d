//! Dialogs over the page: the browser's own element keeps the focus in and gives it back.

use leptos::html::Dialog;
use leptos::prelude::*;
use leptos::web_sys;
use wasm_bindgen::JsCast;

use crate::context::app;
use crate::icon::Icon;
use crate::texts::t;

/// A dialog that is there while `open` is true. Its children are `.modal-body` and `.modal-foot`, made anew each time.
///
/// ```ignore
/// <Modal open title=move || t("settings-user-set-password")>
///     <div class="modal-body">…</div>
///     <footer class="modal-foot">…</footer>
/// </Modal>
/// ```
#[component]
pub fn Modal(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(optional)] wide: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let content = StoredValue::new(children);
    view! {
        <DialogBox open class=if wide { "modal wide" } else { "modal" } title>
            <header class="modal-head">
                <h2>{move || title.get()}</h2>
                <button
                    type="button"
                    class="btn ghost icon small"
                    aria-label=move || t("close")
                    on:click=move |_| open.set(false)
                >
                    <Icon name="x"/>
                </button>
            </header>
            {content.with_value(|content| content())}
        </DialogBox>
    }
}

/// A dialog that comes from below on a phone: a menu for the thumb.
#[component]
pub fn Sheet(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    children: ChildrenFn,
) -> impl IntoView {
    let content = StoredValue::new(children);
    view! {
        <DialogBox open class="sheet" title>
            <div class="sheet-grip"></div>
            <h2>{move || title.get()}</h2>
            {content.with_value(|content| content())}
        </DialogBox>
    }
}

/// The element itself, opened and closed by a signal, with any content.
#[component]
pub fn DialogBox(
    open: RwSignal<bool>,
    class: &'static str,
    #[prop(into)] title: Signal<String>,
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        if open.get() && !dialog.open() {
            // After the content has been made, so that what is to have the focus is there.
            queue_microtask(move || show_modal(&dialog));
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    // A click on the backdrop is a click on the element itself.
    let outside = move |event: web_sys::MouseEvent| {
        let on_itself =
            event.target().is_some_and(|target| target.dyn_ref::<web_sys::HtmlDialogElement>().is_some());
        if on_itself {
            open.set(false);
        }
    };
    view! {
        <dialog
            class=class
            node_ref=node
            aria-label=move || title.get()
            on:close=move |_| open.set(false)
            on:mousedown=outside
        >
            <Show when=move || open.get()>{children()}</Show>
        </dialog>
    }
}

fn show_modal(dialog: &web_sys::HtmlDialogElement) {
    if dialog.is_connected() && !dialog.open() {
        let _ = dialog.show_modal();
        let first = dialog.query_selector("[autofocus]").ok().flatten();
        if let Some(first) = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = first.focus();
        }
    }
}

/// A question before something that is not done lightly.
#[derive(Clone)]
pub struct Ask {
    title: String,
    text: String,
    yes: String,
    danger: bool,
    then: Callback<()>,
}

/// Asks, and calls `then` if the answer is yes. `yes` is what the button says.
pub fn ask(
    title: impl Into<String>,
    text: impl Into<String>,
    yes: impl Into<String>,
    then: impl Fn() + Send + Sync + 'static,
) {
    show(title.into(), text.into(), yes.into(), false, then);
}

/// As `ask`, for what takes something away.
pub fn ask_danger(
    title: impl Into<String>,
    text: impl Into<String>,
    yes: impl Into<String>,
    then: impl Fn() + Send + Sync + 'static,
) {
    show(title.into(), text.into(), yes.into(), true, then);
}

fn show(title: String, text: String, yes: String, danger: bool, then: impl Fn() + Send + Sync + 'static) {
    let then = Callback::new(move |()| then());
    app().ask.set(Some(Ask { title, text, yes, danger, then }));
}

/// Where the question appears.
#[component]
pub(crate) fn Asking() -> impl IntoView {
    let asked = app().ask;
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(asked.with(Option::is_some)));
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            asked.set(None);
        }
        now
    });
    let title = Signal::derive(move || {
        asked.with(|ask| ask.as_ref().map(|ask| ask.title.clone())).unwrap_or_default()
    });
    view! {
        <DialogBox open class="modal confirm" title>
            {move || asked.get().map(|ask| view! { <Question ask open/> })}
        </DialogBox>
    }
}

#[component]
fn Question(ask: Ask, open: RwSignal<bool>) -> impl IntoView {
    let Ask { title, text, yes, danger, then } = ask;
    let confirm = move |_| {
        open.set(false);
        then.run(());
    };
    view! {
        <header class="modal-head"><h2>{title}</h2></header>
        <div class="modal-body"><p>{text}</p></div>
        <footer class="modal-foot">
            <button type="button" class="btn" on:click=move |_| open.set(false)>{move || t("cancel")}</button>
            <button type="button" class="btn primary" class:danger=danger on:click=confirm>{yes}</button>
        </footer>
    }
}
