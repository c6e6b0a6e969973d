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

/// A field that became another kind.
#[derive(Clone, Debug)]
pub(crate) struct Recast {
    module: Name,
    field: Name,
    /// The type of its column.
    definition: String,
    /// What the column held becomes this, and the other way round.
    said: String,
    said_back: String,
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
            if from == to {
                continue;
            }
            let unfit =
                || Error::Schema(format!("{}.{} is kept as {from:?} already", module.name, field.name));
            let column = format!("\"{}\"", field.name);
            let beside = format!("\"{}\"", beside(&field.name));
            wanted.push(Recast {
                module: module.name.clone(),
                field: field.name.clone(),
                definition: layout
                    .dialect
                    .column_type(field.kind.rules().storage(), collated(&field.kind))
                    .to_owned(),
                said: from.said_as(to, &column).ok_or_else(unfit)?,
                said_back: from.said_as(to, &beside).ok_or_else(unfit)?,
            });
        }
    }
    Ok(wanted)
}

/// Whether all that lies in the field's column, in the recycle bin too, can be kept by the kind.
pub(crate) async fn fits(conn: &mut Conn, module: &Name, field: &Name, kind: &Kind) -> Result<bool> {
    let noted = noted(conn).await?.get(module).and_then(|forms| forms.get(field)).copied();
    let Some((from, to)) = noted.zip(Form::of(kind)).filter(|(from, to)| from != to) else { return Ok(true) };
    let Some(said) = from.said_as(to, &format!("\"{field}\"")) else { return Ok(false) };
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

impl Recast {
    fn table(&self) -> String {
        table(&self.module)
    }

    /// What keeps the column beside in step.
    fn trigger(&self) -> String {
        short(format!("t_{}_{}", self.module, self.field))
    }

    /// Fills the column beside, in parts.
    pub(crate) async fn prepare(&self, writer: &Writer) -> Result<()> {
        let recast = self.clone();
        writer.run(move |tx| Box::pin(async move { recast.begin(&mut tx.conn).await })).await?;
        let Recast { said, field, .. } = self;
        let beside = beside(field);
        self.all(writer, format!("\"{beside}\" = {said}"), format!("\"{beside}\" IS DISTINCT FROM {said}"))
            .await
    }

    async fn begin(&self, conn: &mut Conn) -> Result<()> {
        tables::add_missing(conn, &self.module, &beside(&self.field), &self.definition).await?;
        self.forget(conn).await?;
        self.follow(conn).await
    }

    async fn follow(&self, conn: &mut Conn) -> Result<()> {
        let (table, trigger, field, beside) =
            (self.table(), self.trigger(), &self.field, beside(&self.field));
        match conn.dialect() {
            Dialect::Sqlite => {
                for (end, event) in [("new", "INSERT".to_owned()), ("set", format!("UPDATE OF \"{field}\""))]
                {
                    let sql = format!(
                        "CREATE TRIGGER \"{trigger}_{end}\" AFTER {event} ON \"{table}\" BEGIN UPDATE \"{table}\" \
                         SET \"{beside}\" = {} WHERE {RID} = NEW.{RID}; END",
                        self.said
                    );
                    conn.run(Sql::new(sql)).await?;
                }
            }
            Dialect::Postgres => {
                let said = self.said.replace(&format!("\"{field}\""), &format!("NEW.\"{field}\""));
                let function = format!(
                    "CREATE FUNCTION \"{trigger}\"() RETURNS trigger LANGUAGE plpgsql AS \
                     $$BEGIN NEW.\"{beside}\" := {said}; RETURN NEW; END$$"
                );
                conn.run(Sql::new(function)).await?;
                let sql = format!(
                    "CREATE TRIGGER \"{trigger}\" BEFORE INSERT OR UPDATE OF \"{field}\" ON \"{table}\" \
                     FOR EACH ROW EXECUTE FUNCTION \"{trigger}\"()"
                );
                conn.run(Sql::new(sql)).await?;
            }
        }
        Ok(())
    }

    /// Removes the triggers, where there are any.
    async fn forget(&self, conn: &mut Conn) -> Result<()> {
        let trigger = self.trigger();
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

    /// Sets `set` in all rows that are as `only` says, in parts, so that others can write in between.
    async fn all(&self, writer: &Writer, set: String, only: String) -> Result<()> {
        let table = self.table();
        let part = format!(
            "SELECT max({RID}) FROM (SELECT {RID} FROM \"{table}\" WHERE {RID} > $1 ORDER BY {RID} LIMIT {PART}) p"
        );
        let update = format!("UPDATE \"{table}\" SET {set} WHERE {RID} > $1 AND {RID} <= $2 AND {only}");
        let mut after = 0;
        loop {
            let (part, update) = (part.clone(), update.clone());
            let done = writer.run(move |tx| {
                Box::pin(async move {
                    let last = tx.conn.row(Sql::new(part).arg(after)).await?.and_then(|row| row.maybe_int(0));
                    if let Some(last) = last {
                        tx.conn.run(Sql::new(update).arg(after).arg(last)).await?;
                    }
                    Ok::<_, Error>(last)
                })
            });
            match done.await? {
                Some(last) => after = last,
                None => return Ok(()),
            }
        }
    }

    /// Puts the column beside in the place of the field's. Indexes of that are made anew when they are needed.
    pub(crate) async fn put(&self, conn: &mut Conn) -> Result<()> {
        self.forget(conn).await?;
        tables::drop_indexes_of(conn, &self.module, &self.field).await?;
        let (table, field, beside) = (self.table(), &self.field, beside(&self.field));
        let between = format!("{field}~~");
        for (from, to) in [(field.as_str(), between.as_str()), (&beside, field), (&between, &beside)] {
            let sql = format!("ALTER TABLE \"{table}\" RENAME COLUMN \"{from}\" TO \"{to}\"");
            conn.run(Sql::new(sql)).await?;
        }
        Ok(())
    }

    /// Removes what the field holds now from the column beside; what it could not say stays there.
    pub(crate) async fn clear(&self, writer: &Writer) -> Result<()> {
        let beside = beside(&self.field);
        self.all(writer, format!("\"{beside}\" = NULL"), format!("({}) IS NOT NULL", self.said_back)).await
    }
}
