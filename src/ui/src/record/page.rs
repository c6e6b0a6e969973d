//! A record's page of its own, and the same content beside a list.

use leptos::prelude::*;
use model::{Id, Name};

use super::loaded::Loaded;
use super::past::{self, Past};
use super::trail::around;
use crate::icon::Icon;
use crate::keys::on_key;
use crate::query::{go, use_query};
use crate::texts::t;

/// The page at `/m/{module}/{id}`; with a moment in its query, the record as it was then.
#[component]
pub fn RecordPage(module: Name, id: Id) -> impl IntoView {
    let on = use_query().memo(past::ON);
    move || {
        let module = module.clone();
        match Some(on.get()).filter(|on| !on.is_empty()) {
            Some(on) => view! { <Past module id on/> }.into_any(),
            None => view! { <Present module id/> }.into_any(),
        }
    }
}

#[component]
fn Present(module: Name, id: Id) -> impl IntoView {
    let around = around(module.clone(), id);
    let step = |module: Name, to: Option<Id>| {
        if let Some(id) = to {
            go(&format!("/m/{module}/{id}"));
        }
    };
    let name = module.clone();
    on_key("j", move || step(name.clone(), around.with_untracked(|around| around.next)));
    let name = module.clone();
    on_key("k", move || step(name.clone(), around.with_untracked(|around| around.previous)));
    let list = format!("/m/{module}");
    let on_gone = move |()| {
        let back = around.with_untracked(|around| around.list.clone());
        go(back.as_ref().unwrap_or(&list));
    };
    view! { <Loaded module id around=Some(around) on_gone/> }
}

/// The content of a record's page beside the list that it was opened from.
#[component]
pub fn Peek(
    #[prop(into)] module: Signal<Name>,
    #[prop(into)] id: Signal<Id>,
    #[prop(into)] on_close: Callback<()>,
    /// To the record before (-1) or after (1) it in the list.
    #[prop(optional, into)]
    on_step: Option<Callback<i32>>,
) -> impl IntoView {
    let whole = move || format!("/m/{}/{}", module.get(), id.get());
    let step = move |by: i32, icon: &'static str, key: &'static str| {
        on_step.map(|on_step| {
            view! {
                <button
                    type="button"
                    class="btn ghost icon small"
                    aria-label=move || t(key)
                    on:click=move |_| on_step.run(by)
                >
                    <Icon name=icon/>
                </button>
            }
        })
    };
    view! {
        <aside class="peek" aria-label=move || t("record-details")>
            <div class="peek-bar">
                <a class="btn ghost icon small" href=whole aria-label=move || t("list-open-full")>
                    <Icon name="maximize-2"/>
                </a>
                {step(-1, "chevron-up", "record-previous")}
                {step(1, "chevron-down", "record-next")}
                <span class="grow"></span>
                <button
                    type="button"
                    class="btn ghost icon small"
                    aria-label=move || t("list-close-beside")
                    on:click=move |_| on_close.run(())
                >
                    <Icon name="x"/>
                </button>
            </div>
            {move || view! { <Loaded module=module.get() id=id.get() around=None on_gone=on_close/> }}
        </aside>
    }
}
