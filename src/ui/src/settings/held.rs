//! Which profiles each user holds, and by what: her role, her team, or herself.

use api::Failure;
use futures::try_join;
use model::{Id, Name, Record};

use super::records::all;
use crate::texts::t_with;

pub const USERS: Name = Name::new_static("users");
pub const ROLES: Name = Name::new_static("roles");
pub const TEAMS: Name = Name::new_static("teams");
/// Says which profiles a user holds besides others.
pub const MORE: Name = Name::new_static("user_profiles");

/// The records that say who holds what.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Held {
    pub users: Vec<Record>,
    roles: Vec<Record>,
    teams: Vec<Record>,
    more: Vec<Record>,
}

impl Held {
    pub async fn load() -> Result<Held, Failure> {
        let (users, roles, teams, more) = try_join!(all(USERS), all(ROLES), all(TEAMS), all(MORE))?;
        Ok(Held { users, roles, teams, more })
    }

    pub fn user(&self, id: Id) -> Option<&Record> {
        self.users.iter().find(|user| user.id == id)
    }

    /// What gives the profile to the user without her own doing, in words.
    pub fn given(&self, user: &Record, profile: Id) -> Vec<String> {
        let by = |field: &str, records: &[Record], key: &str| {
            let id = linked(user, field)?;
            let record = records.iter().find(|record| record.id == id)?;
            let gives = linked(record, "profile") == Some(profile);
            gives.then(|| t_with(key, &[("name", &record.title)]))
        };
        let role = by("role", &self.roles, "profile-by-role");
        role.into_iter().chain(by("team", &self.teams, "profile-by-team")).collect()
    }

    /// Whether the profile stands in the user's own record.
    pub fn is_first(user: &Record, profile: Id) -> bool {
        linked(user, "profile") == Some(profile)
    }

    /// The records that give the profile to the user besides others.
    pub fn further(&self, user: Id, profile: Id) -> Vec<Id> {
        let says = |record: &&Record| {
            linked(record, "user") == Some(user) && linked(record, "profile") == Some(profile)
        };
        self.more.iter().filter(says).map(|record| record.id).collect()
    }

    /// Whether she holds it herself.
    pub fn owns(&self, user: &Record, profile: Id) -> bool {
        Held::is_first(user, profile) || !self.further(user.id, profile).is_empty()
    }

    fn holds(&self, user: &Record, profile: Id) -> bool {
        self.owns(user, profile) || !self.given(user, profile).is_empty()
    }

    /// Those who hold the profile, by name.
    pub fn holders(&self, profile: Id) -> Vec<String> {
        let all = self.users.iter().filter(|user| self.holds(user, profile));
        all.map(|user| user.title.clone()).collect()
    }
}

fn linked(record: &Record, field: &str) -> Option<Id> {
    record.value(field).as_link().map(|link| link.id)
}
