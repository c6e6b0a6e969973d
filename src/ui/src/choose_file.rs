//! A button that lets one choose a file of one's own.

use leptos::html::Input;
use leptos::prelude::*;
use leptos::web_sys::File;

use crate::icon::Icon;
use crate::texts::t;

#[component]
pub fn ChooseFile(
    /// The key of the button's text.
    text: &'static str,
    /// What the browser offers first: types and endings, as the attribute `accept` has them.
    #[prop(optional)]
    accept: &'static str,
    #[prop(optional)] small: bool,
    /// What is done with the file.
    #[prop(into)]
    chosen: Callback<File>,
) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let take = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let file = input.files().and_then(|files| files.item(0));
        // The same file again is a change too.
        input.set_value("");
        if let Some(file) = file {
            chosen.run(file);
        }
    };
    view! {
        <button type="button" class="btn" class:small=small on:click=choose>
            <Icon name="upload"/>
            {move || t(text)}
        </button>
        <input type="file" hidden accept=accept aria-label=move || t(text) node_ref=input on:change=take/>
    }
}
