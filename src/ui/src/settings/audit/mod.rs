//! The audit, for administrators: what happened, searched by person, module, action, text and days. What is asked for
//! stands in the address.

mod asking;
mod entry;

use api::{AuditEntry, AuditPage as Page, AuditQuery, AuditState, Failure, calls};
use futures::join;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::block::{Block, Heading};
use crate::context::{formats, is_administrator};
use crate::failed::Failed;
use crate::icon::Icon;
use crate::query::{Query, use_query};
use crate::texts::{t, t_with};
use crate::toast::toast_failure;

use asking::Asking;
use entry::EntryView;

/// How much of the last hash is shown: enough to compare, short enough to read out.
const SHOWN_OF_HASH: usize = 16;

#[component]
pub fn AuditPage() -> impl IntoView {
    if !untrack(is_administrator) {
        return view! { <Failed failure=Failure::NotAllowed page=true/> }.into_any();
    }
    let query = use_query();
    let asked = Memo::new(move |_| read(query));
    let found = Resource::new(
        move || asked.get(),
        |asked| async move {
            let (page, state) = join!(calls::audit(asked.clone()), calls::audit_state());
            Ok::<_, Failure>((asked, page?, state?))
        },
    );
    view! {
        <Heading text="settings-audit"/>
        <Transition>
            {move || Suspend::new(async move {
                match found.await {
                    Ok((asked, page, state)) => view! { <Whole query asked page state/> }.into_any(),
                    Err(failure) => view! { <Failed failure/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

/// What the address asks for; what it says wrongly does not narrow.
fn read(query: Query) -> AuditQuery {
    let mut asked = AuditQuery::default();
    for name in AuditQuery::NAMES {
        let _ = asked.narrow(name, &query.text(name));
    }
    asked
}

#[component]
fn Whole(query: Query, asked: AuditQuery, page: Page, state: AuditState) -> impl IntoView {
    let hash: String = state.hash.chars().take(SHOWN_OF_HASH).collect();
    let file = format!("/audit.csv?{}", query.string());
    let (narrowed, people) = (asked.clone(), state.people);
    view! {
        <Block text="settings-audit-text">
            <p class="muted">
                {move || t_with("settings-audit-state", &[("n", &state.entries), ("hash", &hash)])}
            </p>
            <Asking query asked=narrowed people/>
            <div class="btn-row">
                <a class="btn small" href=file rel="external" download="">
                    <Icon name="download"/>
                    {move || t("settings-audit-export")}
                </a>
            </div>
        </Block>
        <Entries query asked page/>
    }
}

#[component]
fn Entries(query: Query, asked: AuditQuery, page: Page) -> impl IntoView {
    let entries = RwSignal::new(page.entries);
    let next = RwSignal::new(page.next.zip(page.looked));
    let busy = RwSignal::new(false);
    let more = move |_| {
        let Some((after, _)) = next.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        let asked = AuditQuery { after, ..asked.clone() };
        spawn_local(async move {
            match calls::audit(asked).await {
                Ok(page) => {
                    let _ = entries.try_update(|entries| entries.extend(page.entries));
                    let _ = next.try_set(page.next.zip(page.looked));
                }
                Err(failure) => toast_failure(&failure),
            }
            let _ = busy.try_set(false);
        });
    };
    let row = move |entry: AuditEntry| view! { <EntryView query entry/> };
    let none = move || entries.with(Vec::is_empty) && next.with(Option::is_none);
    let rest = move || {
        next.get().map(|(_, looked)| {
            let looked = formats().instant(looked);
            let more = more.clone();
            view! {
                <p class="muted">{t_with("settings-audit-looked", &[("time", &looked)])}</p>
                <button type="button" class="btn" aria-busy=move || busy.get().to_string() on:click=more>
                    {t("settings-audit-more")}
                </button>
            }
        })
    };
    view! {
        <section class="setting-block audit">
            <ul class="audit-list">
                <For each=move || entries.get() key=|entry| entry.seq children=row/>
            </ul>
            {move || none().then(|| view! { <p class="muted">{t("settings-audit-none")}</p> })}
            <div class="audit-more" role="status">{rest}</div>
        </section>
    }
}
