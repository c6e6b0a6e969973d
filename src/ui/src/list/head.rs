//! The head of a list's page: what it is, how many, and what one can do with all of it.

use leptos::prelude::*;

use super::count::Count;
use super::state::List;
use crate::duplicates::may_merge;
use crate::prelude::*;

const MENU: &str = "list-menu";

#[component]
pub fn Head(list: List) -> impl IntoView {
    let title = move || {
        let label = list.module.with(|module| module.label.clone());
        if list.deleted.get() { format!("{label}: {}", t("list-recycle-bin")) } else { label }
    };
    view! {
        <header class="page-head">
            <h1>{title}</h1>
            <Count list/>
            <div class="actions">
                <BoardSwitch module=list.module board=false filter=list.condition.text/>
                <More list/>
                <Show when=move || !list.deleted.get()>
                    <span class="only-desk"><New module=list.module/></span>
                </Show>
            </div>
        </header>
    }
}

/// While the first records of a list or board are on their way. `toolbar` is the class of what will stand under the head.
#[component]
pub fn Coming(label: impl Fn() -> String + Send + 'static, toolbar: &'static str) -> impl IntoView {
    view! {
        <div class="fill" aria-busy="true">
            <header class="page-head">
                <h1>{label}</h1>
            </header>
            <div class=toolbar></div>
        </div>
    }
}

/// The way from list to board and back, with the same condition.
#[component]
pub fn BoardSwitch(module: Memo<ModuleRef>, board: bool, filter: Memo<String>) -> impl IntoView {
    let has = Memo::new(move |_| module.with(|module| module.stages.is_some()));
    let address = move |suffix: &str| {
        let path = module.with(|module| format!("/m/{}{suffix}", module.name));
        filter.with(|filter| address_with(&path, &[("filter", filter)]))
    };
    let current = |yes: bool| yes.then_some("page");
    view! {
        <Show when=move || has.get()>
            <nav class="segmented" aria-label=move || t("show")>
                <a href=move || address("") aria-current=current(!board)>
                    <Icon name="list"/>
                    <span class="label">{move || t("list-show-list")}</span>
                </a>
                <a href=move || address("/board") aria-current=current(board)>
                    <Icon name="square-kanban"/>
                    <span class="label">{move || t("list-show-board")}</span>
                </a>
            </nav>
        </Show>
    }
}

#[component]
pub fn New(module: Memo<ModuleRef>) -> impl IntoView {
    let may = Memo::new(move |_| module.with(|module| module.may.create));
    view! {
        <Show when=move || may.get()>
            <a class="btn primary" href=move || module.with(|module| format!("/m/{}/new", module.name))>
                <Icon name="plus"/>
                <span class="label">
                    {move || t_with("new-record", &[("module", &module.with(|module| module.label_one.clone()))])}
                </span>
            </a>
        </Show>
    }
}

#[component]
fn More(list: List) -> impl IntoView {
    let path = move |rest: &str| list.module.with(|module| format!("/m/{}{rest}", module.name));
    let imports = Memo::new(move |_| list.module.with(|module| module.may.import));
    let finds = Memo::new(move |_| list.module.with(may_merge));
    let pick = move |()| list.selected.update(|selected| selected.picking = true);
    let bin = move || {
        let (address, key) = if list.deleted.get() {
            (path(""), "nav-back")
        } else {
            (address_with(&path(""), &[("deleted", "1")]), "list-recycle-bin")
        };
        view! {
            <MenuLink icon="trash-2" text=key href=address/>
        }
    };
    view! {
        <button class="btn ghost icon" popovertarget=MENU aria-label=move || t("more-actions")>
            <Icon name="ellipsis"/>
        </button>
        <Menu id=MENU label=Signal::derive(move || t("more-actions")) end=true>
            <MenuItem icon="list-checks" text="list-pick" class="only-phone" choose=pick/>
            <Show when=move || imports.get()>
                <MenuLink icon="upload" text="list-import" href=Signal::derive(move || path("/import"))/>
            </Show>
            <Export list/>
            <Show when=move || finds.get()>
                <MenuLink icon="copy" text="duplicates-find" href=Signal::derive(move || path("/duplicates"))/>
            </Show>
            <hr/>
            {bin}
        </Menu>
    }
}

/// A file of what is shown: the same rows, order and columns.
#[component]
fn Export(list: List) -> impl IntoView {
    let exports = Memo::new(move |_| list.module.with(|module| module.may.export));
    let address = move || {
        let path = list.module.with(|module| format!("/export/{}.csv", module.name));
        let columns = list.columns.with(|columns| {
            columns.iter().map(|column| column.field.name.to_string()).collect::<Vec<_>>().join(",")
        });
        let sort = list.sort.with(|sort| model::Sort::print(sort));
        let deleted = if list.deleted.get() { "1" } else { "" };
        list.condition.text.with(|filter| {
            let asked =
                [("filter", filter.as_str()), ("sort", &sort), ("columns", &columns), ("deleted", deleted)];
            address_with(&path, &asked)
        })
    };
    view! {
        <Show when=move || exports.get()>
            <a class="menu-item" role="menuitem" rel="external" download href=address>
                <Icon name="download"/>
                <span>{move || t("list-export-csv")}</span>
            </a>
        </Show>
    }
}
