//! The profiles of a user: those of her role and team, and her own, which are given and taken here. They add up.

use api::{BulkChange, Failure, Selection, calls};
use futures::try_join;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::record::Values;
use model::{Id, Link, Name, Record, Value};

use super::super::held::{Held, MORE, USERS};
use super::super::records::all;
use crate::dialog::Modal;
use crate::failed::Failed;
use crate::live::live_version;
use crate::texts::{t, t_with};
use crate::toast::{toast_failure, toast_undo};

const PROFILES: Name = Name::new_static("profiles");

/// Whose profiles are shown, and what she is called.
pub type Whose = RwSignal<Option<(Id, String)>>;

#[component]
pub fn ProfilesDialog(whose: Whose) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if whose.with(Option::is_some) {
            open.set(true);
        }
    });
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            whose.set(None);
        }
        now
    });
    let name = move || whose.with(|whose| whose.as_ref().map(|(_, name)| name.clone()).unwrap_or_default());
    view! {
        <Modal open title=Signal::derive(move || t_with("user-profiles-of", &[("name", &name())]))>
            <div class="modal-body stack">
                <p>{t("user-profiles-text")}</p>
                {move || whose.get().map(|(id, _)| view! { <Profiles id/> })}
            </div>
            <footer class="modal-foot">
                <button type="button" class="btn primary" on:click=move |_| open.set(false)>{t("close")}</button>
            </footer>
        </Modal>
    }
}

#[component]
fn Profiles(id: Id) -> impl IntoView {
    let versions = [USERS, MORE].map(live_version);
    let round = RwSignal::new(0_u64);
    let asked = move || (versions.map(|version| version.get()), round.get());
    let loaded = Resource::new(asked, |_| async { try_join!(all(PROFILES), Held::load()) });
    view! {
        <Transition fallback=|| view! { <p class="skeleton"></p> }>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok((profiles, _)) if profiles.is_empty() => {
                        view! { <p class="muted">{t("access-profiles-empty")}</p> }.into_any()
                    }
                    Ok((profiles, held)) => list(&profiles, &held, id, round).into_any(),
                    Err(failure) => view! { <Failed failure/> }.into_any(),
                }
            })}
        </Transition>
    }
}

fn list(profiles: &[Record], held: &Held, id: Id, round: RwSignal<u64>) -> impl IntoView + use<> {
    let user = held.user(id).cloned();
    let rows = user.map(|user| {
        let one = |profile: &Record| row(profile, held, &user, round);
        profiles.iter().map(one).collect_view()
    });
    view! { <ul class="held">{rows}</ul> }
}

fn row(profile: &Record, held: &Held, user: &Record, round: RwSignal<u64>) -> impl IntoView + use<> {
    let given = held.given(user, profile.id);
    let owns = held.owns(user, profile.id);
    let at = Place {
        user: user.clone(),
        profile: profile.id,
        title: profile.title.clone(),
        first: Held::is_first(user, profile.id),
        further: held.further(user.id, profile.id),
    };
    // What comes with the role or the team is not taken away here.
    let fixed = !owns && !given.is_empty();
    let busy = RwSignal::new(false);
    let turn = move |event| {
        let wanted = event_target_checked(&event);
        let at = at.clone();
        busy.set(true);
        spawn_local(async move {
            if let Err(failure) = if wanted { at.give().await } else { at.take().await } {
                toast_failure(&failure);
            }
            let _ = busy.try_set(false);
            let _ = round.try_update(|round| *round += 1);
        });
    };
    view! {
        <li>
            <label class="check">
                <input
                    type="checkbox"
                    checked=owns || fixed
                    prop:checked=owns || fixed
                    disabled=move || fixed || busy.get()
                    on:change=turn
                />
                <span>{profile.title.clone()}</span>
            </label>
            <small>{given.join(" · ")}</small>
        </li>
    }
}

/// A profile before a user.
#[derive(Clone)]
struct Place {
    user: Record,
    profile: Id,
    title: String,
    /// Whether it stands in the user's own record.
    first: bool,
    /// The records that give it to her besides others.
    further: Vec<Id>,
}

impl Place {
    async fn give(&self) -> Result<(), Failure> {
        let link = |module: Name, id: Id| Value::Link(Link::new(module, id));
        let values = Values::from([
            ("user".into(), link(USERS, self.user.id)),
            ("profile".into(), link(PROFILES, self.profile)),
        ]);
        let saved = calls::create(MORE, values).await?;
        self.tell("user-profile-given", saved.batch);
        Ok(())
    }

    async fn take(&self) -> Result<(), Failure> {
        if !self.further.is_empty() {
            let which = Selection::Ids(self.further.clone());
            let done = calls::change_many(MORE, which, BulkChange::Delete).await?;
            if let Some(batch) = done.batch {
                self.tell("user-profile-taken", batch);
            }
        }
        if self.first {
            let values = Values::from([("profile".into(), Value::Empty)]);
            let saved = calls::update(USERS, self.user.id, self.user.version, values).await?;
            self.tell("user-profile-taken", saved.batch);
        }
        Ok(())
    }

    fn tell(&self, key: &str, batch: Id) {
        toast_undo(t_with(key, &[("name", &self.user.title), ("profile", &self.title)]), batch);
    }
}
