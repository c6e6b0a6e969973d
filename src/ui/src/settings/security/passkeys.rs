//! One's own passkeys: adding, renaming and removing them.

use api::{Failure, PasskeyInfo, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;
use model::Id;

use crate::context::formats;
use crate::dialog::ask_danger;
use crate::failed::Failed;
use crate::icon::Icon;
use crate::passkeys::{Ask, ask};
use crate::settings::block::{Block, Wrong};
use crate::texts::{failure_text, t, t_with};
use crate::time::Time;
use crate::toast::{toast, toast_failure};

type Passkeys = Resource<Result<Vec<PasskeyInfo>, Failure>>;

#[component]
pub fn PasskeysBlock() -> impl IntoView {
    let passkeys: Passkeys = Resource::new(|| (), |()| calls::passkeys());
    let renamed = RwSignal::new(None::<Id>);
    view! {
        <Block title="passkeys-title" text="passkeys-text">
            <Transition>
                {move || Suspend::new(async move {
                    match passkeys.await {
                        Ok(all) => all
                            .into_iter()
                            .map(|passkey| view! { <One passkey passkeys renamed/> })
                            .collect_view()
                            .into_any(),
                        Err(failure) => view! { <Failed failure/> }.into_any(),
                    }
                })}
            </Transition>
            <Add passkeys/>
        </Block>
    }
}

#[component]
fn Add(passkeys: Passkeys) -> impl IntoView {
    let (name, wrong, busy) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(false));
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        wrong.set(String::new());
        spawn_local(async move {
            match made(name.get_untracked()).await {
                Ok(()) => {
                    name.set(String::new());
                    toast(t("passkeys-added"));
                    passkeys.refetch();
                }
                Err(text) => wrong.set(text),
            }
            let _ = busy.try_set(false);
        });
    };
    view! {
        <form class="form" on:submit=add>
            <div class="field">
                <label for="passkey-name">{move || t("passkeys-name")}</label>
                <input
                    class="input"
                    id="passkey-name"
                    autocomplete="off"
                    required
                    maxlength="100"
                    bind:value=name
                    aria-describedby="passkey-name-hint"
                />
                <p class="muted" id="passkey-name-hint">{move || t("passkeys-name-text")}</p>
            </div>
            <Wrong text=wrong/>
            <div class="btn-row">
                <button type="submit" class="btn" aria-busy=move || busy.get().to_string()>
                    <Icon name="plus"/>
                    {move || t("passkeys-add")}
                </button>
            </div>
        </form>
    }
}

async fn made(name: String) -> Result<(), String> {
    let asked = calls::propose_passkey().await.map_err(|failure| failure_text(&failure))?;
    let given = ask(Ask::New, &asked.options).await.map_err(t)?;
    calls::add_passkey(name, asked.ticket, given).await.map_err(|failure| failure_text(&failure))
}

#[component]
fn One(passkey: PasskeyInfo, passkeys: Passkeys, renamed: RwSignal<Option<Id>>) -> impl IntoView {
    let id = passkey.id;
    let name = StoredValue::new(passkey.name);
    let remove = move |_| {
        let gone = move || {
            spawn_local(async move {
                match calls::remove_passkey(id).await {
                    Ok(()) => toast(t("passkeys-removed")),
                    Err(failure) => toast_failure(&failure),
                }
                passkeys.refetch();
            });
        };
        let title = t_with("passkeys-remove-of", &[("name", &name.get_value())]);
        ask_danger(title, t("passkeys-remove-text"), t("passkeys-remove"), gone);
    };
    let made = formats().instant(passkey.made);
    let label = move |key: &'static str| t_with(key, &[("name", &name.get_value())]);
    let used = passkey.used.map(|at| view! { " · " {move || t("passkeys-used")} " " <Time at/> });
    let shown = move || {
        if renamed.get() == Some(id) {
            view! { <Rename id name=name.get_value() passkeys renamed/> }.into_any()
        } else {
            view! { <b>{name.get_value()}</b> }.into_any()
        }
    };
    view! {
        <div class="setting passkey">
            <div>
                {shown}
                <small>{passkey.site} " · " {made} {used}</small>
            </div>
            <button
                type="button"
                class="btn small"
                aria-label=move || label("passkeys-rename-of")
                on:click=move |_| renamed.set(Some(id))
            >
                {move || t("passkeys-rename")}
            </button>
            <button type="button" class="btn small" aria-label=move || label("passkeys-remove-of") on:click=remove>
                {move || t("passkeys-remove")}
            </button>
        </div>
    }
}

#[component]
fn Rename(id: Id, name: String, passkeys: Passkeys, renamed: RwSignal<Option<Id>>) -> impl IntoView {
    let typed = RwSignal::new(name);
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        spawn_local(async move {
            match calls::rename_passkey(id, typed.get_untracked()).await {
                Ok(()) => {
                    renamed.set(None);
                    passkeys.refetch();
                }
                Err(failure) => toast_failure(&failure),
            }
        });
    };
    view! {
        <form class="row" on:submit=save>
            <input class="input" aria-label=move || t("passkeys-name") maxlength="100" required autofocus bind:value=typed/>
            <button type="submit" class="btn small">{move || t("save")}</button>
        </form>
    }
}
