//! The lines of a document as they are read.

use leptos::prelude::*;
use model::document::{self, Paper, PaperGroup, PaperLine, PaperSum, line};
use model::kind::Show as Written;
use model::{Field, Formats, Record, Value};
use rust_decimal::Decimal;

use crate::context::{ModuleRef, formats};
use crate::field::href;
use crate::texts::{t, t_with};

/// All of it for `record`.
#[component]
pub fn Shown(module: ModuleRef, #[prop(into)] record: Signal<Record>) -> impl IntoView {
    move || {
        let (record, formats) = (record.get(), formats());
        let paper = Paper::of(&module, &record, &formats);
        Reading { module: module.clone(), record: &record, formats: &formats }.all(paper)
    }
}

struct Reading<'a> {
    module: ModuleRef,
    record: &'a Record,
    formats: &'a Formats,
}

impl Reading<'_> {
    fn all(&self, paper: Paper) -> AnyView {
        if paper.groups.is_empty() {
            return view! { <p class="muted">{t("lines-none")}</p> }.into_any();
        }
        let groups = paper.groups.into_iter().enumerate().map(|(at, PaperGroup { name, sum, lines })| {
            let head = (at > 0 || !name.is_empty()).then(|| group_head(name, sum));
            let lines = lines.into_iter().map(|line| self.line(line));
            view! { {head} {lines.collect_view()} }
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
                    <tbody>{groups.collect_view()}</tbody>
                </table>
                <div class="lines-foot">
                    <div class="muted">{self.priced_by()}</div>
                    <div>{self.sums(paper.sums)}</div>
                </div>
            </div>
        }
        .into_any()
    }

    fn label(&self, name: &str) -> String {
        let lines = self.module.rows().find(|(field, _)| field.name == document::LINES);
        lines.and_then(|(_, rows)| rows.field(name)).map(|field| field.label.clone()).unwrap_or_default()
    }

    fn line(&self, line: PaperLine) -> impl IntoView + use<> {
        let name = match &line.product {
            Some(link) => view! { <a href=href(link)>{line.name}</a> }.into_any(),
            None => view! { <span>{line.name}</span> }.into_any(),
        };
        let described =
            (!line.description.is_empty()).then(|| view! { <p class="muted pre">{line.description}</p> });
        view! {
            <tr class="line">
                <td class="item">{name} {described}</td>
                {cell("number", self.label(line::QUANTITY), line.quantity)}
                {cell("number", self.label(line::PRICE), line.price)}
                {cell("number", t("lines-discount"), line.discount)}
                {cell("", self.label(line::TAX_CLASS), line.tax)}
                {cell("number amount", self.label(line::AMOUNT), line.amount)}
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

    fn sums(&self, sums: Vec<PaperSum>) -> impl IntoView + use<> {
        let of = |name: &str| self.record.value(name).as_decimal();
        let money = |amount: Decimal, currency: &str| {
            let show = Written { formats: self.formats, currency };
            model::field::money("amount").format(&Value::Decimal(amount), show)
        };
        let base = of(document::NET_BASE).filter(|_| !self.is_domestic()).map(|base| {
            let amount = money(base, &self.formats.currency);
            view! { <p class="muted base">{t_with("lines-in-company", &[("amount", &amount)])}</p> }
        });
        let earned = of(document::COMMISSION).filter(|earned| !earned.is_zero()).map(|earned| {
            let amount = money(earned, self.record.currency(self.formats));
            view! { <p class="muted base">{t_with("lines-commission", &[("amount", &amount)])}</p> }
        });
        view! {
            <dl class="sums">{sums.into_iter().map(sum).collect_view()}</dl>
            {base}
            {earned}
        }
    }
}

fn group_head(name: String, sum: String) -> impl IntoView {
    let name = if name.is_empty() { t("lines-no-group") } else { name };
    view! {
        <tr class="group">
            <th colspan="5" scope="colgroup">{name}</th>
            <td class="number">{sum}</td>
        </tr>
    }
}

/// One cell of a line; its label is what it is called on a phone, where an empty one has none.
fn cell(look: &'static str, label: String, text: String) -> impl IntoView {
    let label = (!text.is_empty()).then_some(label);
    view! { <td class=look data-label=label>{text}</td> }
}

fn sum(sum: PaperSum) -> impl IntoView {
    let look = match sum.name.as_str() {
        document::TOTAL => "total",
        document::NET => "strong",
        _ => "",
    };
    let on =
        (!sum.rate.is_empty()).then(|| t_with("lines-tax-on", &[("rate", &sum.rate), ("amount", &sum.base)]));
    view! {
        <dt class=look>{sum.label}</dt>
        <dd class="muted">{on}</dd>
        <dd class=format!("number {look}")>{sum.amount}</dd>
    }
}
