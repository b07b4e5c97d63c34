//! `juxta report`: a script becomes a page, whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Ran, ends, folder, run};

const SCRIPT: &str = "\
#!/usr/bin/env juxta
# Where do <two> capitals stand?
#
# Five systems *rank* cities & more; see `help compare`.
# <script>alert(1)</script>

set width 80
define capitals as Beijing, Seoul

# ## Ranks
# 서울과 베이징
compare capitals on rankings where year = 2020
expect 4 rows
expect leader = Seoul where index = GPCI  # by the rank

# ## Meetings
trend Beijing, Seoul on conferences as chart
expect overtakes = Seoul and year = 2013

show conferences where year = 2019 as csv
match lipset on DEV, URB, LIT, IND, STB for SURV using msdo as chart
export to \"never.csv\"
cite as bibtex
";

/// A folder with a script in it.
fn script(name: &str, text: &str) -> PathBuf {
    let path = folder(name).join("home work.juxta");
    fs::write(&path, text).expect("the script can be written");
    path
}

fn report(script: &Path, more: &[&str]) -> Ran {
    run([&["report", &script.display().to_string()], more].concat())
}

#[test]
fn a_script_becomes_one_page() {
    let script = script("report_html", SCRIPT);
    let ran = report(&script, &["--lang", "ko"]);
    ends(&ran, 0);
    assert!(ran.stderr.contains("wrote ") && ran.stderr.contains("left out: 1 export"), "{}", ran.stderr);
    let page = fs::read_to_string(script.with_extension("html")).expect("the page stands beside the script");
    insta::assert_snapshot!("html", page);
    assert!(page.starts_with("<!doctype html>\n<html lang=\"ko\">"));
    for part in [
        "<title>Where do &lt;two&gt; capitals stand?</title>",
        "<h1>Where do &lt;two&gt; capitals stand?</h1>",
        "<em>rank</em> cities &amp; more; see <code>help compare</code>",
        "<h2>Ranks</h2>",
        "<caption>Global city rankings",
        "<th scope=\"row\">GPCI</th>",
        "2 checks hold",
        "@media print",
    ] {
        assert!(page.contains(part), "no {part}");
    }
    for part in ["<script", "#!/usr", "never.csv", "src="] {
        assert!(!page.contains(part), "there is {part}");
    }
    assert_eq!(page.matches("<svg ").count(), 2);
    // Every name on the page stands for one place, and every reference leads to one.
    let ids: Vec<&str> = values(&page, " id=\"");
    assert!(ids.iter().all(|id| ids.iter().filter(|other| other == &id).count() == 1), "{ids:?}");
    for target in values(&page, "href=\"#") {
        assert!(ids.contains(&target), "{target}");
    }
    assert_eq!(page.matches("<h2>Sources</h2>").count(), 1);
    // The same script gives the same bytes.
    ends(&report(&script, &["--lang", "ko", "--force"]), 0);
    assert_eq!(fs::read_to_string(script.with_extension("html")).ok(), Some(page));
}

#[test]
fn a_script_becomes_markdown_with_its_charts_beside() {
    let script = script("report_markdown", SCRIPT);
    let to = script.with_file_name("page.md");
    ends(&report(&script, &["--to", &to.display().to_string()]), 0);
    let page = fs::read_to_string(&to).expect("the page is there");
    insta::assert_snapshot!("markdown", page);
    for chart in ["page-chart-1.svg", "page-chart-2.svg"] {
        assert!(page.contains(&format!("](<{chart}>)")), "{page}");
        let picture = fs::read_to_string(script.with_file_name(chart)).expect("the chart is there");
        assert!(picture.contains("Sources: ") && picture.contains("CC-BY-4.0"), "it carries its source");
    }
    // A page is not written without its charts.
    fs::remove_file(&to).expect("it can be removed");
    ends(&report(&script, &["--to", &to.display().to_string()]), 3);
    assert!(!to.exists());
}

#[test]
fn a_reader_who_needs_no_queries_gets_none() {
    let script = script("report_no_code", SCRIPT);
    ends(&report(&script, &["--no-code"]), 0);
    let page = fs::read_to_string(script.with_extension("html")).expect("the page is there");
    assert!(!page.contains("expect ") && !page.contains("define capitals"), "{page}");
    assert!(page.contains("<h2>Ranks</h2>") && page.contains("<caption>"));
}

#[test]
fn a_script_that_fails_writes_nothing() {
    for (name, text, said) in [
        ("name", "# T\n\nshow conferences\nshow conferense\n", ":4:"),
        ("expectation", "show conferences\nexpect 3 rows\n", ":2:"),
        ("syntax", "show conferences\ncompare\n", ":2:"),
    ] {
        let script = script(&format!("report_fails_{name}"), text);
        let ran = report(&script, &[]);
        ends(&ran, 1);
        assert!(ran.stderr.contains(said), "{name}: {}", ran.stderr);
        assert!(!script.with_extension("html").exists());
    }
    let script = script("report_places", SCRIPT);
    let to = |path: &str| script.with_file_name(path).display().to_string();
    assert_eq!(report(&script, &["--to", &to("x.pdf")]).code, Some(2));
    ends(&report(&script, &["--to", &to("none/x.html")]), 3);
    ends(&report(&script.with_file_name("none.juxta"), &[]), 3);
    ends(&report(&script, &[]), 0);
    let again = report(&script, &[]);
    ends(&again, 3);
    assert!(again.stderr.contains("--force"), "{}", again.stderr);
}

#[test]
fn a_script_of_statements_only_is_called_by_its_name() {
    let script = script("report_bare", "show conferences limit 1");
    ends(&report(&script, &[]), 0);
    let page = fs::read_to_string(script.with_extension("html")).expect("the page is there");
    assert!(page.contains("<h1>home work</h1>"), "{page}");
}

#[test]
fn every_example_becomes_a_page() {
    let folder = folder("report_examples");
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for entry in fs::read_dir(scripts).expect("examples/ is there") {
        let script = entry.expect("an entry can be read").path();
        if script.extension().is_none_or(|ending| ending != "juxta") {
            continue;
        }
        if script.is_dir() {
            continue;
        }
        let to = folder.join(script.file_name().unwrap_or_default()).with_extension("html");
        ends(&report(&script, &["--quiet", "--to", &to.display().to_string()]), 0);
        let page = fs::read_to_string(&to).expect("the page is there");
        assert!(page.contains("<h1>") && page.contains("<caption>"), "{}", script.display());
    }
}

/// What follows a mark, up to the next quote.
fn values<'t>(text: &'t str, mark: &str) -> Vec<&'t str> {
    text.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}
