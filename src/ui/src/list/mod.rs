//! The list of a module's records. Its state stands in the URL: `?filter=…&sort=-amount,name&columns=a,b&view=ID&
//! peek=ID&deleted=1`; the server renders the first rows, the page loads more as one scrolls.
//!
//! `state` holds what all parts share; `grid` is the table of a wide window, `cards` the list of a phone.

mod bin;
mod bulk;
mod cards;
mod change_dialog;
mod columns;
mod columns_menu;
mod count;
mod edit;
mod empty;
mod grid;
mod head;
mod header;
mod kept;
mod keyboard;
mod live;
mod page;
mod row;
mod rows;
mod selection;
mod selection_bar;
mod sort_menu;
mod stack;
mod state;
mod toolbar;
mod tools;
mod view_tabs;
mod views;
mod window;

pub use columns::{Column, named as columns_named};
pub use columns_menu::Chooser;
pub use count::grouped;
pub use head::{BoardSwitch, Coming, New};
pub use page::ListPage;
pub use state::address;
