//! Tables as offices, banks and spreadsheets publish them: what is recognized, and what is said of it.

use std::fs;
use std::io::Read;

use insta::{assert_snapshot, glob};
use juxta::session::Session;

use crate::support::{ends, folder, run, said};

fn session() -> Session {
    let mut session = Session::new().expect("the data inside is readable");
    session.settings.options.width = Some(110);
    session
}

#[test]
fn every_form_is_recognized() {
    glob!("own_tables/*.*", |path| {
        let path = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).expect("a table lies in the project");
        let script = format!("load \"{}\" as t\ndescribe t\nshow t limit 4", path.display());
        assert_snapshot!(said(&mut session(), &script));
    });
}

/// What a table is compared on comes out alike, whatever the form it is written in.
#[test]
fn what_is_recognized_can_be_compared() {
    for (table, query, line) in [
        ("world_bank.csv", "compare BRD, SYL on t where year = 2020", "3,003"),
        (
            "data_bank.csv",
            "trend Aland on t.value where \"Series Name\" = \"GDP per head (US$)\"",
            "1,100.25",
        ),
        ("german_office.csv", "compare Österreich, Dänemark on t where Jahr = 2020", "754.75"),
        ("excel_unicode.txt", "compare 首尔, Beijing on t where Year = 2020", "799.5"),
        ("french.csv", "rank pays on t.population order by population desc", "67,391,582"),
        ("wide_measures.csv", "compare China, France on t where year = 2020", "14,688"),
        ("years_down.csv", "trend 北京, Seoul on t", "12"),
        ("numbered_rows.csv", "tabulate Aland, Borduria on t by party", "Left"),
        ("codes.csv", "compare CHN, KOR on t", "21.1"),
        ("quoted.csv", "compare \"Korea; South\", China on t", "13,042.5"),
        ("eurostat_flags.csv", "compare Korea, Japan on t where year = 2017", "2.8"),
        ("merged_cells.csv", "trend Korea, Japan on t", "22"),
        ("names_in_two_lines.csv", "compare Korea, Japan on t.\"2019 Men\"", "2.5"),
        ("units_below_names.csv", "compare Korea, Japan on t where year = 2019", "5,118"),
        ("single_quotes.csv", "compare \"Korea, Republic of\", Japan on t", "20"),
        ("marks_explained.csv", "rank Country on t.Score order by Score", "10.3"),
    ] {
        let answer = said(&mut session(), &format!("load \"tests/own_tables/{table}\" as t\n{query}"));
        assert!(answer.contains(line), "{table}: no {line} in\n{answer}");
    }
}

#[test]
fn what_is_said_is_followed() {
    let load = |with: &str| said(&mut session(), &format!("load \"tests/own_tables/{with}\ndescribe t"));
    let words = load("a_word_among_figures.csv\" as t");
    assert!(words.contains("line 4 holds `confidential`"), "{words}");
    let figures = load("a_word_among_figures.csv\" as t with missing = confidential, missing = \"about 38\"");
    assert!(figures.contains("3 of 4") && !figures.contains("line 4"), "{figures}");
    let codes = load("codes.csv\" as t with case = indicator, key = country, lower = value, note = iso3");
    assert!(codes.contains("lower"), "{codes}");
    let comma = load("french.csv\" as t with decimal = \".\"");
    assert!(comma.contains("croissance"), "{comma}");
}

/// Whoever knows a case by another name than the table finds it, and may expect it.
#[test]
fn cases_answer_to_all_their_names() {
    let path = folder("names_of_cases").join("t.csv");
    let of = |table: &str, script: &str| {
        fs::write(&path, table).expect("the table can be written");
        said(&mut session(), &format!("load \"{}\" as t with higher = n\n{script}", path.display()))
    };
    let cities = "city,n\nPeking,5\n首尔,7\n";
    let said = of(cities, "compare Beijing, Seoul on t\nexpect leader = Seoul\nexpect not leader = 北京");
    assert!(said.contains("首尔 leads 1 of 1") && !said.contains("does not hold"), "{said}");
    let said = of(cities, "show t\nexpect n = 5 where city = Beijing\nexpect city in (Beijing, Seoul)");
    assert!(said.contains("Peking") && !said.contains("does not hold"), "{said}");
    assert!(of(cities, "show t\nexpect city = Beijing").contains("found city = 首尔"));
    let countries = "country,n\n\"Korea, Rep.\",3\nViet Nam,2\nTurkiye,1\nChad,0\n";
    let said = of(countries, "compare \"South Korea\", 베트남, TUR on t\nexpect best = KOR");
    assert!(said.contains("not known: `Chad`") && said.contains("Korea, Rep. leads 1 of 1"), "{said}");
    assert!(!said.contains("does not hold"), "{said}");
}

/// A year for which nothing is published yet does not hide the last one for which something is.
#[test]
fn the_latest_year_is_one_with_a_figure() {
    let path = folder("latest").join("rates.csv");
    let text = "country,year,rate\nKorea,2019,3.8\nKorea,2020,\nJapan,2019,2.4\nJapan,2020,..\nPeru,2020,\n";
    fs::write(&path, text).expect("the table can be written");
    let script = format!("load \"{}\" as t\nrank country on t.rate order by rate", path.display());
    let answer = said(&mut session(), &script);
    assert!(answer.contains("2.4") && answer.contains("3.8"), "{answer}");
    assert!(answer.contains("The latest year of each: 2019, 2020."), "{answer}");
}

/// A table too large to be looked at whole holds what its ends did not show.
#[test]
fn a_word_in_the_middle_of_a_large_table_is_told_with_its_line() {
    let row = |at: usize| match at {
        100_000 => "c7,2000,about 9\n".to_owned(),
        at => format!("c{},{},{at}\n", at % 50, 1900 + at / 50),
    };
    let rows: String = (0..200_000).map(row).collect();
    let path = folder("large_table").join("large.csv");
    fs::write(&path, format!("city,period,n\n{rows}")).expect("the table can be written");
    let said = said(&mut session(), &format!("load \"{}\" as t\nshow t limit 1", path.display()));
    assert!(said.contains("line 100002 holds `about 9`") && said.contains("200000 rows"), "{said}");
}

/// Compressed, in UTF-16 or an encoding from before Unicode: what is too large for one piece is read as the same table.
#[test]
fn large_tables_are_unpacked_and_decoded_while_they_are_read() {
    let row =
        |at: usize| format!("{},{},{at}\n", ["Köln", "Malmö", "Århus", "Oslo"][at % 4], 1900 + at / 1200);
    let rows: String = (0..140_000).map(row).collect();
    let text = format!("city,period,n\n{rows}Source: nobody\n");
    let gzip = |bytes: &[u8]| {
        let (mut packed, level) = (Vec::new(), flate2::Compression::fast());
        flate2::read::GzEncoder::new(bytes, level).read_to_end(&mut packed).expect("it can be packed");
        packed
    };
    let latin = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
    let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (ends, middle) = (text.replace(['ö', 'Å'], "o"), text.len() / 2);
    let middle = middle + ends[middle..].find('\n').expect("another line") + 1;
    let late = [&ends.as_bytes()[..middle], b"K\xf6ln,1999,7\n", &ends.as_bytes()[middle..]].concat();
    let mut cut = gzip(text.as_bytes());
    cut.truncate(cut.len() - 9);
    let folder = folder("large_encodings");
    let answer = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, bytes).expect("the table can be written");
        said(&mut session(), &format!("load \"{}\" as t\ntabulate t by city", path.display()))
    };
    let plain = answer("plain.csv", text.as_bytes());
    assert!(plain.contains("Malmö") && plain.contains("140000 rows"), "{plain}");
    let table =
        |answer: &str| answer.lines().filter(|line| line.contains('│')).collect::<Vec<_>>().join("\n");
    for (name, bytes, said) in [
        ("packed.csv.gz", gzip(text.as_bytes()), "140000 rows"),
        ("latin.csv", latin.clone(), "Windows-1252 (Latin-1)"),
        ("latin.csv.gz", gzip(&latin), "Windows-1252 (Latin-1)"),
        ("utf16.csv", utf16, "UTF-16LE"),
    ] {
        let answer = answer(name, &bytes);
        assert!(answer.contains(said) && answer.contains("1 line after the last row"), "{answer}");
        assert_eq!(table(&answer), table(&plain), "{name}");
    }
    let answer_late = answer("late.csv", &late);
    assert!(answer_late.contains("Köln") && answer_late.contains("140001 rows"), "{answer_late}");
    assert!(answer("cut.csv.gz", &cut).contains("cannot be unpacked to its end"));
}

#[test]
fn a_package_gives_the_same_answers_as_the_tables_it_describes() {
    let home = folder("packaged");
    for (table, query) in [
        ("german_office.csv", "compare Österreich, Dänemark on NAME"),
        ("world_bank.csv", "compare BRD, ALA on NAME"),
        ("french.csv", "rank pays on NAME.population order by population desc"),
        ("numbered_rows.csv", "compare Aland, Borduria on NAME"),
        ("months.csv", "show NAME"),
        ("excel_unicode.txt", "compare 首尔, Beijing on NAME where Year = 2020"),
        ("a_word_among_figures.csv", "show NAME"),
        ("eurostat_flags.csv", "compare Korea, Japan on NAME where year = 2017"),
        ("merged_cells.csv", "trend Korea, Japan on NAME"),
        ("names_in_two_lines.csv", "show NAME"),
        ("units_below_names.csv", "compare Korea, Japan on NAME where year = 2019"),
        ("single_quotes.csv", "show NAME"),
    ] {
        let name = table.split('.').next().unwrap_or_default();
        let folder = home.join(name);
        fs::create_dir_all(&folder).expect("a folder can be made");
        let copy = folder.join(table);
        fs::copy(format!("tests/own_tables/{table}"), &copy).expect("the table can be copied");
        let files = juxta::import::infer_package::infer_package(std::slice::from_ref(&copy))
            .expect("the table is described");
        files.iter().for_each(|(path, text)| fs::write(path, text).expect("the package can be written"));
        let query = query.replace("NAME", name);
        let ask = |load: String| {
            let mut session = session();
            said(&mut session, &load);
            said(&mut session, &query)
        };
        let (of_table, of_package) = (
            ask(format!("load \"{}\" as {name}", copy.display())),
            ask(format!("load \"{}\"", folder.display())),
        );
        assert!(of_table.lines().count() > 3, "{of_table}");
        assert_eq!(of_table, of_package, "{table}");
    }
}

#[test]
fn a_descriptor_is_never_replaced_unasked() {
    let home = folder("package_twice");
    let table = home.join("wages.csv");
    fs::write(&table, "country,wage\nNorway,3\nChina,4\n").expect("the table can be written");
    let package = |flag: &[&str]| {
        let table = table.display().to_string();
        crate::support::run(["package"].iter().chain(flag).copied().chain([table.as_str()]))
    };
    ends(&package(&[]), 0);
    let descriptor = home.join("datapackage.json");
    fs::write(&descriptor, "corrected by hand").expect("the descriptor can be written");
    let again = package(&[]);
    ends(&again, 3);
    assert!(again.stderr.contains("--force"), "{}", again.stderr);
    assert_eq!(fs::read_to_string(&descriptor).expect("it is there"), "corrected by hand");
    ends(&package(&["--force"]), 0);
    assert!(fs::read_to_string(&descriptor).expect("it is there").contains("juxta:role"));
    ends(&crate::support::run(["package", "nowhere.csv"]), 3);
}

/// A pipe without end and a device are no tables, and are not waited for.
#[test]
fn what_has_no_end_is_refused() {
    let ran = crate::support::run(["-c", "load \"/dev/zero\" as zero"]);
    ends(&ran, 3);
    assert!(ran.stderr.contains("bytes"), "{}", ran.stderr);
}

/// A figure of two tables is known for the cases that both have, under whatever names; the others are named.
#[test]
fn a_figure_of_two_tables_knows_cases_by_all_their_names() {
    let folder = folder("two_tables");
    fs::write(folder.join("g.csv"), "country,gdp\nKorea,1600\nJapan,5000\nAtlantis,3\nUSA,21000\n")
        .expect("the table can be written");
    fs::write(folder.join("m.csv"), "country,pop\n\"Korea, Rep.\",50\nJapan,125\nUnited States,300\n")
        .expect("the table can be written");
    let script = format!(
        "load \"{0}/g.csv\" as g\nload \"{0}/m.csv\" as m\ndefine pc in g as gdp / m.pop\nshow g.pc as csv",
        folder.display()
    );
    let ran = run(["-c", &script]);
    ends(&ran, 0);
    assert_eq!(ran.stdout, "country,pc\nKorea,32\nJapan,40\nAtlantis,\nUSA,70\n");
    assert!(ran.stderr.contains("not in `m`, so not known here: Atlantis\n"), "{}", ran.stderr);
}

/// Which topic knows cases by all their names, and which fields hold what an author says, a package tells: no name of a
/// topic or a field is known to the program.
#[test]
fn a_package_says_which_topic_names_cases_and_where_claims_are() {
    let folder = folder("names_and_claims");
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).expect("the file can be written");
    write("rivers.csv", "river,other\nRhine,Rhein\nDanube,Donau\n");
    write("said.csv", "no,ask,holds,says\n1,show rivers,2 rows,There are two rivers\n");
    write("long.csv", "river,km\nRhein,1233\nDonau,2850\n");
    let field = |name: &str, more: &str| format!(r#"{{"name": "{name}", "type": "string"{more}}}"#);
    let (case, note) = (r#", "juxta:role": "case""#, r#", "juxta:role": "note""#);
    let rivers = [field("river", case), field("other", &format!(r#"{note}, "juxta:alias_of": "river""#))];
    let said = [field("no", case), field("ask", note), field("holds", note), field("says", note)];
    let parts = r#""juxta:statements": {"query": "ask", "expects": "holds", "statement": "says"}"#;
    write(
        "datapackage.json",
        &format!(
            r#"{{"name": "rivers", "resources": [
            {{"name": "rivers", "path": "rivers.csv", "juxta:names_cases": 2, "schema": {{"fields": [{}]}}}},
            {{"name": "said", "path": "said.csv", "schema": {{"fields": [{}], {parts}}}}}]}}"#,
            rivers.join(","),
            said.join(",")
        ),
    );
    let script = |query: &str| {
        let folder = folder.display();
        format!("load \"{folder}\"\nload \"{folder}/long.csv\" as long\n{query} as csv")
    };
    let ran = run(["-c", &script("compare Rhine, Danube on long")]);
    ends(&ran, 0);
    assert!(ran.stdout.contains("1233,2850"), "{}", ran.stdout);
    let ran = run(["-c", &script("check said")]);
    ends(&ran, 0);
    assert!(
        ran.stdout.contains("There are two rivers") && ran.stdout.contains(",supported,"),
        "{}",
        ran.stdout
    );
}
