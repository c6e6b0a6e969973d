//! What a company has decided about access: what a module is to those who do not own its records, what profiles allow,
//! and what is shared. `Grant::work_out` makes of it what one person may do.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::field::Privacy;
use crate::grant::Level;
use crate::{Field, Filter, Id, Module, Name};

/// What everybody may do with records that are not her own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Others {
    #[default]
    Private,
    Read,
    Write,
}

impl Others {
    pub const ALL: [Others; 3] = [Others::Private, Others::Read, Others::Write];

    pub const fn key(self) -> &'static str {
        match self {
            Others::Private => "private",
            Others::Read => "read",
            Others::Write => "write",
        }
    }

    pub fn from_key(key: &str) -> Option<Others> {
        Others::ALL.into_iter().find(|others| others.key() == key)
    }
}

/// What somebody may do with a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldAccess {
    #[default]
    Hidden,
    Read,
    Write,
}

impl FieldAccess {
    pub const ALL: [FieldAccess; 3] = [FieldAccess::Hidden, FieldAccess::Read, FieldAccess::Write];

    pub const fn key(self) -> &'static str {
        match self {
            FieldAccess::Hidden => "hidden",
            FieldAccess::Read => "read",
            FieldAccess::Write => "write",
        }
    }

    pub fn from_key(key: &str) -> Option<FieldAccess> {
        FieldAccess::ALL.into_iter().find(|access| access.key() == key)
    }
}

/// What a company decides on a module as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ModuleRule {
    pub others: Others,
    /// Only who owns a record changes it: neither who stands above her, once it was accepted, nor with whom it is shared.
    pub owner_lock: bool,
    /// What is entered by who may not review waits for somebody who may.
    pub review: bool,
    /// Whether records are, or were, reclaimed: who may claim them sees those in the pool.
    pub pool: bool,
}

/// What a profile lets its holders do in one module, with the records that they reach.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permission {
    /// Without it the module is as good as not there, and all else counts for nothing.
    pub see: bool,
    pub create: bool,
    pub edit: bool,
    pub delete: bool,
    pub import: bool,
    pub export: bool,
    /// Take records out of the pool, and see them there.
    pub claim: bool,
    /// Enter what need not be reviewed, and review what others enter.
    pub review: bool,
    /// What differs from what the profile says of all fields.
    pub fields: BTreeMap<Name, FieldAccess>,
}

impl Permission {
    /// Whether it allows the action with this key.
    pub fn allows(&self, action: &str) -> bool {
        match action {
            "see" => self.see,
            "create" => self.create,
            "edit" => self.edit,
            "delete" => self.delete,
            "import" => self.import,
            "export" => self.export,
            "claim" => self.claim,
            "review" => self.review,
            _ => false,
        }
    }

    /// All but taking much in or out at once.
    pub fn ordinary() -> Permission {
        Permission { see: true, create: true, edit: true, delete: true, claim: true, ..Permission::default() }
    }
}

/// A named set of permissions. Whoever holds several may do what any of them allows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// As the company calls it; empty for what a level allows to who holds no profile.
    pub name: String,
    /// What holders may do with fields that tell of a person, where nothing else is said.
    pub personal: FieldAccess,
    /// The same for fields that tell what the company earns.
    pub revenue: FieldAccess,
    pub modules: BTreeMap<Name, Permission>,
    /// For modules that are not named; without it these are hidden.
    pub rest: Option<Permission>,
}

impl Profile {
    /// What who holds no profile may do. Personal data and revenue are hidden from staff that they are not granted to.
    pub fn of_level(level: Level) -> Profile {
        let much = level != Level::Representative;
        let sensitive = if much { FieldAccess::Write } else { FieldAccess::Hidden };
        Profile {
            name: String::new(),
            personal: sensitive,
            revenue: sensitive,
            modules: BTreeMap::new(),
            rest: Some(Permission { import: much, export: much, review: much, ..Permission::ordinary() }),
        }
    }

    /// What it says of `module`; nothing where it hides it.
    pub fn on(&self, module: &str) -> Option<&Permission> {
        self.modules.get(module).or(self.rest.as_ref()).filter(|permission| permission.see)
    }

    /// What it allows with a field of a module that it shows. What names a record is always seen, or links to it
    /// would tell what is hidden.
    pub fn on_field(&self, module: &Module, field: &Field) -> FieldAccess {
        let Some(permission) = self.on(&module.name) else { return FieldAccess::Hidden };
        let said = self.said(permission, field);
        let writes = permission.create || permission.edit;
        let most = if writes { FieldAccess::Write } else { FieldAccess::Read };
        let least = if module.always_shows(field) { FieldAccess::Read } else { FieldAccess::Hidden };
        said.min(most).max(least)
    }

    /// What it says of a field, whatever may be done with records as a whole; `None` where it hides the module.
    pub fn says_of(&self, module: &Module, field: &Field) -> Option<FieldAccess> {
        self.on(&module.name).map(|permission| self.said(permission, field))
    }

    fn said(&self, permission: &Permission, field: &Field) -> FieldAccess {
        permission.fields.get(&field.name).copied().unwrap_or(match field.privacy {
            Privacy::Open => FieldAccess::Write,
            Privacy::Personal => self.personal,
            Privacy::Revenue => self.revenue,
        })
    }
}

/// Records of a module that are shared with somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// What the company calls the rule.
    pub rule: String,
    /// Those whose records are shared; all where it is `None`.
    pub owners: Option<BTreeSet<Id>>,
    /// What a record must meet besides. Holds absolute values only.
    pub segment: Filter,
    /// Whether they may be changed, too.
    pub write: bool,
}
