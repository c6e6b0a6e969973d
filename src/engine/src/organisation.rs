//! Who works here: users, the trees of roles and departments, teams, and what the company has decided about access. Held in memory
//! because every right depends on them.

mod decided;

use std::collections::{BTreeSet, HashMap};

use model::document::Limits;
use model::filter::Asking;
use model::grant::{Level, Place};
use model::{Grant, Id, Instant, Language, Link, Name, Record, Schema, Sort, Value, Zone};
use modules::{departments, roles, teams, user_profiles, users};
use store::{Query, Store};

use self::decided::{ACCESS_RULES, Decided, PERMISSIONS, RECLAIM_RULES, SHARING_RULES};

use crate::company::COMPANY;
use crate::custom;
use crate::error::Result;

pub(crate) const USERS: &str = "users";
pub(crate) const ROLES: &str = "roles";
pub(crate) const TEAMS: &str = "teams";
pub(crate) const DEPARTMENTS: &str = "departments";
pub(crate) const PROFILES: &str = "profiles";
const USER_PROFILES: &str = "user_profiles";

/// Whether a change of this module's records can change somebody's rights, the schema that they speak of, or what
/// holds for all.
pub(crate) fn is_part(module: &str) -> bool {
    let own = [
        USERS,
        ROLES,
        TEAMS,
        DEPARTMENTS,
        PROFILES,
        PERMISSIONS,
        USER_PROFILES,
        ACCESS_RULES,
        SHARING_RULES,
        RECLAIM_RULES,
        COMPANY,
    ];
    own.contains(&module) || custom::is_part(module)
}

#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) role: Option<Id>,
    pub(crate) team: Option<Id>,
    department: Option<Id>,
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
    pub(crate) limits: Limits,
}

#[derive(Clone, Debug)]
struct Team {
    id: Id,
    name: String,
    manager: Option<Id>,
    profile: Option<Id>,
}

#[derive(Clone, Debug)]
struct Department {
    id: Id,
    name: String,
    parent: Option<Id>,
    head: Option<Id>,
    /// Whether the head sees what belongs to its people.
    head_sees: bool,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Organisation {
    users: HashMap<Id, User>,
    roles: HashMap<Id, Role>,
    teams: HashMap<Id, Team>,
    departments: HashMap<Id, Department>,
    held: Vec<Held>,
    pub(crate) decided: Decided,
}

/// A profile that a user holds besides others.
#[derive(Clone, Debug)]
struct Held {
    user: Id,
    profile: Id,
}

impl Organisation {
    pub(crate) async fn load(store: &Store, schema: &Schema) -> Result<Organisation> {
        let mut users = all(store, USERS, false).await?.iter().map(User::read).collect::<Vec<_>>();
        let gone = all(store, USERS, true).await?;
        users.extend(gone.iter().map(|record| User { deleted: true, ..User::read(record) }));
        let roles = all(store, ROLES, false).await?;
        let teams = all(store, TEAMS, false).await?;
        let departments = all(store, DEPARTMENTS, false).await?;
        let held = all(store, USER_PROFILES, false).await?;
        Ok(Organisation {
            users: users.into_iter().map(|user| (user.id, user)).collect(),
            roles: roles.iter().map(Role::read).map(|role| (role.id, role)).collect(),
            teams: teams.iter().map(Team::read).map(|team| (team.id, team)).collect(),
            departments: departments.iter().map(Department::read).map(|one| (one.id, one)).collect(),
            held: held.iter().filter_map(Held::read).collect(),
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

    pub(crate) fn roles_by_name(&self) -> Vec<(Id, String)> {
        let mut roles: Vec<(Id, String)> =
            self.roles.values().map(|role| (role.id, role.name.clone())).collect();
        roles.sort_by(|one, other| (&one.1, one.0).cmp(&(&other.1, other.0)));
        roles
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

    /// Whoever has or had an account, by name.
    pub(crate) fn everybody(&self) -> Vec<Link> {
        let mut everybody: Vec<Link> = self.users.keys().map(|user| self.link(*user)).collect();
        everybody
            .sort_by(|one, other| model::fold::compare(&one.title, &other.title).then(one.id.cmp(&other.id)));
        everybody
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
        let users: Vec<&User> = self.users.values().filter(|user| !user.deleted).collect();
        let of_user = |user: Id| users.iter().find(|known| known.id == user);
        let more = self.held.iter().filter_map(|held| Some((Some(held.profile), &of_user(held.user)?.name)));
        let users = users.iter().map(|user| (user.profile, &user.name));
        let roles = self.roles.values().map(|role| (role.profile, &role.name));
        let teams = self.teams.values().map(|team| (team.profile, &team.name));
        let mut all = users.chain(more).chain(roles).chain(teams);
        all.find(|(held, _)| *held == Some(profile)).map(|(_, name)| name.as_str())
    }

    pub(crate) fn profile_called(&self, name: &str) -> Option<Id> {
        self.decided.profile_called(name)
    }

    /// Those who may do what the level of representatives allows: roles of which nobody holds a profile, and users of
    /// others who hold none.
    pub(crate) fn staff_without_profile(&self) -> (BTreeSet<Id>, BTreeSet<Id>) {
        let holds_none = |user: &&User| self.profiles_of(user).is_empty();
        let roles = self.roles.values().filter(|role| role.level == Level::Representative);
        let roles = roles
            .filter(|role| role.profile.is_none() && self.holders(role.id).all(|user| holds_none(&user)));
        let roles: BTreeSet<Id> = roles.map(|role| role.id).collect();
        let staff =
            self.users.values().filter(|user| !user.deleted && self.level(user) == Level::Representative);
        let others = staff.filter(|user| user.role.is_none_or(|role| !roles.contains(&role)));
        let users = others.filter(holds_none).map(|user| user.id).collect();
        (roles, users)
    }

    /// The profiles of the user's role, of her team and of herself, each once.
    fn profiles_of(&self, user: &User) -> Vec<Id> {
        let role = user.role.and_then(|role| self.roles.get(&role)?.profile);
        let team = user.team.and_then(|team| self.teams.get(&team)?.profile);
        let more = self.held.iter().filter(|held| held.user == user.id).map(|held| held.profile);
        let mut all: Vec<Id> = Vec::new();
        for profile in [role, team, user.profile].into_iter().flatten().chain(more) {
            if !all.contains(&profile) {
                all.push(profile);
            }
        }
        all
    }

    /// Whether the user has `role` or one below it.
    fn is_of_role(&self, user: &User, role: Id) -> bool {
        user.role.is_some_and(|own| own == role || self.is_below(own, role))
    }

    /// Whether `role` stands somewhere below `above`.
    pub(crate) fn is_below(&self, role: Id, above: Id) -> bool {
        stands_below(role, above, |role| self.roles.get(&role)?.parent)
    }

    /// Whether `department` stands somewhere below `above`.
    pub(crate) fn is_department_below(&self, department: Id, above: Id) -> bool {
        stands_below(department, above, |department| self.departments.get(&department)?.parent)
    }

    /// Whether the user is of `department` or of one below it.
    fn is_of_department(&self, user: &User, department: Id) -> bool {
        user.department.is_some_and(|own| own == department || self.is_department_below(own, department))
    }

    /// What somebody or a department is called that would be left without `department`.
    pub(crate) fn part_of_department(&self, department: Id) -> Option<&str> {
        let below = self.departments.values().filter(|other| other.parent == Some(department));
        let people = self.users.values().filter(|user| user.department == Some(department) && !user.deleted);
        let mut names = people.map(|user| &user.name).chain(below.map(|other| &other.name));
        names.next().map(String::as_str)
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
        let mut department =
            ids(&|other| user.department.is_some_and(|own| self.is_of_department(other, own)));
        department.insert(user.id);
        let heads: Vec<Id> = self
            .departments
            .values()
            .filter(|department| department.head == Some(user.id) && department.head_sees)
            .map(|department| department.id)
            .collect();
        let manages = |team: Id| self.teams.get(&team).is_some_and(|team| team.manager == Some(user.id));
        Place {
            user: user.id,
            level: self.level(user),
            below: ids(&|other| other.role.is_some_and(|role| lower.contains(&role))),
            team,
            department,
            headed: ids(&|other| heads.iter().any(|headed| self.is_of_department(other, *headed))),
            managed: ids(&|other| other.team.is_some_and(manages)),
            profiles: self
                .profiles_of(user)
                .into_iter()
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
            department: record.get(users::DEPARTMENT).map(|link| link.id),
            profile: record.get(users::PROFILE).map(|link| link.id),
            language: record.get(users::LANGUAGE).and_then(|code| Language::from_code(&code)),
            time_zone: record.get(users::TIME_ZONE),
            active: record.value(users::ACTIVE.name) == &Value::Bool(true),
            deleted: false,
        }
    }
}

impl Department {
    fn read(record: &Record) -> Department {
        Department {
            id: record.id,
            name: record.get(departments::NAME).unwrap_or_default(),
            parent: record.get(departments::PARENT).map(|link| link.id),
            head: record.get(departments::HEAD).map(|link| link.id),
            head_sees: record.get(departments::HEAD_SEES).unwrap_or_default(),
        }
    }
}

/// Whether `lower` stands somewhere below `upper` in the tree in which `above` tells what stands over each.
fn stands_below(lower: Id, upper: Id, above: impl Fn(Id) -> Option<Id>) -> bool {
    let mut seen = BTreeSet::from([lower]);
    let mut at = above(lower);
    while let Some(parent) = at {
        if parent == upper {
            return true;
        }
        if !seen.insert(parent) {
            return false;
        }
        at = above(parent);
    }
    false
}

impl Held {
    fn read(record: &Record) -> Option<Held> {
        let (user, profile) = (record.get(user_profiles::USER)?.id, record.get(user_profiles::PROFILE)?.id);
        Some(Held { user, profile })
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
            limits: Limits {
                discount: record.get(roles::DISCOUNT_LIMIT),
                below_floor: record.get(roles::BELOW_FLOOR).unwrap_or_default(),
                changes_prices: record.get(roles::CHANGES_PRICES).unwrap_or_default(),
            },
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
        department: Vec::new(),
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
