//! A PostgreSQL of our own for the tests of the store: fresh, on loopback, gone afterwards.

use std::{
    env, fs,
    os::unix::{fs::chown, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio, id},
    thread::sleep,
    time::Duration,
};

use anyhow::{Context, Result, bail};

use crate::{
    apt,
    step::{not_started, output, run},
    workspace::free_port,
};

const VARIABLE: &str = "RAPPORT_TEST_POSTGRES";
/// Nothing here outlives the tests, so nothing waits for a disk.
const SETTINGS: [&str; 5] = [
    "listen_addresses=127.0.0.1",
    "max_connections=200",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
];
/// MiB that the databases of all tests at once take at most, by far.
const ROOM: u64 = 4096;
const PATIENCE: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_millis(100);

/// A server that runs as long as this value lives, on errors too.
pub struct Postgres {
    server: Child,
    folder: PathBuf,
    port: u16,
}

/// Makes sure that there is a `postgres` to start.
pub fn install() -> Result<()> {
    if programs().is_some() {
        return Ok(());
    }
    apt::install("PostgreSQL, for the tests of the store,", &["postgresql"])
}

impl Postgres {
    pub fn start() -> Result<Self> {
        let programs =
            programs().context("PostgreSQL is missing: `initdb` and `postgres` are not on the PATH.")?;
        let user = User::for_postgres()?;
        let folder = roomy_memory().unwrap_or_else(env::temp_dir).join(format!("rapport-postgres-{}", id()));
        make_folder(&folder, user)?;
        match initdb(&programs, &folder, user).and_then(|()| serve(&programs, &folder, user)) {
            Ok((server, port)) => Self { server, folder, port }.when_ready(&programs),
            Err(error) => {
                // The folder is of no use, and what went wrong is in the error.
                let _ = fs::remove_dir_all(&folder);
                Err(error)
            }
        }
    }

    /// Tells a program where the server is.
    pub fn tell(&self, command: &mut Command) {
        command.env(VARIABLE, format!("postgres://rapport@127.0.0.1:{}/postgres", self.port));
    }

    fn when_ready(mut self, programs: &Path) -> Result<Self> {
        let port = self.port.to_string();
        for _ in 0..PATIENCE.as_millis() / POLL.as_millis() {
            let mut is_ready = Command::new(programs.join("pg_isready"));
            is_ready.args([
                "--quiet",
                "--host=127.0.0.1",
                "--dbname=postgres",
                "--username=rapport",
                "--port",
                &port,
            ]);
            if is_ready.status().is_ok_and(|status| status.success()) {
                return Ok(self);
            }
            if self.server.try_wait()?.is_some() {
                bail!("PostgreSQL did not start: {}", self.log());
            }
            sleep(POLL);
        }
        bail!("PostgreSQL was not ready within {} s: {}", PATIENCE.as_secs(), self.log())
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // SIGQUIT: stop at once, without writing anything out; its data is thrown away. `kill` of std is SIGKILL,
        // which would leave the children of the server behind.
        let stopped = run(Command::new("kill").args(["-QUIT", &self.server.id().to_string()]));
        let ended = stopped.and_then(|()| Ok(self.server.wait()?));
        let removed = fs::remove_dir_all(&self.folder);
        if let Err(error) = ended.and_then(|_| Ok(removed?)) {
            eprintln!("    PostgreSQL in {} was not cleared away: {error}", self.folder.display());
        }
    }
}

/// Whom the server runs as: it refuses to run as root.
#[derive(Clone, Copy)]
struct User(Option<(u32, u32)>);

impl User {
    fn for_postgres() -> Result<Self> {
        if !apt::is_root() {
            return Ok(Self(None));
        }
        let ids = ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| Some((id_of("-u", name)?, id_of("-g", name)?)));
        ids.map(|ids| Self(Some(ids)))
            .context("PostgreSQL will not run as root, and there is no user `postgres`.")
    }

    fn command(self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir("/");
        if let Some((user, group)) = self.0 {
            command.uid(user).gid(group);
        }
        command
    }
}

fn id_of(kind: &str, name: &str) -> Option<u32> {
    output(Command::new("id").args([kind, name])).ok()?.trim().parse().ok()
}

/// The folder of `initdb` and `postgres`: the newest of Debian's, which are not on the PATH, or one on the PATH.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut debian: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
    debian.sort_by_key(|bin| bin.parent().and_then(Path::file_name)?.to_str()?.parse::<u32>().ok());
    let path = env::var_os("PATH").unwrap_or_default();
    let all = debian.into_iter().rev().chain(env::split_paths(&path));
    all.into_iter()
        .find(|bin| ["initdb", "postgres", "pg_isready"].iter().all(|name| bin.join(name).is_file()))
}

/// A folder in memory, where there is one with room for the tests: most of their time goes into making and removing files.
fn roomy_memory() -> Option<PathBuf> {
    let memory = Path::new("/dev/shm");
    let free = output(Command::new("df").args(["--output=avail", "--block-size=1M"]).arg(memory)).ok()?;
    let free: u64 = free.lines().last()?.trim().parse().ok()?;
    (free >= ROOM).then(|| memory.to_owned())
}

fn make_folder(folder: &Path, user: User) -> Result<()> {
    let made = fs::create_dir(folder).and_then(|()| match user.0 {
        Some((user, group)) => chown(folder, Some(user), Some(group)),
        None => Ok(()),
    });
    made.with_context(|| format!("{} cannot be made.", folder.display()))
}

fn initdb(programs: &Path, folder: &Path, user: User) -> Result<()> {
    // Not the locale C: there, pg_trgm drops all that is not ASCII, and the search would find no Chinese.
    let locale = if cfg!(target_os = "macos") { "--locale=en_US.UTF-8" } else { "--locale=C.UTF-8" };
    let options = ["--username=rapport", "--auth=trust", "--encoding=UTF8", locale, "--no-sync"];
    output(user.command(&programs.join("initdb")).args(options).arg("--pgdata").arg(folder.join("data")))
        .map(drop)
}

fn serve(programs: &Path, folder: &Path, user: User) -> Result<(Child, u16)> {
    let port = free_port()?;
    let mut command = user.command(&programs.join("postgres"));
    command.arg("-D").arg(folder.join("data")).args(["-p", &port.to_string()]).arg("-k").arg(folder);
    command.args(SETTINGS.iter().flat_map(|setting| ["-c", setting]));
    let log = fs::File::create(folder.join("log"))?;
    command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
    let server = command.spawn().map_err(|error| not_started(&command, &error))?;
    Ok((server, port))
}
