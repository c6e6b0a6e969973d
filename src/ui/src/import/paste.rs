//! A table from the clipboard instead of a file, as a spreadsheet copies it.

use leptos::prelude::*;
use leptos::web_sys::SubmitEvent;

use super::choose::Sending;
use super::save::file_of;
use crate::prelude::*;

const INPUT: &str = "import-pasted";
/// What the "file" is called; spreadsheets copy cells with tabs between them.
const NAME: &str = "clipboard.tsv";

#[component]
pub fn Paste(sending: Sending) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <button type="button" class="btn ghost" on:click=move |_| open.set(true)>
            <Icon name="copy"/>
            {move || t("import-paste")}
        </button>
        <Modal open title=Signal::derive(|| t("import-paste")) wide=true>
            <Form sending open/>
        </Modal>
    }
}

#[component]
fn Form(sending: Sending, open: RwSignal<bool>) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Ok(file) = text.with_untracked(|text| file_of(NAME, text)) {
            open.set(false);
            sending.send(&file);
        }
    };
    view! {
        <form on:submit=submit>
            <div class="modal-body">
                <div class="field">
                    <label for=INPUT>{move || t("import-paste-hint")}</label>
                    <textarea
                        class="textarea mono"
                        id=INPUT
                        rows="12"
                        wrap="off"
                        required
                        autofocus
                        spellcheck="false"
                        prop:value=text
                        on:input=move |event| text.set(event_target_value(&event))
                    ></textarea>
                </div>
            </div>
            <footer class="modal-foot">
                <button type="button" class="btn" on:click=move |_| open.set(false)>{move || t("cancel")}</button>
                <button type="submit" class="btn primary">{move || t("next")}</button>
            </footer>
        </form>
    }
}
