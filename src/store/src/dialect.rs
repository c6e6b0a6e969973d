//! What differs between the two databases. Everything else builds its statements once.

use model::{Id, Kind, Storage, Stored};
use sea_query::{
    DeleteStatement, DynIden, Expr, InsertStatement, PostgresQueryBuilder, SelectStatement,
    SqliteQueryBuilder, UpdateStatement, Value,
};

use crate::conn::Sql;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

/// A statement of sea-query, of any of its kinds.
pub(crate) trait Statement {
    fn build_for(&self, dialect: Dialect) -> (String, sea_query::Values);
}

macro_rules! statement {
    ($($kind:ty)*) => {$(
        impl Statement for $kind {
            fn build_for(&self, dialect: Dialect) -> (String, sea_query::Values) {
                match dialect {
                    Dialect::Sqlite => self.build(SqliteQueryBuilder),
                    Dialect::Postgres => self.build(PostgresQueryBuilder),
                }
            }
        }
    )*};
}

statement!(SelectStatement InsertStatement UpdateStatement DeleteStatement);

impl Dialect {
    pub(crate) fn build(self, statement: &impl Statement) -> Sql {
        let (text, values) = statement.build_for(self);
        Sql { text: text.into(), args: values.0 }
    }

    /// An expression that sea-query has no words for; each `?` of `template` is one of `parts`.
    pub(crate) fn raw(self, template: &str, parts: impl IntoIterator<Item = Expr>) -> Expr {
        match self {
            Dialect::Sqlite => Expr::cust_with_exprs(template.to_owned(), parts),
            Dialect::Postgres => Expr::cust_with_exprs(numbered(template), parts),
        }
    }

    /// The type of a column, with the collation that gives the order of people.
    pub(crate) fn column_type(self, storage: Storage, collated: bool) -> &'static str {
        match (self, storage) {
            (Dialect::Sqlite, Storage::Int) => "INTEGER",
            (Dialect::Sqlite, Storage::Id) => "BLOB",
            (Dialect::Sqlite, Storage::Text | Storage::Nothing) if collated => "TEXT COLLATE RAPPORT",
            (Dialect::Sqlite, Storage::Text | Storage::Nothing) => "TEXT",
            (Dialect::Postgres, Storage::Int) => "bigint",
            (Dialect::Postgres, Storage::Id) => "uuid",
            (Dialect::Postgres, Storage::Text | Storage::Nothing) if collated => "text COLLATE rapport",
            (Dialect::Postgres, Storage::Text | Storage::Nothing) => "text COLLATE \"C\"",
        }
    }

    /// Whether `text` holds the folded `needle`.
    pub(crate) fn contains(self, text: Expr, needle: String) -> Expr {
        match self {
            Dialect::Sqlite => self.raw("rapport_contains(?, ?)", [text, Expr::val(needle)]),
            Dialect::Postgres => self.raw("strpos(rapport_fold(?), ?) > 0", [text, Expr::val(needle)]),
        }
    }

    /// Whether one of `texts` holds the folded `needle`.
    pub(crate) fn any_contains(self, texts: &[Expr], needle: &str) -> Expr {
        let places = vec!["?"; texts.len()].join(", ");
        let template = match self {
            Dialect::Sqlite => format!("rapport_contains({places}, ?)"),
            Dialect::Postgres => format!("strpos(rapport_fold(concat_ws(chr(10), {places})), ?) > 0"),
        };
        self.raw(&template, texts.iter().cloned().chain([Expr::val(needle)]))
    }

    /// An empty text.
    pub(crate) fn nothing(self) -> Expr {
        match self {
            Dialect::Sqlite => Expr::cust("NULL"),
            Dialect::Postgres => Expr::cust("NULL::text"),
        }
    }

    /// Whether `text` starts with the folded `needle`.
    pub(crate) fn starts(self, text: Expr, needle: String) -> Expr {
        match self {
            Dialect::Sqlite => self.raw("rapport_starts(?, ?)", [text, Expr::val(needle)]),
            Dialect::Postgres => self.raw("starts_with(rapport_fold(?), ?)", [text, Expr::val(needle)]),
        }
    }

    /// Whether `text` starts with one of the folded `needles`.
    pub(crate) fn starts_with_one(self, text: Expr, needles: &[String]) -> Expr {
        let json = serde_json::Value::from(needles.to_vec()).to_string();
        let template = match self {
            Dialect::Sqlite => "rapport_starts_with_one(?, ?)",
            Dialect::Postgres => "rapport_fold(?) ^@ ANY (ARRAY(SELECT jsonb_array_elements_text(?::jsonb)))",
        };
        self.raw(template, [text, Expr::val(json)])
    }

    /// Whether `text` holds `part` exactly as it is.
    pub(crate) fn holds(self, text: Expr, part: String) -> Expr {
        match self {
            Dialect::Sqlite => self.raw("instr(?, ?) > 0", [text, Expr::val(part)]),
            Dialect::Postgres => self.raw("strpos(?, ?) > 0", [text, Expr::val(part)]),
        }
    }

    /// Whether `column` is one of a list that is too long for an argument each; `json` is an array of texts.
    pub(crate) fn in_json(self, column: Expr, storage: Storage, json: String) -> Expr {
        let template = match (self, storage) {
            (Dialect::Sqlite, Storage::Id) => "? IN (SELECT unhex(value) FROM json_each(?))",
            (Dialect::Sqlite, Storage::Int) => "? IN (SELECT CAST(value AS INTEGER) FROM json_each(?))",
            (Dialect::Sqlite, Storage::Text | Storage::Nothing) => "? IN (SELECT value FROM json_each(?))",
            (Dialect::Postgres, Storage::Id) => {
                "? = ANY (ARRAY(SELECT jsonb_array_elements_text(?::jsonb)::uuid))"
            }
            (Dialect::Postgres, Storage::Int) => {
                "? = ANY (ARRAY(SELECT jsonb_array_elements_text(?::jsonb)::bigint))"
            }
            (Dialect::Postgres, Storage::Text | Storage::Nothing) => {
                "? = ANY (ARRAY(SELECT jsonb_array_elements_text(?::jsonb)))"
            }
        };
        self.raw(template, [column, Expr::val(json)])
    }

    /// Whether `column` is one of `ids`. Always as one argument: the text of the statement stays the same, whatever the
    /// number.
    pub(crate) fn among(self, column: Expr, ids: &[Id]) -> Expr {
        let ids: Vec<String> = ids.iter().map(|id| id.0.simple().to_string()).collect();
        self.in_json(column, Storage::Id, serde_json::Value::from(ids).to_string())
    }

    /// `column`, but not to be looked up in an index: the planner has no statistics, we know better.
    pub(crate) fn unindexed(self, column: Expr) -> Expr {
        match self {
            Dialect::Sqlite => self.raw("+?", [column]),
            Dialect::Postgres => column,
        }
    }
}

/// `a ? b ?` as `a $1 b $2`.
fn numbered(template: &str) -> String {
    let mut parts = template.split('?');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (at, part) in parts.enumerate() {
        text.push_str(&format!("${}{part}", at + 1));
    }
    text
}

/// Whether texts of this kind are sorted as people do: what people write, not keys and dates.
pub(crate) fn collated(kind: &Kind) -> bool {
    matches!(kind, Kind::Text(_) | Kind::Email(_) | Kind::Phone(_) | Kind::Url(_) | Kind::AutoNumber(_))
}

/// A cell's content as an argument; `storage` gives an empty one its type.
pub(crate) fn argument(stored: Stored, storage: Storage) -> Value {
    match stored {
        Stored::Int(number) => Value::BigInt(Some(number)),
        Stored::Text(text) => Value::String(Some(text)),
        Stored::Id(id) => Value::Uuid(Some(id.0)),
        Stored::Null => match storage {
            Storage::Int => Value::BigInt(None),
            Storage::Id => Value::Uuid(None),
            Storage::Text | Storage::Nothing => Value::String(None),
        },
    }
}

pub(crate) fn iden(name: impl AsRef<str>) -> DynIden {
    DynIden::from(name.as_ref().to_owned())
}

/// The column `column` of the table called `at` in the statement.
pub(crate) fn column(at: &DynIden, column: impl AsRef<str>) -> Expr {
    Expr::col((at.clone(), iden(column)))
}
