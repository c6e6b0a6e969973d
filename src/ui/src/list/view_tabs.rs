//! The saved views of a list, and what can be done with the one that is shown.

use leptos::prelude::*;

use super::views::{View, Views, WAITS};
use crate::prelude::*;

const MENU: &str = "view-menu";

#[component]
pub fn ViewTabs(views: Views) -> impl IntoView {
    let current = move || views.current.with(|view| view.as_ref().map(|view| view.id));
    let all = move || (current().is_none() && !views.is_review()).then_some("page");
    let tabs = move || views.all.get().into_iter().map(|view| tab(views, view)).collect_view();
    view! {
        <nav class="tabs" aria-label=move || t("views")>
            <a href=move || views.address(None) aria-current=all>{move || t("view-default")}</a>
            {move || views.review().map(|filter| review_tab(views, filter))}
            {tabs}
        </nav>
        <ViewMenu views/>
    }
}

/// The entries that wait for one's review, or one's own that were not accepted yet.
fn review_tab(views: Views, filter: &'static str) -> impl IntoView {
    let mine = filter != WAITS;
    let address = address_with(&views.address(None), &[("filter", filter)]);
    view! {
        <a href=address aria-current=move || views.is_review().then_some("page")>
            {t(if mine { "review-mine" } else { "review-tab" })}
        </a>
    }
}

fn tab(views: Views, view: View) -> AnyView {
    let id = view.id;
    let current = move || views.current.with(|view| view.as_ref().is_some_and(|view| view.id == id));
    let title = view.shared_by().map(|user| t_with("view-shared-by", &[("user", &user)]));
    let changed = move || {
        (current() && views.is_changed()).then(|| view! { <span class="badge">{t("view-changed")}</span> })
    };
    view! {
        <a href=views.address(Some(&view)) title=title aria-current=move || current().then_some("page")>
            {view.name.clone()} {changed}
        </a>
    }
    .into_any()
}

#[component]
fn ViewMenu(views: Views) -> impl IntoView {
    // The view that is renamed; none: a new one is made.
    let renamed = RwSignal::new(None::<View>);
    let open = RwSignal::new(false);
    let mine = Memo::new(move |_| views.current.get().filter(View::is_mine));
    let changed = Memo::new(move |_| views.is_changed());
    let save_as = move |()| {
        renamed.set(None);
        open.set(true);
    };
    let own = move || mine.get().map(|view| own_items(views, view, changed.get(), renamed, open));
    let discard = move || {
        let view = views.current.get().filter(|_| changed.get())?;
        Some(view! {
            <MenuLink icon="undo-2" text="view-discard" href=views.address(Some(&view))/>
        })
    };
    view! {
        <button class="btn ghost icon small" popovertarget=MENU aria-label=move || t("views")>
            <Icon name="bookmark"/>
        </button>
        <Menu id=MENU label=Signal::derive(move || t("views"))>
            <MenuItem icon="plus" text="view-save-as" choose=save_as/>
            {discard}
            {own}
        </Menu>
        <ViewForm views renamed open/>
    }
}

/// What one may do with a view of one's own.
fn own_items(
    views: Views,
    view: View,
    changed: bool,
    renamed: RwSignal<Option<View>>,
    open: RwSignal<bool>,
) -> AnyView {
    let (update, rename, delete) = (view.clone(), view.clone(), view);
    let save = changed.then(|| {
        view! {
            <MenuItem icon="save" text="view-update" choose=move |()| views.update(&update)/>
        }
    });
    let rename = move |()| {
        renamed.set(Some(rename.clone()));
        open.set(true);
    };
    view! {
        {save}
        <MenuItem icon="pencil" text="view-rename" choose=rename/>
        <MenuItem icon="trash-2" text="view-delete" class="danger" choose=move |()| views.delete(&delete)/>
    }
    .into_any()
}

/// Asks for a view's name, and whether all may use it.
#[component]
fn ViewForm(views: Views, renamed: RwSignal<Option<View>>, open: RwSignal<bool>) -> impl IntoView {
    let title = move || t(if renamed.with(Option::is_some) { "view-rename" } else { "view-save-as" });
    view! {
        <Modal open title=Signal::derive(title)>
            <ViewFields views renamed open/>
        </Modal>
    }
}

#[component]
fn ViewFields(views: Views, renamed: RwSignal<Option<View>>, open: RwSignal<bool>) -> impl IntoView {
    let view = renamed.get_untracked();
    let name = RwSignal::new(view.as_ref().map(|view| view.name.clone()).unwrap_or_default());
    let shared = RwSignal::new(view.as_ref().is_some_and(|view| view.shared));
    crate::field::focus_soon("view-name");
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = name.get_untracked().trim().to_owned();
        if name.is_empty() {
            return;
        }
        match &view {
            Some(view) => views.rename(view, name, shared.get_untracked()),
            None => views.create(name, shared.get_untracked()),
        }
        open.set(false);
    };
    view! {
        <form on:submit=submit>
            <div class="modal-body form">
                <p class="muted">{move || t("views-empty")}</p>
                <div class="field">
                    <label for="view-name">{move || t("view-name")}</label>
                    <input
                        class="input"
                        id="view-name"
                        maxlength="255"
                        required
                        autocomplete="off"
                        prop:value=move || name.get()
                        on:input=move |event| name.set(event_target_value(&event))
                    />
                </div>
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || shared.get()
                        on:change=move |event| shared.set(event_target_checked(&event))
                    />
                    {move || t("view-share")}
                </label>
            </div>
            <footer class="modal-foot">
                <button type="button" class="btn" on:click=move |_| open.set(false)>{move || t("cancel")}</button>
                <button type="submit" class="btn primary">{move || t("save")}</button>
            </footer>
        </form>
    }
}
