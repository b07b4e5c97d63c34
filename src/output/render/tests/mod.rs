//! How answers look, in every format.

mod fixtures;
mod properties;

use insta::assert_snapshot;

use self::fixtures::{empty, long, many, profile, rankings, scripts};
use super::{Border, Format, Options, render};
use answer::Answer;

#[test]
fn every_format() {
    for format in Format::ALL {
        assert_snapshot!(format!("rankings_{}", format.word()), text(&rankings(), format));
    }
}

#[test]
fn every_border() {
    assert_snapshot!("rankings_ascii", table(&rankings(), &Options { border: Border::Ascii, ..wide() }));
    assert_snapshot!("rankings_none", table(&rankings(), &Options { border: Border::None, ..wide() }));
    let color = table(&rankings(), &Options { color: true, ..wide() });
    assert_snapshot!("rankings_color", color.replace('\u{fdd0}', "^"));
    let plain = color.replace("\u{fdd0}[0m", "").replace("\u{fdd0}[1m", "").replace("\u{fdd0}[2m", "");
    assert_eq!(plain, table(&rankings(), &wide()), "color changes nothing but color");
}

#[test]
fn every_width() {
    for width in [20, 40, 60, 80, 120] {
        let options = Options { width: Some(width), ..wide() };
        assert_snapshot!(format!("long_{width}"), table(&long(), &options));
    }
}

#[test]
fn figures_of_any_size_stand_under_each_other() {
    assert_snapshot!(table(&profile(), &wide()));
}

#[test]
fn every_script_stays_aligned() {
    assert_snapshot!("scripts", table(&scripts(), &wide()));
    assert_snapshot!("scripts_36", table(&scripts(), &Options { width: Some(36), ..wide() }));
    assert_snapshot!("scripts_markdown", text(&scripts(), Format::Markdown));
    assert_snapshot!("scripts_html", text(&scripts(), Format::Html));
    assert_snapshot!("scripts_latex", text(&scripts(), Format::Latex));
}

#[test]
fn no_rows_are_said() {
    assert_snapshot!("empty_table", table(&empty(), &wide()));
    assert_snapshot!("empty_plain", text(&empty(), Format::Plain));
    assert_snapshot!("empty_markdown", text(&empty(), Format::Markdown));
    assert_snapshot!("empty_csv", text(&empty(), Format::Csv));
}

#[test]
fn many_rows_are_cut_for_readers_only() {
    let options = Options { rows: Some(3), ..wide() };
    assert_snapshot!("many_table", table(&many(10_000), &options));
    assert_snapshot!("many_plain", render(&many(10_000), Format::Plain, &options).unwrap());
    assert_eq!(render(&many(10_000), Format::Csv, &options).unwrap().lines().count(), 10_001);
}

#[test]
fn nothing_to_draw_is_said() {
    let error = render(&empty(), Format::Svg, &wide()).unwrap_err();
    assert_eq!(error.to_string(), "this result has no figures that a chart could show");
}

fn wide() -> Options {
    Options::default()
}

fn text(answer: &Answer, format: Format) -> String {
    render(answer, format, &wide()).unwrap()
}

fn table(answer: &Answer, options: &Options) -> String {
    render(answer, Format::Table, options).unwrap()
}
