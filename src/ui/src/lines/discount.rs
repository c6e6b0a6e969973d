//! A discount: a percentage or an amount, of a line or of the whole.

use leptos::prelude::*;
use model::document::{DISCOUNT_AMOUNT, DISCOUNT_PERCENT};
use model::{Field, Value};

use super::state::Sheet;
use crate::field::{Draft, Edit};
use crate::texts::t;

#[component]
pub fn Discount(
    sheet: Sheet,
    draft: Draft,
    percent: Field,
    amount: Field,
    #[prop(into)] id: String,
) -> impl IntoView {
    let as_amount = RwSignal::new(!draft.get_untracked(DISCOUNT_AMOUNT).is_empty());
    let change = move |_| {
        let (from, to) = match as_amount.get_untracked() {
            true => (DISCOUNT_AMOUNT, DISCOUNT_PERCENT),
            false => (DISCOUNT_PERCENT, DISCOUNT_AMOUNT),
        };
        draft.set(from, Value::Empty);
        draft.set(to, Value::Empty);
        as_amount.update(|amount| *amount = !*amount);
    };
    let input = move || {
        let field = if as_amount.get() { amount.clone() } else { percent.clone() };
        view! { <Edit field draft id=id.clone() bare=true number=true/> }
    };
    let unit = move || if as_amount.get() { sheet.currency() } else { "%".to_owned() };
    view! {
        <div class="input-group discount">
            {input}
            <button
                type="button"
                class="btn small"
                aria-label=move || t(if as_amount.get() { "lines-as-percent" } else { "lines-as-amount" })
                on:click=change
            >
                {unit}
            </button>
        </div>
    }
}
