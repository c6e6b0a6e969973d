//! Documents are set by this program itself, started once more: `rapport typeset`, which nobody calls by hand.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};
use api::Failure;
use api::model::Problem;
use async_trait::async_trait;
use engine::{PageFormat, Pages, ToSet};
use typeset::{Content, Error, Format, Job, Typesetter};

/// The template's own field.
const TEMPLATE: &str = "paper_template";

/// What sets documents for an engine, with the fonts of a folder besides those of the machine.
pub fn typesetter(fonts: Option<PathBuf>) -> Result<Arc<dyn engine::Typesetter>> {
    let program = std::env::current_exe().context("Where this program lies is not known")?;
    let folder = fonts.into_iter().flat_map(|folder| ["--fonts".into(), folder.into_os_string()]);
    let arguments = std::iter::once("typeset".into()).chain(folder).collect();
    Ok(Arc::new(ByProcess(Arc::new(Typesetter::new(program, arguments)))))
}

struct ByProcess(Arc<Typesetter>);

#[async_trait]
impl engine::Typesetter for ByProcess {
    async fn set(&self, paper: ToSet) -> Result<Pages, Failure> {
        let content = |(name, content)| (name, Content(content));
        let job = Job {
            template: paper.template,
            files: paper.files.into_iter().map(content).collect(),
            format: match paper.format {
                PageFormat::Pdf => Format::Pdf,
                PageFormat::Svg => Format::Svg,
            },
        };
        let pages = self.0.set(&job).await.map_err(failure)?;
        let files = pages.files.into_iter().map(|Content(content)| content).collect();
        Ok(Pages { files, missing: pages.missing })
    }
}

fn failure(error: Error) -> Failure {
    match error {
        Error::Template(faults) => {
            let problem = |fault: &typeset::Fault| Problem::new(TEMPLATE, "template-fault").detail(fault);
            Failure::Invalid(faults.iter().map(problem).collect())
        }
        Error::TooLong => Failure::invalid(TEMPLATE, "template-too-long"),
        Error::Process(error) => {
            tracing::error!(%error, "A document could not be set");
            Failure::Unavailable(error.to_string())
        }
    }
}
