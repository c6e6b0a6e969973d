//! The formula of a field, read while one types it.

use leptos::prelude::*;
use model::{FilterError, Formula, Name, Problem, Value, formula};

use crate::browser;
use crate::context::{ModuleRef, module as find_module};
use crate::field::Draft;
use crate::icon::Icon;
use crate::texts::{problem_text, t, t_with};

const FORMULA: &str = "formula";
const ID: &str = "shape-formula";

/// `kind` is that of the field, `module` the one whose fields the formula may read.
#[component]
pub fn FormulaField(label: String, module: Name, kind: String, draft: Draft) -> impl IntoView {
    let text = RwSignal::new(draft.get_untracked(FORMULA).as_text().unwrap_or_default().to_owned());
    let Some(module) = untrack(|| find_module(&module)) else { return ().into_any() };
    let fields = offered(&module);
    let write = move |typed: String| {
        draft.put(FORMULA, read(&typed, &kind, &module));
        text.set(typed);
    };
    let write = StoredValue::new(write);
    let message = move || {
        let problem = draft.problem(FORMULA).or_else(|| wrong(draft, &text.get()))?;
        Some(
            view! { <p class="error" id=format!("{ID}-error")><Icon name="circle-alert"/>{problem_text(&problem)}</p> },
        )
    };
    let insert = move |name: Name| {
        let now = text.get_untracked();
        let gap = if now.is_empty() || now.ends_with([' ', '(']) { "" } else { " " };
        write.with_value(|write| write(format!("{now}{gap}{name}")));
        browser::focus(ID);
    };
    let chip = move |(name, label): (Name, String)| {
        let title = name.to_string();
        view! { <button type="button" class="chip" title=title on:click=move |_| insert(name.clone())>{label}</button> }
    };
    view! {
        <div class="field span">
            <label for=ID>{label}</label>
            <textarea
                class="input mono"
                id=ID
                rows="2"
                spellcheck="false"
                placeholder=t("shape-formula-none")
                aria-invalid=move || draft.problem(FORMULA).map(|_| "true")
                aria-describedby=format!("{ID}-error {ID}-hint")
                prop:value=move || text.get()
                on:input=move |event| write.with_value(|write| write(event_target_value(&event)))
            ></textarea>
            {message}
            <details class="formula-help" id=format!("{ID}-hint")>
                <summary><Icon name="chevron-right"/>{t("shape-formula-help")}</summary>
                <p class="muted">{t("shape-formula-hint")}</p>
                <p><code>"+ − * / & = != < <= > >= and or not"</code></p>
                <p><code>{formula::names().join("() ") + "()"}</code></p>
                <div class="chips">{fields.into_iter().map(chip).collect_view()}</div>
            </details>
        </div>
    }
    .into_any()
}

/// The fields that a formula can read.
fn offered(module: &ModuleRef) -> Vec<(Name, String)> {
    let fields = module.fields.iter().filter(|field| !field.hidden);
    let fields = fields.filter(|field| formula::Type::of(&field.kind) != formula::Type::Other);
    fields.map(|field| (field.name.clone(), field.label.clone())).collect()
}

fn read(text: &str, kind: &str, module: &ModuleRef) -> Result<Value, Problem> {
    let wanted = formula::filled_by(kind).filter(|_| !text.trim().is_empty());
    let Some(wanted) = wanted else { return Ok(Value::text(text.trim())) };
    Formula::giving(wanted, text, module).map(|_| Value::text(text)).map_err(|error| problem(&error))
}

fn problem(error: &FilterError) -> Problem {
    let why = t_with(&format!("filter-{}", error.code), &[("detail", &error.detail)]);
    Problem::new(FORMULA, "invalid-formula").detail(format!("{why} ({})", error.at + 1))
}

/// What is wrong with what is typed is said while one types: half a formula is not refused, but not silent either.
fn wrong(draft: Draft, text: &str) -> Option<Problem> {
    if text.trim().is_empty() { None } else { draft.problem_untracked(FORMULA) }
}
