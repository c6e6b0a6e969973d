//! Signing in, setting up the first administrator, and choosing a password by a link: plain forms, which work before
//! the page answers.

mod code;
mod forgotten;
mod frame;
mod setup;
mod sign_in;

pub use code::CodePage;
pub use forgotten::{ForgottenPage, InvitationPage, ResetPage};
pub use frame::Frame;
pub use setup::{LEAST_PASSWORD, SetupPage};
pub use sign_in::LoginPage;
