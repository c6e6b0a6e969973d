//! A module: what it holds and how it is shown. One declaration gives table, form, list, filter, import, export,
//! rights, REST and OpenAPI.

use serde::{Deserialize, Serialize};

use crate::document;
use crate::duplicates::Rule;
use crate::field::{self, Field, Privacy};
use crate::kind::{Choice, Color, Kind, Rows};
use crate::{Name, Record, Sort};

/// Where the sidebar lists a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    Customers,
    Selling,
    Working,
    Running,
    /// Not listed: its records are reached from others.
    Nowhere,
}

impl Group {
    pub const fn key(self) -> &'static str {
        match self {
            Group::Customers => "customers",
            Group::Selling => "selling",
            Group::Working => "working",
            Group::Running => "running",
            Group::Nowhere => "nowhere",
        }
    }
}

/// Who may reach the records, before profiles and sharing say more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Each record has an owner; he and those above him see and change it.
    Owned,
    /// All see them, administrators change them.
    Catalogue,
    /// Who sees the record that this link points to sees these; who wrote one changes it.
    Follows(Name),
    /// Each is a row of the record that this link points to: it is seen with it, and written as a value of it alone.
    PartOf(Name),
    /// The owner alone, and all may see those where this yes/no field is set.
    Personal(Name),
    /// Administrators alone; to all others it is as good as not there.
    Administered,
}

/// What a module takes part in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Features {
    /// Notes, comments, attachments, tasks and the history on a record's page.
    pub timeline: bool,
    pub import: bool,
    pub search: bool,
    pub tags: bool,
    /// A lead's conversion.
    pub convert: bool,
    /// What nobody looks after goes to the pool, where others claim it.
    pub pool: bool,
    /// Each record is a person: she consents, is erased, and gets all that is kept of her.
    #[serde(default)]
    pub person: bool,
    /// Its lines come to a total; see `document`.
    #[serde(default)]
    pub document: bool,
}

/// What the reader of a schema may do with a module, whichever its records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct May {
    pub create: bool,
    /// Change at least some of the records.
    pub edit: bool,
    pub delete: bool,
    pub import: bool,
    pub export: bool,
    /// Take records out of the pool.
    #[serde(default)]
    pub claim: bool,
    /// Accept or return what others enter.
    #[serde(default)]
    pub review: bool,
}

/// A part of a record's page and form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    pub name: Name,
    #[serde(default)]
    pub label: String,
    /// Each field below the other; else two stand side by side where there is room.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub one_column: bool,
    pub fields: Vec<Name>,
}

impl Section {
    /// As it is declared, with these fields.
    pub fn new(name: Name, fields: Vec<Name>) -> Section {
        Section { name, fields, ..Section::default() }
    }
}

/// What makes a module a board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stages {
    /// A one-of field whose choices are the columns.
    pub field: Name,
    /// The one-of field that the stages depend on, where there are several processes.
    pub pipeline: Option<Name>,
    /// The money field that a column adds up.
    pub amount: Option<Name>,
    /// The percent field that weighs the amount.
    pub probability: Option<Name>,
    /// Whether a record passes them one after the other, up to the first that ends it. Else they are states without
    /// an order.
    pub in_turn: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Module {
    pub name: Name,
    /// The plural, in the reader's language.
    #[serde(default)]
    pub label: String,
    /// The singular.
    #[serde(default)]
    pub label_one: String,
    /// A name of the icon set; `ui::icon` knows it.
    pub icon: Name,
    pub group: Group,
    pub access: Access,
    pub fields: Vec<Field>,
    pub sections: Vec<Section>,
    /// The fields that have a formula, each after those that it reads.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub computed: Vec<Name>,
    /// The columns of a list, before a view says otherwise.
    pub columns: Vec<Name>,
    /// The fields whose texts, joined by a space, name a record.
    pub title: Vec<Name>,
    /// What stands under the title on cards, in search results and beside links.
    pub subtitle: Vec<Name>,
    /// The order of a list, before a view says otherwise.
    pub sort: Vec<Sort>,
    pub stages: Option<Stages>,
    pub features: Features,
    pub may: May,
    /// When two records are the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duplicates: Vec<Rule>,
}

/// The fields that every module has, written by the product.
pub const CREATED_AT: &str = "created_at";
pub const CREATED_BY: &str = "created_by";
pub const UPDATED_AT: &str = "updated_at";
pub const UPDATED_BY: &str = "updated_by";
pub const OWNER: &str = "owner";
pub const TAGS: &str = "tags";
pub const CURRENCY: &str = "currency";
/// The module whose one record says what holds for the whole company.
pub const COMPANY: &str = "company";

// Of modules that take part in the pool, written by the product.

/// When somebody was last at work on the record or on what hangs on it, to the hour.
pub const LAST_ACTIVITY: &str = "last_activity_at";
pub const OWNER_SINCE: &str = "owner_since";
/// Since when it lies in the pool; it has no owner then.
pub const POOLED_AT: &str = "pooled_at";
/// Who owned it before.
pub const POOLED_FROM: &str = "pooled_from";
/// What the rule is called that put it there; empty where a person did.
pub const POOL_RULE: &str = "pool_rule";

// Of modules whose records are persons, written by the product.

/// The purposes to which she consents now; worked out from the records of `consents`.
pub const CONSENTS: &str = "consents";
/// When all was erased that told who she is.
pub const ERASED_AT: &str = "erased_at";

// Of modules with owners whose entries may have to wait; as good as not there where the company reviews none.

/// Whether the record waits for who answers for it, or was returned to who entered it. Empty: it counts.
pub const REVIEW: &str = "review";
pub const WAITING: &str = "waiting";
pub const RETURNED: &str = "returned";
/// Why it was returned.
pub const REVIEW_NOTE: &str = "review_note";

/// The place of a row among those of its record, from 0.
pub const PLACE: &str = "place";

/// What still changes in a record that is history.
pub const NEVER_LOCKED: [&str; 2] = [OWNER, TAGS];

impl Module {
    /// A module of the group `group`, shown with `icon`, owned, with a timeline, import and search.
    pub fn new(name: &'static str, group: Group, icon: &'static str) -> Module {
        Module {
            name: Name::new_static(name),
            label: String::new(),
            label_one: String::new(),
            icon: Name::new_static(icon),
            group,
            access: Access::Owned,
            fields: Vec::new(),
            sections: Vec::new(),
            computed: Vec::new(),
            columns: Vec::new(),
            title: vec![Name::new_static("name")],
            subtitle: Vec::new(),
            sort: vec![Sort::down(UPDATED_AT)],
            stages: None,
            duplicates: Vec::new(),
            features: Features {
                timeline: true,
                import: true,
                search: true,
                tags: true,
                convert: false,
                pool: false,
                person: false,
                document: false,
            },
            may: May {
                create: true,
                edit: true,
                delete: true,
                import: true,
                export: true,
                claim: true,
                review: true,
            },
        }
    }

    /// Adds a section with its fields. An address is given by `field::address`, a list of fields.
    pub fn section(
        mut self,
        name: &'static str,
        fields: impl IntoIterator<Item = impl Into<FieldList>>,
    ) -> Module {
        let fields: Vec<Field> = fields.into_iter().flat_map(|fields| fields.into().0).collect();
        let names = fields.iter().filter(|field| !field.hidden).map(|field| field.name.clone()).collect();
        self.sections.push(Section::new(Name::new_static(name), names));
        self.fields.extend(fields);
        self
    }

    /// Adds fields that no section shows.
    pub fn besides(mut self, fields: Vec<Field>) -> Module {
        self.fields.extend(fields);
        self
    }

    pub fn columns(mut self, names: &[&'static str]) -> Module {
        self.columns = statics(names);
        self
    }

    pub fn title(mut self, names: &[&'static str]) -> Module {
        self.title = statics(names);
        self
    }

    pub fn subtitle(mut self, names: &[&'static str]) -> Module {
        self.subtitle = statics(names);
        self
    }

    pub fn sort(mut self, sort: Sort) -> Module {
        self.sort = vec![sort];
        self
    }

    pub fn access(mut self, access: Access) -> Module {
        self.access = access;
        self
    }

    pub fn stages(mut self, stages: Stages) -> Module {
        self.stages = Some(stages);
        self
    }

    pub fn features(mut self, change: impl FnOnce(&mut Features)) -> Module {
        change(&mut self.features);
        self
    }

    /// Adds the fields that the product keeps itself. Called once, by `Schema::merge`.
    pub(crate) fn complete(mut self) -> Module {
        let has = |module: &Module, name: &str| module.field(name).is_some();
        if matches!(self.access, Access::Owned | Access::Personal(_)) && !has(&self, OWNER) {
            self.fields.push(field::user(OWNER).required().default(field::Default::Me));
        }
        if self.features.pool {
            self.fields.extend(pool_fields());
        }
        if self.takes_review() {
            self.fields.extend(review_fields());
        }
        if self.features.person {
            let there: Vec<Field> =
                person_fields().into_iter().filter(|field| !has(&self, &field.name)).collect();
            self.fields.extend(there);
        }
        if self.part_of().is_some() {
            self.fields.push(field::integer(PLACE).read_only().hidden());
        }
        // Amounts of rows are in the currency of their record.
        let money = self.fields.iter().any(|field| matches!(field.kind, Kind::Money(_)));
        if money && !has(&self, CURRENCY) && self.part_of().is_none() {
            self.fields.push(field::currency());
        }
        if self.features.tags && !has(&self, TAGS) {
            self.fields.push(field::tags(TAGS));
        }
        self.fields.push(field::instant(CREATED_AT).read_only().indexed());
        self.fields.push(field::user(CREATED_BY).read_only());
        self.fields.push(field::instant(UPDATED_AT).read_only().indexed());
        self.fields.push(field::user(UPDATED_BY).read_only());
        self
    }

    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The fields of `names` that there are, in that order.
    pub fn pick<'a>(&'a self, names: &'a [Name]) -> impl Iterator<Item = &'a Field> {
        names.iter().filter_map(|name| self.field(name))
    }

    /// Whether profiles, sharing and the company's rules say who may do what here.
    pub fn is_governed(&self) -> bool {
        let by_rules = matches!(self.access, Access::Owned | Access::Catalogue | Access::Follows(_));
        by_rules && self.group != Group::Running
    }

    /// Whether the company may have entries wait for somebody who accepts them.
    pub fn takes_review(&self) -> bool {
        self.access == Access::Owned && self.is_governed()
    }

    /// Whether `field` is seen by all who see a record: what names it, and what orders its list.
    pub fn always_shows(&self, field: &Field) -> bool {
        self.title.contains(&field.name) || [CREATED_AT, UPDATED_AT].contains(&field.name.as_str())
    }

    /// Whether records can be made one: what is about customers and business, not what hangs on it.
    pub fn merges(&self) -> bool {
        self.is_governed() && self.features.timeline
    }

    /// Whether erasing a person empties `field`: what is marked as personal, and all that people write freely. Links,
    /// choices, amounts and numbers stay, because they tell of the business and not who she was.
    pub fn erases(&self, field: &Field) -> bool {
        let free = matches!(
            field.kind,
            Kind::Text(_)
                | Kind::LongText(_)
                | Kind::Email(_)
                | Kind::Phone(_)
                | Kind::Url(_)
                | Kind::Tags(_)
                | Kind::File(_)
        );
        let written = field.name != POOL_RULE && field.formula.is_none();
        field.name == CONSENTS || written && (free || field.privacy == Privacy::Personal)
    }

    /// The field in which an erased person keeps a name: there must be one that names the record.
    pub fn name_field(&self) -> Option<&Field> {
        let named = || self.pick(&self.title);
        named().find(|field| field.required).or_else(|| named().last())
    }

    /// The link of rows to the record that they are a part of.
    pub fn part_of(&self) -> Option<&Name> {
        match &self.access {
            Access::PartOf(link) => Some(link),
            Access::Owned
            | Access::Catalogue
            | Access::Follows(_)
            | Access::Personal(_)
            | Access::Administered => None,
        }
    }

    /// Its fields that hold rows, with the module that these are of.
    pub fn rows(&self) -> impl Iterator<Item = (&Field, &Rows)> {
        self.fields.iter().filter_map(|field| match &field.kind {
            Kind::Rows(rows) => Some((field, rows)),
            _ => None,
        })
    }

    pub fn is_owned(&self) -> bool {
        self.field(OWNER).is_some()
    }

    /// The field whose choices are the columns of a board.
    pub fn stage_field(&self) -> Option<&Field> {
        self.stages.as_ref().and_then(|stages| self.field(&stages.field))
    }

    /// Whether reaching `stage` makes a record history.
    pub fn stage_locks(&self, stage: &str) -> bool {
        let choices = self.stage_field().map_or(&[][..], |field| field.kind.choices());
        choices.iter().any(|choice| choice.locks && choice.key == stage)
    }

    /// Whether people may take a record from one stage to another: what only the product gives or takes they do not, and
    /// from history there is no way back.
    pub fn may_move(&self, from: &str, to: &str) -> bool {
        let choices = self.stage_field().map_or(&[][..], |field| field.kind.choices());
        let choice = |key: &str| choices.iter().find(|choice| choice.key == key);
        let leaves = |to: &Choice| choice(from).is_none_or(|from| !from.locks || !from.given && to.locks);
        choice(to).is_some_and(|to| !to.given && leaves(to))
    }

    /// Whether people still change `field` where a record is history; of its stage, `may_move` says how.
    pub fn stays_open(&self, field: &str) -> bool {
        let noted = || self.features.document && document::STAYS_OPEN.contains(&field);
        NEVER_LOCKED.contains(&field) || noted()
    }

    /// Whether `record` is history: who looks after it and how it is tagged still change.
    pub fn is_locked(&self, record: &Record) -> bool {
        let stage = self.stage_field().and_then(|field| record.value(&field.name).as_text());
        stage.is_some_and(|stage| self.stage_locks(stage))
    }

    /// The choices of the stage field in the process `pipeline`; all where there is only one.
    pub fn stage_choices<'a>(&'a self, pipeline: Option<&'a str>) -> Vec<&'a Choice> {
        let Some(field) = self.stage_field() else { return Vec::new() };
        let within = |choice: &&Choice| {
            choice.within.is_empty() || pipeline.is_none_or(|key| choice.within.iter().any(|w| w == key))
        };
        field.kind.choices().iter().filter(within).collect()
    }
}

/// None is indexed: records in the pool are found by having no owner, and a write must not pay for what few ask.
fn pool_fields() -> [Field; 5] {
    [
        field::instant(LAST_ACTIVITY).read_only(),
        field::instant(OWNER_SINCE).read_only(),
        field::instant(POOLED_AT).read_only(),
        Field { indexed: false, ..field::user(POOLED_FROM).read_only() },
        field::text(POOL_RULE).read_only().hidden(),
    ]
}

fn review_fields() -> [Field; 2] {
    let choices = [(WAITING, Color::Amber), (RETURNED, Color::Red)];
    let choices = choices.map(|(key, color)| Choice::new(key, color));
    [field::one_of(REVIEW, choices.into()), field::text(REVIEW_NOTE)]
}

fn person_fields() -> [Field; 3] {
    [
        field::instant(LAST_ACTIVITY).read_only(),
        field::many_of(CONSENTS, Vec::new()).read_only(),
        field::instant(ERASED_AT).read_only(),
    ]
}

fn statics(names: &[&'static str]) -> Vec<Name> {
    names.iter().map(|name| Name::new_static(name)).collect()
}

/// One field or several, so that `section` takes both.
pub struct FieldList(Vec<Field>);

impl From<Field> for FieldList {
    fn from(field: Field) -> FieldList {
        FieldList(vec![field])
    }
}

impl From<Vec<Field>> for FieldList {
    fn from(fields: Vec<Field>) -> FieldList {
        FieldList(fields)
    }
}
