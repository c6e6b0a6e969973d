//! Signing in, and setting up the first administrator: plain forms, which work before the page answers.

mod code;
mod frame;
mod setup;
mod sign_in;

pub use code::CodePage;
pub use frame::Frame;
pub use setup::{LEAST_PASSWORD, SetupPage};
pub use sign_in::LoginPage;
