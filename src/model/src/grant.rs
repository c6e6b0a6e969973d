//! What somebody may do. A grant is worked out once, in a pure function, and is the only way to a row: every call of
//! the store takes one.

use std::collections::{BTreeMap, BTreeSet};

use crate::module::{Access, CREATED_BY, OWNER};
use crate::{Filter, Id, Link, Module, Name, Op, Operand, Schema, Test, Value};

/// What a user's role lets her do, before rows are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// Sees and changes all, and runs the installation.
    Administrator,
    /// Sees and changes what she and those below her own; imports and exports.
    Manager,
    /// Sees and changes what she and those below her own.
    Representative,
}

impl Level {
    pub const ALL: [Level; 3] = [Level::Administrator, Level::Manager, Level::Representative];

    pub const fn key(self) -> &'static str {
        match self {
            Level::Administrator => "administrator",
            Level::Manager => "manager",
            Level::Representative => "representative",
        }
    }

    pub fn from_key(key: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.key() == key)
    }
}

/// A user's place in the organisation, all that rights depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub user: Id,
    pub level: Level,
    /// Whoever has a role below hers in the tree of roles.
    pub below: BTreeSet<Id>,
    /// The members of her teams, herself among them.
    pub team: BTreeSet<Id>,
    /// Whether her role sees what members of her teams own.
    pub sees_team: bool,
    /// Whether her role sees all records.
    pub sees_all: bool,
}

/// Rights on one module. Row filters hold absolute values only (no `me`, no `today`).
#[derive(Clone, Debug, PartialEq)]
pub struct Rights {
    pub see: Filter,
    pub edit: Filter,
    pub delete: Filter,
    pub create: bool,
    pub import: bool,
    pub export: bool,
    /// Fields that are as good as not there.
    pub hidden: BTreeSet<Name>,
    /// Fields that may be read only.
    pub fixed: BTreeSet<Name>,
}

impl Rights {
    fn all() -> Rights {
        Rights {
            see: Filter::Always,
            edit: Filter::Always,
            delete: Filter::Always,
            create: true,
            import: true,
            export: true,
            hidden: BTreeSet::new(),
            fixed: BTreeSet::new(),
        }
    }

    pub fn reads(&self, field: &str) -> bool {
        !self.hidden.contains(field)
    }

    pub fn writes(&self, field: &str) -> bool {
        self.reads(field) && !self.fixed.contains(field)
    }
}

/// The permission that every call of the store takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Grant {
    /// Who acts; nobody where the product does.
    pub user: Option<Id>,
    /// Why the product acts, for the log; empty for a person.
    pub reason: &'static str,
    modules: BTreeMap<Name, Rights>,
    system: bool,
}

impl Grant {
    /// The product's own work, on all modules.
    pub fn system(reason: &'static str) -> Grant {
        Grant { user: None, reason, modules: BTreeMap::new(), system: true }
    }

    pub fn is_system(&self) -> bool {
        self.system
    }

    /// The rights on `module`; `None` where it is as good as not there.
    pub fn on(&self, module: &str) -> Option<&Rights> {
        static ALL: std::sync::LazyLock<Rights> = std::sync::LazyLock::new(Rights::all);
        if self.system { Some(&ALL) } else { self.modules.get(module) }
    }

    /// Works out what the user at `place` may do. Pure: the same place and schema give the same grant.
    pub fn work_out(place: &Place, schema: &Schema) -> Grant {
        let mut modules: BTreeMap<Name, Rights> = BTreeMap::new();
        let (leaders, followers): (Vec<_>, Vec<_>) =
            schema.modules.iter().partition(|module| !matches!(module.access, Access::Follows(_)));
        for module in leaders {
            modules.insert(module.name.clone(), rights(place, module));
        }
        for module in followers {
            let rights = follow(place, module, &modules);
            modules.insert(module.name.clone(), rights);
        }
        Grant { user: Some(place.user), reason: "", modules, system: false }
    }
}

fn rights(place: &Place, module: &Module) -> Rights {
    let full = place.level == Level::Administrator;
    let mine = is(OWNER, "users", [place.user]);
    match &module.access {
        Access::Owned if full => Rights::all(),
        Access::Owned => {
            let own = visible_owners(place);
            let see = if place.sees_all { Filter::Always } else { own.clone() };
            let manages = place.level == Level::Manager;
            Rights { see, edit: own.clone(), delete: own, import: manages, export: manages, ..Rights::all() }
        }
        Access::Catalogue if full => Rights::all(),
        Access::Catalogue => Rights {
            edit: Filter::Never,
            delete: Filter::Never,
            create: false,
            import: false,
            export: place.level == Level::Manager,
            ..Rights::all()
        },
        Access::Personal(shared) => {
            let shared =
                Filter::Test(Test::new(shared.clone(), Op::Is, vec![Operand::Value(Value::Bool(true))]));
            Rights {
                see: Filter::Or(vec![mine.clone(), shared]),
                edit: mine.clone(),
                delete: mine,
                ..Rights::all()
            }
        }
        Access::Follows(_) => {
            Rights { see: Filter::Never, edit: Filter::Never, delete: Filter::Never, ..Rights::all() }
        }
    }
}

/// Rows whose owner is the user, is below her, or is of her team where her role sees it.
fn visible_owners(place: &Place) -> Filter {
    let mut owners = place.below.clone();
    owners.insert(place.user);
    if place.sees_team {
        owners.extend(&place.team);
    }
    is(OWNER, "users", owners)
}

/// The rights on a module whose rows are seen with the row that they are about.
fn follow(place: &Place, module: &Module, leaders: &BTreeMap<Name, Rights>) -> Rights {
    let Access::Follows(link) = &module.access else { return Rights::all() };
    let targets = module.field(link).map(|field| field.kind.targets()).unwrap_or_default();
    let through = |target: &Name| {
        let inner = leaders.get(target)?.see.clone();
        Some(Filter::Through { field: link.clone(), module: target.clone(), filter: Box::new(inner) })
    };
    let see = Filter::Or(targets.iter().filter_map(through).collect());
    let written = Filter::And(vec![see.clone(), is(CREATED_BY, "users", [place.user])]);
    let change = if place.level == Level::Administrator { see.clone() } else { written };
    let manages = place.level != Level::Representative;
    Rights { see, edit: change.clone(), delete: change, import: manages, export: manages, ..Rights::all() }
}

/// The condition that the link `field` points to one of `ids`.
fn is(field: &'static str, module: &'static str, ids: impl IntoIterator<Item = Id>) -> Filter {
    let operands = ids
        .into_iter()
        .map(|id| Operand::Value(Value::Link(Link::new(Name::new_static(module), id))))
        .collect();
    Filter::Test(Test::new(Name::new_static(field), Op::In, operands))
}
