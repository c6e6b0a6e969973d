//! What is there already, said to who is about to make it a second time.

use std::time::Duration;

use api::{Duplicate, calls};
use model::record::Values;
use model::{Id, Name};

use crate::field::{self, Draft};
use crate::prelude::*;

/// One has stopped to type.
const PAUSE: Duration = Duration::from_millis(400);

/// Looks for what is the same as what is typed into `draft`, and says so.
#[component]
pub fn AlikeWhileTyping(module: ModuleRef, draft: Draft) -> impl IntoView {
    let found = RwSignal::new(Vec::<Duplicate>::new());
    let turn = StoredValue::new(0_u32);
    let base = draft.base();
    let id = (base.version > 0).then_some(base.id);
    let mut names: Vec<Name> =
        module.duplicates.iter().flat_map(|rule| &rule.parts).map(|part| part.field.clone()).collect();
    names.sort_unstable();
    names.dedup();
    let name = module.name.clone();
    Effect::new(move |_| {
        for name in &names {
            draft.get(name);
        }
        let mine = turn.get_value() + 1;
        turn.set_value(mine);
        let mut typed = draft.changes();
        typed.retain(|field, value| names.contains(field) && (id.is_some() || !value.is_empty()));
        if typed.is_empty() {
            found.set(Vec::new());
            return;
        }
        let module = name.clone();
        set_timeout(move || look(module, id, typed, found, turn, mine), PAUSE);
    });
    view! { <div role="status">{move || banner(&found.get())}</div> }
}

/// Unless something else has been typed since, or the form is gone.
fn look(
    module: Name,
    id: Option<Id>,
    typed: Values,
    found: RwSignal<Vec<Duplicate>>,
    turn: StoredValue<u32>,
    mine: u32,
) {
    let is_last = move || turn.try_get_value() == Some(mine);
    if !is_last() {
        return;
    }
    spawn_local(async move {
        let answer = calls::duplicates(module, id, typed).await;
        // Where it cannot be asked, saving asks again.
        if let (true, Ok(answer)) = (is_last(), answer) {
            found.set(answer);
        }
    });
}

fn banner(found: &[Duplicate]) -> Option<impl IntoView + use<>> {
    let refused = found.iter().any(|found| found.refused);
    let lines = found.iter().map(line).collect_view();
    (!found.is_empty()).then(|| {
        view! {
            <div class=if refused { "banner danger alike" } else { "banner warn alike" }>
                <Icon name="copy"/>
                <div>
                    <b>{t("duplicates-there")}</b>
                    <ul>{lines}</ul>
                    {refused.then(|| view! { <p>{t("duplicates-refused")}</p> })}
                </div>
            </div>
        }
    })
}

fn line(found: &Duplicate) -> impl IntoView + use<> {
    let Some(link) = &found.record else { return view! { <li>{in_words(found)}</li> }.into_any() };
    let owner = (!found.owner.is_empty()).then(|| format!(" – {}", owned_by(&found.owner)));
    // What is typed stays where it is.
    view! { <li><a href=field::href(link) target="_blank">{field::title(link)}</a>{owner}</li> }.into_any()
}

fn owned_by(owner: &str) -> String {
    t_with("duplicates-owned", &[("user", &owner)])
}

fn in_words(found: &Duplicate) -> String {
    match (&found.record, found.owner.as_str()) {
        (Some(link), "") => field::title(link),
        (Some(link), owner) => format!("{} – {}", field::title(link), owned_by(owner)),
        (None, "") => t("duplicates-hidden"),
        (None, owner) => t_with("duplicates-owned-hidden", &[("user", &owner)]),
    }
}

/// Asks whether to save it in spite of what is there, and calls `then` if so.
pub fn ask_anyway(found: &[Duplicate], then: impl Fn() + Send + Sync + 'static) {
    let lines: Vec<String> = found.iter().map(in_words).collect();
    let text = format!("{}. {}", lines.join("; "), t("duplicates-ask"));
    ask(t("duplicates-there"), text, t("duplicates-save-anyway"), then);
}
