//! The panel with the condition as a form and as text. Both change one tree, which is put into the URL when one stops
//! for a moment: the list behind follows.

use std::time::Duration;

use leptos::html::Div;
use leptos::prelude::*;
use model::{Field, Filter, FilterError};

use super::Condition;
use super::builder::Builder;
use super::pick::is_offered;
use super::text::{FilterText, text_id};
use super::tree::Tree;
use crate::browser;
use crate::context::ModuleRef;
use crate::icon::Icon;
use crate::later::later;
use crate::texts::t;

/// What opens the panel names it.
pub const PANEL: &str = "filter-panel";

/// The button above the rows, on which the panel hangs.
const BUTTON: &str = "filter-button";

/// With it begin the ids of the inputs in the panel.
const ID: &str = "filter";

const PAUSE: Duration = Duration::from_millis(300);

/// A condition while it is changed.
#[derive(Clone, Copy)]
pub struct Editor {
    pub condition: Condition,
    /// With it begin the ids of its inputs.
    pub id: &'static str,
    pub tree: RwSignal<Tree>,
    pub text: RwSignal<String>,
    pub error: RwSignal<Option<FilterError>>,
    waiting: StoredValue<Option<(Filter, TimeoutHandle)>>,
    /// Whether the URL has got something from here: one visit of the panel is one step back.
    stepped: StoredValue<bool>,
}

/// A text that could not be read when the panel was closed, and the condition that was in force.
#[derive(Clone)]
struct Unread {
    text: String,
    condition: String,
}

impl Editor {
    pub fn new(condition: Condition, id: &'static str) -> Editor {
        let parsed = condition.parsed.get_untracked();
        let filter = condition.with_titles(parsed.clone().unwrap_or_default());
        let editor = Editor {
            condition,
            id,
            tree: RwSignal::new(Tree::new(&filter)),
            text: RwSignal::new(condition.text.get_untracked()),
            error: RwSignal::new(parsed.err()),
            waiting: StoredValue::new(None),
            stepped: StoredValue::new(false),
        };
        if filter == Filter::Always {
            editor.offer_rule();
        }
        editor
    }

    /// The field that a new rule begins with.
    pub fn first_field(self) -> Option<Field> {
        let module = self.condition.module;
        module.with_untracked(|module| module.fields.iter().find(|field| is_offered(field)).cloned())
    }

    /// A rule to fill in, where there is none.
    fn offer_rule(self) {
        if let Some(field) = self.first_field() {
            self.tree.update(|tree| {
                let root = tree.root.key;
                tree.add_rule(root, &field);
            });
        }
    }

    /// The URL was changed by something else, such as the browser's "back".
    fn follow(self) {
        let Ok(filter) = self.condition.parsed.get_untracked() else { return };
        let waiting = self.waiting.with_value(Option::is_some);
        if waiting || self.error.with_untracked(Option::is_some) || self.read().as_ref() == Ok(&filter) {
            return;
        }
        self.text.set(filter.to_string());
        self.tree.set(Tree::new(&self.condition.with_titles(filter)));
    }

    /// The text as a condition.
    fn read(self) -> Result<Filter, FilterError> {
        let module = self.condition.module;
        let parse = |module: &ModuleRef| {
            self.text.with_untracked(|text| Filter::parse(text, module, module.schema()))
        };
        module.with_untracked(parse)
    }

    /// What would be lost if the panel were closed.
    fn unread(self) -> Option<Unread> {
        self.error.with_untracked(Option::is_some).then(|| Unread {
            text: self.text.get_untracked(),
            condition: self.condition.text.get_untracked(),
        })
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
        self.text.set(text);
        match self.read() {
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
            let stepped = self.stepped.try_update_value(|stepped| std::mem::replace(stepped, true));
            if stepped == Some(false) { self.condition.set(&filter) } else { self.condition.adjust(&filter) }
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
        <button class="btn ghost small" id=BUTTON popovertarget=PANEL>
            <Icon name="funnel"/>
            <span class="label">{move || t("filter")}</span>
            {badge}
        </button>
    }
}

/// Opens the panel in its usual place, from where it would lose what it hangs on once the condition is mended.
pub fn show_panel() {
    if let Some(button) = browser::element(BUTTON) {
        button.click();
    }
}

/// The panel itself, filled while it is open.
#[component]
pub fn FilterPanel(condition: Condition) -> impl IntoView {
    let node = NodeRef::<Div>::new();
    let open = RwSignal::new(false);
    let unread = StoredValue::new(None::<Unread>);
    let look = move || {
        let now =
            node.get_untracked().is_some_and(|panel| panel.matches(":popover-open").unwrap_or_default());
        open.set(now);
    };
    // The browser opens it also before the page is awake.
    Effect::new(move |_| look());
    view! {
        <div
            class="menu wide"
            id=PANEL
            popover="auto"
            role="dialog"
            aria-label=move || t("filter-title")
            node_ref=node
            on:toggle=move |_| look()
        >
            <Show when=move || open.get()>
                {later(move || content(condition, unread))}
            </Show>
        </div>
    }
}

#[lazy]
fn content(condition: Condition, unread: StoredValue<Option<Unread>>) -> AnyView {
    view! { <Content condition unread/> }.into_any()
}

#[component]
fn Content(condition: Condition, unread: StoredValue<Option<Unread>>) -> impl IntoView {
    let editor = Editor::new(condition, ID);
    let kept = unread.try_update_value(Option::take).flatten();
    if let Some(kept) = kept.filter(|kept| kept.condition == condition.text.get_untracked()) {
        editor.write(kept.text);
    }
    Effect::new(move |before: Option<()>| {
        condition.text.with(|_| ());
        if before.is_some() {
            editor.follow();
        } else if editor.error.with_untracked(Option::is_some) {
            // Where there is something to mend, once it stands in the page.
            request_animation_frame(|| browser::focus(&text_id(ID)));
        }
    });
    on_cleanup(move || {
        let _ = unread.try_set_value(editor.unread());
        editor.apply();
    });
    view! {
        <div class="filter-builder">
            <header class="filter-head only-phone">
                <h2>{move || t("filter-title")}</h2>
                <button
                    class="btn ghost icon"
                    popovertarget=PANEL
                    popovertargetaction="hide"
                    aria-label=move || t("close")
                >
                    <Icon name="x"/>
                </button>
            </header>
            <Builder editor/>
            <FilterText editor/>
        </div>
    }
}
