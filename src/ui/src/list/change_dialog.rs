//! Asks what the selected rows are to be changed to.

use api::BulkChange;
use leptos::prelude::*;
use model::module::{Access, OWNER, REVIEW_NOTE, TAGS};
use model::{Field, Module, Name, Value};

use super::bulk;
use super::state::List;
use super::tools::{Tool, tool};
use crate::field::{Draft, Edit};
use crate::prelude::*;
use crate::record::returned;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// A field that one chooses.
    Field,
    Owner,
    AddTags,
    RemoveTags,
    /// Entries, to who entered them.
    Return,
}

impl Change {
    const fn title(self) -> &'static str {
        match self {
            Change::Field => "list-change-field-of",
            Change::Owner => "list-assign-to",
            Change::AddTags => "list-add-tag",
            Change::RemoveTags => "list-remove-tag",
            Change::Return => "review-return-n",
        }
    }

    /// The field that it is about, unless one chooses it.
    const fn field(self) -> Option<&'static str> {
        match self {
            Change::Field => None,
            Change::Owner => Some(OWNER),
            Change::AddTags | Change::RemoveTags => Some(TAGS),
            Change::Return => Some(REVIEW_NOTE),
        }
    }
}

#[component]
pub fn ChangeDialog(list: List, change: RwSignal<Option<Change>>) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(change.with(Option::is_some)));
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            change.set(None);
        }
        now
    });
    let title = move || {
        let n = bulk::count(list).unwrap_or_default();
        change.get().map(|change| t_with(change.title(), &[("n", &n)])).unwrap_or_default()
    };
    view! {
        <Modal open title=Signal::derive(title)>
            {move || change.get().map(|change| tool(list, Tool::Change(change, open)))}
        </Modal>
    }
}

#[component]
pub fn Form(list: List, change: Change, open: RwSignal<bool>) -> impl IntoView {
    let draft = Draft::empty(list.name());
    let along = RwSignal::new(false);
    let chosen = RwSignal::new(change.field().map(Name::new_static));
    let field = Memo::new(move |_| {
        let name = chosen.get()?;
        list.module.with(|module| module.field(&name).cloned())
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(field) = field.get_untracked()
            && apply(list, change, &field, draft, along.get_untracked())
        {
            open.set(false);
        }
    };
    let pick = (change == Change::Field).then(|| view! { <PickField list chosen/> });
    let editor = move || {
        field.get().map(|field| {
            let label = field.label.clone();
            view! {
                <div class="field">
                    <label for="change-value">{label}</label>
                    <Edit field draft id="change-value" focus=change != Change::Field/>
                </div>
            }
        })
    };
    view! {
        <form on:submit=submit>
            <div class="modal-body form">
                {pick}
                {editor}
                {(change == Change::Owner && has_more(list)).then(|| view! {
                    <label class="check">
                        <input
                            type="checkbox"
                            prop:checked=along
                            on:change=move |event| along.set(event_target_checked(&event))
                        />
                        <span>{move || t("list-assign-along")}</span>
                    </label>
                })}
            </div>
            <footer class="modal-foot">
                <button type="button" class="btn" on:click=move |_| open.set(false)>{move || t("cancel")}</button>
                <button type="submit" class="btn primary" disabled=move || field.with(Option::is_none)>
                    {move || t("apply")}
                </button>
            </footer>
        </form>
    }
}

/// Whether records that have owners belong to those of the list.
fn has_more(list: List) -> bool {
    let name = untrack(|| list.name());
    let schema = untrack(schema);
    let owned = |(from, _): (&Module, &Field)| from.name != name && from.access == Access::Owned;
    schema.links_to(&name).any(owned)
}

#[component]
fn PickField(list: List, chosen: RwSignal<Option<Name>>) -> impl IntoView {
    let options = move || {
        list.module.with(|module| {
            let fields = module.fields.iter().filter(|field| field.editable() && field.in_lists());
            fields
                .map(|field| view! { <option value=field.name.to_string()>{field.label.clone()}</option> })
                .collect_view()
        })
    };
    let choose = move |event| {
        let name = event_target_value(&event);
        chosen.set((!name.is_empty()).then(|| name.into()));
    };
    view! {
        <div class="field">
            <label for="change-field">{move || t("filter-field")}</label>
            <select class="select" id="change-field" on:change=choose>
                <option value="">{move || t("widget-choose")}</option>
                {options}
            </select>
        </div>
    }
}

/// Whether there was something to apply.
fn apply(list: List, change: Change, field: &Field, draft: Draft, along: bool) -> bool {
    if draft.check([field]).is_err() {
        return false;
    }
    let value = draft.get_untracked(&field.name);
    match change {
        Change::AddTags | Change::RemoveTags => {
            let tags = value.as_many().to_vec();
            if tags.is_empty() {
                return false;
            }
            let wanted = if change == Change::AddTags {
                BulkChange::AddTags(tags)
            } else {
                BulkChange::RemoveTags(tags)
            };
            bulk::change(list, wanted, "list-tagged-n");
        }
        Change::Owner => {
            let Some(user) = value.as_link().cloned() else { return false };
            bulk::assign(list, user, along);
        }
        Change::Return if value.is_empty() => return false,
        Change::Return => bulk::change(list, BulkChange::Set(returned(value)), "review-returned-n"),
        // Empty is a value like any other: it empties the field.
        Change::Field => {
            let mut values = draft.check([field]).unwrap_or_default();
            values.entry(field.name.clone()).or_insert(Value::Empty);
            bulk::change(list, BulkChange::Set(values), "list-changed-n");
        }
    }
    true
}
