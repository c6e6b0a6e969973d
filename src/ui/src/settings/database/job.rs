//! A button for what takes a while, and what came of it.

use std::future::Future;

use api::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::icon::Icon;
use crate::settings::block::Block;
use crate::texts::t;
use crate::toast::toast_failure;

#[component]
pub fn Job<T, F>(
    /// Keys of texts: of the block, of what it says, and of the button.
    title: &'static str,
    text: &'static str,
    button: &'static str,
    icon: &'static str,
    run: fn() -> F,
    /// How its outcome is told.
    told: fn(T) -> AnyView,
    #[prop(optional, into)] then: Option<Callback<()>>,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    F: Future<Output = Result<T, Failure>> + 'static,
{
    let busy = RwSignal::new(false);
    let done = RwSignal::new(None::<T>);
    let start = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        done.set(None);
        spawn_local(async move {
            match run().await {
                Ok(outcome) => done.set(Some(outcome)),
                Err(failure) => toast_failure(&failure),
            }
            busy.set(false);
            if let Some(then) = then {
                then.run(());
            }
        });
    };
    view! {
        <Block title text>
            <div class="btn-row">
                <button type="button" class="btn" aria-busy=move || busy.get().to_string() on:click=start>
                    <Icon name=icon/>
                    {move || t(button)}
                </button>
            </div>
            <div role="status">{move || done.get().map(told)}</div>
        </Block>
    }
}
