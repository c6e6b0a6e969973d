//! My deals that should close this month, and those that should have.

use api::ListQuery;
use leptos::prelude::*;
use model::{Name, Record, Value};

use crate::context::{formats, module};

use super::panel::{Panel, Records, list_address, open_and, record_address, short, with_fields};

const MODULE: Name = Name::new_static("opportunities");
const CLOSE: &str = "close_date";
const AMOUNT: &str = "amount";

#[component]
pub fn Closing() -> impl IntoView {
    untrack(|| with_fields(&MODULE, &["name", CLOSE, AMOUNT, "owner"])).map(|module| {
        let query = ListQuery {
            module: MODULE,
            filter: open_and(&module, "owner = me and close_date < month + 1m"),
            sort: CLOSE.to_owned(),
            columns: ["name", "account", AMOUNT, "currency", CLOSE].map(Name::new_static).into(),
            limit: 8,
            ..ListQuery::default()
        };
        view! {
            <Panel title="home-closing-soon" href=list_address(&query)>
                <Records list=short(query) empty="home-no-closing" row/>
            </Panel>
        }
    })
}

fn row(deal: &Record) -> AnyView {
    let account = deal.value("account").as_link().map(|link| {
        view! { <a class="muted" href=format!("/m/{}/{}", link.module, link.id)>{link.title.clone()}</a> }
    });
    let (for_amount, day) = (deal.clone(), deal.value(CLOSE).clone());
    let amount = move || {
        let module = module(&MODULE)?;
        Some(for_amount.format(module.field(AMOUNT)?, &formats()))
    };
    let close = move || if let Value::Date(day) = day { formats().date(day) } else { String::new() };
    view! {
        <tr>
            <td><a href=record_address(&MODULE, deal)>{deal.title.clone()}</a></td>
            <td class="only-desk">{account}</td>
            <td class="number">{amount}</td>
            <td class="number">{close}</td>
        </tr>
    }
    .into_any()
}
