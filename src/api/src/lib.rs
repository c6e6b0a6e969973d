//! The contract between page and server: what is asked and answered, the trait that the server's side implements,
//! and the server functions that carry one to the other.
//!
//! Each use case is one method of `Backend` and one function of `calls` of the same name.

mod audit;
#[cfg(feature = "ssr")]
mod backend;
pub mod calls;
mod database;
mod documents;
mod duplicates;
mod failure;
mod history;
mod json;
mod mail;
mod oidc;
mod pool;
mod privacy;
mod security;
mod shape;
mod types;

pub use audit::*;
#[cfg(feature = "ssr")]
pub use backend::{Backend, Caller};
pub use database::*;
pub use documents::*;
pub use duplicates::*;
pub use failure::Failure;
pub use history::*;
pub use mail::*;
pub use model;
pub use oidc::*;
pub use pool::*;
pub use privacy::*;
pub use security::*;
pub use shape::*;
pub use types::*;
