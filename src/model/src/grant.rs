//! What somebody may do. A grant is worked out once, in a pure function, and is the only way to a row: every call of
//! the store takes one.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::access::{FieldAccess, ModuleRule, Permission, Profile, Share};
use crate::field::Privacy;
use crate::module::{Access, CREATED_BY, OWNER, REVIEW, REVIEW_NOTE};
use crate::{Filter, Id, Link, Module, Name, Op, Operand, Schema, Test, Texts, Value};

/// What a user's role lets her do, before rows are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// Sees and changes all, and runs the installation.
    Administrator,
    /// Sees and changes what she and those below her own; imports and exports.
    Manager,
    /// Sees and changes what she and those below her own, but for personal data and revenue, which a profile grants.
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

/// All that the rights of one user depend on.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub user: Id,
    pub level: Level,
    /// Whoever has a role below hers in the tree of roles.
    pub below: BTreeSet<Id>,
    /// The members of her team, herself among them.
    pub team: BTreeSet<Id>,
    /// The people of her department and of those below it, herself among them.
    pub department: BTreeSet<Id>,
    /// The people of the departments that she heads and of those below them, where the company lets heads see that.
    pub headed: BTreeSet<Id>,
    /// The members of the teams that she manages.
    pub managed: BTreeSet<Id>,
    /// Whether her role sees what members of her team own.
    pub sees_team: bool,
    /// Whether her role sees all records.
    pub sees_all: bool,
    /// Those of her role, of her team and of herself, of which she may hold several; what her level allows where she
    /// holds none.
    pub profiles: Vec<Profile>,
    /// What is shared with her, by module.
    pub shares: BTreeMap<Name, Vec<Share>>,
}

/// Why somebody reaches a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    Administrator,
    /// She owns it.
    Own,
    /// It is owned by somebody below her.
    Below,
    /// It is owned by a member of her team, and her role sees these.
    Team,
    /// It is owned by a member of a team that she manages.
    Managed,
    /// It is owned by somebody of a department that she heads, or of one below it.
    Headed,
    /// Her role sees all records.
    SeesAll,
    /// Everybody does, by the company's rule for the module.
    Everybody,
    /// The sharing rule of this name.
    Shared(String),
    /// It lies in the pool, and she may claim it.
    Pooled,
    /// The catalogue is for all.
    Catalogue,
    /// Its owner shows it to all.
    Shown,
    /// She sees the record that it is about, which is of this module.
    About(Name),
    /// She wrote it.
    Wrote,
    /// She entered it, and it was not accepted yet.
    Entered,
}

impl Because {
    /// Whether who reaches a record by it answers for that: she sees it before it was accepted.
    fn answers(&self) -> bool {
        matches!(self, Because::Own | Because::SeesAll) || self.looks_after()
    }

    /// Whether the record is that of somebody whom she leads.
    fn looks_after(&self) -> bool {
        matches!(self, Because::Below | Because::Managed | Because::Headed)
    }
}

/// Whether somebody may do something with a record, by the rule that decides it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    Yes {
        because: Because,
        /// Those of her profiles that allow it; none where her level does, or no profile is asked.
        profiles: Vec<String>,
    },
    No(WhyNot),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyNot {
    /// None of her profiles shows the module.
    Module,
    /// None of her profiles allows this in the module.
    Action,
    /// Only owners change records here.
    OwnerLock,
    /// Only administrators change the catalogue.
    Catalogue,
    /// What shows her the record goes no further.
    OnlySeen,
    /// Nothing leads her to the record.
    Unreached,
    /// Nothing does before somebody has accepted it.
    Waiting,
}

impl Why {
    /// In one sentence, for a record of the module called `module`.
    pub fn sentence(&self, texts: &Texts, module: &str) -> String {
        let text = |key: &str| texts.with(key, &[("module", &module)]);
        match self {
            Why::Yes { because, profiles } if profiles.is_empty() => because.sentence(texts, module),
            Why::Yes { because, profiles } => {
                let because = because.sentence(texts, module);
                let profiles = profiles.join(", ");
                texts.with("why-by-profile", &[("detail", &because), ("profile", &profiles)])
            }
            Why::No(why) => text(match why {
                WhyNot::Module => "why-not-module",
                WhyNot::Action => "why-not-action",
                WhyNot::OwnerLock => "why-not-owner-lock",
                WhyNot::Catalogue => "why-not-catalogue",
                WhyNot::OnlySeen => "why-not-only-seen",
                WhyNot::Unreached => "why-not-reached",
                WhyNot::Waiting => "why-not-waiting",
            }),
        }
    }

    pub fn is_yes(&self) -> bool {
        matches!(self, Why::Yes { .. })
    }
}

impl Because {
    fn sentence(&self, texts: &Texts, module: &str) -> String {
        let text = |key: &str| texts.with(key, &[("module", &module)]);
        match self {
            Because::Administrator => text("why-administrator"),
            Because::Own => text("why-own"),
            Because::Below => text("why-below"),
            Because::Team => text("why-team"),
            Because::Managed => text("why-managed"),
            Because::Headed => text("why-headed"),
            Because::SeesAll => text("why-sees-all"),
            Because::Everybody => text("why-everybody"),
            Because::Shared(rule) => texts.with("why-shared", &[("rule", rule)]),
            Because::Pooled => text("why-pooled"),
            Because::Catalogue => text("why-catalogue"),
            Because::Shown => text("why-shown"),
            Because::About(_) => text("why-about"),
            Because::Wrote => text("why-wrote"),
            Because::Entered => text("why-entered"),
        }
    }
}

/// Why a field of a module that one sees is hidden, or read only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Barred {
    /// It tells of a person, which no profile of hers gives.
    Personal,
    /// It tells what the company earns, which no profile of hers gives.
    Revenue,
    /// Her profiles say so of this field.
    Profile,
    /// No profile of hers lets her change records.
    Action,
    /// It is worked out from what is hidden,
    Formula,
    /// or adds it up.
    RollUp,
    /// It leads to modules that are as good as not there.
    Link,
    /// What is entered is accepted by others, or by nobody.
    Review,
}

impl Barred {
    /// In one sentence.
    pub fn sentence(self, texts: &Texts) -> String {
        texts.get(match self {
            Barred::Personal => "why-field-personal",
            Barred::Revenue => "why-field-revenue",
            Barred::Profile => "why-field-profile",
            Barred::Action => "why-field-action",
            Barred::Formula => "why-field-formula",
            Barred::RollUp => "why-field-roll-up",
            Barred::Link => "why-field-link",
            Barred::Review => "why-field-review",
        })
    }
}

/// What may be done with a record; each gives those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Right {
    See,
    Edit,
    Delete,
}

/// One of the reasons for which somebody reaches records. Rights are nothing but the sum of these.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    pub because: Because,
    pub rows: Filter,
    /// How far it leads.
    pub right: Right,
}

/// What becomes of what somebody enters in a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Review {
    /// It counts at once, as all that is entered there.
    Nobody,
    /// It waits for somebody who may accept it.
    Waits,
    /// It counts at once, and what others enter is hers to accept or to return.
    Answers,
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
    /// Whether she may take records out of the pool.
    pub claim: bool,
    pub review: Review,
    /// Fields that are as good as not there.
    pub hidden: BTreeMap<Name, Barred>,
    /// Fields that may be read only.
    pub fixed: BTreeMap<Name, Barred>,
    /// What `see`, `edit` and `delete` are made of.
    pub ways: Vec<Way>,
    /// Whether only owners change records here.
    pub owner_lock: bool,
    /// The profiles that give all this.
    pub given: Given,
}

/// Which profiles, by name, give what somebody may do in a module. Empty where none is asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Given {
    see: Vec<String>,
    edit: Vec<String>,
    delete: Vec<String>,
    /// For fields of which some of her profiles say less than others, those that give most.
    pub fields: BTreeMap<Name, Vec<String>>,
}

impl Given {
    fn by(profiles: &[Profile], module: &Module) -> Given {
        let names = |allows: &dyn Fn(&Profile) -> bool| -> Vec<String> {
            profiles.iter().filter(|profile| allows(profile)).map(|profile| profile.name.clone()).collect()
        };
        let allowed =
            |is: fn(&Permission) -> bool| names(&|profile| profile.on(&module.name).is_some_and(is));
        let of_field = |field: &crate::Field| {
            let said = || profiles.iter().filter_map(|profile| profile.says_of(module, field));
            let most = profiles.iter().map(|profile| profile.on_field(module, field)).max()?;
            let best = || names(&|profile| profile.on_field(module, field) == most);
            (said().min() < said().max()).then(|| (field.name.clone(), best()))
        };
        Given {
            see: allowed(|permission| permission.see),
            edit: allowed(|permission| permission.edit),
            delete: allowed(|permission| permission.delete),
            fields: module.fields.iter().filter_map(of_field).collect(),
        }
    }

    fn right(&self, right: Right) -> Vec<String> {
        match right {
            Right::See => self.see.clone(),
            Right::Edit => self.edit.clone(),
            Right::Delete => self.delete.clone(),
        }
    }
}

impl Rights {
    fn all() -> Rights {
        let way = Way { because: Because::Administrator, rows: Filter::Always, right: Right::Delete };
        Rights::by(vec![way])
    }

    /// All that these ways allow.
    fn by(ways: Vec<Way>) -> Rights {
        let rows = |right: Right| {
            any(ways.iter().filter(|way| way.right >= right).map(|way| way.rows.clone()).collect())
        };
        Rights {
            see: rows(Right::See),
            edit: rows(Right::Edit),
            delete: rows(Right::Delete),
            create: true,
            import: true,
            export: true,
            claim: true,
            review: Review::Nobody,
            hidden: BTreeMap::new(),
            fixed: BTreeMap::new(),
            ways,
            owner_lock: false,
            given: Given::default(),
        }
    }

    pub fn reads(&self, field: &str) -> bool {
        !self.hidden.contains_key(field)
    }

    pub fn writes(&self, field: &str) -> bool {
        self.reads(field) && !self.fixed.contains_key(field)
    }

    /// Whether a record may be reached so far to which exactly these of the ways lead, and why.
    pub fn why(&self, right: Right, leading: &[&Way]) -> Why {
        let far = leading.iter().find(|way| way.right >= right);
        match far {
            Some(_) if *self.rows(right) == Filter::Never => Why::No(WhyNot::Action),
            Some(way) => Why::Yes { because: way.because.clone(), profiles: self.given.right(right) },
            None if leading.is_empty() => Why::No(WhyNot::Unreached),
            None if self.owner_lock => Why::No(WhyNot::OwnerLock),
            None if leading.iter().any(|way| way.because == Because::Catalogue) => Why::No(WhyNot::Catalogue),
            None => Why::No(WhyNot::OnlySeen),
        }
    }

    /// The rows that one may see, change or delete.
    pub fn rows(&self, right: Right) -> &Filter {
        match right {
            Right::See => &self.see,
            Right::Edit => &self.edit,
            Right::Delete => &self.delete,
        }
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

    /// Works out what the user at `place` may do in a company with these rules. Pure: the same gives the same.
    pub fn work_out(place: &Place, rules: &BTreeMap<Name, ModuleRule>, schema: &Schema) -> Grant {
        let mut modules: BTreeMap<Name, Rights> = BTreeMap::new();
        let (leaders, followers): (Vec<_>, Vec<_>) = schema
            .modules
            .iter()
            .partition(|module| !matches!(module.access, Access::Follows(_) | Access::PartOf(_)));
        for module in leaders.into_iter().chain(followers) {
            let rule = rules.get(&module.name).copied().unwrap_or_default();
            let ways = ways(place, rule, module, &modules);
            if let Some(mut rights) = rights(place, rule, module, ways) {
                if module.takes_review() {
                    match rights.review {
                        Review::Nobody => rights.hidden.extend(REVIEWED.map(|name| (name, Barred::Review))),
                        Review::Waits => rights.fixed.extend(REVIEWED.map(|name| (name, Barred::Review))),
                        Review::Answers => {}
                    }
                }
                modules.insert(module.name.clone(), rights);
            }
        }
        hide_links_to_nowhere(&mut modules, schema);
        hide_roll_ups(&mut modules, schema);
        Grant { user: Some(place.user), reason: "", modules, system: false }
    }

    /// The same grant by one way into `module` alone: what it shows there is seen for this reason.
    pub fn by(&self, module: &str, way: &Way) -> Grant {
        let mut grant = self.clone();
        if let Some(rights) = grant.modules.get_mut(module) {
            *rights = Rights { hidden: rights.hidden.clone(), ..Rights::by(vec![way.clone()]) };
        }
        grant
    }
}

/// A link to modules that are as good as not there would tell that they are.
fn hide_links_to_nowhere(modules: &mut BTreeMap<Name, Rights>, schema: &Schema) {
    let known: BTreeSet<Name> = modules.keys().cloned().collect();
    for module in &schema.modules {
        let Some(rights) = modules.get_mut(&module.name) else { continue };
        let nowhere = |field: &&crate::Field| {
            let targets = field.kind.targets();
            !targets.is_empty() && !targets.iter().any(|target| known.contains(target))
        };
        for field in module.fields.iter().filter(nowhere) {
            rights.hidden.entry(field.name.clone()).or_insert(Barred::Link);
        }
    }
}

/// A roll-up tells what it is worked out from: not rows, which it counts whoever may see them, but fields.
fn hide_roll_ups(modules: &mut BTreeMap<Name, Rights>, schema: &Schema) {
    for module in &schema.modules {
        let tells = |roll_up: &crate::RollUp| match modules.get(&roll_up.module) {
            Some(rights) => roll_up.reads().any(|name| !rights.reads(name)),
            None => true,
        };
        let such = module.fields.iter().filter(|field| field.roll_up.as_ref().is_some_and(tells));
        let hidden: Vec<Name> = such.map(|field| field.name.clone()).collect();
        if !hidden.is_empty()
            && let Some(rights) = modules.get_mut(&module.name)
        {
            for name in hidden {
                rights.hidden.entry(name).or_insert(Barred::RollUp);
            }
            hide_formulas(module, &mut rights.hidden);
        }
    }
}

/// A formula tells what it is worked out from.
fn hide_formulas(module: &Module, hidden: &mut BTreeMap<Name, Barred>) {
    for field in module.computed.iter().filter_map(|name| module.field(name)) {
        let tells =
            |formula: &crate::Formula| formula.fields().into_iter().any(|name| hidden.contains_key(name));
        if field.formula.as_ref().is_some_and(tells) {
            hidden.entry(field.name.clone()).or_insert(Barred::Formula);
        }
    }
}

/// What the profiles of who stands at `place` leave of the ways into a module; `None` where they hide it.
fn rights(place: &Place, rule: ModuleRule, module: &Module, mut ways: Vec<Way>) -> Option<Rights> {
    match module.access {
        Access::PartOf(_) => return part(place, module, ways),
        _ if place.level == Level::Administrator => {
            return Some(Rights { review: review(rule, module, true), ..Rights::by(ways) });
        }
        Access::Administered => return None,
        Access::Personal(_) => return Some(Rights::by(ways)),
        Access::Owned | Access::Catalogue | Access::Follows(_) => {}
    }
    let by_level = [Profile::of_level(place.level)];
    // Who works here and in which role is seen by all.
    let governs = module.is_governed() && !place.profiles.is_empty();
    let profiles = if governs { &place.profiles[..] } else { &by_level[..] };
    let permissions: Vec<_> = profiles.iter().filter_map(|profile| profile.on(&module.name)).collect();
    if permissions.is_empty() {
        return None;
    }
    let claim = permissions.iter().any(|permission| permission.claim);
    ways.retain(|way| claim || way.because != Because::Pooled);
    // Under the lock only what is to be accepted or returned is others' to change.
    let answers = permissions.iter().any(|permission| permission.review);
    let to_answer = |way: &Way| rule.owner_lock && way.because.looks_after() && way.right == Right::Edit;
    ways.retain(|way| answers || !to_answer(way));
    let all = Rights::by(ways);
    let writes = module.access != Access::Catalogue;
    let only = |rows: Filter, allowed: bool| if allowed { rows } else { Filter::Never };
    let of = |field: &crate::Field| {
        profiles.iter().map(|profile| profile.on_field(module, field)).max().unwrap_or_default()
    };
    let fields = |access: FieldAccess| {
        let such = module.fields.iter().filter(|field| of(field) == access);
        such.map(|field| (field.name.clone(), barred(&permissions, field))).collect()
    };
    let mut hidden: BTreeMap<Name, Barred> = fields(FieldAccess::Hidden);
    hide_formulas(module, &mut hidden);
    Some(Rights {
        edit: only(all.edit, permissions.iter().any(|permission| permission.edit)),
        delete: only(all.delete, permissions.iter().any(|permission| permission.delete)),
        create: writes && permissions.iter().any(|permission| permission.create),
        import: writes && permissions.iter().any(|permission| permission.import),
        export: permissions.iter().any(|permission| permission.export),
        claim,
        review: review(rule, module, answers),
        hidden,
        fixed: fields(FieldAccess::Read),
        owner_lock: rule.owner_lock,
        given: if governs { Given::by(profiles, module) } else { Given::default() },
        see: all.see,
        ways: all.ways,
    })
}

/// Rows are seen with their record and written with it alone; what profiles say of personal data and of revenue holds
/// for their fields too.
fn part(place: &Place, module: &Module, ways: Vec<Way>) -> Option<Rights> {
    if ways.is_empty() {
        return None;
    }
    let by_level = [Profile::of_level(place.level)];
    let profiles = if place.profiles.is_empty() { &by_level[..] } else { &place.profiles[..] };
    let of = |field: &crate::Field| {
        let said = profiles.iter().map(|profile| match field.privacy {
            Privacy::Open => FieldAccess::Write,
            Privacy::Personal => profile.personal,
            Privacy::Revenue => profile.revenue,
        });
        if place.level == Level::Administrator { FieldAccess::Write } else { said.max().unwrap_or_default() }
    };
    let why = |field: &crate::Field| match field.privacy {
        Privacy::Personal => Barred::Personal,
        Privacy::Revenue | Privacy::Open => Barred::Revenue,
    };
    let fields = |access: FieldAccess| {
        let such = module.fields.iter().filter(|field| of(field) == access);
        such.map(|field| (field.name.clone(), why(field))).collect()
    };
    Some(Rights {
        create: false,
        import: false,
        hidden: fields(FieldAccess::Hidden),
        fixed: fields(FieldAccess::Read),
        ..Rights::by(ways)
    })
}

/// Why these permissions do not let a field be changed.
fn barred(permissions: &[&Permission], field: &crate::Field) -> Barred {
    let any = |is: &dyn Fn(&Permission) -> bool| permissions.iter().any(|permission| is(permission));
    if !any(&|permission| permission.create || permission.edit) {
        return Barred::Action;
    }
    match field.privacy {
        _ if any(&|permission| permission.fields.contains_key(&field.name)) => Barred::Profile,
        Privacy::Personal => Barred::Personal,
        Privacy::Revenue => Barred::Revenue,
        Privacy::Open => Barred::Profile,
    }
}

fn review(rule: ModuleRule, module: &Module, answers: bool) -> Review {
    match (rule.review && module.takes_review(), answers) {
        (false, _) => Review::Nobody,
        (true, false) => Review::Waits,
        (true, true) => Review::Answers,
    }
}

/// All ways that lead to records of a module, before profiles are looked at.
fn ways(place: &Place, rule: ModuleRule, module: &Module, known: &BTreeMap<Name, Rights>) -> Vec<Way> {
    let way = |because: Because, rows: Filter, right: Right| Way { because, rows, right };
    let full = place.level == Level::Administrator;
    match &module.access {
        Access::Follows(link) => follow(place, module, link, known),
        Access::PartOf(link) => about(module, link, known, Right::See),
        _ if full => vec![way(Because::Administrator, Filter::Always, Right::Delete)],
        Access::Owned => own(place, rule, module),
        Access::Catalogue => vec![way(Because::Catalogue, Filter::Always, Right::See)],
        Access::Personal(shown) => vec![
            way(Because::Own, owners([place.user]), Right::Delete),
            way(Because::Shown, Filter::is(shown.clone(), Value::Bool(true)), Right::See),
        ],
        Access::Administered => Vec::new(),
    }
}

/// The ways to records that have owners.
fn own(place: &Place, rule: ModuleRule, module: &Module) -> Vec<Way> {
    let way = |because: Because, rows: Filter, right: Right| Way {
        because,
        rows,
        right: if rule.owner_lock { Right::See } else { right },
    };
    let mut ways = vec![Way { because: Because::Own, rows: owners([place.user]), right: Right::Delete }];
    ways.push(way(Because::Below, owners(place.below.clone()), Right::Delete));
    if place.sees_team {
        ways.push(way(Because::Team, owners(place.team.clone()), Right::Delete));
    }
    ways.push(way(Because::Managed, owners(place.managed.clone()), Right::Delete));
    ways.push(way(Because::Headed, owners(place.headed.clone()), Right::Delete));
    if place.sees_all {
        ways.push(way(Because::SeesAll, Filter::Always, Right::See));
    }
    match rule.others {
        crate::access::Others::Private => {}
        crate::access::Others::Read => ways.push(way(Because::Everybody, Filter::Always, Right::See)),
        crate::access::Others::Write => ways.push(way(Because::Everybody, Filter::Always, Right::Edit)),
    }
    if rule.pool && module.features.pool {
        ways.push(Way { because: Because::Pooled, rows: Filter::pooled(), right: Right::See });
    }
    for share in place.shares.get(&module.name).into_iter().flatten() {
        let of = share.owners.clone().map_or(Filter::Always, owners);
        let right = if share.write { Right::Edit } else { Right::See };
        ways.push(way(Because::Shared(share.rule.clone()), of.and(share.segment.clone()), right));
    }
    ways.retain(|way| way.rows != Filter::Never);
    if rule.review {
        keep_back(place, rule, &mut ways);
    }
    ways
}

/// What was not accepted yet is seen by who answers for it and by who entered it, who may still change it. Until then
/// it is nobody's alone: who answers for it accepts or returns it even where only owners change records.
fn keep_back(place: &Place, rule: ModuleRule, ways: &mut Vec<Way>) {
    let accepted = || Filter::Test(Test::new(REVIEW, Op::IsEmpty, Vec::new()));
    let waits = || Filter::Test(Test::new(REVIEW, Op::IsNotEmpty, Vec::new()));
    for way in ways.iter_mut().filter(|way| !way.because.answers()) {
        way.rows = way.rows.clone().and(accepted());
    }
    if rule.owner_lock {
        let looked_after =
            ways.iter().filter(|way| way.because.looks_after()).map(|way| (&way.because, &way.rows));
        let answered = looked_after.map(|(because, rows)| Way {
            because: because.clone(),
            rows: rows.clone().and(waits()),
            right: Right::Edit,
        });
        let answered: Vec<Way> = answered.collect();
        ways.extend(answered);
    }
    let entered = waits().and(is(CREATED_BY, [place.user]));
    ways.push(Way { because: Because::Entered, rows: entered, right: Right::Delete });
}

/// The ways to records that are seen with the record that they are about, and changed by who wrote them.
fn follow(place: &Place, module: &Module, link: &Name, known: &BTreeMap<Name, Rights>) -> Vec<Way> {
    let full = place.level == Level::Administrator;
    let mut ways = about(module, link, known, if full { Right::Delete } else { Right::See });
    if !full {
        let seen = any(ways.iter().map(|way| way.rows.clone()).collect());
        let wrote = seen.and(is(CREATED_BY, [place.user]));
        ways.push(Way { because: Because::Wrote, rows: wrote, right: Right::Delete });
    }
    ways
}

/// One way for each module that the link points to.
fn about(module: &Module, link: &Name, known: &BTreeMap<Name, Rights>, right: Right) -> Vec<Way> {
    let targets = module.field(link).map(|field| field.kind.targets()).unwrap_or_default();
    let way = |target: &Name| {
        let filter = Box::new(known.get(target)?.see.clone());
        let rows = Filter::Through { field: link.clone(), module: target.clone(), filter };
        Some(Way { because: Because::About(target.clone()), rows, right })
    };
    targets.iter().filter_map(way).collect()
}

/// Any of `filters`. Those that differ in one test of the same field only become one with a list, so that fifty rules
/// cost what one does: the database looks each row's owner up among all owners, and its name among all beginnings.
fn any(filters: Vec<Filter>) -> Filter {
    if filters.contains(&Filter::Always) {
        return Filter::Always;
    }
    let mut groups: Vec<Vec<Filter>> = Vec::new();
    for filter in filters {
        let parts = match filter {
            Filter::Never => continue,
            Filter::And(parts) => parts,
            other => vec![other],
        };
        if !groups.iter_mut().any(|group| take_in(group, &parts)) {
            groups.push(parts);
        }
    }
    // Who owns it is asked first, as that costs least.
    groups.sort_by_key(|parts| !parts.iter().all(is_of_owners));
    let mut all = groups.into_iter().map(|parts| parts.into_iter().fold(Filter::Always, Filter::and));
    match (all.next(), all.next()) {
        (None, _) => Filter::Never,
        (Some(one), None) => one,
        (Some(one), Some(other)) => Filter::Or([one, other].into_iter().chain(all).collect()),
    }
}

fn is_of_owners(filter: &Filter) -> bool {
    matches!(filter, Filter::Test(test) if test.field == OWNER)
}

/// Makes `group`, all of which must hold, hold for whatever meets `parts` too, and for nothing else; `false` where that
/// cannot be.
fn take_in(group: &mut [Filter], parts: &[Filter]) -> bool {
    if group.len() != parts.len() {
        return false;
    }
    let mut others = parts.iter().filter(|part| !group.contains(part));
    let (other, more) = (others.next(), others.next());
    let Some(other) = other else { return group.iter().all(|part| parts.contains(part)) };
    let mut own = group.iter_mut().filter(|part| !parts.contains(part));
    let (Some(own), None, None) = (own.next(), own.next(), more) else { return false };
    join(own, other)
}

/// Makes `test` hold for what meets `other` too, where both ask for values of the same field.
fn join(test: &mut Filter, other: &Filter) -> bool {
    let (Filter::Test(own), Filter::Test(other)) = (test, other) else { return false };
    let listed = |test: &Test| match test.op {
        Op::Is | Op::In => Some(Op::In),
        Op::Starts => Some(Op::Starts),
        _ => None,
    };
    let Some(op) = listed(own).filter(|op| own.field == other.field && listed(other) == Some(*op)) else {
        return false;
    };
    own.op = op;
    // Links are the same whatever they are called.
    let mut seen: BTreeSet<Id> = own.operands.iter().filter_map(linked).collect();
    own.operands.extend(
        other.operands.iter().filter(|operand| linked(operand).is_none_or(|id| seen.insert(id))).cloned(),
    );
    true
}

fn linked(operand: &Operand) -> Option<Id> {
    if let Operand::Value(Value::Link(link)) = operand { Some(link.id) } else { None }
}

/// What tells whether a record was accepted.
const REVIEWED: [Name; 2] = [Name::new_static(REVIEW), Name::new_static(REVIEW_NOTE)];

/// Records that one of these owns.
fn owners(ids: impl IntoIterator<Item = Id>) -> Filter {
    is(OWNER, ids)
}

/// The condition that `field` points to one of these users.
fn is(field: &'static str, ids: impl IntoIterator<Item = Id>) -> Filter {
    let user = |id| Operand::Value(Value::Link(Link::new(Name::new_static("users"), id)));
    let operands: Vec<Operand> = ids.into_iter().map(user).collect();
    if operands.is_empty() {
        return Filter::Never;
    }
    Filter::Test(Test::new(Name::new_static(field), Op::In, operands))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(number: u8) -> Id {
        Id::new(0, [number; 10])
    }

    fn starts(text: &str) -> Filter {
        Filter::Test(Test::new("name", Op::Starts, vec![Operand::Value(Value::text(text))]))
    }

    fn filled() -> Filter {
        Filter::Test(Test::new("title", Op::IsNotEmpty, Vec::new()))
    }

    #[test]
    fn what_rules_have_in_common_is_asked_once() {
        let mut rules = vec![owners([user(1), user(2)])];
        for number in 0..25 {
            rules.push(owners([user(number)]));
            rules.push(starts(&format!("b{number}")).and(filled()));
        }
        let Filter::Or(parts) = any(rules) else { panic!("two conditions are left") };
        let [Filter::Test(owners), Filter::And(rest)] = &parts[..] else { panic!("{parts:?}") };
        assert_eq!((owners.op, owners.operands.len()), (Op::In, 25));
        let Filter::Test(beginnings) = &rest[0] else { panic!("{rest:?}") };
        assert_eq!((beginnings.op, beginnings.operands.len()), (Op::Starts, 25));
        assert_eq!(rest[1], filled());
    }

    #[test]
    fn what_differs_in_more_stays_apart() {
        let city = |city: &str| Filter::is("city", Value::text(city));
        let both = any(vec![starts("a").and(city("Oslo")), starts("b").and(city("Bergen"))]);
        assert!(matches!(both, Filter::Or(parts) if parts.len() == 2));
        let wider = any(vec![starts("a"), starts("b").and(city("Oslo"))]);
        assert!(matches!(wider, Filter::Or(parts) if parts.len() == 2));
        let denied = any(vec![Filter::Not(Box::new(city("Oslo"))), Filter::Not(Box::new(city("Bergen")))]);
        assert!(matches!(denied, Filter::Or(parts) if parts.len() == 2));
        assert_eq!(any(vec![city("Oslo"), city("Oslo")]), city("Oslo"));
        assert_eq!(any(vec![starts("a"), Filter::Always]), Filter::Always);
        assert_eq!(any(vec![Filter::Never]), Filter::Never);
    }
}
