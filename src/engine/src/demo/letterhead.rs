//! What stands on the company's papers.

use super::people::ALEX;
use super::story::{Story, texts};
use crate::company::COMPANY;
use crate::error::Result;
use crate::organisation::all;

const TERMS: &str = "Payable within 30 days without deduction. Delivery four weeks after the order, set up and explained.\n\
                     Two years of warranty on machines and grinders.";
const FOOTER: &str = "Bergwind Coffee Systems GmbH · Hamburg HRB 123456 · Managing director: Mara Lindqvist\n\
                      Elbe Bank · IBAN DE02 1203 0000 0000 2020 51 · BIC BYLADEM1001";

pub(super) async fn print(story: &mut Story<'_>) -> Result<()> {
    let Some(company) = all(story.engine().store(), COMPANY, false).await?.into_iter().next() else {
        return Ok(());
    };
    let values = texts([
        ("website", "bergwind.example"),
        ("email", "hello@bergwind.example"),
        ("phone", "+49 40 5550 120"),
        ("tax_number", "DE123456789"),
        ("street", "Am Sandtorkai 27"),
        ("postal_code", "20457"),
        ("city", "Hamburg"),
        ("country", "Germany"),
        ("quote_terms", TERMS),
        ("paper_footer", FOOTER),
        ("paper_color", "teal"),
    ]);
    let at = story.ago(359);
    story.change(ALEX, at, COMPANY, company, values).await.map(drop)
}
