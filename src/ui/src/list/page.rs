//! The page of a list.

use leptos::ev;
use leptos::prelude::*;
use model::{Id, Name};

use super::bin::BinNote;
use super::cards::Cards;
use super::empty::{Empty, LoadFailed};
use super::grid::Grid;
use super::head::{Coming, Head};
use super::kept;
use super::keyboard;
use super::live;
use super::selection_bar::SelectionBar;
use super::state::List;
use super::toolbar::Toolbar;
use super::tools;
use super::views::Views;
use crate::browser;
use crate::filter::{FilterBar, Unreadable};
use crate::later::later;
use crate::prelude::*;
use crate::record::Peek;

#[component]
pub fn ListPage(module: Name) -> impl IntoView {
    let Some(first) = crate::context::module(&module) else { return view! { <NotFound/> }.into_any() };
    // Another language is another schema: the same module in other words.
    let module = Memo::new(move |before: Option<&ModuleRef>| {
        crate::context::module(&module).or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
    });
    let list = List::new(module);
    let views = Views::new(module, list.query);
    live::follow(list);
    tools::prepare();
    let remembered = kept::recall(list);
    let first = list.first();
    let rows = OnceResource::new(async move { if remembered { None } else { Some(first.await) } });
    let saved = OnceResource::new(views.ask());
    on_key("j", move || walk(list, 1));
    on_key("k", move || walk(list, -1));
    let label = move || module.with(|module| module.label.clone());
    let content = move || {
        Suspend::new(async move {
            views.take(saved.await);
            if let Some(answer) = rows.await {
                list.take(answer);
            }
            view! { <Content list views/> }
        })
    };
    view! {
        <PageTitle title=Signal::derive(label)/>
        <Suspense fallback=move || view! { <Coming label toolbar="toolbar"/> }>{content}</Suspense>
    }
    .into_any()
}

/// From anywhere on the page: to the next record beside the list, or else into the list.
fn walk(list: List, by: i32) {
    if list.peek.get_untracked().is_some() {
        list.step(by);
    } else {
        let (id, column) = list.active.get_value();
        keyboard::enter(list, id, column);
    }
}

#[component]
fn Content(list: List, views: Views) -> impl IntoView {
    view! {
        <div class="fill">
            <Head list/>
            <Toolbar list views/>
            <FilterBar condition=list.condition/>
            <BinNote list/>
            <div class="split">
                <Body list/>
                <Beside list/>
            </div>
            <span id="list-end" tabindex="-1"></span>
            <SelectionBar list/>
        </div>
    }
}

/// Table or cards; both until the page knows how wide it is, because the server does not.
#[component]
fn Body(list: List) -> impl IntoView {
    let narrow = RwSignal::new(None::<bool>);
    Effect::new(move |_| narrow.set(Some(browser::is_phone())));
    let handle = window_event_listener(ev::resize, move |_| {
        let now = Some(browser::is_phone());
        if narrow.get_untracked() != now {
            narrow.set(now);
        }
    });
    on_cleanup(move || handle.remove());
    let empty = Memo::new(move |_| list.rows.with(|rows| rows.len() == 0 && rows.next.is_none()));
    let is_narrow = Signal::derive(move || narrow.get() == Some(true));
    let grid = move || (narrow.get() != Some(true)).then(|| view! { <Grid list/> });
    let cards = move || (narrow.get() != Some(false)).then(|| view! { <Cards list narrow=is_narrow/> });
    let unreadable = list.condition.unreadable();
    move || {
        if unreadable.get() {
            view! { <Unreadable condition=list.condition/> }.into_any()
        } else if let Some(failure) = list.failure.get() {
            view! { <LoadFailed list failure/> }.into_any()
        } else if empty.get() {
            view! { <Empty list/> }.into_any()
        } else {
            view! {
                {grid}
                {cards}
            }
            .into_any()
        }
    }
}

/// The record that is open beside the list.
#[component]
fn Beside(list: List) -> impl IntoView {
    let open = Memo::new(move |_| list.peek.get().is_some());
    let last = Memo::new(move |before: Option<&Option<Id>>| list.peek.get().or(before.copied().flatten()));
    let id = Signal::derive(move || last.get().unwrap_or(Id::new(0, [0; 10])));
    view! { <Show when=move || open.get()>{later(move || beside(list, id))}</Show> }
}

#[lazy]
fn beside(list: List, id: Signal<Id>) -> AnyView {
    view! {
        <Peek
            module=Signal::derive(move || list.name())
            id
            on_close=move |()| list.open(None)
            on_step=Callback::new(move |by| list.step(by))
        />
    }
    .into_any()
}
