//! Quotes: what is offered to a customer, at which price and until when. Once sent, it stays as it was sent; what is
//! offered instead is a revision of it.

use model::{Choice, Color, Field, Filter, Group, Key, Link, Module, Outcome, Sort, Stages, Value, field};
use rust_decimal::Decimal;

use crate::{documents, lists};

pub const NAME: Key<String> = Key::new("name");
pub const OPPORTUNITY: Key<Link> = Key::new("opportunity");
pub const STAGE: Key<String> = Key::new("stage");
pub const NET: Key<Decimal> = Key::new(model::document::NET);
/// The opportunity's amount follows that of the quote.
pub const LEADS_AMOUNT: Key<bool> = Key::new("leads_amount");
/// The quote that it is offered instead of.
pub const REVISION_OF: Key<Link> = Key::new("revision_of");
/// 1 for the first that is offered.
pub const REVISION: Key<i64> = Key::new("revision");
/// Whether somebody has to approve it, and has. Empty: nobody was asked.
pub const APPROVAL: Key<String> = Key::new("approval");
pub const APPROVED_BY: Key<Link> = Key::new("approved_by");
pub const APPROVAL_NOTE: Key<String> = Key::new("approval_note");

// Stages.

pub const IN_QUOTATION: &str = "in_quotation";
pub const SENT: &str = "sent";
pub const ACCEPTED: &str = "accepted";
pub const REJECTED: &str = "rejected";
/// Another was offered instead: a revision of it.
pub const REQUOTED: &str = "requoted";

// What became of asking for approval.

pub const ASKED: &str = "asked";
pub const APPROVED: &str = "approved";
pub const REFUSED: &str = "refused";

pub fn module() -> Module {
    let stages = Stages {
        field: "stage".into(),
        pipeline: None,
        amount: Some(model::document::NET.into()),
        probability: None,
        in_turn: true,
    };
    Module::new("quotes", Group::Selling, "file-text")
        .section("general", general())
        .section("lines", documents::lines("quote_lines", "quote_taxes"))
        .besides(revision())
        .besides(approval())
        .section("billing", field::address("billing_"))
        .section("shipping", field::address("shipping_"))
        .section("more", [field::long_text("terms"), field::long_text("description")])
        .columns(&["number", "name", "account", "stage", "net", "issued_on", "valid_until", "owner"])
        .title(&["number", "name"])
        .subtitle(&["account", "stage"])
        .sort(Sort::down(model::module::UPDATED_AT))
        .stages(stages)
        .features(|features| features.document = true)
}

fn general() -> Vec<Field> {
    vec![
        field::text("name").required().indexed(),
        field::auto_number("number", "Q-", 5),
        field::link("opportunity", "opportunities"),
        field::yes_no("leads_amount"),
        field::link("account", "accounts"),
        field::link("contact", "contacts"),
        field::one_of(documents::LANGUAGE.name, lists::languages()),
        field::one_of("stage", stages()).required().indexed().starts_as(IN_QUOTATION),
        documents::day(),
        field::date("valid_until").indexed(),
        lost_reason(),
    ]
}

fn lost_reason() -> Field {
    let lost = Filter::is("stage", Value::text(REJECTED));
    Field { shown_if: Some(lost), ..field::one_of("lost_reason", lists::lost_reasons()) }
}

fn revision() -> Vec<Field> {
    vec![field::link("revision_of", "quotes").read_only(), field::integer("revision").read_only()]
}

fn approval() -> Vec<Field> {
    let asked = vec![
        Choice::new(ASKED, Color::Amber),
        Choice::new(APPROVED, Color::Green),
        Choice::new(REFUSED, Color::Red),
    ];
    vec![
        field::one_of("approval", asked).indexed(),
        field::user("approved_by").read_only(),
        field::text("approval_note"),
    ]
}

/// From being sent on it stays as it is; only the product says that another was offered instead.
fn stages() -> Vec<Choice> {
    vec![
        Choice::new(IN_QUOTATION, Color::Blue),
        Choice::new(SENT, Color::Violet).locks(),
        Choice::new(ACCEPTED, Color::Green).outcome(Outcome::Won).locks(),
        Choice::new(REJECTED, Color::Red).outcome(Outcome::Lost).locks(),
        Choice::new("cancelled", Color::Grey).outcome(Outcome::Lost).locks(),
        Choice::new(REQUOTED, Color::Amber).outcome(Outcome::Lost).locks().given(),
    ]
}
