//! Light or dark: a cookie keeps the choice, so that the server's page has it already.

use leptos::prelude::*;

use crate::browser;
use crate::context::app;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
    /// As the system has it.
    #[default]
    Auto,
}

const COOKIE: &str = "theme";

impl Theme {
    pub const ALL: [Theme; 3] = [Theme::Light, Theme::Dark, Theme::Auto];

    pub const fn key(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::Auto => "auto",
        }
    }

    pub const fn icon(self) -> &'static str {
        match self {
            Theme::Light => "sun",
            Theme::Dark => "moon",
            Theme::Auto => "monitor",
        }
    }

    /// The text that names it.
    pub const fn text(self) -> &'static str {
        match self {
            Theme::Light => "theme-light",
            Theme::Dark => "theme-dark",
            Theme::Auto => "theme-auto",
        }
    }

    /// What `data-theme` of the page says; nothing follows the system.
    pub const fn attribute(self) -> Option<&'static str> {
        match self {
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
            Theme::Auto => None,
        }
    }

    /// The choice that the cookie holds.
    pub fn chosen() -> Theme {
        let cookie = browser::cookie(COOKIE).unwrap_or_default();
        Theme::ALL.into_iter().find(|theme| theme.key() == cookie).unwrap_or_default()
    }

    /// The other of light and dark, as the page looks now.
    pub fn other(self) -> Theme {
        let dark = match self {
            Theme::Light => false,
            Theme::Dark => true,
            Theme::Auto => browser::media("(prefers-color-scheme: dark)"),
        };
        if dark { Theme::Light } else { Theme::Dark }
    }
}

/// Shows the page in `theme` from now on.
pub fn set_theme(theme: Theme) {
    app().theme.set(theme);
    browser::set_cookie(COOKIE, theme.key());
    if let Some(root) = document().document_element() {
        let _ = match theme.attribute() {
            Some(value) => root.set_attribute("data-theme", value),
            None => root.remove_attribute("data-theme"),
        };
    }
}
