//! Numbers that the product gives: which come next while one writes the scheme, from where they go on, and numbers for
//! records that have none.

use api::{Failure, Numbering, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::kind::{AutoNumber, Restart};
use model::{Name, Value};

use crate::context::today;
use crate::field::Draft;
use crate::icon::Icon;
use crate::texts::{problem_text, t, t_with};
use crate::toast::{toast, toast_failure, toast_undo};

const NEXT: &str = "shape-next-number";
/// So many that come are shown.
const SHOWN: i64 = 3;
/// How often one asks how far the numbering of old records has come.
const STEP: std::time::Duration = std::time::Duration::from_secs(1);

/// `at` is the field, where it is one already.
#[component]
pub fn Numbers(draft: Draft, at: Option<(Name, Name)>) -> impl IntoView {
    let known = RwSignal::new(None::<Numbering>);
    let at = StoredValue::new(at);
    if at.with_value(Option::is_some) {
        Effect::new(move |_| ask(at, known));
    }
    let examples = move || {
        let scheme = scheme(draft);
        let (next, day) = known.get().map_or_else(|| (1, today()), |known| (known.next, known.today));
        let numbers: Vec<String> = (next..next + SHOWN).map(|next| scheme.number(next, day)).collect();
        numbers.join(" · ")
    };
    view! {
        <div class="field span">
            <span class="field-label">{t("shape-numbers-next")}</span>
            <output class="worked-out" id="shape-numbers-next">{examples}</output>
            <p class="muted">{t("shape-numbers-hint")}</p>
        </div>
        {move || known.get().map(|known_now| view! { <GoOn at known now=known_now/> })}
    }
}

fn scheme(draft: Draft) -> AutoNumber {
    let text = |name: &str| draft.get(name).as_text().unwrap_or_default().to_owned();
    let digits = match draft.get("digits") {
        Value::Integer(digits) => usize::try_from(digits).unwrap_or_default(),
        _ => 5,
    };
    let restart = Restart::called(&text("restart")).unwrap_or_default();
    AutoNumber { prefix: text("prefix"), digits, suffix: text("suffix"), restart }
}

fn ask(at: StoredValue<Option<(Name, Name)>>, known: RwSignal<Option<Numbering>>) {
    let Some((module, field)) = at.try_get_value().flatten() else { return };
    spawn_local(async move {
        match calls::numbering(module, field).await {
            Ok(now) => drop(known.try_set(Some(now))),
            Err(failure) => toast_failure(&failure),
        }
    });
}

/// From where the counter goes on, and the records that have no number.
#[component]
fn GoOn(
    at: StoredValue<Option<(Name, Name)>>,
    known: RwSignal<Option<Numbering>>,
    now: Numbering,
) -> impl IntoView {
    let (next, wrong, busy) =
        (RwSignal::new(now.next.to_string()), RwSignal::new(None), RwSignal::new(false));
    let set = move |_| {
        let Some((module, field)) = at.get_value() else { return };
        // What is no number is refused as what is out of bounds.
        let number = next.get_untracked().trim().parse().unwrap_or_default();
        busy.set(true);
        spawn_local(async move {
            match calls::go_on_with(module, field, number).await {
                Ok(()) => {
                    toast(t_with("shape-numbers-go-on", &[("next", &number)]));
                    ask(at, known);
                }
                Err(Failure::Invalid(problems)) => drop(wrong.try_set(problems.into_iter().next())),
                Err(failure) => toast_failure(&failure),
            }
            let _ = busy.try_set(false);
        });
    };
    let message = move || {
        let problem = wrong.get()?;
        Some(view! {
            <p class="error" id=format!("{NEXT}-error")><Icon name="circle-alert"/>{problem_text(&problem)}</p>
        })
    };
    view! {
        <div class="field">
            <label for=NEXT>{t("shape-numbers-counter")}</label>
            <span class="row">
                <input
                    class="input"
                    id=NEXT
                    inputmode="numeric"
                    aria-describedby=format!("{NEXT}-error")
                    aria-invalid=move || wrong.get().map(|_| "true")
                    prop:value=move || next.get()
                    on:input=move |event| {
                        wrong.set(None);
                        next.set(event_target_value(&event));
                    }
                />
                <button type="button" class="btn" aria-busy=move || busy.get().to_string() on:click=set>
                    {t("shape-numbers-set")}
                </button>
            </span>
            {message}
        </div>
        {(now.missing > 0).then(|| view! { <Old at known missing=now.missing/> })}
    }
}

/// Gives a number to those that have none, and says how many are left meanwhile.
#[component]
fn Old(
    at: StoredValue<Option<(Name, Name)>>,
    known: RwSignal<Option<Numbering>>,
    missing: u64,
) -> impl IntoView {
    let (left, busy) = (RwSignal::new(missing), RwSignal::new(false));
    let follow = move || {
        let Some((module, field)) = at.try_get_value().flatten() else { return };
        spawn_local(async move {
            if let Ok(now) = calls::numbering(module, field).await
                && busy.try_get_untracked() == Some(true)
            {
                let _ = left.try_set(now.missing);
            }
        });
    };
    let number = move |_| {
        let Some((module, field)) = at.get_value() else { return };
        busy.set(true);
        let following = set_interval_with_handle(follow, STEP).ok();
        spawn_local(async move {
            let done = calls::number_old(module, field).await;
            following.into_iter().for_each(|following| following.clear());
            let _ = busy.try_set(false);
            match done {
                Ok(done) => {
                    let text = t_with("shape-numbers-given", &[("n", &done.count)]);
                    match done.batch {
                        Some(batch) => toast_undo(text, batch),
                        None => toast(text),
                    }
                    ask(at, known);
                }
                Err(failure) => toast_failure(&failure),
            }
        });
    };
    view! {
        <div class="field">
            <span class="field-label" role="status">
                {move || t_with("shape-numbers-missing", &[("n", &left.get())])}
            </span>
            <span class="row">
                <button type="button" class="btn" aria-busy=move || busy.get().to_string() on:click=number>
                    {t("shape-numbers-give")}
                </button>
            </span>
        </div>
    }
}
