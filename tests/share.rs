//! Results that leave the program carry their source: citations and files.

use std::fs;

use crate::support::{folder, printed};

#[test]
fn the_original_comes_before_the_thesis() {
    let text = run("compare Beijing, Seoul on rankings where year = 2020\ncite");
    insta::assert_snapshot!(text);
}

#[test]
fn other_programs_read_citations() {
    insta::assert_snapshot!("bibtex", run("cite conferences as bibtex"));
    insta::assert_snapshot!("csl", run("cite compare Beijing, Seoul on rankings.GCI as csl"));
    let csl: serde_json::Value =
        serde_json::from_str(&run("cite rankings as csl")).expect("CSL-JSON is JSON");
    let works = csl.as_array().expect("it is a list");
    let of = |name: &str| works.iter().map(|work| work[name].as_str().unwrap_or("")).collect::<Vec<_>>();
    assert_eq!(&of("type")[works.len() - 3..], ["thesis", "dataset", "software"]);
    let mut keys = of("id");
    let all = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), all, "every work has a key of its own");
}

#[test]
fn every_topic_is_cited_in_forms_that_others_read() {
    // What CSL 1.0.2 calls the members and the types that occur here.
    const MEMBERS: [&str; 7] = ["id", "type", "title", "author", "issued", "URL", "note"];
    const TYPES: [&str; 5] = ["report", "webpage", "thesis", "dataset", "software"];
    let store = juxta::import::embedded().expect("the data inside can be read");
    for topic in store.entries().map(|entry| &entry.name) {
        let csl: Vec<serde_json::Map<String, serde_json::Value>> =
            serde_json::from_str(&run(&format!("cite {topic} as csl"))).expect("it is a list of objects");
        for work in &csl {
            assert!(work.keys().all(|key| MEMBERS.contains(&key.as_str())), "{topic}: {work:?}");
            assert!(work["type"].as_str().is_some_and(|kind| TYPES.contains(&kind)), "{topic}: {work:?}");
            assert!(work["title"].as_str().is_some_and(|title| !title.is_empty()), "{topic}: {work:?}");
        }
        let bibtex = biblatex::Bibliography::parse(&run(&format!("cite {topic} as bibtex")));
        let bibtex = bibtex.unwrap_or_else(|error| panic!("{topic}: {error}"));
        let keys: Vec<&str> = bibtex.iter().map(|entry| entry.key.as_str()).collect();
        let ids: Vec<&str> = csl.iter().filter_map(|work| work["id"].as_str()).collect();
        assert_eq!(keys, ids, "the same works in the same order");
    }
}

#[test]
fn what_can_not_be_cited_is_said() {
    insta::assert_snapshot!(
        [failure("cite"), failure("cite rankigs"), failure("cite rankings as ris")].join("\n")
    );
}

#[test]
fn every_form_carries_query_source_license_and_version() {
    let folder = folder("share_forms");
    for ending in ["md", "html", "tex", "csv", "tsv", "json", "txt", "svg"] {
        let file = folder.join(format!("result.{ending}"));
        run(&format!(
            "compare Beijing, Seoul on rankings where year = 2020\nexport to \"{}\"",
            file.display()
        ));
        let mut text = fs::read_to_string(&file).expect("the file is there");
        if let Ok(beside) = fs::read_to_string(folder.join(format!("result.{ending}.README.md"))) {
            assert!(text.starts_with("index"), "{text}");
            text += &beside;
        }
        for part in ["on rankings where year = 2020", "Kearney", "CC-BY-4.0", "2026.1.0"] {
            assert!(text.contains(part), "{ending} has no {part}:\n{text}");
        }
    }
}

#[test]
fn a_file_is_replaced_only_by_force() {
    let folder = folder("share_force");
    let file = folder.join("result.csv");
    let export = format!("show conferences limit 1\nexport to \"{}\"", file.display());
    run(&export);
    let first = fs::read_to_string(&file).expect("the file is there");
    let refused = failure(&export.replace("limit 1", "limit 2"));
    assert!(refused.contains("E501") && refused.contains("`force`"), "{refused}");
    assert_eq!(fs::read_to_string(&file).ok(), Some(first.clone()));
    run(&format!("{} force", export.replace("limit 1", "limit 2")));
    assert!(fs::read_to_string(&file).is_ok_and(|text| text.lines().count() == 3));
    // A table is not written without what belongs beside it.
    fs::remove_file(&file).expect("it can be removed");
    assert!(failure(&export).contains("README.md"));
    assert!(!file.exists());
    let names: Vec<_> = folder.read_dir().expect("a folder").collect();
    assert_eq!(names.len(), 1, "no draft is left behind: {names:?}");
}

#[test]
fn places_that_can_not_be_written_are_named() {
    let folder = folder("share_places");
    let to = |path: &str| format!("show conferences limit 1\nexport to \"{}/{path}\"", folder.display());
    let codes =
        [("none/x.md", "E502"), ("x.md", ""), ("x.md/y.md", "E503"), ("x.docx", "E405"), ("x", "E405")];
    for (path, code) in codes {
        match code {
            "" => assert!(run(&to(path)).contains("wrote")),
            code => assert!(failure(&to(path)).contains(code), "{path}: {}", failure(&to(path))),
        }
    }
    fs::create_dir(folder.join("d.md")).expect("a folder can be made");
    assert!(failure(&(to("d.md") + " force")).contains("E503"));
    insta::assert_snapshot!(failure("show conferences\nexport to \"x.docx\"\n"));
    assert!(failure("export to \"x.md\"").contains("E303"));
}

#[cfg(unix)]
/// Spreadsheets run what begins with `=`; as the data have it, unless it is asked otherwise.
#[test]
fn words_that_look_like_formulas_are_told_and_can_be_guarded() {
    let folder = folder("guard");
    let (table, out) = (folder.join("t.csv"), folder.join("out.csv"));
    fs::write(&table, "name,note,n\n=1+1,@x,-3\nplain,+y,4\n").expect("the table can be written");
    let script = |set: &str, ending: &str| {
        let (table, out) = (table.display(), out.with_extension(ending).display().to_string());
        format!("load \"{table}\" as t with note = note\n{set}\nshow t\nexport to \"{out}\" force\n")
    };
    let readme = || fs::read_to_string(folder.join("out.csv.README.md")).expect("it is there");
    run(&script("", "csv"));
    assert_eq!(fs::read_to_string(&out).unwrap_or_default(), "name,note,n\n=1+1,@x,-3\nplain,+y,4\n");
    assert!(readme().contains("`set guard on`"), "{}", readme());
    run(&script("set guard on", "csv"));
    assert_eq!(fs::read_to_string(&out).unwrap_or_default(), "name,note,n\n'=1+1,'@x,-3\nplain,'+y,4\n");
    assert!(readme().contains("an apostrophe stands before them"), "{}", readme());
    run(&script("set guard on", "tsv"));
    let tsv = fs::read_to_string(out.with_extension("tsv")).unwrap_or_default();
    assert_eq!(tsv, "name\tnote\tn\n'=1+1\t'@x\t-3\nplain\t'+y\t4\n");
    // Forms that no spreadsheet runs stay as they are.
    run(&script("set guard on", "json"));
    assert!(fs::read_to_string(out.with_extension("json")).is_ok_and(|json| json.contains("\"=1+1\"")));
    run("show conferences limit 1\nset guard on\n");
    run(&format!("show conferences limit 1\nexport to \"{}\" force\n", out.display()));
    assert!(!readme().contains("apostrophe"), "{}", readme());
}

#[test]
fn links_stay_links() {
    use std::os::unix::fs::symlink;
    let folder = folder("share_links");
    let (file, link, lost) = (folder.join("file.md"), folder.join("link.md"), folder.join("lost.md"));
    fs::write(&file, "old").expect("a file can be written");
    symlink(&file, &link).expect("a link can be made");
    symlink(folder.join("nothing"), &lost).expect("a link can be made");
    let export = |path: &std::path::Path, force: &str| {
        format!("show conferences limit 1\nexport to \"{}\"{force}", path.display())
    };
    // A link is a file that is there, wherever it leads.
    assert!(failure(&export(&link, "")).contains("E501"));
    assert!(failure(&export(&lost, "")).contains("E501"));
    assert_eq!(fs::read_to_string(&file).ok().as_deref(), Some("old"));
    run(&export(&link, " force"));
    assert!(link.is_symlink() && fs::read_to_string(&file).is_ok_and(|text| text.contains("CC-BY-4.0")));
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_that_takes_nothing_is_said() {
    // The kernel's folder takes no files from anybody.
    let refused = failure("show conferences limit 1\nexport to \"/proc/result.md\"");
    assert!(refused.contains("E503") && refused.contains("/proc/result.md"), "{refused}");
}

#[test]
fn a_page_holds_the_chart_when_the_query_asks_for_one() {
    let file = folder("share_page").join("result.html");
    let query = "compare Beijing, Seoul on rankings where year = 2020";
    let page = |form: &str| {
        run(&format!("{query}{form}\nexport to \"{}\" force", file.display()));
        fs::read_to_string(&file).expect("the file is there")
    };
    assert!(!page("").contains("<svg "));
    for form in [" as chart", " as svg"] {
        let page = page(form);
        assert!(page.contains("<figure>") && page.contains("<svg ") && page.contains("<caption>"), "{page}");
    }
}

/// What the last statement of a script prints.
fn run(script: &str) -> String {
    printed(script).unwrap_or_else(|message| panic!("{message}"))
}

/// The message of a script whose last statement fails.
fn failure(script: &str) -> String {
    printed(script).expect_err("it is a mistake")
}
