//! One line of the editor, with the head of its group where it is the first.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::web_sys::HtmlInputElement;
use model::document::{DISCOUNT_AMOUNT, DISCOUNT_PERCENT, Offer, line};
use model::{Field, Value};
use rust_decimal::Decimal;
use wasm_bindgen::JsCast;

use super::discount::Discount;
use super::drag::Handle;
use super::item::Item;
use super::state::Sheet;
use crate::field::{Edit, RowDraft, focus_soon};
use crate::icon::Icon;
use crate::texts::{t, t_with};

/// The control of what a line is about.
pub fn item_id(key: u32) -> String {
    format!("line-{key}")
}

#[component]
pub fn LineRow(sheet: Sheet, row: RowDraft) -> impl IntoView {
    let key = row.key;
    let place = Memo::new(move |_| {
        sheet.lines.all.with(|all| all.iter().position(|other| other.key == key).unwrap_or_default())
    });
    follow_quantity(sheet, row);
    let amount = move || {
        let amount = sheet.worked.with(|worked| worked.as_ref().and_then(|worked| worked.amount(key)));
        amount.map(|amount| sheet.money(amount))
    };
    let named = move |text: &'static str| t_with(text, &[("n", &(place.get() + 1))]);
    let on_key = move |event: KeyboardEvent| keys(sheet, key, &event);
    let more = RwSignal::new(!row.draft.get_untracked(line::DESCRIPTION).is_empty());
    let description = move || more.get().then(|| described(sheet, row));
    view! {
        <GroupHead sheet row/>
        <tr
            data-line=key.to_string()
            class="line"
            class:dragged=move || sheet.dragged.get() == Some(key)
            on:keydown=on_key
        >
            <td class="grip"><Handle sheet key place/></td>
            <td class="item" data-label=label(sheet, line::NAME)>
                <Item sheet row id=item_id(key)/>
                {description}
            </td>
            {cell(sheet, row, line::QUANTITY)}
            {cell(sheet, row, line::UNIT)}
            <td class="number" data-label=label(sheet, line::PRICE)><Price sheet row/></td>
            <td data-label=t("lines-discount")>{discount(sheet, row)}</td>
            <td data-label=label(sheet, line::TAX_CLASS)><TaxChoice sheet row/></td>
            <td class="number amount" data-label=label(sheet, line::AMOUNT)><output>{amount}</output></td>
            <td class="line-acts">
                <button
                    type="button"
                    class="btn ghost icon small"
                    aria-label=move || named("lines-describe")
                    aria-expanded=move || more.get().to_string()
                    on:click=move |_| more.update(|more| *more = !*more)
                >
                    <Icon name="text"/>
                </button>
                <button
                    type="button"
                    class="btn ghost icon small"
                    aria-label=move || named("rows-remove")
                    on:click=move |_| sheet.lines.remove(key)
                >
                    <Icon name="x"/>
                </button>
            </td>
        </tr>
    }
}

/// Alt with an arrow moves the line, Enter begins another below it.
fn keys(sheet: Sheet, key: u32, event: &KeyboardEvent) {
    match event.key().as_str() {
        "ArrowUp" | "ArrowDown" if event.alt_key() => {
            event.prevent_default();
            sheet.step(key, event.key() == "ArrowDown");
        }
        "Enter"
            if !event.default_prevented()
                && !event.is_composing()
                && !event.ctrl_key()
                && !event.meta_key() =>
        {
            let writes = event.target().is_some_and(|target| target.dyn_ref::<HtmlInputElement>().is_some());
            if writes {
                event.prevent_default();
                focus_soon(&item_id(sheet.add()));
            }
        }
        _ => {}
    }
}

fn label(sheet: Sheet, name: &str) -> String {
    sheet.lines.field(name).map(|field| field.label).unwrap_or_default()
}

fn cell(sheet: Sheet, row: RowDraft, name: &'static str) -> Option<impl IntoView + use<>> {
    let field = sheet.lines.field(name)?;
    let label = field.label.clone();
    Some(view! {
        <td data-label=label>
            <Edit field draft=row.draft id=format!("line-{}-{name}", row.key) bare=true/>
        </td>
    })
}

fn described(sheet: Sheet, row: RowDraft) -> Option<impl IntoView + use<>> {
    let field = sheet.lines.field(line::DESCRIPTION)?;
    let id = format!("line-{}-description", row.key);
    Some(view! { <Edit field draft=row.draft id bare=true/> })
}

fn discount(sheet: Sheet, row: RowDraft) -> Option<impl IntoView + use<>> {
    let percent = sheet.lines.field(DISCOUNT_PERCENT)?;
    let amount = sheet.lines.field(DISCOUNT_AMOUNT)?;
    let id = format!("line-{}-discount", row.key);
    Some(view! { <Discount sheet draft=row.draft percent amount id/> })
}

fn offer(sheet: Sheet, row: RowDraft) -> Option<Offer> {
    sheet.offer(row.draft.get(line::PRODUCT).as_link())
}

/// The price of the book is not changed by whoever may not; where it has none, it is typed.
#[component]
fn Price(sheet: Sheet, row: RowDraft) -> impl IntoView {
    let field = sheet.lines.field(line::PRICE);
    let fixed = Memo::new(move |_| {
        let quantity = row.draft.get(line::QUANTITY).as_decimal().unwrap_or(Decimal::ONE);
        let listed = offer(sheet, row).and_then(|offer| offer.price(quantity));
        let free = sheet.terms.with(|terms| terms.limits.changes_prices);
        listed.is_some() && !free && row.draft.get(line::PRICE).as_decimal() == listed
    });
    move || {
        let field: Field = field.clone()?;
        Some(match fixed.get() {
            true => {
                let price = move || row.draft.get(line::PRICE).as_decimal().map(|price| sheet.money(price));
                view! { <output class="fixed" title=t("lines-price-fixed")>{price}</output> }.into_any()
            }
            false => {
                let id = format!("line-{}-price", row.key);
                view! { <Edit field draft=row.draft id bare=true number=true/> }.into_any()
            }
        })
    }
}

/// Where more are bought the price is another, if it was that of the book.
fn follow_quantity(sheet: Sheet, row: RowDraft) {
    Effect::new(move |before: Option<Option<Decimal>>| {
        let now = row.draft.get(line::QUANTITY).as_decimal();
        if let (Some(Some(was)), Some(now)) = (before, now)
            && was != now
            && let Some(offer) = untrack(|| offer(sheet, row))
            && row.draft.get_untracked(line::PRICE).as_decimal() == offer.price(was)
            && let Some(price) = offer.price(now)
        {
            row.draft.set(line::PRICE, Value::Decimal(price));
        }
        now.or(before.flatten())
    });
}

/// The tax class, of those that there are.
#[component]
fn TaxChoice(sheet: Sheet, row: RowDraft) -> impl IntoView {
    super::sums::tax_choice(
        sheet,
        row.draft,
        line::TAX_CLASS,
        label(sheet, line::TAX_CLASS),
        format!("line-{}-tax", row.key),
    )
}

/// The head of a group above its first line: what it is called and what it comes to.
#[component]
fn GroupHead(sheet: Sheet, row: RowDraft) -> impl IntoView {
    let group = move || row.draft.get(line::GROUP).as_text().unwrap_or_default().to_owned();
    let begins = Memo::new(move |_| {
        let all = sheet.lines.all.get();
        let at = all.iter().position(|other| other.key == row.key).unwrap_or_default();
        let before = at.checked_sub(1).and_then(|at| all.get(at));
        let before = before.map(|line| line.draft.get(line::GROUP)).unwrap_or_default();
        before != row.draft.get(line::GROUP)
    });
    let rename = move |name: String| {
        let old = row.draft.get_untracked(line::GROUP);
        let new = if name.trim().is_empty() { Value::Empty } else { Value::text(name.trim()) };
        for line in sheet.lines.all.get_untracked() {
            if line.draft.get_untracked(line::GROUP) == old {
                line.draft.set(line::GROUP, new.clone());
            }
        }
    };
    let sum = move || {
        let name = group();
        let sum = sheet.worked.with(|worked| worked.as_ref().and_then(|worked| worked.group(&name)));
        sum.map(|sum| sheet.money(sum))
    };
    let add = move |_| {
        let made = sheet.add_in(row.draft.get_untracked(line::GROUP));
        let last = sheet.lines.all.with_untracked(|all| {
            let own = row.draft.get_untracked(line::GROUP);
            let of_group =
                |line: &&RowDraft| line.key != made && line.draft.get_untracked(line::GROUP) == own;
            let last = all.iter().rposition(|line| of_group(&line))?;
            all.get(last + 1).map(|line| line.key)
        });
        if let Some(next) = last.filter(|next| *next != made) {
            let group = row.draft.get_untracked(line::GROUP);
            sheet.place(made, next);
            sheet.lines.all.with_untracked(|all| {
                if let Some(line) = all.iter().find(|line| line.key == made) {
                    line.draft.set(line::GROUP, group);
                }
            });
        }
        focus_soon(&item_id(made));
    };
    view! {
        <Show when=move || begins.get()>
            <tr class="group">
                <td></td>
                <td colspan="6">
                    <input
                        class="input"
                        id=format!("group-{}", row.key)
                        aria-label=t("lines-group")
                        placeholder=t("lines-no-group")
                        prop:value=group
                        value=untrack(group)
                        on:change=move |event| rename(event_target_value(&event))
                    />
                </td>
                <td class="number">{sum}</td>
                <td class="line-acts">
                    <button type="button" class="btn ghost icon small" aria-label=t("lines-add") on:click=add>
                        <Icon name="plus"/>
                    </button>
                </td>
            </tr>
        </Show>
    }
}
