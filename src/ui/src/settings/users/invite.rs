//! Inviting a colleague, and the link that is handed over where no mail goes out.

use api::{Failure, Invitation, Invited, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;
use model::{Language, Name, Value};

use super::Invitations;
use crate::browser;
use crate::context::module;
use crate::dialog::Modal;
use crate::field::{Draft, FormField, focus_problem};
use crate::icon::Icon;
use crate::record::Problems;
use crate::texts::{t, t_with};
use crate::toast::{toast, toast_failure};

const USERS: Name = Name::new_static("users");
const FIELDS: [&str; 6] = ["name", "email", "role", "team", "department", "language"];

/// A link to be handed over: to whom, and where it leads.
pub type Link = RwSignal<Option<(String, String)>>;

#[component]
pub fn InviteDialog(open: RwSignal<bool>, state: Invitations) -> impl IntoView {
    view! {
        <Modal open title=Signal::derive(|| t("invite-title"))>
            <InviteForm open state/>
        </Modal>
    }
}

#[component]
fn InviteForm(open: RwSignal<bool>, state: Invitations) -> impl IntoView {
    let Some(users) = untrack(|| module(&USERS)) else { return ().into_any() };
    let draft = Draft::empty(USERS);
    let fields = StoredValue::new(users.pick(&FIELDS.map(Name::new_static)).cloned().collect::<Vec<_>>());
    let busy = RwSignal::new(false);
    let invite = move |event: SubmitEvent| {
        event.prevent_default();
        if fields.with_value(|fields| draft.check(fields)).is_err() {
            return focus_problem();
        }
        let invitation = typed(draft);
        let name = invitation.name.clone();
        busy.set(true);
        spawn_local(async move {
            match calls::invite(invitation).await {
                Ok(invited) => {
                    open.set(false);
                    state.done(name, invited);
                }
                Err(Failure::Invalid(problems)) => {
                    draft.show_problems(&problems);
                    focus_problem();
                }
                Err(failure) => toast_failure(&failure),
            }
            let _ = busy.try_set(false);
        });
    };
    let input = |field: model::Field| {
        let focus = field.name == "name";
        view! { <FormField id=format!("invite-{}", field.name) field draft focus/> }
    };
    let inputs = fields.get_value().into_iter().map(input).collect_view();
    view! {
        <form on:submit=invite novalidate>
            <div class="modal-body stack">
                <Problems draft/>
                <p>{t("invite-text-mail")}</p>
                <div class="form">{inputs}</div>
            </div>
            <footer class="modal-foot">
                <button type="button" class="btn" on:click=move |_| open.set(false)>{t("cancel")}</button>
                <button type="submit" class="btn primary" aria-busy=move || busy.get().to_string()>
                    {t("invite")}
                </button>
            </footer>
        </form>
    }
    .into_any()
}

fn typed(draft: Draft) -> Invitation {
    let text = |name: &str| draft.get_untracked(name).as_text().unwrap_or_default().to_owned();
    let id = |name: &str| match draft.get_untracked(name) {
        Value::Link(link) => Some(link.id),
        _ => None,
    };
    Invitation {
        name: text("name"),
        email: text("email"),
        role: id("role"),
        team: id("team"),
        department: id("department"),
        language: Language::from_code(&text("language")),
    }
}

impl Invitations {
    /// Somebody was invited, for the first time or again.
    pub fn done(self, name: String, invited: Invited) {
        match invited.link {
            None => toast(t_with("invite-done", &[("name", &name)])),
            Some(path) => {
                let site = window().location().origin().unwrap_or_default();
                self.link.set(Some((name, format!("{site}{path}"))));
            }
        }
        self.reload();
    }
}

/// The link, which nobody can show again.
#[component]
pub fn LinkDialog(link: Link) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if link.with(Option::is_some) {
            open.set(true);
        }
    });
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            link.set(None);
        }
        now
    });
    view! {
        <Modal open title=Signal::derive(|| t("invite-link-title"))>
            {move || link.get().map(|(name, link)| view! { <HandOver name link open/> })}
        </Modal>
    }
}

#[component]
fn HandOver(name: String, link: String, open: RwSignal<bool>) -> impl IntoView {
    let copied = link.clone();
    let copy = move |_| {
        let link = copied.clone();
        spawn_local(async move {
            if browser::copy(&link).await {
                toast(t("copied"));
            }
        });
    };
    view! {
        <div class="modal-body stack">
            <p>{t_with("invite-link-text", &[("name", &name)])}</p>
            <p><code class="link-once">{link}</code></p>
        </div>
        <footer class="modal-foot">
            <button type="button" class="btn" on:click=copy><Icon name="copy"/>{t("copy")}</button>
            <button type="button" class="btn primary" on:click=move |_| open.set(false)>{t("close")}</button>
        </footer>
    }
}
