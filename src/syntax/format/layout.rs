//! The lines of a statement.

use super::words::{Cut, Piece};
use crate::token::is_blank;

/// A statement longer than this is broken before its clauses.
const WIDTH: usize = 100;

/// The pieces of a statement as lines, without a line break at the end.
pub fn lines(pieces: &[Piece]) -> String {
    let broken = pieces.iter().any(|piece| piece.comment) || width(pieces) > WIDTH;
    if !broken {
        return join(pieces);
    }
    let mut clauses: Vec<&[Piece]> = Vec::new();
    let mut start = 0;
    let comment = pieces.iter().position(|piece| piece.comment).unwrap_or(pieces.len());
    for (at, piece) in pieces.iter().enumerate().skip(1) {
        // The topic stays with what is asked of it.
        let topic = piece.text == "on" && at <= comment;
        if piece.cut == Cut::Always || piece.cut == Cut::Clause && !topic {
            clauses.push(&pieces[start..at]);
            start = at;
        }
    }
    clauses.push(&pieces[start..]);
    let mut text = String::new();
    for (at, clause) in clauses.iter().enumerate() {
        push_clause(&mut text, clause, if at == 0 { "" } else { "  " });
    }
    text
}

/// Writes a clause; one that is too long goes on on lines that are set in further.
fn push_clause(text: &mut String, clause: &[Piece], indent: &str) {
    let mut room = WIDTH.saturating_sub(indent.len());
    let mut start = 0;
    let mut indent = indent.to_owned();
    let deeper = format!("{}    ", if indent.is_empty() { "" } else { "  " });
    while start < clause.len() {
        let mut end = clause.len();
        if !fits_in(&clause[start..], room) {
            let cuts = (start + 1..clause.len()).filter(|&at| clause[at].cut == Cut::Part);
            let fits = cuts.clone().take_while(|&at| width(&clause[start..at]) <= room).last();
            end = fits.or(cuts.clone().next()).unwrap_or(clause.len());
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&indent);
        text.push_str(&join(&clause[start..end]));
        start = end;
        indent.clone_from(&deeper);
        room = WIDTH.saturating_sub(indent.len());
    }
}

fn join(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        if at > 0 && piece.blank {
            // A comment stands two blanks behind what it speaks of.
            text.push_str(if piece.comment { "  " } else { " " });
        }
        text.push_str(&piece.text);
    }
    text.trim_end_matches(is_blank).to_owned()
}

/// Whether pieces take at most so much room; of a long clause only as much is looked at.
fn fits_in(pieces: &[Piece], room: usize) -> bool {
    let mut taken = 0;
    pieces.iter().all(|piece| {
        taken += width(std::slice::from_ref(piece));
        taken <= room
    })
}

fn width(pieces: &[Piece]) -> usize {
    // Characters, not columns: what an editor counts.
    pieces.iter().map(|piece| piece.text.chars().count() + usize::from(piece.blank)).sum()
}
