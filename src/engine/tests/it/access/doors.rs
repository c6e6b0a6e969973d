//! Every door of the product that leads to a record, walked by every person of a company.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::time::Duration;

use api::{Backend, BoardQuery, BulkChange, Caller, Failure, ImportStage, ListQuery, Mapping, Selection};
use engine::{Engine, Headers};
use futures::{TryStreamExt, stream};
use model::{Id, Record};
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rust_decimal::Decimal;

use super::company::{Access, Company, MODULES, SUM, User};
use super::oracle::target;
use crate::house::{text, values};
use crate::import::mapping;

/// A person before the doors of a module.
struct Walk<'a> {
    engine: &'a Engine,
    company: &'a Company,
    user: &'a User,
    caller: &'a Caller,
    module: &'static str,
    fields: &'static [&'static str],
    /// For messages: how to repeat it.
    seed: u64,
}

/// How many cases were tried.
pub async fn walk_all(engine: &Engine, company: &Company, dice: &mut StdRng, seed: u64) -> usize {
    let mut cases = 0;
    for user in &company.users {
        let caller = engine.caller_of(&user.email).await.unwrap();
        for (module, fields) in MODULES {
            let walk = Walk { engine, company, user, caller: &caller, module, fields, seed };
            cases += walk.all(dice).await;
        }
        comments(engine, company, user, &caller, seed).await;
        attachments(engine, company, user, &caller, seed).await;
        catalogue(engine, company, user, &caller, seed).await;
    }
    cases + live(engine, company, seed).await
}

impl Walk<'_> {
    async fn all(&self, dice: &mut StdRng) -> usize {
        let records = &self.company.records[self.module];
        if !self.company.shows(self.user, self.module) {
            self.nothing_is_there(records).await;
            return records.len();
        }
        self.schema();
        self.list(records).await;
        self.conditions(records).await;
        if self.module == "accounts" {
            self.sums(records).await;
        }
        self.board(records).await;
        self.export(records).await;
        self.create(dice).await;
        self.alike().await;
        self.many(records, dice).await;
        if dice.random_bool(0.1) {
            self.import(records).await;
        }
        for record in records {
            self.page(record).await;
            if dice.random_bool(0.3) {
                self.search(record).await;
            }
            if dice.random_bool(0.2) {
                self.change(record, dice).await;
            }
            if dice.random_bool(0.2) {
                self.duplicate(record).await;
            }
            if dice.random_bool(0.05) {
                self.merge(record, records, dice).await;
            }
            if dice.random_bool(0.1) {
                self.delete(record).await;
            }
            if self.company.pools.contains(self.module) && dice.random_bool(0.5) {
                self.claim(record).await;
            }
        }
        // In the list, as a page and in its history.
        records.len() * 3
    }

    fn sees(&self, record: &Record) -> bool {
        self.company.sees(self.user, self.module, record)
    }

    fn access(&self, field: &str) -> Access {
        self.company.field(self.user, self.module, field)
    }

    fn hides(&self, field: &str) -> bool {
        self.access(field) == Access::Hidden
    }

    fn at(&self) -> String {
        format!("seed {}: {} in {}", self.seed, self.user.email, self.module)
    }

    fn query(&self, filter: &str) -> ListQuery {
        ListQuery { module: self.module.into(), filter: filter.into(), limit: 200, ..ListQuery::default() }
    }

    async fn nothing_is_there(&self, records: &[Record]) {
        assert!(self.caller.schema.module(self.module).is_none(), "{}", self.at());
        let listed = self.engine.list(self.caller, self.query("")).await;
        assert_eq!(listed.err(), Some(Failure::NotFound), "{}", self.at());
        for record in records {
            let page = self.engine.record(self.caller, self.module.into(), record.id).await;
            assert_eq!(page.err(), Some(Failure::NotFound), "{}", self.at());
            let past = self.engine.as_it_was(self.caller, self.module, record.id, "2999-12-31").await;
            assert_eq!(past.err(), Some(Failure::NotFound), "{}", self.at());
            let hits = self.engine.search(self.caller, record.title.clone(), None, 50).await.unwrap();
            assert!(hits.iter().all(|hit| hit.id != record.id), "{}", self.at());
        }
    }

    /// A file changes what she sees and may change. What it names besides would be added, as if it were not there.
    async fn import(&self, records: &[Record]) {
        let title = self.fields[0];
        let may = |what: fn(&super::company::Allowed) -> bool| self.company.may(self.user, self.module, what);
        let titles = records.iter().map(|record| record.value(title).as_text().unwrap());
        let content = [title].into_iter().chain(titles).collect::<Vec<_>>().join("\n");
        let content = stream::iter([Ok::<_, Infallible>(content)]);
        let uploaded = self.engine.upload(self.caller, self.module, "data.csv", content).await;
        assert_eq!(uploaded.is_ok(), may(|said| said.import) && may(|said| said.create), "{}", self.at());
        let Ok(import) = uploaded else { return };
        let mapping = Mapping { match_by: vec![title.into()], ..mapping(&[(title, title)]) };
        let started = self.engine.import_start(self.caller, import, mapping, true).await;
        assert_eq!(started.is_ok(), self.access(title) == Access::Write, "{}", self.at());
        if started.is_err() {
            return;
        }
        let done = loop {
            let status = self.engine.import_status(self.caller, import).await.unwrap();
            if !matches!(status.stage, ImportStage::Checking | ImportStage::Running) {
                break status;
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        };
        let edits = |record: &&Record| self.company.edits(self.user, self.module, record);
        let (seen, unseen): (Vec<_>, Vec<_>) = records.iter().partition(|record| self.sees(record));
        let updated = seen.into_iter().filter(edits).count();
        let added = unseen.len();
        assert_eq!(
            (done.updated, done.added),
            (updated as u64, added as u64),
            "{}: {:?}",
            self.at(),
            done.bad
        );
    }

    fn schema(&self) {
        let module = self.caller.schema.module(self.module).unwrap();
        for field in self.fields {
            let shown = module.field(field).map(|field| field.editable());
            let wanted = match self.access(field) {
                Access::Hidden => None,
                Access::Read => Some(false),
                Access::Write => Some(true),
            };
            assert_eq!(shown, wanted, "{}: {field}", self.at());
        }
        let may = |what: fn(&super::company::Allowed) -> bool| self.company.may(self.user, self.module, what);
        assert_eq!(module.may.create, may(|said| said.create), "{}", self.at());
        assert_eq!(module.may.import, may(|said| said.import), "{}", self.at());
        assert_eq!(module.may.export, may(|said| said.export), "{}", self.at());
        let reviewed = self.company.reviews.contains(self.module);
        let answers = reviewed && may(|said| said.review);
        assert_eq!(module.may.review, answers, "{}", self.at());
        let state = module.field("review").map(|field| field.editable());
        let writes = answers && self.access("review") == Access::Write;
        assert_eq!(state, reviewed.then_some(writes), "{}", self.at());
        let pooled = ["accounts", "leads"].contains(&self.module);
        assert_eq!(module.may.claim, pooled && may(|said| said.claim), "{}", self.at());
    }

    /// What opportunities come to is there where they and it may be read, and nobody writes it.
    async fn sums(&self, records: &[Record]) {
        let reads = self.company.reads_sums(self.user);
        let field = self.caller.schema.module("accounts").unwrap().field(SUM);
        assert_eq!(field.map(|field| field.editable()), reads.then_some(false), "{}", self.at());
        let asked = self.engine.list(self.caller, self.query(&format!("{SUM} >= 0"))).await;
        assert_eq!(asked.is_ok(), reads, "{}", self.at());
        for record in records.iter().filter(|record| self.sees(record)) {
            let page = self.engine.record(self.caller, "accounts".into(), record.id).await.unwrap();
            assert_eq!(page.record.value(SUM).is_empty(), !reads, "{}: {}", self.at(), record.title);
        }
    }

    async fn list(&self, records: &[Record]) {
        let columns = self.fields.iter().filter(|field| !self.hides(field)).map(|field| (*field).into());
        let query = ListQuery { columns: columns.collect(), ..self.query("") };
        let listed = self.engine.list(self.caller, query).await.unwrap().records;
        let found: BTreeSet<Id> = listed.iter().map(|record| record.id).collect();
        let wanted: BTreeSet<Id> =
            records.iter().filter(|record| self.sees(record)).map(|record| record.id).collect();
        assert_eq!(found, wanted, "{}", self.at());
        for record in &listed {
            self.holds(record, records.iter().find(|known| known.id == record.id).unwrap());
        }
        let count = self.engine.count(self.caller, self.module.into(), String::new()).await.unwrap();
        assert_eq!(count, wanted.len() as u64, "{}", self.at());
    }

    /// What is shown of `known` is what may be read, all of it, and links tell what one sees of their targets.
    fn holds(&self, shown: &Record, known: &Record) {
        for field in self.fields {
            let (shown, known) = (shown.value(field), known.value(field));
            if self.hides(field) {
                assert!(shown.is_empty(), "{}: {field} is shown", self.at());
            } else if let Some(link) = known.as_link() {
                let its = shown.as_link().unwrap();
                let seen = self.company.sees_account(self.user, link.id);
                assert_eq!((its.id, its.title.is_empty()), (link.id, !seen), "{}: {field}", self.at());
            } else {
                assert_eq!(shown, known, "{}: {field}", self.at());
            }
        }
    }

    async fn conditions(&self, records: &[Record]) {
        for field in self.fields {
            let filter = format!("{field} is not empty");
            let found = self.engine.count(self.caller, self.module.into(), filter).await;
            let sorted =
                self.engine.list(self.caller, ListQuery { sort: (*field).into(), ..self.query("") }).await;
            if self.hides(field) {
                assert!(matches!(found, Err(Failure::Invalid(_))), "{}: {field} {found:?}", self.at());
                assert!(matches!(sorted, Err(Failure::Invalid(_))), "{}: {field}", self.at());
                continue;
            }
            let held = |record: &&Record| self.sees(record) && !record.value(field).is_empty();
            assert_eq!(found, Ok(records.iter().filter(held).count() as u64), "{}: {field}", self.at());
        }
        if self.module == "opportunities" && !self.hides("account") {
            self.behind_links(records).await;
        }
    }

    /// What is asked of the account counts only where that is seen, and only what may be read of it.
    async fn behind_links(&self, records: &[Record]) {
        let filter = "account.phone is not empty".to_owned();
        let found = self.engine.count(self.caller, self.module.into(), filter).await;
        if self.company.field(self.user, "accounts", "phone") == Access::Hidden {
            assert!(matches!(found, Err(Failure::Invalid(_))), "{}: {found:?}", self.at());
            return;
        }
        let seen = |record: &&Record| {
            let account = target(record, "account");
            self.sees(record) && account.is_some_and(|id| self.company.sees_account(self.user, id))
        };
        assert_eq!(found, Ok(records.iter().filter(seen).count() as u64), "{}", self.at());
    }

    async fn board(&self, records: &[Record]) {
        if self.module != "opportunities" {
            return;
        }
        let query = BoardQuery { module: self.module.into(), ..BoardQuery::default() };
        let board = match self.engine.board(self.caller, query).await {
            Err(failure) => {
                assert!(self.hides("stage"), "{}", self.at());
                return assert_eq!(failure, Failure::NotFound, "{}", self.at());
            }
            Ok(board) => board,
        };
        let seen: Vec<&Record> = records.iter().filter(|record| self.sees(record)).collect();
        let count: u64 = board.columns.iter().map(|column| column.count).sum();
        assert_eq!(count, seen.len() as u64, "{}", self.at());
        let sums = board.columns.iter().flat_map(|column| &column.sums);
        let sum: Decimal = sums.map(|sum| sum.amount.parse::<Decimal>().unwrap()).sum();
        let amounts = seen.iter().filter_map(|record| record.value("amount").as_decimal());
        let wanted = if self.hides("amount") { Decimal::ZERO } else { amounts.sum() };
        assert_eq!(sum, wanted, "{}", self.at());
        let cards = board.columns.iter().flat_map(|column| &column.records);
        cards.for_each(|card| {
            assert!(!self.hides("amount") || card.value("amount").is_empty(), "{}", self.at());
        });
    }

    async fn export(&self, records: &[Record]) {
        let stream = match self.engine.export(self.caller, self.query(""), Headers::Names) {
            Ok(stream) => stream,
            Err(failure) => {
                assert!(!self.company.may(self.user, self.module, |said| said.export), "{}", self.at());
                return assert_eq!(failure, Failure::NotAllowed);
            }
        };
        assert!(self.company.may(self.user, self.module, |said| said.export), "{}", self.at());
        let pieces: Vec<Vec<u8>> = stream.try_collect().await.unwrap();
        let file = pieces.concat();
        let mut reader = csv::Reader::from_reader(file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&file));
        let header = reader.headers().unwrap().clone();
        for field in self.fields {
            assert_eq!(
                header.iter().any(|name| name == *field),
                !self.hides(field),
                "{}: {field}",
                self.at()
            );
        }
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), records.iter().filter(|record| self.sees(record)).count(), "{}", self.at());
        let cell = |row: &csv::StringRecord, field: &str| {
            header.iter().position(|name| name == field).map(|at| row[at].to_owned())
        };
        let name = self.fields[0];
        for row in &rows {
            let known =
                records.iter().find(|known| known.value(name).as_text() == cell(row, name).as_deref());
            assert!(known.is_some_and(|known| self.sees(known)), "{}: {row:?}", self.at());
            for field in ["reference", "title", "next_step", "company", "email"] {
                let wanted = known.and_then(|known| known.value(field).as_text()).unwrap_or_default();
                let shown = cell(row, field).filter(|_| self.fields.contains(&field));
                assert!(shown.is_none_or(|shown| shown == wanted), "{}: {field} {row:?}", self.at());
            }
        }
    }

    async fn create(&self, dice: &mut StdRng) {
        if dice.random_bool(0.5) {
            return;
        }
        let name = if ["contacts", "leads"].contains(&self.module) { "last_name" } else { "name" };
        let made =
            self.engine.create(self.caller, self.module.into(), values(&[(name, text("zz new"))])).await;
        let may = self.company.may(self.user, self.module, |said| said.create);
        let writes = self.access(name) == Access::Write;
        assert_eq!(made.is_ok(), may && writes, "{}: {made:?}", self.at());
        if let Ok(saved) = made {
            self.engine.undo(&self.engine.system_caller(), saved.batch).await.unwrap();
        }
    }

    /// All that match are changed at once: those that she may change, and no other.
    async fn many(&self, records: &[Record], dice: &mut StdRng) {
        if dice.random_bool(0.7) {
            return;
        }
        let change = BulkChange::Set(values(&[("description", text("All at once"))]));
        let all = Selection::Filter(String::new());
        let done = self.engine.change_many(self.caller, self.module.into(), all, change).await;
        let wanted =
            records.iter().filter(|record| self.company.edits(self.user, self.module, record)).count();
        let may = self.company.may(self.user, self.module, |said| said.edit);
        let writes = may || self.company.may(self.user, self.module, |said| said.create);
        match done {
            Ok(done) => {
                assert_eq!(done.count, wanted as u64, "{}", self.at());
                if let Some(batch) = done.batch.filter(|_| done.count > 0) {
                    self.engine.undo(&self.engine.system_caller(), batch).await.unwrap();
                }
            }
            Err(failure) => assert!(!writes || wanted == 0, "{}: {failure}", self.at()),
        }
    }

    async fn page(&self, record: &Record) {
        let page = self.engine.record(self.caller, self.module.into(), record.id).await;
        let history = self.engine.timeline(self.caller, self.module.into(), record.id, None).await;
        let past = self.engine.as_it_was(self.caller, self.module, record.id, "2999-12-31").await;
        if !self.sees(record) {
            assert_eq!(page.err(), Some(Failure::NotFound), "{}", self.at());
            assert_eq!(past.err(), Some(Failure::NotFound), "{}", self.at());
            assert_eq!(history.err(), Some(Failure::NotFound), "{}", self.at());
            return;
        }
        let page = page.unwrap();
        self.holds(&page.record, record);
        self.holds(&past.unwrap().then, record);
        let may = (page.may_edit, page.may_delete);
        let edits = self.company.edits(self.user, self.module, record);
        let deletes = self.company.deletes(self.user, self.module, record);
        assert_eq!(may, (edits, deletes), "{}: {}", self.at(), record.title);
        let told = serde_json::to_value(history.unwrap().entries).unwrap().to_string();
        for field in self.fields {
            let asked = format!("\"field\":\"{field}\"");
            assert!(!self.hides(field) || !told.contains(&asked), "{}: {field} in the history", self.at());
        }
        for related in &page.related {
            self.related(record, related);
        }
    }

    fn related(&self, record: &Record, related: &api::Related) {
        let Some((module, _)) = MODULES.into_iter().find(|(name, _)| *name == related.module) else { return };
        if self.module != "accounts" || !["account", "about"].contains(&related.field.as_str()) {
            return;
        }
        let leads_here = |other: &&Record| {
            target(other, &related.field) == Some(record.id) && self.company.sees(self.user, module, other)
        };
        let wanted = self.company.records[module].iter().filter(leads_here).count();
        assert_eq!(related.count, wanted as u64, "{}: {} of {}", self.at(), related.module, record.title);
    }

    /// By what it is called, and by a word that stands in one of its fields alone.
    async fn search(&self, record: &Record) {
        let finds = async |text: String| {
            let hits = self.engine.search(self.caller, text, None, 50).await.unwrap();
            hits.iter().any(|hit| hit.id == record.id)
        };
        let title = record.title.split(' ').nth(1).unwrap().to_owned();
        assert_eq!(finds(title).await, self.sees(record), "{}: {}", self.at(), record.title);
        let worded = ["reference", "title", "next_step", "company", "email"];
        for field in self.fields.iter().filter(|field| worded.contains(field)) {
            let Some(word) = record.value(field).as_text().filter(|word| word.contains("secret")) else {
                continue;
            };
            if *field == "email" || self.fields.contains(&"email") {
                // Both hold the word, the address with more around it.
                let word = record.value("email").as_text().unwrap_or_default();
                assert_eq!(
                    finds(word.to_owned()).await,
                    self.sees(record) && !self.hides("email"),
                    "{}",
                    self.at()
                );
                continue;
            }
            let wanted = self.sees(record) && !self.hides(field);
            assert_eq!(finds(word.to_owned()).await, wanted, "{}: {field} of {}", self.at(), record.title);
        }
    }

    async fn change(&self, record: &Record, dice: &mut StdRng) {
        let texts = ["reference", "title", "next_step", "company", "phone", "last_name", "name"];
        let fields: Vec<_> = self.fields.iter().filter(|field| texts.contains(field)).collect();
        let field = **fields.choose(dice).unwrap();
        let value = if field == "phone" { text("+49 30 123456") } else { text("changed") };
        let version = self.version(record).await;
        let given = values(&[(field, value)]);
        let done = self.engine.update(self.caller, self.module.into(), record.id, version, given).await;
        match done {
            Ok(saved) => {
                let may =
                    self.company.edits(self.user, self.module, record) && self.access(field) == Access::Write;
                assert!(may, "{}: {field} of {}", self.at(), record.title);
                let undone = self.engine.undo(self.caller, saved.batch).await.unwrap();
                assert_eq!(undone.count, 1, "{}", self.at());
            }
            Err(Failure::NotFound) => assert!(!self.sees(record), "{}", self.at()),
            Err(Failure::NotAllowed) => {
                assert!(!self.company.edits(self.user, self.module, record), "{}", self.at());
            }
            Err(Failure::Invalid(problems)) => {
                let wanted = match self.access(field) {
                    Access::Hidden => "unknown-field",
                    Access::Read => "read-only",
                    Access::Write => "none",
                };
                assert_eq!(problems[0].code, wanted, "{}: {field}", self.at());
            }
            Err(other) => panic!("{}: {other}", self.at()),
        }
    }

    async fn delete(&self, record: &Record) {
        let which = Selection::Ids(vec![record.id]);
        let done = self.engine.change_many(self.caller, self.module.into(), which, BulkChange::Delete).await;
        let wanted = self.sees(record) && self.company.deletes(self.user, self.module, record);
        let count = done.as_ref().map_or(0, |done| done.count);
        assert_eq!(count, u64::from(wanted), "{}: {} {done:?}", self.at(), record.title);
        if let Some(batch) = done.ok().and_then(|done| done.batch).filter(|_| count > 0) {
            self.engine.undo(&self.engine.system_caller(), batch).await.unwrap();
        }
    }

    /// By what the rules that every installation has compare.
    fn compared(&self) -> Option<&'static str> {
        match self.module {
            "accounts" => Some("name"),
            "contacts" | "leads" => Some("email"),
            _ => None,
        }
    }

    /// Who types what a record holds already learns that, and whose it is; of a record that she does not see, no more.
    async fn duplicate(&self, record: &Record) {
        let Some(field) = self.compared().filter(|field| !record.value(field).is_empty()) else { return };
        let typed = values(&[(field, record.value(field).clone())]);
        let found = self.engine.duplicates(self.caller, self.module.into(), None, typed).await;
        if !self.company.may(self.user, self.module, |said| said.create) {
            return assert_eq!(found.err(), Some(Failure::NotAllowed), "{}", self.at());
        }
        let found = found.unwrap();
        if self.access(field) != Access::Write {
            return assert!(found.is_empty(), "{}: {found:?}", self.at());
        }
        assert!(!found.is_empty(), "{}: {}", self.at(), record.title);
        let known = &self.company.records[self.module];
        for told in &found {
            let Some(link) = &told.record else { continue };
            let its = known.iter().find(|known| known.id == link.id).unwrap();
            assert!(self.sees(its), "{}: {}", self.at(), link.title);
        }
        // What lies in the pool has no owner.
        let owner = match target(record, "owner") {
            Some(owner) => self.engine.get(&self.engine.system_caller(), "users", owner).await.unwrap().title,
            None => String::new(),
        };
        let is_it = |told: &api::Duplicate| told.record.as_ref().is_some_and(|link| link.id == record.id);
        let hidden = |told: &api::Duplicate| told.record.is_none() && told.owner == owner;
        let (named, hinted) = (found.iter().any(is_it), found.iter().any(hidden));
        assert_eq!(named, self.sees(record), "{}: {}", self.at(), record.title);
        assert!(named || hinted, "{}: {} {found:?}", self.at(), record.title);
    }

    /// What is the same among all is found among those that she sees.
    async fn alike(&self) {
        let module = self.caller.schema.module(self.module).unwrap();
        let rule = module.duplicates.first().map(|rule| rule.name.clone()).unwrap_or_default();
        let Ok(page) = self.engine.alike(self.caller, self.module.into(), rule, None).await else { return };
        let known = &self.company.records[self.module];
        for group in &page.groups {
            assert_eq!(group.records.len() as u64, group.count, "{}", self.at());
            for record in &group.records {
                let its = known.iter().find(|known| known.id == record.id).unwrap();
                assert!(self.sees(its), "{}: {}", self.at(), record.title);
                self.holds(record, its);
            }
        }
    }

    /// The record stays: she must edit it, and delete the other.
    async fn merge(&self, record: &Record, records: &[Record], dice: &mut StdRng) {
        let Some(other) = records.choose(dice).filter(|other| other.id != record.id) else { return };
        let wanted = api::Merge { others: vec![other.id], ..api::Merge::default() };
        let done = self.engine.merge(self.caller, self.module.into(), record.id, wanted).await;
        let company = self.company;
        let may = self.sees(record)
            && self.sees(other)
            && company.edits(self.user, self.module, record)
            && company.deletes(self.user, self.module, other);
        match done {
            Ok(saved) => {
                assert!(may, "{}: {} into {}", self.at(), other.title, record.title);
                let undone = self.engine.undo(&self.engine.system_caller(), saved.batch).await.unwrap();
                assert_eq!(undone.skipped, 0, "{}", self.at());
            }
            Err(failure @ (Failure::NotFound | Failure::NotAllowed)) => {
                assert!(!may, "{}: {} into {}: {failure}", self.at(), other.title, record.title);
            }
            Err(failure) => panic!("{}: {failure}", self.at()),
        }
    }

    async fn claim(&self, record: &Record) {
        let claimed = self.engine.claim(self.caller, self.module.into(), record.id).await;
        let wanted = self.company.claims(self.user, self.module, record);
        assert_eq!(claimed.is_ok(), wanted, "{}: {} {claimed:?}", self.at(), record.title);
        match claimed {
            Ok(saved) => {
                self.holds(&saved.record, record);
                let undone = self.engine.undo(self.caller, saved.batch).await.unwrap();
                assert_eq!(undone.count, 1, "{}", self.at());
            }
            Err(failure) => {
                assert_eq!(failure == Failure::NotFound, !self.sees(record), "{}: {failure}", self.at());
            }
        }
    }

    async fn version(&self, record: &Record) -> i64 {
        self.engine.get(&self.engine.system_caller(), self.module, record.id).await.unwrap().version
    }
}

/// What hangs on a record is seen with it.
async fn comments(engine: &Engine, company: &Company, user: &User, caller: &Caller, seed: u64) {
    let query = ListQuery { module: "comments".into(), limit: 200, ..ListQuery::default() };
    let Ok(listed) = engine.list(caller, query).await else {
        return assert!(!company.shows(user, "comments"), "seed {seed}: {}", user.email);
    };
    let found: BTreeSet<Id> = listed.records.iter().filter_map(|comment| target(comment, "about")).collect();
    let accounts = &company.records["accounts"];
    let seen = accounts.iter().filter(|record| company.sees(user, "accounts", record));
    assert_eq!(found, seen.map(|record| record.id).collect(), "seed {seed}: {}", user.email);
}

/// So is its file.
async fn attachments(engine: &Engine, company: &Company, user: &User, caller: &Caller, seed: u64) {
    for (attachment, account) in &company.attachments {
        let seen = company.shows(user, "attachments") && company.sees_account(user, *account);
        let fetched = engine.file(caller, *attachment, "file").await.map(|(_, content)| content);
        let wanted = if seen { Ok(account.to_string().into_bytes()) } else { Err(Failure::NotFound) };
        assert_eq!(fetched, wanted, "seed {seed}: {}", user.email);
    }
}

/// All see the catalogue, and only administrators change it.
async fn catalogue(engine: &Engine, company: &Company, user: &User, caller: &Caller, seed: u64) {
    let (module, at) = (|| "products".into(), format!("seed {seed}: {}", user.email));
    let query = ListQuery { module: module(), limit: 200, ..ListQuery::default() };
    let listed = engine.list(caller, query).await.map(|page| page.records);
    let (shown, administers) = (company.shows(user, "products"), company.administers(user));
    assert_eq!(listed.is_ok(), shown, "{at}");
    let its = |record: &Record| record.id == company.product;
    assert_eq!(listed.is_ok_and(|records| records.iter().any(its)), shown, "{at}");
    let version = engine.get(&engine.system_caller(), "products", company.product).await.unwrap().version;
    let given = || values(&[("name", text("Not hers to change"))]);
    let changed = engine.update(caller, module(), company.product, version, given()).await;
    let made = engine.create(caller, module(), given()).await;
    for written in [changed, made] {
        assert_eq!(written.is_ok(), administers, "{at}: {written:?}");
        if let Ok(saved) = written {
            engine.undo(&engine.system_caller(), saved.batch).await.unwrap();
        }
    }
    let which = Selection::Ids(vec![company.product]);
    let deleted = engine.change_many(caller, module(), which, BulkChange::Delete).await;
    let count = deleted.as_ref().map_or(0, |done| done.count);
    assert_eq!(count, u64::from(administers), "{at}: {deleted:?}");
    if let Some(batch) = deleted.ok().and_then(|done| done.batch).filter(|_| count > 0) {
        engine.undo(&engine.system_caller(), batch).await.unwrap();
    }
}

/// A change of a record is told to those who see it, and to nobody else.
async fn live(engine: &Engine, company: &Company, seed: u64) -> usize {
    let mut callers = BTreeMap::new();
    for user in &company.users {
        callers.insert(&user.email, engine.caller_of(&user.email).await.unwrap());
    }
    let mut cases = 0;
    let system = engine.system_caller();
    for (module, records) in &company.records {
        for record in records.iter().step_by(3) {
            let mut changes = engine.live();
            let version = engine.get(&system, module, record.id).await.unwrap().version;
            let given = values(&[("description", text("Told to some"))]);
            let saved = engine.update(&system, (*module).into(), record.id, version, given).await.unwrap();
            let changes = changes.recv().await.unwrap();
            for user in &company.users {
                let told = engine.live_for(&callers[&user.email], &changes).await;
                let at = format!("seed {seed}: {} in {module}", user.email);
                assert_eq!(!told.is_empty(), company.sees(user, module, record), "{at}: {}", record.title);
                // What another did is hers to undo only if she runs it all.
                if !company.administers(user) {
                    let undone = engine.undo(&callers[&user.email], saved.batch).await;
                    assert_eq!(undone.err(), Some(Failure::NotFound), "{at}: {}", record.title);
                }
                cases += 2;
            }
        }
    }
    cases
}
