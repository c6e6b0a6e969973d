//! The program itself, started on a database of its own.

#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, reason = "a helper of tests fails as they do")]

pub mod document;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;
use ureq::http::{HeaderMap, Request};

pub const PASSWORD: &str = "correct horse battery";

/// A command of the program on the database in `folder`.
pub fn command(folder: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapport"));
    command.env("RAPPORT_DATABASE", format!("sqlite:{}", folder.path().join("test.db").display()));
    command.current_dir(folder.path());
    command
}

pub fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    command(folder).args(arguments).output().unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

pub fn add_user(folder: &TempDir, email: &str, role: &str) {
    let mut child = command(folder)
        .args(["user", "add", email, "--name", email.split('@').next().unwrap(), "--role", role])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(PASSWORD.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
}

pub fn token(folder: &TempDir, email: &str) -> String {
    let output = run(folder, &["token", email]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout).trim().to_owned()
}

/// A running server with an administrator and two representatives; stopped when dropped.
pub struct Rapport {
    pub folder: TempDir,
    pub address: String,
    pub admin: String,
    pub anna: String,
    pub boris: String,
    child: Child,
    agent: ureq::Agent,
}

/// A status, the headers and the body.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn expect(self, status: u16) -> Answer {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }
}

pub fn serve(folder: &TempDir) -> (Child, String) {
    listening(command(folder).args(SERVE))
}

const SERVE: [&str; 3] = ["serve", "--listen", "127.0.0.1:0"];

/// Starts a server and waits for the line that says where it listens.
fn listening(command: &mut Command) -> (Child, String) {
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().rsplit(' ').next().unwrap().to_owned();
    (child, address)
}

impl Rapport {
    pub fn start() -> Rapport {
        let folder = tempfile::tempdir().unwrap();
        add_user(&folder, "admin@example.com", "Administrator");
        add_user(&folder, "anna@example.com", "Representative");
        add_user(&folder, "boris@example.com", "Representative");
        let [admin, anna, boris] =
            ["admin", "anna", "boris"].map(|name| token(&folder, &format!("{name}@example.com")));
        let (child, address) = serve(&folder);
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .into();
        Rapport { folder, address, admin, anna, boris, child, agent }
    }

    /// `headers` are added; `token` may be empty.
    pub fn send(
        &self,
        method: &str,
        path: &str,
        token: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.address));
        if !token.is_empty() {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body.to_vec()).unwrap();
        let mut response = self.agent.run(request).unwrap_or_else(|error| panic!("{method} {path}: {error}"));
        Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            // Of a file, whatever can be read of it.
            text: String::from_utf8_lossy(&response.body_mut().read_to_vec().unwrap()).into_owned(),
        }
    }

    /// Sends a file as a form does, piece by piece, so that it need not lie in memory here either. `end` follows it.
    pub fn send_file(
        &self,
        path: &str,
        token: &str,
        pieces: impl Iterator<Item = Vec<u8>>,
        end: &str,
    ) -> Answer {
        let mut line = TcpStream::connect(self.address.trim_start_matches("http://")).unwrap();
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\nconnection: close\r\n\
             content-type: multipart/form-data; boundary=frontier\r\ntransfer-encoding: chunked\r\n\r\n"
        );
        line.write_all(head.as_bytes()).unwrap();
        let begin = "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n";
        let parts = std::iter::once(begin.as_bytes().to_vec()).chain(pieces).chain([end.as_bytes().to_vec()]);
        for part in parts.filter(|part| !part.is_empty()).chain([Vec::new()]) {
            line.write_all(format!("{:x}\r\n", part.len()).as_bytes()).unwrap();
            line.write_all(&part).unwrap();
            line.write_all(b"\r\n").unwrap();
        }
        let mut text = String::new();
        line.read_to_string(&mut text).unwrap();
        let (head, text) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, headers: HeaderMap::new(), text: text.to_owned() }
    }

    /// The most memory that the server ever had, in KiB.
    #[cfg(target_os = "linux")]
    pub fn peak_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        peak.trim().trim_end_matches(" kB").parse().unwrap()
    }

    /// The bytes of a file, which need not be text.
    pub fn download(&self, path: &str, token: &str) -> Vec<u8> {
        let request = Request::builder().uri(format!("{}{path}", self.address));
        let request = request.header("authorization", format!("Bearer {token}")).body(()).unwrap();
        self.agent.run(request).unwrap().body_mut().read_to_vec().unwrap()
    }

    pub fn get(&self, path: &str, token: &str) -> Answer {
        self.send("GET", &format!("/api/v1{path}"), token, &[], b"")
    }

    pub fn post(&self, path: &str, token: &str, body: &Value) -> Answer {
        let json = [("content-type", "application/json")];
        self.send("POST", &format!("/api/v1{path}"), token, &json, body.to_string().as_bytes())
    }

    pub fn patch(&self, path: &str, token: &str, version: &str, body: &Value) -> Answer {
        let headers = [("content-type", "application/json"), ("if-match", version)];
        self.send("PATCH", &format!("/api/v1{path}"), token, &headers, body.to_string().as_bytes())
    }

    /// The process is ended at once, as by a power cut.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// The same database, served where no file may grow beyond `kibibytes`: a disk that is soon full.
    #[cfg(unix)]
    pub fn restart_on_small_disk(&mut self, kibibytes: u64) {
        self.kill();
        // The limit is counted in blocks of 512 bytes; without the trap, going beyond would end the program.
        let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"", kibibytes * 2);
        let plain = command(&self.folder);
        let mut shell = Command::new("sh");
        shell.args(["-c", &script]).arg(plain.get_program()).args(SERVE).current_dir(self.folder.path());
        shell.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
        (self.child, self.address) = listening(&mut shell);
    }

    /// The same database, served again.
    pub fn restart(&mut self) {
        self.kill();
        (self.child, self.address) = serve(&self.folder);
    }
}

impl Drop for Rapport {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
