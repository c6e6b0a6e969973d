//! The bytes of an uploaded file, until the import is done with them.
//!
//! They lie in a temporary file that has no name: the system removes it when the last holder lets go, also when the
//! program is killed. So nothing is left behind, and nothing lies beside the database.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use encoding_rs::Encoding;
use model::Problem;

use super::encoding::{self, Decoded};
use super::read::{self, Rows};

/// How a file is read, found out or told.
#[derive(Clone, Copy, Debug)]
pub struct How {
    pub encoding: &'static Encoding,
    pub delimiter: u8,
}

/// Cheap to clone; several may read at once.
#[derive(Clone, Debug)]
pub struct Source {
    file: Arc<Mutex<File>>,
}

impl Source {
    /// An empty one, to be filled.
    pub fn temporary() -> io::Result<Source> {
        Ok(Source { file: Arc::new(Mutex::new(tempfile::tempfile()?)) })
    }

    pub fn of_file(path: &Path) -> io::Result<Source> {
        Ok(Source { file: Arc::new(Mutex::new(File::open(path)?)) })
    }

    pub fn append(&self, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::End(0))?;
        file.write_all(bytes)
    }

    pub fn bytes(&self) -> Reading {
        Reading { file: self.file.clone(), at: 0 }
    }

    /// Encoding and delimiter, as far as they are not told.
    pub fn find_out(&self, encoding: Option<&str>, delimiter: Option<char>) -> Result<How, Problem> {
        let encoding = match encoding {
            Some(label) => encoding::named(label)?,
            None => encoding::find_out(&mut self.bytes())?,
        };
        let delimiter = match delimiter {
            Some(told) => {
                u8::try_from(told).map_err(|_| Problem::new("", "unknown-delimiter").detail(told))?
            }
            None => read::find_delimiter(&mut Decoded::new(self.bytes(), encoding))?,
        };
        Ok(How { encoding, delimiter })
    }

    pub fn rows(&self, how: How) -> Result<Rows<Reading>, Problem> {
        Rows::new(Decoded::new(self.bytes(), how.encoding), how.delimiter)
    }
}

/// Reads a source from its beginning.
#[derive(Debug)]
pub struct Reading {
    file: Arc<Mutex<File>>,
    at: u64,
}

impl Read for Reading {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at))?;
        let count = file.read(to)?;
        self.at += count as u64;
        Ok(count)
    }
}
