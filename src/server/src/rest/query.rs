//! What stands behind the question mark of an address. What a request does not know how to say is an error: a filter
//! that is misspelt would show all there is.

use std::ops::RangeInclusive;

use api::model::{Id, Problem};
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use engine::IfAlike;

/// `duplicates=allow` writes what seems to be there already.
pub fn if_alike(mut parameters: Parameters) -> Result<IfAlike, Problem> {
    let alike = match parameters.take("duplicates").as_deref() {
        None => IfAlike::Ask,
        Some("allow") => IfAlike::Write,
        Some(other) => return Err(Problem::new("duplicates", "unknown-choice").detail(other)),
    };
    parameters.end().map(|()| alike)
}

/// The parameters that nobody has asked for yet.
pub struct Parameters(Vec<(String, String)>);

impl<S: Send + Sync> FromRequestParts<S> for Parameters {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Parameters, Self::Rejection> {
        let pairs = Query::try_from_uri(&parts.uri).map(|Query(pairs)| pairs);
        Ok(Parameters(pairs.unwrap_or_default()))
    }
}

impl Parameters {
    /// The value of `name`; of several, the last.
    pub fn take(&mut self, name: &str) -> Option<String> {
        let all = std::mem::take(&mut self.0).into_iter();
        let (mut found, rest): (Vec<_>, Vec<_>) = all.partition(|(known, _)| known == name);
        self.0 = rest;
        found.pop().map(|(_, value)| value)
    }

    pub fn text(&mut self, name: &str) -> String {
        self.take(name).unwrap_or_default()
    }

    /// `true` or `false`, which is what stands for nothing.
    pub fn flag(&mut self, name: &'static str) -> Result<bool, Problem> {
        match self.take(name).as_deref() {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(other) => Err(Problem::new(name, "unknown-choice").detail(other)),
        }
    }

    /// A whole number `within` bounds, or `usual` where there is none.
    pub fn number(
        &mut self,
        name: &'static str,
        within: RangeInclusive<u32>,
        usual: u32,
    ) -> Result<u32, Problem> {
        let Some(text) = self.take(name) else { return Ok(usual) };
        let number = text.parse::<i64>().map_err(|_| Problem::new(name, "not-a-whole-number"))?;
        let number = u32::try_from(number).ok().filter(|number| within.contains(number));
        let bounds = format!("{}–{}", within.start(), within.end());
        number.ok_or_else(|| Problem::new(name, "out-of-bounds").detail(bounds))
    }

    /// The id after which a page begins.
    pub fn cursor(&mut self, name: &'static str) -> Result<Option<Id>, Problem> {
        let after = self.take(name).map(|id| id.parse().map_err(|_| Problem::new(name, "invalid-cursor")));
        after.transpose()
    }

    /// Nothing may be left that was not asked for.
    pub fn end(self) -> Result<(), Problem> {
        let unknown =
            |(name, _): &(String, String)| Err(Problem::new(name.as_str(), "unknown-parameter").detail(name));
        self.0.first().map_or(Ok(()), unknown)
    }
}
