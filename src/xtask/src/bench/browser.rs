//! What a visit to a list costs in a real browser: bytes, and the time until the page answers.

use anyhow::{Context, Result};
use serde_json::Value;

use super::{
    figures::{Figures, Work},
    program::Program,
    requests,
};
use crate::{step::output, tools, workspace};

const ROWS: [(Work, &str); 3] = [
    (Work::FirstBytes, "first_kilobytes"),
    (Work::FirstVisit, "first_interactive_seconds"),
    (Work::NextVisit, "next_interactive_seconds"),
];

pub fn measure(program: &Program, figures: &mut Figures) -> Result<()> {
    let visits = visit(program);
    for (work, key) in ROWS {
        figures.take(work, value(&visits, key))?;
    }
    Ok(())
}

fn value(visits: &Result<Value>, key: &str) -> Result<f64> {
    let visits = visits.as_ref().map_err(|error| anyhow::anyhow!("{error:#}"))?;
    visits[key].as_f64().context("The page did not become interactive in time.")
}

/// Runs end2end/visit.mjs, which prints what it measured as JSON.
fn visit(program: &Program) -> Result<Value> {
    let cookie = requests::sign_in(program.address)?;
    let mut node = workspace::command("node")?;
    node.args(["visit.mjs", &format!("http://{}", program.address), "/m/contacts", &cookie]);
    if let Some(chromium) = tools::chromium() {
        node.env("CHROMIUM", chromium);
    }
    Ok(serde_json::from_str(&output(node.current_dir(workspace::end2end()))?)?)
}
