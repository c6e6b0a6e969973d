//! Which cards of a phone's list are drawn, and how much room those take that are not. Cards differ in height, so
//! what was drawn once is measured, in blocks, and what was not is guessed.

use super::state::CARDS;
use super::window::Window;

/// Drawn beyond what is seen, on each side, in CSS pixels.
const NEAR: f64 = 2_000.0;
/// The height of a card, before any is measured.
const GUESS: f64 = 92.0;

#[derive(Clone, Debug, PartialEq)]
pub struct Stack {
    /// What is drawn; it begins where a block begins.
    pub window: Window,
    /// The height of each block of `CARDS` that was drawn.
    heights: Vec<Option<f64>>,
}

impl Default for Stack {
    fn default() -> Stack {
        Stack { window: Window { start: 0, end: CARDS }, heights: Vec::new() }
    }
}

impl Stack {
    /// Notes how high the cards `at..at + CARDS` are.
    pub fn measured(&mut self, at: usize, height: f64) {
        let block = at / CARDS;
        if self.heights.len() <= block {
            self.heights.resize(block + 1, None);
        }
        // Where one has scrolled to changes the last binary digits of what the browser says.
        self.heights[block] = Some((height * 8.0).round() / 8.0);
    }

    /// The room above what is drawn.
    pub fn before(&self) -> f64 {
        self.height(0, self.window.start)
    }

    /// The room below what is drawn.
    pub fn after(&self, loaded: usize) -> f64 {
        self.height(self.window.end, loaded)
    }

    /// Draws what is seen of `loaded` cards from `top` on, and what is near.
    pub fn follow(&mut self, top: f64, height: f64, loaded: usize) {
        let (first, last) = (self.block_at(top - NEAR), self.block_at(top + height + NEAR) + 1);
        let end = (last * CARDS).min(loaded);
        self.window = Window { start: (first * CARDS).min(end.saturating_sub(1) / CARDS * CARDS), end };
    }

    /// The block that lies so far from the top.
    fn block_at(&self, top: f64) -> usize {
        let usual = self.usual();
        let mut left = top;
        for (block, height) in self.heights.iter().enumerate() {
            left -= height.unwrap_or(usual);
            if left < 0.0 {
                return block;
            }
        }
        self.heights.len() + (left.max(0.0) / usual) as usize
    }

    /// The height of the cards `start..end`; `start` begins a block.
    fn height(&self, start: usize, end: usize) -> f64 {
        let usual = self.usual();
        (start..end)
            .step_by(CARDS)
            .map(|at| {
                let whole = self.heights.get(at / CARDS).copied().flatten().unwrap_or(usual);
                whole * (end - at).min(CARDS) as f64 / CARDS as f64
            })
            .fold(0.0, |all, height| all + height)
    }

    /// The height of a block that was never drawn: as those that were.
    fn usual(&self) -> f64 {
        let known: Vec<f64> = self.heights.iter().copied().flatten().collect();
        if known.is_empty() { GUESS * CARDS as f64 } else { known.iter().sum::<f64>() / known.len() as f64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Blocks that are 1,000 and 1,400 pixels high in turn.
    fn walked(blocks: usize) -> Stack {
        let mut stack = Stack::default();
        for block in 0..blocks {
            stack.measured(block * CARDS, if block % 2 == 0 { 1_000.0 } else { 1_400.0 });
        }
        stack
    }

    #[test]
    fn few_cards_are_drawn_however_far_one_goes() {
        let mut stack = walked(5_000);
        for top in [0.0, 999.0, 120_000.0, 3_000_000.0, 5_999_000.0] {
            stack.follow(top, 800.0, 100_000);
            let window = stack.window;
            assert!(window.end - window.start <= 6 * CARDS, "{top}: {window:?}");
            assert!(stack.before() <= (top - NEAR).max(0.0), "{top}: {window:?}");
            let bottom = stack.before() + stack.height(window.start, window.end);
            assert!(bottom >= (top + 800.0 + NEAR).min(6_000_000.0), "{top}: {window:?}");
            assert_eq!(bottom + stack.after(100_000), 6_000_000.0);
        }
    }

    #[test]
    fn what_is_not_there_is_not_drawn() {
        let mut stack = walked(3);
        stack.follow(0.0, 800.0, 7);
        assert_eq!(stack.window, Window { start: 0, end: 7 });
        assert_eq!(stack.after(7), 0.0);
        // After fewer have come than there were.
        stack.follow(90_000.0, 800.0, 45);
        assert_eq!(stack.window, Window { start: 2 * CARDS, end: 45 });
        stack.follow(90_000.0, 800.0, 0);
        assert_eq!(stack.window, Window { start: 0, end: 0 });
    }

    #[test]
    fn what_was_never_drawn_is_as_high_as_the_rest() {
        let mut stack = walked(2);
        stack.window = Window { start: 0, end: 2 * CARDS };
        assert_eq!(stack.after(4 * CARDS + 10), 2.5 * 1_200.0);
    }
}
