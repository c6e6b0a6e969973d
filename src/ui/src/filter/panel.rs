//! The panel with the condition as a form and as text. Both change one tree, which is put into the URL when one stops
//! for a moment: the list behind follows.

use std::time::Duration;

use leptos::html::Div;
use leptos::prelude::*;
use model::{Filter, FilterError};

use super::Condition;
use super::builder::Builder;
use super::text::FilterText;
use super::tree::Tree;
use crate::icon::Icon;
use crate::texts::t;

/// What opens the panel names it.
pub const PANEL: &str = "filter-panel";

const PAUSE: Duration = Duration::from_millis(300);

/// A condition while it is changed.
#[derive(Clone, Copy)]
pub struct Editor {
    pub condition: Condition,
    pub tree: RwSignal<Tree>,
    pub text: RwSignal<String>,
    pub error: RwSignal<Option<FilterError>>,
    waiting: StoredValue<Option<(Filter, TimeoutHandle)>>,
}

impl Editor {
    fn new(condition: Condition) -> Editor {
        let parsed = condition.parsed.get_untracked();
        let filter = condition.with_titles(parsed.clone().unwrap_or_default());
        Editor {
            condition,
            tree: RwSignal::new(Tree::new(&filter)),
            text: RwSignal::new(condition.text.get_untracked()),
            error: RwSignal::new(parsed.err()),
            waiting: StoredValue::new(None),
        }
    }

    /// The form was changed.
    pub fn change(self, change: impl FnOnce(&mut Tree)) {
        self.tree.update(change);
        let filter = self
            .condition
            .module
            .with_untracked(|module| self.tree.with_untracked(|tree| tree.filter(module, module.schema())));
        self.text.set(filter.to_string());
        self.error.set(None);
        self.apply_soon(filter);
    }

    /// The text was changed.
    pub fn write(self, text: String) {
        let parsed =
            self.condition.module.with_untracked(|module| Filter::parse(&text, module, module.schema()));
        self.text.set(text);
        match parsed {
            Ok(filter) => {
                self.error.set(None);
                self.tree.set(Tree::new(&self.condition.with_titles(filter.clone())));
                self.apply_soon(filter);
            }
            Err(error) => self.error.set(Some(error)),
        }
    }

    fn apply_soon(self, filter: Filter) {
        self.stop();
        if let Ok(timer) = set_timeout_with_handle(move || self.apply(), PAUSE) {
            self.waiting.set_value(Some((filter, timer)));
        }
    }

    fn apply(self) {
        if let Some((filter, _)) = self.stop() {
            self.condition.set(&filter);
        }
    }

    fn stop(self) -> Option<(Filter, TimeoutHandle)> {
        let waiting = self.waiting.try_update_value(Option::take).flatten();
        if let Some((_, timer)) = &waiting {
            timer.clear();
        }
        waiting
    }
}

/// Opens the panel; says how many conditions there are.
#[component]
pub fn FilterButton(condition: Condition) -> impl IntoView {
    let count = move || condition.parts().len();
    let badge = move || (count() > 0).then(|| view! { <span class="badge accent">{count}</span> });
    view! {
        <button class="btn ghost small" popovertarget=PANEL>
            <Icon name="funnel"/>
            <span class="label">{move || t("filter")}</span>
            {badge}
        </button>
    }
}

/// The panel itself, filled while it is open.
#[component]
pub fn FilterPanel(condition: Condition) -> impl IntoView {
    let node = NodeRef::<Div>::new();
    let open = RwSignal::new(false);
    let toggled = move |_| {
        let now =
            node.get_untracked().is_some_and(|panel| panel.matches(":popover-open").unwrap_or_default());
        open.set(now);
    };
    view! {
        <div
            class="menu wide"
            id=PANEL
            popover="auto"
            role="dialog"
            aria-label=move || t("filter-title")
            node_ref=node
            on:toggle=toggled
        >
            <Show when=move || open.get()>
                <Content condition/>
            </Show>
        </div>
    }
}

#[component]
fn Content(condition: Condition) -> impl IntoView {
    let editor = Editor::new(condition);
    on_cleanup(move || editor.apply());
    view! {
        <div class="filter-builder">
            <Builder editor/>
            <FilterText editor/>
        </div>
    }
}
