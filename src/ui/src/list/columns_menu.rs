//! Choosing and ordering the columns: by pointer and by the arrow keys.

use leptos::html::Div;
use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent};
use model::Name;
use wasm_bindgen::JsCast;

use super::columns::{self, Column};
use super::state::List;
use super::tools::{Tool, tool};
use crate::prelude::*;

const MENU: &str = "columns-menu";

#[component]
pub fn ColumnsMenu(list: List) -> impl IntoView {
    let node = NodeRef::<Div>::new();
    let open = RwSignal::new(false);
    let toggled = move |_| {
        open.set(node.get_untracked().is_some_and(|menu| menu.matches(":popover-open").unwrap_or_default()));
    };
    view! {
        <button class="btn ghost small only-desk" popovertarget=MENU>
            <Icon name="columns-3"/>
            <span class="label">{move || t("list-columns")}</span>
        </button>
        <div
            class="menu end"
            id=MENU
            popover="auto"
            role="dialog"
            aria-label=move || t("list-columns")
            node_ref=node
            on:toggle=toggled
        >
            <Show when=move || open.get()>
                {tool(list, Tool::Columns)}
            </Show>
        </div>
    }
}

/// Chooses and orders columns.
#[component]
pub fn Chooser(
    #[prop(into)] module: Signal<ModuleRef>,
    #[prop(into)] columns: Signal<Vec<Column>>,
    /// Gets those that are chosen; none of them stands for the usual ones.
    #[prop(into)]
    put: Callback<Vec<Column>>,
) -> impl IntoView {
    // The order while one drags; it is put at the end.
    let shown = RwSignal::new(columns.get_untracked());
    Effect::new(move |_| shown.set(columns.get()));
    let drag = Drag { put, shown, dragged: RwSignal::new(None) };
    let said = RwSignal::new(String::new());
    let others = move || {
        let shown = shown.get();
        module.with(|module| {
            let fields = module.fields.iter().filter(|field| columns::is_offered(field));
            let hidden = fields.filter(|field| shown.iter().all(|column| column.field.name != field.name));
            hidden.map(|field| other(drag, field)).collect_view()
        })
    };
    view! {
        <div class="menu-label">{move || t("list-columns-shown")}</div>
        <div role="list">
            <For
                each=move || shown.get()
                key=|column| (column.field.name.clone(), column.field.label.clone())
                let:column
            >
                <Chosen drag column said/>
            </For>
        </div>
        <hr/>
        <div class="menu-label">{move || t("list-columns-hidden")}</div>
        {others}
        <hr/>
        <button class="menu-item" on:click=move |_| put.run(Vec::new())>
            <Icon name="undo-2"/>
            <span>{move || t("list-columns-reset")}</span>
        </button>
        <span class="sr-only" role="status">{move || said.get()}</span>
    }
}

/// A column that is shown: its grip moves it, its box hides it.
#[component]
fn Chosen(drag: Drag, column: Column, said: RwSignal<String>) -> impl IntoView {
    let name = StoredValue::new(column.field.name.clone());
    let label = column.field.label.clone();
    let hide = move |_| {
        let left: Vec<Column> = drag.shown.get_untracked();
        let left: Vec<Column> =
            left.into_iter().filter(|column| name.with_value(|name| column.field.name != *name)).collect();
        if !left.is_empty() {
            drag.put.run(left);
        }
    };
    let key = {
        let label = label.clone();
        move |event: KeyboardEvent| {
            let step = match event.key().as_str() {
                "ArrowUp" => -1,
                "ArrowDown" => 1,
                _ => return,
            };
            event.prevent_default();
            let at = name.with_value(|name| drag.move_by(name, step));
            said.set(format!("{label}: {}", at + 1));
            focus_again(&event);
        }
    };
    let down = move |event: PointerEvent| {
        event.prevent_default();
        let _ = event_target::<HtmlElement>(&event).set_pointer_capture(event.pointer_id());
        drag.dragged.set(Some(name.get_value()));
    };
    view! {
        <div class="menu-item" role="listitem" aria-selected=move || name.with_value(|name| drag.holds(name))>
            <button
                class="btn ghost icon small"
                style=("touch-action", "none")
                aria-label=format!("{label}: {}", t("drag-to-order"))
                on:keydown=key
                on:pointerdown=down
                on:pointermove=move |event| drag.moved(&event)
                on:pointerup=move |_| drag.drop()
                on:pointercancel=move |_| drag.drop()
            >
                <Icon name="grip-vertical"/>
            </button>
            <label class="check grow">
                <input type="checkbox" checked prop:checked=true on:click=hide/>
                {label}
            </label>
        </div>
    }
}

/// Moving an element in the page takes the focus from it.
fn focus_again(event: &KeyboardEvent) {
    let Some(grip) = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    request_animation_frame(move || {
        let _ = grip.focus();
    });
}

fn other(drag: Drag, field: &model::Field) -> AnyView {
    let field = std::sync::Arc::new(field.clone());
    let label = field.label.clone();
    let show = move |_| {
        let mut columns = drag.shown.get_untracked();
        columns.push(Column { field: field.clone(), width: None });
        drag.put.run(columns);
    };
    view! {
        <div class="menu-item">
            <label class="check grow">
                <input type="checkbox" prop:checked=false on:click=show/>
                {label}
            </label>
        </div>
    }
    .into_any()
}

/// Columns on their way to another place.
#[derive(Clone, Copy)]
struct Drag {
    put: Callback<Vec<Column>>,
    shown: RwSignal<Vec<Column>>,
    dragged: RwSignal<Option<Name>>,
}

impl Drag {
    fn holds(self, name: &Name) -> Option<&'static str> {
        self.dragged.with(|dragged| dragged.as_ref() == Some(name)).then_some("true")
    }

    /// The one that is held goes to where the pointer is.
    fn moved(self, event: &PointerEvent) {
        let Some(name) = self.dragged.get_untracked() else { return };
        let grip = event_target::<Element>(event);
        let Some(items) = grip.closest("[role=list]").ok().flatten() else { return };
        let bounds = items.get_bounding_client_rect();
        let count = self.shown.with_untracked(Vec::len);
        let height = bounds.height() / count.max(1) as f64;
        let to = ((f64::from(event.client_y()) - bounds.top()) / height).max(0.0) as usize;
        self.put(&name, to.min(count.saturating_sub(1)));
    }

    fn drop(self) {
        if self.dragged.try_update(Option::take).flatten().is_some() {
            self.put.run(self.shown.get_untracked());
        }
    }

    /// Says where it is then.
    fn move_by(self, name: &Name, step: isize) -> usize {
        let columns = self.shown.get_untracked();
        let at = columns.iter().position(|column| column.field.name == *name).unwrap_or_default();
        let to = at.saturating_add_signed(step).min(columns.len().saturating_sub(1));
        self.put(name, to);
        self.put.run(self.shown.get_untracked());
        to
    }

    fn put(self, name: &Name, to: usize) {
        let mut columns = self.shown.get_untracked();
        let Some(at) = columns.iter().position(|column| column.field.name == *name) else { return };
        if at != to {
            let column = columns.remove(at);
            columns.insert(to.min(columns.len()), column);
            self.shown.set(columns);
        }
    }
}
