//! Which rows are selected: some by name, or all that match.

use std::collections::BTreeSet;

use model::Id;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selected {
    pub ids: BTreeSet<Id>,
    /// Every record that meets the condition, loaded or not.
    pub all: bool,
    /// Where a range starts.
    pub anchor: Option<Id>,
    /// All that were loaded when one asked for them: the rest is offered, also after more has come.
    pub loaded: bool,
    /// One has begun to pick, and has perhaps picked nothing yet.
    pub picking: bool,
}

impl Selected {
    pub fn is_empty(&self) -> bool {
        !self.all && self.ids.is_empty()
    }

    /// Whether one is picking: then a touch picks instead of opening.
    pub fn is_active(&self) -> bool {
        self.picking || !self.is_empty()
    }

    pub fn has(&self, id: Id) -> bool {
        self.all || self.ids.contains(&id)
    }

    pub fn toggle(&mut self, id: Id) {
        (self.all, self.loaded) = (false, false);
        if !self.ids.remove(&id) {
            self.ids.insert(id);
        }
        self.anchor = Some(id);
    }

    /// Selects from the last one touched to `id`, of `loaded` in their order.
    pub fn extend_to(&mut self, id: Id, loaded: &[Id]) {
        let place = |id| loaded.iter().position(|known| *known == id);
        let (Some(from), Some(to)) = (self.anchor.and_then(place), place(id)) else {
            return self.toggle(id);
        };
        (self.all, self.loaded) = (false, false);
        self.ids.extend(&loaded[from.min(to)..=from.max(to)]);
    }

    pub fn set_loaded(&mut self, loaded: &[Id], on: bool) {
        *self = Selected::default();
        if on {
            self.loaded = true;
            self.ids.extend(loaded);
        }
    }

    pub fn clear(&mut self) {
        *self = Selected::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> Id {
        Id::new(0, [number; 10])
    }

    #[test]
    fn a_range_goes_both_ways() {
        let loaded: Vec<Id> = (1..=5).map(id).collect();
        let mut selected = Selected::default();
        selected.extend_to(id(4), &loaded);
        assert_eq!(selected.ids.len(), 1);
        selected.extend_to(id(2), &loaded);
        assert_eq!(selected.ids, BTreeSet::from([id(2), id(3), id(4)]));
        selected.toggle(id(3));
        assert!(!selected.has(id(3)));
    }

    #[test]
    fn all_ends_with_the_first_that_is_taken_out() {
        let mut selected = Selected { all: true, ..Selected::default() };
        assert!(selected.has(id(1)));
        selected.toggle(id(1));
        assert!(!selected.all && selected.has(id(1)));
    }
}
