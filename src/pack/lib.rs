//! Texts that lie packed in the program: those that few runs need. A build script packs them, the program unpacks them when
//! they are first asked for.

use std::io::{self, Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

/// A text as it lies in the program.
///
/// # Errors
///
/// None of a text in memory.
pub fn pack(text: &str) -> io::Result<Vec<u8>> {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(text.as_bytes())?;
    packed.finish()
}

/// The text that [`pack`] packed. It stays for as long as the program runs: whoever asks keeps it.
///
/// # Panics
///
/// At bytes that [`pack`] did not make.
pub fn unpack(packed: &[u8]) -> &'static str {
    let mut text = String::new();
    DeflateDecoder::new(packed).read_to_string(&mut text).expect("a build script packed a text");
    text.leak()
}

#[cfg(test)]
mod tests {
    use super::{pack, unpack};

    #[test]
    fn what_is_packed_comes_back() {
        for text in ["", "compare", &"서울 北京 ".repeat(1000)] {
            assert_eq!(unpack(&pack(text).unwrap()), text);
        }
    }
}
