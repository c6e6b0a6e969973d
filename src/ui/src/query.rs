//! The state of a view in its URL, and ways to other pages.
//!
//! Leptos decodes parameters twice, which spoils a `%` in a condition: here the query string is read and written by
//! our own functions.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_url};

use crate::context::tracking;

/// The query of the page at hand. A page that is about to be left keeps its own until the end.
#[derive(Clone, Copy)]
pub struct Query {
    /// As the page at hand sees it.
    search: Memo<String>,
    /// As it is now, also within the turn in which it changed.
    current: Memo<String>,
    path: Memo<String>,
    /// The path of the page that this belongs to.
    own: StoredValue<String>,
}

/// To be called in a component below the router.
pub fn use_query() -> Query {
    let url = use_url();
    let location = use_location();
    let own = url.with_untracked(|url| url.path().to_owned());
    // The next page may be of the same route: its query must not reach what is shown of this one and about to go.
    let path = own.clone();
    let search = Memo::new(move |before: Option<&String>| {
        url.with(|url| match before {
            Some(before) if url.path() != path => before.clone(),
            Some(_) | None => url.search().to_owned(),
        })
    });
    Query { search, current: location.search, path: location.pathname, own: StoredValue::new(own) }
}

impl Query {
    /// The value of a parameter. Reactive.
    pub fn get(self, name: &str) -> Option<String> {
        let find = |search: &String| find(search, name);
        if tracking() { self.search.with(find) } else { self.search.with_untracked(find) }
    }

    /// The value of a parameter, empty where it is missing. Reactive.
    pub fn text(self, name: &str) -> String {
        self.get(name).unwrap_or_default()
    }

    /// A parameter that tells only when it changes.
    pub fn memo(self, name: &'static str) -> Memo<String> {
        Memo::new(move |_| self.text(name))
    }

    /// The whole query string, without `?`. Reactive.
    pub fn string(self) -> String {
        self.search.get()
    }

    /// The address of this page with some parameters changed; `None` and empty texts take one away. Reactive.
    pub fn href(self, changes: &[(&str, Option<&str>)]) -> String {
        let search = self.search.with(|search| change(search, changes));
        address(&self.own.get_value(), &search)
    }

    /// Changes parameters; the browser's "back" undoes it.
    pub fn set(self, changes: &[(&str, Option<&str>)]) {
        self.navigate(changes, go);
    }

    /// Changes parameters in place, as for what is typed.
    pub fn replace(self, changes: &[(&str, Option<&str>)]) {
        self.navigate(changes, go_instead);
    }

    fn navigate(self, changes: &[(&str, Option<&str>)], go: fn(&str)) {
        let own = self.own.get_value();
        if self.path.get_untracked() != own {
            return;
        }
        let before = self.current.get_untracked();
        let after = change(&before, changes);
        if before != after {
            go(&address(&own, &after));
        }
    }
}

fn address(path: &str, search: &str) -> String {
    if search.is_empty() { path.to_owned() } else { format!("{path}?{search}") }
}

/// An address with parameters: `address_with("/m/tasks", &[("filter", "owner = me")])`. Empty ones are left out.
pub fn address_with(path: &str, parameters: &[(&str, &str)]) -> String {
    let changes: Vec<_> = parameters.iter().map(|(name, value)| (*name, Some(*value))).collect();
    address(path, &change("", &changes))
}

/// The parameters of a query string, decoded, in their order.
pub fn parameters(search: &str) -> Vec<(String, String)> {
    let pairs = search.trim_start_matches('?').split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
        .collect()
}

fn find(search: &str, name: &str) -> Option<String> {
    parameters(search).into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

fn change(search: &str, changes: &[(&str, Option<&str>)]) -> String {
    let mut all = parameters(search);
    for (name, value) in changes {
        let value = value.filter(|value| !value.is_empty());
        match (all.iter_mut().find(|(known, _)| known == name), value) {
            (Some(pair), Some(value)) => pair.1 = value.to_owned(),
            (Some(_), None) => all.retain(|(known, _)| known != name),
            (None, Some(value)) => all.push(((*name).to_owned(), value.to_owned())),
            (None, None) => {}
        }
    }
    all.iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect::<Vec<_>>()
        .join("&")
}

/// A text as it may stand in a URL. Commas and the like stay readable.
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => encoded.push(byte.into()),
            b'-' | b'_' | b'.' | b'~' | b',' | b':' | b'/' | b'(' | b')' | b'!' | b'*' => {
                encoded.push(byte.into())
            }
            b' ' => encoded.push('+'),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

/// Reads what `encode` and browsers write; what cannot be read stays as it is.
pub fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = (*first == b'%').then(|| after.get(..2)).flatten();
        let decoded = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match (first, decoded) {
            (_, Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            (b'+', None) => {
                bytes.push(b' ');
                rest = after;
            }
            (other, None) => {
                bytes.push(*other);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(not(feature = "ssr"))]
type Navigate = std::rc::Rc<dyn Fn(&str, NavigateOptions)>;

#[cfg(not(feature = "ssr"))]
thread_local! {
    static NAVIGATE: std::cell::RefCell<Option<Navigate>> = const { std::cell::RefCell::new(None) };
}

/// Lets `go` work from anywhere. Called once, below the router.
pub(crate) fn remember_router() {
    let navigate = use_navigate();
    #[cfg(not(feature = "ssr"))]
    NAVIGATE.set(Some(std::rc::Rc::new(navigate)));
    #[cfg(feature = "ssr")]
    drop(navigate);
}

/// Goes to another page of ours.
pub fn go(address: &str) {
    navigate(address, false);
}

/// Goes to another page of ours, which takes this one's place in the history.
pub fn go_instead(address: &str) {
    navigate(address, true);
}

#[cfg(not(feature = "ssr"))]
fn navigate(address: &str, replace: bool) {
    let options = NavigateOptions { resolve: false, replace, scroll: false, ..NavigateOptions::default() };
    let navigate = NAVIGATE.with_borrow(Clone::clone);
    if let Some(navigate) = navigate {
        navigate(address, options);
    }
}

#[cfg(feature = "ssr")]
fn navigate(_: &str, _: bool) {
    let _ = NavigateOptions::default;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_survive_the_way_through_a_url() {
        let filter = "name contains \"100% & more\" and stage in (won, lost) # Ёлка 北京 +1";
        let address = address_with("/m/leads", &[("filter", filter), ("sort", "-amount,name"), ("open", "")]);
        let (path, search) = address.split_once('?').unwrap();
        assert_eq!(path, "/m/leads");
        assert_eq!(find(search, "filter").as_deref(), Some(filter));
        assert!(search.ends_with("&sort=-amount,name"));
    }

    #[test]
    fn a_change_keeps_the_others() {
        let search = change("a=1&b=2&c=3", &[("b", Some("x y")), ("c", None), ("d", Some("4"))]);
        assert_eq!(search, "a=1&b=x+y&d=4");
    }

    #[test]
    fn broken_escapes_stay_as_they_are() {
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%zz%4"), "%zz%4");
    }
}
