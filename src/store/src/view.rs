//! Who asks, when, and over which tables: what every statement is made under.

use std::sync::LazyLock;

use model::filter::Asking;
use model::{Field, Grant, Instant, Module, Rights, Zone};

use crate::dialect::Dialect;
use crate::error::{Error, Result};
use crate::layout::{Layout, is_stored};

#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) layout: &'a Layout,
    pub(crate) grant: &'a Grant,
    pub(crate) asking: &'a Asking,
}

/// For what does not depend on who asks or when: a grant's row filters hold absolute values only.
static NOBODY: LazyLock<Asking> = LazyLock::new(|| Asking {
    now: Instant::UNIX_EPOCH,
    zone: Zone::default(),
    first_weekday: 0,
    me: None,
    team: Vec::new(),
    department: Vec::new(),
});

impl<'a> View<'a> {
    pub(crate) fn new(layout: &'a Layout, grant: &'a Grant, asking: &'a Asking) -> View<'a> {
        View { layout, grant, asking }
    }

    pub(crate) fn timeless(layout: &'a Layout, grant: &'a Grant) -> View<'a> {
        View { layout, grant, asking: &NOBODY }
    }

    pub(crate) fn dialect(self) -> Dialect {
        self.layout.dialect
    }

    /// The module with the rights on it; as good as not there where the grant says nothing of it.
    pub(crate) fn module(self, name: &str) -> Result<(&'a Module, &'a Rights)> {
        let module = self.layout.module(name)?;
        let rights = self.grant.on(name).ok_or_else(|| Error::UnknownModule(name.into()))?;
        Ok((module, rights))
    }

    /// A field that the grant may read.
    pub(crate) fn field(self, module: &'a Module, name: &str) -> Result<&'a Field> {
        let readable = self.grant.on(&module.name).is_some_and(|rights| rights.reads(name));
        module.field(name).filter(|_| readable).ok_or_else(|| Error::UnknownField(name.into()))
    }

    /// All fields that the grant may read and that have a column.
    pub(crate) fn fields(self, module: &'a Module) -> Vec<&'a Field> {
        let rights = self.grant.on(&module.name);
        let readable =
            |field: &&Field| is_stored(field) && rights.is_some_and(|rights| rights.reads(&field.name));
        module.fields.iter().filter(readable).collect()
    }
}
