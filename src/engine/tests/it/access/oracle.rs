//! The rules of access once more, as a person would apply them: one user, one record, one rule after the other. Shares no
//! code with the product.

use api::model::{Id, Record, Value};

use super::company::{Access, Allowed, Company, Profile, SUM, Segment, Share, User};

impl Company {
    pub fn administers(&self, user: &User) -> bool {
        self.roles[user.role].level == "administrator"
    }

    /// Whether `lower` is below `upper` in the tree of roles.
    fn below(&self, lower: usize, upper: usize) -> bool {
        match self.roles[lower].parent {
            None => false,
            Some(parent) => parent == upper || self.below(parent, upper),
        }
    }

    fn in_role(&self, user: &User, role: usize) -> bool {
        user.role == role || self.below(user.role, role)
    }

    /// Whether `lower` is below `upper` in the tree of departments.
    fn within(&self, lower: usize, upper: usize) -> bool {
        let mut at = Some(lower);
        while let Some(department) = at {
            if department == upper {
                return true;
            }
            at = self.departments[department].parent;
        }
        false
    }

    fn in_department(&self, user: &User, department: usize) -> bool {
        user.department.is_some_and(|own| self.within(own, department))
    }

    /// Nobody, while it lies in the pool.
    fn owner(&self, record: &Record) -> Option<&User> {
        let id: Id = record.value("owner").as_link()?.id;
        self.users.iter().find(|user| user.id == id)
    }

    fn profiles(&self, user: &User) -> Vec<&Profile> {
        let of_team = user.team.and_then(|team| self.teams[team].profile);
        let all = [self.roles[user.role].profile, of_team, user.profile];
        all.into_iter().flatten().chain(user.more.iter().copied()).map(|at| &self.profiles[at]).collect()
    }

    /// What each of her profiles says of the module; those that hide it are left out.
    fn sayings<'a>(&'a self, user: &User, module: &str) -> Vec<(Option<&'a Profile>, Allowed)> {
        let profiles = self.profiles(user);
        let ordinary =
            Allowed { see: true, create: true, edit: true, delete: true, claim: true, ..Allowed::default() };
        if profiles.is_empty() {
            let much = self.roles[user.role].level == "manager";
            return vec![(None, Allowed { import: much, export: much, review: much, ..ordinary })];
        }
        let mut all = Vec::new();
        for profile in profiles {
            if let Some(said) = profile.modules.get(module) {
                if said.see {
                    all.push((Some(profile), said.clone()));
                }
            } else if profile.all_modules {
                all.push((Some(profile), ordinary.clone()));
            }
        }
        all
    }

    fn of_level(&self, user: &User) -> Access {
        if self.roles[user.role].level == "representative" { Access::Hidden } else { Access::Write }
    }

    pub fn may(&self, user: &User, module: &str, what: impl Fn(&Allowed) -> bool) -> bool {
        self.administers(user) || self.sayings(user, module).iter().any(|(_, said)| what(said))
    }

    pub fn shows(&self, user: &User, module: &str) -> bool {
        self.administers(user) || !self.sayings(user, module).is_empty()
    }

    /// Whether she may read what the opportunities of an account come to: revenue, and nothing that she may not read
    /// of these themselves.
    pub fn reads_sums(&self, user: &User) -> bool {
        let reads = |module, field| self.field(user, module, field) != Access::Hidden;
        let of_deals = ["amount", "account"].into_iter().all(|field| reads("opportunities", field));
        self.administers(user) || reads("accounts", SUM) && self.shows(user, "opportunities") && of_deals
    }

    pub fn field(&self, user: &User, module: &str, field: &str) -> Access {
        if self.administers(user) {
            return Access::Write;
        }
        // A link to what is not there is not there either.
        if field == "account" && !self.shows(user, "accounts") {
            return Access::Hidden;
        }
        let mut best = Access::Hidden;
        for (profile, said) in self.sayings(user, module) {
            let personal = matches!((module, field), ("contacts" | "leads", "email" | "phone" | "city"));
            let revenue =
                matches!((module, field), ("accounts", "annual_revenue" | SUM) | ("opportunities", "amount"));
            let usual = match profile {
                Some(profile) if personal => profile.personal,
                Some(profile) if revenue => profile.revenue,
                // Staff sees nothing of either that it was not granted.
                None if personal || revenue => self.of_level(user),
                _ => Access::Write,
            };
            let mut access = said.fields.get(field).copied().unwrap_or(usual);
            if !said.create && !said.edit {
                access = access.min(Access::Read);
            }
            if ["name", "last_name"].contains(&field) {
                access = access.max(Access::Read);
            }
            best = best.max(access);
        }
        best
    }

    fn meets(&self, record: &Record, segment: Segment) -> bool {
        let text = |field: &str| record.value(field).as_text().unwrap_or_default().to_owned();
        let name = [text("name"), text("last_name")].concat();
        match segment {
            Segment::Everything => true,
            Segment::NameFrom(letter) => name.starts_with(letter),
            Segment::City(city) => text("billing_city") == city,
            Segment::Not(city) => text("billing_city") != city,
        }
    }

    fn shared(&self, user: &User, record: &Record, share: &Share) -> bool {
        let owner = self.owner(record);
        let to = share.to_role.is_some_and(|role| self.in_role(user, role))
            || share.to_team.is_some() && user.team == share.to_team
            || share.to_department.is_some_and(|department| self.in_department(user, department))
            || share.to_user.is_some_and(|at| self.users[at].id == user.id);
        let from = share.from_role.is_none_or(|role| owner.is_some_and(|owner| self.in_role(owner, role)))
            && (share.from_team.is_none() || owner.is_some_and(|owner| owner.team == share.from_team))
            && share
                .from_department
                .is_none_or(|department| owner.is_some_and(|owner| self.in_department(owner, department)));
        share.active && to && from && self.meets(record, share.segment)
    }

    /// Whether it was entered and not accepted yet.
    fn waits(&self, module: &str, record: &Record) -> bool {
        self.reviews.contains(module) && !record.value("review").is_empty()
    }

    fn entered(&self, user: &User, record: &Record) -> bool {
        target(record, "created_by") == Some(user.id)
    }

    /// Whether the user stands to the owner so that what is his is hers to look after, as a member of his team too.
    fn over(&self, user: &User, owner: Option<&User>) -> bool {
        let same_team = |owner: &User| user.team.is_some() && owner.team == user.team;
        self.answers(user, owner) || self.roles[user.role].sees_team && owner.is_some_and(same_team)
    }

    fn answers(&self, user: &User, owner: Option<&User>) -> bool {
        let Some(owner) = owner else { return false };
        let manages = owner.team.is_some_and(|team| {
            self.teams[team].manager.is_some_and(|manager| self.users[manager].id == user.id)
        });
        let heads = self.departments.iter().enumerate().any(|(at, department)| {
            let head = department.head.is_some_and(|head| self.users[head].id == user.id);
            head && department.head_sees && self.in_department(owner, at)
        });
        self.below(owner.role, user.role) || manages || heads
    }

    pub fn sees(&self, user: &User, module: &str, record: &Record) -> bool {
        if self.administers(user) {
            return true;
        }
        let owner = self.owner(record);
        if self.waits(module, record) {
            let owns = owner.is_some_and(|owner| owner.id == user.id);
            let reached = owns || self.answers(user, owner) || self.entered(user, record);
            return self.shows(user, module) && (reached || self.roles[user.role].sees_all);
        }
        let (others, _) = self.rules.get(module).copied().unwrap_or(("private", false));
        self.shows(user, module)
            && (owner.is_some_and(|owner| owner.id == user.id)
                || self.over(user, owner)
                || owner.is_none()
                    && self.pools.contains(module)
                    && self.may(user, module, |said| said.claim)
                || self.roles[user.role].sees_all
                || others != "private"
                || self.shares.iter().any(|share| share.module == module && self.shared(user, record, share)))
    }

    pub fn edits(&self, user: &User, module: &str, record: &Record) -> bool {
        let (others, lock) = self.rules.get(module).copied().unwrap_or(("private", false));
        let owner = self.owner(record);
        let owns = owner.is_some_and(|owner| owner.id == user.id);
        if self.waits(module, record) {
            let accepts = self.answers(user, owner) && (!lock || self.may(user, module, |said| said.review));
            let reached = owns || self.entered(user, record) || accepts;
            return self.administers(user) || reached && self.may(user, module, |said| said.edit);
        }
        let reached = owns
            || !lock
                && (self.over(user, owner)
                    || others == "write"
                    || self.shares.iter().any(|share| {
                        share.module == module && share.write && self.shared(user, record, share)
                    }));
        self.administers(user) || reached && self.may(user, module, |said| said.edit)
    }

    pub fn deletes(&self, user: &User, module: &str, record: &Record) -> bool {
        let (_, lock) = self.rules.get(module).copied().unwrap_or(("private", false));
        let owner = self.owner(record);
        let owns = owner.is_some_and(|owner| owner.id == user.id);
        let waits = self.waits(module, record);
        let over = if waits { self.answers(user, owner) } else { self.over(user, owner) };
        let reached = owns || !lock && over || waits && self.entered(user, record);
        self.administers(user) || reached && self.may(user, module, |said| said.delete)
    }

    /// Whether she may make herself the owner.
    pub fn claims(&self, user: &User, module: &str, record: &Record) -> bool {
        self.owner(record).is_none()
            && self.sees(user, module, record)
            && self.may(user, module, |said| said.claim)
    }

    /// The record of this id, and whether the user sees it.
    pub fn sees_account(&self, user: &User, id: Id) -> bool {
        let record = self.records["accounts"].iter().find(|record| record.id == id).unwrap();
        self.sees(user, "accounts", record)
    }
}

/// The id that a link holds.
pub fn target(record: &Record, field: &str) -> Option<Id> {
    match record.value(field) {
        Value::Link(link) => Some(link.id),
        _ => None,
    }
}
