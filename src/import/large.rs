//! Files that are too large to be read in one piece: both ends of their text, and the text as a stream.

use std::error::Error;
use std::fs::{File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use encoding_rs::{Encoding, UTF_8};
use memchr::{memchr, memrchr};

use super::decoded::{Decoded, Malformed, unpacked};
use super::encoding::{Letters, find_encoding, goes_on_otherwise, stands_for_nothing};
use super::error::ImportError;
use super::file_kind::FileKind;
use super::sample::END;
use base::cancel::check_cancelled;
use base::progress::{Progress, Reading};
use base::suggest::reason;

/// A file that is too large to be read in one piece.
#[derive(Debug)]
pub struct Large {
    path: PathBuf,
    /// How many bytes its text has.
    pub size: u64,
    /// The text by which it is judged: its first and its last rows.
    pub sample: String,
    /// The encoding of its text.
    encoding: &'static Encoding,
    /// Whether it is compressed.
    pub compressed: bool,
    /// Whether its bytes are its text.
    plain: bool,
}

/// From this size on a file is large, in bytes.
const LEAST: u64 = 2 << 20;

/// So much smaller is a compressed one.
const PACKED: u64 = 8;

/// So many bytes of each end are the sample; what is recognized lies well inside.
const OF_AN_END: usize = 2 * END;

/// So many bytes are looked at together while a file is looked through.
const AT_ONCE: usize = 1 << 16;

impl Large {
    /// The file, if it is large and a text; `declared` is the encoding that a package declares. A file that is compressed
    /// or not in UTF-8 is looked through for its end.
    ///
    /// # Errors
    ///
    /// It is compressed and cut off, or text in no encoding that is known.
    pub fn of(path: &Path, declared: Option<&str>, progress: &Progress) -> Result<Option<Self>, ImportError> {
        // A pipe that was opened and closed again would have lost its other end.
        let Some(about) = path.metadata().ok().filter(Metadata::is_file) else { return Ok(None) };
        let Ok(mut file) = File::open(path) else { return Ok(None) };
        let mut head = Vec::new();
        let compressed = (&mut file).take(4096).read_to_end(&mut head).is_ok()
            && FileKind::of(&head) == Some(FileKind::Gzip);
        let is_large = match compressed {
            true => about.len() >= LEAST / PACKED || unpacks_to(path, LEAST),
            false => about.len() >= LEAST,
        };
        if !is_large {
            return Ok(None);
        }
        let utf8 = declared.is_none_or(|name| Encoding::for_label(name.as_bytes()) == Some(UTF_8));
        if !compressed && utf8 {
            let Ok(sample) = ends(&mut file, about.len()) else { return Ok(None) };
            if FileKind::of(&sample).is_some() {
                return Ok(None);
            }
            let other =
                find_encoding(&head, None).is_ok_and(|found| found.is_some_and(|other| other != UTF_8));
            if let (false, Ok(sample)) = (other, String::from_utf8(sample)) {
                let sample = sample.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(sample);
                let (path, size) = (path.to_owned(), about.len());
                return Ok(Some(Self { path, size, sample, encoding: UTF_8, compressed, plain: true }));
            }
        }
        Self::looked_through(path, declared, progress)
    }

    /// The file, if it is a text, looked through from its beginning to its end.
    ///
    /// # Errors
    ///
    /// As [`Self::of`].
    pub fn looked_through(
        path: &Path,
        declared: Option<&str>,
        progress: &Progress,
    ) -> Result<Option<Self>, ImportError> {
        let shown = || path.display().to_string();
        let wrong = |reason| ImportError::Encoding { path: shown(), reason };
        let unreadable = |error: io::Error, compressed: bool| match compressed {
            true => ImportError::Compressed { path: shown(), reason: reason(&error) },
            false => ImportError::Unreadable { path: shown(), reason: reason(&error) },
        };
        let raw = || Raw::open(path, progress);
        let Ok(mut first) = raw() else { return Ok(None) };
        let (compressed, mut head) = (first.compressed, Vec::new());
        (&mut first).take(4096).read_to_end(&mut head).map_err(|error| unreadable(error, compressed))?;
        if let Some(kind) = FileKind::of(&head) {
            return Err(ImportError::NoText { path: shown(), kind });
        }
        let known = find_encoding(&head, declared).map_err(wrong)?;
        let mut encoding = known.unwrap_or(UTF_8);
        let mut found = raw().and_then(|raw| TextEnds::of(Decoded::new(Box::new(raw), encoding)));
        if known.is_none() && found.as_ref().is_err_and(is_malformed) {
            encoding = raw().and_then(likeliest).map_err(|error| unreadable(error, compressed))?;
            found = raw().and_then(|raw| TextEnds::of(Decoded::new(Box::new(raw), encoding)));
        }
        let ends = match found {
            // A byte that the encoding leaves open is rather a file of another kind.
            Ok(ends) if known.is_none() && encoding != UTF_8 && ends.zeros => {
                return Err(wrong(stands_for_nothing(encoding)));
            }
            Ok(ends) => ends,
            Err(error) if !is_malformed(&error) => return Err(unreadable(error, compressed)),
            Err(_) if known.is_some() => return Err(wrong(goes_on_otherwise(encoding))),
            Err(_) => return Err(wrong(stands_for_nothing(encoding))),
        };
        let Some(sample) = ends.sample() else { return Ok(None) };
        let (path, size) = (path.to_owned(), ends.size);
        Ok(Some(Self { path, size, sample, encoding, compressed, plain: false }))
    }

    /// The name of its encoding.
    pub fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    /// Its text as bytes of UTF-8, up to those that `footer` bytes of its end leave out.
    ///
    /// # Errors
    ///
    /// It cannot be opened any more.
    pub fn open(&self, footer: usize) -> io::Result<Box<dyn Read + Send>> {
        let most = self.size - footer as u64;
        if self.plain {
            return Ok(Box::new(File::open(&self.path)?.take(most)));
        }
        let file = Box::new(File::open(&self.path)?);
        let bytes = if self.compressed { unpacked(file) } else { file };
        Ok(Box::new(Decoded::new(bytes, self.encoding).take(most)))
    }
}

/// Whether a compressed file holds so many bytes: a small one may hold any number.
fn unpacks_to(path: &Path, size: u64) -> bool {
    let Ok(file) = File::open(path) else { return false };
    io::copy(&mut unpacked(Box::new(file)).take(size), &mut io::sink()).is_ok_and(|length| length == size)
}

/// The first and the last bytes of a file; between them is a row that is not whole.
fn ends(file: &mut File, size: u64) -> io::Result<Vec<u8>> {
    let mut first = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    while memrchr(b'\n', &first).is_none() {
        if file.take(OF_AN_END as u64).read_to_end(&mut first)? == 0 {
            return Ok(first);
        }
    }
    first.truncate(memrchr(b'\n', &first).map_or(first.len(), |at| at + 1));
    let from = (size - OF_AN_END as u64).max(first.len() as u64);
    file.seek(SeekFrom::Start(from))?;
    let mut last = Vec::new();
    file.read_to_end(&mut last)?;
    let whole = match from == first.len() as u64 {
        true => 0,
        false => memchr(b'\n', &last).map_or(last.len(), |at| at + 1),
    };
    first.extend_from_slice(&last[whole..]);
    Ok(first)
}

/// The first and the last bytes of a text, as far as it has been looked through.
struct TextEnds {
    first: Vec<u8>,
    last: Vec<u8>,
    size: u64,
    /// Whether a byte of it is zero.
    zeros: bool,
}

impl TextEnds {
    fn of(mut text: Decoded<'_>) -> io::Result<Self> {
        let mut ends = Self { first: Vec::new(), last: Vec::new(), size: 0, zeros: false };
        let mut bytes = vec![0; AT_ONCE];
        loop {
            check_cancelled();
            let found = match text.read(&mut bytes)? {
                0 => return Ok(ends),
                length => &bytes[..length],
            };
            ends.size += found.len() as u64;
            ends.zeros |= memchr(0, found).is_some();
            if ends.first.len() < OF_AN_END {
                ends.first.extend_from_slice(found);
                continue;
            }
            ends.last.extend_from_slice(found);
            if ends.last.len() > 2 * OF_AN_END {
                ends.last.drain(..ends.last.len() - OF_AN_END);
            }
        }
    }

    /// Whole rows of both ends; `None` when rows are longer than an end.
    fn sample(&self) -> Option<String> {
        let between = self.first.len() as u64 + (self.last.len() as u64) < self.size;
        let sample = if between {
            let (first, last) = (memrchr(b'\n', &self.first)?, memchr(b'\n', &self.last)?);
            [&self.first[..=first], &self.last[last + 1..]].concat()
        } else {
            [&self.first[..], &self.last].concat()
        };
        memchr(b'\n', &sample)?;
        String::from_utf8(sample).ok()
    }
}

/// The bytes of a file, unpacked. How many of it have been read is told.
struct Raw<'p> {
    bytes: Box<dyn Read + Send + 'p>,
    compressed: bool,
    _reading: Reading<'p>,
}

impl<'p> Raw<'p> {
    fn open(path: &Path, progress: &'p Progress) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let reading = progress.begin(file.metadata()?.len());
        let mut head = Vec::new();
        (&mut file).take(4).read_to_end(&mut head)?;
        file.seek(SeekFrom::Start(0))?;
        let counted = Box::new(Counted { file, progress });
        let compressed = FileKind::of(&head) == Some(FileKind::Gzip);
        let bytes = if compressed { unpacked(counted) } else { counted };
        Ok(Self { bytes, compressed, _reading: reading })
    }
}

impl Read for Raw<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.bytes.read(into)
    }
}

struct Counted<'p> {
    file: File,
    progress: &'p Progress,
}

impl Read for Counted<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.file.read(into)?;
        self.progress.add(length, 0);
        Ok(length)
    }
}

/// The encoding that is likeliest by which letters stand beside each other.
fn likeliest(mut raw: Raw<'_>) -> io::Result<&'static Encoding> {
    let mut letters = Letters::new();
    let (mut bytes, mut fed) = (vec![0; AT_ONCE], 0);
    loop {
        check_cancelled();
        let found = match raw.read(&mut bytes)? {
            0 => break,
            length => &bytes[..length],
        };
        // Plain letters are the same in most encodings.
        if !found.is_ascii() {
            letters.feed(found);
            fed += found.len();
        }
        if fed > JUDGED {
            break;
        }
    }
    Ok(letters.likeliest())
}

/// So many bytes tell an encoding as well as a whole file does.
const JUDGED: usize = 1 << 20;

fn is_malformed(error: &io::Error) -> bool {
    error.get_ref().is_some_and(<dyn Error + Send + Sync>::is::<Malformed>)
}
