//! The page: shell, lists, records, boards and the widgets of fields, rendered by the server and taken over by the
//! browser.
//!
//! Every component finds the signed-in user, the texts and the schema through `context::app`.

pub mod app;
pub mod board;
pub mod browser;
mod choose_file;
pub mod context;
pub mod convert;
pub mod dialog;
mod document;
pub mod duplicates;
pub mod failed;
pub mod field;
pub mod filter;
pub mod highlight;
mod home;
pub mod icon;
pub mod import;
pub mod keys;
mod later;
mod lines;
pub mod list;
pub mod live;
mod login;
pub mod menu;
mod palette;
mod paper;
mod passkeys;
mod pool;
pub mod query;
pub mod record;
mod second_factor;
mod settings;
mod shell;
mod start;
pub mod texts;
pub mod theme;
pub mod time;
pub mod title;
pub mod toast;
mod upload;

pub use app::App;
pub use context::ServerBoot;
pub use document::{Assets, shell};
pub use start::read_start;

/// What nearly every component uses.
pub mod prelude {
    pub use leptos::prelude::*;
    pub use leptos::task::spawn_local;

    pub use crate::context::{
        ModuleRef, app, formats, is_administrator, language, me, module, schema, today,
    };
    pub use crate::dialog::{DialogBox, Modal, Sheet, ask, ask_danger};
    pub use crate::failed::{Failed, NotFound};
    pub use crate::highlight::Highlight;
    pub use crate::icon::Icon;
    pub use crate::keys::on_key;
    pub use crate::live::{News, live_version, on_live};
    pub use crate::menu::{Menu, MenuItem, MenuLink};
    pub use crate::query::{address_with, go, go_instead, use_query};
    pub use crate::texts::{failure_text, problem_text, t, t_with};
    pub use crate::time::Time;
    pub use crate::title::PageTitle;
    pub use crate::toast::{toast, toast_failed, toast_failure, toast_undo};
}
