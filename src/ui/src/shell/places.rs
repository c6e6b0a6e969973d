//! The modules as places to go to.

use std::sync::Arc;

use model::{Group, Schema};

use crate::context::ModuleRef;

/// The groups of the sidebar, in its order.
pub const GROUPS: [Group; 4] = [Group::Customers, Group::Selling, Group::Working, Group::Running];

/// The modules that the sidebar lists in a group.
pub fn in_group(schema: &Arc<Schema>, group: Group) -> Vec<ModuleRef> {
    ModuleRef::all(schema).filter(|module| module.group == group).collect()
}

/// All modules that one can go to.
pub fn listed(schema: &Arc<Schema>) -> Vec<ModuleRef> {
    GROUPS.into_iter().flat_map(|group| in_group(schema, group)).collect()
}

/// Those whose records the user may make.
pub fn creatable(schema: &Arc<Schema>) -> Vec<ModuleRef> {
    listed(schema).into_iter().filter(|module| module.may.create).collect()
}

pub fn href(module: &ModuleRef) -> String {
    format!("/m/{}", module.name)
}

/// The module in the path of a page.
pub fn module_in(path: &str) -> Option<&str> {
    path.strip_prefix("/m/")?.split('/').next().filter(|name| !name.is_empty())
}
