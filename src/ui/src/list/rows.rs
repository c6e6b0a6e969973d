//! The records that are loaded, in their order, and where more come from.

use std::collections::BTreeSet;
use std::sync::Arc;

use api::ListPage;
use model::{Id, Record};

#[derive(Clone, Debug, Default)]
pub struct Rows {
    records: Vec<Arc<Record>>,
    ids: BTreeSet<Id>,
    /// Where the next page starts; none after the last.
    pub next: Option<String>,
    /// How many there are in all; exact up to 10,000.
    pub count: Option<u64>,
}

impl Rows {
    pub fn first(page: ListPage) -> Rows {
        let mut rows = Rows { count: page.count, ..Rows::default() };
        rows.append(page);
        rows
    }

    /// Adds a page. A record that moved meanwhile and comes a second time is passed over.
    pub fn append(&mut self, page: ListPage) {
        self.next = page.next;
        for record in page.records {
            if self.ids.insert(record.id) {
                self.records.push(Arc::new(record));
            }
        }
    }

    pub fn len(&self) -> usize {
        self.records.len()
    }

    pub fn get(&self, at: usize) -> Option<&Arc<Record>> {
        self.records.get(at)
    }

    pub fn slice(&self, start: usize, end: usize) -> &[Arc<Record>] {
        self.records.get(start..end.min(self.records.len())).unwrap_or_default()
    }

    pub fn ids(&self) -> Vec<Id> {
        self.records.iter().map(|record| record.id).collect()
    }

    pub fn has(&self, id: Id) -> bool {
        self.ids.contains(&id)
    }

    pub fn find(&self, id: Id) -> Option<&Arc<Record>> {
        self.records.get(self.position(id)?)
    }

    pub fn position(&self, id: Id) -> Option<usize> {
        self.has(id).then(|| self.records.iter().position(|record| record.id == id)).flatten()
    }

    /// Puts a newer version in its place; says whether it differs. Fields that it does not speak of stay.
    pub fn put(&mut self, record: Record) -> bool {
        let Some(at) = self.position(record.id) else { return false };
        let before = &self.records[at];
        if record.version < before.version {
            return false;
        }
        let mut values = before.values.clone();
        values.extend(record.values);
        let merged = Record { values, ..record };
        let differs = merged != **before;
        if differs {
            self.records[at] = Arc::new(merged);
        }
        differs
    }

    /// Puts newer versions of the records that are here.
    pub fn put_all(&mut self, fresh: &Rows) {
        for record in &fresh.records {
            self.put((**record).clone());
        }
    }

    /// Takes a record out, as if it had never been loaded.
    pub fn remove(&mut self, id: Id) {
        if let Some(at) = self.position(id) {
            self.records.remove(at);
            self.ids.remove(&id);
            self.count = self.count.map(|count| count.saturating_sub(1));
        }
    }

    /// How many records there are, if that is known.
    pub fn total(&self) -> Option<u64> {
        if self.next.is_none() { Some(self.records.len() as u64) } else { self.count }
    }
}

#[cfg(test)]
mod tests {
    use model::Value;
    use model::record::Values;

    use super::*;

    fn record(number: u8, version: i64, name: &str) -> Record {
        let values = Values::from([("name".into(), Value::text(name))]);
        Record { id: Id::new(0, [number; 10]), version, title: name.to_owned(), values }
    }

    fn page(numbers: &[u8], next: Option<&str>) -> ListPage {
        let records = numbers.iter().map(|number| record(*number, 1, "x")).collect();
        ListPage { records, next: next.map(str::to_owned), count: Some(5) }
    }

    #[test]
    fn pages_are_joined_without_doubles() {
        let mut rows = Rows::first(page(&[1, 2, 3], Some("c")));
        assert_eq!(rows.total(), Some(5));
        rows.append(page(&[3, 4], None));
        assert_eq!((rows.len(), rows.total()), (4, Some(4)));
        rows.remove(record(2, 1, "").id);
        assert_eq!(rows.slice(1, 9).len(), 2);
        assert_eq!(rows.position(record(3, 1, "").id), Some(1));
    }

    #[test]
    fn only_newer_versions_are_taken() {
        let mut rows = Rows::first(page(&[1], None));
        assert!(rows.put(record(1, 2, "new")));
        assert!(!rows.put(record(1, 2, "new")));
        assert!(!rows.put(record(1, 1, "old")));
        assert!(!rows.put(record(9, 2, "other")));
        assert_eq!(rows.get(0).unwrap().title, "new");
    }
}
