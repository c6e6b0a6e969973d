//! A company drawn at random: people, roles, teams, departments, profiles, rules and records, in the database and as plain data.

use std::collections::{BTreeMap, BTreeSet};

use api::model::{Id, Name, Record, Value};
use api::{Backend, HandOver, HandOverStage, Receiver};
use engine::Engine;
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

use crate::given::{add_role, link, number, text, values};

/// The modules that rules are drawn for, with the fields that the test looks at.
pub const MODULES: [(&str, &[&str]); 5] = [
    ("accounts", &["name", "phone", "annual_revenue", "billing_city", "reference"]),
    ("contacts", &["last_name", "email", "account", "title", "city"]),
    ("opportunities", &["name", "amount", "account", "next_step", "stage"]),
    ("leads", &["last_name", "company", "phone", "email", "status"]),
    ("tasks", &["name", "due_date", "about", "priority"]),
];
/// The field of accounts that adds up opportunities.
pub const SUM: &str = "sum_c";
pub const CITIES: [&str; 3] = ["Oslo", "上海", "Київ"];

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Access {
    Hidden,
    Read,
    Write,
}

#[derive(Debug)]
pub struct Role {
    pub id: Id,
    pub parent: Option<usize>,
    pub level: &'static str,
    pub sees_team: bool,
    pub sees_all: bool,
    pub profile: Option<usize>,
}

#[derive(Debug)]
pub struct Team {
    pub id: Id,
    pub manager: Option<usize>,
    pub profile: Option<usize>,
}

#[derive(Debug)]
pub struct Department {
    pub id: Id,
    pub parent: Option<usize>,
    pub head: Option<usize>,
    pub head_sees: bool,
}

#[derive(Debug)]
pub struct User {
    pub id: Id,
    pub email: String,
    pub role: usize,
    pub team: Option<usize>,
    pub department: Option<usize>,
    pub profile: Option<usize>,
    /// Those that she holds besides.
    pub more: Vec<usize>,
}

#[derive(Clone, Debug, Default)]
pub struct Allowed {
    pub see: bool,
    pub create: bool,
    pub edit: bool,
    pub delete: bool,
    pub import: bool,
    pub export: bool,
    pub claim: bool,
    pub review: bool,
    pub fields: BTreeMap<&'static str, Access>,
}

#[derive(Debug)]
pub struct Profile {
    pub id: Id,
    pub all_modules: bool,
    pub personal: Access,
    pub revenue: Access,
    pub modules: BTreeMap<&'static str, Allowed>,
}

#[derive(Clone, Copy, Debug)]
pub enum Segment {
    Everything,
    NameFrom(char),
    City(&'static str),
    Not(&'static str),
}

#[derive(Debug)]
pub struct Share {
    pub module: &'static str,
    pub from_role: Option<usize>,
    pub from_team: Option<usize>,
    pub from_department: Option<usize>,
    pub segment: Segment,
    pub to_role: Option<usize>,
    pub to_team: Option<usize>,
    pub to_department: Option<usize>,
    pub to_user: Option<usize>,
    pub write: bool,
    pub active: bool,
}

pub struct Company {
    pub roles: Vec<Role>,
    pub teams: Vec<Team>,
    pub departments: Vec<Department>,
    pub users: Vec<User>,
    pub profiles: Vec<Profile>,
    /// What all may do with a module's records, and whether only owners change them.
    pub rules: BTreeMap<&'static str, (&'static str, bool)>,
    pub shares: Vec<Share>,
    /// The modules in which entries wait for review.
    pub reviews: BTreeSet<&'static str>,
    /// The modules of which records are reclaimed.
    pub pools: BTreeSet<&'static str>,
    pub records: BTreeMap<&'static str, Vec<Record>>,
    /// Attachments, each with the account that it is about.
    pub attachments: Vec<(Id, Id)>,
    /// One of the catalogue.
    pub product: Id,
}

impl Company {
    pub async fn draw(engine: &Engine, dice: &mut StdRng) -> Company {
        let mut company = Company {
            roles: Vec::new(),
            teams: Vec::new(),
            departments: Vec::new(),
            users: Vec::new(),
            profiles: Vec::new(),
            rules: BTreeMap::new(),
            shares: Vec::new(),
            reviews: BTreeSet::new(),
            pools: BTreeSet::new(),
            records: BTreeMap::new(),
            attachments: Vec::new(),
            product: add(engine, "products", &[("name", text("Grinder"))]).await.id,
        };
        company.draw_sum(engine).await;
        company.draw_profiles(engine, dice).await;
        company.draw_departments(engine, dice).await;
        company.draw_people(engine, dice).await;
        company.draw_heads(engine, dice).await;
        company.draw_rules(engine, dice).await;
        company.draw_records(engine, dice).await;
        company.draw_pool(engine, dice).await;
        company
    }

    /// A field of accounts that adds up what opportunities hold.
    async fn draw_sum(&self, engine: &Engine) {
        let given = [
            ("module", text("accounts")),
            ("label", text("Sum")),
            ("kind", text("money")),
            ("roll_up", text("sum")),
            ("roll_up_module", text("opportunities")),
            ("roll_up_link", text("account")),
            ("roll_up_field", text("amount")),
        ];
        assert_eq!(add(engine, "custom_fields", &given).await.value("name"), &text(SUM));
    }

    async fn draw_profiles(&mut self, engine: &Engine, dice: &mut StdRng) {
        for number in 0..dice.random_range(0..5) {
            let (personal, revenue, all_modules) = (access(dice), access(dice), dice.random_bool(0.7));
            let given = [
                ("name", text(&format!("Profile {number}"))),
                ("all_modules", Value::Bool(all_modules)),
                ("personal_data", text(key(personal))),
                ("revenue", text(key(revenue))),
            ];
            let id = add(engine, "profiles", &given).await.id;
            let mut modules = BTreeMap::new();
            for (module, fields) in MODULES {
                if dice.random_bool(0.5) {
                    let allowed = draw_allowed(dice, fields);
                    add(engine, "permissions", &permission(id, module, &allowed)).await;
                    modules.insert(module, allowed);
                }
            }
            self.profiles.push(Profile { id, all_modules, personal, revenue, modules });
        }
    }

    async fn draw_departments(&mut self, engine: &Engine, dice: &mut StdRng) {
        for number in 0..dice.random_range(0..6) {
            let parent = (number > 0 && dice.random_bool(0.7)).then(|| dice.random_range(0..number));
            let head_sees = dice.random_bool(0.7);
            let mut given =
                vec![("name", text(&format!("Department {number}"))), ("head_sees", Value::Bool(head_sees))];
            let above = parent.map(|parent: usize| self.departments[parent].id);
            given.extend(above.map(|above| ("parent", link("departments", above))));
            let id = add(engine, "departments", &given).await.id;
            self.departments.push(Department { id, parent, head: None, head_sees });
        }
    }

    async fn draw_heads(&mut self, engine: &Engine, dice: &mut StdRng) {
        for department in &mut self.departments {
            if dice.random_bool(0.6) {
                let head = dice.random_range(0..self.users.len());
                let given = [("head", link("users", self.users[head].id))];
                set(engine, "departments", department.id, &given).await;
                department.head = Some(head);
            }
        }
    }

    async fn draw_people(&mut self, engine: &Engine, dice: &mut StdRng) {
        let count = dice.random_range(3..8);
        for number in 0..count {
            let level = if number == 0 {
                "administrator"
            } else {
                pick(dice, &["manager", "representative", "representative"])
            };
            // A role stands below one that was there before; some stand at the top.
            let parent = (number > 0 && dice.random_bool(0.8)).then(|| dice.random_range(0..number));
            let above = parent.map(|parent: usize| self.roles[parent].id);
            let id = add_role(engine, &format!("Role {number}"), level, above).await;
            let profile = self.maybe_profile(dice, 0.4);
            let (sees_team, sees_all) = (dice.random_bool(0.4), dice.random_bool(0.1));
            let mut given = vec![("sees_team", Value::Bool(sees_team)), ("sees_all", Value::Bool(sees_all))];
            given.extend(self.profile_of(profile));
            set(engine, "roles", id, &given).await;
            self.roles.push(Role { id, parent, level, sees_team, sees_all, profile });
        }
        for number in 0..dice.random_range(0..4) {
            let profile = self.maybe_profile(dice, 0.2);
            let mut given = vec![("name", text(&format!("Team {number}")))];
            given.extend(self.profile_of(profile));
            let id = add(engine, "teams", &given).await.id;
            self.teams.push(Team { id, manager: None, profile });
        }
        for number in 0..dice.random_range(6..12) {
            // The first administers, or nobody could.
            let role = if number == 0 { 0 } else { dice.random_range(0..self.roles.len()) };
            let team = (!self.teams.is_empty() && dice.random_bool(0.7))
                .then(|| dice.random_range(0..self.teams.len()));
            let department = (!self.departments.is_empty() && dice.random_bool(0.8))
                .then(|| dice.random_range(0..self.departments.len()));
            let profile = self.maybe_profile(dice, 0.2);
            let email = format!("u{number}@example.com");
            let mut given = vec![
                ("name", text(&format!("User {number}"))),
                ("email", text(&email)),
                ("role", link("roles", self.roles[role].id)),
            ];
            given.extend(team.map(|team| ("team", link("teams", self.teams[team].id))));
            let its_id = |at: usize| link("departments", self.departments[at].id);
            given.extend(department.map(|department| ("department", its_id(department))));
            given.extend(self.profile_of(profile));
            let id = add(engine, "users", &given).await.id;
            let more: Vec<usize> = (0..3).filter_map(|_| self.maybe_profile(dice, 0.2)).collect();
            for profile in &more {
                let profile = link("profiles", self.profiles[*profile].id);
                add(engine, "user_profiles", &[("user", link("users", id)), ("profile", profile)]).await;
            }
            self.users.push(User { id, email, role, team, department, profile, more });
        }
        for at in 0..self.teams.len() {
            if dice.random_bool(0.5) {
                let manager = dice.random_range(0..self.users.len());
                set(
                    engine,
                    "teams",
                    self.teams[at].id,
                    &[("manager", link("users", self.users[manager].id))],
                )
                .await;
                self.teams[at].manager = Some(manager);
            }
        }
    }

    async fn draw_rules(&mut self, engine: &Engine, dice: &mut StdRng) {
        for (module, _) in MODULES {
            if dice.random_bool(0.4) {
                let (others, lock) = (pick(dice, &["private", "read", "write"]), dice.random_bool(0.3));
                let review = dice.random_bool(0.5);
                let given = [
                    ("module", text(module)),
                    ("others", text(others)),
                    ("owner_lock", Value::Bool(lock)),
                    ("review", Value::Bool(review)),
                ];
                if review {
                    self.reviews.insert(module);
                }
                add(engine, "access_rules", &given).await;
                self.rules.insert(module, (others, lock));
            }
        }
        for number in 0..dice.random_range(0..9) {
            let share = self.draw_share(dice);
            let mut given = vec![
                ("name", text(&format!("Rule {number}"))),
                ("module", text(share.module)),
                (
                    "segment",
                    segment(share.module, share.segment).map_or(Value::Empty, |condition| text(&condition)),
                ),
                ("may_change", Value::Bool(share.write)),
                ("active", Value::Bool(share.active)),
            ];
            given.extend(share.from_role.map(|role| ("from_role", link("roles", self.roles[role].id))));
            given.extend(share.from_team.map(|team| ("from_team", link("teams", self.teams[team].id))));
            let department = |at: usize| link("departments", self.departments[at].id);
            given.extend(share.from_department.map(|at| ("from_department", department(at))));
            given.extend(share.to_department.map(|at| ("to_department", department(at))));
            given.extend(share.to_role.map(|role| ("to_role", link("roles", self.roles[role].id))));
            given.extend(share.to_team.map(|team| ("to_team", link("teams", self.teams[team].id))));
            given.extend(share.to_user.map(|user| ("to_user", link("users", self.users[user].id))));
            add(engine, "sharing_rules", &given).await;
            self.shares.push(share);
        }
    }

    fn draw_share(&self, dice: &mut StdRng) -> Share {
        let mut one = |count: usize, chance: f64| {
            (count > 0 && dice.random_bool(chance)).then(|| dice.random_range(0..count))
        };
        let (from_role, from_team) = (one(self.roles.len(), 0.4), one(self.teams.len(), 0.3));
        let (to_role, to_team) = (one(self.roles.len(), 0.4), one(self.teams.len(), 0.3));
        let departments = self.departments.len();
        let (from_department, to_department) = (one(departments, 0.4), one(departments, 0.4));
        let some = to_role.is_some() || to_team.is_some() || to_department.is_some();
        let to_user = one(self.users.len(), if some { 0.2 } else { 1.0 });
        let module = MODULES[dice.random_range(0..MODULES.len())].0;
        let segment = match dice.random_range(0..4) {
            0 => Segment::NameFrom(*b"abcd".choose(dice).unwrap() as char),
            1 if module == "accounts" => Segment::City(pick(dice, &CITIES)),
            2 if module == "accounts" => Segment::Not(pick(dice, &CITIES)),
            _ => Segment::Everything,
        };
        let (write, active) = (dice.random_bool(0.5), dice.random_bool(0.9));
        Share {
            module,
            from_role,
            from_team,
            from_department,
            segment,
            to_role,
            to_team,
            to_department,
            to_user,
            write,
            active,
        }
    }

    async fn draw_records(&mut self, engine: &Engine, dice: &mut StdRng) {
        let mut accounts: Vec<Id> = Vec::new();
        for (module, count) in
            [("accounts", 12), ("contacts", 12), ("opportunities", 14), ("leads", 10), ("tasks", 8)]
        {
            for number in 0..count {
                let owner = self.users[dice.random_range(0..self.users.len())].id;
                // Letters that the segments ask for, and a word that search finds in this record alone.
                let letter = *b"abcdef".choose(dice).unwrap() as char;
                let name = text(&format!("{letter}{module} title{number}{module}"));
                let account = accounts.choose(dice).map_or(Value::Empty, |id| link("accounts", *id));
                let word = format!("secret{number}{module}");
                let mail = text(&format!("mail-{word}@example.com"));
                let own = match module {
                    "accounts" => vec![
                        ("name", name),
                        ("phone", text(&format!("+47 22 {number:02} 34 56"))),
                        ("reference", text(&word)),
                        ("annual_revenue", number_of(dice)),
                        ("billing_city", text(pick(dice, &CITIES))),
                    ],
                    "contacts" => vec![
                        ("last_name", name),
                        ("email", mail),
                        ("account", account),
                        ("title", text(&word)),
                    ],
                    "opportunities" => {
                        vec![
                            ("name", name),
                            ("amount", number_of(dice)),
                            ("account", account),
                            ("next_step", text(&word)),
                        ]
                    }
                    "leads" => vec![("last_name", name), ("email", mail), ("company", text(&word))],
                    _ => vec![("name", name), ("about", account)],
                };
                let mut given = own;
                given.push(("owner", link("users", owner)));
                let record = self.enter(engine, dice, module, &given).await;
                if module == "accounts" {
                    accounts.push(record.id);
                    let body =
                        [("body", text(&format!("comment{number}"))), ("about", link("accounts", record.id))];
                    add(engine, "comments", &body).await;
                    self.attach(engine, record.id).await;
                }
                self.records.entry(module).or_default().push(record);
            }
        }
    }

    /// By one of the people, where somebody may; some of what was accepted is returned or waits all the same.
    async fn enter(
        &self,
        engine: &Engine,
        dice: &mut StdRng,
        module: &'static str,
        given: &[(&'static str, Value)],
    ) -> Record {
        let system = engine.system_caller();
        let by = self.users.choose(dice).unwrap();
        let caller = engine.caller_of(&by.email).await.unwrap();
        let made = engine.create(&caller, module.into(), values(given)).await;
        let Ok(made) = made else { return add(engine, module, given).await };
        let id = made.record.id;
        if self.reviews.contains(module) && dice.random_bool(0.3) {
            let (state, note) = if dice.random_bool(0.5) {
                (text("waiting"), Value::Empty)
            } else {
                (text("returned"), text("The number is missing"))
            };
            set(engine, module, id, &[("review", state), ("review_note", note)]).await;
        }
        engine.get(&system, module, id).await.unwrap()
    }

    /// Somebody leaves, and what she owned of some modules goes to the pool.
    async fn draw_pool(&mut self, engine: &Engine, dice: &mut StdRng) {
        for module in ["accounts", "leads"] {
            if dice.random_bool(0.7) {
                let given = [
                    ("name", text(&format!("Quiet {module}"))),
                    ("module", text(module)),
                    ("threshold", Value::Integer(30)),
                    ("active", Value::Bool(dice.random_bool(0.5))),
                ];
                add(engine, "reclaim_rules", &given).await;
                self.pools.insert(module);
            }
        }
        let system = engine.system_caller();
        let leaves = self.users[dice.random_range(0..self.users.len())].id;
        let modules = self.pools.iter().map(|module| (Name::new_static(module), Receiver::Pool));
        let plan = HandOver { modules: modules.collect(), deactivate: false };
        let id = engine.hand_over(&system, leaves, plan).await.unwrap();
        while engine.hand_over_status(&system, id).await.unwrap().stage == HandOverStage::Running {
            tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        }
        for module in self.pools.clone() {
            for record in self.records.get_mut(module).unwrap() {
                *record = engine.get(&system, module, record.id).await.unwrap();
            }
        }
    }

    async fn attach(&mut self, engine: &Engine, account: Id) {
        let content = account.to_string().into_bytes();
        let file = engine.put_file(&engine.system_caller(), "plan.txt", content).await.unwrap();
        let given = [("file", Value::File(file)), ("about", link("accounts", account))];
        self.attachments.push((add(engine, "attachments", &given).await.id, account));
    }

    fn maybe_profile(&self, dice: &mut StdRng, chance: f64) -> Option<usize> {
        (!self.profiles.is_empty() && dice.random_bool(chance))
            .then(|| dice.random_range(0..self.profiles.len()))
    }

    fn profile_of(&self, profile: Option<usize>) -> Option<(&'static str, Value)> {
        profile.map(|profile| ("profile", link("profiles", self.profiles[profile].id)))
    }
}

fn number_of(dice: &mut StdRng) -> Value {
    number(&dice.random_range(1..1_000_000).to_string())
}

fn pick(dice: &mut StdRng, from: &[&'static str]) -> &'static str {
    from.choose(dice).unwrap()
}

fn access(dice: &mut StdRng) -> Access {
    *[Access::Hidden, Access::Read, Access::Write].choose(dice).unwrap()
}

fn key(access: Access) -> &'static str {
    match access {
        Access::Hidden => "hidden",
        Access::Read => "read",
        Access::Write => "write",
    }
}

fn draw_allowed(dice: &mut StdRng, fields: &[&'static str]) -> Allowed {
    let mut said = BTreeMap::new();
    for field in fields {
        if dice.random_bool(0.3) {
            said.insert(*field, access(dice));
        }
    }
    // What names a record cannot be hidden.
    said.retain(|field, access| *access != Access::Hidden || !["name", "last_name"].contains(field));
    Allowed {
        see: dice.random_bool(0.85),
        create: dice.random_bool(0.7),
        edit: dice.random_bool(0.7),
        delete: dice.random_bool(0.5),
        import: dice.random_bool(0.3),
        export: dice.random_bool(0.5),
        claim: dice.random_bool(0.6),
        review: dice.random_bool(0.4),
        fields: said,
    }
}

fn permission(profile: Id, module: &str, allowed: &Allowed) -> Vec<(&'static str, Value)> {
    let names = |access: Access| {
        let named = allowed.fields.iter().filter(|(_, its)| **its == access);
        Value::Many(named.map(|(name, _)| (*name).to_owned()).collect())
    };
    vec![
        ("profile", link("profiles", profile)),
        ("module", text(module)),
        ("see", Value::Bool(allowed.see)),
        ("create", Value::Bool(allowed.create)),
        ("edit", Value::Bool(allowed.edit)),
        ("delete", Value::Bool(allowed.delete)),
        ("import", Value::Bool(allowed.import)),
        ("export", Value::Bool(allowed.export)),
        ("claim", Value::Bool(allowed.claim)),
        ("review", Value::Bool(allowed.review)),
        ("hidden_fields", names(Access::Hidden)),
        ("read_fields", names(Access::Read)),
        ("write_fields", names(Access::Write)),
    ]
}

/// As an administrator would write it.
fn segment(module: &str, segment: Segment) -> Option<String> {
    let name = if ["contacts", "leads"].contains(&module) { "last_name" } else { "name" };
    match segment {
        Segment::Everything => None,
        Segment::NameFrom(letter) => Some(format!("{name} starts \"{letter}\"")),
        Segment::City(city) => Some(format!("billing_city = \"{city}\"")),
        Segment::Not(city) => Some(format!("not billing_city = \"{city}\"")),
    }
}

pub async fn add(engine: &Engine, module: &'static str, given: &[(&'static str, Value)]) -> Record {
    engine.create(&engine.system_caller(), module.into(), values(given)).await.unwrap().record
}

async fn set(engine: &Engine, module: &'static str, id: Id, given: &[(&'static str, Value)]) {
    let system = engine.system_caller();
    let version = engine.get(&system, module, id).await.unwrap().version;
    engine.update(&system, module.into(), id, version, values(given)).await.unwrap();
}
