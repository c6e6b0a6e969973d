//! An empty file with all columns that a module can take, to be filled in a spreadsheet.

use leptos::prelude::*;
use model::Module;

use super::mapping;
use super::save::save;
use super::wizard::Wizard;
use crate::prelude::*;

#[component]
pub fn Example(wizard: Wizard) -> impl IntoView {
    let give = move |_| {
        wizard.module.with_untracked(|module| save(&format!("{}.csv", module.name), &example(module)));
    };
    view! {
        <button type="button" class="btn ghost" on:click=give>
            <Icon name="download"/>
            {move || t("import-example")}
        </button>
    }
}

/// The labels of all fields, in the order of the form. A star marks those that must be filled; the import passes over
/// it. Spreadsheets take a file for UTF-8 only if it starts with the mark.
fn example(module: &Module) -> String {
    let fields = mapping::groups(module).into_iter().flat_map(|(_, fields)| fields);
    let heads = fields.map(|field| quoted(&field.label, field.required));
    format!("\u{feff}{}\r\n", heads.collect::<Vec<_>>().join(","))
}

fn quoted(label: &str, required: bool) -> String {
    let star = if required { " *" } else { "" };
    format!("\"{}{star}\"", label.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use model::{Field, Group, Module, field};

    use super::*;

    #[test]
    fn an_example_names_all_fields() {
        let named = |field: Field, label: &str| Field { label: label.to_owned(), ..field };
        let fields =
            [named(field::text("name").required(), "Name"), named(field::integer("size"), "Size 1\" to 9\"")];
        let module = Module::new("things", Group::Running, "box").section("main", fields);
        assert_eq!(example(&module), "\u{feff}\"Name *\",\"Size 1\"\" to 9\"\"\"\r\n");
    }
}
