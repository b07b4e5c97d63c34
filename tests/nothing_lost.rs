//! On the way from a file to an answer nothing is lost, and nothing becomes a figure that is none, without a word.

use std::fs;

use juxta::session::Session;

use crate::support::{folder, said};

/// What a session says on a table and some statements; `FILE` stands for its path.
fn of(name: &str, table: &str, script: &str) -> String {
    let path = folder("nothing_lost").join(name);
    fs::write(&path, table).expect("the table can be written");
    let mut session = Session::new().expect("the data inside is readable");
    session.settings.options.width = Some(200);
    said(&mut session, &script.replace("FILE", &path.display().to_string()))
}

/// A table, what is asked of it, what has to be in the answer, and what must not be.
type Case = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

fn holds(cases: &[Case]) {
    for (at, (table, script, wanted, unwanted)) in cases.iter().enumerate() {
        let thread = std::thread::current();
        let test = thread.name().unwrap_or_default().rsplit(':').next().unwrap_or_default().to_owned();
        let answer = of(&format!("{test}_{at}.csv"), table, script);
        // How wide a column is drawn is of no account.
        let plain = answer.split_whitespace().collect::<Vec<_>>().join(" ");
        for wanted in *wanted {
            assert!(plain.contains(wanted), "no `{wanted}` in\n{table}\n{answer}");
        }
        for unwanted in *unwanted {
            assert!(!plain.contains(unwanted), "`{unwanted}` in\n{table}\n{answer}");
        }
    }
}

#[test]
fn text_behind_a_closing_quote_is_kept_and_told() {
    let load = "load \"FILE\" as t\nshow t";
    holds(&[
        (
            "id,name,area\n1,\"Eastern\" Yugur,Asia\n2,Western Yugur,Asia\n",
            load,
            &["│ Eastern Yugur │", "line 2 holds `\"Eastern\" Yugur`"],
            &[],
        ),
        (
            "id,name,n\na,6\" pipe,1\nb,\"A\"-levels (\"x\"),2\n",
            load,
            &["│ 6\" pipe │", "│ A-levels (\"x\") │"],
            &[],
        ),
        (
            "\"Council\" \"Yes\" \"Tax\"\n\"Aberdeen City\" 60.3 712\n\"Angus\" 53.4 638\n",
            load,
            &["│ Aberdeen City │ 60.3 │ 712 │"],
            &[],
        ),
        (
            "name, what, n\n\"Korea\", \"GDP, current\", 5\n\"Japan\", \"GDP, real\", 6\n",
            load,
            &["│ Korea │ GDP, current │ 5 │"],
            &["\""],
        ),
        ("name,n\na,\"x\n", load, &["never closes", "line 2"], &[]),
    ]);
}

#[test]
fn what_stands_for_no_value_is_missing_and_told() {
    let load = "load \"FILE\" as t\nshow t";
    for mark in
        ["--", "-", "..", "...", "n/a", "#N/A", "–", "x", ".", ": c", "(x)", "Inf", "none", "#NUM!", "*"]
    {
        let table = format!("country,v,w\nA,1.5,7\nB,{mark},8\nC,2.5,9\n");
        let answer = of("mark.csv", &table, load);
        let plain = answer.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            plain.contains(&format!("`{mark}` stands for no value in 1 cell of `v`")),
            "{mark}: {answer}"
        );
        assert!(
            plain.contains("│ B │ – not stated │ 8 │") && plain.contains("│ A │ 1.5 │ 7 │"),
            "{mark}: {answer}"
        );
    }
    holds(&[
        // A word that says something is no mark.
        (
            "country,v\nA,1.5\nB,confidential\nC,2.5\n",
            load,
            &["`v` is read as words", "│ B │ confidential │"],
            &[],
        ),
        // Where it is said to be a label, it is one.
        (
            "country,v\nA,1\nB,x\nC,2\n",
            "load \"FILE\" as t with nominal = v\nshow t",
            &["│ B │ x │"],
            &["no value"],
        ),
        (
            "country,party\nA,Left\nB,NA\nC,Right\n",
            "load \"FILE\" as t with label party = \"NA\"\nshow t",
            &["│ B │ NA │"],
            &[],
        ),
        (
            "country,v,w\nA,5,99\nB,99,7\n",
            "load \"FILE\" as t with missing v = 99\nshow t",
            &["│ A │ 5 │ 99 │", "│ B │ – not stated │ 7 │"],
            &[],
        ),
        (
            "country,v\nA,5\nB,7\n",
            "load \"FILE\" as t with missing v = 98",
            &["`98` is to stand for no value, and no cell holds it"],
            &[],
        ),
        ("country,v\nA,5\nB,7\n", "load \"FILE\" as t with missing z = 98", &["`z`"], &["has 2 rows"]),
    ]);
}

#[test]
fn what_usually_means_nothing_may_be_a_label() {
    holds(&[
        (
            "country,continent,n\nCanada,NA,1\nKorea,AS,2\nChile,SA,3\n",
            "load \"FILE\" as t\ntabulate t by continent",
            &["│ NA │ 1 │", "`NA` is a label of `continent`"],
            &[],
        ),
        (
            "geo,year,pop\nNA,2020,2.5\nKR,2020,51.8\n",
            "load \"FILE\" as t\ncompare NA, KR on t",
            &["│ pop │ 2.5 │ 51.8 │"],
            &[],
        ),
        (
            "geo,year,pop\nNA,2020,2.5\nKR,2020,51.8\n",
            "load \"FILE\" as t with missing geo = NA\nshow t",
            &["– not stated"],
            &["│ NA │"],
        ),
        (
            "country,party,n\nA,Left,1\nB,NA,2\nC,Right,3\n",
            "load \"FILE\" as t\nshow t",
            &["│ B │ – not stated │ 2 │", "`NA` stands for no value in 1 cell of `party`"],
            &[],
        ),
        ("pair,effect\na,+\nb,-\nc,0\n", "load \"FILE\" as t\nshow t", &["│ b │ - │"], &[]),
    ]);
}

#[test]
fn groups_and_codes_are_no_figures() {
    let load = "load \"FILE\" as t\ncompare Korea, Japan on t";
    holds(&[
        (
            "country,year,age,n\nKorea,2020,10-14,5\nKorea,2020,15-19,7\nJapan,2020,10-14,3\nJapan,2020,15-19,4\n",
            load,
            &["│ 10-14 │ 2020 │ n │ 5 │ 3 │ 2 │", "│ 15-19 │ 2020 │ n │ 7 │ 4 │ 3 │"],
            &["missing = "],
        ),
        (
            "country,age,n\nKorea,0,5\nKorea,1,7\nKorea,65+,1\nJapan,0,3\nJapan,1,4\nJapan,65+,2\n",
            load,
            &["│ 65+ │ n │ 1 │ 2 │ 1 │", "a group or a bound"],
            &["missing = "],
        ),
        (
            "country,age,n\nKorea,<1,5\nKorea,1-2,7\nJapan,<1,3\nJapan,1-2,4\n",
            load,
            &["│ 1-2 │ n │ 7 │ 4 │ 3 │"],
            &["missing = "],
        ),
        (
            "country,age,n\nKorea,20,5\nKorea,25,7\nJapan,20,3\nJapan,25,4\n",
            load,
            &["│ 25 │ n │ 7 │ 4 │ 3 │"],
            &[],
        ),
        (
            "fips,county,votes\n01001,Autauga,24973\n48001,Anderson,17955\n",
            "load \"FILE\" as t\ncompare Autauga, Anderson on t\nshow t",
            &["│ 01001 │ Autauga │", "`01001` begins with 0"],
            &["47,000", "1,001"],
        ),
        (
            "fips,votes\n01001,24973\n48001,17955\n",
            "load \"FILE\" as t\ncompare 01001, 48001 on t",
            &["│ votes │ 24,973 │ 17,955 │"],
            &[],
        ),
        (
            "country,n\nKorea,007\nJapan,012\n",
            "load \"FILE\" as t with count = n\ncompare Korea, Japan on t",
            &["│ n │ 7 │ 12 │ 5 │"],
            &[],
        ),
        (
            "name,phone,n\nA,02-123-4567,1\nB,031-22-1,2\n",
            "load \"FILE\" as t\nshow t",
            &["│ 02-123-4567 │", "│ 031-22-1 │"],
            &[],
        ),
        (
            "name,account,n\nA,12345678901234567,1\nB,12345678901234568,2\n",
            "load \"FILE\" as t\nshow t",
            &["12345678901234567", "longer than a figure is exact"],
            &[],
        ),
        ("plot,n\n1-2,3\n1-3,4\n", "load \"FILE\" as t\nshow t", &["│ 1-2 │ 3 │"], &[]),
    ]);
}

#[test]
fn two_notations_in_one_column_are_told() {
    let load = "load \"FILE\" as t\nshow t";
    holds(&[
        (
            "country,rate\nKorea,3.5%\nJapan,0.02\nChad,4%\n",
            load,
            &["`rate` is written in more than one way: line 2 holds `3.5%`, line 3 `0.02`"],
            &[],
        ),
        ("country,wage\nKorea,$5\nJapan,€6\n", load, &["line 2 holds `$5`, line 3 `€6`"], &[]),
        ("country,rate\nKorea,3.5%\nJapan,0\nChad,4 %\n", load, &["│ 3.5 │"], &["more than one way"]),
        ("country,gain\nKorea,$5\nJapan,($6)\n", load, &["│ -6 │"], &["more than one way"]),
    ]);
}

#[test]
fn days_stay_apart() {
    let load = "load \"FILE\" as t\nshow t";
    holds(&[
        (
            "date,A,B\n2018-01-01,1,2\n2018-07-01,3,4\n",
            load,
            &["│ 2018 │ 2018-01-01 │ A │ 1 │", "│ 2018 │ 2018-07-01 │ B │ 4 │"],
            &[],
        ),
        (
            "date,A,B\n2018-12-31,1,2\n2019-12-31,3,4\n",
            load,
            &["│ 2018 │ A │ 1 │", "`2018-12-31` is 2018"],
            &[],
        ),
        (
            "time,A,B\n2018-01-01 08:00,1,2\n2018-01-01 09:00,3,4\n",
            load,
            &["│ 2018-01-01 08:00 │ A │ 1 │", "│ 2018-01-01 09:00 │ A │ 3 │"],
            &[],
        ),
        (
            "country,date,v\nA,202001,9\nA,202002,8\nB,202001,3\nB,202002,2\n",
            "load \"FILE\" as t\ncompare A, B on t",
            &["│ 202002 │ v │ 8 │ 2 │ 6 │"],
            &["202,00"],
        ),
        (
            "country,year,v\nA,81,9\nA,82,8\nB,81,3\nB,82,2\n",
            "load \"FILE\" as t\ncompare A, B on t",
            &["│ 82 │ v │ 8 │ 2 │ 6 │"],
            &[],
        ),
        (
            "name,Date,height\nbob,2024/12/12,163\ntom,2024/12/12,182\nann,1,1\n",
            load,
            &["line 4 holds `1`, which is no year and no day", "│ bob │ 2024/12/12 │"],
            &[],
        ),
        (
            "country,independence,gdp\nKorea,1945-08-15,1651\nGhana,1957-03-06,68\n",
            "load \"FILE\" as t\ncompare Korea, Ghana on t.gdp",
            &["│ gdp │ 1,651 │ 68 │"],
            &["no answer"],
        ),
        (
            "country,start,end,dead\nA,1914-07-28,1918-11-11,5\nA,1939-09-01,1945-09-02,6\nB,1914-08-01,1918-11-11,7\n",
            load,
            &["│ 1914-07-28 │ 1918-11-11 │"],
            &[],
        ),
    ]);
}
