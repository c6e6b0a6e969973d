//! How many records there are: up to ten thousand exactly, beyond that only when somebody wants to know.

use api::calls;
use leptos::prelude::*;

use super::state::List;
use crate::prelude::*;

/// From here on the server says no more than "at least".
const EXACT: u64 = 10_000;

#[component]
pub fn Count(list: List) -> impl IntoView {
    let shown = move || {
        let exact = list.counted.get();
        let total = list.rows.with(|rows| rows.total())?;
        // All that are loaded can be more than what was counted at first.
        let open = list.rows.with(|rows| rows.next.is_some());
        Some(match exact {
            Some(count) => view! { <span class="count">{grouped(count)}</span> }.into_any(),
            None if open && total >= EXACT => more(list, total),
            None => view! { <span class="count">{grouped(total)}</span> }.into_any(),
        })
    };
    view! { <span aria-live="polite">{shown}</span> }
}

/// "10,000+", which counts when it is pressed.
fn more(list: List, total: u64) -> AnyView {
    let counting = RwSignal::new(false);
    let count = move |_| {
        counting.set(true);
        spawn_local(async move {
            match calls::count(list.name(), list.condition.text.get_untracked()).await {
                Ok(count) => {
                    let _ = list.counted.try_set(Some(count));
                }
                Err(failure) => toast_failure(&failure),
            }
            let _ = counting.try_set(false);
        });
    };
    let shown = grouped(total);
    let label = {
        let shown = shown.clone();
        move || t_with("list-count-more", &[("n", &shown)])
    };
    view! {
        <button
            class="btn ghost small"
            title=label
            aria-busy=move || counting.get().then_some("true")
            on:click=count
        >
            <span class="count">{shown} "+"</span>
        </button>
    }
    .into_any()
}

/// A count as it is written in the reader's language.
pub fn grouped(count: u64) -> String {
    formats().number(rust_decimal::Decimal::from(count), 0)
}
