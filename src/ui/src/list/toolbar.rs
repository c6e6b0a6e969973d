//! The line above a list: views, search, condition, order, columns.

use leptos::prelude::*;

use super::columns_menu::ColumnsMenu;
use super::live::NewsPill;
use super::sort_menu::SortMenu;
use super::state::List;
use super::view_tabs::ViewTabs;
use super::views::Views;
use crate::filter::{FilterButton, FilterPanel, QuickSearch};

#[component]
pub fn Toolbar(list: List, views: Views) -> impl IntoView {
    view! {
        <div class="toolbar">
            <ViewTabs views/>
            <span class="grow"></span>
            <NewsPill list/>
            <QuickSearch condition=list.condition/>
            <FilterButton condition=list.condition/>
            <SortMenu list/>
            <ColumnsMenu list/>
        </div>
        <FilterPanel condition=list.condition/>
    }
}
