//! What a file is by its first bytes, when it is no table as text.

/// A kind of file that people load by mistake, or that has a reader of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// `.xlsx`
    Excel,
    /// `.xls`
    OldExcel,
    /// `.ods`
    OpenDocument,
    /// Another archive.
    Archive,
    /// `.gz`, which is read through.
    Gzip,
    /// `.parquet`
    Parquet,
    /// A web page.
    Html,
    /// Another text with tags.
    Xml,
    /// Objects and lists.
    Json,
    /// A file of Stata, SPSS, SAS or R.
    Statistics,
    /// A page to be printed.
    Pdf,
    /// A picture.
    Picture,
    /// A database in a file.
    Database,
    /// Bytes that are no text.
    Binary,
}

impl FileKind {
    /// The kind of a file; `None` when it may be a table as text.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let marks: [(&[u8], Self); 19] = [
            (b"\x1f\x8b", Self::Gzip),
            (b"\xd0\xcf\x11\xe0", Self::OldExcel),
            (b"PAR1", Self::Parquet),
            (b"7z\xbc\xaf", Self::Archive),
            (b"Rar!", Self::Archive),
            (b"BZh", Self::Archive),
            (b"\xfd7zXZ", Self::Archive),
            (b"\x28\xb5\x2f\xfd", Self::Archive),
            (b"%PDF", Self::Pdf),
            (b"\x89PNG", Self::Picture),
            (b"\xff\xd8\xff", Self::Picture),
            (b"GIF8", Self::Picture),
            (b"SQLite format 3", Self::Database),
            (b"<stata_dta>", Self::Statistics),
            (b"$FL2", Self::Statistics),
            (b"$FL3", Self::Statistics),
            (b"RDX", Self::Statistics),
            (b"ARROW1", Self::Binary),
            (b"\x7fELF", Self::Binary),
        ];
        if bytes.starts_with(b"PK\x03\x04") {
            return Some(Self::of_zip(bytes));
        }
        let marked = marks.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, kind)| *kind);
        marked.or_else(|| Self::of_text(bytes)).or_else(|| Self::of_bytes(bytes))
    }

    /// The files inside an archive stand in it by name.
    fn of_zip(bytes: &[u8]) -> Self {
        let start = &bytes[..bytes.len().min(4096)];
        let holds = |name: &[u8]| start.windows(name.len()).any(|part| part == name);
        match () {
            () if holds(b"opendocument.spreadsheet") => Self::OpenDocument,
            () if holds(b"xl/") || holds(b"[Content_Types].xml") => Self::Excel,
            () => Self::Archive,
        }
    }

    fn of_text(bytes: &[u8]) -> Option<Self> {
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        let start = text[..text.len().min(512)].to_ascii_lowercase();
        let tags = start.windows(5).any(|part| part == b"<html") || start.starts_with(b"<!doctype html");
        match start.first()? {
            b'<' if tags || start.starts_with(b"<table") => Some(Self::Html),
            b'<' if start.starts_with(b"<?xml") => Some(Self::Xml),
            b'{' | b'[' if is_json(text) => Some(Self::Json),
            _ => None,
        }
    }

    /// A text holds no zero bytes, unless every second one is: then it is UTF-16.
    fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let start = &bytes[..bytes.len().min(4096)];
        let utf16 = start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff");
        let control =
            |byte: &&u8| **byte < b' ' && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1a..=0x1f);
        let strange = start.iter().filter(control).count();
        (!utf16 && super::encoding::utf16_without_mark(start).is_none() && strange * 50 > start.len())
            .then_some(Self::Binary)
    }

    /// How messages call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Excel | Self::OldExcel => "an Excel workbook",
            Self::OpenDocument => "an OpenDocument spreadsheet",
            Self::Archive => "an archive with files inside",
            Self::Gzip => "a compressed file inside a compressed file",
            Self::Parquet => "a Parquet file",
            Self::Html => "a web page",
            Self::Xml => "an XML file",
            Self::Json => "a JSON file",
            Self::Statistics => "a file of a statistics program",
            Self::Pdf => "a PDF",
            Self::Picture => "a picture",
            Self::Database => "an SQLite database",
            Self::Binary => "a file of bytes, not of text",
        }
    }

    /// How to get a table out of it.
    pub fn advice(self) -> &'static str {
        match self {
            Self::Excel | Self::OldExcel | Self::OpenDocument => {
                "open it, choose the sheet, and save it as \"CSV UTF-8\" (File, Save as); then load the new file"
            }
            Self::Archive | Self::Gzip => "unpack it, then load the table that is inside",
            Self::Html => {
                "the page around a table was saved in place of the table; look there for \"Download\" or \"CSV\", or \
                 copy the table into a spreadsheet and save it as CSV"
            }
            Self::Json => {
                "a table of rows and columns is needed: look where it comes from for CSV; a data package is loaded \
                 by its folder or its `datapackage.json`"
            }
            Self::Statistics => "open it in that program and export it as CSV",
            Self::Pdf | Self::Picture => "type the figures into a spreadsheet and save it as CSV",
            Self::Database => "export one of its tables as CSV",
            Self::Xml | Self::Parquet | Self::Binary => {
                "look where it comes from for CSV, or export it as CSV"
            }
        }
    }
}

/// Whether a text begins as JSON does and as a table does not.
fn is_json(text: &[u8]) -> bool {
    let mut rest = text[1..].iter().filter(|byte| !byte.is_ascii_whitespace());
    match text[0] {
        b'{' => matches!(rest.next(), Some(b'"' | b'}')),
        _ => matches!(rest.next(), Some(b'{' | b'[' | b'"' | b']')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_first_bytes() {
        for (bytes, kind) in [
            (&b"PK\x03\x04\x14\0\x06\0[Content_Types].xml"[..], Some(FileKind::Excel)),
            (
                b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
                Some(FileKind::OpenDocument),
            ),
            (b"\xd0\xcf\x11\xe0\xa1", Some(FileKind::OldExcel)),
            (b"\n<!DOCTYPE html><html>", Some(FileKind::Html)),
            (b"<?xml version='1.0'?><data/>", Some(FileKind::Xml)),
            (b"[{\"a\": 1}]", Some(FileKind::Json)),
            (b"{ \"a\": 1 }", Some(FileKind::Json)),
            (b"[country],n\n", None),
            (b"country,n\nChina,1\n", None),
            (b"\xff\xfea\0,\0b\0", None),
            (b"a\0,\0b\0\n\0", None),
            (b"\0\x01\x02\x03binary\0\0\0", Some(FileKind::Binary)),
            (b"", None),
        ] {
            assert_eq!(FileKind::of(bytes), kind, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
