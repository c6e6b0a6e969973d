//! The colleagues, for administrators: an overview, what lets each of them in, and a new password for who forgot hers.

use api::{Failure, ListQuery, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;
use model::{Id, Name, Record, Value};

use crate::context::is_administrator;
use crate::dialog::Modal;
use crate::failed::Failed;
use crate::field::Avatar;
use crate::icon::Icon;
use crate::live::live_version;
use crate::login::LEAST_PASSWORD;
use crate::texts::{failure_text, t, t_with};
use crate::toast::toast;

use super::block::{Block, Heading, Wrong};
use super::security::Field;
use super::sign_ins::{SignInsDialog, Whose};

const MODULE: Name = Name::new_static("users");
const MOST: u32 = 200;

/// Whose password is being set.
type Chosen = RwSignal<Option<(Id, String)>>;

#[component]
pub fn UsersPage() -> impl IntoView {
    if !untrack(is_administrator) {
        return view! { <Failed failure=Failure::NotAllowed page=true/> }.into_any();
    }
    let version = live_version(MODULE);
    let users = Resource::new(move || version.get(), |_| calls::list(all()));
    let chosen: Chosen = RwSignal::new(None);
    let whose = RwSignal::new(None);
    view! {
        <Heading text="settings-users"/>
        <Block text="settings-users-text">
            <div class="btn-row">
                <a class="btn primary" href="/m/users/new">
                    <Icon name="user-round-plus"/>
                    {move || t("settings-user-invite")}
                </a>
                <a class="btn" href="/m/users">{move || t("show-all")}</a>
            </div>
            <Transition>
                {move || Suspend::new(async move {
                    match users.await {
                        Ok(page) => {
                            let users = page.records.into_iter();
                            users.map(|user| view! { <One user chosen whose/> }).collect_view().into_any()
                        }
                        Err(failure) => view! { <Failed failure/> }.into_any(),
                    }
                })}
            </Transition>
        </Block>
        <SetPassword chosen/>
        <SignInsDialog chosen=whose/>
    }
    .into_any()
}

fn all() -> ListQuery {
    ListQuery {
        module: MODULE,
        columns: ["name", "email", "role", "active"].map(Name::new_static).into(),
        limit: MOST,
        ..ListQuery::default()
    }
}

#[component]
fn One(user: Record, chosen: Chosen, whose: RwSignal<Option<Whose>>) -> impl IntoView {
    let (id, name) = (user.id, user.title.clone());
    let of = name.clone();
    let sign_ins = Whose { id, name: name.clone() };
    let text = |field: &str| user.value(field).as_text().unwrap_or_default().to_owned();
    let role = user.value("role").as_link().map(|role| role.title.clone()).unwrap_or_default();
    let inactive = user.value("active") != &Value::Bool(true);
    view! {
        <div class="setting">
            <div>
                <a href=format!("/m/users/{id}") class="who">
                    <Avatar title=name.clone() id/>
                    <b>{name.clone()}</b>
                </a>
                <small>{text("email")} " · " {role}</small>
            </div>
            {inactive.then(|| view! { <span class="chip">{move || t("settings-user-inactive")}</span> })}
            <a
                class="btn small"
                href=format!("/settings/users/{id}")
                aria-label={
                    let name = name.clone();
                    move || t_with("hand-over-of", &[("user", &name)])
                }
            >
                {move || t("hand-over-open")}
            </a>
            <button
                type="button"
                class="btn small"
                aria-label={
                    let name = name.clone();
                    move || t_with("settings-user-sign-ins-of", &[("name", &name)])
                }
                on:click=move |_| whose.set(Some(sign_ins.clone()))
            >
                {move || t("settings-user-sign-ins")}
            </button>
            <button
                type="button"
                class="btn small"
                aria-label=move || t_with("settings-user-set-password-of", &[("name", &of)])
                on:click=move |_| chosen.set(Some((id, name.clone())))
            >
                {move || t("settings-user-set-password")}
            </button>
        </div>
    }
}

#[component]
fn SetPassword(chosen: Chosen) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if chosen.with(Option::is_some) {
            open.set(true);
        }
    });
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            chosen.set(None);
        }
        now
    });
    view! {
        <Modal open title=Signal::derive(|| t("settings-user-set-password"))>
            {move || chosen.get().map(|(id, name)| view! { <PasswordForm id name open/> })}
        </Modal>
    }
}

#[component]
fn PasswordForm(id: Id, name: String, open: RwSignal<bool>) -> impl IntoView {
    let password = RwSignal::new(String::new());
    let wrong = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        busy.set(true);
        spawn_local(async move {
            match calls::set_password(id, password.get_untracked()).await {
                Ok(()) => {
                    open.set(false);
                    toast(t("settings-user-password-set"));
                }
                Err(failure) => wrong.set(failure_text(&failure)),
            }
            busy.set(false);
        });
    };
    view! {
        <form on:submit=save>
            <div class="modal-body stack">
                <p>{name}</p>
                <Field id="user-password" label="settings-password-new" autocomplete="new-password" value=password/>
                <p class="muted">{move || t_with("setup-password-hint", &[("n", &LEAST_PASSWORD)])}</p>
                <Wrong text=wrong/>
            </div>
            <footer class="modal-foot">
                <button type="button" class="btn" on:click=move |_| open.set(false)>{move || t("cancel")}</button>
                <button type="submit" class="btn primary" aria-busy=move || busy.get().to_string()>
                    {move || t("save")}
                </button>
            </footer>
        </form>
    }
}
