//! `rapport user` and `rapport token`.

use std::io::Read;

use anyhow::{Context, Result, ensure};
use api::Backend;

use super::{no_user, said};
use crate::serve::open;

pub async fn add(database: &str, email: &str, name: &str, role: &str) -> Result<()> {
    let mut password = String::new();
    std::io::stdin()
        .read_to_string(&mut password)
        .context("The password could not be read from standard input")?;
    let password = password.trim_end_matches(['\r', '\n']);
    ensure!(
        !password.is_empty(),
        "Give the password on standard input: printf %s \"$PASSWORD\" | rapport user add …"
    );
    let engine = open(database).await?;
    engine.add_user(email, name, role, password).await.map_err(|failure| said(&engine, &failure))?;
    println!("{name} <{email}> can sign in.");
    Ok(())
}

pub async fn token(database: &str, email: &str, name: &str) -> Result<()> {
    let engine = open(database).await?;
    let token = engine.new_token(email, name).await.map_err(|failure| no_user(&engine, email, &failure))?;
    println!("{token}");
    Ok(())
}

pub async fn reset_second_factor(database: &str, email: &str) -> Result<()> {
    let engine = open(database).await?;
    let reset = async {
        let user = engine.caller_of(email).await?;
        engine.reset_second_factor(&engine.system_caller(), user.me.id).await
    };
    reset.await.map_err(|failure| no_user(&engine, email, &failure))?;
    println!("{email} can sign in with the password alone.");
    Ok(())
}
