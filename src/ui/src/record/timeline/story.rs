//! The entries that are known, and how more are had.

use api::{Entry, Failure, Happening, Timeline, calls};
use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::Id;

use super::super::news::calm_news;
use super::super::open::Open;
use crate::context::{formats, today};
use crate::texts::t;
use crate::toast::toast_failure;

/// The first entries, asked for together with the record.
pub type First = Resource<Result<Timeline, Failure>>;

/// Modules whose records hang on others.
const ABOUT_OTHERS: [&str; 4] = ["notes", "comments", "attachments", "tasks"];

#[derive(Clone, Copy)]
pub struct Story {
    open: Open,
    first: First,
    /// What is known beyond the first answer; nothing before that.
    known: RwSignal<Option<Timeline>>,
    pub only: RwSignal<Only>,
    pub loading: RwSignal<bool>,
}

impl Story {
    /// Of the open record; asks anew when something was written about it, here or elsewhere.
    pub fn new(open: Open, first: First) -> Story {
        let story = Story {
            open,
            first,
            known: RwSignal::new(None),
            only: RwSignal::new(Only::All),
            loading: RwSignal::new(false),
        };
        let news = ABOUT_OTHERS.map(calm_news);
        let version = Memo::new(move |_| open.page.with(|page| (page.record.version, page.deleted)));
        Effect::new(move |before: Option<()>| {
            news.iter().for_each(Track::track);
            open.done.track();
            version.with(|_| ());
            if before.is_some() {
                story.refresh();
            }
        });
        story
    }

    /// Whether the first entries are there; reads the resource, so that the page waits for it.
    pub fn first(self) -> Option<Result<(), Failure>> {
        let answer = self.first.get()?;
        Some(answer.map(|timeline| {
            if self.known.with_untracked(Option::is_none) {
                self.known.set(Some(timeline));
            }
        }))
    }

    /// How many records the action was about, if it can be taken back.
    pub fn undoable(self, action: Id) -> Option<u64> {
        self.known.with(|known| known.as_ref()?.undoable.get(&action).copied())
    }

    pub fn has_more(self) -> bool {
        self.known.with(|known| known.as_ref().is_some_and(|known| known.before.is_some()))
    }

    /// Older entries.
    pub fn more(self) {
        let before = self.known.with_untracked(|known| known.as_ref().and_then(|known| known.before));
        if before.is_none() || self.loading.get_untracked() {
            return;
        }
        self.loading.set(true);
        spawn_local(async move {
            let answer = calls::timeline(self.open.module(), self.open.id, before).await;
            if self.known.is_disposed() {
                return;
            }
            self.loading.set(false);
            match answer {
                Ok(older) => self.known.update(|known| {
                    if let Some(known) = known {
                        known.entries.extend(older.entries);
                        known.before = older.before;
                        known.undoable.extend(older.undoable);
                    }
                }),
                Err(failure) => toast_failure(&failure),
            }
        });
    }

    fn refresh(self) {
        spawn_local(async move {
            let answer = calls::timeline(self.open.module(), self.open.id, None).await;
            if let Ok(newest) = answer
                && !self.known.is_disposed()
            {
                self.known.update(|known| *known = Some(merge(known.take().unwrap_or_default(), newest)));
            }
        });
    }

    /// The entries to be shown, each day under its name.
    pub fn lines(self) -> Vec<Line> {
        let (formats, today, only) = (formats(), today(), self.only.get());
        let mut lines = Vec::new();
        let mut day = None;
        self.known.with(|known| {
            let entries = known.iter().flat_map(|known| &known.entries);
            for entry in entries.filter(|entry| only.shows(&entry.what)) {
                let date = formats.zone.date(entry.at);
                if day.replace(date) != Some(date) {
                    lines.push(Line::Day(name_of(date, today, &formats), date));
                }
                lines.push(Line::Entry(Box::new(entry.clone())));
            }
        });
        lines
    }
}

/// The newest entries, followed by those older ones that are known.
fn merge(known: Timeline, newest: Timeline) -> Timeline {
    let last = newest.entries.last().map(|entry| entry.at);
    let (Some(last), Some(_)) = (last, newest.before) else { return newest };
    let mut undoable = known.undoable;
    undoable.retain(|action, _| !newest.entries.iter().any(|entry| is_of(entry, *action)));
    undoable.extend(newest.undoable);
    let older: Vec<Entry> = known.entries.into_iter().filter(|entry| entry.at < last).collect();
    let before = if older.is_empty() { newest.before } else { known.before };
    Timeline { entries: newest.entries.into_iter().chain(older).collect(), before, undoable }
}

fn is_of(entry: &Entry, action: Id) -> bool {
    matches!(&entry.what, Happening::Change(change) if change.batch == action)
}

fn name_of(date: NaiveDate, today: NaiveDate, formats: &model::Formats) -> String {
    if date == today {
        capital(&t("time-today"))
    } else if Some(date) == today.checked_sub_days(Days::new(1)) {
        capital(&t("time-yesterday"))
    } else {
        formats.date(date)
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    Day(String, NaiveDate),
    Entry(Box<Entry>),
}

impl Line {
    /// The same as long as it looks the same.
    pub fn key(&self) -> String {
        match self {
            Line::Day(name, date) => format!("{date} {name}"),
            Line::Entry(entry) => match &entry.what {
                Happening::Change(change) => format!("change {}", change.seq),
                Happening::Note { record, .. }
                | Happening::Comment { record, .. }
                | Happening::Attachment { record, .. }
                | Happening::Task { record } => format!("{} {}", record.id, record.version),
            },
        }
    }
}

/// Which entries are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    All,
    Changes,
    Notes,
    Comments,
    Files,
    Tasks,
}

impl Only {
    pub const ALL: [Only; 6] =
        [Only::All, Only::Changes, Only::Notes, Only::Comments, Only::Files, Only::Tasks];

    /// Of its name in `locales/`.
    pub const fn key(self) -> &'static str {
        match self {
            Only::All => "record-all-activity",
            Only::Changes => "record-changes",
            Only::Notes => "record-notes",
            Only::Comments => "record-comments",
            Only::Files => "record-attachments",
            Only::Tasks => "record-tasks",
        }
    }

    pub const fn empty_key(self) -> &'static str {
        match self {
            Only::All | Only::Changes => "record-timeline-empty",
            Only::Notes => "record-notes-empty",
            Only::Comments => "record-comments-empty",
            Only::Files => "record-attachments-empty",
            Only::Tasks => "record-tasks-empty",
        }
    }

    pub fn from_key(key: &str) -> Only {
        Only::ALL.into_iter().find(|only| only.key() == key).unwrap_or(Only::All)
    }

    fn shows(self, what: &Happening) -> bool {
        match what {
            _ if self == Only::All => true,
            Happening::Change(_) => self == Only::Changes,
            Happening::Note { .. } => self == Only::Notes,
            Happening::Comment { .. } => self == Only::Comments,
            Happening::Attachment { .. } => self == Only::Files,
            Happening::Task { .. } => self == Only::Tasks,
        }
    }
}

#[cfg(test)]
mod tests {
    use model::{Change, ChangeKind, Instant};

    use super::*;

    fn entry(second: i64) -> Entry {
        let id = Id::new(0, [0; 10]);
        let at = Instant::from_timestamp(second, 0).unwrap();
        let kind = ChangeKind::Updated;
        let change = Change {
            seq: second,
            at,
            by: None,
            batch: id,
            module: "leads".into(),
            record: id,
            kind,
            fields: vec![],
        };
        Entry { at, by: None, what: Happening::Change(change) }
    }

    fn page(seconds: &[i64], before: Option<i64>) -> Timeline {
        Timeline {
            entries: seconds.iter().map(|second| entry(*second)).collect(),
            before: before.and_then(|second| Instant::from_timestamp(second, 0)),
            ..Timeline::default()
        }
    }

    #[test]
    fn what_is_older_stays_when_something_new_comes() {
        let known = page(&[5, 4, 3, 2], Some(2));
        assert_eq!(merge(known.clone(), page(&[6, 5, 4], Some(4))), page(&[6, 5, 4, 3, 2], Some(2)));
        assert_eq!(merge(page(&[5, 4], Some(4)), page(&[8, 7], Some(7))), page(&[8, 7, 5, 4], Some(4)));
        assert_eq!(merge(known, page(&[1], None)), page(&[1], None));
    }
}
