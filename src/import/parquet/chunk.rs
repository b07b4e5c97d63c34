//! The rows of one column in one row group. Where a dictionary stands in front of them, each of its values is read as a
//! cell once, and the rows only say which of them they have.

use std::fs::File;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use parquet::basic::{Encoding, PageType};
use parquet::column::page::{Page, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::ChunkReader;
use parquet::file::serialized_reader::SerializedPageReader;
use parquet::schema::types::ColumnDescPtr;

use super::cell::{self, Shape};
use super::hybrid;
use super::values::Values;
use crate::builder::Builder;
use crate::dialect::Marks;
use data::column::NOTHING;
use data::value::Missing;

/// For each row the place of its value.
pub type Places = Vec<u32>;

/// Rows under construction.
pub enum Rows {
    /// A value a row.
    Each(Builder),
    /// The different values, where that of each place stands among them, and the place of each row.
    Spread(Builder, Vec<u32>, Places),
    /// For each place how many of a unit of so many decimals it stands for, and the place of each row.
    Units(Vec<i64>, u8, Places),
}

impl Rows {
    /// What stands for rows that have no values, under a builder that has no rows.
    pub fn nothing(mut builder: Builder) -> Self {
        builder.push_missing(Missing::NotStated);
        Self::Spread(builder, vec![0], Vec::new())
    }

    /// So many rows that have the first value, in room that is there.
    pub fn of(self, count: usize, mut room: Places) -> Self {
        room.clear();
        room.resize(count, 0);
        match self {
            Self::Spread(values, of_place, _) => Self::Spread(values, of_place, room),
            Self::Units(units, scale, _) => Self::Units(units, scale, room),
            Self::Each(values) => Self::Each(values),
        }
    }

    /// Puts the rows behind those of a column of `all` rows; what comes back is room that can be used again.
    pub fn append_to(self, column: &mut Builder, all: usize) -> Places {
        match (self, column) {
            (Self::Each(mut values), column) => {
                column.append(&mut values, &mut Vec::new());
                Vec::new()
            }
            (Self::Spread(values, of_place, places), column) => {
                column.append_places(&values, &of_place, &places, all);
                places
            }
            (Self::Units(units, scale, places), Builder::Numbers(numbers, _)) => {
                numbers.append_units(&units, scale, &places, all);
                places
            }
            (Self::Units(..), _) => unreachable!("only figures become units"),
        }
    }
}

/// Why a chunk cannot be read.
pub enum Fault {
    /// It is broken, or the file is gone.
    Broken(String),
    /// A value is not of the wanted type.
    Cell { row: usize, value: String, expected: &'static str },
}

impl From<ParquetError> for Fault {
    fn from(error: ParquetError) -> Self {
        Self::Broken(error.to_string())
    }
}

/// The values of a chunk, and for each row which of them it has.
pub struct Chunk {
    pub values: Values,
    /// For each row the place of its value; behind all of them where it has none.
    pub places: Places,
    /// Whether a value stands here once for all rows that have it.
    pub is_dictionary: bool,
}

impl Chunk {
    /// Reads the rows of a chunk, `rows` of them at most; `places` is room that is used for them.
    ///
    /// # Errors
    ///
    /// It is broken, or the file is gone.
    pub fn read(
        file: &File,
        about: &ColumnChunkMetaData,
        rows: usize,
        places: Places,
    ) -> Result<Self, Fault> {
        // Bytes that nobody means well with may lead the crate astray.
        let read = catch_unwind(AssertUnwindSafe(|| Self::decoded(file, about, rows, places)));
        Ok(read.map_err(|_| Fault::Broken("what it holds makes no sense".into()))??)
    }

    fn decoded(file: &File, about: &ColumnChunkMetaData, rows: usize, mut places: Places) -> Result<Self> {
        places.clear();
        let mut pages = pages(file, about, rows)?;
        let column = about.column_descr_ptr();
        let coded = |page: &Page| {
            page.page_type() == PageType::DICTIONARY_PAGE
                || matches!(page.encoding(), Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY)
                    && levels_are_plain(page)
        };
        let flat = column.max_rep_level() == 0 && column.max_def_level() <= 1;
        match pages.first() {
            Some(Page::DictionaryPage { .. }) if flat && pages.iter().all(coded) => {
                let values = dictionary(&column, pages.remove(0))?;
                for page in &pages {
                    codes(page, column.max_def_level() == 1, values.len() as u32, &mut places)
                        .ok_or_else(|| ParquetError::General("a page ends too early".into()))?;
                }
                places.truncate(rows);
                Ok(Self { values, places, is_dictionary: true })
            }
            _ => {
                let (values, there) = Values::read(column, pages, rows)?;
                let (mut next, none) = (0, values.len() as u32);
                let place = |there: bool| {
                    next += u32::from(there);
                    if there { next - 1 } else { none }
                };
                places.extend(there.into_iter().map(place));
                Ok(Self { places, values, is_dictionary: false })
            }
        }
    }

    /// The dictionary of a chunk alone; `None` where it has none that can be read.
    pub fn dictionary(file: &File, about: &ColumnChunkMetaData) -> Option<Values> {
        let read = || {
            let end = u64::try_from(about.data_page_offset()).ok();
            let (start, _) = about.byte_range();
            let mut pages = reader(file, about, start..end.filter(|&end| end > start)?).ok()?;
            let page = pages.get_next_page().ok()?.filter(Page::is_dictionary_page)?;
            dictionary(&about.column_descr_ptr(), page).ok()
        };
        catch_unwind(AssertUnwindSafe(read)).ok().flatten()
    }

    /// The rows as a column under construction, which `builder` begins.
    ///
    /// # Errors
    ///
    /// A value is not of the wanted type.
    pub fn build(self, shape: Shape, mut builder: Builder, marks: &Marks) -> Result<Rows, Fault> {
        let mut text = String::new();
        // Where a text that looks like a figure stands for a missing one, figures have to be looked at as texts.
        let by_figure = !marks.hold_figures();
        if let Some((mut units, scale)) = (by_figure && builder.is_figures() && marks.empty_is_not_stated())
            .then(|| self.values.units(shape))
            .flatten()
        {
            units.push(NOTHING);
            return Ok(Rows::Units(units, scale, self.places));
        }
        let mut push = |builder: &mut Builder, place: u32| {
            let at = place as usize;
            if at >= self.values.len() || self.values.is_nothing(at) {
                builder.push_nothing(marks);
                return Ok(());
            }
            if shape.is_figure() && self.values.is_infinite(at) && builder.is_figures() {
                builder.push_missing(Missing::Undefined);
                return Ok(());
            }
            match self.values.figure(at, shape) {
                Some(figure) if by_figure && builder.push_figure(figure) => Ok(()),
                _ => builder.push(self.values.cell(at, shape, &mut text), marks),
            }
        };
        let fault = |row, place: u32, expected| {
            let value = self.values.cell(place as usize, shape, &mut String::new()).to_owned();
            Fault::Cell { row, value, expected }
        };
        if !self.is_dictionary {
            for (row, &place) in self.places.iter().enumerate() {
                push(&mut builder, place).map_err(|expected| fault(row, place, expected))?;
            }
            return Ok(Rows::Each(builder));
        }
        // The order of labels is that of the rows; a figure is a figure, wherever it stands first.
        let all = 0..self.values.len() as u32 + 1;
        let (order, of_place) = match builder.is_labels() {
            true => self.order(),
            false => (all.clone().collect(), all.collect()),
        };
        for &place in &order {
            push(&mut builder, place).map_err(|expected| {
                let row = self.places.iter().position(|&other| other == place);
                fault(row.unwrap_or(0), place, expected)
            })?;
        }
        Ok(Rows::Spread(builder, of_place, self.places))
    }

    /// How many places the rows have, where each is first had after those before it: so most programs number them.
    fn known_in_order(&self) -> Option<u32> {
        let (mut known, all) = (0, self.values.len() as u32);
        for &place in &self.places {
            if place >= known {
                if place > known || known == all {
                    return None;
                }
                known += 1;
            }
        }
        (known > 0).then_some(known)
    }

    /// The places that rows have, in the order in which they first have them; and where each place stands in that order.
    fn order(&self) -> (Vec<u32>, Vec<u32>) {
        const UNSEEN: u32 = u32::MAX;
        let count = self.values.len() + 1;
        if let Some(known) = self.known_in_order() {
            return (
                (0..known).collect(),
                (0..count as u32).map(|place| place.min(known.max(1) - 1)).collect(),
            );
        }
        let (mut order, mut of_place) = (Vec::with_capacity(count), vec![UNSEEN; count]);
        for &place in &self.places {
            let seen = &mut of_place[place as usize];
            if *seen == UNSEEN {
                *seen = order.len() as u32;
                order.push(place);
                if order.len() == count {
                    break;
                }
            }
        }
        // No row asks for what none has.
        of_place.iter_mut().filter(|at| **at == UNSEEN).for_each(|at| *at = 0);
        if order.is_empty() { (order, Vec::new()) } else { (order, of_place) }
    }
}

/// The values of a dictionary.
fn dictionary(column: &ColumnDescPtr, page: Page) -> Result<Values> {
    let count = page.num_values();
    let values = Page::DataPage {
        buf: page.buffer().clone(),
        num_values: count,
        encoding: Encoding::PLAIN,
        def_level_encoding: Encoding::RLE,
        rep_level_encoding: Encoding::RLE,
        statistics: None,
    };
    Values::read(cell::required(column).into(), vec![values], count as usize).map(|(values, _)| values)
}

/// The pages of a chunk, unpacked; those that hold no row up to `rows` are left out.
fn pages(file: &File, about: &ColumnChunkMetaData, rows: usize) -> Result<Vec<Page>> {
    let (start, length) = about.byte_range();
    let mut reader = reader(file, about, start..start + length)?;
    let (mut pages, mut found) = (Vec::new(), 0);
    while found < rows
        && let Some(page) = reader.get_next_page()?
    {
        found += if page.is_data_page() { page.num_values() as usize } else { 0 };
        pages.push(page);
    }
    Ok(pages)
}

/// Reads pages out of a part of the file, which is brought here at once.
fn reader(file: &File, about: &ColumnChunkMetaData, part: Range<u64>) -> Result<impl PageReader + use<>> {
    let bytes = file.get_bytes(part.start, (part.end - part.start) as usize)?;
    let here = |offset: i64| offset - part.start as i64;
    let moved = about.clone().into_builder().set_data_page_offset(here(about.data_page_offset()));
    let moved = moved.set_dictionary_page_offset(about.dictionary_page_offset().map(here)).build()?;
    SerializedPageReader::new(Arc::new(bytes), &moved, about.num_values() as usize, None)
}

/// Whether the levels of a page are written as they have been since 2014.
fn levels_are_plain(page: &Page) -> bool {
    match page {
        Page::DataPage { def_level_encoding, .. } => *def_level_encoding == Encoding::RLE,
        Page::DataPageV2 { rep_levels_byte_len, .. } => *rep_levels_byte_len == 0,
        Page::DictionaryPage { .. } => true,
    }
}

/// Adds the place of each row of a page; `None` when the page does not hold them.
fn codes(page: &Page, optional: bool, none: u32, places: &mut Vec<u32>) -> Option<()> {
    let (bytes, count) = (page.buffer().as_ref(), page.num_values() as usize);
    let (levels, values) = if let Page::DataPageV2 { def_levels_byte_len, .. } = page {
        bytes.split_at_checked(*def_levels_byte_len as usize)?
    } else if optional {
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        rest.split_at_checked(u32::from_le_bytes(*length) as usize)?
    } else {
        (&[][..], bytes)
    };
    let first = places.len();
    let mut there = Vec::new();
    if optional && !hybrid::is_all_ones(levels, count) {
        hybrid::read(levels, 1, count, &mut there)?;
    }
    let missing = there.iter().filter(|&&level| level == 0).count();
    if missing < count {
        let (width, values) = values.split_first()?;
        hybrid::read(values, *width, count - missing, places)?;
    }
    // Signed numbers are compared four at a time everywhere.
    let none_signed = i32::try_from(none).ok()?;
    let strange =
        |strange: bool, &place: &u32| strange | (place as i32 >= none_signed) | ((place as i32) < 0);
    if places[first..].iter().fold(false, strange) {
        return None;
    }
    if missing > 0 {
        let mut found = places.split_off(first).into_iter();
        let place = |&level: &u32| if level == 0 { Some(none) } else { found.next() };
        places.extend(there.iter().map_while(place));
    }
    Some(())
}
