//! Switches between the processes of a module that has several.

use leptos::prelude::*;
use model::{Choice, Field};

use super::state::Board;
use crate::prelude::*;

#[component]
pub fn PipelineSwitch(board: Board) -> impl IntoView {
    let field = Memo::new(move |_| {
        board.module.with(|module| -> Option<Field> {
            module.field(module.stages.as_ref()?.pipeline.as_ref()?).cloned()
        })
    });
    let links = move || {
        let field = field.get()?;
        Some(field.kind.choices().iter().map(|choice| link(board, choice)).collect_view())
    };
    move || {
        field.with(Option::is_some).then(|| {
            view! { <nav class="tabs" aria-label=move || t("board-pipeline")>{links}</nav> }
        })
    }
}

fn link(board: Board, choice: &Choice) -> AnyView {
    let key = choice.key.clone();
    let href = {
        let key = key.clone();
        move || board.query.href(&[("pipeline", Some(key.as_str())), ("peek", None)])
    };
    let current = move || (board.pipeline.get() == key).then_some("page");
    view! { <a href=href aria-current=current>{choice.label.clone()}</a> }.into_any()
}
