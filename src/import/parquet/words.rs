//! The different words of a column, off its dictionaries alone.

use std::sync::Arc;

use parquet::basic::Encoding;
use parquet::file::metadata::ColumnChunkMetaData;

use super::cell::Shape;
use super::chunk::Chunk;
use super::file::Parquet;
use crate::dialect::Marks;
use data::column::LabelsBuilder;

impl Parquet {
    /// The words of a column, in the order of its dictionaries; `None` where these do not tell, or tell too much: programs
    /// of the Arrow family write the categories of a column, whether rows have them or not.
    pub fn words(&self, place: usize, marks: &Marks) -> Option<Vec<Arc<str>>> {
        let (shape, chunks) = self.chunks(place);
        let said = self.about().file_metadata().key_value_metadata();
        let of_arrow = said.is_some_and(|said| said.iter().any(|pair| pair.key == "ARROW:schema"));
        if shape != Shape::Text || of_arrow || !chunks.iter().all(|chunk| is_dictionary(chunk)) {
            return None;
        }
        let file = self.file().ok()?;
        let mut labels = LabelsBuilder::new(&[], marks.reasons.clone());
        let mut text = String::new();
        for chunk in chunks {
            let words = Chunk::dictionary(&file, chunk)?;
            for at in 0..words.len() {
                let word = words.cell(at, shape, &mut text);
                if marks.find(word).is_none() {
                    labels.push(word);
                }
            }
        }
        Some(labels.finish().dictionary.labels().to_vec())
    }
}

/// Whether all rows of a chunk have values of its dictionary, as far as the footer tells.
pub fn is_dictionary(chunk: &ColumnChunkMetaData) -> bool {
    let coded = [Encoding::RLE, Encoding::PLAIN_DICTIONARY, Encoding::RLE_DICTIONARY];
    chunk.dictionary_page_offset().is_some() && chunk.encodings().all(|encoding| coded.contains(&encoding))
}
