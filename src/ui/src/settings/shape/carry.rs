//! Taking modules, fields and layouts along as a file, and taking one up, after one has seen what it would change.

use api::{ShapeChange, ShapeItem, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::File;
use wasm_bindgen_futures::JsFuture;

use super::said::{LAYOUTS, MODULES, State};
use crate::choose_file::ChooseFile;
use crate::dialog::Modal;
use crate::icon::Icon;
use crate::settings::block::Block;
use crate::texts::{failure_text, t, t_with};
use crate::toast::{toast, toast_failed, toast_failure, toast_undo};

/// Where the server gives the file.
const ADDRESS: &str = "/shape.json";

/// A file that was read, with what it would change.
#[derive(Clone)]
struct Looked {
    file: String,
    items: Vec<ShapeItem>,
}

#[component]
pub fn Carry(state: State) -> impl IntoView {
    let (open, looked) = (RwSignal::new(false), RwSignal::new(None::<Looked>));
    let chosen = move |file: File| {
        spawn_local(async move {
            match look(&file).await {
                Ok(found) => {
                    looked.set(Some(found));
                    open.set(true);
                }
                Err(wrong) => toast_failed(wrong),
            }
        });
    };
    view! {
        <Block title="shape-carry" text="shape-carry-text">
            <div class="btn-row">
                <a class="btn" href=ADDRESS download="rapport-shape.json" rel="external">
                    <Icon name="download"/>
                    {move || t("shape-carry-out")}
                </a>
                <ChooseFile text="shape-carry-in" accept="application/json,.json" chosen/>
            </div>
        </Block>
        <Modal open title=Signal::derive(|| t("shape-carry-title"))>
            {move || looked.get().map(|looked| view! { <Preview state looked open/> })}
        </Modal>
    }
}

async fn look(file: &File) -> Result<Looked, String> {
    let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
    let file = text.ok_or_else(|| t("problem-upload-failed"))?;
    let items = calls::preview_shape(file.clone()).await.map_err(|failure| failure_text(&failure))?;
    Ok(Looked { file, items })
}

#[component]
fn Preview(state: State, looked: Looked, open: RwSignal<bool>) -> impl IntoView {
    let busy = RwSignal::new(false);
    let (same, other): (Vec<ShapeItem>, Vec<ShapeItem>) =
        looked.items.into_iter().partition(|item| item.change == ShapeChange::Same);
    let nothing = other.is_empty();
    let take_up = move |_| {
        let file = looked.file.clone();
        busy.set(true);
        spawn_local(async move {
            match calls::import_shape(file).await {
                Ok(done) => {
                    state.take_up().await;
                    match done.batch {
                        Some(batch) => toast_undo(t_with("shape-carried", &[("n", &done.count)]), batch),
                        None => toast(t("shape-carry-nothing")),
                    }
                    let _ = open.try_set(false);
                }
                Err(failure) => toast_failure(&failure),
            }
            let _ = busy.try_set(false);
        });
    };
    view! {
        <div class="modal-body stack">
            {nothing.then(|| view! { <p>{t("shape-carry-nothing")}</p> })}
            <ul class="shape-changes">{other.into_iter().map(item).collect_view()}</ul>
            {(!same.is_empty()).then(|| view! { <p class="muted">{t_with("shape-carry-same", &[("n", &same.len())])}</p> })}
        </div>
        <footer class="modal-foot">
            <button type="button" class="btn" on:click=move |_| open.set(false)>{t("cancel")}</button>
            <button
                type="button"
                class="btn primary"
                disabled=nothing
                aria-busy=move || busy.get().to_string()
                on:click=take_up
            >
                {t("shape-carry-take")}
            </button>
        </footer>
    }
}

fn item(item: ShapeItem) -> impl IntoView {
    let what = if item.module == MODULES {
        item.of
    } else if item.module == LAYOUTS {
        let layout = t_with("shape-layout", &[("module", &item.of)]);
        if item.label.is_empty() { layout } else { format!("{layout} · {}", item.label) }
    } else {
        format!("{} · {}", item.of, item.label)
    };
    let (color, told, differences) = match item.change {
        ShapeChange::New => ("green", "shape-carry-new", Vec::new()),
        ShapeChange::Changed(differences) => ("amber", "shape-carry-changed", differences),
        ShapeChange::Same => return ().into_any(),
    };
    let line = |(label, before, after): (String, String, String)| {
        view! { <p><span class="muted">{label}": "</span><del>{before}</del>" "<ins>{after}</ins></p> }
    };
    let lines = differences.into_iter().map(|told| line((told.label, told.before, told.after)));
    view! {
        <li>
            <span class="row"><b>{what}</b><span class="chip" data-color=color>{t(told)}</span></span>
            {lines.collect_view()}
        </li>
    }
    .into_any()
}
