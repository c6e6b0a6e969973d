//! A person who works here.

use leptos::prelude::*;
use model::Name;

use super::edit::Editing;
use super::{Avatar, Place, Shown, link};

pub fn show(shown: &Shown<'_>) -> AnyView {
    let Some(user) = shown.value().as_link() else { return ().into_any() };
    let title = link::title(user);
    let inner = view! {
        <Avatar title=title.clone() id=user.id look="small"/>
        <span>{title}</span>
    };
    if shown.place == Place::Page {
        return view! {
            <a class="who" href=link::href(user)>
                {inner}
            </a>
        }
        .into_any();
    }
    view! { <span class="who">{inner}</span> }.into_any()
}

pub fn edit(edit: Editing) -> AnyView {
    link::pick(vec![Name::new_static("users")], edit, false)
}
