//! An identity provider as one types it in. It can be tried before it is kept.

use api::{Failure, Provider, calls, provider_address};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;
use model::{Id, Problem};

use super::State;
use crate::field::focus_problem;
use crate::icon::Icon;
use crate::record::guard;
use crate::settings::block::{Block, Said};
use crate::texts::{failure_text, problem_text, t};
use crate::toast::toast;

/// What is typed, field by field, and what is wrong with it.
#[derive(Clone, Copy)]
struct Form {
    id: StoredValue<String>,
    label: RwSignal<String>,
    issuer: RwSignal<String>,
    client: RwSignal<String>,
    /// Empty where the one that is kept stays.
    secret: RwSignal<String>,
    domains: RwSignal<String>,
    role: RwSignal<Option<Id>>,
    trusted: RwSignal<bool>,
    password_off: RwSignal<bool>,
    problems: RwSignal<Vec<Problem>>,
    /// What the last try came to, good or bad.
    said: RwSignal<Option<Result<String, String>>>,
    dirty: RwSignal<bool>,
}

impl Form {
    fn of(provider: Provider) -> Form {
        Form {
            id: StoredValue::new(provider.id),
            label: RwSignal::new(provider.label),
            issuer: RwSignal::new(provider.issuer),
            client: RwSignal::new(provider.client),
            secret: RwSignal::new(String::new()),
            domains: RwSignal::new(provider.domains.join(", ")),
            role: RwSignal::new(provider.role),
            trusted: RwSignal::new(provider.trusted),
            password_off: RwSignal::new(provider.password_off),
            problems: RwSignal::new(Vec::new()),
            said: RwSignal::new(None),
            dirty: RwSignal::new(false),
        }
    }

    fn typed(self) -> (Provider, Option<String>) {
        let provider = Provider {
            id: self.id.get_value(),
            label: self.label.get_untracked(),
            issuer: self.issuer.get_untracked(),
            client: self.client.get_untracked(),
            domains: vec![self.domains.get_untracked()],
            role: self.role.get_untracked(),
            trusted: self.trusted.get_untracked(),
            password_off: self.password_off.get_untracked(),
        };
        (provider, Some(self.secret.get_untracked()).filter(|secret| !secret.is_empty()))
    }

    fn begin(self) {
        self.problems.set(Vec::new());
        self.said.set(None);
    }

    /// A failure at the fields that it is about; the rest as a sentence.
    fn show(self, failure: &Failure) {
        if failure.problems().iter().any(|problem| !problem.field.is_empty()) {
            self.problems.set(failure.problems().to_vec());
            focus_problem();
        } else {
            self.said.set(Some(Err(failure_text(failure))));
        }
    }
}

#[component]
pub fn ProviderForm(state: State, provider: Provider) -> impl IntoView {
    let form = Form::of(provider);
    let (saving, trying) = (RwSignal::new(false), RwSignal::new(false));
    guard(move || form.dirty.try_get_untracked() == Some(true));
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        form.begin();
        saving.set(true);
        let (provider, secret) = form.typed();
        spawn_local(async move {
            match calls::put_provider(provider.clone(), secret).await {
                Ok(id) => {
                    form.dirty.set(false);
                    toast(t("settings-saved"));
                    state.reload();
                    // With its id it has the address that is to be told to the provider.
                    state.open.set(Some(Provider { id, ..provider }));
                }
                Err(failure) => {
                    form.show(&failure);
                    let _ = saving.try_set(false);
                }
            }
        });
    };
    let attempt = move |_| {
        form.begin();
        trying.set(true);
        let (provider, secret) = form.typed();
        spawn_local(async move {
            match calls::try_provider(provider, secret).await {
                Ok(()) => form.said.set(Some(Ok(t("settings-providers-good")))),
                Err(failure) => form.show(&failure),
            }
            let _ = trying.try_set(false);
        });
    };
    view! {
        <Block title="settings-providers-one">
            <form class="mail-form" novalidate on:submit=save>
                <Inputs form state/>
                <WayBack form/>
                <Said said=form.said/>
                <div class="form-foot">
                    <button type="button" class="btn start" on:click=move |_| {
                        form.dirty.set(false);
                        state.open.set(None);
                    }>{move || t("settings-providers-close")}</button>
                    <button type="button" class="btn" aria-busy=move || trying.get().to_string() on:click=attempt>
                        <Icon name="plug"/>
                        {move || t("settings-providers-try")}
                    </button>
                    <button type="submit" class="btn primary" aria-busy=move || saving.get().to_string()>
                        {move || t("save")}
                    </button>
                </div>
            </form>
        </Block>
    }
}

#[component]
fn Inputs(form: Form, state: State) -> impl IntoView {
    let secret = if form.id.with_value(String::is_empty) { "" } else { "settings-providers-secret-kept" };
    view! {
        <div class="form two">
            <Input form name="label" value=form.label hint="settings-providers-label-text"/>
            <Input form name="issuer" value=form.issuer hint="settings-providers-issuer-text" kind="url"/>
            <Input form name="client" value=form.client/>
            <Input form name="secret" value=form.secret hint=secret kind="password"/>
            <Input form name="domains" value=form.domains hint="settings-providers-domains-text"/>
            <Role form state/>
        </div>
        <Switch form name="trusted" value=form.trusted/>
        <Switch form name="password_off" value=form.password_off/>
    }
}

#[component]
fn Input(
    form: Form,
    /// As the server names it.
    name: &'static str,
    value: RwSignal<String>,
    #[prop(optional)] hint: &'static str,
    #[prop(default = "text")] kind: &'static str,
) -> impl IntoView {
    let id = format!("provider-{name}");
    let (message, help) = (format!("{id}-error"), format!("{id}-hint"));
    let wrong = move || form.problems.with(|all| all.iter().find(|one| one.field == name).cloned());
    let described = {
        let (message, help) = (message.clone(), help.clone());
        move || match wrong() {
            Some(_) => Some(message.clone()),
            None => (!hint.is_empty()).then(|| help.clone()),
        }
    };
    let typed = move |event| {
        value.set(event_target_value(&event));
        form.dirty.set(true);
    };
    view! {
        <div class="field">
            <label for=id.clone()>
                {move || t(&format!("settings-providers-{name}"))} " " <span class="req" aria-hidden="true">"*"</span>
            </label>
            <input
                class="input"
                id=id
                type=kind
                autocomplete=if kind == "password" { "new-password" } else { "off" }
                aria-required="true"
                aria-invalid=move || wrong().map(|_| "true")
                aria-describedby=described
                prop:value=value
                on:input=typed
            />
            {(!hint.is_empty()).then(|| view! { <p class="muted" id=help>{move || t(hint)}</p> })}
            {move || wrong().map(|problem| {
                let text = problem_text(&problem);
                view! { <p class="error" id=message.clone()><Icon name="circle-alert"/>{text}</p> }
            })}
        </div>
    }
}

/// What a new colleague is given; without a role, nobody new comes in.
#[component]
fn Role(form: Form, state: State) -> impl IntoView {
    let choose = move |event| {
        form.role.set(event_target_value(&event).parse().ok());
        form.dirty.set(true);
    };
    let roles = state.providers.with_untracked(|all| all.roles.clone());
    let option = move |role: model::Link| {
        let id = role.id;
        view! { <option value=id.to_string() selected=move || form.role.get() == Some(id)>{role.title}</option> }
    };
    view! {
        <div class="field">
            <label for="provider-role">{move || t("settings-providers-role")}</label>
            <select class="select" id="provider-role" on:change=choose>
                <option value="">{move || t("settings-providers-nobody-new")}</option>
                {roles.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}

#[component]
fn Switch(form: Form, name: &'static str, value: RwSignal<bool>) -> impl IntoView {
    let choose = move |event| {
        value.set(event_target_checked(&event));
        form.dirty.set(true);
    };
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=value on:change=choose/>
            <span>{move || t(&format!("settings-providers-{name}"))}</span>
        </label>
    }
}

/// The address that has to be told to the provider, once there is one.
#[component]
fn WayBack(form: Form) -> impl IntoView {
    let site = RwSignal::new(String::new());
    // Only the browser knows where the page came from.
    Effect::new(move |_| site.set(window().location().origin().unwrap_or_default()));
    let id = form.id.get_value();
    (!id.is_empty()).then(|| {
        let path = format!("{}/back", provider_address(&id));
        view! {
            <p class="muted">
                {move || t("settings-providers-back")} " "
                <code class="link-once">{move || site.get()} {path}</code>
            </p>
        }
    })
}
