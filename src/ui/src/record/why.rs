//! Who may do what with a record, and by which rule: all colleagues for an administrator, oneself for others.

use api::{Reached, calls};
use leptos::prelude::*;
use model::Id;
use model::grant::Why;

use crate::context::{ModuleRef, app};
use crate::dialog::Modal;
use crate::failed::Failed;
use crate::field::Avatar;
use crate::icon::Icon;
use crate::texts::{t, t_with};

#[component]
pub fn WhyDialog(module: ModuleRef, id: Id, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Modal open title=Signal::derive(move || t("why-title"))>
            <div class="modal-body"><Told module=module.clone() id/></div>
        </Modal>
    }
}

#[component]
fn Told(module: ModuleRef, id: Id) -> impl IntoView {
    let name = module.name.clone();
    let reached = Resource::new(|| (), move |()| calls::reached(name.clone(), id));
    view! {
        <Suspense fallback=|| view! { <p class="skeleton"></p> }>
            {move || {
                let label = module.label.clone();
                Suspend::new(async move {
                    match reached.await {
                        Ok(mut all) => {
                            // Those who see it come first.
                            all.sort_by_key(|one| !one.see.is_yes());
                            let all = all.into_iter().map(|one| view! { <One one module=label.clone()/> });
                            view! { <ul class="reached">{all.collect_view()}</ul> }.into_any()
                        }
                        Err(failure) => view! { <Failed failure/> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
}

#[component]
fn One(one: Reached, module: String) -> impl IntoView {
    let lines = lines(&one).into_iter().map(|(actions, why)| {
        let icon = if why.is_yes() { "check" } else { "x" };
        let sentence = why.sentence(&app().texts.get_untracked(), &module);
        view! {
            <p data-yes=why.is_yes().then_some("")>
                <Icon name=icon/>
                <span>{t_with("why-of", &[("user", &actions), ("detail", &sentence)])}</span>
            </p>
        }
    });
    let all = [("why-hidden-fields", &one.hidden), ("why-read-fields", &one.fixed)];
    let all = all.into_iter().flat_map(|(key, barred)| barred.iter().map(move |barred| (key, barred)));
    let fields = all.map(|(key, barred)| {
        let why = barred.why.sentence(&app().texts.get_untracked());
        let text = t_with(key, &[("detail", &barred.fields.join(", ")), ("why", &why)]);
        view! { <p class="muted">{text}</p> }
    });
    let given = one.given.iter().map(|given| {
        let (profiles, fields) = (given.profiles.join(", "), given.fields.join(", "));
        let text = t_with("why-given-fields", &[("profile", &profiles), ("detail", &fields)]);
        view! { <p class="muted">{text}</p> }
    });
    view! {
        <li>
            <Avatar title=one.user.title.clone() id=one.user.id/>
            <div>
                <b>{one.user.title.clone()}</b>
                {lines.collect_view()}
                {one.see.is_yes().then(|| fields.collect_view())}
                {one.see.is_yes().then(|| given.collect_view())}
            </div>
        </li>
    }
}

/// What is allowed or denied for the same reason stands in one line.
fn lines(one: &Reached) -> Vec<(String, Why)> {
    let all = [("why-see", &one.see), ("why-edit", &one.edit), ("why-delete", &one.delete)];
    let mut lines: Vec<(String, Why)> = Vec::new();
    for (key, why) in all {
        match lines.last_mut() {
            Some((actions, said)) if said == why => *actions = format!("{actions} · {}", t(key)),
            _ => lines.push((t(key), why.clone())),
        }
    }
    lines
}
