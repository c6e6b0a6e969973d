//! The way of a record through its stages; a click moves it.

use leptos::prelude::*;
use model::{Choice, Outcome, Value};

use super::open::Open;
use crate::context::ModuleRef;

#[component]
pub fn StagePath(
    open: Open,
    module: ModuleRef,
    /// What reaching the end does where that is more than a value: the conversion of a lead.
    #[prop(into)]
    convert: Callback<()>,
) -> impl IntoView {
    let Some(stages) = module.stages.clone() else { return ().into_any() };
    let at = Memo::new({
        let stages = stages.clone();
        move |_| {
            open.page.with(|page| {
                let text = |name: &str| page.record.value(name).as_text().unwrap_or_default().to_owned();
                (text(&stages.field), stages.pipeline.as_ref().map(|name| text(name)))
            })
        }
    });
    let label = module.field(&stages.field).map(|field| field.label.clone());
    let converts = module.features.convert;
    let steps = move || {
        let (now, pipeline) = at.get();
        let choices = module.stage_choices(pipeline.as_deref());
        let current = choices.iter().position(|choice| choice.key == now);
        let reached = current.map(|at| choices[at].outcome);
        let step = |(place, choice): (usize, &&Choice)| {
            let state = state(choice, place, current, reached);
            let (key, field) = (choice.key.clone(), stages.field.clone());
            let to_convert = converts && choice.outcome == Outcome::Won;
            let is_now = current == Some(place);
            let go = move |_| {
                if to_convert {
                    convert.run(());
                } else if !is_now {
                    open.put(&field, Value::text(key.as_str()));
                }
            };
            view! {
                <li data-state=state>
                    <button
                        type="button"
                        title=choice.label.clone()
                        aria-current=is_now.then_some("step")
                        disabled=move || !open.may_edit() || !open.is_reading()
                        on:click=go
                    >
                        <span>{choice.label.clone()}</span>
                    </button>
                </li>
            }
        };
        choices.iter().enumerate().map(step).collect_view()
    };
    view! {
        <ol class="stage-path" aria-label=label>
            {steps}
        </ol>
    }
    .into_any()
}

/// A record has come through the stages before its own; which of them a lost one has seen nobody knows.
fn state(
    choice: &Choice,
    place: usize,
    current: Option<usize>,
    reached: Option<Outcome>,
) -> Option<&'static str> {
    if current == Some(place) {
        return Some(match choice.outcome {
            Outcome::Open => "current",
            Outcome::Won => "won",
            Outcome::Lost => "lost",
        });
    }
    let passed = reached? != Outcome::Lost && current.is_some_and(|current| place < current);
    (passed && choice.outcome == Outcome::Open).then_some("done")
}
