//! Sets documents: a template in the language of Typst, data and pictures become pages, as a PDF or as pictures.
//!
//! A template is a program that somebody wrote, so it runs in a process of its own (`Typesetter`), which is ended when
//! it takes too long and forgets what it needed when nothing is left to do. That process runs `work`.

mod job;
mod typesetter;
mod worker;

pub use job::{Content, Fault, Format, Job, Pages};
pub use typesetter::{Error, Typesetter};
pub use worker::work;
