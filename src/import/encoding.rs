//! How bytes stand for letters.

use std::string::FromUtf8Error;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Text from bytes, and the name of their encoding: as declared, as the byte order mark says, UTF-8, or the likeliest.
///
/// # Errors
///
/// They are no text in that encoding, or it is none; in words.
pub fn decode(bytes: Vec<u8>, declared: Option<&str>) -> Result<(String, &'static str), String> {
    let declared = find_encoding(&bytes, declared)?;
    if declared.is_none_or(|encoding| encoding == UTF_8) {
        let mark = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        match String::from_utf8(bytes) {
            Ok(text) if mark == 0 => return Ok((text, "UTF-8")),
            Ok(text) => return Ok((text[mark..].to_owned(), "UTF-8")),
            Err(error) if declared.is_some() => return Err(not_utf8(&error)),
            Err(error) => return legacy(error.as_bytes()),
        }
    }
    let encoding = declared.unwrap_or(UTF_8);
    let (text, _, broken) = encoding.decode(&bytes);
    if broken {
        return Err(goes_on_otherwise(encoding));
    }
    Ok((text.into_owned(), encoding.name()))
}

/// The encoding that is declared, or that the first bytes of a text show.
///
/// # Errors
///
/// No encoding is called so.
pub fn find_encoding(bytes: &[u8], declared: Option<&str>) -> Result<Option<&'static Encoding>, String> {
    match declared {
        Some(name) => match Encoding::for_label(name.as_bytes()) {
            Some(encoding) => Ok(Some(encoding)),
            None => Err(format!("no encoding is called `{name}`")),
        },
        None => {
            let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
            Ok(marked.or_else(|| utf16_without_mark(bytes)))
        }
    }
}

/// That a text is not in the encoding that its beginning is in.
pub fn goes_on_otherwise(encoding: &'static Encoding) -> String {
    format!("it begins like {}, but goes on otherwise", encoding.name())
}

/// That a text is not even in the likeliest encoding.
pub fn stands_for_nothing(encoding: &'static Encoding) -> String {
    format!("it is not UTF-8, and as {} it has bytes that stand for nothing", encoding.name())
}

/// Tells an encoding from before Unicode by which letters are likely beside each other.
pub struct Letters(EncodingDetector);

impl Letters {
    /// None have been seen.
    pub fn new() -> Self {
        Self(EncodingDetector::new(Iso2022JpDetection::Deny))
    }

    /// The next bytes of a text.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.0.feed(bytes, false);
    }

    /// The likeliest encoding of the text.
    pub fn likeliest(mut self) -> &'static Encoding {
        self.0.feed(&[], true);
        self.0.guess(None, Utf8Detection::Deny)
    }
}

/// Text in an encoding from before Unicode.
fn legacy(bytes: &[u8]) -> Result<(String, &'static str), String> {
    let mut letters = Letters::new();
    letters.feed(bytes);
    let encoding = letters.likeliest();
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    // A byte that the encoding leaves open is rather a file of another kind.
    if broken || text.contains('\0') {
        return Err(stands_for_nothing(encoding));
    }
    Ok((text.into_owned(), encoding.name()))
}

fn not_utf8(error: &FromUtf8Error) -> String {
    let at = error.utf8_error().valid_up_to();
    let bytes = error.as_bytes();
    let line = bytes[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
    format!("byte {:#04x} in line {line} is not UTF-8", bytes[at])
}

/// UTF-16 without a byte order mark: of plain letters, every second byte is zero.
pub fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(4096)];
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let half = start.len() / 2;
    match (zeros(0), zeros(1)) {
        _ if half < 2 => None,
        (0, low) if low * 2 > half => Some(UTF_16LE),
        (high, 0) if high * 2 > half => Some(UTF_16BE),
        _ => None,
    }
}
