//! Switches between the processes of a module that has several.

use leptos::prelude::*;
use model::Field;

use super::state::Board;
use crate::prelude::*;

#[component]
pub fn PipelineSwitch(board: Board) -> impl IntoView {
    let field = Memo::new(move |_| {
        board.module.with(|module| -> Option<Field> {
            module.field(module.stages.as_ref()?.pipeline.as_ref()?).cloned()
        })
    });
    let choose = move |event| board.query.set(&[("pipeline", Some(&event_target_value(&event)))]);
    let options = move || {
        let field = field.get()?;
        let now = board.pipeline.get();
        let choices = field.kind.choices().iter().map(|choice| {
            let selected = choice.key == now;
            view! { <option value=choice.key.to_string() selected=selected>{choice.label.clone()}</option> }
        });
        Some(choices.collect_view())
    };
    move || {
        field.with(Option::is_some).then(|| {
            view! {
                <select class="select small" aria-label=t("board-choose-pipeline") on:change=choose>
                    {options}
                </select>
            }
        })
    }
}
