//! What can be done with the selected rows.

use api::{BulkChange, MOST_MERGED, calls};
use leptos::prelude::*;
use model::module::{OWNER, REVIEW, TAGS};

use super::bulk;
use super::change_dialog::{Change, ChangeDialog};
use super::rows::Rows;
use super::selection::Selected;
use super::state::List;
use crate::duplicates::{may_merge, merge_address};
use crate::prelude::*;
use crate::record::accepted;

#[component]
pub fn SelectionBar(list: List) -> impl IntoView {
    let active = Memo::new(move |_| list.selected.with(Selected::is_active));
    let any = Memo::new(move |_| list.selected.with(|selected| !selected.is_empty()));
    let change = RwSignal::new(None::<Change>);
    let said = move || match bulk::count(list) {
        Some(n) => t_with("list-selected", &[("n", &n)]),
        None => t("all"),
    };
    let buttons =
        move || any.get().then(|| if list.deleted.get() { in_bin(list) } else { in_list(list, change) });
    view! {
        <Show when=move || active.get()>
            <div class="selection-bar" role="toolbar" aria-label=move || t("actions")>
                <b aria-live="polite">{said}</b>
                <SelectLoaded list/>
                <SelectAll list/>
                {buttons}
                <button
                    class="btn ghost icon small"
                    aria-label=move || t("list-clear-selection")
                    on:click=move |_| list.selected.update(Selected::clear)
                >
                    <Icon name="x"/>
                </button>
            </div>
        </Show>
        <ChangeDialog list change/>
    }
}

/// On a phone, where no box in a head does it.
#[component]
fn SelectLoaded(list: List) -> impl IntoView {
    let more = Memo::new(move |_| {
        list.selected.with(|selected| !selected.all && selected.ids.len() < list.rows.with(|rows| rows.len()))
    });
    let select = move |_| {
        let ids = list.rows.with_untracked(Rows::ids);
        list.selected.update(|selected| selected.set_loaded(&ids, true));
    };
    move || {
        more.get().then(|| {
            view! {
                <button class="btn small ghost only-phone" on:click=select>
                    {move || t("list-select-all")}
                </button>
            }
        })
    }
}

/// Offered once all that were loaded have been selected and there are more.
#[component]
fn SelectAll(list: List) -> impl IntoView {
    let more = Memo::new(move |_| {
        let total = list.rows.with(Rows::total);
        list.selected
            .with(|selected| !selected.all && selected.loaded && total != Some(selected.ids.len() as u64))
    });
    let label = move || match list.counted.get().or_else(|| list.rows.with(|rows| rows.total())) {
        Some(n) => t_with("list-select-all-n", &[("n", &super::count::grouped(n))]),
        None => t("list-select-all"),
    };
    let select = move |_| {
        list.selected.update(|selected| selected.all = true);
        if list.deleted.get_untracked() {
            return;
        }
        // How many that are is wanted now, exactly.
        spawn_local(async move {
            let filter = list.condition.text.get_untracked();
            if let Ok(count) = calls::count(list.name(), filter).await {
                let _ = list.counted.try_set(Some(count));
            }
        });
    };
    move || more.get().then(|| view! { <button class="btn small ghost" on:click=select>{label}</button> })
}

fn in_list(list: List, change: RwSignal<Option<Change>>) -> AnyView {
    let may = list.module.with(|module| module.may);
    let writable = |name: &str| {
        may.edit && list.module.with(|module| module.field(name).is_some_and(|field| field.editable()))
    };
    let (owned, tagged) = (writable(OWNER), writable(TAGS));
    let button = move |what: Change, icon: &'static str, key: &'static str| {
        view! {
            <button class="btn small ghost" on:click=move |_| change.set(Some(what))>
                <Icon name=icon/>
                <span>{move || t(key)}</span>
            </button>
        }
    };
    // Where one looks at entries that wait.
    let reviews = may.review && list.condition.text.with(|text| text.contains(REVIEW));
    let accept = move || {
        view! {
            <button
                class="btn small ghost"
                on:click=move |_| bulk::change(list, BulkChange::Set(accepted()), "review-accepted-n")
            >
                <Icon name="check"/>
                <span>{move || t("review-accept")}</span>
            </button>
        }
    };
    view! {
        <div class="selection-actions">
            {reviews.then(accept)}
            {reviews.then(|| button(Change::Return, "undo-2", "review-return"))}
            {may.edit.then(|| button(Change::Field, "pencil", "list-change-field"))}
            {owned.then(|| button(Change::Owner, "user-round", "list-assign"))}
            {tagged.then(|| button(Change::AddTags, "tag", "list-add-tag"))}
            {tagged.then(|| button(Change::RemoveTags, "tag", "list-remove-tag"))}
            {list.module.with(may_merge).then(|| view! { <Merge list/> })}
            {may.delete.then(|| view! {
                <button class="btn small ghost danger" on:click=move |_| bulk::delete(list, None)>
                    <Icon name="trash-2"/>
                    <span>{move || t("delete")}</span>
                </button>
            })}
        </div>
    }
    .into_any()
}

/// As many as can be looked at side by side.
#[component]
fn Merge(list: List) -> impl IntoView {
    let ids = Memo::new(move |_| {
        list.selected.with(|selected| {
            let some = !selected.all && (2..=MOST_MERGED).contains(&selected.ids.len());
            some.then(|| selected.ids.iter().copied().collect::<Vec<_>>())
        })
    });
    move || {
        ids.get().map(|ids| {
            view! {
                <a class="btn small ghost" href=merge_address(&list.name(), &ids)>
                    <Icon name="git-merge"/>
                    <span>{move || t("merge")}</span>
                </a>
            }
        })
    }
}

fn in_bin(list: List) -> AnyView {
    view! {
        <div class="selection-actions">
            <button
                class="btn small ghost"
                on:click=move |_| bulk::change(list, BulkChange::Restore, "list-restored-n")
            >
                <Icon name="undo-2"/>
                <span>{move || t("restore")}</span>
            </button>
            {is_administrator().then(|| view! {
                <button class="btn small ghost danger" on:click=move |_| bulk::remove(list, false)>
                    <Icon name="trash-2"/>
                    <span>{move || t("bin-remove")}</span>
                </button>
            })}
        </div>
    }
    .into_any()
}
