//! Menus that hang on a button: the browser's own popover, with the arrow keys.

use leptos::html::Div;
use leptos::prelude::*;
use leptos::web_sys::{self, HtmlElement, KeyboardEvent, MouseEvent};
use wasm_bindgen::JsCast;

use crate::icon::Icon;
use crate::texts::t;

/// A menu that the button with `popovertarget=id` opens. Its children are `MenuItem`s and
/// `MenuLink`s, `.menu-item`s with `role="menuitemradio"`, `.menu-label`s with `role="presentation"`, and `hr`s. It closes when something was chosen.
#[component]
pub fn Menu(
    id: &'static str,
    #[prop(into)] label: Signal<String>,
    /// Lines up with the other edge of the button.
    #[prop(optional)]
    end: bool,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<Div>::new();
    let key = move |event: KeyboardEvent| {
        if let Some(menu) = node.get_untracked() {
            move_focus(&menu, &event);
        }
    };
    let chosen = move |event: MouseEvent| {
        let item = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let is_item = item.is_some_and(|item| item.closest(".menu-item").ok().flatten().is_some());
        if let (true, Some(menu)) = (is_item, node.get_untracked()) {
            let _ = menu.hide_popover();
        }
    };
    view! {
        <div
            class=if end { "menu end" } else { "menu" }
            id=id
            popover="auto"
            role="menu"
            aria-label=move || label.get()
            node_ref=node
            on:keydown=key
            on:click=chosen
            on:toggle=move |_| focus_first(node)
        >
            {children()}
        </div>
    }
}

/// Something to do: its icon, and the key of its text.
#[component]
pub fn MenuItem(
    icon: &'static str,
    text: &'static str,
    /// Besides `menu-item`.
    #[prop(optional)]
    class: &'static str,
    #[prop(into)] choose: Callback<()>,
) -> impl IntoView {
    view! {
        <button type="button" class=format!("menu-item {class}") role="menuitem" on:click=move |_| choose.run(())>
            <Icon name=icon/>
            <span>{move || t(text)}</span>
        </button>
    }
}

/// Somewhere to go.
#[component]
pub fn MenuLink(icon: &'static str, text: &'static str, #[prop(into)] href: Signal<String>) -> impl IntoView {
    view! {
        <a class="menu-item" role="menuitem" href=move || href.get()>
            <Icon name=icon/>
            <span>{move || t(text)}</span>
        </a>
    }
}

fn focus_first(node: NodeRef<Div>) {
    let Some(menu) = node.get_untracked() else { return };
    if menu.matches(":popover-open").unwrap_or_default()
        && let Some(first) = items(&menu).first()
    {
        let _ = first.focus();
    }
}

fn move_focus(menu: &HtmlElement, event: &KeyboardEvent) {
    let items = items(menu);
    let active = document().active_element();
    let at = items.iter().position(|item| active.as_ref() == Some(item.as_ref()));
    let last = items.len().saturating_sub(1);
    let to = match (event.key().as_str(), at) {
        ("ArrowDown", Some(at)) if at < last => at + 1,
        ("ArrowDown" | "Home", _) => 0,
        ("ArrowUp", Some(at)) if at > 0 => at - 1,
        ("ArrowUp" | "End", _) => last,
        _ => return,
    };
    event.prevent_default();
    if let Some(item) = items.get(to) {
        let _ = item.focus();
    }
}

fn items(menu: &HtmlElement) -> Vec<HtmlElement> {
    let Ok(found) = menu.query_selector_all(".menu-item") else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}
