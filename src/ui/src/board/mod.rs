//! The board: the records of any module with stages, as cards in columns. The condition and the pipeline stand in the
//! URL: `?filter=…&pipeline=projects`.
//!
//! `lanes` is what is shown, without the page; `pointer`, `keyboard` and `move_menu` move cards,
//! `moves` saves where they went.

mod card;
mod column;
mod keyboard;
mod lanes;
mod live;
mod move_menu;
mod moves;
mod page;
mod pipeline;
mod pointer;
mod state;

pub use page::BoardPage;
