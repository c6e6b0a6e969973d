//! Import: a file becomes records. One engine for the page's steps and for `rapport import`.
//!
//! A file is looked at (`plan`), its columns are guessed to be fields (`guess`) and put right by a person or a mapping
//! file (`mapping`). Then each row goes from cells to values (`cells`), its links to records (`links`, `own`), to the
//! record that it is the same as (`same`), and through the one write path (`run`). A dry run does all but write.

mod cells;
mod encoding;
mod feed;
mod guess;
mod links;
mod mapping;
mod own;
mod plan;
mod read;
mod rejects;
mod run;
mod same;
mod source;
mod state;
mod template;

use std::fmt::Display;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use api::{Caller, Failure, ImportPlan, ImportStage, ImportStatus, LARGEST_IMPORT, Mapping, ReadOptions};
use futures::{Stream, StreamExt, stream};
use model::{Id, Language, Name, Problem, Schema};
use tokio::task::JoinHandle;

use crate::Engine;
use crate::error::Result;
use plan::Look;
use run::{End, Run};
use source::Source;
use state::{Job, Kept};

pub(crate) use state::Imports;

/// How often the command line hears how far an import is.
const TICK: Duration = Duration::from_millis(100);

/// What `rapport import` asks for.
#[derive(Debug)]
pub struct ImportFile<'a> {
    pub module: &'a str,
    pub path: &'a Path,
    /// Guessed where there is none.
    pub mapping: Option<Mapping>,
    /// Instead of what the mapping says, where it is not empty.
    pub match_by: Vec<Name>,
    pub dry_run: bool,
}

impl Engine {
    /// Takes in a file that is to be imported, piece by piece; its id is what the other steps ask for.
    pub async fn upload<B: AsRef<[u8]>, E: Display>(
        &self,
        caller: &Caller,
        module: &str,
        file_name: &str,
        content: impl Stream<Item = Result<B, E>>,
    ) -> Result<Id, Failure> {
        let caller = self.as_of_now(caller)?;
        may_import(&caller, module)?;
        let source = Source::temporary().map_err(full)?;
        let mut content = std::pin::pin!(content);
        let mut size = 0;
        while let Some(piece) = content.next().await {
            let piece = piece.map_err(|error| broken_off(&error))?;
            size += piece.as_ref().len() as u64;
            if size > LARGEST_IMPORT {
                return Err(Failure::TooLarge);
            }
            source.append(piece.as_ref()).map_err(full)?;
        }
        Ok(self.add_import(&caller, module, file_name, source))
    }

    /// Imports a file of this computer, from beginning to end. `progress` hears how far it is. What the product itself
    /// imports is an administrator's work: someone must own the records.
    pub async fn import_file(
        &self,
        caller: &Caller,
        file: ImportFile<'_>,
        mut progress: impl FnMut(&ImportStatus),
    ) -> Result<(Id, ImportStatus), Failure> {
        let caller = &self.or_administrator(caller)?;
        may_import(caller, file.module)?;
        let source =
            Source::of_file(file.path).map_err(|error| Failure::from(encoding::unreadable(error)))?;
        let name = file.path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let id = self.add_import(caller, file.module, &name, source);
        let mut mapping = match file.mapping {
            Some(mapping) => mapping,
            None => plan(self, caller, id, ReadOptions::default()).await?.mapping,
        };
        if !file.match_by.is_empty() {
            mapping.match_by = file.match_by;
        }
        let job = job(self, caller, id)?;
        let mut work = begin(self, caller, &job, mapping, file.dry_run).await?;
        while tokio::time::timeout(TICK, &mut work).await.is_err() {
            progress(&job.status());
        }
        let status = job.status();
        progress(&status);
        Ok((id, status))
    }

    /// The rows of an import that failed, with what is wrong, as a CSV file.
    pub fn failed_rows(
        &self,
        caller: &Caller,
        import: Id,
    ) -> Result<impl Stream<Item = std::io::Result<Vec<u8>>> + use<>, Failure> {
        let caller = self.or_administrator(caller)?;
        let mut bytes = job(self, &caller, import)?.rejects().ok_or(Failure::NotFound)?.bytes();
        let mut block = vec![0; 64 * 1024];
        let next = move || match bytes.read(&mut block) {
            Ok(0) => None,
            Ok(count) => Some(Ok(block[..count].to_vec())),
            Err(error) => Some(Err(error)),
        };
        Ok(stream::iter(std::iter::from_fn(next)))
    }

    fn add_import(&self, caller: &Caller, module: &str, file_name: &str, source: Source) -> Id {
        let (id, now) = (self.new_id(), self.now());
        let job = Job::new(id, caller.grant.user, module.into(), file_name.to_owned(), now, source);
        self.imports().add(Arc::new(job), now);
        id
    }

    /// What the product does for people is an administrator's work, where there is one.
    pub(crate) fn or_administrator(&self, caller: &Caller) -> Result<Arc<Caller>, Failure> {
        let world = self.world();
        let first = world.organisation.administrators().map(|user| user.id).min();
        match first.filter(|_| caller.grant.is_system()) {
            Some(administrator) => world.caller(administrator).ok_or(Failure::NotAllowed),
            None => self.as_of_now(caller),
        }
    }

    fn in_all_languages(&self) -> [Arc<Schema>; Language::ALL.len()] {
        let world = self.world();
        Language::ALL.map(|language| world.wordings.whole(language))
    }
}

/// A look at the file, and a guess of what its columns mean.
pub(crate) async fn plan(
    engine: &Engine,
    caller: &Caller,
    import: Id,
    read: ReadOptions,
) -> Result<ImportPlan> {
    let job = job(engine, caller, import)?;
    let look = look(&job, &read).await?;
    let module = caller.schema.module(&job.module).ok_or(Failure::NotFound)?;
    let guessed = guess::guess(module, &engine.in_all_languages(), &look.header, look.read.clone());
    Ok(ImportPlan {
        id: import,
        module: job.module.clone(),
        file_name: job.file_name.clone(),
        read: look.read.clone(),
        headers: look.header.clone(),
        sample: look.sample.clone(),
        rows: look.rows,
        mapping: guessed,
    })
}

/// Starts reading all rows, for real or as a dry run; `status` says how far it is.
pub(crate) async fn start(
    engine: &Engine,
    caller: &Caller,
    import: Id,
    mapping: Mapping,
    dry_run: bool,
) -> Result<ImportStatus> {
    let caller = engine.as_of_now(caller)?;
    let job = job(engine, &caller, import)?;
    may_import(&caller, &job.module)?;
    begin(engine, &caller, &job, mapping, dry_run).await?;
    Ok(job.status())
}

pub(crate) async fn status(engine: &Engine, caller: &Caller, import: Id) -> Result<ImportStatus> {
    if let Ok(job) = job(engine, caller, import) {
        return Ok(job.status());
    }
    let kept = engine.store().import(import).await?.filter(|kept| kept.user == caller.grant.user);
    let kept: Kept = serde_json::from_value(kept.ok_or(Failure::NotFound)?.state)?;
    Ok(kept.status())
}

pub(crate) async fn stop(engine: &Engine, caller: &Caller, import: Id) -> Result<ImportStatus> {
    let job = job(engine, caller, import)?;
    job.stop();
    Ok(job.status())
}

fn job(engine: &Engine, caller: &Caller, id: Id) -> Result<Arc<Job>, Failure> {
    engine.imports().get(id).filter(|job| job.user == caller.grant.user).ok_or(Failure::NotFound)
}

fn may_import(caller: &Caller, module: &str) -> Result<(), Failure> {
    let known = caller.schema.module(module).ok_or(Failure::NotFound)?;
    let rights = caller.grant.on(module).ok_or(Failure::NotFound)?;
    let may = known.features.import && rights.import && rights.create;
    if may { Ok(()) } else { Err(Failure::NotAllowed) }
}

async fn look(job: &Arc<Job>, read: &ReadOptions) -> Result<Arc<Look>> {
    if let Some(known) = job.look(read) {
        return Ok(known);
    }
    let (source, asked) = (job.source.clone(), read.clone());
    let found = tokio::task::spawn_blocking(move || plan::look(&source, &asked)).await??;
    let found = Arc::new(found);
    job.remember(read.clone(), found.clone());
    Ok(found)
}

/// Checks the mapping, and sets to work if it is right.
async fn begin(
    engine: &Engine,
    caller: &Arc<Caller>,
    job: &Arc<Job>,
    mapping: Mapping,
    dry_run: bool,
) -> Result<JoinHandle<()>, Failure> {
    let look = look(job, &mapping.read).await?;
    let module = caller.schema.module(&job.module).ok_or(Failure::NotFound)?;
    let words = engine.in_all_languages();
    let ready =
        mapping::Ready::new(&mapping, module, &words, &look, &caller.formats).map_err(Failure::Invalid)?;
    let stage = if dry_run { ImportStage::Checking } else { ImportStage::Running };
    if !job.begin(stage, look.rows) {
        return Err(Failure::invalid("", "import-under-way"));
    }
    let run = Run::new(engine.clone(), caller.clone(), job.clone(), look, ready, dry_run)?;
    Ok(tokio::spawn(work(engine.clone(), job.clone(), run, dry_run)))
}

async fn work(engine: Engine, job: Arc<Job>, mut run: Run, dry_run: bool) {
    if !dry_run {
        keep(&engine, &job).await;
    }
    let ended = run.go().await;
    let (stage, problem) = match ended {
        Ok(End::Done) if dry_run => (ImportStage::Checked, None),
        Ok(End::Done) => (ImportStage::Finished, None),
        // Nothing was written, so it can be started again.
        Ok(End::Stopped) if dry_run => (ImportStage::Uploaded, None),
        Ok(End::Stopped) => (ImportStage::Stopped, None),
        Ok(End::Broken(problem)) => (ImportStage::Failed, Some(problem)),
        Err(error) => (ImportStage::Failed, Some(why(error.into()))),
    };
    let kept = run.keep_rejects();
    job.update(|status| {
        status.stage = stage;
        status.problem = problem.or(kept.err().map(|error| why(error.into())));
    });
    if !dry_run {
        keep(&engine, &job).await;
    }
}

/// Writes down how far the import is, so that it can be asked for when this server no longer knows of it.
async fn keep(engine: &Engine, job: &Job) {
    let Ok(state) = serde_json::to_value(Kept::of(job)) else { return };
    let import = store::Import { id: job.id, user: job.user, at: job.at, state };
    if let Err(error) = engine.store().put_import(&import).await {
        tracing::error!(%error, "the state of an import was not kept");
    }
}

fn why(failure: Failure) -> Problem {
    match failure {
        Failure::Invalid(mut problems) if !problems.is_empty() => problems.swap_remove(0),
        Failure::Unavailable(why) => Problem::new("", "cannot-go-on").detail(why),
        failure => Problem::new("", "internal").detail(failure),
    }
}

fn full(error: std::io::Error) -> Failure {
    tracing::error!(%error, "an upload cannot be kept");
    Failure::Unavailable(format!("the file cannot be kept while it is imported: {error}"))
}

fn broken_off(error: &dyn Display) -> Failure {
    Problem::new("", "unreadable-file").detail(error).into()
}
