//! What I have to do, the most urgent first.

use api::ListQuery;
use leptos::prelude::*;
use model::{Name, Record, Value};

use crate::context::{formats, today};
use crate::texts::{t, t_with};

use super::panel::{Panel, Records, list_address, open_and, record_address, short, with_fields};

const MODULE: Name = Name::new_static("tasks");
const DUE: &str = "due_date";

#[component]
pub fn Tasks() -> impl IntoView {
    untrack(|| with_fields(&MODULE, &["name", DUE, "owner"])).map(|module| {
        let query = ListQuery {
            module: MODULE,
            filter: open_and(&module, "owner = me"),
            sort: DUE.to_owned(),
            columns: ["name", DUE, "about"].map(Name::new_static).into(),
            limit: 8,
            ..ListQuery::default()
        };
        view! {
            <Panel title="home-my-tasks" href=list_address(&query)>
                <Records list=short(query) empty="home-no-tasks" row/>
            </Panel>
        }
    })
}

fn row(task: &Record) -> AnyView {
    let about = task.value("about").as_link().map(|link| {
        view! { <a class="muted" href=format!("/m/{}/{}", link.module, link.id)>{link.title.clone()}</a> }
    });
    view! {
        <tr>
            <td><a href=record_address(&MODULE, task)>{task.title.clone()}</a></td>
            <td class="only-desk">{about}</td>
            <td class="number">{due(task.value(DUE))}</td>
        </tr>
    }
    .into_any()
}

/// The day in words where it is near, and marked where it has passed.
fn due(value: &Value) -> Option<AnyView> {
    let Value::Date(day) = value else { return None };
    let day = *day;
    let days = move || (day - today()).num_days();
    let text = move || match days() {
        0 => t("time-today"),
        1 => t("time-tomorrow"),
        late if late < 0 => t_with("time-overdue-days", &[("n", &-late)]),
        _ => formats().date(day),
    };
    let color = move || match days() {
        late if late < 0 => Some("red"),
        0 => Some("amber"),
        _ => None,
    };
    Some(view! { <time datetime=day.to_string() class="chip" data-color=color>{text}</time> }.into_any())
}
