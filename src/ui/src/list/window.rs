//! Which rows are drawn: those one sees, and some before and after, so that scrolling never shows a gap.

/// Rows beyond what is seen, on each side.
const SPARE: usize = 16;
/// The window moves in steps, so that a pixel of scrolling does not redraw.
const STEP: usize = 8;
/// As many as the server draws, before anything is measured.
pub const FIRST: usize = 50;
/// The height of the head, in CSS pixels.
pub const HEAD: f64 = 34.0;

/// The rows `start..end` of those that are loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub start: usize,
    pub end: usize,
}

/// Where one has scrolled to, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Viewport {
    pub top: f64,
    pub height: f64,
    /// One row's height; 0 before it is measured.
    pub row: f64,
}

impl Viewport {
    pub fn window(self, loaded: usize) -> Window {
        if self.row <= 0.0 {
            return Window { start: 0, end: loaded.min(FIRST) };
        }
        let (first, last) = self.seen();
        let start = first.saturating_sub(SPARE) / STEP * STEP;
        let end = (last + SPARE).div_ceil(STEP) * STEP;
        Window { start: start.min(loaded), end: end.min(loaded) }
    }

    /// The first row that is seen, and the one after the last.
    pub fn seen(self) -> (usize, usize) {
        if self.row <= 0.0 {
            return (0, FIRST);
        }
        ((self.top / self.row) as usize, ((self.top + self.height) / self.row) as usize + 1)
    }

    /// How far to scroll so that the row `at` is seen whole, below a head of `head` pixels.
    pub fn reach(self, at: usize, head: f64) -> Option<f64> {
        let top = at as f64 * self.row;
        let bottom = top + self.row;
        let height = self.height - head;
        if top < self.top {
            Some(top)
        } else if bottom > self.top + height {
            Some(bottom - height)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(top: f64) -> Viewport {
        Viewport { top, height: 720.0, row: 36.0 }
    }

    #[test]
    fn the_window_covers_what_is_seen_and_little_more() {
        for top in [0.0, 1.0, 35.9, 36.0, 500.0, 36.0 * 50_000.0, 36.0 * 99_990.0] {
            let viewport = view(top);
            let (first, last) = viewport.seen();
            let window = viewport.window(100_000);
            assert!(window.start <= first && window.end >= last.min(100_000), "{top}");
            assert!(window.end - window.start <= 72, "{top}");
        }
    }

    #[test]
    fn before_measuring_the_first_rows_are_drawn() {
        assert_eq!(Viewport::default().window(20), Window { start: 0, end: 20 });
        assert_eq!(Viewport::default().window(200), Window { start: 0, end: 50 });
        assert_eq!(view(0.0).window(0), Window { start: 0, end: 0 });
    }

    #[test]
    fn scrolling_to_a_row_moves_no_more_than_needed() {
        assert_eq!(view(0.0).reach(3, 34.0), None);
        assert_eq!(view(360.0).reach(3, 34.0), Some(108.0));
        assert_eq!(view(0.0).reach(19, 34.0), Some(34.0));
    }
}
