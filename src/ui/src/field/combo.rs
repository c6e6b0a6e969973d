//! A field that finds: an input with a list of what fits below it (the ARIA pattern "editable combobox").

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use model::{Color, Id};

use super::Avatar;
use crate::browser;
use crate::icon::Icon;
use crate::texts::t;

/// What a list below an input offers.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    pub key: String,
    pub label: String,
    /// Smaller, after the label.
    pub hint: String,
    pub mark: Mark,
}

/// The key of the offer to make something new of what was typed. It is never what Enter takes unasked.
pub const NEW: &str = "+";

/// What stands before an offer.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    Nothing,
    Person(Id),
    Thing(Id),
    Color(Color),
    Icon(&'static str),
}

/// The state that input and list share.
#[derive(Clone, Copy)]
pub struct Combo {
    pub text: RwSignal<String>,
    pub offers: RwSignal<Vec<Offer>>,
    pub open: RwSignal<bool>,
    /// The offer that Enter takes.
    active: RwSignal<Option<usize>>,
    /// Whether what was typed may stand as it is: then Enter takes no offer unasked.
    free: bool,
}

impl Combo {
    pub fn new(text: String) -> Combo {
        Combo {
            text: RwSignal::new(text),
            offers: RwSignal::new(Vec::new()),
            open: RwSignal::new(false),
            active: RwSignal::new(None),
            free: false,
        }
    }

    /// Where what was typed may stand as it is.
    pub fn free(text: String) -> Combo {
        Combo { free: true, ..Combo::new(text) }
    }

    /// Shows what fits now.
    pub fn offer(&self, offers: Vec<Offer>) {
        let typed = self.text.with_untracked(|text| !text.trim().is_empty());
        let first = offers.first().filter(|offer| typed && !self.free && offer.key != NEW);
        self.active.set(first.map(|_| 0));
        self.offers.set(offers);
    }

    pub fn close(&self) {
        self.open.set(false);
        self.active.set(None);
    }

    fn step(&self, by: isize) {
        let count = self.offers.with_untracked(Vec::len) as isize;
        if count == 0 {
            return;
        }
        let next = match self.active.get_untracked() {
            Some(at) => (at as isize + by).rem_euclid(count),
            None if by > 0 => 0,
            None => count - 1,
        };
        self.active.set(Some(next as usize));
    }

    /// Does what a key means to the open list; whether it meant anything. While an input method composes, its keys are
    /// its own.
    pub fn key(&self, event: &KeyboardEvent, on_pick: Callback<Offer>) -> bool {
        if event.is_composing() || !self.open.get_untracked() {
            return false;
        }
        match event.key().as_str() {
            "ArrowDown" => self.step(1),
            "ArrowUp" => self.step(-1),
            "Escape" => self.close(),
            "Enter" => match self.chosen() {
                Some(offer) => {
                    self.close();
                    on_pick.run(offer);
                }
                None => return false,
            },
            _ => return false,
        }
        take(event);
        true
    }

    /// For `aria-activedescendant` of the input `id`.
    pub fn active_id(self, id: &str) -> impl Fn() -> Option<String> + Send + Sync + Clone + 'static {
        let id = id.to_owned();
        move || self.open.get().then(|| self.active.get().map(|at| option_id(&id, at))).flatten()
    }

    fn chosen(&self) -> Option<Offer> {
        let at = self.active.get_untracked()?;
        self.offers.with_untracked(|offers| offers.get(at).cloned())
    }
}

/// The input and its list.
#[component]
pub fn ComboBox(
    #[prop(into)] id: String,
    combo: Combo,
    /// Something was typed, or the list is opened: ask for what fits.
    #[prop(into)]
    on_text: Callback<String>,
    #[prop(into)] on_pick: Callback<Offer>,
    /// Enter with nothing chosen; whether it was taken.
    on_enter: Option<Callback<String, bool>>,
    /// Backspace in an empty input.
    on_back: Option<Callback<()>>,
    on_leave: Option<Callback<()>>,
    #[prop(into)] label: Option<String>,
    #[prop(into)] placeholder: String,
    class: &'static str,
    #[prop(into)] invalid: Signal<Option<&'static str>>,
    #[prop(into)] described_by: Signal<Option<String>>,
) -> impl IntoView {
    let list_id = list_id(&id);
    let input_id = StoredValue::new(id.clone());
    let open = move || {
        if !combo.open.get_untracked() {
            combo.open.set(true);
            on_text.run(combo.text.get_untracked());
            input_id.with_value(|id| make_room(id));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if !combo.open.get_untracked() && matches!(event.key().as_str(), "ArrowDown" | "ArrowUp") {
            open();
            take(&event);
        } else if combo.key(&event, on_pick) {
            // The list took it.
        } else if event.key() == "Enter" && !event.is_composing() {
            if on_enter.is_some_and(|run| run.run(combo.text.get_untracked())) {
                take(&event);
            }
        } else if event.key() == "Backspace" && combo.text.with_untracked(String::is_empty) {
            on_back.inspect(|run| run.run(()));
        }
    };
    let on_input = move |text: String| {
        combo.text.set(text.clone());
        combo.open.set(true);
        on_text.run(text);
    };
    // Also when the input is taken away with the focus in it, when nobody listens any more.
    let on_blur = move |_| {
        combo.close();
        if let Some(run) = on_leave {
            let _ = run.try_run(());
        }
    };
    view! {
        <div class="combo grow">
            <input
                id=id.clone()
                class=class
                role="combobox"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                enterkeyhint="done"
                placeholder=placeholder
                aria-label=label.clone()
                aria-autocomplete="list"
                aria-controls=list_id
                aria-expanded=move || combo.open.get().to_string()
                aria-activedescendant=combo.active_id(&id)
                aria-invalid=move || invalid.get()
                aria-describedby=move || described_by.get()
                value=combo.text.get_untracked()
                prop:value=move || combo.text.get()
                on:input=move |event| on_input(event_target_value(&event))
                on:click=move |_| open()
                on:keydown=on_key
                on:blur=on_blur
            />
            <OfferList id combo on_pick label/>
        </div>
    }
}

/// On a phone the keyboard covers the lower half of the page: the input goes up, so that its list stands above that.
fn make_room(id: &str) {
    if let Some(input) = browser::element(id).filter(|_| browser::is_phone()) {
        input.scroll_into_view();
    }
}

/// Handled here: neither the form nor the dialog around shall take it as theirs.
fn take(event: &KeyboardEvent) {
    event.prevent_default();
    event.stop_propagation();
}

/// The list below the input `id`. It is a popover, so that no cell or dialog cuts it off.
#[component]
pub fn OfferList(id: String, combo: Combo, on_pick: Callback<Offer>, label: Option<String>) -> impl IntoView {
    let list_id = list_id(&id);
    show_while_open(&list_id, combo.open);
    // A label that stands beside the input does not name the list.
    let label = label.unwrap_or_else(|| t("widget-choose"));
    let options = move || {
        let offers = combo.offers.get();
        if offers.is_empty() {
            return nothing();
        }
        let option = |(at, offer): (usize, Offer)| {
            let picked = offer.clone();
            let pick = move |_| {
                combo.close();
                on_pick.run(picked.clone());
            };
            view! {
                <div
                    class="menu-item"
                    role="option"
                    id=option_id(&id, at)
                    aria-selected=move || (combo.active.get() == Some(at)).to_string()
                    on:mousedown=move |event| event.prevent_default()
                    on:click=pick
                >
                    {mark(&offer)}
                    <span>{offer.label} " " <small>{offer.hint}</small></span>
                </div>
            }
        };
        offers.into_iter().enumerate().map(option).collect_view().into_any()
    };
    view! {
        <div class="menu" id=list_id popover="manual" role="listbox" aria-label=label>
            {options}
        </div>
    }
}

fn nothing() -> AnyView {
    view! {
        <div class="menu-item muted" role="option" aria-disabled="true" aria-selected="false">
            {t("widget-no-matches")}
        </div>
    }
    .into_any()
}

fn list_id(id: &str) -> String {
    format!("{id}-list")
}

fn option_id(id: &str, at: usize) -> String {
    format!("{id}-list-{at}")
}

fn mark(offer: &Offer) -> Option<AnyView> {
    let title = offer.label.clone();
    Some(match offer.mark {
        Mark::Nothing => return None,
        Mark::Person(id) => view! { <Avatar title id look="small"/> }.into_any(),
        Mark::Thing(id) => view! { <Avatar title id look="small square"/> }.into_any(),
        Mark::Color(color) => view! { <span class="dot-mark" data-color=color.key()></span> }.into_any(),
        Mark::Icon(name) => view! { <Icon name/> }.into_any(),
    })
}

fn show_while_open(list_id: &str, open: RwSignal<bool>) {
    let list_id = list_id.to_owned();
    Effect::new(move |_| {
        let open = open.get();
        if let Some(list) = browser::element(&list_id) {
            // Fails where it is in that state already.
            let _ = if open { list.show_popover() } else { list.hide_popover() };
        }
    });
}
