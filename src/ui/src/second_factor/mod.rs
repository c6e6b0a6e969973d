//! Setting up a second factor: the steps, and the page for whoever may do nothing else until it is done.

mod codes;
mod page;
mod set_up;

pub use codes::RecoveryCodes;
pub use page::SecondFactorPage;
pub use set_up::{CodeField, SetUp};
