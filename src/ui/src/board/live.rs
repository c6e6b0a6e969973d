//! What others move, appears: the board is asked anew, at most a few times a second.

use std::time::Duration;

use leptos::prelude::*;

use super::state::Board;
use crate::prelude::*;

const PAUSE: Duration = Duration::from_millis(300);

/// Listens until the board is gone.
pub fn follow(board: Board) {
    let waiting = StoredValue::new(false);
    on_live(board.name(), move |_| {
        if waiting.try_update_value(|waiting| std::mem::replace(waiting, true)) == Some(false) {
            set_timeout(
                move || {
                    if waiting.try_update_value(|waiting| *waiting = false).is_some() {
                        board.refresh();
                    }
                },
                PAUSE,
            );
        }
    });
}
