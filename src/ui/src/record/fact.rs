//! A field and its value on a record's page; a click, or Enter on the pencil, lets one change it where it stands.

use std::time::Duration;

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use leptos::web_sys::Element;
use model::module::CURRENCY;
use model::{Field, Kind, Name, Value};
use wasm_bindgen::JsCast;

use super::open::{Mode, Open, pencil_id};
use crate::context::{asking, formats};
use crate::field::{self, Edit};
use crate::icon::Icon;
use crate::texts::{t, t_with};

/// As long as the style's animation.
const FLASH: Duration = Duration::from_millis(1_600);

#[component]
pub fn Fact(
    open: Open,
    field: Field,
    /// Whether people fill it; whether this one may is the record's to say.
    may: bool,
) -> impl IntoView {
    let own = Mode::Field(field.name.clone());
    let editing = Memo::new(move |_| open.mode.with(|mode| *mode == own));
    let may = {
        let name = field.name.clone();
        Memo::new(move |_| may && open.may_change(&name))
    };
    let values = watched(open, &field);
    let changed = flash(values);
    let wide = matches!(field.kind, Kind::LongText(_) | Kind::Rows(_));
    let hidden = {
        let field = field.clone();
        Memo::new(move |_| open.page.with(|page| !field.is_shown(&page.record, &asking())))
    };
    let label = field.label.clone();
    let name = field.name.clone();
    let click = move |event: MouseEvent| {
        if may.get_untracked() && !editing.get_untracked() && is_plain(&event) {
            open.edit_field(&name);
        }
    };
    let content = move || {
        if editing.get() {
            return view! { <InPlace open field=field.clone()/> }.into_any();
        }
        values.with(|_| ());
        view! {
            {value(open, &field)}
            {may.get().then(|| pencil(open, &field))}
        }
        .into_any()
    };
    view! {
        <div class="fact" class:wide=wide class:editing=move || editing.get() class:changed=move || changed.get() hidden=move || hidden.get()>
            <dt>{label}</dt>
            <dd on:click=click>{content}</dd>
        </div>
    }
}

fn value(open: Open, field: &Field) -> AnyView {
    open.page.with_untracked(|page| {
        let empty = match &field.kind {
            Kind::Address(address) => page.record.address(&address.parts).is_empty(),
            _ => page.record.value(&field.name).is_empty(),
        };
        if empty { nothing() } else { field::show(field, &page.record, &formats()) }
    })
}

fn nothing() -> AnyView {
    view! {
        <span class="none" aria-hidden="true">"–"</span>
        <span class="sr-only">{t("empty-value")}</span>
    }
    .into_any()
}

fn pencil(open: Open, field: &Field) -> impl IntoView + use<> {
    let name = field.name.clone();
    view! {
        <button
            type="button"
            class="btn ghost icon small fact-edit"
            id=pencil_id(&name)
            aria-label=t_with("record-edit-field", &[("field", &field.label)])
            on:click=move |event| {
                event.stop_propagation();
                open.edit_field(&name);
            }
        >
            <Icon name="pencil"/>
        </button>
    }
}

/// The values that decide how the field looks, so that it is drawn anew for no others. They must be read (`with`): a memo
/// that is only tracked is never worked out, and so hears of nothing.
fn watched(open: Open, field: &Field) -> Memo<Vec<Value>> {
    let mut names: Vec<Name> = match &field.kind {
        Kind::Address(address) => address.parts.clone(),
        Kind::Money(_) => vec![Name::new_static(CURRENCY)],
        _ => Vec::new(),
    };
    names.push(field.name.clone());
    Memo::new(move |_| {
        open.page.with(|page| names.iter().map(|name| page.record.value(name).clone()).collect())
    })
}

/// True for a moment after a change.
fn flash(values: Memo<Vec<Value>>) -> RwSignal<bool> {
    let changed = RwSignal::new(false);
    Effect::new(move |before: Option<()>| {
        values.with(|_| ());
        if before.is_some() {
            changed.set(true);
            set_timeout(move || changed.set(false), FLASH);
        }
    });
    changed
}

/// Whether a click meant the value: not a link in it, and not the end of marking some text.
fn is_plain(event: &MouseEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let on_control = target.is_some_and(|target| {
        target.closest("a, button, input, select, textarea, label").ok().flatten().is_some()
    });
    let marked = window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed());
    !on_control && !marked
}

/// The editor of one field, with save and cancel. Enter saves, in several lines with Ctrl; Esc cancels.
#[component]
fn InPlace(open: Open, field: Field) -> impl IntoView {
    let lines = matches!(field.kind, Kind::LongText(_));
    let bare = !matches!(field.kind, Kind::Address(_));
    let key = move |event: KeyboardEvent| {
        let command = event.ctrl_key() || event.meta_key();
        match event.key().as_str() {
            _ if event.is_composing() || event.default_prevented() => return,
            "Escape" => open.cancel(),
            "Enter" if (!lines || command) && !on_button(&event) => open.save(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    view! {
        <div class="stack grow" on:keydown=key>
            <Edit id=format!("edit-{}", field.name) field draft=open.draft bare focus=true/>
            <div class="fact-tools">
                <button
                    type="button"
                    class="btn primary small"
                    aria-busy=move || open.saving.get().to_string()
                    on:click=move |_| open.save()
                >
                    {t("save")}
                </button>
                <button type="button" class="btn small" on:click=move |_| open.cancel()>
                    {t("cancel")}
                </button>
            </div>
        </div>
    }
}

fn on_button(event: &KeyboardEvent) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|target| target.tag_name() == "BUTTON")
}
