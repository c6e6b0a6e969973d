//! The demo company: Bergwind sells and looks after coffee machines, from Lyon to Busan. Small, in several scripts, and
//! dated relative to today, so that there is always something due, something late and something just won.

mod catalogue;
mod companies;
mod days;
mod deals;
mod leads;
mod letterhead;
mod people;
mod quotes;
mod story;

use api::Failure;

use crate::Engine;
use crate::company::Company;
use crate::error::Result;
use people::{PASSWORD, PEOPLE};
use story::Story;

const NAME: &str = "Bergwind Coffee Systems";

impl Engine {
    /// Fills a database that nobody uses yet. Gives the lines that say how to sign in; none where there are others.
    pub async fn demo(&self) -> Result<Vec<String>, Failure> {
        if self.is_empty() {
            tell(self).await?;
        }
        let there = self.world().organisation.by_email(PEOPLE[0].email).is_some();
        Ok(if there { sign_in() } else { Vec::new() })
    }
}

async fn tell(engine: &Engine) -> Result<()> {
    engine.set_company(Company { name: NAME.into(), ..Company::default() }).await?;
    let mut story = Story::begin(engine, people::join(engine).await?);
    letterhead::print(&mut story).await?;
    let catalogue = catalogue::offer(&mut story).await?;
    let companies = companies::meet(&mut story).await?;
    let leads = leads::come_in(&mut story).await?;
    let deals = deals::work(&mut story, &companies, &catalogue.products).await?;
    quotes::offer(&mut story, &deals, &catalogue).await?;
    days::pass(&mut story, &companies, &leads, &deals).await
}

fn sign_in() -> Vec<String> {
    let person = |person: &people::Person| format!("  {}  {} ({})", person.email, person.name, person.role);
    let mut lines = vec![format!("Sign in to {NAME} with the password {PASSWORD} as one of:")];
    lines.extend(PEOPLE.iter().map(person));
    lines
}
