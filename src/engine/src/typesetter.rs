//! Who turns what there is to set into pages. The program gives one to its engine; without it nothing is set.

use std::collections::BTreeMap;

use api::Failure;
use async_trait::async_trait;

/// Sets pages by a template, outside of this process.
#[async_trait]
pub trait Typesetter: Send + Sync {
    /// `Failure::Invalid` says what is wrong in the template.
    async fn set(&self, paper: ToSet) -> Result<Pages, Failure>;
}

/// What there is to set.
#[derive(Clone, Debug)]
pub struct ToSet {
    /// In the language of Typst.
    pub template: String,
    /// What the template may read, by name.
    pub files: BTreeMap<String, Vec<u8>>,
    pub format: PageFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageFormat {
    Pdf,
    Svg,
}

/// One PDF, or a picture of each page.
#[derive(Clone, Debug)]
pub struct Pages {
    pub files: Vec<Vec<u8>>,
    /// Characters that no font has: a box stands for each.
    pub missing: String,
}
