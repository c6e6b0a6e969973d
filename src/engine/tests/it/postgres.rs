//! Databases on a PostgreSQL server: one for each test, so that none meets another.

use sqlx::{AssertSqlSafe, Connection, PgConnection};

use crate::house::furnish;
use crate::template;

/// Held while the template is made; each test is a process of its own.
const LOCK: i64 = 7_236_452;

pub struct Postgres {
    address: String,
}

impl Postgres {
    pub fn at(address: String) -> Postgres {
        Postgres { address }
    }

    /// Makes a database, and gives its address: a copy of one with a company in it, as making that takes seconds.
    pub async fn make(&self, name: &str) -> String {
        let template = self.template().await;
        self.run(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        self.database(name)
    }

    pub async fn drop(&self, name: &str) {
        self.run(&format!("DROP DATABASE {name} WITH (FORCE)")).await;
    }

    fn database(&self, name: &str) -> String {
        let (server, _) = self.address.rsplit_once('/').unwrap();
        format!("{server}/{name}")
    }

    /// The one of these tests as they are now, made by whichever comes first.
    async fn template(&self) -> String {
        let name = format!("rapport_template_{}", template::build());
        let mut conn = self.connect().await;
        sqlx::query("SELECT pg_advisory_lock($1)").bind(LOCK).execute(&mut conn).await.unwrap();
        let there = sqlx::query("SELECT 1 FROM pg_database WHERE datname = $1").bind(&name);
        if there.fetch_optional(&mut conn).await.unwrap().is_none() {
            self.make_template(&name).await;
        }
        // The lock ends with the connection.
        conn.close().await.unwrap();
        name
    }

    /// It has its name once it is whole.
    async fn make_template(&self, name: &str) {
        let half = format!("{name}_half");
        self.run(&format!("DROP DATABASE IF EXISTS {half} WITH (FORCE)")).await;
        self.run(&format!("CREATE DATABASE {half} TEMPLATE template0")).await;
        furnish(&self.database(&half)).await;
        self.run(&format!("ALTER DATABASE {half} RENAME TO {name}")).await;
    }

    async fn connect(&self) -> PgConnection {
        PgConnection::connect(&self.address).await.unwrap()
    }

    async fn run(&self, sql: &str) {
        let mut conn = self.connect().await;
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut conn).await.unwrap();
        conn.close().await.unwrap();
    }
}
