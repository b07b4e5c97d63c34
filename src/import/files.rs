//! Where the files of a package are: inside the program, or in a folder.

use std::borrow::Cow;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use super::decoded::unpacked;
use super::encoding::decode;
use super::error::ImportError;
use super::file_kind::FileKind;
use super::large::Large;
use super::parquet::Parquet;
use base::progress::Progress;
use base::suggest::{closest, reason};

/// The files of one package.
#[derive(Debug)]
pub enum Files {
    /// Names and texts inside the program.
    Embedded(&'static [(&'static str, &'static str)]),
    /// A folder on disk, and in it one table that the user has named.
    Folder(PathBuf),
    /// The folder of a descriptor on disk, which nothing that is named there may leave.
    Package(PathBuf),
}

impl Files {
    /// The text of a file.
    ///
    /// # Errors
    ///
    /// The file is not there, may not be read, or is not text.
    pub fn read(&self, path: &str) -> Result<Cow<'static, str>, ImportError> {
        match self {
            Self::Embedded(files) => match files.iter().find(|(name, _)| *name == path) {
                Some((_, text)) => Ok(Cow::Borrowed(text)),
                None => {
                    Err(ImportError::Unreadable { path: path.into(), reason: "no such file inside".into() })
                }
            },
            Self::Folder(_) | Self::Package(_) => read(&self.place(path)?).map(Cow::Owned),
        }
    }

    /// Where a file of a folder is.
    fn place(&self, path: &str) -> Result<PathBuf, ImportError> {
        match self {
            Self::Embedded(_) => Ok(path.into()),
            Self::Folder(folder) => Ok(folder.join(path)),
            Self::Package(folder) => inside(folder, Path::new(path)),
        }
    }

    /// The text of a table, in the encoding that the package declares.
    ///
    /// # Errors
    ///
    /// As [`text`].
    pub fn table(&self, path: &str, encoding: Option<&str>) -> Result<Cow<'static, str>, ImportError> {
        match self {
            Self::Embedded(_) => self.read(path),
            Self::Folder(_) | Self::Package(_) => {
                let path = self.place(path)?;
                text(&path, bytes(&path)?, encoding).map(|text| Cow::Owned(text.text))
            }
        }
    }

    /// A table that is too large to be read in one piece, in the encoding that the package declares.
    ///
    /// # Errors
    ///
    /// It is compressed and cut off, or text in no encoding that is known.
    pub fn large(
        &self,
        path: &str,
        encoding: Option<&str>,
        progress: &Progress,
    ) -> Result<Option<Large>, ImportError> {
        match self {
            Self::Embedded(_) => Ok(None),
            Self::Folder(_) | Self::Package(_) => Large::of(&self.place(path)?, encoding, progress),
        }
    }

    /// A table in a file of columns; `None` for a file of another kind.
    pub fn columns(&self, path: &str) -> Option<Result<Parquet, ImportError>> {
        match self {
            Self::Embedded(_) => None,
            Self::Folder(_) | Self::Package(_) => match self.place(path) {
                Ok(path) => Parquet::open(&path),
                Err(error) => Some(Err(error)),
            },
        }
    }

    /// How messages call a file.
    pub fn display(&self, path: &str) -> String {
        match self {
            Self::Embedded(_) => path.into(),
            Self::Folder(folder) | Self::Package(folder) => folder.join(path).display().to_string(),
        }
    }
}

/// A text, and what its bytes were.
#[derive(Debug)]
pub struct Text {
    /// The text, each line ended by `\n`, or by `\r\n`.
    pub text: String,
    /// The encoding by name, as people and the standard of data packages call it.
    pub encoding: &'static str,
    /// Whether it was compressed.
    pub compressed: bool,
}

/// A path that a package or a lesson names, counted from the folder that it lies in. As the standard of data packages has
/// it, it leads nowhere else.
///
/// # Errors
///
/// It is an address, it is absolute, it leads up, or a link in it leads out of the folder.
pub fn inside(folder: &Path, path: &Path) -> Result<PathBuf, ImportError> {
    let outside = |reason| Err(ImportError::Outside { path: path.display().to_string(), reason });
    if path.to_string_lossy().contains("://") {
        return outside("it is an address, and nothing is read from the net");
    }
    if !path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)) {
        return outside("such a path counts from its own folder, and leads down from there");
    }
    let whole = folder.join(path);
    let home = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    match (whole.canonicalize(), home.canonicalize()) {
        (Ok(real), Ok(home)) if !real.starts_with(&home) => outside("a link in it leads out of its folder"),
        _ => Ok(whole),
    }
}

/// The text of a descriptor or a schema on disk.
fn read(path: &Path) -> Result<String, ImportError> {
    let reason = |reason| ImportError::Encoding { path: path.display().to_string(), reason };
    decode(bytes(path)?, None).map(|(text, _)| text).map_err(reason)
}

/// The bytes of a file on disk.
///
/// # Errors
///
/// It is not there, it is a folder, or it may not be read.
pub fn bytes(path: &Path) -> Result<Vec<u8>, ImportError> {
    let shown = || path.display().to_string();
    #[expect(clippy::wildcard_enum_match_arm, reason = "the system knows kinds without end")]
    let failed = |error: std::io::Error| match error.kind() {
        ErrorKind::PermissionDenied => ImportError::Forbidden { path: shown() },
        ErrorKind::NotFound => ImportError::NoFile { path: shown(), advice: beside(path) },
        _ => ImportError::Unreadable { path: shown(), reason: reason(&error) },
    };
    let mut file = File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    if file.metadata().is_ok_and(|about| about.is_file()) {
        file.read_to_end(&mut bytes).map_err(failed)?;
        return Ok(bytes);
    }
    // A pipe or a device may have no end; what it is shows at its beginning.
    (&mut file).take(1 << 16).read_to_end(&mut bytes).map_err(failed)?;
    if FileKind::of(&bytes) == Some(FileKind::Binary) {
        return Err(ImportError::NoText { path: shown(), kind: FileKind::Binary });
    }
    (&mut file).take(MOST_PIPED).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MOST_PIPED {
        return Err(ImportError::Unreadable { path: shown(), reason: "it goes on and on".into() });
    }
    Ok(bytes)
}

/// More than this is not taken from a pipe.
const MOST_PIPED: u64 = 1 << 30;

/// The file beside a missing one that has nearly its name, as advice.
fn beside(path: &Path) -> String {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = names.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort_unstable();
    let wanted = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let near = closest(&wanted, names.iter().map(String::as_str));
    near.map_or_else(String::new, |near| format!("did you mean `{}`? ", path.with_file_name(near).display()))
}

/// The tables in a folder without a descriptor, as advice.
pub fn tables_in(folder: &Path) -> String {
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let is_table = |name: &String| {
        let name = name.strip_suffix(".gz").unwrap_or(name);
        [".csv", ".tsv", ".txt", ".parquet"].iter().any(|ending| name.ends_with(ending))
    };
    let names = names.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(is_table).collect();
    names.sort_unstable();
    match names.first() {
        Some(first) => {
            let (table, folder) = (folder.join(first), folder.display());
            format!(
                "load a table in it, `load \"{}\"`, or describe them all: juxta package {folder}/*.csv",
                table.display()
            )
        }
        None => "it holds no table either; paths count from the folder that Juxta was started in".into(),
    }
}

/// The text in the bytes of a file; `encoding` is the one that a package declares.
///
/// # Errors
///
/// It is of another kind, compressed and cut off, or text in no encoding that is known.
pub fn text(path: &Path, bytes: Vec<u8>, encoding: Option<&str>) -> Result<Text, ImportError> {
    let path = || path.display().to_string();
    let (bytes, compressed) = match FileKind::of(&bytes) {
        Some(FileKind::Gzip) => {
            let mut inside = Vec::new();
            let unpacked = unpacked(Box::new(bytes.as_slice())).read_to_end(&mut inside);
            unpacked.map_err(|error| ImportError::Compressed { path: path(), reason: reason(&error) })?;
            (inside, true)
        }
        _ => (bytes, false),
    };
    if let Some(kind) = FileKind::of(&bytes) {
        return Err(ImportError::NoText { path: path(), kind });
    }
    let (mut text, encoding) =
        decode(bytes, encoding).map_err(|reason| ImportError::Encoding { path: path(), reason })?;
    // Old spreadsheets on a Mac end lines with a carriage return alone.
    if memchr::memchr(b'\n', text.as_bytes()).is_none() && text.contains('\r') {
        text = text.replace('\r', "\n");
    }
    Ok(Text { text, encoding, compressed })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, &'static str) {
        let text = text(Path::new("t.csv"), bytes.to_vec(), None).unwrap();
        (text.text, text.encoding)
    }

    #[test]
    fn encodings_are_told_apart() {
        let text = "Stadt,Land\nZürich,Schweiz\nMünchen,Deutschland\nDüsseldorf,Deutschland\n";
        let korean = "도시,나라,인구\n서울,대한민국,9720846\n베이징,중국,21893095\n도쿄,일본,13960000\n";
        let chinese = "城市,国家,人口\n北京,中国,21893095\n首尔,韩国,9720846\n东京,日本,13960000\n";
        let utf16 = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        for (bytes, encoding, wanted) in [
            (text.as_bytes().to_vec(), "UTF-8", text),
            (format!("\u{feff}{text}").into_bytes(), "UTF-8", text),
            (utf16(u16::to_le_bytes), "UTF-16LE", text),
            (utf16(u16::to_be_bytes), "UTF-16BE", text),
            (encoding_rs::WINDOWS_1252.encode(text).0.into_owned(), "windows-1252", text),
            (encoding_rs::EUC_KR.encode(korean).0.into_owned(), "EUC-KR", korean),
            (encoding_rs::GBK.encode(chinese).0.into_owned(), "GBK", chinese),
        ] {
            assert_eq!(decoded(&bytes), (wanted.to_owned(), encoding));
        }
        assert_eq!(decoded(b"a,b\r1,2\r").0, "a,b\n1,2\n");
    }

    #[test]
    fn a_compressed_table_is_read_through_and_a_cut_one_is_not() {
        let mut packed = flate2::read::GzEncoder::new(&b"a,b\n1,2\n"[..], flate2::Compression::default());
        let mut bytes = Vec::new();
        packed.read_to_end(&mut bytes).unwrap();
        assert_eq!(decoded(&bytes).0, "a,b\n1,2\n");
        bytes.truncate(bytes.len() - 6);
        let cut = text(Path::new("t.csv.gz"), bytes, None);
        assert!(matches!(cut, Err(ImportError::Compressed { .. })), "{cut:?}");
    }
}
