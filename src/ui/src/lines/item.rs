//! What a line is about: a product or service found while one types, or free text.

use std::str::FromStr;

use api::{OffersQuery, calls};
use leptos::prelude::*;
use model::document::{self, PRICE_BOOK, line};
use model::{Id, Value};

use super::state::Sheet;
use crate::field::{Combo, ComboBox, Finder, Mark, Offer, RowDraft};
use crate::icon::Icon;
use crate::texts::t;

#[component]
pub fn Item(sheet: Sheet, row: RowDraft, #[prop(into)] id: String) -> impl IntoView {
    let draft = row.draft;
    let text = move || draft.get(line::NAME).as_text().unwrap_or_default().to_owned();
    let combo = Combo::free(untrack(text));
    let finder = Finder::new(combo);
    let found = StoredValue::new(Vec::<document::Offer>::new());
    Effect::new(move |_| {
        let text = text();
        if combo.text.with_untracked(|known| *known != text) {
            combo.text.set(text);
        }
    });
    let ask = move |text: String| {
        finder.ask(text, move |text| async move {
            let offers = calls::offers(query(sheet, text)).await?;
            let shown = offers.iter().map(|offer| shown(sheet, offer)).collect();
            let _ = found.try_set_value(offers);
            Ok(shown)
        });
    };
    let on_text = move |text: String| {
        draft.set(line::NAME, if text.is_empty() { Value::Empty } else { Value::Text(text.clone()) });
        ask(text);
    };
    let on_pick = move |picked: Offer| {
        let id = Id::from_str(&picked.key).ok();
        let offer =
            found.with_value(|found| found.iter().find(|offer| Some(offer.product.id) == id).cloned());
        if let Some(offer) = offer {
            draft.set(line::NAME, Value::text(offer.product.title.as_str()));
            sheet.take(row, offer);
        }
    };
    let on_leave = move |()| count(sheet, row);
    let field = sheet.lines.field(line::NAME);
    let problem = {
        let id = id.clone();
        move || {
            let problem = draft.problem(line::NAME)?;
            Some(view! {
                <p class="error" id=format!("{id}-error")>
                    <Icon name="circle-alert"/>
                    {crate::texts::problem_text(&problem)}
                </p>
            })
        }
    };
    let described = format!("{id}-error");
    let is_wrong = move || draft.problem(line::NAME).is_some();
    view! {
        <ComboBox
            id=id
            combo
            on_text
            on_pick
            on_enter=None
            on_back=None
            on_leave=Some(Callback::new(on_leave))
            label=field.map(|field| field.label)
            placeholder=t("lines-find")
            class="input"
            invalid=Signal::derive(move || is_wrong().then_some("true"))
            described_by=Signal::derive(move || is_wrong().then(|| described.clone()))
        />
        {problem}
    }
}

/// Free text that was typed is one of it, taxed as is usual.
fn count(sheet: Sheet, row: RowDraft) {
    let draft = row.draft;
    let value = |name: &str| draft.get_untracked(name);
    let fresh = value(line::QUANTITY).is_empty() && value(line::PRICE).is_empty();
    if value(line::NAME).is_empty() || !fresh || !draft.before(line::NAME).is_empty() {
        return;
    }
    draft.set(line::QUANTITY, Value::Decimal(rust_decimal::Decimal::ONE));
    let class = sheet.terms.with_untracked(|terms| terms.standard().map(document::TaxClass::link));
    if let Some(class) = class.filter(|_| value(line::TAX_CLASS).is_empty()) {
        draft.set(line::TAX_CLASS, class);
    }
}

fn query(sheet: Sheet, text: String) -> OffersQuery {
    let day = sheet.draft.get_untracked(document::DAY);
    OffersQuery {
        text,
        products: Vec::new(),
        price_book: sheet.draft.get_untracked(PRICE_BOOK).as_link().map(|book| book.id),
        currency: untrack(|| sheet.currency()).into(),
        day: if let Value::Date(day) = day { Some(day) } else { None },
    }
}

fn shown(sheet: Sheet, offer: &document::Offer) -> Offer {
    let price = offer.price(rust_decimal::Decimal::ONE).map(|price| untrack(|| sheet.money(price)));
    let hint: Vec<String> = [offer.code.clone(), price.unwrap_or_default()].into();
    Offer {
        key: offer.product.id.to_string(),
        label: offer.product.title.clone(),
        hint: hint.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · "),
        mark: Mark::Icon(if offer.product.module == "services" { "wrench" } else { "package" }),
    }
}
