//! A company of a hundred people that shares: what lists cost somebody with fifty sharing rules.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{http::Client, program::REPRESENTATIVE, requests::Rest};

/// With those that `rapport fill` makes, a hundred.
const PEOPLE: usize = 75;
/// Half of the rules share what a team owns, half what a condition says.
const RULES: usize = 50;

/// Makes people, teams and rules by REST. `beginnings` are those of last names, for the conditions.
pub fn share(administrator: &Rest, beginnings: &[String]) -> Result<()> {
    let mut client = Client::connect(administrator.address)?;
    let mut make = |module: &str, body: &Value| -> Result<String> {
        let reply = client.send_well(&administrator.post(module, body))?.json()?;
        Ok(reply["id"].as_str().context("What was made has no id.")?.to_owned())
    };
    let mut teams = Vec::new();
    for number in 0..RULES / 2 {
        teams.push(make("teams", &json!({"name": format!("Shared {number}")}))?);
    }
    let user = administrator.find("users", &format!("email = \"{REPRESENTATIVE}\""))?;
    for number in 0..PEOPLE {
        let email = format!("shared{number}@fill.example");
        let team = &teams[number % teams.len()];
        make("users", &json!({"name": email, "email": email, "role": user["role"]["id"], "team": team}))?;
    }
    for (number, team) in teams.iter().enumerate() {
        let beginning = &beginnings[number * beginnings.len() / teams.len()];
        let segment = format!("last_name starts \"{beginning}\" and title is not empty");
        for from in [json!({"from_team": team}), json!({"segment": segment})] {
            let mut rule =
                json!({"name": format!("Rule {number}"), "module": "contacts", "to_user": user["id"]});
            if let (Some(rule), Value::Object(from)) = (rule.as_object_mut(), from) {
                rule.extend(from);
            }
            make("sharing_rules", &rule)?;
        }
    }
    Ok(())
}
