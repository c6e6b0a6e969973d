//! In the recycle bin: for how long it keeps, and emptying it.

use api::calls;
use leptos::prelude::*;

use super::bulk;
use super::state::List;
use crate::prelude::*;

#[component]
pub fn BinNote(list: List) -> impl IntoView {
    let shown = Memo::new(move |_| list.deleted.get());
    view! { <Show when=move || shown.get()><Note list/></Show> }
}

#[component]
fn Note(list: List) -> impl IntoView {
    let days = Resource::new(|| (), |()| calls::bin_days());
    let governed = list.module.with_untracked(|module| module.is_governed());
    let any = Memo::new(move |_| list.rows.with(|rows| rows.len() > 0));
    let empty = move || {
        (governed && is_administrator() && any.get()).then(|| {
            view! {
                <button class="btn small" on:click=move |_| bulk::remove(list, true)>
                    {t("bin-empty")}
                </button>
            }
        })
    };
    let said = move |days: u32| match days {
        _ if !governed => t("bin-keeps"),
        0 => t("bin-keeps"),
        n => t_with("bin-keeps-days", &[("n", &n)]),
    };
    view! {
        <div class="banner bin-note">
            <Icon name="trash-2"/>
            <Transition>
                {move || Suspend::new(async move {
                    days.await.ok().map(|days| view! { <p>{move || said(days)}</p> })
                })}
            </Transition>
            {empty}
        </div>
    }
}
