//! All records that are the same by a rule, at `/m/{module}/duplicates?rule=…`.

use api::{Alike, AlikePage, Failure, MOST_MERGED, calls};
use model::{Field, Id, Module, Name, Record};

use super::{may_merge, merge_address};
use crate::field;
use crate::prelude::*;

/// Columns beside the title.
const COLUMNS: usize = 4;
const RULE: &str = "rule";

#[component]
pub fn FoundPage(module: Name) -> impl IntoView {
    let Some(known) = untrack(|| crate::context::module(&module)) else {
        return view! { <NotFound/> }.into_any();
    };
    if !may_merge(&known) {
        return view! { <Failed failure=Failure::NotAllowed page=true/> }.into_any();
    }
    let title = t_with("duplicates-title", &[("module", &known.label)]);
    let list = format!("/m/{module}");
    view! {
        <PageTitle title=title.clone()/>
        <div class="page">
            <header class="page-head">
                <h1>{title}</h1>
                <div class="actions">
                    <a class="btn" href=list>{known.label.clone()}</a>
                </div>
            </header>
            {match known.duplicates.is_empty() {
                true => view! { <NoRules/> }.into_any(),
                false => view! { <ByRule module=known.clone()/> }.into_any(),
            }}
        </div>
    }
    .into_any()
}

#[component]
fn NoRules() -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name="copy"/>
            <p>{t("duplicates-no-rules-text")}</p>
            {is_administrator().then(|| view! {
                <div class="btn-row"><a class="btn" href="/settings/duplicates">{t("settings-duplicates")}</a></div>
            })}
        </div>
    }
}

/// One rule at a time; the address says which.
#[component]
fn ByRule(module: ModuleRef) -> impl IntoView {
    let query = use_query();
    let asked = query.memo(RULE);
    let rules: Vec<String> = module.duplicates.iter().map(|rule| rule.name.clone()).collect();
    let known = rules.clone();
    let rule = Memo::new(move |_| {
        let asked = asked.get();
        known.iter().find(|rule| **rule == asked).or(known.first()).cloned().unwrap_or_default()
    });
    let tab = |name: String| {
        let (own, address) = (name.clone(), query.href(&[(RULE, Some(&name))]));
        view! {
            <a href=address aria-current=move || (rule.get() == own).then_some("page")>{name}</a>
        }
    };
    let tabs = (rules.len() > 1).then(|| {
        view! { <nav class="segmented" aria-label=t("duplicates-rules")>{rules.into_iter().map(tab).collect_view()}</nav> }
    });
    let name = module.name.clone();
    let first = Resource::new(move || rule.get(), move |rule| calls::alike(name.clone(), rule, None));
    let module = StoredValue::new(module);
    view! {
        {tabs}
        <Suspense fallback=move || view! { <p class="muted" aria-busy="true">{t("loading")}</p> }>
            {move || Suspend::new(async move {
                match first.await {
                    Ok(page) => view! { <Groups module=module.get_value() rule=rule.get_untracked() page/> }.into_any(),
                    Err(failure) => view! { <Failed failure/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Groups(module: ModuleRef, rule: String, page: AlikePage) -> impl IntoView {
    let none = page.groups.is_empty();
    let groups = RwSignal::new(page.groups);
    let next = RwSignal::new(page.next);
    let busy = RwSignal::new(false);
    let name = module.name.clone();
    let asked = rule.clone();
    let more = move |_| {
        let Some(after) = next.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        let (name, rule) = (name.clone(), asked.clone());
        spawn_local(async move {
            let answer = calls::alike(name, rule, Some(after)).await;
            let _ = busy.try_set(false);
            match answer {
                Ok(page) => {
                    let _ = groups.try_update(|groups| groups.extend(page.groups));
                    let _ = next.try_set(page.next);
                }
                Err(failure) => toast_failure(&failure),
            }
        });
    };
    let count = RwSignal::new(None::<u64>);
    let (name, by) = (module.name.clone(), rule.clone());
    Effect::new(move |_| {
        if none {
            return;
        }
        let (name, by) = (name.clone(), by.clone());
        spawn_local(async move {
            if let Ok(n) = calls::count_alike(name, by).await {
                let _ = count.try_set(Some(n));
            }
        });
    });
    let busy_text = (!page.complete).then(|| {
        view! { <div class="banner" role="status"><Icon name="info"/><p>{t("duplicates-busy")}</p></div> }
    });
    let said = match none {
        true => view! {
            <div class="empty">
                <Icon name="check"/>
                <h2>{t("duplicates-none")}</h2>
                <p>{t("duplicates-none-text")}</p>
            </div>
        }
        .into_any(),
        false => {
            let text = move || count.get().map(|n| t_with("duplicates-groups", &[("n", &n)]));
            view! { <p class="muted" role="status">{text}" "</p> }.into_any()
        }
    };
    let module = StoredValue::new(module);
    let shown = move || {
        groups.with(|groups| {
            groups.iter().map(|alike| module.with_value(|module| group(module, &rule, alike))).collect_view()
        })
    };
    view! {
        {busy_text}
        {said}
        <div class="alike-groups">{shown}</div>
        {move || next.get().map(|_| {
            let more = more.clone();
            view! {
                <div class="btn-row">
                    <button type="button" class="btn" aria-busy=move || busy.get().to_string() on:click=more>
                        {t("show-more")}
                    </button>
                </div>
            }
        })}
    }
}

fn group(module: &ModuleRef, rule: &str, alike: &Alike) -> impl IntoView + use<> {
    let fields: Vec<Field> = columns(module, rule);
    let head = fields.iter().map(|field| view! { <th scope="col">{field.label.clone()}</th> }).collect_view();
    let rows = alike.records.iter().map(|record| row(module, &fields, record)).collect_view();
    let ids: Vec<Id> = alike.records.iter().map(|record| record.id).take(MOST_MERGED).collect();
    let label = t_with("duplicates-alike", &[("n", &alike.count)]);
    let named = label.clone();
    view! {
        <section class="alike-group" aria-label=named>
            <header>
                <b>{label}</b>
                <a class="btn small" href=merge_address(&module.name, &ids)>
                    <Icon name="git-merge"/>
                    <span>{t("merge")}</span>
                </a>
            </header>
            <div class="table-wrap" tabindex="0">
                <table class="table">
                    <thead><tr><th scope="col">{module.label_one.clone()}</th>{head}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

/// What the rule compares, and the first columns of the list that do not name the record anyhow.
fn columns(module: &Module, rule: &str) -> Vec<Field> {
    let rule = module.duplicates.iter().find(|known| known.name == rule);
    let compared: Vec<Name> =
        rule.iter().flat_map(|rule| &rule.parts).map(|part| part.field.clone()).collect();
    let owner = module.field(model::module::OWNER);
    let others = module.pick(&module.columns);
    let others =
        others.filter(|field| !compared.contains(&field.name) && Some(*field) != owner).take(COLUMNS);
    let named = |field: &&Field| !module.title.contains(&field.name);
    module.pick(&compared).chain(others).filter(named).chain(owner).cloned().collect()
}

fn row(module: &Module, fields: &[Field], record: &Record) -> impl IntoView + use<> {
    let formats = formats();
    let cells =
        fields.iter().map(|field| view! { <td>{field::card(field, record, &formats)}</td> }).collect_view();
    view! {
        <tr>
            <th scope="row"><a href=format!("/m/{}/{}", module.name, record.id)>{record.title.clone()}</a></th>
            {cells}
        </tr>
    }
}
