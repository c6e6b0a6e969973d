//! How the modules of the schema lie in tables.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use model::kind::Rules;
use model::module::OWNER;
use model::{Field, Kind, Module, Name, Schema, Storage, Stored, Value};
use rust_decimal::Decimal;
use sea_query::DynIden;

use crate::dialect::{Dialect, iden};
use crate::error::{Error, Result};
use crate::roll::Feed;
use crate::same::Keeper;

/// The columns that every table has before those of its fields.
pub(crate) const RID: &str = "rid";
pub(crate) const ID: &str = "id";
pub(crate) const VERSION: &str = "version";
pub(crate) const TITLE: &str = "record_title";
pub(crate) const DELETED: &str = "deleted_at";
/// On PostgreSQL, what the search index holds.
pub(crate) const GRAMS: &str = "grams";

/// An index, or one that could be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Index {
    /// With whether they descend.
    pub(crate) columns: Vec<(Name, bool)>,
    pub(crate) unique: bool,
}

impl Index {
    pub(crate) fn on(columns: &[&str]) -> Index {
        Index { columns: columns.iter().map(|column| (Name::new(*column), false)).collect(), unique: false }
    }

    pub(crate) fn unique(column: &str) -> Index {
        Index { unique: true, ..Index::on(&[column]) }
    }

    /// The one that gives the order of these fields, forwards or backwards.
    pub(crate) fn sorting(fields: &[(&Field, bool)]) -> Index {
        let backwards = fields.first().is_some_and(|(_, descending)| *descending);
        let columns = fields.iter().map(|(field, descending)| (field.name.clone(), *descending != backwards));
        Index { columns: columns.collect(), unique: false }
    }

    pub(crate) fn name(&self, module: &str) -> String {
        let mut name = format!("{}_{module}", if self.unique { "u" } else { "i" });
        for (column, descending) in &self.columns {
            name.push('_');
            name.push_str(column);
            name.push_str(if *descending { "_desc" } else { "" });
        }
        short(name)
    }
}

/// Longer names than PostgreSQL takes are cut and told apart by a number made from the whole.
pub(crate) fn short(name: String) -> String {
    if name.len() <= 60 {
        return name;
    }
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{}_{hash:016x}", &name[..43])
}

#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) dialect: Dialect,
    pub(crate) schema: Arc<Schema>,
    places: HashMap<Name, usize>,
    keepers: HashMap<Name, Vec<Keeper>>,
    /// By the module that feeds.
    feeds: HashMap<Name, Vec<Feed>>,
    beside: HashMap<Name, BTreeSet<Name>>,
}

impl Layout {
    pub(crate) fn new(dialect: Dialect, schema: Arc<Schema>) -> Layout {
        let places =
            schema.modules.iter().enumerate().map(|(at, module)| (module.name.clone(), at)).collect();
        let with_rules = schema.modules.iter().filter(|module| !module.duplicates.is_empty());
        let keepers = with_rules.map(|module| {
            let keepers = module.duplicates.iter().map(|rule| Keeper::of(module, rule));
            (module.name.clone(), keepers.collect())
        });
        let keepers = keepers.collect();
        let mut feeds: HashMap<Name, Vec<Feed>> = HashMap::new();
        for feed in Feed::all(&schema) {
            feeds.entry(feed.from.clone()).or_default().push(feed);
        }
        let fed = feeds.values().flatten().filter_map(|feed| schema.module(&feed.to));
        let beside = fed.map(|module| (module.name.clone(), module.beside_roll_ups().into_iter().collect()));
        let beside = beside.collect();
        Layout { dialect, places, keepers, feeds, beside, schema }
    }

    /// What keeps the keys of a module's records.
    pub(crate) fn keepers(&self, module: &str) -> &[Keeper] {
        self.keepers.get(module).map_or(&[], Vec::as_slice)
    }

    /// The roll-ups that count records of a module.
    pub(crate) fn feeds_from(&self, module: &str) -> &[Feed] {
        self.feeds.get(module).map_or(&[], Vec::as_slice)
    }

    /// The roll-ups that records of a module hold.
    pub(crate) fn feeds_to<'a>(&'a self, module: &'a str) -> impl Iterator<Item = &'a Feed> {
        self.feeds.values().flatten().filter(move |feed| feed.to == module)
    }

    /// The fields of a module that decide, besides what is rolled up, what comes of its roll-ups.
    pub(crate) fn beside_roll_ups(&self, module: &str) -> &BTreeSet<Name> {
        static NONE: BTreeSet<Name> = BTreeSet::new();
        self.beside.get(module).unwrap_or(&NONE)
    }

    pub(crate) fn module(&self, name: &str) -> Result<&Module> {
        let found = self.places.get(name).and_then(|at| self.schema.modules.get(*at));
        found.ok_or_else(|| Error::UnknownModule(name.into()))
    }
}

pub(crate) fn table(module: &str) -> String {
    format!("m_{module}")
}

pub(crate) fn table_iden(module: &str) -> DynIden {
    iden(table(module))
}

/// SQLite's table of the search index.
pub(crate) fn search_table(module: &str) -> String {
    format!("s_{module}")
}

/// Whether there is a column for it.
pub(crate) fn is_stored(field: &Field) -> bool {
    field.kind.rules().storage() != Storage::Nothing
}

/// The fields whose texts the search index holds.
pub(crate) fn searched(module: &Module) -> impl Iterator<Item = &Field> {
    let wanted = module.features.search;
    module.fields.iter().filter(move |field| wanted && field.searchable() && is_stored(field))
}

/// Ten to the power of this is what a number is multiplied with in its column; `None` where it holds no number.
pub(crate) fn scale(kind: &Kind) -> Option<u32> {
    let decimal = match kind {
        Kind::Integer(_) | Kind::Duration(_) | Kind::Score(_) => return Some(0),
        Kind::Decimal(kind) => kind as &dyn Rules,
        Kind::Percent(kind) => kind,
        Kind::Money(kind) => kind,
        Kind::Text(_)
        | Kind::LongText(_)
        | Kind::Email(_)
        | Kind::Phone(_)
        | Kind::Url(_)
        | Kind::Date(_)
        | Kind::Instant(_)
        | Kind::YesNo(_)
        | Kind::OneOf(_)
        | Kind::ManyOf(_)
        | Kind::Link(_)
        | Kind::User(_)
        | Kind::Address(_)
        | Kind::Tags(_)
        | Kind::AutoNumber(_)
        | Kind::File(_)
        | Kind::Rows(_) => return None,
    };
    match decimal.store(&Value::Decimal(Decimal::ONE)) {
        Stored::Int(one) => Some(one.ilog10()),
        Stored::Null | Stored::Text(_) | Stored::Id(_) => None,
    }
}

/// The indexes that a module has from the start.
pub(crate) fn indexes(module: &Module) -> Vec<Index> {
    let mut indexes = vec![Index::on(&[TITLE])];
    let mut add = |index: Index| {
        if !indexes.contains(&index) {
            indexes.push(index);
        }
    };
    for field in module.fields.iter().filter(|field| is_stored(field)) {
        if field.unique {
            add(Index::unique(&field.name));
        } else if field.name == OWNER {
            add(Index::on(&[OWNER, model::module::UPDATED_AT]));
        } else if field.indexed {
            add(Index::on(&[&field.name]));
        }
    }
    for sort in module.sort.iter().take(1) {
        let field =
            module.field(&sort.field).filter(|field| is_stored(field) && field.kind.targets().is_empty());
        field.into_iter().for_each(|field| add(Index::on(&[&field.name])));
    }
    board_indexes(module).into_iter().for_each(add);
    indexes
}

/// For a module with stages: one to show a column in order, one that holds all that the sums of a
/// pipeline's columns need.
fn board_indexes(module: &Module) -> Vec<Index> {
    let Some(stages) = &module.stages else { return Vec::new() };
    let mut sums: Vec<&str> = stages.pipeline.as_deref().into_iter().collect();
    sums.push(&stages.field);
    sums.extend(stages.probability.as_deref());
    sums.push(model::module::CURRENCY);
    sums.push(OWNER);
    sums.extend(stages.amount.as_deref());
    sums.retain(|name| module.field(name).is_some());
    vec![Index::on(&[&stages.field, model::module::UPDATED_AT]), Index::on(&sums)]
}
