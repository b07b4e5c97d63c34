//! Small numbers as Parquet packs them: runs of one number, and runs of numbers side by side without a gap
//! (<https://parquet.apache.org/docs/file-format/data-pages/encodings/>, "RLE/bit-packing hybrid").

/// Puts so many numbers of so many bits behind those that are there; `None` when the bytes do not hold them.
pub fn read(bytes: &[u8], width: u8, count: usize, numbers: &mut Vec<u32>) -> Option<()> {
    if width > 32 {
        return None;
    }
    let (mut at, end) = (0, numbers.len() + count);
    numbers.reserve(count);
    while numbers.len() < end {
        let header = varint(bytes, &mut at)?;
        let left = end - numbers.len();
        if header & 1 == 0 {
            let size = usize::from(width).div_ceil(8);
            let mut value = [0; 4];
            value[..size].copy_from_slice(bytes.get(at..at + size)?);
            at += size;
            let run = usize::try_from(header >> 1).ok().filter(|&run| run > 0)?;
            numbers.resize(numbers.len() + run.min(left), u32::from_le_bytes(value));
        } else {
            let groups = usize::try_from(header >> 1).ok().filter(|&groups| groups > 0)?;
            let size = groups.checked_mul(usize::from(width))?;
            // The last run may be cut off behind its last number.
            let run = bytes.get(at..bytes.len().min(at.saturating_add(size)))?;
            let here = groups.saturating_mul(8).min(left);
            if here * usize::from(width) > run.len() * 8 {
                return None;
            }
            unpack(run, width, here, numbers);
            at += run.len();
        }
    }
    Some(())
}

/// Whether so many numbers of one bit are one run of ones.
pub fn is_all_ones(bytes: &[u8], count: usize) -> bool {
    let mut at = 0;
    let header = varint(bytes, &mut at);
    header.is_some_and(|header| header & 1 == 0 && header >> 1 >= count as u64) && bytes.get(at) == Some(&1)
}

/// Takes numbers out of bytes in which they stand from the lowest bit on.
fn unpack(bytes: &[u8], width: u8, count: usize, numbers: &mut Vec<u32>) {
    /// Eight at a time, which begin and end with a byte; tells how many were taken.
    fn eights<const WIDTH: usize>(bytes: &[u8], count: usize, numbers: &mut Vec<u32>) -> usize {
        // Four bytes more are read behind the last number.
        let eights = (bytes.len().saturating_sub(4) / WIDTH).min(count / 8);
        let mask = (1u32 << WIDTH) - 1;
        numbers.extend((0..eights).flat_map(|at| {
            let eight = &bytes[at * WIDTH..at * WIDTH + WIDTH + 4];
            std::array::from_fn::<u32, 8, _>(|at| {
                let (byte, bit) = (at * WIDTH / 8, at * WIDTH % 8);
                let window =
                    u32::from_le_bytes([eight[byte], eight[byte + 1], eight[byte + 2], eight[byte + 3]]);
                window >> bit & mask
            })
        }));
        eights * 8
    }
    macro_rules! of_width {
        ($($width:literal)*) => {
            match width {
                $($width => eights::<$width>(bytes, count, numbers),)*
                _ => 0,
            }
        };
    }
    let done = of_width!(1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20);
    let width = usize::from(width);
    let mask = (1u64 << width) - 1;
    numbers.extend((done..count).map(|at| {
        let rest = &bytes[(at * width / 8).min(bytes.len())..];
        let mut window = [0; 8];
        let length = rest.len().min(8);
        window[..length].copy_from_slice(&rest[..length]);
        (u64::from_le_bytes(window) >> (at * width % 8) & mask) as u32
    }));
}

/// A number of seven bits a byte, the lowest first.
fn varint(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let mut number = 0u64;
    for shift in (0..64).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_example_of_the_format_is_read() {
        let mut numbers = Vec::new();
        assert_eq!(read(&[0x03, 0b1000_1000, 0b1100_0110, 0b1111_1010], 3, 8, &mut numbers), Some(()));
        assert_eq!(numbers, [0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(read(&[0x0a, 0x07], 3, 5, &mut numbers), Some(()));
        assert_eq!(numbers[8..], [7; 5]);
        assert_eq!(read(&[0x0a], 3, 5, &mut numbers), None);
        assert_eq!(read(&[0x03, 0xff], 3, 8, &mut numbers), None);
        assert!(
            is_all_ones(&[0x0a, 0x01], 5) && !is_all_ones(&[0x0a, 0x01], 6) && !is_all_ones(&[0x0a, 0x00], 5)
        );
    }

    proptest! {
        #[test]
        fn numbers_come_out_as_they_were_packed(
            width in 0u8..=32, numbers in prop::collection::vec(any::<u32>(), 0..100), spare in 0usize..9
        ) {
            let mask = (1u64 << width) - 1;
            let numbers: Vec<u32> = numbers.iter().map(|&number| (u64::from(number) & mask) as u32).collect();
            let groups = numbers.len().div_ceil(8);
            let mut bytes = vec![(groups << 1 | 1) as u8];
            let mut packed = vec![0u8; groups * usize::from(width)];
            for (at, number) in numbers.iter().enumerate() {
                for bit in 0..usize::from(width) {
                    let place = at * usize::from(width) + bit;
                    packed[place / 8] |= ((number >> bit & 1) as u8) << (place % 8);
                }
            }
            bytes.extend(packed);
            bytes.extend(vec![0xff; spare]);
            let mut found = Vec::new();
            if !numbers.is_empty() && groups < 64 {
                prop_assert_eq!(read(&bytes, width, numbers.len(), &mut found), Some(()));
                prop_assert_eq!(found, numbers);
            }
        }

        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..20), width in 0u8..40, count in 0usize..50) {
            let _ = read(&bytes, width, count, &mut Vec::new());
        }
    }
}
