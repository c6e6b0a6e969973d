//! The editor of lines: by which they are priced above, the lines, what they come to below.

use leptos::prelude::*;
use model::Value;
use model::document::{EXCHANGE_RATE, PRICE_BOOK, PRICES_INCLUDE_TAX, line};
use model::module::CURRENCY;

use super::drag;
use super::line::{LineRow, item_id};
use super::state::Sheet;
use super::sums::{Sums, Warnings};
use crate::context::ModuleRef;
use crate::field::{Draft, FormField, focus_soon};
use crate::icon::Icon;
use crate::texts::{t, t_with};

#[lazy]
pub fn editor(module: ModuleRef, draft: Draft) -> AnyView {
    match Sheet::new(&module, draft) {
        Some(sheet) => view! { <Whole sheet/> }.into_any(),
        None => ().into_any(),
    }
}

#[component]
fn Whole(sheet: Sheet) -> impl IntoView {
    drag::follow(sheet);
    let by = move |name: &'static str| {
        let field = sheet.field(name).filter(|field| field.editable())?;
        Some(view! { <FormField field draft=sheet.draft id=format!("field-{name}")/> })
    };
    let head = move |name: &'static str, number: bool| {
        let label = sheet.lines.field(name).map(|field| field.label).unwrap_or_default();
        view! { <th scope="col" class:number=number>{label}</th> }
    };
    let add = move |_| focus_soon(&item_id(sheet.add()));
    let add_group = move |_| {
        let groups = sheet
            .worked
            .with_untracked(|worked| worked.as_ref().map_or(0, |worked| worked.totals.groups.len()));
        let key = sheet.add_in(Value::text(t_with("lines-group-n", &[("n", &(groups + 1))])));
        focus_soon(&format!("group-{key}"));
    };
    view! {
        <div class="form two">
            {by(PRICE_BOOK)} {by(CURRENCY)}
            <Show when=move || !sheet.is_domestic()>{by(EXCHANGE_RATE)}</Show>
            {by(PRICES_INCLUDE_TAX)}
        </div>
        <div class="lines" id="field-lines">
            <table class="table stacked lines-table" class:dragging=move || sheet.dragged.with(Option::is_some)>
                <thead>
                    <tr>
                        <th><span class="sr-only">{t("rows-actions")}</span></th>
                        {head(line::NAME, false)}
                        {head(line::QUANTITY, true)}
                        {head(line::UNIT, false)}
                        {head(line::PRICE, true)}
                        <th scope="col">{t("lines-discount")}</th>
                        {head(line::TAX_CLASS, false)}
                        {head(line::AMOUNT, true)}
                        <th><span class="sr-only">{t("rows-actions")}</span></th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || sheet.lines.all.get() key=|row| row.key let:row>
                        <LineRow sheet row/>
                    </For>
                </tbody>
            </table>
            <div class="lines-foot">
                <div class="btn-row">
                    <button type="button" class="btn small" on:click=add>
                        <Icon name="plus"/>
                        {t("lines-add")}
                    </button>
                    <button type="button" class="btn small ghost" on:click=add_group>
                        <Icon name="plus"/>
                        {t("lines-add-group")}
                    </button>
                </div>
                <div><Sums sheet/></div>
            </div>
            <Warnings sheet/>
        </div>
    }
}
