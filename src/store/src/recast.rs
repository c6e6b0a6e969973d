//! Making what lies in a column fit a field that became another kind, while everybody goes on working: what the new kind
//! keeps is made in a column beside, in parts, and triggers follow what is written meanwhile. Then the two columns change
//! places.

use std::collections::{BTreeMap, HashMap};

use model::{Kind, Name};
use serde::{Deserialize, Serialize};

use crate::conn::{Conn, Sql};
use crate::dialect::{Dialect, collated};
use crate::error::{Error, Result};
use crate::layout::{Layout, RID, scale, short, table};
use crate::reindex::PART;
use crate::writer::Writer;
use crate::{kept, tables};

/// How kinds that can become one another keep their values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Form {
    /// Times ten to the power of this.
    Number(u32),
    Key,
    /// Each in a line of its own, with one before the first and after the last.
    Keys,
}

impl Form {
    fn of(kind: &Kind) -> Option<Form> {
        match kind {
            Kind::OneOf(_) => Some(Form::Key),
            Kind::ManyOf(_) => Some(Form::Keys),
            Kind::Integer(_) | Kind::Score(_) | Kind::Decimal(_) => scale(kind).map(Form::Number),
            _ => None,
        }
    }

    /// What `column` is in the form `to`, in SQL; NULL where that cannot say it.
    fn said_as(self, to: Form, column: &str) -> Option<String> {
        let factor = |digits: u32| 10_i64.checked_pow(digits);
        match (self, to) {
            (Form::Number(from), Form::Number(to)) if from <= to => {
                let factor = factor(to - from)?;
                let most = i64::MAX / factor;
                Some(format!("CASE WHEN {column} BETWEEN -{most} AND {most} THEN {column} * {factor} END"))
            }
            (Form::Number(from), Form::Number(to)) => {
                let factor = factor(from - to)?;
                Some(format!("CASE WHEN {column} % {factor} = 0 THEN {column} / {factor} END"))
            }
            (Form::Key, Form::Keys) => Some(format!("'\n' || {column} || '\n'")),
            (Form::Keys, Form::Key) => {
                let key = format!("replace({column}, '\n', '')");
                Some(format!("CASE WHEN {column} = '\n' || {key} || '\n' THEN {key} END"))
            }
            _ => None,
        }
    }
}

type Forms = HashMap<Name, BTreeMap<Name, Form>>;

const NOTES: &str = "forms.";

/// What the columns hold, by module and field; those that nobody shows any more too.
async fn noted(conn: &mut Conn) -> Result<Forms> {
    let notes = kept::settings(conn, NOTES).await?;
    let read = notes.into_iter().map(|(key, note)| {
        let module = key.strip_prefix(NOTES).unwrap_or_default();
        Ok((Name::new(module), serde_json::from_value(note)?))
    });
    read.collect()
}

/// Notes what the columns of `layout` hold from now on.
pub(crate) async fn note(conn: &mut Conn, layout: &Layout) -> Result<()> {
    let mut noted = noted(conn).await?;
    for module in &layout.schema.modules {
        let before = noted.remove(&module.name).unwrap_or_default();
        let mut now = before.clone();
        now.extend(
            module.fields.iter().filter_map(|field| Some((field.name.clone(), Form::of(&field.kind)?))),
        );
        if now != before {
            kept::put_setting(conn, &format!("{NOTES}{}", module.name), &serde_json::to_value(now)?).await?;
        }
    }
    Ok(())
}

/// A field that becomes another kind.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Recast {
    module: Name,
    field: Name,
    /// The type of its column.
    definition: &'static str,
    /// What the column holds becomes this.
    said: String,
}

/// What is to be done before the modules lie in tables as `layout` says.
pub(crate) async fn wanted(conn: &mut Conn, layout: &Layout) -> Result<Vec<Recast>> {
    let noted = noted(conn).await?;
    let mut wanted = Vec::new();
    for module in &layout.schema.modules {
        let Some(noted) = noted.get(&module.name) else { continue };
        for field in &module.fields {
            let Some((from, to)) = noted.get(&field.name).copied().zip(Form::of(&field.kind)) else {
                continue;
            };
            if from != to {
                let recast = Recast::new(layout.dialect, &module.name, field.name.clone(), from, &field.kind);
                let unfit = || Error::Schema(format!("{}.{} is kept as {from:?}", module.name, field.name));
                wanted.push(recast.ok_or_else(unfit)?);
            }
        }
    }
    Ok(wanted)
}

/// Has the field's column fit what `kind` can keep, from now on. `false` where something lies in it, or in the recycle
/// bin, that does not.
pub(crate) async fn begin(conn: &mut Conn, module: &Name, field: &Name, kind: &Kind) -> Result<bool> {
    let noted = noted(conn).await?.get(module).and_then(|forms| forms.get(field)).copied();
    let Some((from, to)) = noted.zip(Form::of(kind)) else { return Ok(true) };
    if from == to {
        drop_triggers(conn, module, field).await?;
        return Ok(true);
    }
    let Some(recast) = Recast::new(conn.dialect(), module, field.clone(), from, kind) else {
        return Ok(false);
    };
    recast.begin(conn).await?;
    let Recast { said, .. } = recast;
    let sql = format!(
        "SELECT 1 FROM \"{}\" WHERE \"{field}\" IS NOT NULL AND ({said}) IS NULL LIMIT 1",
        table(module)
    );
    Ok(conn.row(Sql::new(sql)).await?.is_none())
}

/// The column beside that of the field; no field can be called so.
fn beside(field: &str) -> String {
    format!("{field}~")
}

/// The setting that says that the column beside is to be emptied.
const LEFT_OVER: &str = "left_over.";

fn left_over(module: &str, field: &str) -> String {
    format!("{LEFT_OVER}{module}.{field}")
}

/// Empties the columns beside, of what the fields held before they became another kind.
pub(crate) async fn clear(conn: &mut Conn, writer: &Writer) -> Result<()> {
    for (key, _) in kept::settings(conn, LEFT_OVER).await? {
        let named = key.strip_prefix(LEFT_OVER).and_then(|name| name.split_once('.'));
        let Some((module, field)) = named else { continue };
        let beside = beside(field);
        let set = format!("\"{beside}\" = NULL");
        let only = format!("\"{beside}\" IS NOT NULL");
        let all = Parts { table: table(module), set, only, as_long_as: Some(key.clone()) };
        all.write(writer).await?;
        writer.run(move |tx| Box::pin(async move { kept::drop_setting(&mut tx.conn, &key).await })).await?;
    }
    Ok(())
}

/// A change of all rows that are as `only` says, in parts, so that others can write in between.
struct Parts {
    table: String,
    set: String,
    only: String,
    /// The setting without which there is nothing more to do.
    as_long_as: Option<String>,
}

impl Parts {
    async fn write(self, writer: &Writer) -> Result<()> {
        let Parts { table, set, only, as_long_as } = self;
        let part = format!(
            "SELECT max({RID}) FROM (SELECT {RID} FROM \"{table}\" WHERE {RID} > $1 ORDER BY {RID} LIMIT {PART}) p"
        );
        let update = format!("UPDATE \"{table}\" SET {set} WHERE {RID} > $1 AND {RID} <= $2 AND {only}");
        let mut after = Some(0);
        while let Some(from) = after {
            let (part, update, setting) = (part.clone(), update.clone(), as_long_as.clone());
            let done = writer.run(move |tx| {
                Box::pin(async move {
                    if let Some(setting) = setting
                        && kept::setting(&mut tx.conn, &setting).await?.is_none()
                    {
                        return Ok::<_, Error>(None);
                    }
                    let last = tx.conn.row(Sql::new(part).arg(from)).await?.and_then(|row| row.maybe_int(0));
                    if let Some(last) = last {
                        tx.conn.run(Sql::new(update).arg(from).arg(last)).await?;
                    }
                    Ok(last)
                })
            });
            after = done.await?;
        }
        Ok(())
    }
}

/// What keeps the column beside in step.
fn trigger(module: &str, field: &str) -> String {
    short(format!("t_{module}_{field}"))
}

/// Drops the triggers, where there are any.
async fn drop_triggers(conn: &mut Conn, module: &str, field: &str) -> Result<()> {
    let trigger = trigger(module, field);
    let statements = match conn.dialect() {
        Dialect::Sqlite => {
            ["new", "set"].map(|end| format!("DROP TRIGGER IF EXISTS \"{trigger}_{end}\"")).to_vec()
        }
        Dialect::Postgres => vec![format!("DROP FUNCTION IF EXISTS \"{trigger}\" CASCADE")],
    };
    for sql in statements {
        conn.run(Sql::new(sql)).await?;
    }
    Ok(())
}

impl Recast {
    fn new(dialect: Dialect, module: &Name, field: Name, from: Form, kind: &Kind) -> Option<Recast> {
        let said = from.said_as(Form::of(kind)?, &format!("\"{field}\""))?;
        let definition = dialect.column_type(kind.rules().storage(), collated(kind));
        Some(Recast { module: module.clone(), field, definition, said })
    }

    /// Fills the column beside, in parts.
    pub(crate) async fn prepare(&self, writer: &Writer) -> Result<()> {
        let recast = self.clone();
        writer.run(move |tx| Box::pin(async move { recast.begin(&mut tx.conn).await })).await?;
        let Recast { said, field, .. } = self;
        let beside = beside(field);
        let set = format!("\"{beside}\" = {said}");
        let only = format!("\"{beside}\" IS DISTINCT FROM {said}");
        Parts { table: table(&self.module), set, only, as_long_as: None }.write(writer).await
    }

    /// From now on the column beside follows what is written, and what it could not say is refused.
    async fn begin(&self, conn: &mut Conn) -> Result<()> {
        let Recast { module, field, .. } = self;
        kept::drop_setting(conn, &left_over(module, field)).await?;
        tables::add_missing(conn, module, &beside(field), self.definition).await?;
        drop_triggers(conn, module, field).await?;
        self.follow(conn).await
    }

    async fn follow(&self, conn: &mut Conn) -> Result<()> {
        let Recast { module, field, .. } = self;
        let (table, trigger, beside) = (table(module), trigger(module, field), beside(field));
        let new = format!("NEW.\"{field}\"");
        let said = self.said.replace(&format!("\"{field}\""), &new);
        let unsaid = format!("{new} IS NOT NULL AND ({said}) IS NULL");
        let statements = match conn.dialect() {
            Dialect::Sqlite => {
                let on = |end: &str, event: &str| {
                    format!(
                        "CREATE TRIGGER \"{trigger}_{end}\" AFTER {event} ON \"{table}\" BEGIN \
                         SELECT RAISE(ABORT, 'it becomes another kind') WHERE {unsaid}; \
                         UPDATE \"{table}\" SET \"{beside}\" = {said} WHERE {RID} = NEW.{RID}; END"
                    )
                };
                [on("new", "INSERT"), on("set", &format!("UPDATE OF \"{field}\""))]
            }
            Dialect::Postgres => [
                format!(
                    "CREATE FUNCTION \"{trigger}\"() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN \
                     IF {unsaid} THEN RAISE 'it becomes another kind' USING ERRCODE = 'lock_not_available'; END IF; \
                     NEW.\"{beside}\" := {said}; RETURN NEW; END$$"
                ),
                format!(
                    "CREATE TRIGGER \"{trigger}\" BEFORE INSERT OR UPDATE OF \"{field}\" ON \"{table}\" \
                     FOR EACH ROW EXECUTE FUNCTION \"{trigger}\"()"
                ),
            ],
        };
        for sql in statements {
            conn.run(Sql::new(sql)).await?;
        }
        Ok(())
    }

    /// Puts the column beside in the place of the field's, unless another program was faster. Indexes of that are made
    /// anew when they are needed.
    pub(crate) async fn put(&self, conn: &mut Conn, is_wanted: bool) -> Result<()> {
        let Recast { module, field, .. } = self;
        drop_triggers(conn, module, field).await?;
        kept::put_setting(conn, &left_over(module, field), &true.into()).await?;
        if !is_wanted {
            return Ok(());
        }
        tables::drop_indexes_of(conn, module, field).await?;
        let (beside, between) = (beside(field), format!("{field}~~"));
        for (from, to) in [(field.as_str(), between.as_str()), (&beside, field), (&between, &beside)] {
            let sql = format!("ALTER TABLE \"{}\" RENAME COLUMN \"{from}\" TO \"{to}\"", table(module));
            conn.run(Sql::new(sql)).await?;
        }
        Ok(())
    }
}
