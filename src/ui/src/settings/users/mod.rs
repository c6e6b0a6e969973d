//! The colleagues, for administrators: an overview, inviting others, what lets each of them in, and a new password for who
//! forgot hers.

mod invite;
mod profiles;
mod uninitiated;

use api::{Failure, ListQuery, Uninitiated, calls};
use futures::join;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;
use model::{Id, Name, Record, Value};

use crate::context::{is_administrator, module};
use crate::dialog::Modal;
use crate::failed::Failed;
use crate::field::Avatar;
use crate::icon::Icon;
use crate::live::live_version;
use crate::login::LEAST_PASSWORD;
use crate::texts::{failure_text, t, t_with};
use crate::toast::toast;

use super::block::{Block, Heading, Wrong};
use super::records;
use super::security::Field;
use super::sign_ins::{SignInsDialog, Whose};
use super::tree::{self, DEPARTMENTS};
use invite::{InviteDialog, Link, LinkDialog};
use profiles::ProfilesDialog;
use uninitiated::{InviteAgain, Progress};

const MODULE: Name = Name::new_static("users");

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
    let departments = live_version(DEPARTMENTS);
    // The department whose people are shown, with those of the departments below it.
    let department = RwSignal::new(None);
    let asked = move || (version.get(), departments.get(), state.round.get(), department.get());
    let users = Resource::new(asked, |(.., department)| everybody(department));
    let chosen: Chosen = RwSignal::new(None);
    let whose = RwSignal::new(None);
    let profiles = RwSignal::new(None);
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
                        Ok((users, uninitiated, departments)) => {
                            let none = users.is_empty().then(|| t("users-of-department-none"));
                            let one = |user: Record| {
                                let without = uninitiated.iter().find(|one| one.user == user.id).copied();
                                view! { <One user chosen whose profiles without state/> }
                            };
                            view! {
                                <PickDepartment departments chosen=department/>
                                {none.map(|text| view! { <p class="muted">{text}</p> })}
                                {users.into_iter().map(one).collect_view()}
                            }
                            .into_any()
                        }
                        Err(failure) => view! { <Failed failure/> }.into_any(),
                    }
                })}
            </Transition>
        </Block>
        <SetPassword chosen/>
        <SignInsDialog chosen=whose/>
        <ProfilesDialog whose=profiles/>
        <InviteDialog open=inviting state/>
        <LinkDialog link=state.link/>
    }
    .into_any()
}

/// The users of the department and of those below it, or all; who of them has no password yet; the departments.
async fn everybody(
    department: Option<Id>,
) -> Result<(Vec<Record>, Vec<Uninitiated>, Vec<tree::Node>), Failure> {
    let (departments, uninitiated) = join!(records::all(DEPARTMENTS), calls::uninitiated());
    let departments = tree::grow(&departments?);
    let users = records::read(all(filter(&departments, department))).await?;
    Ok((users, uninitiated?, departments))
}

/// The condition that a user is of the department or of one below it.
fn filter(departments: &[tree::Node], department: Option<Id>) -> String {
    let all = tree::flat(departments);
    let Some((_, chosen)) = all.iter().find(|(_, node)| Some(node.record.id) == department) else {
        return String::new();
    };
    let below = tree::flat(&chosen.below).into_iter().map(|(_, node)| node.record.id);
    let ids: Vec<String> = [chosen.record.id].into_iter().chain(below).map(|id| id.to_string()).collect();
    format!("department in ({})", ids.join(", "))
}

fn all(filter: String) -> ListQuery {
    ListQuery {
        module: MODULE,
        filter,
        columns: ["name", "email", "role", "department", "active"].map(Name::new_static).into(),
        limit: records::MOST,
        ..ListQuery::default()
    }
}

#[component]
fn PickDepartment(departments: Vec<tree::Node>, chosen: RwSignal<Option<Id>>) -> impl IntoView {
    if departments.is_empty() {
        return ().into_any();
    }
    let option = |id: Option<Id>, label: String| {
        let is = chosen.get_untracked() == id;
        let key = id.map(|id| id.to_string()).unwrap_or_default();
        view! { <option value=key selected=is prop:selected=is>{label}</option> }
    };
    let options = tree::flat(&departments).into_iter().map(|(depth, node)| {
        // As deep as it stands.
        let label = format!("{}{}", "\u{2003}".repeat(depth), node.record.title);
        option(Some(node.record.id), label)
    });
    view! {
        <div class="btn-row">
            <select
                class="select"
                aria-label=label_of_department()
                on:change=move |event| chosen.set(event_target_value(&event).parse().ok())
            >
                {option(None, t("users-all-departments"))}
                {options.collect_view()}
            </select>
        </div>
    }
    .into_any()
}

fn label_of_department() -> String {
    let users = module(&MODULE);
    let field = users.as_ref().and_then(|module| module.field("department"));
    field.map(|field| field.label.clone()).unwrap_or_default()
}

#[component]
fn One(
    user: Record,
    chosen: Chosen,
    whose: RwSignal<Option<Whose>>,
    profiles: profiles::Whose,
    /// Where she has no password yet.
    without: Option<Uninitiated>,
    state: Invitations,
) -> impl IntoView {
    let (id, name) = (user.id, user.title.clone());
    let (of, invited, holder) = (name.clone(), name.clone(), name.clone());
    let sign_ins = Whose { id, name: name.clone() };
    let text = |field: &str| user.value(field).as_text().unwrap_or_default().to_owned();
    let linked = |field: &str| user.value(field).as_link().map(|link| link.title.clone());
    let place: Vec<String> =
        [Some(text("email")), linked("role"), linked("department")].into_iter().flatten().collect();
    let inactive = user.value("active") != &Value::Bool(true);
    view! {
        <div class="setting">
            <div>
                <a href=format!("/m/users/{id}") class="who">
                    <Avatar title=name.clone() id/>
                    <b>{name.clone()}</b>
                </a>
                <small>{place.join(" · ")}</small>
            </div>
            {inactive.then(|| view! { <span class="chip">{move || t("settings-user-inactive")}</span> })}
            {without.map(|one| view! { <Progress one/> <InviteAgain one name=invited state/> })}
            <div class="btn-row">
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
                        move || t_with("user-profiles-of", &[("name", &name)])
                    }
                    on:click=move |_| profiles.set(Some((id, holder.clone())))
                >
                    {move || t("user-profiles")}
                </button>
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
