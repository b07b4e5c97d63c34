//! SVG as text: the few shapes that charts need, and the page around them.
//!
//! plotters was looked at: its SVG back end opens the root itself, knows no title, description or role, and writes
//! colors as attributes, so that neither listeners nor dark pages would be served.

use std::fmt::Write;

use crate::render::markup::push_escaped;

/// What every chart looks like, on a light page and on a dark one.
const STYLE: &str = "\
.juxta{font-family:system-ui,sans-serif;font-size:13px;max-width:100%;height:auto}\
.juxta .page{fill:#ffffff}.juxta text{fill:#1f2328}.juxta .title{font-size:16px;font-weight:600}\
.juxta .label{font-weight:600}.juxta .dim{fill:#57606a;font-weight:400}.juxta .small{font-size:11px;fill:#57606a}\
.juxta .rule{stroke:#d0d7de;stroke-width:1}\
.juxta .s0{--c:#0b62a4}.juxta .s1{--c:#bc4c00}.juxta .s2{--c:#0f766e}\
.juxta .s3{--c:#7c3aed}.juxta .s4{--c:#8a6100}.juxta .s5{--c:#be185d}\
.juxta rect.mark,.juxta circle.mark{fill:var(--c)}.juxta text.mark{fill:var(--c)}\
.juxta polyline.mark{fill:none;stroke:var(--c);stroke-width:2}\
.juxta .span{stroke:#8c959f;stroke-width:4}.juxta .crossing{stroke:#8c959f;stroke-dasharray:4 4}\
.juxta .ground{fill:#0b62a4}.juxta .has{fill:#1f2328}.juxta .has-not{fill:none;stroke:#1f2328;stroke-width:1.5}\
@media(prefers-color-scheme:dark){\
.juxta .page{fill:#0d1117}.juxta text{fill:#e6edf3}.juxta .dim,.juxta .small{fill:#9da7b3}.juxta .rule{stroke:#3d444d}\
.juxta .span,.juxta .crossing{stroke:#768390}.juxta .ground{fill:#6cb6ff}.juxta .has{fill:#e6edf3}.juxta .has-not{stroke:#e6edf3}\
.juxta .s0{--c:#6cb6ff}.juxta .s1{--c:#ffa657}.juxta .s2{--c:#5eead4}\
.juxta .s3{--c:#c4b5fd}.juxta .s4{--c:#e3b341}.juxta .s5{--c:#f9a8d4}}";

/// How many series have a color of their own.
const COLORS: usize = 6;

/// A sheet that shapes are put on.
#[derive(Default)]
pub struct Paper {
    shapes: String,
}

/// On which side of its point a text stands.
#[derive(Clone, Copy)]
pub enum Side {
    Right,
    Middle,
    Left,
}

impl Paper {
    pub fn text(&mut self, class: &str, at: (f64, f64), side: Side, text: &str) {
        let anchor = match side {
            Side::Right => "",
            Side::Middle => " text-anchor=\"middle\"",
            Side::Left => " text-anchor=\"end\"",
        };
        self.push(format_args!(
            "<text class=\"{class}\" x=\"{}\" y=\"{}\"{anchor}>",
            short(at.0),
            short(at.1)
        ));
        push_escaped(&mut self.shapes, text);
        self.shapes.push_str("</text>\n");
    }

    /// A name, and beside it what is said of it.
    pub fn heading(&mut self, at: (f64, f64), label: &str, about: &str) {
        self.push(format_args!("<text class=\"label\" x=\"{}\" y=\"{}\">", short(at.0), short(at.1)));
        push_escaped(&mut self.shapes, label);
        self.shapes.push_str(" <tspan class=\"dim\">");
        push_escaped(&mut self.shapes, about);
        self.shapes.push_str("</tspan></text>\n");
    }

    pub fn bar(&mut self, series: usize, at: (f64, f64), size: (f64, f64)) {
        self.push(format_args!(
            "<rect class=\"mark s{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"2\"/>\n",
            series % COLORS,
            short(at.0),
            short(at.1),
            short(size.0),
            short(size.1)
        ));
    }

    pub fn dot(&mut self, series: usize, at: (f64, f64), radius: f64) {
        self.circle(&Self::name_of(series), at, radius);
    }

    pub fn rule(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.stroke("rule", from, to);
    }

    /// From the first dot of a dumbbell to the last.
    pub fn span(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.stroke("span", from, to);
    }

    /// A time at which lines cross.
    pub fn crossing(&mut self, from: (f64, f64), bottom: f64) {
        self.stroke("crossing", from, (from.0, bottom));
    }

    /// The ground of a field; what is nothing leaves the page white.
    pub fn ground(&mut self, depth: f64, at: (f64, f64), size: (f64, f64)) {
        // Text on it must stay legible on both pages.
        let opacity = if depth > 0.0 { 0.06 + 0.44 * depth.min(1.0) } else { 0.0 };
        self.push(format_args!(
            "<rect class=\"ground\" fill-opacity=\"{opacity:.2}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n",
            short(at.0),
            short(at.1),
            short(size.0),
            short(size.1)
        ));
    }

    /// A case has it.
    pub fn full(&mut self, at: (f64, f64), radius: f64) {
        self.circle("has", at, radius);
    }

    /// A case has it not.
    pub fn ring(&mut self, at: (f64, f64), radius: f64) {
        self.circle("has-not", at, radius - 0.5);
    }

    /// Some cases have it.
    pub fn half(&mut self, at: (f64, f64), radius: f64) {
        self.ring(at, radius);
        let (x, top, bottom) = (short(at.0), short(at.1 - radius), short(at.1 + radius));
        let radius = short(radius);
        self.push(format_args!(
            "<path class=\"has\" d=\"M{x} {top}A{radius} {radius} 0 0 0 {x} {bottom}Z\"/>\n"
        ));
    }

    /// The class of a text in the color of a series.
    pub fn name_of(series: usize) -> String {
        format!("mark s{}", series % COLORS)
    }

    fn circle(&mut self, class: &str, at: (f64, f64), radius: f64) {
        self.push(format_args!(
            "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>\n",
            short(at.0),
            short(at.1),
            short(radius)
        ));
    }

    fn stroke(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        self.push(format_args!(
            "<line class=\"{class}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>\n",
            short(from.0),
            short(from.1),
            short(to.0),
            short(to.1)
        ));
    }

    /// A line of a series; every second round of colors is dashed.
    pub fn line(&mut self, series: usize, points: &[(f64, f64)]) {
        let dash = if series / COLORS % 2 == 1 { " stroke-dasharray=\"5 3\"" } else { "" };
        self.push(format_args!("<polyline class=\"{}\"{dash} points=\"", Self::name_of(series)));
        for (at, (x, y)) in points.iter().enumerate() {
            self.push(format_args!("{}{},{}", if at == 0 { "" } else { " " }, short(*x), short(*y)));
        }
        self.shapes.push_str("\"/>\n");
    }

    /// The whole picture; `id` sets its names apart from those of other pictures on a page.
    pub fn finish(self, id: &str, size: (f64, f64), title: &str, description: &str) -> String {
        let (width, height) = (short(size.0), short(size.1));
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"juxta\" role=\"img\" \
             aria-labelledby=\"{id}-title {id}-desc\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\">\n<title id=\"{id}-title\">"
        );
        push_escaped(&mut out, title);
        _ = write!(out, "</title>\n<desc id=\"{id}-desc\">");
        push_escaped(&mut out, description);
        _ = write!(out, "</desc>\n<style>{STYLE}</style>\n");
        _ = write!(
            out,
            "<rect class=\"page\" width=\"{width}\" height=\"{height}\"/>\n{}</svg>\n",
            self.shapes
        );
        out
    }

    fn push(&mut self, shape: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        _ = self.shapes.write_fmt(shape);
    }
}

/// A length with one decimal at most, the same on every machine.
fn short(length: f64) -> String {
    let tenths = (length * 10.0).round() as i64;
    if tenths % 10 == 0 { (tenths / 10).to_string() } else { format!("{:.1}", tenths as f64 / 10.0) }
}
