//! The lines of a document as they are read.

use leptos::prelude::*;
use model::document::{self, LINES, TAXES, line, tax};
use model::kind::Show as Written;
use model::{Field, Formats, Record, Row, Value};
use rust_decimal::Decimal;

use crate::context::{ModuleRef, formats};
use crate::field::{href, title};
use crate::texts::{t, t_with};

/// All of it for `record`.
#[component]
pub fn Shown(module: ModuleRef, #[prop(into)] record: Signal<Record>) -> impl IntoView {
    move || {
        let record = record.get();
        let reading = Reading { module: module.clone(), record: &record, formats: &formats() };
        reading.all()
    }
}

struct Reading<'a> {
    module: ModuleRef,
    record: &'a Record,
    formats: &'a Formats,
}

impl Reading<'_> {
    fn all(&self) -> AnyView {
        let rows = self.record.value(LINES).as_rows();
        if rows.is_empty() {
            return view! { <p class="muted">{t("lines-none")}</p> }.into_any();
        }
        let mut before = "";
        let lines = rows.iter().map(|row| {
            let group = document::group(row).unwrap_or_default();
            let head = (group != before).then(|| self.group(group));
            before = group;
            view! { {head} {self.line(row)} }
        });
        let head = |name: &str, number: bool| {
            view! { <th scope="col" class:number=number>{self.label(name)}</th> }
        };
        view! {
            <div class="lines">
                <table class="table stacked lines-table">
                    <thead>
                        <tr>
                            {head(line::NAME, false)}
                            {head(line::QUANTITY, true)}
                            {head(line::PRICE, true)}
                            <th scope="col" class="number">{t("lines-discount")}</th>
                            {head(line::TAX_CLASS, false)}
                            {head(line::AMOUNT, true)}
                        </tr>
                    </thead>
                    <tbody>{lines.collect_view()}</tbody>
                </table>
                <div class="lines-foot">
                    <div class="muted">{self.priced_by()}</div>
                    <div>{self.sums()}</div>
                </div>
            </div>
        }
        .into_any()
    }

    fn field(&self, name: &str) -> Option<&Field> {
        let (_, rows) = self.module.rows().find(|(field, _)| field.name == LINES)?;
        rows.field(name)
    }

    fn label(&self, name: &str) -> String {
        self.field(name).map(|field| field.label.clone()).unwrap_or_default()
    }

    fn money(&self, amount: Decimal) -> String {
        let show = Written { formats: self.formats, currency: self.record.currency(self.formats) };
        let total = self.module.field(document::TOTAL);
        total.map(|field| field.format(&Value::Decimal(amount), show)).unwrap_or_default()
    }

    fn text(&self, row: &Row, name: &str) -> String {
        let show = Written { formats: self.formats, currency: self.record.currency(self.formats) };
        self.field(name).map(|field| field.format(row.value(name), show)).unwrap_or_default()
    }

    fn group(&self, name: &str) -> impl IntoView + use<> {
        let rows = self.record.value(LINES).as_rows().iter();
        let of_group = rows.filter(|row| document::group(row).unwrap_or_default() == name);
        let sum: Decimal = of_group.filter_map(|row| row.value(line::AMOUNT).as_decimal()).sum();
        let name = if name.is_empty() { t("lines-no-group") } else { name.to_owned() };
        view! {
            <tr class="group">
                <th colspan="5" scope="colgroup">{name}</th>
                <td class="number">{self.money(sum)}</td>
            </tr>
        }
    }

    fn line(&self, row: &Row) -> impl IntoView + use<> {
        let name = row.value(line::NAME).as_text().unwrap_or_default().to_owned();
        let name = match row.value(line::PRODUCT).as_link() {
            Some(link) if !link.title.is_empty() => {
                let title = if name.is_empty() { title(link) } else { name };
                view! { <a href=href(link)>{title}</a> }.into_any()
            }
            _ => view! { <span>{name}</span> }.into_any(),
        };
        let described = row
            .value(line::DESCRIPTION)
            .as_text()
            .map(|text| view! { <p class="muted pre">{text.to_owned()}</p> });
        let off = match row.value(document::DISCOUNT_PERCENT).is_empty() {
            true => self.text(row, document::DISCOUNT_AMOUNT),
            false => self.text(row, document::DISCOUNT_PERCENT),
        };
        let quantity = [self.text(row, line::QUANTITY), self.text(row, line::UNIT)].join(" ");
        let tax = row.value(line::TAX_CLASS).as_link().map(|link| link.title.clone()).unwrap_or_default();
        view! {
            <tr class="line">
                <td class="item">{name} {described}</td>
                {cell("number", self.label(line::QUANTITY), quantity.trim().to_owned())}
                {cell("number", self.label(line::PRICE), self.text(row, line::PRICE))}
                {cell("number", t("lines-discount"), off)}
                {cell("", self.label(line::TAX_CLASS), tax)}
                {cell("number amount", self.label(line::AMOUNT), self.text(row, line::AMOUNT))}
            </tr>
        }
    }

    /// Whether it is in the company's own currency.
    fn is_domestic(&self) -> bool {
        self.record.currency(self.formats) == self.formats.currency
    }

    fn priced_by(&self) -> Vec<AnyView> {
        let names = [document::PRICE_BOOK, document::EXCHANGE_RATE, document::PRICES_INCLUDE_TAX];
        let told = |field: &Field| field.name != document::EXCHANGE_RATE || !self.is_domestic();
        let filled = |field: &&Field| !self.record.value(&field.name).is_empty() && told(field);
        let said = names.iter().filter_map(|name| self.module.field(name)).filter(filled);
        said.map(|field| {
            let value = crate::field::show(field, self.record, self.formats);
            view! { <p>{field.label.clone()} ": " {value}</p> }.into_any()
        })
        .collect()
    }

    fn sums(&self) -> impl IntoView + use<> {
        let of = |name: &str| self.record.value(name).as_decimal();
        let line = |name: &str, negative: bool, look: &'static str| {
            let amount = of(name).filter(|amount| !look.is_empty() || !amount.is_zero())?;
            let label = self.module.field(name)?.label.clone();
            let amount = self.money(if negative { -amount } else { amount });
            Some(view! {
                <dt class=look>{label}</dt>
                <dd></dd>
                <dd class=format!("number {look}")>{amount}</dd>
            })
        };
        let base = of(document::NET_BASE).filter(|_| !self.is_domestic());
        let base = base.map(|base| {
            let show = Written { formats: self.formats, currency: &self.formats.currency };
            let amount = model::field::money("amount").format(&Value::Decimal(base), show);
            view! { <p class="muted base">{t_with("lines-in-company", &[("amount", &amount)])}</p> }
        });
        let earned = of(document::COMMISSION).filter(|earned| !earned.is_zero()).map(|earned| {
            view! { <p class="muted base">{t_with("lines-commission", &[("amount", &self.money(earned))])}</p> }
        });
        let taxes = self.record.value(TAXES).as_rows().iter().map(|row| self.tax(row));
        view! {
            <dl class="sums">
                {line(document::SUBTOTAL, false, "")}
                {line(document::DISCOUNT, true, "")}
                {line(document::FREIGHT, false, "")}
                {line(document::NET, false, "strong")}
                {taxes.collect_view()}
                {line(document::ADJUSTMENT, false, "")}
                {line(document::TOTAL, false, "total")}
            </dl>
            {base}
            {earned}
        }
    }

    fn tax(&self, row: &Row) -> impl IntoView + use<> {
        let number = |name: &str| row.value(name).as_decimal().unwrap_or_default();
        let rate = number(tax::RATE);
        let on = t_with(
            "lines-tax-on",
            &[
                ("rate", &self.formats.number(rate, rate.normalize().scale())),
                ("amount", &self.money(number(tax::BASE))),
            ],
        );
        view! {
            <dt>{row.value(tax::NAME).as_text().unwrap_or_default().to_owned()}</dt>
            <dd class="muted">{on}</dd>
            <dd class="number">{self.money(number(tax::AMOUNT))}</dd>
        }
    }
}

/// One cell of a line; its label is what it is called on a phone, where an empty one has none.
fn cell(look: &'static str, label: String, text: String) -> impl IntoView {
    let label = (!text.is_empty()).then_some(label);
    view! { <td class=look data-label=label>{text}</td> }
}
