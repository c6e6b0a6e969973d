//! Changing one's password.

use api::calls;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use crate::login::LEAST_PASSWORD;
use crate::settings::block::{Block, Wrong};
use crate::texts::{failure_text, t, t_with};
use crate::toast::toast;

#[component]
pub fn PasswordBlock() -> impl IntoView {
    let (old, new, again) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(String::new());
    let change = move |event: SubmitEvent| {
        event.prevent_default();
        if new.get_untracked() != again.get_untracked() {
            wrong.set(t("setup-passwords-differ"));
            return;
        }
        wrong.set(String::new());
        busy.set(true);
        spawn_local(async move {
            match calls::change_password(old.get_untracked(), new.get_untracked()).await {
                Ok(()) => {
                    [old, new, again].into_iter().for_each(|field| field.set(String::new()));
                    toast(t("settings-password-changed"));
                }
                Err(failure) => wrong.set(failure_text(&failure)),
            }
            busy.set(false);
        });
    };
    view! {
        <Block title="settings-password">
            <form class="form" on:submit=change>
                <Field id="old-password" label="settings-password-current" autocomplete="current-password" value=old/>
                <Field id="new-password" label="settings-password-new" autocomplete="new-password" value=new/>
                <Field id="again" label="settings-password-again" autocomplete="new-password" value=again/>
                <p class="muted">{move || t_with("setup-password-hint", &[("n", &LEAST_PASSWORD)])}</p>
                <Wrong text=wrong/>
                <div class="form-foot">
                    <button type="submit" class="btn primary" aria-busy=move || busy.get().to_string()>
                        {move || t("settings-password-change")}
                    </button>
                </div>
            </form>
        </Block>
    }
}

/// A field for a password.
#[component]
pub fn Field(
    id: &'static str,
    label: &'static str,
    autocomplete: &'static str,
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{move || t(label)}</label>
            <input
                class="input"
                id=id
                type="password"
                autocomplete=autocomplete
                required
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            />
        </div>
    }
}
