//! What links to a record: its contacts, deals, tasks. The first of each, and the ways to all of them and to a new one.

use api::{Failure, ListPage, ListQuery, calls};
use leptos::prelude::*;
use model::kind::Kind;
use model::module::CURRENCY;
use model::{Field, Group, Id, Module, Name, Record};

use super::news::calm_news;
use super::open::Open;
use crate::context::{ModuleRef, formats, module as find_module, schema};
use crate::field::{self, Avatar};
use crate::icon::Icon;
use crate::query::address_with;
use crate::texts::{t, t_with};

/// How many of each are shown.
const SHOWN: u32 = 5;

/// The records of one module that link by one field, as far as they are shown.
#[derive(Clone)]
pub struct List {
    from: Name,
    link: Name,
    pub count: Memo<u64>,
    pub page: Resource<Result<ListPage, Failure>>,
}

impl List {
    /// Asks for the first `limit` of them, and again when some come or go. To be made outside of any closure of a
    /// view: the server runs those twice.
    pub fn new(open: Open, from: &Module, link: &Field, limit: u32) -> List {
        let (module, field) = (from.name.clone(), link.name.clone());
        let count = Memo::new(move |_| {
            open.page.with(|page| {
                let related = page.related.iter().find(|one| one.module == module && one.field == field);
                related.map_or(0, |related| related.count)
            })
        });
        let query = ListQuery {
            module: from.name.clone(),
            filter: filter(link, &open.module(), open.id),
            columns: columns(from),
            limit,
            ..ListQuery::default()
        };
        let news = calm_news(from.name.clone());
        Effect::new(move |before: Option<()>| {
            news.track();
            if before.is_some() {
                open.refresh();
            }
        });
        let page = Resource::new(
            move || (count.get(), news.get(), open.done.get()),
            move |(count, ..)| {
                let query = query.clone();
                async move { if count == 0 { Ok(ListPage::default()) } else { calls::list(query).await } }
            },
        );
        List { from: from.name.clone(), link: link.name.clone(), count, page }
    }
}

/// All lists of what links to the open record. What hangs on it in its timeline is not listed again.
pub fn lists(open: Open) -> Vec<List> {
    let schema = untrack(schema);
    let module = open.module();
    let links = schema.links_to(&module).filter(|(from, _)| from.group != Group::Nowhere);
    links.map(|(from, link)| List::new(open, from, link, SHOWN)).collect()
}

/// The condition that the link points to the record.
fn filter(link: &Field, module: &Name, id: Id) -> String {
    format!("{} = {}", link.name, target(link, module, id))
}

/// The record as the value of the link, in text.
fn target(link: &Field, module: &Name, id: Id) -> String {
    if link.kind.targets().len() > 1 { format!("{module}:{id}") } else { id.to_string() }
}

/// What a row shows besides the title, and the currency of amounts in it.
fn columns(from: &Module) -> Vec<Name> {
    let stage = from.stages.iter().map(|stages| stages.field.clone());
    let files = from.fields.iter().filter(|field| matches!(field.kind, Kind::File(_)));
    let currency = from.field(CURRENCY).into_iter().chain(files).map(|field| field.name.clone());
    let mut names: Vec<Name> = from.subtitle.iter().cloned().chain(stage).chain(currency).collect();
    names.sort();
    names.dedup();
    names
}

#[component]
pub fn RelatedLists(open: Open, lists: StoredValue<Vec<List>>) -> impl IntoView {
    let all = lists.get_value();
    let several = |list: &List| all.iter().filter(|other| other.from == list.from).count() > 1;
    let one = |list: &List| {
        let from = find_module(&list.from)?;
        let link = from.field(&list.link)?.clone();
        let several = several(list);
        Some(view! { <Related open from link several list=list.clone()/> })
    };
    all.iter().map(one).collect_view()
}

#[component]
fn Related(open: Open, from: ModuleRef, link: Field, several: bool, list: List) -> impl IntoView {
    let count = list.count;
    // What the product links, and has not linked yet, says nothing.
    let may_add = may_add(&from, &link);
    let shown = Memo::new(move |_| may_add || count.get() > 0);
    view! {
        <Show when=move || shown.get()>
            <Listed open from=from.clone() link=link.clone() several list=list.clone()/>
        </Show>
    }
}

/// Whether she may make such records, linked to this one.
fn may_add(from: &Module, link: &Field) -> bool {
    link.editable() && from.may.create
}

#[component]
fn Listed(open: Open, from: ModuleRef, link: Field, several: bool, list: List) -> impl IntoView {
    let module = open.module();
    let address = format!("/m/{}", from.name);
    let all = address_with(&address, &[("filter", &filter(&link, &module, open.id))]);
    let label = heading(&module, &from, &link, several);
    let new =
        address_with(&format!("{address}/new"), &[(link.name.as_str(), &target(&link, &module, open.id))]);
    let fits = may_add(&from, &link);
    let may_add = Memo::new(move |_| fits && open.takes_more());
    let add_label = t_with("record-related-add", &[("module", &from.label_one)]);
    let add = move || {
        may_add.get().then(|| {
            view! {
                <a class="btn ghost icon small" href=new.clone() aria-label=add_label.clone()>
                    <Icon name="plus"/>
                </a>
            }
        })
    };
    let List { count, page, link: link_name, .. } = list;
    let some = Memo::new(move |_| count.get() > 0);
    view! {
        <section class="related">
            <header>
                <h2>
                    <a href=all>{label}</a>
                </h2>
                <span class="count">{count}</span>
                {add}
            </header>
            <Show when=move || some.get()>
                <Rows from=from.clone() link=link_name.clone() count page/>
            </Show>
        </section>
    }
}

/// What is listed, and by which field where several of the module link here.
fn heading(module: &Name, from: &Module, link: &Field, several: bool) -> String {
    let below = from.name == *module && link.kind.targets() == [module.clone()];
    if below {
        t("record-related-below")
    } else if several {
        format!("{} · {}", from.label, link.label)
    } else {
        from.label.clone()
    }
}

#[component]
fn Rows(
    from: ModuleRef,
    link: Name,
    count: Memo<u64>,
    page: Resource<Result<ListPage, Failure>>,
) -> impl IntoView {
    let waiting = move || {
        let lines = count.get_untracked().min(SHOWN.into());
        let line = |_| view! { <li><span class="skeleton"></span></li> };
        view! { <ul>{(0..lines).map(line).collect_view()}</ul> }
    };
    let rows = move || {
        page.get().map(|page| {
            let ListPage { records, .. } = page.unwrap_or_default();
            view! { <ul>{records.iter().map(|record| row(&from, &link, record)).collect_view()}</ul> }
        })
    };
    view! { <Transition fallback=waiting>{rows}</Transition> }
}

fn row(from: &ModuleRef, link: &Name, record: &Record) -> impl IntoView + use<> {
    let formats = formats();
    let stage = from.stages.as_ref().and_then(|stages| from.field(&stages.field));
    // The stage stands apart, and what they are listed for goes without saying.
    let texts = from.pick(&from.subtitle).filter(|field| Some(*field) != stage && field.name != *link);
    let subtitle: Vec<String> =
        texts.map(|field| record.format(field, &formats)).filter(|text| !text.is_empty()).collect();
    view! {
        <li>
            <a href=format!("/m/{}/{}", from.name, record.id)>
                <Avatar title=record.title.clone() id=record.id look="small square"/>
                <span>
                    <b>{record.title.clone()}</b>
                    <small>{subtitle.join(" · ")}</small>
                </span>
                {stage.map(|stage| field::card(stage, record, &formats))}
            </a>
        </li>
    }
}
