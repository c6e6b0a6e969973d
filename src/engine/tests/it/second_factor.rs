//! The second factor: set up, asked for, recovered, reset, required by a role.

use api::{Backend, Failure};
use chrono::Duration;
use data_encoding::BASE32_NOPAD;
use engine::{InSession, Passed, SignedIn};
use hmac::{Hmac, KeyInit, Mac};
use model::Value;
use sha1::Sha1;

use crate::house::{House, everywhere, failure, let_in, problems, role_called};

const PASSWORD: &str = "correct horse battery";
const RITA: &str = "rita@example.com";

/// An authenticator app, written apart from the product.
struct App(Vec<u8>);

impl App {
    fn scan(secret: &str) -> App {
        App(BASE32_NOPAD.decode(secret.replace(' ', "").as_bytes()).unwrap())
    }

    fn code(&self, house: &House) -> String {
        let counter = u64::try_from(house.now().timestamp() / 30).unwrap();
        let mac = Hmac::<Sha1>::new_from_slice(&self.0).unwrap().chain_update(counter.to_be_bytes());
        let mac = mac.finalize().into_bytes();
        let at = usize::from(mac[mac.len() - 1] & 15);
        let number = u32::from_be_bytes(mac[at..at + 4].try_into().unwrap()) & (u32::MAX >> 1);
        format!("{:06}", number % 1_000_000)
    }
}

async fn password(house: &House) -> Result<Passed, Failure> {
    house.engine.sign_in(RITA, PASSWORD, "Browser", "10.0.0.1").await
}

/// The key with which the code is brought.
async fn key(house: &House) -> String {
    match password(house).await.unwrap() {
        Passed::SecondStep(key) => key,
        Passed::In(_) | Passed::Passkey => panic!("no code is asked for"),
    }
}

async fn bring(house: &House, code: &str) -> Result<SignedIn, Failure> {
    let key = key(house).await;
    house.engine.sign_in_by_code(&key, code, "Browser", "10.0.0.1").await
}

async fn door(house: &House, session: &SignedIn) -> Option<InSession> {
    house.engine.by_session(&session.token).await.unwrap()
}

/// Rita with a session, an app and her recovery codes.
async fn set_up(house: &House) -> (SignedIn, App, Vec<String>) {
    house.engine.set_password(&house.ada, house.rita.me.id, PASSWORD.into()).await.unwrap();
    let session = let_in(password(house).await);
    let app = App::scan(&house.engine.propose_second_factor(&house.rita).await.unwrap().secret);
    let code = app.code(house);
    let codes = house.engine.confirm_second_factor(&house.rita, Some(session.session), code).await.unwrap();
    house.pass(Duration::seconds(60));
    (session, app, codes)
}

#[tokio::test]
async fn it_is_set_up_by_a_code_and_asked_for_from_then_on() {
    everywhere(async |house| {
        let engine = &house.engine;
        engine.set_password(&house.ada, house.rita.me.id, PASSWORD.into()).await.unwrap();
        let before = let_in(password(&house).await);
        let proposal = engine.propose_second_factor(&house.rita).await.unwrap();
        assert_eq!(engine.propose_second_factor(&house.rita).await.unwrap(), proposal);
        assert!(proposal.uri.starts_with("otpauth://totp/Rapport:rita%40example%2Ecom?secret="));
        assert!(proposal.qr.width > 20 && proposal.qr.path.starts_with("M0 0h1v1h-1z"));
        let session = Some(before.session);
        let refused = engine.confirm_second_factor(&house.rita, session, "000000".into()).await;
        assert_eq!(problems(refused), ["code: wrong-code"]);
        // What is only proposed is asked of nobody.
        let_in(password(&house).await);
        let app = App::scan(&proposal.secret);
        let by_token = engine.confirm_second_factor(&house.rita, None, app.code(&house)).await;
        assert_eq!(failure(by_token), Failure::NotAllowed);
        let codes = engine.confirm_second_factor(&house.rita, session, app.code(&house)).await.unwrap();
        assert_eq!(codes.len(), 10);
        let now = engine.second_factor(&house.rita).await.unwrap();
        assert!(now.since.is_some() && now.codes_left == 10 && !now.required);
        let again = engine.propose_second_factor(&house.rita).await;
        assert_eq!(problems(again), [": second-factor-there"]);

        assert!(door(&house, &before).await.is_some(), "a session made before stays");
        // The code that confirmed it was used by that.
        assert_eq!(problems(bring(&house, &app.code(&house)).await), ["code: wrong-code"]);
        house.pass(Duration::seconds(30));
        let spaced = app.code(&house);
        let session = bring(&house, &format!("{} {}", &spaced[..3], &spaced[3..])).await.unwrap();
        assert_eq!(door(&house, &session).await.unwrap().caller.me.email, RITA);
        assert_eq!(problems(bring(&house, &spaced).await), ["code: wrong-code"]);
        let token = engine.new_token(RITA, "program").await.unwrap();
        assert!(engine.by_token(&token).await.unwrap().is_some(), "programs show no codes");
        let stored = engine.store().second_factor(house.rita.me.id).await.unwrap().unwrap().secret;
        assert!(stored.starts_with("sealed:") && !stored.contains(&proposal.secret.replace(' ', "")));
    })
    .await;
}

#[tokio::test]
async fn the_second_step_is_taken_once_and_soon() {
    everywhere(async |house| {
        let (_, app, _) = set_up(&house).await;
        let engine = &house.engine;
        let bring =
            async |key: &str| engine.sign_in_by_code(key, &app.code(&house), "Browser", "10.0.0.1").await;
        assert_eq!(problems(bring("guessed").await), [": sign-in-again"]);
        let first = key(&house).await;
        bring(&first).await.unwrap();
        house.pass(Duration::seconds(60));
        assert_eq!(problems(bring(&first).await), [": sign-in-again"]);
        let late = key(&house).await;
        house.pass(Duration::minutes(11));
        assert_eq!(problems(bring(&late).await), [": sign-in-again"]);
        let stale = key(&house).await;
        engine.set_password(&house.ada, house.rita.me.id, "a password since".into()).await.unwrap();
        assert_eq!(problems(bring(&stale).await), [": sign-in-again"]);
    })
    .await;
}

#[tokio::test]
async fn guessing_codes_is_slowed_down_wherever_it_comes_from() {
    everywhere(async |house| {
        let (_, app, _) = set_up(&house).await;
        for n in 0..10 {
            let key = key(&house).await;
            let address = format!("10.0.0.{n}");
            let guess = house.engine.sign_in_by_code(&key, "000000", "", &address).await;
            assert_eq!(problems(guess), ["code: wrong-code"]);
        }
        assert_eq!(failure(bring(&house, &app.code(&house)).await), Failure::TooMany);
        house.pass(Duration::minutes(15));
        bring(&house, &app.code(&house)).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_recovery_code_opens_once() {
    everywhere(async |house| {
        let (_, app, codes) = set_up(&house).await;
        let engine = &house.engine;
        bring(&house, &codes[3]).await.unwrap();
        assert_eq!(problems(bring(&house, &codes[3]).await), ["code: wrong-code"]);
        bring(&house, &codes[4].to_uppercase().replace('-', " ")).await.unwrap();
        assert_eq!(engine.second_factor(&house.rita).await.unwrap().codes_left, 8);
        let anew = async |password: &str, code: String| {
            engine.new_recovery_codes(&house.rita, password.into(), code).await
        };
        assert_eq!(problems(anew("a guess", app.code(&house)).await), ["password: wrong-password"]);
        assert_eq!(problems(anew(PASSWORD, "123".into()).await), ["code: wrong-code"]);
        let fresh = anew(PASSWORD, app.code(&house)).await.unwrap();
        assert_eq!(engine.second_factor(&house.rita).await.unwrap().codes_left, 10);
        assert_eq!(problems(bring(&house, &codes[5]).await), ["code: wrong-code"]);
        bring(&house, &fresh[0]).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn it_is_turned_off_with_password_and_code_or_by_an_administrator() {
    everywhere(async |house| {
        let (session, _, codes) = set_up(&house).await;
        let engine = &house.engine;
        let end = async |password: &str, code: &str| {
            engine.end_second_factor(&house.rita, password.into(), code.into()).await
        };
        assert_eq!(problems(end("a guess", &codes[0]).await), ["password: wrong-password"]);
        assert_eq!(problems(end(PASSWORD, "000000").await), ["code: wrong-code"]);
        end(PASSWORD, &codes[0]).await.unwrap();
        let_in(password(&house).await);
        assert_eq!(engine.second_factor(&house.rita).await.unwrap().codes_left, 0);
        assert!(door(&house, &session).await.is_some());

        let (_, app, _) = set_up(&house).await;
        let session = bring(&house, &app.code(&house)).await.unwrap();
        let (rita, ron) = (house.rita.me.id, house.ron.me.id);
        assert_eq!(failure(engine.reset_second_factor(&house.ron, rita).await), Failure::NotAllowed);
        let own = engine.reset_second_factor(&house.ada, house.ada.me.id).await;
        assert_eq!(failure(own), Failure::NotAllowed);
        engine.reset_second_factor(&house.ada, ron).await.unwrap();
        assert!(door(&house, &session).await.is_some());
        engine.reset_second_factor(&house.ada, rita).await.unwrap();
        assert!(door(&house, &session).await.is_none());
        let_in(password(&house).await);
    })
    .await;
}

#[tokio::test]
async fn a_role_that_asks_for_it_confines_who_has_none() {
    everywhere(async |house| {
        let engine = &house.engine;
        engine.set_password(&house.ada, house.rita.me.id, PASSWORD.into()).await.unwrap();
        let session = let_in(password(&house).await);
        assert!(!door(&house, &session).await.unwrap().confined);
        let role = role_called(engine, "Representative").await;
        let role = house.get("roles", role).await;
        house.set(&house.ada, "roles", &role, &[("second_factor", Value::Bool(true))]).await.unwrap();
        assert!(door(&house, &session).await.unwrap().confined);
        assert!(engine.second_factor(&house.rita).await.unwrap().required);
        let app = App::scan(&engine.propose_second_factor(&house.rita).await.unwrap().secret);
        let code = app.code(&house);
        let codes = engine.confirm_second_factor(&house.rita, Some(session.session), code).await.unwrap();
        assert!(!door(&house, &session).await.unwrap().confined);
        engine.end_second_factor(&house.rita, PASSWORD.into(), codes[0].clone()).await.unwrap();
        assert!(door(&house, &session).await.unwrap().confined);
    })
    .await;
}

#[tokio::test]
async fn administrators_see_and_end_what_lets_a_user_in() {
    everywhere(async |house| {
        let engine = &house.engine;
        let (session, app, _) = set_up(&house).await;
        let other = bring(&house, &app.code(&house)).await.unwrap();
        let token = engine.new_token(RITA, "program").await.unwrap();
        let rita = house.rita.me.id;
        assert_eq!(failure(engine.sign_ins(&house.max, None, rita).await), Failure::NotAllowed);
        let seen = engine.sign_ins(&house.ada, None, rita).await.unwrap();
        assert_eq!((seen.sessions.len(), seen.tokens.len()), (2, 1));
        assert!(seen.second_factor.is_some());
        let end = async |by, id| engine.end_sign_in(by, rita, id).await;
        assert_eq!(failure(end(&house.max, seen.tokens[0].id).await), Failure::NotAllowed);
        assert!(engine.by_token(&token).await.unwrap().is_some());
        end(&house.ada, seen.tokens[0].id).await.unwrap();
        assert!(engine.by_token(&token).await.unwrap().is_none());
        end(&house.ada, other.session).await.unwrap();
        assert!(door(&house, &other).await.is_none() && door(&house, &session).await.is_some());
        assert_eq!(failure(end(&house.ada, other.session).await), Failure::NotFound);
    })
    .await;
}

#[tokio::test]
async fn the_key_is_needed_and_a_restored_backup_keeps_the_present_factors() {
    everywhere(async |house| {
        let engine = &house.engine;
        let Some(path) = engine.store().path() else { return };
        let mut file = path.clone().into_os_string();
        file.push(".key");
        let backup = engine.back_up(&house.ada).await.unwrap();
        assert_eq!(engine.database(&house.ada).await.unwrap().key_file, Some(file.display().to_string()));
        let (_, app, codes) = set_up(&house).await;
        bring(&house, &codes[0]).await.unwrap();
        engine.restore_backup(&house.ada, backup.name).await.unwrap();
        engine.set_password(&house.ada, house.rita.me.id, PASSWORD.into()).await.unwrap();
        assert_eq!(problems(bring(&house, &codes[0]).await), ["code: wrong-code"]);
        bring(&house, &app.code(&house)).await.unwrap();
        assert_eq!(engine.check().await.unwrap(), Vec::<String>::new());

        let key = std::fs::read(&file).unwrap();
        std::fs::remove_file(&file).unwrap();
        house.pass(Duration::seconds(60));
        assert_eq!(failure(bring(&house, &app.code(&house)).await).status(), 503);
        bring(&house, &codes[1]).await.unwrap();
        let missing = engine.propose_second_factor(&house.ron).await;
        assert_eq!(problems(missing), [": key-missing"]);
        assert!(engine.check().await.unwrap()[0].contains("is missing"));
        std::fs::write(&file, "cmFwcG9ydCBrZWVwcyBpdHMgc2VjcmV0cyBhdCByZXM=").unwrap();
        assert!(engine.check().await.unwrap()[0].contains("does not fit"));
        std::fs::write(&file, key).unwrap();
        bring(&house, &app.code(&house)).await.unwrap();
        assert_eq!(engine.check().await.unwrap(), Vec::<String>::new());
    })
    .await;
}
