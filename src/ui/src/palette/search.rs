//! Asks for records while one types: not for every letter, and only the answer to the newest text counts.

use std::time::Duration;

use api::{Hit, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;

const PAUSE: Duration = Duration::from_millis(80);
const MOST: u32 = 20;
/// Fewer letters find too much.
const LEAST: usize = 2;

#[derive(Clone, Copy)]
pub struct Search {
    pub text: RwSignal<String>,
    pub hits: RwSignal<Vec<Hit>>,
    /// The number of the newest text.
    newest: StoredValue<u64>,
    waiting: RwSignal<bool>,
    /// Enter was pressed before the answer was there.
    enter: StoredValue<bool>,
    found: StoredValue<Option<Callback<bool>>>,
}

impl Search {
    pub fn new() -> Search {
        Search {
            text: RwSignal::new(String::new()),
            hits: RwSignal::new(Vec::new()),
            newest: StoredValue::new(0),
            waiting: RwSignal::new(false),
            enter: StoredValue::new(false),
            found: StoredValue::new(None),
        }
    }

    /// Calls `then` when an answer is there, with whether Enter was pressed already.
    pub fn on_found(self, then: impl Fn(bool) + Send + Sync + 'static) {
        self.found.set_value(Some(Callback::new(then)));
    }

    pub fn type_in(self, text: String) {
        let number = self.newest.get_value() + 1;
        self.newest.set_value(number);
        self.enter.set_value(false);
        self.text.set(text);
        if self.is_short() {
            self.waiting.set(false);
            self.hits.set(Vec::new());
        } else {
            self.waiting.set(true);
            set_timeout(move || self.ask(number), PAUSE);
        }
    }

    pub fn is_short(self) -> bool {
        self.text.with(|text| text.trim().chars().count() < LEAST)
    }

    pub fn is_waiting(self) -> bool {
        self.waiting.get_untracked()
    }

    pub fn enter_when_found(self) {
        self.enter.set_value(true);
    }

    fn is_newest(self, number: u64) -> bool {
        self.newest.try_get_value() == Some(number)
    }

    fn ask(self, number: u64) {
        if !self.is_newest(number) {
            return;
        }
        spawn_local(async move {
            let text = self.text.get_untracked().trim().to_owned();
            let answer = calls::search(text, None, MOST).await;
            if self.is_newest(number) {
                self.take(answer.unwrap_or_default());
            }
        });
    }

    fn take(self, hits: Vec<Hit>) {
        self.hits.set(hits);
        self.waiting.set(false);
        if let Some(found) = self.found.get_value() {
            found.run(self.enter.get_value());
        }
    }
}
