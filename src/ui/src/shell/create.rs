//! What can be made, as a sheet for the thumb.

use leptos::prelude::*;

use crate::context::{app, schema};
use crate::dialog::Sheet;
use crate::icon::Icon;
use crate::texts::t;

use super::places;

#[component]
pub fn CreateSheet() -> impl IntoView {
    let open = app().create_open;
    let items = move || {
        let modules = places::creatable(&schema()).into_iter();
        modules
            .map(|module| {
                view! {
                    <a
                        class="menu-item"
                        href=format!("{}/new", places::href(&module))
                        on:click=move |_| open.set(false)
                    >
                        <Icon name=module.icon.to_string()/>
                        <span>{module.label_one.clone()}</span>
                    </a>
                }
            })
            .collect_view()
    };
    view! {
        <Sheet open title=Signal::derive(move || t("quick-create"))>{items}</Sheet>
    }
}
