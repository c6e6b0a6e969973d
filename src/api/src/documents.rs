//! What is asked and answered about documents: prices, taxes and approval.

use chrono::NaiveDate;
use model::document::Breach;
use model::{Id, Link, Name};
use serde::{Deserialize, Serialize};

/// When and where a document is of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentAt {
    /// None: today.
    pub day: Option<NaiveDate>,
    /// Empty: the company's.
    pub currency: Name,
    /// Of the address that taxes depend on.
    pub country: String,
    pub region: String,
}

/// Products and services for what was typed, with their prices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OffersQuery {
    pub text: String,
    /// These, whatever was typed.
    pub products: Vec<Link>,
    pub price_book: Option<Id>,
    pub currency: Name,
    /// None: today.
    pub day: Option<NaiveDate>,
}

/// A document as it looks on paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Each page as SVG.
    pub pages: Vec<String>,
    /// What its template reads, as JSON; for who tries a template.
    pub data: String,
    /// Characters that no font of the server has, with spaces between.
    pub missing: String,
}

/// Whether a document needs somebody's approval, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// What goes beyond what its owner may offer, or else beyond what the reader may.
    pub breaches: Vec<Breach>,
    /// The reader cannot send it by herself.
    pub needed: bool,
    pub may_approve: bool,
}
