//! What changed last, by anybody, over the modules that people work in.

use api::{ListQuery, calls};
use futures::future::join_all;
use leptos::prelude::*;
use model::module::{UPDATED_AT, UPDATED_BY};
use model::{Group, Instant, Name, Record, Value};

use crate::context::{ModuleRef, module, schema};
use crate::icon::Icon;
use crate::live::live_version;
use crate::texts::t;
use crate::time::Time;

use super::panel::{Panel, record_address};

const SHOWN: usize = 10;

/// Records with their modules, asked for again when any of them changes.
pub type Changed = Resource<Vec<(Name, Record)>>;

pub fn recent() -> Changed {
    let modules = untrack(worked_in);
    let versions: Vec<_> = modules.iter().map(|module| live_version(module.name.clone())).collect();
    let names: Vec<Name> = modules.iter().map(|module| module.name.clone()).collect();
    Resource::new(
        move || versions.iter().map(|version| version.get()).sum::<u64>(),
        move |_| newest(names.clone()),
    )
}

#[component]
pub fn Recent(recent: Changed) -> impl IntoView {
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let recent = recent.await;
                (!recent.is_empty()).then(|| {
                    let rows = recent.into_iter().map(row).collect_view();
                    view! {
                        <Panel title="home-recent" href="" wide=true>
                            <table class="table"><tbody>{rows}</tbody></table>
                        </Panel>
                    }
                })
            })}
        </Transition>
    }
}

/// Modules whose records have a history.
fn worked_in() -> Vec<ModuleRef> {
    let schema = schema();
    let shown = |module: &ModuleRef| {
        matches!(module.group, Group::Customers | Group::Selling | Group::Working) && module.features.timeline
    };
    ModuleRef::all(&schema).filter(shown).collect()
}

/// The newest of all modules together. One that cannot be read is left out: it has its own page to say why.
async fn newest(modules: Vec<Name>) -> Vec<(Name, Record)> {
    let ask = |name: Name| async move {
        let query = ListQuery {
            module: name.clone(),
            sort: format!("-{UPDATED_AT}"),
            columns: vec![Name::new_static(UPDATED_AT), Name::new_static(UPDATED_BY)],
            limit: SHOWN as u32,
            ..ListQuery::default()
        };
        let records = calls::list(query).await.map(|page| page.records).unwrap_or_default();
        records.into_iter().map(move |record| (name.clone(), record)).collect::<Vec<_>>()
    };
    let mut all: Vec<_> = join_all(modules.into_iter().map(ask)).await.into_iter().flatten().collect();
    all.sort_by_key(|(_, record)| std::cmp::Reverse(changed(record)));
    all.truncate(SHOWN);
    all
}

fn changed(record: &Record) -> Option<Instant> {
    if let Value::Instant(at) = record.value(UPDATED_AT) { Some(*at) } else { None }
}

fn row((name, record): (Name, Record)) -> impl IntoView {
    let by = record.value(UPDATED_BY).as_link().map(|link| link.title.clone());
    let at = changed(&record).map(|at| view! { <Time at/> });
    let href = record_address(&name, &record);
    let icon = untrack(|| module(&name)).map(|module| module.icon.to_string()).unwrap_or_default();
    let kind = move || module(&name).map(|module| module.label_one.clone());
    view! {
        <tr>
            <td>
                <a href=href><span class="who"><Icon name=icon/><span>{record.title}</span></span></a>
            </td>
            <td class="muted only-desk">{kind}</td>
            <td class="muted only-desk">{by.unwrap_or_else(|| t("record-system"))}</td>
            <td class="number muted">{at}</td>
        </tr>
    }
}
