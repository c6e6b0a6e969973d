//! Tokens by which programs work in one's name.

use api::{TokenInfo, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use crate::browser;
use crate::dialog::ask_danger;
use crate::failed::Failed;
use crate::icon::Icon;
use crate::texts::{failure_text, t};
use crate::toast::{toast, toast_failure};

use super::block::{Block, Heading, Wrong};
use super::sign_in_rows::TokenRow;

type Tokens = Resource<Result<Vec<TokenInfo>, api::Failure>>;

#[component]
pub fn TokensPage() -> impl IntoView {
    let tokens: Tokens = Resource::new(|| (), |()| calls::tokens());
    let made = RwSignal::new(String::new());
    view! {
        <Heading text="settings-tokens"/>
        <Block text="settings-tokens-text">
            <Make tokens made/>
            {move || Some(made.get()).filter(|token| !token.is_empty()).map(|token| view! { <Once token/> })}
        </Block>
        <Block>
            <Transition>
                {move || Suspend::new(async move {
                    match tokens.await {
                        Ok(list) if list.is_empty() => {
                            view! { <p class="muted">{move || t("settings-tokens-empty")}</p> }.into_any()
                        }
                        Ok(list) => {
                            list.into_iter().map(|token| view! { <One token tokens/> }).collect_view().into_any()
                        }
                        Err(failure) => view! { <Failed failure/> }.into_any(),
                    }
                })}
            </Transition>
        </Block>
    }
}

#[component]
fn Make(tokens: Tokens, made: RwSignal<String>) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(String::new());
    let make = move |event: SubmitEvent| {
        event.prevent_default();
        busy.set(true);
        wrong.set(String::new());
        spawn_local(async move {
            match calls::make_token(name.get_untracked().trim().to_owned()).await {
                Ok(token) => {
                    made.set(token);
                    name.set(String::new());
                    tokens.refetch();
                }
                Err(failure) => wrong.set(failure_text(&failure)),
            }
            busy.set(false);
        });
    };
    view! {
        <form class="setting" on:submit=make>
            <div class="field">
                <label for="token-name">{move || t("settings-token-name")}</label>
                <input
                    class="input"
                    id="token-name"
                    required
                    maxlength="100"
                    prop:value=name
                    on:input=move |event| name.set(event_target_value(&event))
                />
                <Wrong text=wrong/>
            </div>
            <button type="submit" class="btn primary" aria-busy=move || busy.get().to_string()>
                {move || t("settings-token-create")}
            </button>
        </form>
    }
}

/// The token itself, which nobody can show again.
#[component]
fn Once(token: String) -> impl IntoView {
    let copied = token.clone();
    let copy = move |_| {
        let token = copied.clone();
        spawn_local(async move {
            if browser::copy(&token).await {
                toast(t("copied"));
            }
        });
    };
    view! {
        <div class="banner good" role="status">
            <Icon name="key-round"/>
            <p>{move || t("settings-token-once")} <br/> <code>{token}</code></p>
            <button type="button" class="btn small" on:click=copy><Icon name="copy"/>{move || t("copy")}</button>
        </div>
    }
}

#[component]
fn One(token: TokenInfo, tokens: Tokens) -> impl IntoView {
    let name = token.name.clone();
    let end = move |id| {
        spawn_local(async move {
            match calls::end_token(id).await {
                Ok(()) => toast(t("settings-token-ended")),
                Err(failure) => toast_failure(&failure),
            }
            tokens.refetch();
        });
    };
    let confirm =
        move |id| ask_danger(t("settings-token-end"), name.clone(), t("settings-token-end"), move || end(id));
    view! { <TokenRow token end=confirm/> }
}
