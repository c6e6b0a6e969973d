//! The program that is measured: its database, its process, its memory.

use std::{
    fmt, fs,
    io::Write,
    net::{Ipv4Addr, SocketAddr, TcpStream},
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};

use super::http::{Client, Request};
use crate::{
    step::{not_started, output, run},
    workspace::{self, free_port},
};

pub const EMAIL: &str = "bench@rapport.test";
pub const PASSWORD: &str = "measured twice, cut once";
pub const REPRESENTATIVE: &str = "rep1@fill.example";
const STARTS: usize = 5;
const PATIENCE: Duration = Duration::from_secs(30);

#[derive(Clone, Copy)]
pub struct Size {
    pub accounts: u32,
    pub contacts: u32,
    pub opportunities: u32,
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { accounts, contacts, opportunities } = self;
        write!(f, "{accounts} accounts, {contacts} contacts, {opportunities} opportunities")
    }
}

/// Who measures, by the tokens they measure with.
pub struct Tokens {
    pub administrator: String,
    /// Sees one in twenty accounts, contacts and opportunities: her own.
    pub representative: String,
}

/// A running server. It ends when this value does.
pub struct Program {
    process: Child,
    pub address: SocketAddr,
}

pub fn folder() -> PathBuf {
    workspace::target().join("bench")
}

/// `rapport` with a command, on the database that is measured.
pub fn rapport(args: &[&str]) -> Command {
    let mut command = Command::new(workspace::program());
    command.args(args).arg("--database").arg(format!("sqlite:{}", folder().join("rapport.db").display()));
    command
}

/// Makes a fresh database of a size, with users to measure as.
pub fn fill(size: Size) -> Result<Tokens> {
    let folder = folder();
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("{} cannot be removed.", folder.display()))?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made.", folder.display()))?;
    add_user()?;
    let Size { accounts, contacts, opportunities } = size;
    let counts = [("--accounts", accounts), ("--contacts", contacts), ("--opportunities", opportunities)];
    run(rapport(&["fill"])
        .args(counts.iter().flat_map(|(name, count)| [(*name).to_owned(), count.to_string()])))?;
    Ok(Tokens { administrator: token(EMAIL)?, representative: token(REPRESENTATIVE)? })
}

fn token(email: &str) -> Result<String> {
    Ok(output(&mut rapport(&["token", email]))?.trim().to_owned())
}

fn add_user() -> Result<()> {
    let mut command = rapport(&["user", "add", EMAIL, "--name", "Bench", "--role", "administrator"]);
    let mut child = command.stdin(Stdio::piped()).spawn().map_err(|error| not_started(&command, &error))?;
    let mut input = child.stdin.take().context("The program has no standard input.")?;
    writeln!(input, "{PASSWORD}")?;
    drop(input);
    ensure!(child.wait()?.success(), "`rapport user add` failed.");
    Ok(())
}

/// The median time from the start of the program to its first answer.
pub fn start_seconds() -> Result<f64> {
    let mut times = (0..STARTS).map(|_| one_start()).collect::<Result<Vec<_>>>()?;
    times.sort_by(f64::total_cmp);
    Ok(times[STARTS / 2])
}

fn one_start() -> Result<f64> {
    let start = Instant::now();
    Program::start().map(|_program| start.elapsed().as_secs_f64())
}

impl Program {
    /// Starts the server and waits for its first answer.
    pub fn start() -> Result<Self> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, free_port()?));
        let log = fs::File::create(folder().join("serve.log"))?;
        let mut command = rapport(&["serve", "--listen", &address.to_string()]);
        command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        let process = command.spawn().map_err(|error| not_started(&command, &error))?;
        let mut program = Self { process, address };
        program.wait_for_answer()?;
        Ok(program)
    }

    fn wait_for_answer(&mut self) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if TcpStream::connect(self.address).is_ok() {
                return Client::connect(self.address)?.send_well(&Request::get("/health")).map(drop);
            }
            if let Some(status) = self.process.try_wait()? {
                bail!("`rapport serve` ended ({status}); see target/bench/serve.log.");
            }
            sleep(Duration::from_millis(1));
        }
        bail!("`rapport serve` did not answer within {} s; see target/bench/serve.log.", PATIENCE.as_secs())
    }

    /// What it holds in memory now.
    pub fn memory_mib(&self) -> Result<f64> {
        self.status("VmRSS:")
    }

    /// The most that it held.
    pub fn peak_memory_mib(&self) -> Result<f64> {
        self.status("VmHWM:")
    }

    fn status(&self, key: &str) -> Result<f64> {
        let path = format!("/proc/{}/status", self.process.id());
        let status = fs::read_to_string(&path)
            .with_context(|| format!("{path} cannot be read (memory is measured on Linux)."))?;
        let line =
            status.lines().find_map(|line| line.strip_prefix(key)).context("There is no such line.")?;
        let kib: f64 = line.trim().trim_end_matches(" kB").parse()?;
        Ok(kib / 1024.0)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // As a service manager would, so that the database is left tidy; by force, if it does not listen.
        let asked = run(Command::new("kill").args(["-TERM", &self.process.id().to_string()]));
        let start = Instant::now();
        while asked.is_ok() && start.elapsed() < PATIENCE {
            if matches!(self.process.try_wait(), Ok(Some(_))) {
                return;
            }
            sleep(Duration::from_millis(5));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
