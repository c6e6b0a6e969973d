//! Several records side by side, of which one is made: `/m/{module}/merge?ids=…`.

use std::collections::BTreeMap;
use std::str::FromStr;

use api::{Failure, MOST_MERGED, Merge, RecordPage, calls};
use futures::future::try_join_all;
use model::module::TAGS;
use model::record::Values;
use model::{Field, Id, Name, Record};

use super::may_merge;
use crate::field;
use crate::prelude::*;
use crate::record::form_fields;

const IDS: &str = "ids";

/// Where these records are made one.
pub fn address(module: &str, ids: &[Id]) -> String {
    let ids: Vec<String> = ids.iter().map(Id::to_string).collect();
    address_with(&format!("/m/{module}/merge"), &[(IDS, &ids.join(","))])
}

#[component]
pub fn MergePage(module: Name) -> impl IntoView {
    let Some(known) = untrack(|| crate::context::module(&module)) else {
        return view! { <NotFound/> }.into_any();
    };
    if !may_merge(&known) {
        return view! { <Failed failure=Failure::NotAllowed page=true/> }.into_any();
    }
    let query = use_query();
    let mut ids: Vec<Id> =
        untrack(|| query.text(IDS)).split(',').filter_map(|id| Id::from_str(id).ok()).collect();
    ids.sort();
    ids.dedup();
    let enough = (2..=MOST_MERGED).contains(&ids.len());
    let records = Resource::new(
        || (),
        move |()| {
            try_join_all(ids.clone().into_iter().map({
                let module = module.clone();
                move |id| calls::record(module.clone(), id)
            }))
        },
    );
    let title = t_with("merge-title", &[("module", &known.label)]);
    let known = StoredValue::new(known);
    let heading = title.clone();
    view! {
        <PageTitle title/>
        {match enough {
            false => view! {
                <div class="page narrow">
                    <header class="page-head"><h1>{heading}</h1></header>
                    <p>{t("merge-number")}</p>
                </div>
            }
            .into_any(),
            true => view! {
                <Suspense fallback=move || view! { <div class="page" aria-busy="true"></div> }>
                    {move || Suspend::new(async move {
                        match records.await {
                            Ok(pages) => view! { <Choosing module=known.get_value() pages/> }.into_any(),
                            Err(failure) => view! { <Failed failure page=true/> }.into_any(),
                        }
                    })}
                </Suspense>
            }
            .into_any(),
        }}
    }
    .into_any()
}

/// What has been chosen so far.
#[derive(Clone, Copy)]
struct Chosen {
    records: StoredValue<Vec<Record>>,
    /// The place of the record that stays.
    stays: RwSignal<usize>,
    /// From which record a field is taken, where somebody said so.
    fields: RwSignal<BTreeMap<Name, usize>>,
}

impl Chosen {
    /// Where nobody said so, what the record that stays holds, or the first of the others that holds something.
    fn of(self, name: &Name) -> usize {
        if let Some(at) = self.fields.with(|fields| fields.get(name).copied()) {
            return at;
        }
        let stays = self.stays.get();
        self.records.with_value(|records| {
            let filled = |at: &usize| records.get(*at).is_some_and(|record| !record.value(name).is_empty());
            std::iter::once(stays).chain(0..records.len()).find(filled).unwrap_or(stays)
        })
    }

    /// What the record that stays gets from others.
    fn values(self, fields: &[Field]) -> Values {
        let stays = self.stays.get();
        let taken = |field: &Field| {
            let at = self.of(&field.name);
            let value = self.records.with_value(|records| records.get(at)?.values.get(&field.name).cloned());
            (at != stays).then(|| (field.name.clone(), value.unwrap_or(model::Value::Empty)))
        };
        fields.iter().filter_map(taken).collect()
    }
}

/// The fields that can be changed and in which the records are not the same.
fn differing(module: &ModuleRef, records: &[Record]) -> Vec<Field> {
    let differs = |field: &Field| {
        let mut values = records.iter().map(|record| field.to_json(record.value(&field.name)));
        let first = values.next();
        values.any(|value| Some(&value) != first.as_ref())
    };
    form_fields(module).into_iter().filter(|field| field.name != TAGS && differs(field)).collect()
}

/// The fullest record stays, unless somebody says otherwise; of several such, the oldest.
fn fullest(records: &[Record]) -> usize {
    let filled = |record: &Record| record.values.values().filter(|value| !value.is_empty()).count();
    let most = records.iter().map(filled).max();
    records.iter().position(|record| Some(filled(record)) == most).unwrap_or_default()
}

#[component]
fn Choosing(module: ModuleRef, pages: Vec<RecordPage>) -> impl IntoView {
    let unable = pages.iter().find(|page| page.deleted || page.locked || !page.may_delete || !page.may_edit);
    let unable = unable.map(|page| page.record.title.clone());
    let linked: Vec<u64> =
        pages.iter().map(|page| page.related.iter().map(|related| related.count).sum()).collect();
    let records: Vec<Record> = pages.into_iter().map(|page| page.record).collect();
    let fields = differing(&module, &records);
    let chosen = Chosen {
        stays: RwSignal::new(fullest(&records)),
        fields: RwSignal::default(),
        records: StoredValue::new(records.clone()),
    };
    let tagged = records.iter().any(|record| !record.value(TAGS).is_empty());
    let busy = RwSignal::new(false);
    let merge = {
        let (module, fields) = (module.name.clone(), fields.clone());
        move |_| {
            if !busy.get_untracked() {
                busy.set(true);
                send(module.clone(), chosen, untrack(|| chosen.values(&fields)), busy);
            }
        }
    };
    let stays =
        records.iter().enumerate().map(|(at, record)| stay(&module, chosen, at, record)).collect_view();
    let rows = fields.iter().map(|field| row(field, chosen, &records)).collect_view();
    let moves = move || {
        let stays = chosen.stays.get();
        linked.iter().enumerate().filter(|(at, _)| *at != stays).map(|(_, count)| count).sum::<u64>()
    };
    let title = t_with("merge-title", &[("module", &module.label)]);
    let none = fields.is_empty();
    view! {
        <div class="page merge">
            <header class="page-head"><h1>{title}</h1></header>
            <p class="muted">{t("merge-text")}</p>
            {unable.as_ref().map(|title| view! {
                <div class="banner danger" role="alert">
                    <Icon name="lock"/>
                    <p>{t_with("merge-not-allowed", &[("record", title)])}</p>
                </div>
            })}
            <fieldset class="merge-row stays">
                <legend>{t("merge-stays")}</legend>
                {stays}
            </fieldset>
            <h2>{t("merge-fields")}</h2>
            {none.then(|| view! { <p class="muted">{t("merge-no-difference")}</p> })}
            {rows}
            {tagged.then(|| view! { <p class="muted">{t("merge-tags")}</p> })}
            {move || Some(moves()).filter(|n| *n > 0).map(|n| view! {
                <p class="muted">{t_with("merge-moves", &[("n", &n)])}</p>
            })}
            <div class="form-foot">
                <a class="btn" href=format!("/m/{}", module.name)>{t("cancel")}</a>
                <button
                    type="button"
                    class="btn primary"
                    disabled=unable.is_some()
                    aria-busy=move || busy.get().to_string()
                    on:click=merge
                >
                    <Icon name="git-merge"/>
                    {t("merge")}
                </button>
            </div>
        </div>
    }
}

fn send(module: Name, chosen: Chosen, values: Values, busy: RwSignal<bool>) {
    let at = chosen.stays.get_untracked();
    let ids: Vec<Id> = chosen.records.with_value(|records| records.iter().map(|record| record.id).collect());
    let Some(id) = ids.get(at).copied() else { return };
    let others = ids.into_iter().filter(|other| *other != id).collect();
    spawn_local(async move {
        let answer = calls::merge(module.clone(), id, Merge { others, values }).await;
        let _ = busy.try_set(false);
        match answer {
            Ok(saved) => {
                toast_undo(t_with("merge-done", &[("record", &saved.record.title)]), saved.batch);
                go(&format!("/m/{module}/{id}"));
            }
            Err(failure) => toast_failure(&failure),
        }
    });
}

fn stay(module: &ModuleRef, chosen: Chosen, at: usize, record: &Record) -> impl IntoView + use<> {
    let formats = formats();
    let facts: Vec<String> = module
        .pick(&module.subtitle)
        .chain(module.field(model::module::OWNER))
        .map(|field| record.format(field, &formats))
        .filter(|text| !text.is_empty())
        .collect();
    view! {
        <label class="choice">
            <input
                type="radio"
                name="merge-stays"
                prop:checked=move || chosen.stays.get() == at
                on:change=move |_| chosen.stays.set(at)
            />
            <span>
                <b>{record.title.clone()}</b>
                <small>{facts.join(" · ")}</small>
            </span>
        </label>
    }
}

fn row(field: &Field, chosen: Chosen, records: &[Record]) -> impl IntoView + use<> {
    let name = field.name.clone();
    let choice = |(at, record): (usize, &Record)| {
        let (is, pick) = (name.clone(), name.clone());
        let shown = match record.value(&field.name).is_empty() {
            true => view! { <span class="muted">{t("empty")}</span> }.into_any(),
            false => field::card(field, record, &formats()),
        };
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=format!("merge-{name}")
                    prop:checked=move || chosen.of(&is) == at
                    on:change=move |_| chosen.fields.update(|fields| {
                        fields.insert(pick.clone(), at);
                    })
                />
                <span>
                    <b>{shown}</b>
                    <small>{record.title.clone()}</small>
                </span>
            </label>
        }
    };
    let choices = records.iter().enumerate().map(choice).collect_view();
    view! {
        <fieldset class="merge-row">
            <legend>{field.label.clone()}</legend>
            {choices}
        </fieldset>
    }
}
