//! What was loaded stays for a while when a list is left: who comes back from a record finds the list where it was.

use leptos::prelude::*;

use super::state::List;

/// Remembers the list when its page is left. Says whether there was something to recall.
pub fn recall(list: List) -> bool {
    on_cleanup(move || browser::keep(list));
    browser::put_back(list)
}

#[cfg(feature = "ssr")]
mod browser {
    use super::List;

    pub fn keep(_: List) {}

    pub fn put_back(_: List) -> bool {
        false
    }
}

#[cfg(not(feature = "ssr"))]
mod browser {
    use std::cell::RefCell;

    use api::ListQuery;
    use leptos::prelude::*;

    use super::List;
    use crate::list::rows::Rows;
    use crate::list::stack::Stack;

    /// After so many milliseconds one begins anew.
    const LONG: f64 = 600_000.0;

    struct Kept {
        asked: ListQuery,
        rows: Rows,
        top: f64,
        cards: Stack,
        at: f64,
    }

    thread_local! {
        static KEPT: RefCell<Option<Kept>> = const { RefCell::new(None) };
    }

    pub fn keep(list: List) {
        let (Some(asked), Some(rows)) = (list.asked.try_get_untracked(), list.rows.try_get_untracked())
        else {
            return;
        };
        let top = list.top.try_get_value().unwrap_or_default();
        let cards = list.cards.try_get_untracked().unwrap_or_default();
        KEPT.set(Some(Kept { asked, rows, top, cards, at: js_sys::Date::now() }));
    }

    /// The same list as it was left, if that is not long ago. What changed meanwhile is asked for.
    pub fn put_back(list: List) -> bool {
        let asked = list.asked.get_untracked();
        let fresh =
            |kept: &Kept| kept.asked == asked && js_sys::Date::now() - kept.at < LONG && kept.rows.len() > 0;
        let Some(kept) = KEPT.take().filter(fresh) else { return false };
        list.rows.set(kept.rows);
        list.top.set_value(kept.top);
        list.cards.set(kept.cards);
        Effect::new(move |_| list.refresh_in_place());
        true
    }
}
