//! The colleagues, for administrators: an overview, inviting others, what lets each of them in, and a new password for who
//! forgot hers.

mod invite;
mod uninitiated;

use api::{Failure, ListQuery, Uninitiated, calls};
use futures::join;
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
use invite::{InviteDialog, Link, LinkDialog};
use uninitiated::{InviteAgain, Progress};

const MODULE: Name = Name::new_static("users");
const MOST: u32 = 200;

/// Whose password is being set.
type Chosen = RwSignal<Option<(Id, String)>>;

/// What the page knows of who was invited.
#[derive(Clone, Copy)]
struct Invitations {
    /// Grows when somebody was invited, or is no longer.
    round: RwSignal<u64>,
    /// The link to be handed over.
    link: Link,
}

impl Invitations {
    fn reload(self) {
        let _ = self.round.try_update(|round| *round += 1);
    }
}

#[component]
pub fn UsersPage() -> impl IntoView {
    if !untrack(is_administrator) {
        return view! { <Failed failure=Failure::NotAllowed page=true/> }.into_any();
    }
    let version = live_version(MODULE);
    let state = Invitations { round: RwSignal::new(0), link: RwSignal::new(None) };
    let users = Resource::new(move || (version.get(), state.round.get()), |_| everybody());
    let chosen: Chosen = RwSignal::new(None);
    let whose = RwSignal::new(None);
    let inviting = RwSignal::new(false);
    view! {
        <Heading text="settings-users"/>
        <Block text="settings-users-text">
            <div class="btn-row">
                <button type="button" class="btn primary" on:click=move |_| inviting.set(true)>
                    <Icon name="user-round-plus"/>
                    {move || t("invite")}
                </button>
                <a class="btn" href="/m/users/new">{move || t("settings-user-invite")}</a>
                <a class="btn" href="/m/users">{move || t("show-all")}</a>
            </div>
            <Transition>
                {move || Suspend::new(async move {
                    match users.await {
                        Ok((users, uninitiated)) => {
                            let one = |user: Record| {
                                let without = uninitiated.iter().find(|one| one.user == user.id).copied();
                                view! { <One user chosen whose without state/> }
                            };
                            users.into_iter().map(one).collect_view().into_any()
                        }
                        Err(failure) => view! { <Failed failure/> }.into_any(),
                    }
                })}
            </Transition>
        </Block>
        <SetPassword chosen/>
        <SignInsDialog chosen=whose/>
        <InviteDialog open=inviting state/>
        <LinkDialog link=state.link/>
    }
    .into_any()
}

/// All users, and who of them has no password yet.
async fn everybody() -> Result<(Vec<Record>, Vec<Uninitiated>), Failure> {
    let (page, uninitiated) = join!(calls::list(all()), calls::uninitiated());
    Ok((page?.records, uninitiated?))
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
fn One(
    user: Record,
    chosen: Chosen,
    whose: RwSignal<Option<Whose>>,
    /// Where she has no password yet.
    without: Option<Uninitiated>,
    state: Invitations,
) -> impl IntoView {
    let (id, name) = (user.id, user.title.clone());
    let (of, invited) = (name.clone(), name.clone());
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
            {without.map(|one| view! { <Progress one/> <InviteAgain one name=invited state/> })}
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
