//! What stands below the lines: discount, freight, taxes, the total; and what of it somebody has to approve.

use leptos::prelude::*;
use model::document::{
    ADJUSTMENT, Breach, DISCOUNT_AMOUNT, DISCOUNT_PERCENT, FREIGHT, FREIGHT_TAX_CLASS, TAXES, Wrong, tax,
};
use model::kind::{Show as Written, money};
use model::{Row, Value};
use rust_decimal::Decimal;

use super::discount::Discount;
use super::state::Sheet;
use crate::context::formats;
use crate::field::{Draft, Edit};
use crate::icon::Icon;
use crate::texts::{t, t_with};

#[component]
pub fn Sums(sheet: Sheet) -> impl IntoView {
    let of = move |read: fn(&model::totals::Totals) -> Decimal| {
        move || {
            sheet
                .worked
                .with(|worked| worked.as_ref().map(|worked| read(&worked.totals)))
                .map(|sum| sheet.money(sum))
        }
    };
    let label = move |name: &str| sheet.field(name).map(|field| field.label).unwrap_or_default();
    let off = move || {
        sheet
            .worked
            .with(|worked| worked.as_ref().map(|worked| -worked.totals.discount).filter(|off| !off.is_zero()))
            .map(|sum| sheet.money(sum))
    };
    let taxes = move || {
        let rows = sheet.worked.with(|worked| {
            worked.as_ref().map(|worked| worked.record.value(TAXES).as_rows().to_vec()).unwrap_or_default()
        });
        rows.iter().map(|row| tax_line(sheet, row)).collect_view()
    };
    let base = move || {
        let base =
            sheet.worked.with(|worked| worked.as_ref().and_then(|worked| worked.record.get(NET_BASE)))?;
        let company = sheet.terms.with(|terms| terms.company.clone());
        (!sheet.is_domestic())
            .then(|| t_with("lines-in-company", &[("amount", &in_currency(base, &company))]))
    };
    view! {
        <dl class="sums">
            <dt>{label("subtotal")}</dt>
            <dd></dd>
            <dd class="number">{of(|totals| totals.subtotal)}</dd>
            <dt>{t("lines-discount")}</dt>
            <dd>{discount(sheet)}</dd>
            <dd class="number">{off}</dd>
            <dt>{label(FREIGHT)}</dt>
            <dd class="pair">{amount(sheet, FREIGHT)} {freight_tax(sheet)}</dd>
            <dd class="number">{of(|totals| totals.freight)}</dd>
            <dt class="strong">{label("net")}</dt>
            <dd></dd>
            <dd class="number strong">{of(|totals| totals.net)}</dd>
            {taxes}
            <dt>{label(ADJUSTMENT)}</dt>
            <dd>{amount(sheet, ADJUSTMENT)}</dd>
            <dd class="number">{of(|totals| totals.adjustment)}</dd>
            <dt class="total">{label("total")}</dt>
            <dd></dd>
            <dd class="number total"><output id="document-total">{of(|totals| totals.total)}</output></dd>
        </dl>
        <p class="muted base">{base}</p>
    }
}

const NET_BASE: model::Key<Decimal> = model::Key::new(model::document::NET_BASE);

/// An amount of another currency than the document's.
fn in_currency(amount: Decimal, currency: &str) -> String {
    let formats = formats();
    let field = model::field::money("amount");
    let digits = money::digits(currency);
    let amount = Value::Decimal(amount.round_dp(digits));
    field.format(&amount, Written { formats: &formats, currency })
}

fn tax_line(sheet: Sheet, row: &Row) -> impl IntoView + use<> {
    let formats = formats();
    let number = |name: &str| row.value(name).as_decimal().unwrap_or_default();
    let rate = number(tax::RATE);
    let name = row.value(tax::NAME).as_text().unwrap_or_default().to_owned();
    let on = t_with(
        "lines-tax-on",
        &[
            ("rate", &formats.number(rate, rate.normalize().scale())),
            ("amount", &sheet.money(number(tax::BASE))),
        ],
    );
    view! {
        <dt>{name}</dt>
        <dd class="muted">{on}</dd>
        <dd class="number">{sheet.money(number(tax::AMOUNT))}</dd>
    }
}

fn discount(sheet: Sheet) -> Option<impl IntoView + use<>> {
    let (percent, amount) = (sheet.field(DISCOUNT_PERCENT)?, sheet.field(DISCOUNT_AMOUNT)?);
    Some(view! { <Discount sheet draft=sheet.draft percent amount id="document-discount"/> })
}

fn amount(sheet: Sheet, name: &'static str) -> Option<impl IntoView + use<>> {
    let field = sheet.field(name).filter(|field| field.editable())?;
    Some(view! { <Edit field draft=sheet.draft id=format!("document-{name}") bare=true number=true/> })
}

fn freight_tax(sheet: Sheet) -> Option<impl IntoView + use<>> {
    let field = sheet.field(FREIGHT_TAX_CLASS)?;
    Some(tax_choice(sheet, sheet.draft, FREIGHT_TAX_CLASS, field.label, "document-freight-tax".into()))
}

/// One of the tax classes, or none.
pub fn tax_choice(
    sheet: Sheet,
    draft: Draft,
    name: &'static str,
    label: String,
    id: String,
) -> impl IntoView + use<> {
    let chosen = move || draft.get(name).as_link().cloned();
    let options = move || {
        let mut classes: Vec<(String, String)> = sheet.terms.with(|terms| {
            terms.classes.iter().map(|class| (class.id.to_string(), class.name.clone())).collect()
        });
        if let Some(link) = chosen().filter(|link| !classes.iter().any(|(id, _)| *id == link.id.to_string()))
        {
            classes.push((link.id.to_string(), link.title));
        }
        let now = chosen().map(|link| link.id.to_string()).unwrap_or_default();
        let option = |(id, name): (String, String)| {
            let selected = id == now;
            view! { <option value=id selected=selected>{name}</option> }
        };
        std::iter::once((String::new(), t("lines-untaxed"))).chain(classes).map(option).collect_view()
    };
    let choose = move |id: String| {
        let class = sheet.terms.with_untracked(|terms| {
            terms.classes.iter().find(|class| class.id.to_string() == id).map(model::document::TaxClass::link)
        });
        draft.set(name, class.unwrap_or_default());
    };
    view! {
        <select class="select" id=id aria-label=label on:change=move |event| choose(event_target_value(&event))>
            {options}
        </select>
    }
}

/// What somebody else has to approve before it is sent.
#[component]
pub fn Warnings(sheet: Sheet) -> impl IntoView {
    let breaches = Memo::new(move |_| {
        sheet.worked.with(|worked| worked.as_ref().map(|worked| worked.breaches.clone()).unwrap_or_default())
    });
    let said = move || {
        let breaches = breaches.get();
        (!breaches.is_empty()).then(|| {
            let currency = sheet.currency();
            view! {
                <div class="banner warn" role="status">
                    <Icon name="circle-alert"/>
                    <div>
                        <p>{t("lines-needs-approval")}</p>
                        <ul>{breaches.iter().map(|breach| view! { <li>{why(breach, &currency)}</li> }).collect_view()}</ul>
                    </div>
                </div>
            }
        })
    };
    view! { {said} }
}

/// Why a line has to be approved.
pub fn why(breach: &Breach, currency: &str) -> String {
    let formats = formats();
    let percent = |percent: Decimal| formats.number(percent, percent.normalize().scale());
    match breach.wrong {
        Wrong::Discount { percent: given, limit } => t_with(
            "lines-over-limit",
            &[("line", &breach.name), ("percent", &percent(given)), ("limit", &percent(limit))],
        ),
        Wrong::Floor { price, floor } => t_with(
            "lines-below-floor",
            &[
                ("line", &breach.name),
                ("price", &in_currency(price, currency)),
                ("floor", &in_currency(floor, currency)),
            ],
        ),
    }
}
