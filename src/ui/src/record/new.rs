//! The form of a new record, at `/m/{module}/new`. The address may bring values: `?account=ID`, or `?copy=ID` for those
//! of a record that is there.

use std::str::FromStr;

use api::{Failure, Saved, calls};
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::record::Values;
use model::{Formats, Id, Module, Name, Value};

use super::form::FormSections;
use super::guard::guard;
use super::open::form_fields;
use crate::context::{ModuleRef, module as find_module};
use crate::duplicates::ask_anyway;
use crate::field::{Draft, focus_problem};
use crate::keys::on_keydown;
use crate::query::{go, parameters, use_query};
use crate::texts::{t, t_with};
use crate::title::PageTitle;
use crate::toast::{toast_failure, toast_undo};

const COPY: &str = "copy";

#[component]
pub fn NewPage(module: Name) -> impl IntoView {
    let query = use_query();
    let name = module.clone();
    let given = Resource::new(
        move || query.string(),
        move |query| {
            let module = find_module(&name);
            async move {
                match module {
                    Some(module) => given(&module, &query).await,
                    None => Values::new(),
                }
            }
        },
    );
    view! {
        <Suspense>
            {Suspend::new(async move {
                let given = given.await;
                view! { <Begun name=module given/> }
            })}
        </Suspense>
    }
}

/// The values that the address brings, with the titles of linked records.
async fn given(module: &Module, query: &str) -> Values {
    let parameters = parameters(query);
    let mut values = match parameters.iter().find(|(name, _)| name == COPY) {
        Some((_, id)) => copied(module, id).await,
        None => Values::new(),
    };
    let formats = Formats::default();
    for (name, text) in &parameters {
        let field = module.field(name).filter(|field| field.editable());
        let value = field.and_then(|field| Some((field, field.parse(text, &formats).ok()?)));
        if let Some((field, value)) = value {
            values.insert(field.name.clone(), titled(value).await);
        }
    }
    values
}

async fn copied(module: &Module, id: &str) -> Values {
    let Ok(id) = Id::from_str(id) else { return Values::new() };
    let Ok(page) = calls::record(module.name.clone(), id).await else { return Values::new() };
    let keeps = |name: &Name| module.field(name).is_some_and(|field| field.editable() && !field.unique);
    page.record.values.into_iter().filter(|(name, _)| keeps(name)).collect()
}

async fn titled(value: Value) -> Value {
    let Value::Link(mut link) = value else { return value };
    if let Ok(page) = calls::record(link.module.clone(), link.id).await {
        link.title = page.record.title;
    }
    Value::Link(link)
}

/// What is typed outlives a change of language, which makes the form anew.
#[component]
fn Begun(name: Name, given: Values) -> impl IntoView {
    let draft = Draft::empty(name.clone());
    if let Some(module) = untrack(|| find_module(&name)) {
        begin(draft, &module, &given);
    }
    let begun = draft.changes();
    let left = RwSignal::new(false);
    guard(move || left.try_get_untracked() == Some(false) && draft.changes() != begun);
    let form = move || {
        find_module(&name).map(|module| {
            let given = given.clone();
            view! { <NewForm module given draft left/> }
        })
    };
    view! { {form} }
}

fn begin(draft: Draft, module: &Module, given: &Values) {
    draft.begin(module);
    for (name, value) in given {
        draft.set(name, value.clone());
    }
}

#[component]
fn NewForm(module: ModuleRef, given: Values, draft: Draft, left: RwSignal<bool>) -> impl IntoView {
    // After "save and new" the inputs are made anew.
    let round = RwSignal::new(0);
    let own = StoredValue::new(module.clone());
    let saving = RwSignal::new(false);
    let sending = Sending { module: own, given: StoredValue::new(given), draft, left, saving, round };
    let save = move |again: bool| sending.save(again);
    on_keydown(move |event: &KeyboardEvent| {
        let command = event.ctrl_key() || event.meta_key();
        if command && matches!(event.key().as_str(), "s" | "S" | "Enter") && !event.default_prevented() {
            event.prevent_default();
            save(false);
        }
    });
    let wide = module.features.document;
    let title = t_with("record-new-title", &[("module", &module.label_one)]);
    let list = format!("/m/{}", module.name);
    let sections = move || {
        round.track();
        view! { <FormSections module=own.get_value() draft/> }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        save(false);
    };
    view! {
        <PageTitle title=title.clone()/>
        <form class="page" class:narrow=!wide class:middle=wide novalidate on:submit=submit>
            <header class="page-head">
                <h1>{title}</h1>
                <div class="actions">
                    <a class="btn" href=list>{t("cancel")}</a>
                    <button class="btn primary" aria-busy=move || saving.get().to_string()>
                        {t("save")}
                    </button>
                </div>
            </header>
            <p class="muted">{t("required-fields-note")}</p>
            {sections}
            <div class="form-foot">
                <button type="button" class="btn" on:click=move |_| save(true)>
                    {t("save-and-new")}
                </button>
                <button class="btn primary" aria-busy=move || saving.get().to_string()>
                    {t("save")}
                </button>
            </div>
        </form>
    }
}

/// The way of what was typed to the server.
#[derive(Clone, Copy)]
struct Sending {
    module: StoredValue<ModuleRef>,
    given: StoredValue<Values>,
    draft: Draft,
    left: RwSignal<bool>,
    saving: RwSignal<bool>,
    round: RwSignal<u32>,
}

impl Sending {
    /// Checks and saves it; goes to the new record, or begins `again`.
    fn save(self, again: bool) {
        if self.saving.get_untracked() {
            return;
        }
        let fields = self.module.with_value(|module| form_fields(module));
        match self.draft.check(&fields) {
            Ok(values) => self.send(values, again, false),
            Err(_) => focus_problem(),
        }
    }

    /// With `anyway`, also if it seems to be there already.
    fn send(self, values: Values, again: bool, anyway: bool) {
        self.saving.set(true);
        let module = self.module.with_value(|module| module.name.clone());
        spawn_local(async move {
            let answer = match anyway {
                true => calls::create(module, values.clone()).await,
                false => calls::create_checked(module, values.clone()).await,
            };
            if self.saving.is_disposed() {
                return;
            }
            self.saving.set(false);
            match answer {
                Ok(saved) => self.saved(saved, again),
                Err(Failure::Duplicates(found)) => {
                    ask_anyway(&found, move || self.send(values.clone(), again, true));
                }
                Err(Failure::Invalid(problems)) => {
                    self.draft.show_problems(&problems);
                    focus_problem();
                }
                Err(failure) => toast_failure(&failure),
            }
        });
    }

    fn saved(self, saved: Saved, again: bool) {
        toast_undo(t_with("record-created", &[("record", &saved.record.title)]), saved.batch);
        let module = self.module.get_value();
        if again {
            self.given.with_value(|given| begin(self.draft, &module, given));
            self.round.update(|round| *round += 1);
        } else {
            self.left.set(true);
            go(&format!("/m/{}/{}", module.name, saved.record.id));
        }
    }
}
