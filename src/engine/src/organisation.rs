//! Who works here: users, the tree of roles, teams, and what the company has decided about access. Held in memory
//! because every right depends on them.

mod decided;

use std::collections::{BTreeSet, HashMap};

use model::filter::Asking;
use model::grant::{Level, Place};
use model::{Grant, Id, Instant, Language, Link, Name, Record, Schema, Sort, Value, Zone};
use modules::{roles, teams, users};
use store::{Query, Store};

use self::decided::{ACCESS_RULES, Decided, PERMISSIONS, PROFILES, RECLAIM_RULES, SHARING_RULES};

use crate::company::COMPANY;
use crate::custom;
use crate::error::Result;

pub(crate) const USERS: &str = "users";
pub(crate) const ROLES: &str = "roles";
pub(crate) const TEAMS: &str = "teams";

/// Whether a change of this module's records can change somebody's rights, the schema that they speak of, or what
/// holds for all.
pub(crate) fn is_part(module: &str) -> bool {
    let own =
        [USERS, ROLES, TEAMS, PROFILES, PERMISSIONS, ACCESS_RULES, SHARING_RULES, RECLAIM_RULES, COMPANY];
    own.contains(&module) || custom::is_part(module)
}

#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) role: Option<Id>,
    pub(crate) team: Option<Id>,
    profile: Option<Id>,
    pub(crate) language: Option<Language>,
    pub(crate) time_zone: Option<String>,
    pub(crate) active: bool,
    /// In the recycle bin: cannot sign in, but what she owned is still seen by those above her.
    pub(crate) deleted: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Role {
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) parent: Option<Id>,
    pub(crate) level: Level,
    sees_team: bool,
    sees_all: bool,
    /// Who has it signs in by a second factor too.
    second_factor: bool,
    profile: Option<Id>,
}

#[derive(Clone, Debug)]
struct Team {
    id: Id,
    name: String,
    manager: Option<Id>,
    profile: Option<Id>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Organisation {
    users: HashMap<Id, User>,
    roles: HashMap<Id, Role>,
    teams: HashMap<Id, Team>,
    pub(crate) decided: Decided,
}

impl Organisation {
    pub(crate) async fn load(store: &Store, schema: &Schema) -> Result<Organisation> {
        let mut users = all(store, USERS, false).await?.iter().map(User::read).collect::<Vec<_>>();
        let gone = all(store, USERS, true).await?;
        users.extend(gone.iter().map(|record| User { deleted: true, ..User::read(record) }));
        let roles = all(store, ROLES, false).await?;
        let teams = all(store, TEAMS, false).await?;
        Ok(Organisation {
            users: users.into_iter().map(|user| (user.id, user)).collect(),
            roles: roles.iter().map(Role::read).map(|role| (role.id, role)).collect(),
            teams: teams.iter().map(Team::read).map(|team| (team.id, team)).collect(),
            decided: Decided::load(store, schema).await?,
        })
    }

    /// Whether there is nobody who could sign in.
    pub(crate) fn is_empty(&self) -> bool {
        !self.users.values().any(|user| user.active && !user.deleted)
    }

    pub(crate) fn has_roles(&self) -> bool {
        !self.roles.is_empty()
    }

    pub(crate) fn user(&self, id: Id) -> Option<&User> {
        self.users.get(&id)
    }

    pub(crate) fn role(&self, id: Id) -> Option<&Role> {
        self.roles.get(&id)
    }

    /// Those who can sign in, by name.
    pub(crate) fn active(&self) -> Vec<&User> {
        let mut active: Vec<&User> =
            self.users.values().filter(|user| user.active && !user.deleted).collect();
        active.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
        active
    }

    /// The user who can sign in with `email`.
    pub(crate) fn by_email(&self, email: &str) -> Option<&User> {
        let email = email.trim().to_lowercase();
        self.users.values().find(|user| user.email == email && user.active && !user.deleted)
    }

    pub(crate) fn role_called(&self, name: &str) -> Option<&Role> {
        let folded = model::fold::fold(name.trim());
        self.roles.values().find(|role| model::fold::fold(&role.name) == folded)
    }

    /// A role of this level, the one nearest to the top of the tree.
    pub(crate) fn role_of_level(&self, level: Level) -> Option<&Role> {
        let above = |role: &&Role| self.roles.keys().filter(|other| self.is_below(role.id, **other)).count();
        self.roles.values().filter(|role| role.level == level).min_by_key(|role| (above(role), role.id))
    }

    /// A link to the user, with her name; known even after she was deleted.
    pub(crate) fn link(&self, user: Id) -> Link {
        let title = self.users.get(&user).map(|user| user.name.clone()).unwrap_or_default();
        Link { title, ..Link::new(Name::new_static(USERS), user) }
    }

    pub(crate) fn level(&self, user: &User) -> Level {
        let role = user.role.and_then(|role| self.roles.get(&role));
        role.map_or(Level::Representative, |role| role.level)
    }

    /// Whether the user's role asks for a second factor.
    pub(crate) fn requires_second_factor(&self, user: Id) -> bool {
        let role = self.users.get(&user).and_then(|user| self.roles.get(&user.role?));
        role.is_some_and(|role| role.second_factor)
    }

    /// Those who could mend what nobody else can.
    pub(crate) fn administrators(&self) -> impl Iterator<Item = &User> {
        self.users
            .values()
            .filter(|user| user.active && !user.deleted && self.level(user) == Level::Administrator)
    }

    /// Those who have the role.
    pub(crate) fn holders(&self, role: Id) -> impl Iterator<Item = &User> {
        self.users.values().filter(move |user| user.role == Some(role) && !user.deleted)
    }

    /// What a user, role or team is called that has the profile.
    pub(crate) fn holder_of_profile(&self, profile: Id) -> Option<&str> {
        let users = self.users.values().filter(|user| !user.deleted).map(|user| (user.profile, &user.name));
        let roles = self.roles.values().map(|role| (role.profile, &role.name));
        let teams = self.teams.values().map(|team| (team.profile, &team.name));
        let mut all = users.chain(roles).chain(teams);
        all.find(|(held, _)| *held == Some(profile)).map(|(_, name)| name.as_str())
    }

    /// Whether the user has `role` or one below it.
    fn is_of_role(&self, user: &User, role: Id) -> bool {
        user.role.is_some_and(|own| own == role || self.is_below(own, role))
    }

    /// Whether `role` stands somewhere below `above`.
    pub(crate) fn is_below(&self, role: Id, above: Id) -> bool {
        let mut seen = BTreeSet::from([role]);
        let mut at = self.roles.get(&role).and_then(|role| role.parent);
        while let Some(parent) = at {
            if parent == above {
                return true;
            }
            if !seen.insert(parent) {
                return false;
            }
            at = self.roles.get(&parent).and_then(|role| role.parent);
        }
        false
    }

    /// All that the rights of `user` depend on.
    pub(crate) fn place(&self, user: &User) -> Place {
        let role = user.role.and_then(|role| self.roles.get(&role));
        let lower: BTreeSet<Id> = role
            .map(|role| self.roles.keys().copied().filter(|other| self.is_below(*other, role.id)).collect())
            .unwrap_or_default();
        let ids = |wanted: &dyn Fn(&User) -> bool| {
            self.users.values().filter(|other| wanted(other)).map(|other| other.id).collect::<BTreeSet<Id>>()
        };
        let mut team = ids(&|other| user.team.is_some() && other.team == user.team);
        team.insert(user.id);
        let manages = |team: Id| self.teams.get(&team).is_some_and(|team| team.manager == Some(user.id));
        let of_team = user.team.and_then(|team| self.teams.get(&team));
        let profiles =
            [role.and_then(|role| role.profile), of_team.and_then(|team| team.profile), user.profile];
        Place {
            user: user.id,
            level: self.level(user),
            below: ids(&|other| other.role.is_some_and(|role| lower.contains(&role))),
            team,
            managed: ids(&|other| other.team.is_some_and(manages)),
            profiles: profiles
                .into_iter()
                .flatten()
                .map(|id| self.decided.profile(id).cloned().unwrap_or_default())
                .collect(),
            shares: self.decided.shares(self, user),
            sees_team: role.is_some_and(|role| role.sees_team),
            sees_all: role.is_some_and(|role| role.sees_all),
        }
    }
}

impl User {
    pub(crate) fn may_sign_in(&self) -> bool {
        self.active && !self.deleted
    }

    fn read(record: &Record) -> User {
        User {
            id: record.id,
            name: record.get(users::NAME).unwrap_or_default(),
            email: record.get(users::EMAIL).unwrap_or_default().to_lowercase(),
            role: record.get(users::ROLE).map(|link| link.id),
            team: record.get(users::TEAM).map(|link| link.id),
            profile: record.get(users::PROFILE).map(|link| link.id),
            language: record.get(users::LANGUAGE).and_then(|code| Language::from_code(&code)),
            time_zone: record.get(users::TIME_ZONE),
            active: record.value(users::ACTIVE.name) == &Value::Bool(true),
            deleted: false,
        }
    }
}

impl Role {
    fn read(record: &Record) -> Role {
        let level = record.get(roles::LEVEL).and_then(|key| Level::from_key(&key));
        Role {
            id: record.id,
            name: record.get(roles::NAME).unwrap_or_default(),
            parent: record.get(roles::PARENT).map(|link| link.id),
            level: level.unwrap_or(Level::Representative),
            sees_team: record.get(roles::SEES_TEAM).unwrap_or_default(),
            sees_all: record.get(roles::SEES_ALL).unwrap_or_default(),
            second_factor: record.get(roles::SECOND_FACTOR).unwrap_or_default(),
            profile: record.get(roles::PROFILE).map(|link| link.id),
        }
    }
}

impl Team {
    fn read(record: &Record) -> Team {
        Team {
            id: record.id,
            name: record.get(teams::NAME).unwrap_or_default(),
            manager: record.get(teams::MANAGER).map(|link| link.id),
            profile: record.get(teams::PROFILE).map(|link| link.id),
        }
    }
}

/// All records of a module that is small by nature.
pub(crate) async fn all(store: &Store, module: &'static str, deleted: bool) -> Result<Vec<Record>> {
    let grant = Grant::system("loading the organisation");
    let asking = Asking {
        now: Instant::default(),
        zone: Zone::default(),
        first_weekday: 0,
        me: None,
        team: Vec::new(),
    };
    let mut query = Query {
        module: Name::new_static(module),
        sort: vec![Sort::up(model::module::CREATED_AT)],
        limit: 1_000,
        deleted,
        ..Query::default()
    };
    let mut records = Vec::new();
    loop {
        let page = store.list(&grant, &asking, &query).await?;
        records.extend(page.records);
        match page.next {
            Some(next) => query.after = Some(next),
            None => return Ok(records),
        }
    }
}
