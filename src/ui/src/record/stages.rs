//! How far a record has come; a click moves it. Where its stages are passed one after the other they are a way with one
//! end, else there is nothing but the state it is in.

use leptos::prelude::*;
use model::{Choice, Outcome, Value};

use super::open::Open;
use crate::context::ModuleRef;
use crate::icon::Icon;
use crate::menu::Menu;
use crate::texts::t;

const MENU: &str = "record-stages";

/// The stages of the open record, and what choosing one does.
#[derive(Clone, Copy)]
struct Stages {
    open: Open,
    module: StoredValue<ModuleRef>,
    now: Memo<String>,
    /// All that there are in its process.
    choices: Memo<Vec<Choice>>,
    convert: Callback<()>,
}

impl Stages {
    fn new(open: Open, module: &ModuleRef, convert: Callback<()>) -> Option<Stages> {
        let stages = module.stages.clone()?;
        let of = module.clone();
        let text = move |name: &str| {
            open.page.with(|page| page.record.value(name).as_text().unwrap_or_default().to_owned())
        };
        let choices = Memo::new(move |_| {
            let pipeline = stages.pipeline.as_ref().map(|name| text(name));
            of.stage_choices(pipeline.as_deref()).into_iter().cloned().collect()
        });
        let field = module.stages.as_ref()?.field.clone();
        let now = Memo::new(move |_| text(&field));
        Some(Stages { open, module: StoredValue::new(module.clone()), now, choices, convert })
    }

    fn label(self) -> Option<String> {
        self.module.with_value(|module| module.stage_field().map(|field| field.label.clone()))
    }

    /// Whether she may take it to this stage, or it is there; tells when that changes.
    fn offers(self, choice: &Choice) -> bool {
        let now = self.now.get();
        let (may, locked) = self.open.page.with(|page| (page.may_edit, page.locked));
        let is_made =
            |module: &ModuleRef| !locked && module.features.convert && choice.outcome == Outcome::Won;
        may && self
            .module
            .with_value(|module| choice.key == now || module.may_move(&now, &choice.key) || is_made(module))
    }

    /// Those of `choices` that she may take it to; tells when that changes.
    fn offered<'a>(self, choices: impl IntoIterator<Item = &'a Choice>) -> Vec<&'a Choice> {
        choices.into_iter().filter(|choice| self.offers(choice)).collect()
    }

    /// Reaching the end may be more than a value: the conversion of a lead.
    fn go(self, choice: &Choice) {
        let converts = self.module.with_value(|module| module.features.convert);
        if converts && choice.outcome == Outcome::Won {
            self.convert.run(());
        } else if self.now.with_untracked(|now| choice.key != *now)
            && let Some(field) =
                self.module.with_value(|module| module.stages.as_ref().map(|stages| stages.field.clone()))
        {
            self.open.put(&field, Value::text(choice.key.as_str()));
        }
    }
}

/// The way, with its end.
#[component]
pub fn StagePath(
    open: Open,
    module: ModuleRef,
    /// What reaching the end does where that is more than a value.
    #[prop(into)]
    convert: Callback<()>,
) -> impl IntoView {
    let in_turn = module.stages.as_ref().is_some_and(|stages| stages.in_turn);
    let Some(stages) = Stages::new(open, &module, convert).filter(|_| in_turn) else {
        return ().into_any();
    };
    let steps = move || {
        let (now, choices) = (stages.now.get(), stages.choices.get());
        let way = Way::new(&choices, &now);
        let last = way.shown.len().saturating_sub(1);
        let others = stages.offered(way.ends.iter().copied());
        let one = |(at, choice): (usize, &&Choice)| {
            let ends = (others.len() > 1 && at == last).then(|| ends(stages, &others, &now));
            step(stages, (*choice).clone(), way.state(at, &now), choice.key == now, ends)
        };
        way.shown.iter().enumerate().map(one).collect_view()
    };
    view! {
        <ol class="stage-path" aria-label=stages.label()>
            {steps}
        </ol>
    }
    .into_any()
}

/// The state of a record whose states have no order, and the others as a menu.
#[component]
pub fn StageState(open: Open, module: ModuleRef) -> impl IntoView {
    let in_turn = module.stages.as_ref().is_some_and(|stages| stages.in_turn);
    let Some(stages) = Stages::new(open, &module, Callback::new(|()| ())).filter(|_| !in_turn) else {
        return ().into_any();
    };
    let shown = move || {
        let (now, choices) = (stages.now.get(), stages.choices.get());
        let choice = choices.iter().find(|choice| choice.key == now)?;
        let (label, color) = (choice.label.clone(), choice.color.key());
        let choices = stages.offered(&choices);
        if choices.len() < 2 {
            return Some(view! { <span class="chip" data-color=color>{label}</span> }.into_any());
        }
        Some(
            view! {
                <button
                    type="button"
                    class="btn"
                    popovertarget=MENU
                    title=stages.label()
                    disabled=move || !stages.open.is_reading()
                >
                    <span class="dot-mark" data-color=color></span>
                    {label}
                    <Icon name="chevron-down"/>
                </button>
                {menu(stages, choices, &now)}
            }
            .into_any(),
        )
    };
    view! { <div class="stage-state">{shown}</div> }.into_any()
}

/// What a record passes, and where that leads: to the end it has reached, or else to the one that is hoped for.
struct Way<'a> {
    shown: Vec<&'a Choice>,
    /// All that it may come to instead of the next stage. A stage that follows an end, as a lead that is taken up again
    /// later, is no stage of the way either.
    ends: Vec<&'a Choice>,
}

impl<'a> Way<'a> {
    fn new(choices: &'a [Choice], now: &str) -> Way<'a> {
        let first_end = choices.iter().position(|choice| choice.outcome != Outcome::Open);
        let (passed, ends) = choices.split_at(first_end.unwrap_or(choices.len()));
        let reached = ends.iter().find(|choice| choice.key == now);
        let end = reached.or_else(|| ends.iter().find(|choice| choice.outcome == Outcome::Won));
        Way { shown: passed.iter().chain(end.or(ends.first())).collect(), ends: ends.iter().collect() }
    }

    /// A record has come through the stages before its own; which of them it has seen that left the way nobody knows.
    fn state(&self, at: usize, now: &str) -> Option<&'static str> {
        let current = self.shown.iter().position(|choice| choice.key == now)?;
        let reached = self.shown[current];
        if at == current {
            return Some(match reached.outcome {
                Outcome::Open => "current",
                Outcome::Won => "won",
                Outcome::Lost => "lost",
            });
        }
        let left = reached.outcome != Outcome::Won && self.ends.contains(&reached);
        (at < current && !left).then_some("done")
    }
}

fn step(
    stages: Stages,
    choice: Choice,
    state: Option<&'static str>,
    is_now: bool,
    ends: Option<AnyView>,
) -> AnyView {
    let label = choice.label.clone();
    let own = choice.clone();
    // What is history stays where it is; only another end may be left open.
    let is_done = move || is_now && stages.open.page.with(|page| page.locked);
    view! {
        <li data-state=state>
            <button
                type="button"
                title=label
                aria-current=is_now.then_some("step")
                disabled=move || !stages.open.is_reading() || is_done() || !stages.offers(&own)
                on:click=move |_| stages.go(&choice)
            >
                <span>{label.clone()}</span>
            </button>
            {ends}
        </li>
    }
    .into_any()
}

/// The ends besides the one that is shown, behind a small button.
fn ends(stages: Stages, ends: &[&Choice], now: &str) -> AnyView {
    view! {
        <button
            type="button"
            class="stage-ends"
            popovertarget=MENU
            aria-label=t("record-other-ends")
            disabled=move || !stages.open.is_reading()
        >
            <Icon name="chevron-down"/>
        </button>
        {menu(stages, ends.iter().copied(), now)}
    }
    .into_any()
}

fn menu<'a>(stages: Stages, choices: impl IntoIterator<Item = &'a Choice>, now: &str) -> AnyView {
    let item = |choice: &Choice| {
        let (choice, checked) = (choice.clone(), choice.key == now);
        let (label, color) = (choice.label.clone(), choice.color.key());
        view! {
            <button
                type="button"
                class="menu-item"
                role="menuitemradio"
                aria-checked=checked.to_string()
                on:click=move |_| stages.go(&choice)
            >
                <span class="dot-mark" data-color=color></span>
                <span>{label}</span>
            </button>
        }
    };
    let items = choices.into_iter().map(item).collect_view();
    let label = stages.label().unwrap_or_default();
    view! { <Menu id=MENU label=Signal::stored(label) end=true>{items}</Menu> }.into_any()
}

#[cfg(test)]
mod tests {
    use model::Color;

    use super::*;

    fn choices() -> Vec<Choice> {
        vec![
            Choice::new("new", Color::Blue),
            Choice::new("qualified", Color::Teal),
            Choice::new("converted", Color::Green).outcome(Outcome::Won),
            Choice::new("recycled", Color::Amber),
            Choice::new("abandoned", Color::Grey).outcome(Outcome::Lost),
        ]
    }

    #[test]
    fn a_way_has_one_end() {
        let choices = choices();
        for (now, end, states) in [
            ("new", "converted", [Some("current"), None, None]),
            ("qualified", "converted", [Some("done"), Some("current"), None]),
            ("converted", "converted", [Some("done"), Some("done"), Some("won")]),
            ("recycled", "recycled", [None, None, Some("current")]),
            ("abandoned", "abandoned", [None, None, Some("lost")]),
            ("", "converted", [None, None, None]),
        ] {
            let way = Way::new(&choices, now);
            let keys: Vec<&str> = way.shown.iter().map(|choice| choice.key.as_str()).collect();
            assert_eq!(keys, ["new", "qualified", end], "{now}");
            assert_eq!([0, 1, 2].map(|at| way.state(at, now)), states, "{now}");
            assert_eq!(way.ends.len(), 3, "{now}");
        }
    }

    #[test]
    fn a_way_without_an_end_is_all_of_its_stages() {
        let choices = &choices()[..2];
        let way = Way::new(choices, "new");
        assert_eq!((way.shown.len(), way.ends.len()), (2, 0));
    }
}
