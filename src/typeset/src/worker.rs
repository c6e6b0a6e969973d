//! The process that sets.

use std::collections::{BTreeSet, HashMap};
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::layout::{Frame, FrameItem};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_kit::fonts::FontStore;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;
use typst_svg::SvgOptions;

use crate::{Content, Fault, Format, Job, Pages};

/// Latin, Cyrillic and Greek can always be set; other scripts by the fonts of the machine.
const OWN_FONTS: [&[u8]; 2] =
    [include_bytes!("../fonts/Inter-Regular.ttf"), include_bytes!("../fonts/Inter-SemiBold.ttf")];
/// Results that so many jobs did not ask for are forgotten.
const REMEMBERED: usize = 4;

/// Answers each line of standard input by one of standard output, until there is no more.
pub fn work(fonts: Option<PathBuf>) -> io::Result<()> {
    let desk = Desk::new(fonts.as_deref());
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let job: Job = serde_json::from_str(&line?)?;
        let answer = desk.set(&job);
        serde_json::to_writer(&mut out, &answer)?;
        out.write_all(b"\n")?;
        out.flush()?;
        typst::comemo::evict(REMEMBERED);
    }
    Ok(())
}

/// What all jobs share.
struct Desk {
    library: LazyHash<Library>,
    fonts: FontStore,
}

impl Desk {
    fn new(folder: Option<&Path>) -> Desk {
        let mut fonts = FontStore::new();
        let own = OWN_FONTS.into_iter().flat_map(|data| Font::iter(Bytes::new(data)));
        fonts.extend(own.map(|font| (font.clone(), font.info().clone())));
        if let Some(folder) = folder {
            fonts.extend(typst_kit::fonts::scan(folder));
        }
        fonts.extend(typst_kit::fonts::system());
        Desk { library: LazyHash::new(Library::default()), fonts }
    }

    fn set(&self, job: &Job) -> Result<Pages, Vec<Fault>> {
        let page = OnDesk::new(self, job);
        let document: PagedDocument = typst::compile(&page).output.map_err(|wrong| page.faults(&wrong))?;
        let files = match job.format {
            Format::Pdf => {
                let pdf = typst_pdf::pdf(&document, &PdfOptions::default());
                vec![Content(pdf.map_err(|wrong| page.faults(&wrong))?)]
            }
            Format::Svg => {
                let picture = |page| typst_svg::svg(page, &SvgOptions::default()).into_bytes();
                document.pages().iter().map(picture).map(Content).collect()
            }
        };
        let mut missing = BTreeSet::new();
        document.pages().iter().for_each(|page| find_missing(&page.frame, &mut missing));
        Ok(Pages { files, missing: missing.into_iter().collect() })
    }
}

/// Glyph 0 of a font is the box that stands for what it does not have.
fn find_missing(frame: &Frame, missing: &mut BTreeSet<char>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => find_missing(&group.frame, missing),
            FrameItem::Text(text) => {
                let boxes = text.glyphs.iter().filter(|glyph| glyph.id == 0);
                let characters = boxes.filter_map(|glyph| text.text.get(glyph.range())).flat_map(str::chars);
                missing.extend(characters.filter(|character| !character.is_control()));
            }
            FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => (),
        }
    }
}

static MAIN: LazyLock<FileId> = LazyLock::new(|| id("main.typ").unwrap_or_else(|| unreachable!()));

fn id(name: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).ok()?).intern())
}

/// One job, as the compiler sees it: nothing else can be read.
struct OnDesk<'a> {
    desk: &'a Desk,
    main: Source,
    files: HashMap<FileId, Bytes>,
}

impl<'a> OnDesk<'a> {
    fn new(desk: &'a Desk, job: &Job) -> OnDesk<'a> {
        let file = |(name, content): (&String, &Content)| Some((id(name)?, Bytes::new(content.0.clone())));
        OnDesk {
            desk,
            main: Source::new(*MAIN, job.template.clone()),
            files: job.files.iter().filter_map(file).collect(),
        }
    }

    fn faults(&self, wrong: &[SourceDiagnostic]) -> Vec<Fault> {
        let line = |wrong: &SourceDiagnostic| {
            let range = self.range(wrong.span)?;
            self.main.lines().byte_to_line(range.start).map(|line| line + 1)
        };
        wrong.iter().map(|wrong| Fault { line: line(wrong), message: wrong.message.to_string() }).collect()
    }
}

impl World for OnDesk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.desk.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.desk.fonts.book()
    }

    fn main(&self) -> FileId {
        *MAIN
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == *MAIN { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.desk.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
