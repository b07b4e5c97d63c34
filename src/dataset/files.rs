//! Where the files of a package are: inside the program, or in a folder.

use std::borrow::Cow;
use std::path::PathBuf;

use super::error::DatasetError;
use crate::suggest::reason;

/// The files of one package.
#[derive(Debug)]
pub enum Files {
    /// Names and texts inside the program.
    Embedded(&'static [(&'static str, &'static str)]),
    /// A folder on disk.
    Folder(PathBuf),
}

impl Files {
    /// The text of a file.
    ///
    /// # Errors
    ///
    /// The file is not there, may not be read, or is not text.
    pub fn read(&self, path: &str) -> Result<Cow<'static, str>, DatasetError> {
        match self {
            Self::Embedded(files) => match files.iter().find(|(name, _)| *name == path) {
                Some((_, text)) => Ok(Cow::Borrowed(text)),
                None => {
                    Err(DatasetError::Unreadable { path: path.into(), reason: "no such file inside".into() })
                }
            },
            Self::Folder(folder) => read(&folder.join(path)).map(Cow::Owned),
        }
    }

    /// How messages call a file.
    pub fn display(&self, path: &str) -> String {
        match self {
            Self::Embedded(_) => path.into(),
            Self::Folder(folder) => folder.join(path).display().to_string(),
        }
    }
}

/// The text of a file on disk.
///
/// # Errors
///
/// As [`Files::read`].
pub fn read(path: &std::path::Path) -> Result<String, DatasetError> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path)
        .map_err(|error| DatasetError::Unreadable { path: name.clone(), reason: reason(&error) })?;
    decode(bytes).map_err(|reason| DatasetError::Encoding { path: name, reason })
}

/// Text from bytes: UTF-8, or UTF-16 with a byte order mark.
fn decode(bytes: Vec<u8>) -> Result<String, String> {
    let utf16 = |decode: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| decode([pair[0], pair[1]])).collect();
        String::from_utf16(&units).map_err(|_| "it begins like UTF-16, but goes on otherwise".to_owned())
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, ..] => return utf16(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => return utf16(u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => return decode(rest.to_vec()),
        _ => {}
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let line = bytes[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
        format!(
            "byte {:#04x} in line {line} is not UTF-8; the file may be Latin-1 or a spreadsheet",
            bytes[at]
        )
    })
}
