//! One comparison of the form: field, operator, value.

use leptos::prelude::*;
use model::{Field, Name, Op};

use super::panel::Editor;
use super::pick::FieldPick;
use super::tree::{self, Part, Rule};
use super::words::comparison;
use crate::context::app;
use crate::field::FilterValue;
use crate::icon::Icon;
use crate::texts::t;

/// `lead` is the word before it: where, and, or.
#[component]
pub fn RuleRow(editor: Editor, key: usize, #[prop(into)] lead: Signal<String>) -> impl IntoView {
    let rule = Memo::new(move |_| editor.tree.with(|tree| found(tree.find(key))));
    let path =
        Memo::new(move |_| rule.with(|rule| rule.as_ref().map(|rule| rule.path.clone()).unwrap_or_default()));
    let op = Memo::new(move |_| rule.with(|rule| rule.as_ref().map_or(Op::Is, |rule| rule.op)));
    let module = editor.condition.module;
    let field = Memo::new(move |_| module.with(|module| field_at(&path.get(), module)));
    let change = move |change: &dyn Fn(&mut Rule)| {
        editor.change(|tree| {
            if let Some(rule) = tree.rule_mut(key) {
                change(rule);
            }
        });
    };
    let chosen = Callback::new(move |path: Vec<Name>| {
        module.with_untracked(|module| change(&|rule| rule.set_field(path.clone(), module, module.schema())));
    });
    view! {
        <div class="filter-rule">
            <span class="filter-join">{move || lead.get()}</span>
            <FieldPick module path chosen/>
            <OpPick field op chosen=Callback::new(move |op| change(&|rule| rule.set_op(op)))/>
            <div>{move || field.get().map(|field| view! { <Compared editor key rule field op=op.get()/> })}</div>
            <button
                class="btn ghost icon small"
                aria-label=move || t("filter-remove-condition")
                on:click=move |_| editor.change(|tree| tree.remove(key))
            >
                <Icon name="x"/>
            </button>
        </div>
    }
}

fn found(part: Option<&Part>) -> Option<Rule> {
    match part {
        Some(Part::Rule(rule)) => Some(rule.clone()),
        Some(Part::Group(_)) | None => None,
    }
}

fn field_at(path: &[Name], module: &crate::context::ModuleRef) -> Option<Field> {
    tree::at(path, module, module.schema()).map(|(_, field)| field.clone())
}

#[component]
fn OpPick(field: Memo<Option<Field>>, op: Memo<Op>, chosen: Callback<Op>) -> impl IntoView {
    let options = move || {
        let field = field.get();
        let offered = field.as_ref().map(|field| field.kind.rules().operators()).unwrap_or_default();
        offered
            .iter()
            .map(|offer| {
                let label = app().texts.with(|texts| comparison(*offer, field.as_ref(), texts));
                view! { <option value=offer.key() selected=*offer == op.get()>{label}</option> }
            })
            .collect_view()
    };
    let choose = move |event| {
        let key = event_target_value(&event);
        let offered = field.get_untracked().map(|field| field.kind.rules().operators()).unwrap_or_default();
        if let Some(op) = offered.iter().find(|op| op.key() == key) {
            chosen.run(*op);
        }
    };
    view! {
        <select class="select small" aria-label=move || t("filter-operator") on:change=choose>
            {options}
        </select>
    }
}

/// The value's editor; nothing where the operator takes none.
#[component]
fn Compared(editor: Editor, key: usize, rule: Memo<Option<Rule>>, field: Field, op: Op) -> impl IntoView {
    let operands =
        move |rule: &Option<Rule>| rule.as_ref().map(|rule| rule.operands.clone()).unwrap_or_default();
    let value = RwSignal::new(rule.with_untracked(operands));
    Effect::new(move |before: Option<()>| {
        let now = value.get();
        if before.is_some() && rule.with_untracked(operands) != now {
            editor.change(|tree| {
                if let Some(rule) = tree.rule_mut(key) {
                    rule.operands = now;
                }
            });
        }
    });
    (!op.takes_no_operand())
        .then(|| view! { <FilterValue field op value id=format!("{}-value-{key}", editor.id)/> })
}
