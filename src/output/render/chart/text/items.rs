//! Bars and dots of characters, a line each.

use super::{Pen, end_line, pad};
use crate::render::chart::{Chart, Item};
use crate::render::width::{push_blanks, push_cut, width};

impl Pen {
    pub fn items(&self, out: &mut String, chart: &Chart, items: &[Item]) {
        let grouped = chart.series.len() > 1;
        let names: Vec<&str> = match grouped {
            true => chart.series.iter().map(String::as_str).collect(),
            false => items.iter().map(|item| item.label.as_str()).collect(),
        };
        let drawn = |item: &Item| item.points.iter().any(|point| point.at.is_some());
        let texts = items.iter().filter(|item| drawn(item)).flat_map(|item| &item.points);
        let texts = texts.map(|point| width(&point.text)).max().unwrap_or(0).min(self.room / 3);
        let name = names.iter().map(|name| width(name)).max().unwrap_or(0).min(self.room / 3);
        let indent = if grouped { 2 } else { 0 };
        let taken = indent + name + 2 + texts + 2 + width(self.ink.best) + 1;
        let track = self.room.saturating_sub(taken).clamp(8, 50);
        for item in items {
            if grouped {
                let about = match item.about.chars().next() {
                    None => String::new(),
                    Some('(') => format!(" {}", item.about),
                    Some(_) => format!(": {}", item.about),
                };
                push_cut(out, &format!("{}{about}", item.label), self.room, self.signs.cut());
                out.push('\n');
            }
            for (at, point) in item.points.iter().enumerate() {
                push_blanks(out, indent);
                let label = if grouped { chart.series.get(at) } else { Some(&item.label) };
                pad(out, label.map_or("", String::as_str), name, false, self.signs);
                out.push_str("  ");
                if let Some(place) = point.at {
                    pad(out, &point.text, texts, true, self.signs);
                    out.push_str("  ");
                    if item.bars { self.bar(out, place, track) } else { self.dot(out, place, track) }
                } else {
                    let room = self.room.saturating_sub(indent + name + 2 + width(self.ink.best) + 1);
                    push_cut(out, &point.text, room, self.signs.cut());
                }
                if point.best {
                    out.push(' ');
                    out.push_str(self.ink.best);
                }
                end_line(out);
            }
        }
    }

    fn bar(&self, out: &mut String, place: f64, track: usize) {
        let eighths = (place * track as f64 * 8.0).round() as usize;
        (0..eighths / 8).for_each(|_| out.push_str(self.ink.bar[7]));
        if let Some(part) = (eighths % 8).checked_sub(1) {
            out.push_str(self.ink.bar[part]);
        } else if eighths == 0 {
            // Nothing is seen as a thin line, so that zero is not taken for a missing figure.
            out.push_str(self.ink.bar[0]);
        }
    }

    fn dot(&self, out: &mut String, place: f64, track: usize) {
        let before = (place * (track - 2) as f64).round() as usize;
        (0..before).for_each(|_| out.push_str(self.ink.track));
        out.push_str(self.ink.dot);
        (before + 1..track - 1).for_each(|_| out.push_str(self.ink.track));
        out.push_str(self.ink.end);
    }
}
