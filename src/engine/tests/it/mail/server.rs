//! A mail server as small as can be: it speaks SMTP, asks for one password, and keeps what it is given.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

/// `rapport` and the password that the tests give, as AUTH PLAIN sends them.
const ACCOUNT: &str = "\0rapport\0server's secret";

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Answer {
    #[default]
    Take,
    /// Never to this recipient.
    Refuse,
    /// Not just now.
    Later,
}

#[derive(Clone, Debug)]
pub struct Received {
    pub to: Vec<String>,
    /// As it came over the wire.
    pub text: String,
}

#[derive(Default)]
struct State {
    answer: Answer,
    tries: usize,
    mails: Vec<Received>,
}

pub struct Smtp {
    pub port: u16,
    state: Arc<Mutex<State>>,
}

/// A port on which nobody listens.
pub fn nobody() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Smtp {
    /// It ends with the test's process.
    pub fn start() -> Smtp {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(Mutex::new(State::default()));
        let shared = state.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = shared.clone();
                std::thread::spawn(move || talk(&stream, &shared));
            }
        });
        Smtp { port, state }
    }

    pub fn answer(&self, answer: Answer) {
        self.state.lock().unwrap().answer = answer;
    }

    pub fn mails(&self) -> Vec<Received> {
        self.state.lock().unwrap().mails.clone()
    }

    /// How many mails somebody wanted to hand over.
    pub fn tries(&self) -> usize {
        self.state.lock().unwrap().tries
    }
}

/// Answers each line; nobody else has to understand why a conversation ends.
fn talk(stream: &TcpStream, state: &Mutex<State>) -> Option<()> {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let say = |line: &str| (&*stream).write_all(format!("{line}\r\n").as_bytes()).ok();
    say("220 test ESMTP")?;
    let mut to = Vec::new();
    while let Some(line) = lines.next() {
        let verb = line.split(' ').next().unwrap_or_default().to_ascii_uppercase();
        match verb.as_str() {
            "EHLO" => say("250-test\r\n250-8BITMIME\r\n250 AUTH PLAIN")?,
            "AUTH" => {
                let given = line.rsplit(' ').next().and_then(|code| BASE64_STANDARD.decode(code).ok());
                let right = given.is_some_and(|given| given == ACCOUNT.as_bytes());
                say(if right { "235 welcome" } else { "535 no such user or password" })?;
            }
            "MAIL" => {
                state.lock().unwrap().tries += 1;
                say("250 ok")?;
            }
            "RCPT" => match state.lock().unwrap().answer {
                Answer::Take => {
                    to.extend(line.split(['<', '>']).nth(1).map(str::to_owned));
                    say("250 ok")?;
                }
                Answer::Refuse => say("550 nobody of that name")?,
                Answer::Later => say("451 come back later")?,
            },
            "DATA" => {
                say("354 go on")?;
                let body: Vec<String> = lines.by_ref().take_while(|line| line != ".").collect();
                let mut state = state.lock().unwrap();
                state.mails.push(Received { to: std::mem::take(&mut to), text: body.join("\n") });
                say(&format!("250 queued as {}", state.mails.len()))?;
            }
            "QUIT" => {
                say("221 bye")?;
                return None;
            }
            _ => say("250 ok")?,
        }
    }
    None
}

impl Received {
    /// The plain text, however it was encoded.
    pub fn readable(&self) -> String {
        let part = self.text.split("Content-Type: text/plain").nth(1).unwrap();
        let (head, body) = part.split_once("\n\n").unwrap();
        let body = body.split("\n--").next().unwrap();
        let bytes = if head.contains("base64") {
            BASE64_STANDARD.decode(body.replace('\n', "")).unwrap()
        } else if head.contains("quoted-printable") {
            unquoted(body)
        } else {
            body.as_bytes().to_vec()
        };
        String::from_utf8(bytes).unwrap()
    }
}

/// Quoted-printable, as RFC 2045 has it.
fn unquoted(text: &str) -> Vec<u8> {
    let text = text.replace("=\n", "");
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'=').then(|| after.get(..2)).flatten();
        let code = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    bytes
}
