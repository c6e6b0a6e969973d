//! Records of which each may stand below another: roles and departments, drawn as the tree that they are.

use api::Failure;
use futures::try_join;
use leptos::prelude::*;
use model::{Id, Name, Record};

use super::block::{Block, Heading};
use super::held::USERS;
use super::records::all;
use crate::context::{is_administrator, module};
use crate::failed::Failed;
use crate::icon::Icon;
use crate::live::live_version;
use crate::query::address_with;
use crate::texts::{t, t_with};

pub const DEPARTMENTS: Name = Name::new_static("departments");
const PARENT: &str = "parent";

/// What a page of a tree shows.
struct Kind {
    module: Name,
    /// The field of users that says where in the tree they are.
    place: &'static str,
    title: &'static str,
    text: &'static str,
    /// What is said of a record under its name.
    note: fn(&Record) -> String,
}

/// A record with those that stand below it.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Node {
    pub record: Record,
    pub below: Vec<Node>,
}

/// The tree of `records`; whatever stands below nothing that is there stands at the top.
pub fn grow(records: &[Record]) -> Vec<Node> {
    let known = |id: Id| records.iter().any(|record| record.id == id);
    let top = |record: &&Record| above(record).is_none_or(|id| !known(id));
    records.iter().filter(top).map(|record| node(record, records)).collect()
}

fn node(record: &Record, records: &[Record]) -> Node {
    let below = records.iter().filter(|other| above(other) == Some(record.id));
    Node { record: record.clone(), below: below.map(|other| node(other, records)).collect() }
}

fn above(record: &Record) -> Option<Id> {
    record.value(PARENT).as_link().map(|link| link.id)
}

/// All of a tree from the top down, each with how deep it lies.
pub fn flat(nodes: &[Node]) -> Vec<(usize, &Node)> {
    let mut all = Vec::new();
    for node in nodes {
        all.push((0, node));
        all.extend(flat(&node.below).into_iter().map(|(depth, node)| (depth + 1, node)));
    }
    all
}

#[component]
pub fn RolesPage() -> impl IntoView {
    let kind = Kind {
        module: Name::new_static("roles"),
        place: "role",
        title: "settings-roles",
        text: "settings-roles-text",
        note: |role| {
            let level = role.value("level").as_text().unwrap_or_default();
            let roles = module(&Name::new_static("roles"));
            let choices = roles.as_ref().and_then(|module| module.field("level"));
            let choices = choices.map(|field| field.kind.choices()).unwrap_or_default();
            let choice = choices.iter().find(|choice| choice.key == level);
            choice.map(|choice| choice.label.clone()).unwrap_or_default()
        },
    };
    view! { <TreePage kind/> }
}

#[component]
pub fn DepartmentsPage() -> impl IntoView {
    let kind = Kind {
        module: DEPARTMENTS,
        place: "department",
        title: "settings-departments",
        text: "settings-departments-text",
        note: |department| {
            let Some(head) = department.value("head").as_link() else { return t("department-no-head") };
            let sees = department.value("head_sees").as_bool() == Some(true);
            let key = if sees { "department-head" } else { "department-head-only" };
            t_with(key, &[("name", &head.title)])
        },
    };
    view! { <TreePage kind/> }
}

#[component]
fn TreePage(kind: Kind) -> impl IntoView {
    if !untrack(is_administrator) {
        return view! { <Failed failure=Failure::NotAllowed page=true/> }.into_any();
    }
    let versions = [kind.module.clone(), USERS].map(live_version);
    let asked = move || versions.map(|version| version.get());
    let name = kind.module.clone();
    let loaded = Resource::new(asked, move |_| {
        let name = name.clone();
        async move { try_join!(all(name), all(USERS)) }
    });
    let label = kind.module.clone();
    let new = move || {
        let one = module(&label).map(|module| module.label_one.clone()).unwrap_or_default();
        t_with("new-record", &[("module", &one)])
    };
    let kind = StoredValue::new(kind);
    let (title, text, path) = kind.with_value(|kind| (kind.title, kind.text, format!("/m/{}", kind.module)));
    view! {
        <Heading text=title/>
        <Block text=text>
            <div class="btn-row">
                <a class="btn primary" href=format!("{path}/new")><Icon name="plus"/>{new}</a>
                <a class="btn" href=path>{move || t("show-all")}</a>
            </div>
            <Transition>
                {move || Suspend::new(async move {
                    match loaded.await {
                        Ok((records, _)) if records.is_empty() => {
                            view! { <p class="muted">{t("tree-empty")}</p> }.into_any()
                        }
                        Ok((records, users)) => {
                            let nodes = grow(&records);
                            kind.with_value(|kind| branch(kind, &nodes, &users))
                        }
                        Err(failure) => view! { <Failed failure/> }.into_any(),
                    }
                })}
            </Transition>
        </Block>
    }
    .into_any()
}

fn branch(kind: &Kind, nodes: &[Node], users: &[Record]) -> AnyView {
    let one = |node: &Node| {
        let below = (!node.below.is_empty()).then(|| branch(kind, &node.below, users));
        view! { <li>{row(kind, &node.record, users)}{below}</li> }
    };
    view! { <ul class="tree">{nodes.iter().map(one).collect_view()}</ul> }.into_any()
}

fn row(kind: &Kind, record: &Record, users: &[Record]) -> impl IntoView + use<> {
    let is_here = |user: &&Record| user.value(kind.place).as_link().is_some_and(|link| link.id == record.id);
    let count = users.iter().filter(is_here).count();
    let (path, id) = (format!("/m/{}", kind.module), record.id);
    let people = address_with("/m/users", &[("filter", &format!("{} = {id}", kind.place))]);
    let said = t_with("tree-people", &[("n", &count)]);
    view! {
        <div class="setting">
            <div>
                <a href=format!("{path}/{id}")><b>{record.title.clone()}</b></a>
                <small>{(kind.note)(record)}</small>
            </div>
            <a class="chip" href=people aria-label=t_with("why-of", &[("user", &record.title), ("detail", &said)])>{said.clone()}</a>
            <a
                class="btn small"
                href=format!("{path}/new?{PARENT}={id}")
                aria-label=t_with("tree-add-below", &[("name", &record.title)])
            >
                <Icon name="plus"/>
                {t("tree-add")}
            </a>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use model::{Link, Value};

    use super::*;

    #[test]
    fn whatever_has_lost_what_stood_above_it_stands_at_the_top() {
        let id = |number: u8| Id::new(0, [number; 10]);
        let record = |number: u8, parent: Option<u8>| {
            let above =
                parent.map_or(Value::Empty, |parent| Value::Link(Link::new("departments", id(parent))));
            let values = [(Name::new_static(PARENT), above)].into();
            Record { id: id(number), version: 1, title: number.to_string(), values }
        };
        let records = [record(3, Some(2)), record(1, None), record(2, Some(1)), record(4, Some(9))];
        let nodes = grow(&records);
        let told: Vec<(usize, &str)> =
            flat(&nodes).into_iter().map(|(depth, node)| (depth, node.record.title.as_str())).collect();
        assert_eq!(told, [(0, "1"), (1, "2"), (2, "3"), (0, "4")]);
    }
}
