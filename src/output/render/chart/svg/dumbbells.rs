//! The places of all subjects on one line: a dumbbell, its better end marked.

use super::items::text;
use super::paper::{Paper, Side};
use super::{MARGIN, WIDTH, length};
use crate::render::chart::Item;
use base::order;

/// Room at the right for the mark of the better end.
const END: f64 = 70.0;
/// The height of a line of names.
const LANE: f64 = 17.0;

pub fn draw(paper: &mut Paper, series: &[String], item: &Item, top: f64) -> f64 {
    let (start, end) = (MARGIN + 8.0, WIDTH - MARGIN - END);
    let mut places: Vec<(f64, usize)> = Vec::new();
    let mut unplaced = Vec::new();
    for (at, point) in item.points.iter().enumerate() {
        match point.at {
            Some(place) => places.push((start + (end - start) * place, at)),
            None => unplaced.push(format!("{} {}", series[at], point.text)),
        }
    }
    order::sort_by(&mut places, |a, b| a.0.total_cmp(&b.0));
    // Names that would run into each other stand in lanes above each other.
    let mut lanes: Vec<f64> = Vec::new();
    let named = places.iter().map(|&(x, at)| {
        let name = format!("{} {}", series[at], text(&item.points[at].text, item.points[at].best));
        let half = length(&name) / 2.0;
        let middle = x.clamp(MARGIN + half, (WIDTH - MARGIN - half).max(MARGIN + half));
        let free = lanes.iter().position(|&taken| taken + 10.0 < middle - half);
        let lane = free.unwrap_or_else(|| {
            lanes.push(0.0);
            lanes.len() - 1
        });
        lanes[lane] = middle + half;
        (name, middle, lane)
    });
    let named: Vec<(String, f64, usize)> = named.collect();
    let track = top + (lanes.len().max(1) - 1) as f64 * LANE + 12.0;
    paper.rule((start, track), (end, track));
    if let ([first, ..], [.., last]) = (places.as_slice(), places.as_slice()) {
        paper.span((first.0, track), (last.0, track));
    }
    for (&(x, at), (name, middle, lane)) in places.iter().zip(&named) {
        let height = track - 12.0 - *lane as f64 * LANE;
        if *lane > 0 {
            paper.rule((x, height + 3.0), (x, track));
        }
        paper.dot(at, (x, track), 6.0);
        paper.text(&Paper::name_of(at), (*middle, height), Side::Middle, name);
    }
    paper.text("small", (end + 10.0, track + 4.0), Side::Right, "better ▸");
    let mut y = track + 22.0;
    if !unplaced.is_empty() {
        paper.text("dim", (start, y), Side::Right, &unplaced.join(", "));
        y += 20.0;
    }
    y
}
