//! What the company has decided about access, read from its records: rules for modules, profiles, what is shared.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use model::access::{FieldAccess, ModuleRule, Others, Permission, Profile, Share};
use model::record::Key;
use model::{Filter, Id, Name, Record, Schema, Value};
use modules::{access_rules, permissions, profiles, reclaim_rules, sharing_rules};
use store::Store;

use super::{Organisation, PROFILES, User, all};
use crate::error::Result;
use crate::pool::Rule;

pub(crate) const PERMISSIONS: &str = "permissions";
pub(crate) const ACCESS_RULES: &str = "access_rules";
pub(crate) const SHARING_RULES: &str = "sharing_rules";
pub(crate) const RECLAIM_RULES: &str = "reclaim_rules";

#[derive(Clone, Debug, Default)]
pub(crate) struct Decided {
    pub(crate) rules: BTreeMap<Name, ModuleRule>,
    profiles: HashMap<Id, Profile>,
    /// The permission of a profile for a module, by the record that says it.
    permissions: HashMap<(Id, Name), Id>,
    sharing: Vec<Sharing>,
    /// When records go to the pool.
    pub(crate) reclaim: Vec<Rule>,
}

/// A sharing rule that is in force.
#[derive(Clone, Debug)]
struct Sharing {
    name: String,
    module: Name,
    from_role: Option<Id>,
    from_team: Option<Id>,
    from_department: Option<Id>,
    segment: Filter,
    to_role: Option<Id>,
    to_team: Option<Id>,
    to_department: Option<Id>,
    to_user: Option<Id>,
    write: bool,
}

impl Decided {
    pub(super) async fn load(store: &Store, schema: &Schema) -> Result<Decided> {
        let mut decided = Decided::default();
        for record in all(store, ACCESS_RULES, false).await? {
            decided.rules.extend(rule(&record));
        }
        for record in all(store, PROFILES, false).await? {
            decided.profiles.insert(record.id, profile(&record));
        }
        for record in all(store, PERMISSIONS, false).await? {
            decided.take_permission(&record);
        }
        let sharing = all(store, SHARING_RULES, false).await?;
        decided.sharing = sharing.iter().filter_map(|record| share(record, schema)).collect();
        let reclaim = all(store, RECLAIM_RULES, false).await?;
        decided.reclaim = reclaim.iter().filter_map(|record| Rule::read(record, schema)).collect();
        // What a rule put there stays there when the rule is gone.
        for record in reclaim.iter().chain(&all(store, RECLAIM_RULES, true).await?) {
            let module = record.get(reclaim_rules::MODULE).unwrap_or_default();
            decided.rules.entry(Name::new(module)).or_default().pool = true;
        }
        Ok(decided)
    }

    /// Whether there is, or was, a rule that reclaims records of the module: without one nobody could claim them.
    pub(crate) fn has_pool(&self, module: &str) -> bool {
        self.rules.get(module).is_some_and(|rule| rule.pool)
    }

    /// The reclaim rule of this name.
    pub(crate) fn rule_called(&self, module: &str, name: &str) -> Option<&Rule> {
        self.reclaim.iter().find(|rule| rule.module == module && rule.name == name)
    }

    fn take_permission(&mut self, record: &Record) -> Option<()> {
        let (of, module) =
            (record.get(permissions::PROFILE)?.id, Name::new(record.get(permissions::MODULE)?));
        self.permissions.insert((of, module.clone()), record.id);
        self.profiles.get_mut(&of)?.modules.insert(module, permission(record));
        Some(())
    }

    pub(crate) fn profile(&self, id: Id) -> Option<&Profile> {
        self.profiles.get(&id)
    }

    pub(super) fn profile_called(&self, name: &str) -> Option<Id> {
        let mut called = self.profiles.iter().filter(|(_, profile)| profile.name == name);
        called.next().map(|(id, _)| *id)
    }

    /// The record that says what the profile allows in a module.
    pub(crate) fn permission(&self, profile: Id, module: &str) -> Option<Id> {
        self.permissions.get(&(profile, Name::new(module))).copied()
    }

    /// What is shared with `user`, by module.
    pub(super) fn shares(&self, organisation: &Organisation, user: &User) -> BTreeMap<Name, Vec<Share>> {
        let mut shares: BTreeMap<Name, Vec<Share>> = BTreeMap::new();
        for sharing in self.sharing.iter().filter(|sharing| sharing.is_for(organisation, user)) {
            shares.entry(sharing.module.clone()).or_default().push(sharing.share(organisation));
        }
        shares
    }
}

impl Sharing {
    fn is_for(&self, organisation: &Organisation, user: &User) -> bool {
        let in_role = self.to_role.is_some_and(|role| organisation.is_of_role(user, role));
        let in_team = self.to_team.is_some() && self.to_team == user.team;
        let of = |department| organisation.is_of_department(user, department);
        in_role || in_team || self.to_department.is_some_and(of) || self.to_user == Some(user.id)
    }

    fn share(&self, organisation: &Organisation) -> Share {
        let of_role = |user: &User| self.from_role.is_none_or(|role| organisation.is_of_role(user, role));
        let of_team = |user: &User| self.from_team.is_none_or(|team| user.team == Some(team));
        let of_department = |user: &User| {
            self.from_department.is_none_or(|department| organisation.is_of_department(user, department))
        };
        let said = [self.from_role, self.from_team, self.from_department];
        let is_narrow = said.iter().any(Option::is_some);
        let owners = || {
            let meant = |user: &&User| of_role(user) && of_team(user) && of_department(user);
            let users = organisation.users.values().filter(meant);
            users.map(|user| user.id).collect::<BTreeSet<Id>>()
        };
        Share {
            rule: self.name.clone(),
            owners: is_narrow.then(owners),
            segment: self.segment.clone(),
            write: self.write,
        }
    }
}

fn rule(record: &Record) -> Option<(Name, ModuleRule)> {
    let others = record.get(access_rules::OTHERS).and_then(|key| Others::from_key(&key));
    let owner_lock = record.get(access_rules::OWNER_LOCK).unwrap_or_default();
    let review = record.get(access_rules::REVIEW).unwrap_or_default();
    let rule = ModuleRule { others: others.unwrap_or_default(), owner_lock, review, pool: false };
    Some((Name::new(record.get(access_rules::MODULE)?), rule))
}

fn profile(record: &Record) -> Profile {
    let access =
        |key: Key<String>| record.get(key).and_then(|key| FieldAccess::from_key(&key)).unwrap_or_default();
    let all = record.get(profiles::ALL_MODULES).unwrap_or_default();
    Profile {
        name: record.get(profiles::NAME).unwrap_or_default(),
        personal: access(profiles::PERSONAL),
        revenue: access(profiles::REVENUE),
        modules: BTreeMap::new(),
        rest: all.then(Permission::ordinary),
    }
}

fn permission(record: &Record) -> Permission {
    let is = |key: Key<bool>| record.get(key).unwrap_or_default();
    let fields = [
        (permissions::HIDDEN, FieldAccess::Hidden),
        (permissions::READ, FieldAccess::Read),
        (permissions::WRITE, FieldAccess::Write),
    ];
    let named = |(key, access): (Key<Vec<String>>, FieldAccess)| {
        let names: Vec<String> = record.get(key).unwrap_or_default();
        names.into_iter().map(move |name| (Name::new(name), access))
    };
    Permission {
        see: is(permissions::SEE),
        create: is(permissions::CREATE),
        edit: is(permissions::EDIT),
        delete: is(permissions::DELETE),
        import: is(permissions::IMPORT),
        export: is(permissions::EXPORT),
        claim: is(permissions::CLAIM),
        review: is(permissions::REVIEW),
        fields: fields.into_iter().flat_map(named).collect(),
    }
}

/// A rule that cannot be read any more, because a field it names is gone, shares nothing.
fn share(record: &Record, schema: &Schema) -> Option<Sharing> {
    let module = schema.module(&record.get(sharing_rules::MODULE)?)?;
    let id = |key: Key<model::Link>| record.get(key).map(|link| link.id);
    let name = record.get(sharing_rules::NAME).unwrap_or_default();
    let text = record.get(sharing_rules::SEGMENT).unwrap_or_default();
    let segment = match Filter::parse(&text, module, schema) {
        Ok(segment) if segment.is_absolute() => segment,
        Ok(_) | Err(_) => {
            tracing::warn!(rule = name, "this sharing rule shares nothing: its condition cannot be read");
            return None;
        }
    };
    let active = record.value(sharing_rules::ACTIVE.name) == &Value::Bool(true);
    active.then_some(Sharing {
        name,
        module: module.name.clone(),
        from_role: id(sharing_rules::FROM_ROLE),
        from_team: id(sharing_rules::FROM_TEAM),
        from_department: id(sharing_rules::FROM_DEPARTMENT),
        segment,
        to_role: id(sharing_rules::TO_ROLE),
        to_team: id(sharing_rules::TO_TEAM),
        to_department: id(sharing_rules::TO_DEPARTMENT),
        to_user: id(sharing_rules::TO_USER),
        write: record.get(sharing_rules::MAY_CHANGE).unwrap_or_default(),
    })
}
