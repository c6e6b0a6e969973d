//! The pool: customers without an owner, for whoever claims them first.

use api::{InPool, ListPage, ListQuery, Pool, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::module::{POOL_RULE, POOLED_AT, POOLED_FROM};
use model::{Id, Name, Record, Value};

use crate::context::{ModuleRef, app, module};
use crate::failed::{Failed, NotFound};
use crate::icon::Icon;
use crate::live::live_version;
use crate::texts::{t, t_with};
use crate::time::Time;
use crate::title::PageTitle;
use crate::toast::{toast_failure, toast_undo};

/// So many are shown of a module.
const SHOWN: u32 = 200;

#[component]
pub fn PoolPage() -> impl IntoView {
    if !untrack(has_pool) {
        return view! { <NotFound/> }.into_any();
    }
    let again = RwSignal::new(0_u64);
    let versions = ["accounts", "leads"].map(|name| live_version(Name::new_static(name)));
    let pool = Resource::new(move || (again.get(), versions.map(|version| version.get())), |_| calls::pool());
    view! {
        <PageTitle title=Signal::derive(|| t("pool-title"))/>
        <div class="page">
            <header class="page-head"><h1>{move || t("pool-title")}</h1></header>
            <p class="muted">{move || t("pool-text")}</p>
            <Transition>
                {move || Suspend::new(async move {
                    match pool.await {
                        Ok(pool) => view! { <Whole pool again/> }.into_any(),
                        Err(failure) => view! { <Failed failure/> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
    .into_any()
}

/// Whether the user has a pool to claim from.
pub fn has_pool() -> bool {
    app().boot.with(|boot| boot.pool)
}

#[component]
fn Whole(pool: Pool, again: RwSignal<u64>) -> impl IntoView {
    let figures = (!pool.figures.is_empty()).then(|| view! { <Figures pool=pool.clone()/> });
    let modules = pool.modules.into_iter().filter_map(|one| Some((module(&one.module)?, one.count)));
    let modules = modules.map(|(module, count)| view! { <OfModule module count again/> }).collect_view();
    view! {
        {modules}
        {figures}
    }
}

#[component]
fn OfModule(module: ModuleRef, count: u64, again: RwSignal<u64>) -> impl IntoView {
    let name = module.name.clone();
    let list = Resource::new(|| (), move |()| calls::list(query(name.clone())));
    let name = StoredValue::new(module.name.clone());
    let label = StoredValue::new(module.label.clone());
    view! {
        <section class="pool" aria-label=module.label.clone()>
            <h2>
                <Icon name=module.icon.to_string()/>
                {module.label.clone()}
                <span class="chip">{count}</span>
            </h2>
            <Suspense>
                {move || Suspend::new(async move {
                    match list.await {
                        Ok(page) => rows(&name.get_value(), &label.get_value(), page, again).into_any(),
                        Err(failure) => view! { <Failed failure/> }.into_any(),
                    }
                })}
            </Suspense>
        </section>
    }
}

fn query(module: Name) -> ListQuery {
    ListQuery {
        module,
        filter: format!("owner is empty and {POOLED_AT} is not empty"),
        sort: format!("-{POOLED_AT}"),
        columns: [POOLED_AT, POOLED_FROM, POOL_RULE].map(Name::new_static).into(),
        limit: SHOWN,
        ..ListQuery::default()
    }
}

fn rows(module: &Name, label: &str, page: ListPage, again: RwSignal<u64>) -> AnyView {
    if page.records.is_empty() {
        return view! { <p class="muted">{t_with("pool-empty", &[("module", &label)])}</p> }.into_any();
    }
    page.records.into_iter().map(|record| row(module.clone(), record, again)).collect_view().into_any()
}

fn row(module: Name, record: Record, again: RwSignal<u64>) -> impl IntoView {
    let from = record.value(POOLED_FROM).as_link().map(|link| link.title.clone()).unwrap_or_default();
    let rule = record.value(POOL_RULE).as_text().unwrap_or_default().to_owned();
    let why = if rule.is_empty() { t("pool-handed-over") } else { rule };
    let since = if let Value::Instant(at) = record.value(POOLED_AT) { Some(*at) } else { None };
    let (id, title) = (record.id, record.title.clone());
    let address = format!("/m/{module}/{id}");
    let claimed = move |()| {
        let _ = again.try_update(|again| *again += 1);
    };
    let of = t_with("pool-claim-of", &[("record", &title)]);
    view! {
        <div class="setting">
            <div>
                <a href=address><b>{title.clone()}</b></a>
                <small>
                    {why} " · " {t_with("pool-from", &[("user", &from)])} " · "
                    {since.map(|at| view! { <Time at/> })}
                </small>
            </div>
            <Claim module id label=of claimed/>
        </div>
    }
}

/// Claims a record and says what came of it; `claimed` is told in either case.
#[component]
fn Claim(
    module: Name,
    id: Id,
    /// What the button says to who does not see where it stands.
    #[prop(optional)]
    label: Option<String>,
    #[prop(into)] claimed: Callback<()>,
) -> impl IntoView {
    let busy = RwSignal::new(false);
    let claim = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let module = module.clone();
        spawn_local(async move {
            match calls::claim(module, id).await {
                Ok(saved) => {
                    toast_undo(t_with("pool-claimed", &[("record", &saved.record.title)]), saved.batch);
                }
                Err(failure) => toast_failure(&failure),
            }
            let _ = busy.try_set(false);
            let _ = claimed.try_run(());
        });
    };
    view! {
        <button
            type="button"
            class="btn small primary"
            aria-label=label
            aria-busy=move || busy.get().to_string()
            on:click=claim
        >
            {move || t("pool-claim")}
        </button>
    }
}

/// Who lost how much to the pool, and who claims.
#[component]
fn Figures(pool: Pool) -> impl IntoView {
    let row = |one: api::PoolFigures| {
        view! {
            <tr>
                <th scope="row">{one.user.title}</th>
                <td class="number">{one.pooled[0]}</td>
                <td class="number">{one.pooled[1]}</td>
                <td class="number">{one.claimed[0]}</td>
                <td class="number">{one.claimed[1]}</td>
            </tr>
        }
    };
    let head = |key: &'static str, n: u32| {
        view! { <th scope="col" class="number">{t_with(key, &[("n", &n)])}</th> }
    };
    view! {
        <section class="pool" aria-label=t("pool-figures")>
            <h2>{t("pool-figures")}</h2>
            <div class="table-wrap" tabindex="0">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t("field-owner")}</th>
                            {head("pool-lost-days", 30)}
                            {head("pool-lost-days", 90)}
                            {head("pool-claimed-days", 30)}
                            {head("pool-claimed-days", 90)}
                        </tr>
                    </thead>
                    <tbody>{pool.figures.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}

/// On a record's page: that it lies in the pool, or will soon.
#[component]
pub fn PoolBanner(
    module: Name,
    id: Id,
    note: InPool,
    #[prop(into)] on_claimed: Callback<()>,
) -> impl IntoView {
    match note {
        InPool::Soon { at, rule } => {
            let date = crate::context::formats().instant(at);
            view! {
                <div class="banner warn" role="status">
                    <Icon name="life-buoy"/>
                    <p>{t_with("pool-soon", &[("date", &date), ("rule", &rule)])}</p>
                </div>
            }
            .into_any()
        }
        InPool::Since { at, from, rule, may_claim } => {
            let date = crate::context::formats().instant(at);
            let user = from.map(|from| from.title).unwrap_or_default();
            let why = if rule.is_empty() { t("pool-handed-over") } else { rule };
            view! {
                <div class="banner" role="status">
                    <Icon name="life-buoy"/>
                    <p>{t_with("pool-since", &[("date", &date), ("rule", &why), ("user", &user)])}</p>
                    {may_claim.then(|| view! { <Claim module id claimed=on_claimed/> })}
                </div>
            }
            .into_any()
        }
    }
}
