//! The sharing rules, each told in one line.

use leptos::prelude::*;
use model::Record;

use super::decided::{SHARING, State, is, text};
use super::fields::access_label;
use super::matrix::label_one;
use crate::context::module;
use crate::icon::Icon;
use crate::texts::{t, t_with};

#[component]
pub fn Sharing(state: State) -> impl IntoView {
    let rules = Memo::new(move |_| state.decided.with(|decided| decided.sharing.clone()));
    let list = move || {
        let rules = rules.get();
        if rules.is_empty() {
            return view! { <p class="muted">{t("access-sharing-empty")}</p> }.into_any();
        }
        rules.iter().map(one).collect_view().into_any()
    };
    view! {
        {list}
        <div class="btn-row">
            <a class="btn" href=format!("/m/{SHARING}/new")>
                <Icon name="plus"/>
                {move || t_with("new-record", &[("module", &label_one(&SHARING))])}
            </a>
        </div>
    }
}

fn one(rule: &Record) -> impl IntoView + use<> {
    let active = is(rule, "active");
    view! {
        <div class="setting">
            <div>
                <a href=format!("/m/{SHARING}/{}", rule.id)><b>{rule.title.clone()}</b></a>
                <small>{sentence(rule)}</small>
            </div>
            {(!active).then(|| view! { <span class="chip">{t("access-inactive")}</span> })}
            <span class="chip" data-color=if is(rule, "may_change") { "green" } else { "blue" }>
                {access_label(if is(rule, "may_change") { "write" } else { "read" })}
            </span>
        </div>
    }
}

/// `Opportunities: Sales North, amount > 1000 → Service, Mara`.
fn sentence(rule: &Record) -> String {
    let named = module(text(rule, "module")).map(|module| module.label.clone()).unwrap_or_default();
    let links = |fields: &[&str]| -> Vec<String> {
        let linked = fields.iter().filter_map(|field| rule.value(field).as_link());
        linked.map(|link| link.title.clone()).collect()
    };
    let mut from = links(&["from_role", "from_team", "from_department"]);
    from.extend(Some(text(rule, "segment").to_owned()).filter(|segment| !segment.is_empty()));
    let from = if from.is_empty() { t("access-all-records") } else { from.join(", ") };
    let to = links(&["to_role", "to_team", "to_department", "to_user"]).join(", ");
    let to = t_with("access-to", &[("detail", &to)]);
    format!("{named}: {from} · {to}")
}
