//! Bytes unpacked, and text in any encoding as UTF-8, while they are read.

use std::io::{self, ErrorKind, Read};
use std::ops::Range;

use encoding_rs::{Decoder, DecoderResult, Encoding};
use flate2::read::MultiGzDecoder;
use thiserror::Error;

/// Bytes that stand for nothing in the encoding of a text.
#[derive(Clone, Copy, Debug, Error)]
#[error("it has bytes that stand for nothing")]
pub struct Malformed;

/// Bytes that are unpacked while they are read.
pub fn unpacked<'r>(bytes: Box<dyn Read + Send + 'r>) -> Box<dyn Read + Send + 'r> {
    Box::new(MultiGzDecoder::new(bytes))
}

/// A text that is decoded while it is read, without its byte order mark.
pub struct Decoded<'r> {
    source: Box<dyn Read + Send + 'r>,
    decoder: Decoder,
    raw: Vec<u8>,
    text: Vec<u8>,
    /// What of it has been decoded and not yet been read.
    left: Range<usize>,
    ended: bool,
}

/// So many bytes are decoded together.
const AT_ONCE: usize = 1 << 16;

impl<'r> Decoded<'r> {
    /// Nothing has been read.
    pub fn new(source: Box<dyn Read + Send + 'r>, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Self { source, decoder, raw: vec![0; AT_ONCE], text: Vec::new(), left: 0..0, ended: false }
    }

    fn decode(&mut self) -> io::Result<()> {
        let length = self.source.read(&mut self.raw)?;
        self.ended = length == 0;
        let most = self.decoder.max_utf8_buffer_length_without_replacement(length);
        self.text.resize(most.ok_or(ErrorKind::OutOfMemory)?.max(self.text.len()), 0);
        let raw = &self.raw[..length];
        let (result, _, written) =
            self.decoder.decode_to_utf8_without_replacement(raw, &mut self.text, self.ended);
        self.left = 0..written;
        match result {
            DecoderResult::Malformed(..) => Err(io::Error::new(ErrorKind::InvalidData, Malformed)),
            DecoderResult::InputEmpty | DecoderResult::OutputFull => Ok(()),
        }
    }
}

impl Read for Decoded<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.left.is_empty() && !self.ended {
            self.decode()?;
        }
        let length = into.len().min(self.left.len());
        into[..length].copy_from_slice(&self.text[self.left.start..][..length]);
        self.left.start += length;
        Ok(length)
    }
}
