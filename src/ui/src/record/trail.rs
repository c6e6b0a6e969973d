//! The list that one came from, so that a record's page leads to the previous and the next of it.

use leptos::prelude::*;
use leptos::web_sys::Storage;
use model::{Id, Name};
use serde::{Deserialize, Serialize};

const KEY: &str = "trail";
/// Around the record that is opened; more would only fill the browser's storage.
const MOST: usize = 1_000;

/// Kept for this tab only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Trail {
    module: Name,
    /// The list's own address, with its filter and order.
    address: String,
    ids: Vec<Id>,
}

/// What stands around a record in the list that one came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around {
    pub list: Option<String>,
    pub previous: Option<Id>,
    pub next: Option<Id>,
}

/// Remembers the records of a list, in their order, when one of them is opened. `address` leads back to the list.
pub fn remember_list(module: &Name, address: &str, ids: &[Id]) {
    let ids = ids.iter().copied().take(MOST).collect();
    let trail = Trail { module: module.clone(), address: address.to_owned(), ids };
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(&trail)) {
        let _ = storage.set_item(KEY, &text);
    }
}

/// What stands around the record `id`. Nothing, until the page answers: the server knows of no list.
pub fn around(module: Name, id: Id) -> RwSignal<Around> {
    let around = RwSignal::new(Around::default());
    Effect::new(move |_| {
        if let Some(trail) = read().filter(|trail| trail.module == module) {
            around.set(find(trail, id));
        }
    });
    around
}

fn find(trail: Trail, id: Id) -> Around {
    let at = trail.ids.iter().position(|known| *known == id);
    Around {
        previous: at.and_then(|at| trail.ids.get(at.checked_sub(1)?)).copied(),
        next: at.and_then(|at| trail.ids.get(at + 1)).copied(),
        list: Some(trail.address),
    }
}

fn read() -> Option<Trail> {
    let text = storage()?.get_item(KEY).ok().flatten()?;
    serde_json::from_str(&text).ok()
}

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u64) -> Id {
        Id::new(number, [0; 10])
    }

    #[test]
    fn neighbours_end_with_the_list() {
        let trail =
            Trail { module: "leads".into(), address: "/m/leads".into(), ids: vec![id(1), id(2), id(3)] };
        for (at, previous, next) in
            [(1, None, Some(id(2))), (2, Some(id(1)), Some(id(3))), (3, Some(id(2)), None), (9, None, None)]
        {
            let found = find(trail.clone(), id(at));
            assert_eq!((found.previous, found.next), (previous, next), "{at}");
        }
    }
}
