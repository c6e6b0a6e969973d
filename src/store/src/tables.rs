//! Making tables, columns and indexes from the schema. What is there and not in the schema is left alone: a field
//! that is taken away and added again finds its values.

use std::collections::{HashMap, HashSet};

use model::{Module, Name, Schema, Storage};

use crate::conn::{Conn, Sql};
use crate::dialect::{Dialect, collated};
use crate::error::{Error, Result};
use crate::layout::{DELETED, GRAMS, ID, Index, RID, TITLE, VERSION, indexes, search_table, table};

/// A column as it is declared.
struct Declared {
    name: String,
    storage: Storage,
    collated: bool,
}

/// What there is after `make`.
pub(crate) struct Made {
    /// The names of all indexes.
    pub(crate) indexes: HashSet<String>,
    /// Modules and their columns that were not there before: nothing lies in them.
    pub(crate) added: HashSet<(Name, String)>,
}

/// Makes what is missing.
pub(crate) async fn make(conn: &mut Conn, schema: &Schema) -> Result<Made> {
    schema.modules.iter().try_for_each(check)?;
    let mut known = columns(conn).await?;
    let mut there = index_names(conn).await?;
    let mut added = HashSet::new();
    for module in &schema.modules {
        let known = known.remove(&table(&module.name)).unwrap_or_default();
        let new = declared(module).into_iter().map(|column| column.name);
        added.extend(new.filter(|name| !known.contains_key(name)).map(|name| (module.name.clone(), name)));
        if known.is_empty() {
            make_table(conn, module).await?;
        } else {
            add_columns(conn, module, &known, &mut there).await?;
        }
        make_search(conn, module).await?;
        drop_unique(conn, module, &mut there).await?;
        for index in indexes(module) {
            make_index(conn, &module.name, &index, &mut there).await?;
        }
        make_bin_index(conn, &module.name).await?;
    }
    Ok(Made { indexes: there, added })
}

/// Whether there are already all tables and columns that `schema` needs.
pub(crate) async fn fit(conn: &mut Conn, schema: &Schema) -> Result<bool> {
    let known = columns(conn).await?;
    Ok(schema.modules.iter().all(|module| {
        let there = known.get(&table(&module.name));
        there.is_some_and(|there| declared(module).iter().all(|column| there.contains_key(&column.name)))
    }))
}

/// Names go into statements, so they are made of lower-case letters, digits and underscores only, and none is one of
/// ours.
fn check(module: &Module) -> Result<()> {
    let plain = |name: &str| {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        !name.is_empty() && name.len() <= 50 && name.chars().all(fits)
    };
    if !plain(&module.name) {
        return Err(Error::Schema(format!("\"{}\" is no name for a module", module.name)));
    }
    let mut taken: HashSet<String> = [RID, ID, VERSION, TITLE, DELETED, GRAMS].map(str::to_owned).into();
    for column in declared(module) {
        if !plain(&column.name) || !taken.insert(column.name.clone()) {
            return Err(Error::Schema(format!("{} cannot have a field \"{}\"", module.name, column.name)));
        }
    }
    Ok(())
}

fn declared(module: &Module) -> Vec<Declared> {
    let of = |field: &model::Field| {
        let collated = collated(&field.kind);
        let declare = move |column: model::Column| Declared {
            name: column.name.to_string(),
            storage: column.storage,
            collated,
        };
        field.columns().into_iter().map(declare).collect::<Vec<_>>()
    };
    module.fields.iter().flat_map(of).collect()
}

/// The columns that there are, with the start of their types, by table.
async fn columns(conn: &mut Conn) -> Result<HashMap<String, HashMap<String, String>>> {
    let sql = match conn.dialect() {
        Dialect::Sqlite => {
            "SELECT m.name, c.name, c.type FROM sqlite_master m, pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND m.name LIKE 'm\\_%' ESCAPE '\\'"
        }
        Dialect::Postgres => {
            "SELECT c.relname::text, a.attname::text, format_type(a.atttypid, NULL) FROM pg_class c \
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
             WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname LIKE 'm\\_%'"
        }
    };
    let mut tables: HashMap<String, HashMap<String, String>> = HashMap::new();
    for mut row in conn.rows(Sql::new(sql)).await? {
        tables.entry(row.text(0)).or_default().insert(row.text(1), row.text(2));
    }
    Ok(tables)
}

async fn index_names(conn: &mut Conn) -> Result<HashSet<String>> {
    let sql = match conn.dialect() {
        Dialect::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'index'",
        Dialect::Postgres => "SELECT indexname::text FROM pg_indexes WHERE schemaname = current_schema()",
    };
    Ok(conn.rows(Sql::new(sql)).await?.into_iter().map(|mut row| row.text(0)).collect())
}

async fn make_table(conn: &mut Conn, module: &Module) -> Result<()> {
    let dialect = conn.dialect();
    let (rid, id, int) = match dialect {
        Dialect::Sqlite => ("INTEGER PRIMARY KEY", "BLOB", "INTEGER"),
        Dialect::Postgres => ("bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "uuid", "bigint"),
    };
    let title = dialect.column_type(Storage::Text, true);
    let mut columns = vec![
        format!("{RID} {rid}"),
        format!("{ID} {id} NOT NULL UNIQUE"),
        format!("{VERSION} {int} NOT NULL"),
        format!("{TITLE} {title} NOT NULL"),
        format!("{DELETED} {int}"),
    ];
    columns.extend(declared(module).iter().map(|column| definition(dialect, column)));
    let sql = format!("CREATE TABLE \"{}\" ({})", table(&module.name), columns.join(", "));
    conn.run(Sql::new(sql)).await.map(drop)
}

fn definition(dialect: Dialect, column: &Declared) -> String {
    format!("\"{}\" {}", column.name, dialect.column_type(column.storage, column.collated))
}

/// Fields that became another kind with a later version of the program: the values of before stay in the table, under
/// another name.
const SET_ASIDE: [(&str, &str); 1] = [("users", "department")];

/// Adds the columns of fields that are new. A field whose values would lie in another type of column is refused.
async fn add_columns(
    conn: &mut Conn,
    module: &Module,
    known: &HashMap<String, String>,
    there: &mut HashSet<String>,
) -> Result<()> {
    for column in declared(module) {
        let definition = definition(conn.dialect(), &column);
        match known.get(&column.name) {
            None => add_column(conn, &module.name, &definition).await?,
            Some(kind) if definition.split(' ').nth(1).is_some_and(|wanted| wanted == kind) => {}
            Some(_) if SET_ASIDE.contains(&(module.name.as_str(), column.name.as_str())) => {
                set_aside(conn, module, &column.name, there).await?;
                add_column(conn, &module.name, &definition).await?;
            }
            Some(kind) => {
                let name = &column.name;
                return Err(Error::Schema(format!("{}.{name} is kept as {kind} already", module.name)));
            }
        }
    }
    Ok(())
}

async fn add_column(conn: &mut Conn, module: &str, definition: &str) -> Result<()> {
    let sql = format!("ALTER TABLE \"{}\" ADD COLUMN {definition}", table(module));
    conn.run(Sql::new(sql)).await.map(drop)
}

/// Adds a column that fields do not show, unless it is there.
pub(crate) async fn add_missing(conn: &mut Conn, module: &str, column: &str, kind: &str) -> Result<()> {
    let is_there = columns(conn).await?.get(&table(module)).is_some_and(|there| there.contains_key(column));
    if is_there {
        return Ok(());
    }
    add_column(conn, module, &format!("\"{column}\" {kind}")).await
}

/// Drops all indexes that hold the column.
pub(crate) async fn drop_indexes_of(conn: &mut Conn, module: &str, column: &str) -> Result<()> {
    let sql = match conn.dialect() {
        Dialect::Sqlite => {
            "SELECT i.name FROM sqlite_master i, pragma_index_info(i.name) c \
             WHERE i.type = 'index' AND i.tbl_name = $1 AND c.name = $2"
        }
        Dialect::Postgres => {
            "SELECT i.relname::text FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid \
             JOIN pg_attribute c ON c.attrelid = x.indrelid AND c.attnum = ANY (x.indkey) \
             WHERE x.indrelid = $1::text::regclass AND c.attname = $2"
        }
    };
    for mut row in conn.rows(Sql::new(sql).arg(table(module)).arg(column)).await? {
        conn.run(Sql::new(format!("DROP INDEX \"{}\"", row.text(0)))).await?;
    }
    Ok(())
}

async fn set_aside(
    conn: &mut Conn,
    module: &Module,
    column: &str,
    there: &mut HashSet<String>,
) -> Result<()> {
    let index = Index::on(&[column]).name(&module.name);
    conn.run(Sql::new(format!("DROP INDEX IF EXISTS \"{index}\""))).await?;
    there.remove(&index);
    let table = table(&module.name);
    let sql = format!("ALTER TABLE \"{table}\" RENAME COLUMN \"{column}\" TO \"{column}_before\"");
    conn.run(Sql::new(sql)).await.map(drop)
}

/// The search index: pairs of characters, no positions and no copy of the text.
pub(crate) async fn make_search(conn: &mut Conn, module: &Module) -> Result<()> {
    if !module.features.search {
        return Ok(());
    }
    let table = table(&module.name);
    match conn.dialect() {
        Dialect::Sqlite => {
            let sql = format!(
                "CREATE VIRTUAL TABLE IF NOT EXISTS \"{}\" USING fts5(grams, content='', contentless_delete=1, \
                 detail=none, tokenize='ascii')",
                search_table(&module.name)
            );
            conn.run(Sql::new(sql)).await.map(drop)
        }
        Dialect::Postgres => {
            let add = format!("ALTER TABLE \"{table}\" ADD COLUMN IF NOT EXISTS {GRAMS} text[]");
            conn.run(Sql::new(add)).await?;
            let name = Index::on(&[GRAMS]).name(&module.name);
            let index = format!("CREATE INDEX IF NOT EXISTS \"{name}\" ON \"{table}\" USING gin ({GRAMS})");
            conn.run(Sql::new(index)).await?;
            let name = Index::on(&[TITLE, "folded"]).name(&module.name);
            let index = format!(
                "CREATE INDEX IF NOT EXISTS \"{name}\" ON \"{table}\" (rapport_fold({TITLE}) COLLATE \"C\")"
            );
            conn.run(Sql::new(index)).await.map(drop)
        }
    }
}

/// Makes the index unless it is one of `there`. Where rows already hold a value twice, a unique one becomes a plain
/// one: writes check for themselves, and a start must not fail for it.
pub(crate) async fn make_index(
    conn: &mut Conn,
    module: &str,
    index: &Index,
    there: &mut HashSet<String>,
) -> Result<()> {
    if !there.insert(index.name(module)) {
        return Ok(());
    }
    let index = match index.unique && has_twice(conn, module, index).await? {
        true => {
            tracing::warn!(
                module,
                index = index.name(module),
                "some records hold the same in a unique field"
            );
            &Index { unique: false, ..index.clone() }
        }
        false => index,
    };
    conn.run(Sql::new(index_sql(conn.dialect(), module, index, ""))).await?;
    there.insert(index.name(module));
    Ok(())
}

/// What need not be unique any more may be there twice: only these indexes are ever dropped.
async fn drop_unique(conn: &mut Conn, module: &Module, there: &mut HashSet<String>) -> Result<()> {
    for field in module.fields.iter().filter(|field| !field.unique) {
        let index = Index::unique(&field.name).name(&module.name);
        if there.remove(&index) {
            conn.run(Sql::new(format!("DROP INDEX \"{index}\""))).await?;
        }
    }
    Ok(())
}

/// Rows in the recycle bin are in no index but that of titles, which links to them still show. PostgreSQL is told the
/// order of empty ones and the tiebreaker, which SQLite has by itself.
pub(crate) fn index_sql(dialect: Dialect, module: &str, index: &Index, how: &str) -> String {
    let unique = if index.unique { "UNIQUE " } else { "" };
    let order = |descending| match (dialect, descending) {
        (Dialect::Sqlite, false) => "",
        (Dialect::Sqlite, true) => " DESC",
        (Dialect::Postgres, false) => " NULLS FIRST",
        (Dialect::Postgres, true) => " DESC NULLS LAST",
    };
    let mut columns: Vec<String> = index
        .columns
        .iter()
        .map(|(column, descending)| format!("\"{column}\"{}", order(*descending)))
        .collect();
    if dialect == Dialect::Postgres && !index.unique {
        columns.push(RID.to_owned());
    }
    let columns = columns.join(", ");
    let part = if *index == Index::on(&[TITLE]) { "" } else { "WHERE deleted_at IS NULL" };
    format!(
        "CREATE {unique}INDEX {how} IF NOT EXISTS \"{}\" ON \"{}\" ({columns}) {part}",
        index.name(module),
        table(module),
    )
}

/// The recycle bin has an index of its own, which costs nothing while it is empty.
async fn make_bin_index(conn: &mut Conn, module: &str) -> Result<()> {
    let sql = format!(
        "CREATE INDEX IF NOT EXISTS \"d_{module}\" ON \"{}\" ({}) WHERE {DELETED} IS NOT NULL",
        table(module),
        model::module::UPDATED_AT,
    );
    conn.run(Sql::new(sql)).await.map(drop)
}

async fn has_twice(conn: &mut Conn, module: &str, index: &Index) -> Result<bool> {
    let Some((column, _)) = index.columns.first() else { return Ok(false) };
    let sql = format!(
        "SELECT 1 FROM \"{}\" WHERE {DELETED} IS NULL AND \"{column}\" IS NOT NULL GROUP BY \"{column}\" \
         HAVING count(*) > 1 LIMIT 1",
        table(module)
    );
    Ok(conn.row(Sql::new(sql)).await?.is_some())
}
