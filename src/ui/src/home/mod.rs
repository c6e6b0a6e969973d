//! The start page: what to begin with, what is to do today, what closes soon, who mentions me, what changed, and ways to
//! everywhere.

mod closing;
mod mentions;
mod panel;
mod recent;
mod soon;
mod start;
mod tasks;

use leptos::prelude::*;

use crate::context::{me, schema};
use crate::icon::Icon;
use crate::shell::places;
use crate::texts::{t, t_with};
use crate::title::PageTitle;

use closing::Closing;
use mentions::Mentions;
use recent::{Recent, recent};
use soon::Soon;
use start::Begin;
use tasks::Tasks;

#[component]
pub fn HomePage() -> impl IntoView {
    let recent = recent();
    let name = move || me().map(|me| me.name).unwrap_or_default();
    view! {
        <PageTitle title=Signal::derive(move || t("home-title"))/>
        <div class="page">
            <header class="page-head"><h1>{move || t_with("home-hello", &[("user", &name())])}</h1></header>
            <div class="btn-row">{shortcuts}</div>
            <div class="panels">
                <Begin recent/>
                <Soon/>
                <Tasks/>
                <Closing/>
                <Mentions/>
                <Recent recent/>
            </div>
        </div>
    }
}

fn shortcuts() -> impl IntoView {
    let link = |module: crate::context::ModuleRef| {
        view! {
            <a class="btn" href=places::href(&module)>
                <Icon name=module.icon.to_string()/>
                {module.label.clone()}
            </a>
        }
    };
    let shown = [model::Group::Customers, model::Group::Selling, model::Group::Working];
    shown.into_iter().flat_map(|group| places::in_group(&schema(), group)).map(link).collect_view()
}
