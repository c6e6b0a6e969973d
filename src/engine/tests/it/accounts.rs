//! Signing in, sessions, tokens.

use api::{Backend, Failure};
use chrono::Duration;
use engine::{Engine, InSession, Passed};

use crate::house::{House, empty, everywhere, failure, let_in, problems};

const PASSWORD: &str = "correct horse battery";

async fn sign_in(engine: &Engine, password: &str) -> Result<Passed, Failure> {
    engine.sign_in("ADA@example.com ", password, "Browser/1.0", "10.0.0.1").await
}

#[tokio::test]
async fn the_first_administrator_is_made_once() {
    let (engine, _, _folder) = empty().await;
    assert!(engine.is_empty());
    let key = engine.set_up_key().await.unwrap().unwrap();
    let set_up = |key: String, password: &'static str| {
        let engine = engine.clone();
        async move { engine.set_up(&key, "Ada", "ada@example.com", password, "Browser", "::1").await }
    };
    assert_eq!(failure(set_up("guess".into(), PASSWORD).await), Failure::NotAllowed);
    assert_eq!(problems(set_up(key.clone(), "short").await), ["password: password-too-short"]);
    let signed_in = set_up(key.clone(), PASSWORD).await.unwrap();
    let InSession { caller, session, .. } = engine.by_session(&signed_in.token).await.unwrap().unwrap();
    assert_eq!((caller.me.name.as_str(), caller.me.level.as_str()), ("Ada", "administrator"));
    assert_eq!(session, signed_in.session);
    assert_eq!(failure(set_up(key, PASSWORD).await), Failure::NotAllowed);
    assert_eq!(engine.set_up_key().await.unwrap(), None);
    assert!(!engine.is_empty());
}

#[tokio::test]
async fn a_password_opens_a_session_that_can_be_ended() {
    everywhere(async |house: House| {
        let engine = &house.engine;
        engine.set_password(&house.ada, house.ada.me.id, PASSWORD.into()).await.unwrap();
        assert_eq!(problems(sign_in(engine, "wrong password").await), ["password: wrong-password"]);
        let unknown = engine.sign_in("nobody@example.com", PASSWORD, "", "10.0.0.1").await;
        assert_eq!(problems(unknown), ["password: wrong-password"]);
        let first = let_in(sign_in(engine, PASSWORD).await);
        let second = let_in(sign_in(engine, PASSWORD).await);
        let known = engine.by_session(&first.token).await.unwrap().unwrap();
        assert_eq!(known.caller.me.id, house.ada.me.id);
        assert!(engine.by_session("nonsense").await.unwrap().is_none());

        let sessions = engine.sessions(&house.ada, Some(first.session)).await.unwrap();
        assert_eq!(sessions.len(), 2);
        let current: Vec<_> = sessions.iter().filter(|session| session.current).map(|one| one.id).collect();
        assert_eq!(current, [first.session]);
        assert_eq!((sessions[0].agent.as_str(), sessions[0].address.as_str()), ("Browser/1.0", "10.0.0.1"));
        assert_eq!(failure(engine.end_session(&house.rita, second.session).await), Failure::NotFound);
        engine.end_session(&house.ada, second.session).await.unwrap();
        assert!(engine.by_session(&second.token).await.unwrap().is_none());
        engine.sign_out(&first.token).await.unwrap();
        assert!(engine.by_session(&first.token).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_session_lasts_while_it_is_used() {
    everywhere(async |house: House| {
        let engine = &house.engine;
        engine.set_password(&house.ada, house.ada.me.id, PASSWORD.into()).await.unwrap();
        let session = let_in(sign_in(engine, PASSWORD).await);
        for _ in 0..3 {
            house.pass(Duration::days(20));
            assert!(engine.by_session(&session.token).await.unwrap().is_some());
        }
        house.pass(Duration::days(31));
        assert!(engine.by_session(&session.token).await.unwrap().is_none());
        assert!(engine.sessions(&house.ada, None).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_new_password_ends_all_other_sessions() {
    everywhere(async |house: House| {
        let engine = &house.engine;
        let next = "another long one".to_owned();
        engine.set_password(&house.ada, house.ada.me.id, PASSWORD.into()).await.unwrap();
        let here = let_in(sign_in(engine, PASSWORD).await);
        let there = let_in(sign_in(engine, PASSWORD).await);
        assert!(engine.by_session(&there.token).await.unwrap().is_some());
        let change = |old: &str, new: &str| {
            engine.change_password(&house.ada, Some(here.session), old.to_owned(), new.to_owned())
        };
        assert_eq!(problems(change("wrong", &next).await), ["old: wrong-password"]);
        assert_eq!(problems(change(PASSWORD, "aaaaaaaaaaaaaa").await), ["new: password-too-common"]);
        change(PASSWORD, &next).await.unwrap();
        assert!(engine.by_session(&here.token).await.unwrap().is_some());
        assert!(engine.by_session(&there.token).await.unwrap().is_none());
        assert_eq!(problems(sign_in(engine, PASSWORD).await), ["password: wrong-password"]);
        sign_in(engine, &next).await.unwrap();
        let other = engine.set_password(&house.max, house.ada.me.id, next.clone()).await;
        assert_eq!(failure(other), Failure::NotAllowed);
        engine.set_password(&house.ada, house.ada.me.id, next).await.unwrap();
        assert!(engine.by_session(&here.token).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn guessing_is_slowed_down() {
    everywhere(async |house: House| {
        let engine = &house.engine;
        engine.set_password(&house.ada, house.ada.me.id, PASSWORD.into()).await.unwrap();
        for _ in 0..10 {
            assert_eq!(failure(sign_in(engine, "a wrong guess").await).status(), 422);
        }
        assert_eq!(failure(sign_in(engine, PASSWORD).await), Failure::TooMany);
        let elsewhere = engine.sign_in("ada@example.com", PASSWORD, "", "10.0.0.2").await;
        elsewhere.unwrap();
        house.pass(Duration::minutes(16));
        sign_in(engine, PASSWORD).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_token_lets_a_program_in_until_it_is_ended() {
    everywhere(async |house: House| {
        let engine = &house.engine;
        let token = engine.make_token(&house.rita, "Sync".into()).await.unwrap();
        assert!(token.starts_with("rapport_"));
        assert_eq!(engine.by_token(&token).await.unwrap().unwrap().me.id, house.rita.me.id);
        assert!(engine.by_token("rapport_nonsense").await.unwrap().is_none());
        assert!(engine.by_session(&token).await.unwrap().is_none());
        let tokens = engine.tokens(&house.rita).await.unwrap();
        assert_eq!((tokens.len(), tokens[0].name.as_str()), (1, "Sync"));
        assert!(tokens[0].last_used.is_some());
        assert_eq!(failure(engine.end_token(&house.sue, tokens[0].id).await), Failure::NotFound);
        engine.end_token(&house.rita, tokens[0].id).await.unwrap();
        assert!(engine.by_token(&token).await.unwrap().is_none());
        assert!(engine.tokens(&house.rita).await.unwrap().is_empty());
        assert_eq!(problems(engine.make_token(&house.rita, " ".into()).await), ["name: required"]);
        let token = engine.new_token("sue@example.com", "cli").await.unwrap();
        assert!(engine.by_token(&token).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn who_is_not_active_gets_in_by_nothing() {
    everywhere(async |house: House| {
        let engine = &house.engine;
        engine.set_password(&house.ada, house.rita.me.id, PASSWORD.into()).await.unwrap();
        let session = let_in(engine.sign_in("rita@example.com", PASSWORD, "", "::1").await);
        let token = engine.make_token(&house.rita, "Sync".into()).await.unwrap();
        assert!(engine.by_session(&session.token).await.unwrap().is_some());
        assert!(engine.by_token(&token).await.unwrap().is_some());
        let rita = house.get("users", house.rita.me.id).await;
        house.set(&house.ada, "users", &rita, &[("active", model::Value::Bool(false))]).await.unwrap();
        assert!(engine.by_session(&session.token).await.unwrap().is_none());
        assert!(engine.by_token(&token).await.unwrap().is_none());
        let again = engine.sign_in("rita@example.com", PASSWORD, "", "::1").await;
        assert_eq!(problems(again), ["password: wrong-password"]);
    })
    .await;
}

#[tokio::test]
async fn users_are_added_from_the_command_line() {
    everywhere(async |house: House| {
        let engine = &house.engine;
        let id = engine.add_user("Eve@Example.com", "Eve", "manager", PASSWORD).await.unwrap();
        let eve = engine.caller_of("eve@example.com").await.unwrap();
        assert_eq!((eve.me.id, eve.me.level.as_str()), (id, "manager"));
        engine.sign_in("eve@example.com", PASSWORD, "", "::1").await.unwrap();
        let wrong = engine.add_user("eve@example.com", "", "boss", "short").await;
        let expected =
            ["email: not-unique", "name: required", "password: password-too-short", "role: not-found"];
        assert_eq!(problems(wrong), expected);
    })
    .await;
}
