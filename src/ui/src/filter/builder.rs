//! The condition as a form: groups of rules, as deep as one likes.

use leptos::prelude::*;

use super::panel::Editor;
use super::rule::RuleRow;
use super::tree::{Group, Join, Part};
use crate::icon::Icon;
use crate::texts::t;

#[component]
pub fn Builder(editor: Editor) -> impl IntoView {
    // Text that is read anew makes another tree; what stands in the form goes with the old one.
    let root = Memo::new(move |_| editor.tree.with(|tree| tree.root.key));
    move || group(editor, root.get(), root)
}

fn group(editor: Editor, key: usize, root: Memo<usize>) -> AnyView {
    let found = Memo::new(move |_| editor.tree.with(|tree| head(&tree.root, key)));
    let join = Memo::new(move |_| found.get().map(|(join, _)| join).unwrap_or_default());
    let parts = move || found.get().map(|(_, parts)| parts).unwrap_or_default();
    let word = move |at: usize| {
        t(match (at, join.get()) {
            (0, Join::None) => "not",
            (0, Join::All | Join::Any) => "filter-where",
            (_, Join::All) => "and",
            (_, Join::Any | Join::None) => "or",
        })
    };
    view! {
        <div class="filter-group" role="group" aria-label=move || t(&format!("filter-match-{}", join.get().key()))>
            <Show when=move || { parts().len() > 1 || join.get() == Join::None }>
                <JoinSelect editor key join/>
            </Show>
            <ForEnumerate each=parts key=|part| *part children=move |at, (part, is_group)| {
                let lead = move || word(at.get());
                if is_group { inner(editor, part, root, lead) } else { view! { <RuleRow editor key=part lead/> }.into_any() }
            }/>
            <div class="btn-row">
                <AddButtons editor key/>
                {move || (key != root.get()).then(|| remove_group(editor, key))}
            </div>
        </div>
    }
    .into_any()
}

/// How a group joins, and its parts: each one's key, and whether it is a group.
fn head(group: &Group, key: usize) -> Option<(Join, Vec<(usize, bool)>)> {
    if group.key == key {
        let parts = group.parts.iter().map(|part| (part.key(), matches!(part, Part::Group(_))));
        return Some((group.join, parts.collect()));
    }
    group.parts.iter().find_map(|part| match part {
        Part::Group(group) => head(group, key),
        Part::Rule(_) => None,
    })
}

/// A group within a group.
fn inner(
    editor: Editor,
    key: usize,
    root: Memo<usize>,
    lead: impl Fn() -> String + Send + 'static,
) -> AnyView {
    view! {
        <div class="filter-rule">
            <span class="filter-join">{lead}</span>
            {group(editor, key, root)}
        </div>
    }
    .into_any()
}

fn remove_group(editor: Editor, key: usize) -> AnyView {
    view! {
        <button class="btn ghost small" on:click=move |_| editor.change(|tree| tree.remove(key))>
            <Icon name="x"/>
            {t("filter-remove-group")}
        </button>
    }
    .into_any()
}

#[component]
fn JoinSelect(editor: Editor, key: usize, join: Memo<Join>) -> impl IntoView {
    let choose = move |event| {
        let join = Join::from_key(&event_target_value(&event));
        editor.change(|tree| {
            if let Some(group) = tree.group_mut(key) {
                group.join = join;
            }
        });
    };
    let options = move || {
        Join::ALL
            .map(|choice| {
                view! {
                    <option value=choice.key() selected=choice == join.get()>
                        {t(&format!("filter-match-{}", choice.key()))}
                    </option>
                }
            })
            .collect_view()
    };
    view! {
        <select class="select small" aria-label=move || t("filter-title") on:change=choose>
            {options}
        </select>
    }
}

#[component]
fn AddButtons(editor: Editor, key: usize) -> impl IntoView {
    let add_rule = move |_| {
        if let Some(field) = editor.first_field() {
            editor.change(|tree| {
                tree.add_rule(key, &field);
            });
        }
    };
    let add_group = move |_| {
        if let Some(field) = editor.first_field() {
            editor.change(|tree| tree.add_group(key, &field));
        }
    };
    view! {
        <button class="btn ghost small" on:click=add_rule>
            <Icon name="plus"/>
            {move || t("filter-add-condition")}
        </button>
        <button class="btn ghost small" on:click=add_group>
            {move || t("filter-add-group")}
        </button>
    }
}
