//! Identity providers, for administrators: by which people sign in beside or instead of a password.

mod form;

use api::{Failure, Provider, Providers, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::block::{Block, Heading};
use crate::context::is_administrator;
use crate::dialog::ask_danger;
use crate::failed::Failed;
use crate::icon::Icon;
use crate::texts::{t, t_with};
use crate::toast::{toast, toast_failure};

use form::ProviderForm;

/// What is kept, and what is being changed.
#[derive(Clone, Copy)]
pub struct State {
    providers: RwSignal<Providers>,
    /// One that is new has no id yet.
    open: RwSignal<Option<Provider>>,
}

impl State {
    fn reload(self) {
        spawn_local(async move {
            match calls::providers().await {
                Ok(providers) => {
                    let _ = self.providers.try_set(providers);
                }
                Err(failure) => toast_failure(&failure),
            }
        });
    }
}

#[component]
pub fn ProvidersPage() -> impl IntoView {
    if !untrack(is_administrator) {
        return view! { <Failed failure=Failure::NotAllowed page=true/> }.into_any();
    }
    let providers = Resource::new(|| (), |()| calls::providers());
    view! {
        <Heading text="settings-providers"/>
        <Suspense>
            {move || Suspend::new(async move {
                match providers.await {
                    Ok(providers) => view! { <Whole providers/> }.into_any(),
                    Err(failure) => view! { <Failed failure/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Whole(providers: Providers) -> impl IntoView {
    let state = State { providers: RwSignal::new(providers), open: RwSignal::new(None) };
    let list = move || {
        let providers = state.providers.with(|all| all.providers.clone());
        providers.into_iter().map(|provider| view! { <One state provider/> }).collect_view()
    };
    let add = move |_| state.open.set(Some(Provider::default()));
    view! {
        <Block text="settings-providers-text">
            {list}
            <div class="btn-row">
                <button type="button" class="btn" on:click=add>
                    <Icon name="plus"/>
                    {move || t("settings-providers-add")}
                </button>
            </div>
        </Block>
        {move || state.open.get().map(|provider| view! { <ProviderForm state provider/> })}
    }
}

#[component]
fn One(state: State, provider: Provider) -> impl IntoView {
    let (id, label) = (provider.id.clone(), provider.label.clone());
    let name = label.clone();
    let drop = move |_| {
        let id = id.clone();
        let gone = move || {
            let id = id.clone();
            spawn_local(async move {
                match calls::drop_provider(id).await {
                    Ok(()) => toast(t("settings-providers-dropped")),
                    Err(failure) => toast_failure(&failure),
                }
                state.open.set(None);
                state.reload();
            });
        };
        let title = t_with("settings-providers-drop-of", &[("name", &name)]);
        ask_danger(title, t("settings-providers-drop-text"), t("settings-providers-drop"), gone);
    };
    let (issuer, domains) = (provider.issuer.clone(), provider.domains.join(", "));
    let edit_label = {
        let label = label.clone();
        move || t_with("settings-providers-edit-of", &[("name", &label)])
    };
    let drop_label = {
        let label = label.clone();
        move || t_with("settings-providers-drop-of", &[("name", &label)])
    };
    let edit = move |_| state.open.set(Some(provider.clone()));
    view! {
        <div class="setting provider">
            <div><b>{label}</b> <small>{issuer} " · " {domains}</small></div>
            <button type="button" class="btn small" aria-label=edit_label on:click=edit>
                {move || t("settings-providers-edit")}
            </button>
            <button type="button" class="btn small" aria-label=drop_label on:click=drop>
                {move || t("settings-providers-drop")}
            </button>
        </div>
    }
}
