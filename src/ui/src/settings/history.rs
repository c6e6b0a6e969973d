//! What was done, action by action, to be taken back: one's own, and for administrators everybody's.

use api::{Action, Actions, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::context::{is_administrator, module};
use crate::failed::Failed;
use crate::field;
use crate::icon::Icon;
use crate::query::use_query;
use crate::texts::{t, t_with};
use crate::time::Time;
use crate::toast::{ask_undo, toast_failure};

use super::block::{Block, Heading};

/// The parameter that asks for everybody's.
const EVERYBODY: &str = "everybody";

#[component]
pub fn HistoryPage() -> impl IntoView {
    let query = use_query();
    let everybody = Memo::new(move |_| query.get(EVERYBODY).is_some() && is_administrator());
    let again = RwSignal::new(0_u64);
    let first = Resource::new(
        move || (everybody.get(), again.get()),
        |(everybody, _)| calls::actions(everybody, None),
    );
    let tab = move |whole: bool, key: &'static str| {
        let href = move || query.href(&[(EVERYBODY, whole.then_some("1"))]);
        let current = move || (everybody.get() == whole).then_some("page");
        view! { <a href=href aria-current=current>{move || t(key)}</a> }
    };
    view! {
        <Heading text="settings-history"/>
        <Block text="settings-history-text">
            {move || is_administrator().then(|| view! {
                <nav class="segmented" aria-label=t("settings-history")>
                    {tab(false, "history-mine")}
                    {tab(true, "history-everybody")}
                </nav>
            })}
            <Transition>
                {move || Suspend::new(async move {
                    match first.await {
                        Ok(first) => view! { <All first everybody=everybody.get_untracked() again/> }.into_any(),
                        Err(failure) => view! { <Failed failure/> }.into_any(),
                    }
                })}
            </Transition>
        </Block>
    }
}

#[component]
fn All(first: Actions, everybody: bool, again: RwSignal<u64>) -> impl IntoView {
    let empty = first.actions.is_empty();
    let (actions, before) = (RwSignal::new(first.actions), RwSignal::new(first.before));
    let busy = RwSignal::new(false);
    let more = move |_| {
        busy.set(true);
        spawn_local(async move {
            match calls::actions(everybody, before.get_untracked()).await {
                Ok(next) => {
                    let _ = actions.try_update(|all| all.extend(next.actions));
                    let _ = before.try_set(next.before);
                }
                Err(failure) => toast_failure(&failure),
            }
            let _ = busy.try_set(false);
        });
    };
    view! {
        {empty.then(|| view! { <p class="muted">{move || t("history-empty")}</p> })}
        <For each=move || actions.get() key=|action| action.id let:action>
            <One action everybody again/>
        </For>
        <Show when=move || before.get().is_some()>
            <button type="button" class="btn" aria-busy=move || busy.get().to_string() on:click=more>
                {move || t("show-more")}
            </button>
        </Show>
    }
}

#[component]
fn One(action: Action, everybody: bool, again: RwSignal<u64>) -> impl IntoView {
    let (id, count, at) = (action.id, action.count, action.at);
    let by = everybody.then(|| action.by.as_ref().map_or_else(|| t("record-system"), |by| by.title.clone()));
    let record = action.record.clone();
    let about = record.map(|link| view! { " · " <a href=field::href(&link)>{field::title(&link)}</a> });
    let state = action.undone.then(|| view! { <span class="chip">{move || t("history-undone")}</span> });
    let said = name(&action);
    let of = said.clone();
    let button = action.may_undo.then(|| {
        view! {
            <button
                type="button"
                class="btn small"
                aria-label=move || t_with("history-undo-of", &[("detail", &of)])
                on:click=move |_| ask_undo(id, count, move || again.update(|again| *again += 1))
            >
                <Icon name="undo-2"/>
                {move || t("undo")}
            </button>
        }
    });
    view! {
        <div class="setting">
            <div>
                <span><b>{said}</b>{about}</span>
                <small>{by.map(|by| format!("{by} · "))} <Time at/></small>
            </div>
            {state}
            {button}
        </div>
    }
}

/// `Import · Contacts · 1,200 records`.
fn name(action: &Action) -> String {
    let did = t(&format!("action-{}", action.kind.replace('_', "-")));
    let of = module(&action.module).map(|module| module.label.clone());
    let many = (action.count > 1).then(|| t_with("records-n", &[("n", &action.count)]));
    [Some(did), of, many].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
