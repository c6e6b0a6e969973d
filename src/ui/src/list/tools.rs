//! What one does in a list besides reading it. Its code is fetched when it is first needed.

use std::sync::Arc;

use leptos::prelude::*;
use model::{Field, Record};

use super::change_dialog::{Change, Form};
use super::columns::Column;
use super::columns_menu::Chooser;
use super::edit::EditCell;
use super::state::List;
use crate::later::later;

#[derive(Clone)]
pub enum Tool {
    /// Chooses and orders the columns.
    Columns,
    /// Changes the selected rows, in a dialog that is open as long as the signal says so.
    Change(Change, RwSignal<bool>),
    /// Edits a cell.
    Edit(Arc<Record>, Arc<Field>),
}

pub fn tool(list: List, tool: Tool) -> impl IntoView {
    later(move || show(list, tool.clone()))
}

/// Fetches the code while nobody waits for it: who starts to type in a cell must not.
pub fn prepare() {
    Effect::new(|_| {
        leptos::lazy_preload!(show);
    });
}

#[lazy]
fn show(list: List, tool: Tool) -> AnyView {
    match tool {
        Tool::Columns => {
            let put = move |columns: Vec<Column>| list.set_columns(&columns);
            view! { <Chooser module=list.module columns=list.columns put/> }.into_any()
        }
        Tool::Change(change, open) => view! { <Form list change open/> }.into_any(),
        Tool::Edit(record, field) => view! { <EditCell list record field/> }.into_any(),
    }
}
