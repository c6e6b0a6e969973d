//! Who saw the records of persons. Written in batches some time after the reading, which must not wait for it.

use model::{Id, Instant, Name};
use sea_query::{Expr, Query};

use crate::conn::{Conn, Row, Sql};
use crate::dialect::iden;
use crate::error::Result;
use crate::log::instant;

/// By which way somebody saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum How {
    Page,
    Rest,
    /// A list was taken along as a file.
    Export,
    /// All that is kept of a person was.
    PersonalData,
    /// A file that hangs on the record was downloaded.
    File,
}

impl How {
    pub const ALL: [How; 5] = [How::Page, How::Rest, How::Export, How::PersonalData, How::File];

    pub const fn key(self) -> &'static str {
        match self {
            How::Page => "page",
            How::Rest => "rest",
            How::Export => "export",
            How::PersonalData => "personal_data",
            How::File => "file",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub at: Instant,
    pub user: Id,
    pub module: Name,
    /// None where it were many.
    pub record: Option<Id>,
    pub how: How,
    /// The condition that many met.
    pub filter: String,
    pub count: u64,
}

impl Seen {
    /// Whether the other is more of the same list.
    pub fn is_same_list(&self, other: &Seen) -> bool {
        let list = |seen: &Seen| (seen.user, seen.module.clone(), seen.how, seen.filter.clone());
        self.record.is_none() && other.record.is_none() && list(self) == list(other)
    }
}

/// Rows in one statement.
const ROWS: usize = 64;

pub(crate) async fn put(conn: &mut Conn, seen: &[Seen]) -> Result<()> {
    for part in seen.chunks(ROWS) {
        let columns = ["at", "user", "module", "record", "how", "filter", "count"].map(iden);
        let mut insert = Query::insert();
        insert.into_table(iden("seen")).columns(columns);
        for one in part {
            insert.values_panic([
                Expr::val(one.at.timestamp_millis()),
                Expr::val(one.user.0),
                Expr::val(one.module.as_str()),
                Expr::val(one.record.map(|id| id.0)),
                Expr::val(one.how.key()),
                Expr::val(one.filter.as_str()),
                Expr::val(i64::try_from(one.count).unwrap_or(i64::MAX)),
            ]);
        }
        let sql = conn.dialect().build(&insert);
        conn.run(sql).await?;
    }
    Ok(())
}

const COLUMNS: &str = "at, \"user\", module, record, how, filter, count";

/// Who saw one of `records`, the latest first.
pub(crate) async fn of(conn: &mut Conn, record: Id, limit: u32) -> Result<Vec<Seen>> {
    let sql = format!("SELECT {COLUMNS} FROM seen WHERE record = $1 ORDER BY at DESC, id DESC LIMIT $2");
    let rows = conn.rows(Sql::new(sql).id(record).arg(i64::from(limit))).await?;
    Ok(rows.into_iter().map(read).collect())
}

/// Lists of the module that were taken along since `since`, the latest first.
pub(crate) async fn exports(conn: &mut Conn, module: &str, since: Instant, limit: u32) -> Result<Vec<Seen>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM seen WHERE record IS NULL AND module = $1 AND at >= $2 \
         ORDER BY at DESC, id DESC LIMIT $3"
    );
    let sql = Sql::new(sql).arg(module).arg(since.timestamp_millis()).arg(i64::from(limit));
    Ok(conn.rows(sql).await?.into_iter().map(read).collect())
}

fn read(mut row: Row) -> Seen {
    let how = row.text(4);
    Seen {
        at: instant(row.int(0)),
        user: row.id(1),
        module: row.text(2).into(),
        record: row.maybe_id(3),
        how: How::ALL.into_iter().find(|known| known.key() == how).unwrap_or(How::Page),
        filter: row.text(5),
        count: u64::try_from(row.int(6)).unwrap_or_default(),
    }
}

pub(crate) async fn forget(conn: &mut Conn, before: Instant) -> Result<()> {
    let sql = Sql::new("DELETE FROM seen WHERE at < $1").arg(before.timestamp_millis());
    conn.run(sql).await.map(drop)
}
