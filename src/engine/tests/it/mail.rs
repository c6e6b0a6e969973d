//! Mail goes out after the write that it tells about, once, and again after a failure; by it people come in.

mod server;

use api::{Backend, Failure, Invitation, MailProgress, MailSafety, MailServer};
use chrono::{DateTime, Duration};
use engine::{Engine, Opens};
use model::{Language, Value};

use crate::house::{House, everywhere, failure, let_in, problems, role_called};
use server::{Answer, Smtp};

fn at(smtp: &Smtp) -> MailServer {
    MailServer {
        host: "127.0.0.1".into(),
        port: smtp.port,
        safety: MailSafety::Open,
        user: "rapport".into(),
        sender_name: "Bergwind, Sales".into(),
        sender: "crm@example.com".into(),
        address: "https://crm.example.com".into(),
    }
}

async fn set_up(house: &House, smtp: &Smtp) {
    house.engine.set_mail(&house.ada, Some(at(smtp)), Some("server's secret".into())).await.unwrap();
}

async fn nora(house: &House) -> Invitation {
    Invitation {
        name: "Nora Лебедева".into(),
        email: "Nora@Example.com".into(),
        role: Some(role_called(&house.engine, "Representative").await),
        team: None,
        department: None,
        language: Some(Language::Russian),
    }
}

async fn progress(house: &House) -> Vec<MailProgress> {
    house.engine.mail(&house.ada).await.unwrap().latest.into_iter().map(|mail| mail.progress).collect()
}

/// What stands behind the last slash of the first link in a mail.
fn secret(mail: &str, kind: &str) -> String {
    let start = format!("https://crm.example.com/{kind}/");
    let (_, rest) = mail.split_once(&start).unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

#[tokio::test]
async fn a_server_is_tried_before_it_is_kept() {
    everywhere(async |house: House| {
        let smtp = Smtp::start();
        let test = async |server: MailServer, password: &str| {
            house.engine.test_mail(&house.ada, server, Some(password.into())).await
        };
        let said = test(at(&smtp), "server's secret").await.unwrap();
        assert!(said.contains("250") && said.contains("queued as 1"), "{said}");
        let mail = smtp.mails().remove(0);
        assert_eq!(mail.to, ["ada@example.com"]);
        assert!(mail.text.contains("Auto-Submitted: auto-generated"), "{}", mail.text);
        assert!(mail.text.contains(" <crm@example.com>"), "{}", mail.text);
        assert!(house.engine.mail(&house.ada).await.unwrap().server.is_none(), "nothing is kept");

        let why = failure(test(at(&smtp), "wrong").await);
        assert_eq!(why.problems()[0].code, "mail-sign-in");
        assert!(why.problems()[0].detail.contains("535 no such user"), "{}", why.problems()[0].detail);
        smtp.answer(Answer::Refuse);
        let why = failure(test(at(&smtp), "server's secret").await);
        assert_eq!(
            (why.problems()[0].code.as_str(), why.problems()[0].detail.as_str()),
            ("mail-refused", "550 nobody of that name")
        );
        let nobody = MailServer { port: server::nobody(), ..at(&smtp) };
        assert_eq!(problems(test(nobody, "x").await), [": mail-unreachable"]);
        let safe = MailServer { safety: MailSafety::StartTls, ..at(&smtp) };
        assert_eq!(problems(test(safe, "x").await), [": mail-not-understood"]);
        let wrong = MailServer {
            host: "mail example".into(),
            port: 0,
            sender: "crm".into(),
            address: "crm.example.com".into(),
            ..at(&smtp)
        };
        let all = ["address: not-a-site", "host: not-a-host", "port: out-of-bounds", "sender: not-an-email"];
        assert_eq!(problems(test(wrong, "x").await), all);
        assert_eq!(failure(house.engine.mail(&house.max).await), Failure::NotAllowed);
        let not_hers = house.engine.set_mail(&house.max, Some(at(&smtp)), None).await;
        assert_eq!(failure(not_hers), Failure::NotAllowed);
    })
    .await;
}

#[tokio::test]
async fn the_password_stays_with_its_server_and_is_never_told() {
    everywhere(async |house: House| {
        let smtp = Smtp::start();
        assert_eq!(
            problems(house.engine.set_mail(&house.ada, Some(at(&smtp)), None).await),
            ["password: required"]
        );
        set_up(&house, &smtp).await;
        let mail = house.engine.mail(&house.ada).await.unwrap();
        assert!(mail.has_password && !format!("{mail:?}").contains("secret"));
        let kept = house.engine.store().settings("").await.unwrap();
        assert!(!format!("{kept:?}").contains("server's secret"), "{kept:?}");
        // What else is changed leaves it, and another server does not get it.
        let renamed = MailServer { sender_name: "Sales".into(), ..at(&smtp) };
        house.engine.set_mail(&house.ada, Some(renamed), None).await.unwrap();
        house.engine.test_mail(&house.ada, at(&smtp), None).await.unwrap();
        let other = MailServer { host: "localhost".into(), ..at(&smtp) };
        let stolen = house.engine.test_mail(&house.ada, other.clone(), None).await;
        assert_eq!(problems(stolen), ["password: required"]);
        assert_eq!(
            problems(house.engine.set_mail(&house.ada, Some(other), None).await),
            ["password: required"]
        );
        house.engine.set_mail(&house.ada, None, None).await.unwrap();
        assert!(!house.engine.sends_mail().await.unwrap());
        assert_eq!(
            problems(house.engine.test_mail(&house.ada, at(&smtp), None).await),
            ["password: required"]
        );
    })
    .await;
}

#[tokio::test]
async fn who_is_invited_chooses_a_password_and_is_in() {
    everywhere(async |house: House| {
        let smtp = Smtp::start();
        set_up(&house, &smtp).await;
        let invited = house.engine.invite(&house.ada, nora(&house).await).await.unwrap();
        assert_eq!(invited.link, None);
        house.engine.send_mails_once().await.unwrap();
        house.engine.send_mails_once().await.unwrap();
        let mails = smtp.mails();
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].to, ["nora@example.com"]);
        let said = mails[0].readable();
        assert!(said.contains("Здравствуйте, Nora Лебедева!") && said.contains("Ada"), "{said}");
        assert_eq!(progress(&house).await, [MailProgress::Sent]);

        let secret = secret(&said, "invitation");
        let state = house.engine.uninitiated(&house.ada).await.unwrap();
        let hers = state.iter().find(|one| one.user == invited.user).unwrap();
        assert!(hers.invited.is_some() && !hers.expired);
        let engine = &house.engine;
        assert_eq!(
            problems(engine.sign_in("nora@example.com", "", "b", "::1").await),
            ["password: wrong-password"]
        );
        assert!(engine.opens(Opens::Invitation, &secret).await.unwrap());
        assert!(!engine.opens(Opens::Reset, &secret).await.unwrap());
        assert_eq!(
            problems(engine.accept(&secret, "short", "b", "::1").await),
            ["password: password-too-short"]
        );
        let door = engine.accept(&secret, "a sentence of mine", "b", "::1").await.unwrap();
        let caller = engine.by_session(&door.token).await.unwrap().unwrap().caller;
        assert_eq!(
            (caller.me.email.as_str(), caller.formats.language),
            ("nora@example.com", Language::Russian)
        );
        assert_eq!(problems(engine.accept(&secret, "another sentence", "b", "::1").await), [": link-ended"]);
        engine.sign_in("nora@example.com", "a sentence of mine", "b", "::1").await.unwrap();
        assert!(!engine.uninitiated(&house.ada).await.unwrap().iter().any(|one| one.user == invited.user));
        assert_eq!(problems(engine.invite_again(&house.ada, invited.user).await), [": has-a-password"]);
    })
    .await;
}

#[tokio::test]
async fn without_mail_the_link_is_handed_over() {
    everywhere(async |house: House| {
        let invited = house.engine.invite(&house.ada, nora(&house).await).await.unwrap();
        let first = invited.link.unwrap();
        let first = first.strip_prefix("/invitation/").unwrap();
        let again = house.engine.invite_again(&house.ada, invited.user).await.unwrap().link.unwrap();
        let again = again.strip_prefix("/invitation/").unwrap();
        let opens = async |secret: &str| house.engine.opens(Opens::Invitation, secret).await.unwrap();
        assert!(!opens(first).await && opens(again).await);
        house.pass(Duration::days(7));
        assert!(!opens(again).await);
        house.engine.store().tidy(DateTime::from_timestamp_millis(4_000_000_000_000).unwrap()).await.unwrap();
        let state = house.engine.uninitiated(&house.ada).await.unwrap();
        assert!(state.iter().any(|one| one.user == invited.user && one.expired));

        // Who is withdrawn is gone, with her link; undoing that brings her back without one.
        let third = house.engine.invite_again(&house.ada, invited.user).await.unwrap().link.unwrap();
        let done = house.engine.withdraw_invitation(&house.ada, invited.user).await.unwrap();
        assert!(!opens(third.strip_prefix("/invitation/").unwrap()).await);
        assert_eq!(done.count, 1);
        house.engine.undo(&house.ada, done.batch.unwrap()).await.unwrap();
        let state = house.engine.uninitiated(&house.ada).await.unwrap();
        assert!(state.iter().any(|one| one.user == invited.user && one.invited.is_none()));
        // A password that an administrator sets ends the link too.
        let fourth = house.engine.invite_again(&house.ada, invited.user).await.unwrap().link.unwrap();
        house.engine.set_password(&house.ada, invited.user, "a long password".into()).await.unwrap();
        assert!(!opens(fourth.strip_prefix("/invitation/").unwrap()).await);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_an_invitation_is_told_at_its_fields() {
    everywhere(async |house: House| {
        let none = Invitation {
            name: " ".into(),
            email: "ada@example.com".into(),
            role: None,
            team: None,
            department: None,
            language: None,
        };
        let all = ["email: not-unique", "name: required", "role: required"];
        assert_eq!(problems(house.engine.invite(&house.ada, none.clone()).await), all);
        assert_eq!(failure(house.engine.invite(&house.max, none).await), Failure::NotAllowed);
        let max = house.max.me.id;
        assert_eq!(failure(house.engine.invite_again(&house.max, max).await), Failure::NotAllowed);
        assert_eq!(failure(house.engine.uninitiated(&house.rita).await), Failure::NotAllowed);
        assert_eq!(house.list(&house.ada, "users", "email = \"ada@example.com\"").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_forgotten_password_is_made_anew_and_nobody_learns_who_is_known() {
    everywhere(async |house: House| {
        let smtp = Smtp::start();
        let engine = &house.engine;
        assert_eq!(failure(engine.forgot("rita@example.com", "::1").await), Failure::NotFound);
        set_up(&house, &smtp).await;
        engine.set_password(&house.ada, house.rita.me.id, "an old password".into()).await.unwrap();
        let open = let_in(engine.sign_in("rita@example.com", "an old password", "b", "::1").await);
        engine.forgot("nobody@example.com", "::1").await.unwrap();
        // Ron has no password yet: an invitation is what he needs.
        engine.forgot("ron@example.com", "::1").await.unwrap();
        engine.forgot(" RITA@example.com", "::1").await.unwrap();
        let mail = sent(engine, &smtp, 1).await;
        // Not again so soon.
        engine.forgot("rita@example.com", "::1").await.unwrap();
        assert_eq!(mail.to, ["rita@example.com"]);
        let secret = secret(&mail.readable(), "reset");
        engine.reset_password(&secret, "a new password").await.unwrap();
        assert!(engine.by_session(&open.token).await.unwrap().is_none(), "all sessions have ended");
        engine.sign_in("rita@example.com", "a new password", "b", "::1").await.unwrap();
        assert_eq!(problems(engine.reset_password(&secret, "another password").await), [": link-ended"]);

        house.pass(Duration::minutes(10));
        engine.forgot("rita@example.com", "::1").await.unwrap();
        let late = self::secret(&sent(engine, &smtp, 2).await.readable(), "reset");
        house.pass(Duration::hours(1));
        assert_eq!(problems(engine.reset_password(&late, "another password").await), [": link-ended"]);
        for _ in 0..20 {
            let _ = engine.forgot("sue@example.com", "::2").await;
        }
        assert_eq!(failure(engine.forgot("sue@example.com", "::2").await), Failure::TooMany);
        assert_eq!(smtp.mails().len(), 2);
    })
    .await;
}

/// The last of `count` mails, once they are there: they are queued beside the request.
async fn sent(engine: &Engine, smtp: &Smtp, count: usize) -> server::Received {
    for _ in 0..200 {
        engine.send_mails_once().await.unwrap();
        if let Some(mail) = smtp.mails().into_iter().nth(count - 1) {
            return mail;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("no mail came");
}

#[tokio::test]
async fn a_mail_is_tried_again_and_then_by_hand() {
    everywhere(async |house: House| {
        let smtp = Smtp::start();
        set_up(&house, &smtp).await;
        smtp.answer(Answer::Later);
        house.engine.invite(&house.ada, nora(&house).await).await.unwrap();
        for (tries, wait) in [(1, 1), (2, 5), (3, 30), (4, 120)] {
            house.engine.send_mails_once().await.unwrap();
            assert_eq!(smtp.tries(), tries);
            assert!(matches!(progress(&house).await[..], [MailProgress::Waiting(_)]));
            house.pass(Duration::minutes(wait) - Duration::seconds(1));
            house.engine.send_mails_once().await.unwrap();
            assert_eq!(smtp.tries(), tries, "not before its time");
            house.pass(Duration::seconds(2));
        }
        house.engine.send_mails_once().await.unwrap();
        let mail = house.engine.mail(&house.ada).await.unwrap().latest.remove(0);
        assert_eq!((mail.progress, smtp.tries()), (MailProgress::Failed, 5));
        assert_eq!(mail.trouble.unwrap().code, "mail-later");
        house.pass(Duration::days(1));
        house.engine.send_mails_once().await.unwrap();
        assert_eq!(smtp.tries(), 5, "not again by itself");

        smtp.answer(Answer::Take);
        assert_eq!(failure(house.engine.send_mail_again(&house.max, mail.id).await), Failure::NotAllowed);
        house.engine.send_mail_again(&house.ada, mail.id).await.unwrap();
        house.engine.send_mails_once().await.unwrap();
        assert_eq!(progress(&house).await, [MailProgress::Sent]);
        assert_eq!(failure(house.engine.send_mail_again(&house.ada, mail.id).await), Failure::NotFound);
        // What cannot come right is not tried again.
        smtp.answer(Answer::Refuse);
        let other = Invitation { email: "nemo@example.com".into(), ..nora(&house).await };
        house.engine.invite(&house.ada, other).await.unwrap();
        house.engine.send_mails_once().await.unwrap();
        assert_eq!(progress(&house).await, [MailProgress::Failed, MailProgress::Sent]);
    })
    .await;
}

#[tokio::test]
async fn several_servers_send_each_mail_once() {
    everywhere(async |house: House| {
        let smtp = Smtp::start();
        set_up(&house, &smtp).await;
        for number in 0..12 {
            let email = format!("new{number}@example.com");
            let invitation = Invitation { email, ..nora(&house).await };
            house.engine.invite(&house.ada, invitation).await.unwrap();
        }
        let work = (0..4).map(|_| {
            let engine = house.engine.clone();
            tokio::spawn(async move { engine.send_mails_once().await.unwrap() })
        });
        for one in work.collect::<Vec<_>>() {
            one.await.unwrap();
        }
        let mut to: Vec<String> = smtp.mails().into_iter().flat_map(|mail| mail.to).collect();
        to.sort();
        let once = to.len();
        to.dedup();
        assert_eq!((once, to.len()), (12, 12));
    })
    .await;
}

#[tokio::test]
async fn who_may_not_come_in_is_not_let_in_by_a_link() {
    everywhere(async |house: House| {
        let smtp = Smtp::start();
        set_up(&house, &smtp).await;
        let invitation = nora(&house).await;
        house.engine.invite(&house.ada, invitation.clone()).await.unwrap();
        assert_eq!(problems(house.engine.invite(&house.ada, invitation).await), ["email: not-unique"]);
        house.engine.send_mails_once().await.unwrap();
        assert_eq!(smtp.mails().len(), 1);
        let secret = secret(&smtp.mails()[0].readable(), "invitation");
        let user = house.list(&house.ada, "users", "email = \"nora@example.com\"").await.remove(0);
        house
            .set(&house.ada, "users", &house.get("users", user.id).await, &[("active", Value::Bool(false))])
            .await
            .unwrap();
        assert_eq!(
            problems(house.engine.accept(&secret, "a long password", "b", "::1").await),
            [": link-ended"]
        );
    })
    .await;
}
