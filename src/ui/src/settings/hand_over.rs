//! Handing over all that somebody owns: what it is, to whom, and how far it has come.

use std::collections::{BTreeMap, BTreeSet};

use api::{
    Failure, HandOver, HandOverStage, HandOverStatus, ListQuery, Owned, OwnedRecords, Receiver, calls,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Id, Link, Name, Record};

use crate::context::{formats, is_administrator, module};
use crate::failed::Failed;
use crate::icon::Icon;
use crate::texts::{failure_text, problem_text, t, t_with};
use crate::title::PageTitle;
use crate::toast::{toast_failure, toast_undo};

use super::block::{Block, Wrong};

/// How often it is asked how far it is, in milliseconds.
const ASKED: std::time::Duration = std::time::Duration::from_millis(500);
const POOL: &str = "pool";
const SEVERAL: &str = "several";

#[component]
pub fn HandOverPage(id: Id) -> impl IntoView {
    if !untrack(is_administrator) {
        return view! { <Failed failure=Failure::NotAllowed page=true/> }.into_any();
    }
    let version = RwSignal::new(0_u64);
    let owned = Resource::new(
        move || version.get(),
        move |_| async move { futures::try_join!(calls::owned(id), colleagues(id)) },
    );
    view! {
        <PageTitle title=Signal::derive(|| t("hand-over-title"))/>
        <a class="back" href="/settings/users"><Icon name="arrow-left"/>{move || t("settings-users")}</a>
        <Transition>
            {move || Suspend::new(async move {
                match owned.await {
                    Ok((owned, people)) => view! { <Whole owned people version/> }.into_any(),
                    Err(failure) => view! { <Failed failure/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

/// Those who could take over.
async fn colleagues(leaves: Id) -> Result<Vec<Link>, Failure> {
    let query = ListQuery {
        module: Name::new_static("users"),
        filter: "active = yes".into(),
        sort: "name".into(),
        limit: 200,
        ..ListQuery::default()
    };
    let users = calls::list(query).await?.records.into_iter().filter(|user| user.id != leaves);
    let link = |user: Record| Link { title: user.title, ..Link::new(Name::new_static("users"), user.id) };
    Ok(users.map(link).collect())
}

/// What was chosen for a module: nothing, a user, several, or the pool.
#[derive(Clone, Debug, Default, PartialEq)]
struct Chosen {
    way: String,
    several: BTreeSet<Id>,
}

impl Chosen {
    fn receiver(&self) -> Option<Receiver> {
        match self.way.as_str() {
            "" => None,
            POOL => Some(Receiver::Pool),
            SEVERAL => Some(Receiver::Users(self.several.iter().copied().collect())),
            id => Some(Receiver::Users(vec![id.parse().ok()?])),
        }
    }
}

type Choices = RwSignal<BTreeMap<Name, Chosen>>;

#[component]
fn Whole(owned: Owned, people: Vec<Link>, version: RwSignal<u64>) -> impl IntoView {
    let choices: Choices = RwSignal::new(BTreeMap::new());
    let (deactivate, wrong) = (RwSignal::new(owned.active), RwSignal::new(String::new()));
    let status = RwSignal::new(None::<(Id, HandOverStatus)>);
    let user = owned.user.clone();
    let name = user.title.clone();
    let start = move |_| {
        wrong.set(String::new());
        let plan = choices.with_untracked(|choices| HandOver {
            modules: choices
                .iter()
                .filter_map(|(module, chosen)| Some((module.clone(), chosen.receiver()?)))
                .collect(),
            deactivate: deactivate.get_untracked(),
        });
        spawn_local(async move {
            match calls::hand_over(user.id, plan).await {
                Ok(id) => follow(id, status, version).await,
                Err(failure) => {
                    let _ = wrong.try_set(failure_text(&failure));
                }
            }
        });
    };
    let nothing = move || {
        !deactivate.get()
            && choices.with(|choices| choices.values().all(|chosen| chosen.receiver().is_none()))
    };
    let busy = move || {
        status
            .with(|status| matches!(status, Some((_, HandOverStatus { stage: HandOverStage::Running, .. }))))
    };
    let rows = owned.modules.iter().cloned();
    let rows = rows.map(|records| view! { <Row records people=people.clone() choices/> }).collect_view();
    let empty = owned.modules.is_empty();
    view! {
        <h1>{move || t_with("hand-over-of", &[("user", &name)])}</h1>
        <Block text="hand-over-text">
            {empty.then(|| view! { <p class="muted">{move || t("hand-over-nothing")}</p> })}
            {rows}
        </Block>
        <Named named=owned.named/>
        <Block>
            <label class="setting">
                <div><b>{move || t("hand-over-deactivate")}</b></div>
                <span class="switch">
                    <input
                        type="checkbox"
                        role="switch"
                        prop:checked=deactivate
                        on:change=move |event| deactivate.set(event_target_checked(&event))
                    />
                </span>
            </label>
            <Wrong text=wrong/>
            <div class="btn-row">
                <button type="button" class="btn primary" disabled=move || nothing() || busy() on:click=start>
                    {move || t("hand-over-start")}
                </button>
            </div>
            <div role="status">
                {move || status.get().map(|(id, status)| view! { <Progress id status/> })}
            </div>
        </Block>
    }
}

/// Asks how far it is until it has come to its end.
async fn follow(id: Id, shown: RwSignal<Option<(Id, HandOverStatus)>>, version: RwSignal<u64>) {
    loop {
        match calls::hand_over_status(id).await {
            Ok(status) => {
                let ended = status.stage != HandOverStage::Running;
                if shown.try_set(Some((id, status.clone()))).is_some() {
                    return;
                }
                if ended {
                    if let Some(batch) = status.batch {
                        toast_undo(t_with("hand-over-done", &[("n", &status.done)]), batch);
                    }
                    let _ = version.try_update(|version| *version += 1);
                    return;
                }
            }
            Err(failure) => return toast_failure(&failure),
        }
        let (wait, waited) = futures::channel::oneshot::channel();
        set_timeout(
            move || {
                let _ = wait.send(());
            },
            ASKED,
        );
        let _ = waited.await;
    }
}

#[component]
fn Row(records: OwnedRecords, people: Vec<Link>, choices: Choices) -> impl IntoView {
    let OwnedRecords { module: name, count, open, pool } = records;
    let label = untrack(|| module(&name)).map(|module| module.label.clone()).unwrap_or_default();
    let icon = untrack(|| module(&name)).map(|module| module.icon.to_string()).unwrap_or_default();
    let said = move || {
        let whole = |n: u64| formats().number(rust_decimal::Decimal::from(n), 0);
        let all = t_with("hand-over-count", &[("n", &count)]);
        match open {
            Some(open) => format!("{all} · {}", t_with("hand-over-open-count", &[("n", &whole(open))])),
            None => all,
        }
    };
    let (of, chosen_of) = (name.clone(), name.clone());
    let choose = move |event| {
        let way = event_target_value(&event);
        choices.update(|choices| choices.entry(of.clone()).or_default().way = way);
    };
    let several = Memo::new(move |_| {
        choices.with(|choices| choices.get(&chosen_of).is_some_and(|chosen| chosen.way == SEVERAL))
    });
    let option = |person: &Link| {
        let title = t_with("hand-over-to", &[("user", &person.title)]);
        view! { <option value=person.id.to_string()>{title}</option> }
    };
    let options = untrack(|| people.iter().map(option).collect_view());
    let aria = label.clone();
    let people = StoredValue::new(people);
    let name = StoredValue::new(name);
    view! {
        <div class="setting">
            <div>
                <span class="row"><Icon name=icon/><b>{label}</b></span>
                <small>{said}</small>
            </div>
            <select class="select" aria-label=aria on:change=choose>
                <option value="">{t("hand-over-keep")}</option>
                {options}
                <option value=SEVERAL>{t("hand-over-several")}</option>
                {pool.then(|| view! { <option value=POOL>{t("hand-over-pool")}</option> })}
            </select>
        </div>
        {move || several.get().then(|| view! {
            <fieldset class="several">
                <legend>{t("hand-over-several")}</legend>
                {people.get_value().into_iter().map(|person| one_of_several(name.get_value(), person, choices)).collect_view()}
            </fieldset>
        })}
    }
}

fn one_of_several(name: Name, person: Link, choices: Choices) -> impl IntoView {
    let id = person.id;
    let first = choices
        .with_untracked(|choices| choices.get(&name).is_some_and(|chosen| chosen.several.contains(&id)));
    let change = move |event| {
        let yes = event_target_checked(&event);
        choices.update(|choices| {
            let several = &mut choices.entry(name.clone()).or_default().several;
            if yes {
                several.insert(id);
            } else {
                several.remove(&id);
            }
        });
    };
    view! {
        <label class="check">
            <input type="checkbox" checked=first on:change=change/>
            <span>{person.title}</span>
        </label>
    }
}

/// Settings that name her are looked at by a person.
#[component]
fn Named(named: Vec<Link>) -> impl IntoView {
    (!named.is_empty()).then(|| {
        let one = |link: Link| {
            let label = module(&link.module).map(|module| module.label_one.clone()).unwrap_or_default();
            view! {
                <a class="setting link" href=format!("/m/{}/{}", link.module, link.id)>
                    <div><b>{link.title}</b><small>{label}</small></div>
                    <Icon name="chevron-right"/>
                </a>
            }
        };
        view! {
            <Block title="hand-over-named" text="hand-over-named-text">
                {named.into_iter().map(one).collect_view()}
            </Block>
        }
    })
}

#[component]
fn Progress(id: Id, status: HandOverStatus) -> impl IntoView {
    let HandOverStatus { stage, total, done, skipped, problem, .. } = status;
    let stop = move |_| {
        spawn_local(async move {
            if let Err(failure) = calls::hand_over_stop(id).await {
                toast_failure(&failure);
            }
        });
    };
    let running = stage == HandOverStage::Running;
    let key = match stage {
        HandOverStage::Running => "hand-over-running",
        HandOverStage::Finished => "hand-over-finished",
        HandOverStage::Stopped => "hand-over-stopped",
        HandOverStage::Failed => "hand-over-failed",
    };
    view! {
        <div class="progress-line">
            <progress class="progress" max=total.max(1).to_string() value=done.to_string() aria-label=t("hand-over-title")></progress>
            <span>{t_with(key, &[("done", &done), ("total", &total)])}</span>
            {running.then(|| view! {
                <button type="button" class="btn small" on:click=stop>{t("stop")}</button>
            })}
        </div>
        {(skipped > 0).then(|| view! { <p class="muted">{t_with("hand-over-skipped", &[("n", &skipped)])}</p> })}
        {problem.map(|problem| view! { <p class="error">{problem_text(&problem)}</p> })}
    }
}
