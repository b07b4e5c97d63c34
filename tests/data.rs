//! The data inside: sound in form, and the sums that the thesis allows to be checked come out of its columns.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use juxta::base::fold::fold;
use juxta::base::source::Source;
use juxta::data::{Label, names};
use juxta::evaluate::plain;
use juxta::session::{Outcome, Session};
use serde_json::Value;

#[test]
fn every_topic_loads_and_is_described() {
    let store = juxta::import::embedded().expect("the descriptor is readable");
    let mut names = Vec::new();
    for entry in store.entries() {
        let topic = entry.topic().unwrap_or_else(|error| panic!("{}: {error}", entry.name));
        assert!(topic.rows > 0, "{} is empty", topic.name);
        assert!(!topic.title.is_empty() && !topic.description.is_empty(), "{} is not described", topic.name);
        names.push(topic.name.to_string());
    }
    // What lies in the folder is what is inside the program.
    let mut files: Vec<String> = tables().into_iter().map(|table| table.name).collect();
    names.sort();
    files.sort();
    assert_eq!(names, files);
}

#[test]
fn every_foreign_key_holds() {
    let tables: BTreeMap<String, Table> =
        tables().into_iter().map(|table| (table.name.clone(), table)).collect();
    let mut checked = 0;
    for table in tables.values() {
        for key in table.schema["foreignKeys"].as_array().into_iter().flatten() {
            let other = match key["reference"]["resource"].as_str() {
                None | Some("") => table,
                Some(name) => tables.get(name).unwrap_or_else(|| panic!("{}: no topic {name}", table.name)),
            };
            let known = other.tuples(&names(&key["reference"]["fields"]));
            for tuple in table.tuples(&names(&key["fields"])) {
                let refers = tuple.iter().any(|value| !table.is_missing(value));
                assert!(
                    !refers || known.contains(&tuple),
                    "{}: {tuple:?} is not in {}",
                    table.name,
                    other.name
                );
                checked += 1;
            }
        }
    }
    assert!(checked > 100);
}

#[test]
fn every_primary_key_is_one() {
    for table in tables() {
        let key = names(&table.schema["primaryKey"]);
        assert!(!key.is_empty(), "{} has no primary key", table.name);
        assert_eq!(table.tuples(&key).len(), table.rows.len(), "{}: two rows with one {key:?}", table.name);
    }
}

#[test]
fn every_row_says_where_it_comes_from() {
    for table in tables() {
        for row in 0..table.rows.len() {
            let cell = |field: &str| table.cell(row, field);
            let status = cell("status");
            let place = format!("{}, line {}", table.name, row + 2);
            assert!(
                ["preferred", "alternative", "inferred", "rejected"].contains(&status),
                "{place}: status {status}"
            );
            assert!(
                status == "preferred" || !cell("reason").is_empty(),
                "{place}: {status} without a reason"
            );
            assert!(!cell("source").is_empty() && !cell("place").is_empty(), "{place}: no source or place");
        }
    }
}

#[test]
fn labels_that_fold_alike_are_one_label() {
    for table in tables() {
        for field in table.with_role(&["case", "key"]) {
            let labels: BTreeSet<&str> = table.column(&field).collect();
            let mut folded = BTreeMap::new();
            for label in labels {
                let other = folded.insert(fold(label), label);
                assert_eq!(other, None, "{}.{field}: {label:?} too", table.name);
            }
        }
    }
}

#[test]
fn every_other_name_means_one_label() {
    // Two studies share an author: their name is none for one of them, and no case is guessed from it.
    let unclear = ["studies: 김수한"];
    let mut found = Vec::new();
    for table in tables() {
        let fields = table.schema["fields"].as_array().expect("fields").iter();
        let aliases =
            fields.filter_map(|field| Some((field["name"].as_str()?, field["juxta:alias_of"].as_str()?)));
        let mut meant: BTreeMap<(String, String), &str> = BTreeMap::new();
        let aliases: Vec<_> = aliases.collect();
        for row in 0..table.rows.len() {
            for (alias, of) in aliases.iter().copied() {
                let own = [table.cell(row, of)].into_iter();
                let others = table.cell(row, alias).split(';').filter(|name| !table.is_missing(name.trim()));
                for name in own.chain(others) {
                    let label = table.cell(row, of);
                    let before = meant.insert((of.into(), fold(name)), label);
                    if before.is_some_and(|other| other != label) {
                        found.push(format!("{}: {}", table.name, name.trim()));
                    }
                }
            }
        }
    }
    assert_eq!(found, unclear);
    let store = juxta::import::embedded().expect("the data inside can be read");
    let studies = store.topic("studies").expect("there are studies").expect("they can be read");
    let meant = |name| names::find(&store, studies, studies.case(), name).expect("it can be looked up");
    assert_eq!(meant("김수한"), Label::Unknown);
    assert!(matches!(meant("전유정"), Label::Known(_)));
}

/// The other names of countries are of those that the data are about, and of all of them that there are today.
#[test]
fn the_countries_are_those_of_the_data() {
    let (cities, lipset, krook) = (table("cities"), table("lipset"), table("krook"));
    let all = [&cities, &lipset, &krook].into_iter().flat_map(|table| table.column("country"));
    let past = ["", "Byzantine Empire", "Czechoslovakia"];
    let all: BTreeSet<&str> = all.filter(|country| !past.contains(country)).collect();
    let named = table("country_names");
    assert_eq!(named.column("country").collect::<BTreeSet<&str>>(), all);
}

#[test]
fn the_meetings_add_up() {
    for (city, total) in [("Beijing", 1228), ("Seoul", 1343)] {
        let meetings = table("conferences").figures("meetings", &[("city", city), ("status", "preferred")]);
        assert_eq!(meetings.len(), 10, "{city}");
        assert_eq!(tenths(&meetings), total * 10, "{city}");
        let printed = table("icca").figures("meetings_total", &[("city", city), ("status", "preferred")]);
        assert_eq!(tenths(&printed), total * 10, "{city}");
    }
}

#[test]
fn the_ties_add_up() {
    for (city, total) in [("Beijing", 55), ("Seoul", 76)] {
        let ties = table("sister_cities").figures("ties", &[("city", city), ("status", "preferred")]);
        assert_eq!(ties.len(), 5, "{city}");
        assert_eq!(tenths(&ties), total * 10, "{city}");
        let whole = [("city", city), ("scope", "municipal"), ("status", "preferred")];
        let printed = table("partnerships").figures("cities", &whole);
        assert_eq!(tenths(&printed), total * 10, "{city}");
    }
    let shares = |city| {
        tenths(&table("sister_cities").figures("printed_share", &[("city", city), ("status", "preferred")]))
    };
    assert_eq!(shares("Beijing"), 1000, "Beijing's printed shares are right");
    assert_eq!(shares("Seoul"), 1020, "Seoul's are not, and stay as printed");
}

#[test]
fn the_functions_add_up() {
    for (city, total) in [("Beijing", 10920), ("Seoul", 11630)] {
        let points = table("gpci").figures("points", &[("city", city)]);
        assert_eq!(points.len(), 6, "{city}");
        assert_eq!(tenths(&points), total, "{city}");
        // The total of another table differs by the rounding of its parts, and no more.
        let row = [("city", city), ("index", "GPCI"), ("status", "preferred")];
        let printed = tenths(&table("rankings").figures("score", &row));
        assert_eq!((printed - total).abs(), 1, "{city}: {printed}");
    }
}

#[test]
fn the_organizations_are_as_many_as_in_the_tables() {
    let organizations = table("organizations");
    let rows =
        |city, role| organizations.matching(&[("city", city), ("role", role), ("status", "preferred")]).len();
    assert_eq!(rows("Beijing", "hosted"), 7, "Table 3-7");
    assert_eq!(rows("Seoul", "joined"), 22, "Table 3-8");
    assert_eq!(rows("Seoul", "hosted"), 36, "Table 3-9");
    let since =
        organizations.figures("year", &[("city", "Seoul"), ("role", "hosted"), ("status", "preferred")]);
    assert_eq!(since.iter().filter(|year| year.as_str() >= "2012").count(), 20, "of them since 2012");
}

#[test]
fn every_change_is_the_difference_of_two_ranks() {
    let rankings = table("rankings");
    let rows = rankings.matching(&[("index", "GCI"), ("year", "2020"), ("status", "preferred")]);
    assert_eq!(rows.len(), 20);
    let mut before = BTreeSet::new();
    for row in rows {
        let figure = |field| rankings.cell(row, field).parse::<i32>().expect("a whole figure");
        assert_eq!(figure("change"), figure("previous_rank") - figure("rank"), "line {}", row + 2);
        assert!(before.insert(figure("previous_rank")), "two cities on one place in 2019");
        // The place of the year before is a row of its own, too.
        let city = rankings.cell(row, "city");
        let last = rankings.figures("rank", &[("city", city), ("index", "GCI"), ("year", "2019")]);
        assert_eq!(last, [rankings.cell(row, "previous_rank")], "{city}");
    }
}

/// What lines of the text say, each read in its place. The line numbers are those of the text that the data were made from.
#[test]
fn rows_say_what_the_text_says() {
    for (line, name, row, field, value) in [
        (
            1442,
            "assessments",
            "Seoul | bilateral | regional lean",
            "statement",
            "Ties lean to Asia, and more are with China than with any other country.",
        ),
        (
            1443,
            "bilateral",
            "Beijing | trend since 2000 | falling",
            "note",
            "More ties were made in the 1990s than in any other decade.",
        ),
        (
            809,
            "events",
            "Beijing | Language environment plan",
            "what",
            "A plan for an environment of international languages in the capital.",
        ),
        (
            877,
            "events",
            "Seoul | International cooperation office",
            "what",
            "An office for international cooperation is set up in the planning and coordination office.",
        ),
        (801, "events", "Beijing | WTO accession", "driver", "national"),
        (1155, "events", "Seoul | First sister city", "place", "section 3.2.2; section 3.1.2(1)"),
        (1155, "named_ties", "Seoul | Taipei", "place", "section 3.2.2; section 3.1.2(1)"),
        (766, "stages", "Beijing | 3", "to", "present"),
        (841, "stages", "Seoul | 3", "to", "present"),
        (1491, "icca", "Beijing", "applications_judged", "high"),
        (1491, "icca", "Beijing", "meetings_judged", ""),
        (1464, "icca", "Seoul", "meetings_judged", "low"),
        (1078, "indices", "GDCI", "covid_adjusted", ""),
        (1007, "indices", "GPCI", "covid_adjusted", "yes"),
        (1059, "indices", "GCI", "covid_adjusted", "yes"),
        (1003, "indices", "GPCI", "cities_covered_bound", "more than"),
        (
            1005,
            "indices",
            "GPCI",
            "emphasis",
            "Indicators and ways of collecting data are fine-tuned all the time.",
        ),
        (101, "dyads", "Korea China pairs | Chinese side", "date", "2020-12-31"),
        (747, "dyads", "Gyeonggi ties | Governors Association", "pairs", "82"),
        (750, "dyads", "Ties of southwestern Seoul | Governors Association", "districts", "7"),
        (751, "dyads", "Ties of northeastern Seoul | Governors Association", "districts", "8"),
        (672, "networks", "UCLG", "place", "sections 2.1.2, 2.2.2(3) and 2.2.3(4)"),
        (528, "definitions", "Hocking | sister cities", "note", "Printed as Brain Hocking."),
        (602, "definitions", "Acuto | function of city diplomacy", "year", "2017"),
        (604, "definitions", "Lee and Song | function of city diplomacy", "year", "2018"),
        (655, "definitions", "Nye | soft power", "first", "first use of the term"),
        (
            329,
            "urban_history",
            "International cities after 1945",
            "places",
            "Frankfurt; San Francisco; Los Angeles; Tokyo; Hong Kong; Singapore",
        ),
        (711, "urban_history", "Korean-Chinese relations", "year", "1992"),
        (733, "urban_history", "Trial areas of the trade agreement", "year", "2015"),
        (1338, "multilateral", "Seoul", "types_of", "joined"),
        (
            478,
            "sources",
            "footnote-24",
            "detail",
            "陈志敏: 《中国的地方外交》, 《国际观察》, 2010 年第1 期; 苏长和: three articles of 2007, 2008 and 2010",
        ),
    ] {
        let found = table(name);
        let labels: Vec<&str> = row.split(" | ").collect();
        let fits = |&at: &usize| {
            labels.iter().zip(&found.columns).all(|(label, column)| found.cell(at, column) == *label)
                && found.cell(at, "status") == "preferred"
        };
        let at = (0..found.rows.len()).find(fits);
        let at = at.unwrap_or_else(|| panic!("line {line}: no {row} in {name}"));
        assert_eq!(found.cell(at, field), value, "line {line}: {name}, {row}");
    }
}

/// Where the thesis contradicts itself both figures are kept, each with its place, and `check` shows them.
#[test]
fn contradictions_are_shown_by_check() {
    let mut session = Session::new().expect("the data inside can be read");
    for (topic, finding, first, other) in [
        ("multilateral", "multilateral.joined: Seoul", "22", "21"),
        ("multilateral", "multilateral.types_of: Seoul", "joined", "hosted"),
        ("case_selection", "case_selection.value: Beijing, part in world affairs", "similar", "low"),
        ("case_selection", "case_selection.value: Seoul, part in world affairs", "similar", "high"),
        (
            "definitions",
            "definitions.first: Glocal Forum, city diplomacy",
            "first use of the term",
            "one of several terms before",
        ),
        (
            "problems",
            "problems.unevenness: Beijing, uneven partners",
            "partner regions",
            "administrative districts",
        ),
        (
            "problems",
            "problems.unevenness: Seoul, uneven partners",
            "partner regions",
            "administrative districts",
        ),
        ("bilateral", "bilateral.answer: Seoul, growth pattern", "regular", "fell with COVID-19"),
        (
            "assessments",
            "assessments.verdict_code: Seoul, multilateral, seats of organizations",
            "many",
            "few",
        ),
        (
            "assessments",
            "assessments.verdict_code: Beijing, multilateral, cause of few organizations",
            "centralism",
            "decentralised policy",
        ),
        ("assessments", "assessments.verdict_code: Beijing, global city, technology", "leading", "behind"),
        ("assessments", "assessments.verdict_code: Seoul, global city, technology", "leading", "behind"),
        ("dyads", "dyads.rank: Seoul ties, Governors Association", "2", "1"),
        ("case_selection", "case_selection.value: Seoul, most active at home", "yes", "no"),
        ("organizations", "organizations.type: Seoul, CITYNET, joined", "joined others", "Seoul-led"),
        ("icca", "icca.rank_asia: Seoul", "4", "~3"),
    ] {
        let script = format!("check {topic} where check = \"other claim\" and finding = \"{finding}\"");
        let source = Source::new("test", script);
        let statement = Session::statements(&source).next().expect("one statement").expect("it is one");
        let outcome =
            session.run(&source, &statement).unwrap_or_else(|failure| panic!("{finding}: {failure}"));
        let Outcome::Answer { answer, .. } = outcome else { panic!("{finding}: no answer") };
        let shown = |name: &str| {
            let [row] = answer.tables[0].rows.as_slice() else { panic!("{finding}: not one row") };
            plain(&row[answer.tables[0].column(name).expect("a column")].value)
        };
        assert_eq!((shown("computed").as_str(), shown("stated").as_str()), (first, other), "{finding}");
        assert!(!shown("place").is_empty() && shown("reason").starts_with("against "), "{finding}");
    }
}

/// A table of the package, as the files have it.
struct Table {
    name: String,
    schema: Value,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn cell(&self, row: usize, field: &str) -> &str {
        let at = self.columns.iter().position(|column| column == field);
        &self.rows[row][at.unwrap_or_else(|| panic!("{} has no {field}", self.name))]
    }

    fn column<'t>(&'t self, field: &'t str) -> impl Iterator<Item = &'t str> {
        (0..self.rows.len()).map(move |row| self.cell(row, field)).filter(|cell| !self.is_missing(cell))
    }

    fn is_missing(&self, cell: &str) -> bool {
        let mut marks = self.schema["missingValues"].as_array().into_iter().flatten();
        marks.any(|mark| mark.as_str().or(mark["value"].as_str()) == Some(cell))
    }

    /// The rows in which all of these fields have these values.
    fn matching(&self, wanted: &[(&str, &str)]) -> Vec<usize> {
        let fits = |&row: &usize| wanted.iter().all(|(field, value)| self.cell(row, field) == *value);
        (0..self.rows.len()).filter(fits).collect()
    }

    fn figures(&self, field: &str, wanted: &[(&str, &str)]) -> Vec<String> {
        let figures = self.matching(wanted).into_iter().map(|row| self.cell(row, field));
        figures.filter(|figure| !self.is_missing(figure)).map(str::to_owned).collect()
    }

    fn tuples(&self, fields: &[String]) -> BTreeSet<Vec<&str>> {
        (0..self.rows.len()).map(|row| fields.iter().map(|field| self.cell(row, field)).collect()).collect()
    }

    fn with_role(&self, roles: &[&str]) -> Vec<String> {
        let fields = self.schema["fields"].as_array().into_iter().flatten();
        let wanted = fields.filter(|field| roles.contains(&field["juxta:role"].as_str().unwrap_or_default()));
        wanted.filter_map(|field| Some(field["name"].as_str()?.to_owned())).collect()
    }
}

/// The sum of figures with at most one decimal, in tenths: no rounding of its own.
fn tenths(figures: &[String]) -> i64 {
    let tenths = |figure: &String| {
        let (whole, tenth) = figure.split_once('.').unwrap_or((figure.as_str(), "0"));
        format!("{whole}{tenth}").parse::<i64>().expect("a figure with at most one decimal")
    };
    figures.iter().map(tenths).sum()
}

fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => vec![name.clone()],
        _ => value
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|name| Some(name.as_str()?.to_owned()))
            .collect(),
    }
}

fn table(name: &str) -> Table {
    let found = tables().into_iter().find(|table| table.name == name);
    found.unwrap_or_else(|| panic!("no table {name} in any package"))
}

/// Every table in the folders of the packages.
fn tables() -> Vec<Table> {
    let packages = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/import/packages");
    let packages = list(&packages).into_iter().filter(|folder| folder.join("datapackage.json").is_file());
    packages.flat_map(|folder| list(&folder)).filter_map(|file| read_table(&file)).collect()
}

fn list(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path()).collect()
}

fn read_table(file: &Path) -> Option<Table> {
    file.extension().filter(|ending| *ending == "csv")?;
    let name = file.file_stem()?.to_str()?.to_owned();
    let schema = file.parent()?.join("schemas").join(format!("{name}.json"));
    let read =
        |file: &Path| fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let (schema, text) = (read(&schema), read(file));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns = reader.headers().expect("a heading").iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
    Some(Table { name, schema: serde_json::from_str(&schema).expect("a schema"), columns, rows })
}
