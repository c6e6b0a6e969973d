//! The start page: what is to do today, what closes soon, what changed, and ways to everywhere.

mod closing;
mod panel;
mod recent;
mod start;
mod tasks;

use leptos::prelude::*;

use crate::context::{me, schema};
use crate::icon::Icon;
use crate::shell::places;
use crate::texts::{t, t_with};
use crate::title::PageTitle;

use closing::Closing;
use recent::Recent;
use tasks::Tasks;

#[component]
pub fn HomePage() -> impl IntoView {
    let name = move || me().map(|me| me.name).unwrap_or_default();
    view! {
        <PageTitle title=Signal::derive(move || t("home-title"))/>
        <div class="page">
            <header class="page-head"><h1>{move || t_with("home-hello", &[("user", &name())])}</h1></header>
            <div class="btn-row">{shortcuts}</div>
            <div class="panels">
                <Tasks/>
                <Closing/>
                <Recent/>
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
