//! On the way from a file to an answer nothing is lost, and nothing becomes a figure that is none, without a word.

use std::fs;

use juxta::session::Session;

use crate::support::{folder, said};

/// What a session says on a table and some statements; `FILE` stands for its path.
fn of(test: &str, at: usize, table: &str, script: &str) -> String {
    let path = folder(&format!("nothing_lost_{test}")).join(format!("{at}.csv"));
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
        let answer = of(&test, at, table, script);
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
        let answer = of("mark", 0, &table, load);
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
fn figures_that_may_stand_for_no_value_are_pointed_out() {
    holds(&[
        (
            "country,year,polity\nKorea,1945,-66\nKorea,1960,8\nKorea,1961,-77\nKorea,1962,-7\n",
            "load \"FILE\" as t\ncompare Korea on t using mean",
            &[
                "`-77`, `-66` of `polity` lie far from its other figures, `-7` to `8`",
                "`with missing polity = \"-77\", missing polity = \"-66\"`",
            ],
            &[],
        ),
        (
            "country,year,polity\nKorea,1945,-66\nKorea,1960,8\nKorea,1961,-77\nKorea,1962,-7\n",
            "load \"FILE\" as t with missing polity = \"-77\", missing polity = \"-66\"\ncompare Korea on t using mean",
            &["│ polity │ 0.5"],
            &["far from"],
        ),
        (
            "id,trust\na,3\nb,77\nc,10\nd,88\ne,99\nf,0\n",
            "load \"FILE\" as t",
            &["`77`, `88`, `99` of `trust` lie far"],
            &[],
        ),
        (
            "id,age,n\na,30,-9\nb,62,1\nc,999,14\n",
            "load \"FILE\" as t",
            &["`-9` of `n` lies far", "`999` of `age` lies far"],
            &[],
        ),
        ("id,age\na,30\nb,99\nc,66\n", "load \"FILE\" as t", &["3 rows"], &["far from"]),
        // Nothing is changed unless it is said.
        ("id,trust\na,3\nb,77\n", "load \"FILE\" as t\nshow t", &["│ b │ 77 │"], &[]),
    ]);
}

#[test]
fn rows_that_count_others_again_are_told() {
    let load = "load \"FILE\" as t";
    holds(&[
        (
            "country,year,rate\nUSA,2018,25.84\nUSA,2018,25.84\nFRA,2018,34.43\n",
            load,
            &["1 row is the same as a row above in every column, first line 3 as line 2"],
            &[],
        ),
        ("country,year,rate\nUSA,2018,25.84\nUSA,2019,25.84\n", load, &["2 rows"], &["same as"]),
        (
            "country,year,region,v\nFrance,2019,,10\nFrance,2019,North,4\nItaly,2019,,20\nItaly,2019,South,9\n",
            "load \"FILE\" as t\ncompare France, Italy on t where region is missing",
            &["`region` is empty in 2 rows, first in line 2, beside rows", "│ v │ 10 │ 20 │ 10 │"],
            &[],
        ),
        (
            "country,sex,n\nA,F,10\nA,M,12\nA,T,22\nB,F,3\nB,M,5\nB,T,8\n",
            load,
            &["`T` (line 4) is the sum of the other rows of `sex`", "`where sex != T`"],
            &[],
        ),
        (
            "country,year,n\nA,2019,1.2\nB,2019,3.3\nC,2019,0.9\nD,2019,2.4\nOECD,2019,7.8\n",
            load,
            &["`OECD` (line 6) is the sum of the other rows of `country`"],
            &[],
        ),
        (
            "country,sex,rate\nA,F,10\nA,M,12\nA,Both sexes,11\nB,F,1\nB,M,3\nB,Both sexes,2\n",
            load,
            &["`Both sexes` (line 4) may sum up other rows in `sex`"],
            &[],
        ),
        (
            "country,sex,rate\nA,F,10\nA,M,12\nA,Both sexes,11\n",
            load,
            &["`Both sexes` (line 4) may sum up other rows, and is a case like any other"],
            &[],
        ),
        ("country,year,n\nA,2019,1\nB,2019,3\nC,2019,9\n", load, &["3 rows"], &["sum"]),
        (
            "country,sex,rate\nA,x,0.2\nA,y,0.1\nA,z,0.1\nB,x,0.3\nB,y,0.2\nB,z,0.2\n",
            load,
            &["6 rows"],
            &["sum"],
        ),
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

/// A package of one table, its fields, what else stands in its schema and its resource, what is asked, what has to be there.
type Package =
    (&'static str, &'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

#[test]
fn a_package_is_read_as_the_standard_says_or_refused_by_property() {
    let show = "load \"FILE\"\nshow s";
    let cases: [Package; 17] = [
        // Texts for what is missing stand at a field or at the schema, with reasons, bare or as numbers.
        (
            "c,life,age\nDE,5,77\nSE,99,40\n",
            r#"{"name":"c","type":"string"},{"name":"life","type":"integer","missingValues":["77","88","99"]},{"name":"age","type":"integer"}"#,
            "",
            "",
            "load \"FILE\"\ncompare DE, SE on s",
            &["│ life │ 5 │ – not stated │", "│ age │ 77 │ 40 │ 37 │"],
        ),
        (
            "c,v,w\nDE,-99,\nSE,1,-99\n",
            r#"{"name":"c","type":"string"},{"name":"v","type":"number","missingValues":[{"value":"-99","label":"refused"}]},{"name":"w","type":"string"}"#,
            "",
            "",
            show,
            &["│ DE │ – refused │ – not stated │", "│ SE │ 1 │ -99 │"],
        ),
        (
            "c,v\nDE,-99\nSE,1\n",
            r#"{"name":"c","type":"string"},{"name":"v","type":"string","missingValues":[{"value":-99,"label":"not asked"}]}"#,
            "",
            "",
            show,
            &["│ DE │ – not asked │"],
        ),
        (
            "c,v\nDE,-99\nSE,1\n",
            r#"{"name":"c","type":"string"},{"name":"v","type":"integer"}"#,
            r#","missingValues":[-99]"#,
            "",
            show,
            &["│ DE │ – not stated │"],
        ),
        (
            "c,v\nDE,NaN\nSE,INF\n",
            r#"{"name":"c","type":"string"},{"name":"v","type":"number"}"#,
            "",
            "",
            show,
            &["│ DE │ – not a finite number │"],
        ),
        // Parts that are not said are those that the values show.
        (
            "c,oecd,region,vote\nDE,TRUE,Europe,1\nKR,FALSE,Asia,2\n",
            r#"{"name":"c","type":"string"},{"name":"oecd","type":"boolean"},{"name":"region","type":"string"},{"name":"vote","type":"integer","categories":[{"value":1,"label":"Left"},{"value":2,"label":"Right"}]}"#,
            "",
            "",
            "load \"FILE\"\ncompare DE, KR on s",
            &[
                "│ oecd │ TRUE │ FALSE │ different │",
                "│ region │ Europe │ Asia │ different │",
                "│ vote │ 1 │ 2 │ different │",
                "in `vote`, `1` is Left, `2` is Right",
            ],
        ),
        (
            "c,year,ind,v\nDE,2019,gdp,1\nDE,2019,pop,2\nKR,2019,gdp,3\nKR,2019,pop,4\n",
            r#"{"name":"c","type":"string"},{"name":"year","type":"year"},{"name":"ind","type":"string"},{"name":"v","type":"integer"}"#,
            "",
            "",
            "load \"FILE\"\ncompare DE, KR on s",
            &["│ pop │ 2019 │ v │ 2 │ 4 │ 2 │"],
        ),
        (
            "day,c,v\n2020-01-01,DE,1\n2020-02-01,DE,2\n2020-01-01,KR,3\n",
            r#"{"name":"day","type":"date"},{"name":"c","type":"string"},{"name":"v","type":"integer"}"#,
            r#","primaryKey":["c","day"]"#,
            "",
            "load \"FILE\"\ndescribe s",
            &["│ day │ time │", "│ c │ case │", "│ v │ measure │"],
        ),
        // How the text is written.
        (
            "DE;1,5\nKR;2.000,5\n",
            r#"{"name":"c","type":"string"},{"name":"v","type":"number","decimalChar":",","groupChar":"."}"#,
            "",
            r#","dialect":{"header":false,"delimiter":";"}"#,
            show,
            &["│ DE │ 1.5 │", "│ KR │ 2,000.5 │"],
        ),
        (
            "c,v\n'DE, x',€ 1\nKR,?\n",
            r#"{"name":"c","type":"string"},{"name":"v","type":"integer","bareNumber":false}"#,
            "",
            r#","dialect":{"quoteChar":"'","nullSequence":"?"}"#,
            show,
            &["│ DE, x │ 1 │", "│ KR │ – not stated │"],
        ),
        (
            "a title\nc, v\nDE, \"x, y\"\n",
            r#"{"name":"c","type":"string"},{"name":"v","type":"string"}"#,
            "",
            r#","dialect":{"headerRows":[2],"skipInitialSpace":true}"#,
            show,
            &["│ DE │ x, y │"],
        ),
        (
            "c,v\nDE,1\n",
            r#"{"name":"c","type":"string"},{"name":"v","type":"integer","constraints":{"minimum":5}}"#,
            "",
            "",
            show,
            &["the `constraints` of `v` are not checked"],
        ),
        // What is not read is refused by its name.
        (
            "c,v\nDE,1\n",
            r#"{"name":"c","type":"string"},{"name":"v","type":"integer"}"#,
            "",
            r#","dialect":{"commentChar":"%"}"#,
            show,
            &["declares `commentChar` as `%`"],
        ),
        (
            "c,v\nDE,1\n",
            r#"{"name":"c","type":"string"},{"name":"v","type":"integer"}"#,
            "",
            r#","dialect":{"doubleQuote":false}"#,
            show,
            &["declares `doubleQuote` as `false`"],
        ),
        (
            "c,v\nDE,1\n",
            r#"{"name":"c","type":"string"},{"name":"v","type":"integer"}"#,
            "",
            r#","dialect":{"headerRows":[1,2]}"#,
            show,
            &["declares `headerRows` as `[1, 2]`"],
        ),
        (
            "c,v\nDE,Ja\n",
            r#"{"name":"c","type":"string"},{"name":"v","type":"boolean","trueValues":["Ja"]}"#,
            "",
            "",
            show,
            &["declares `trueValues` as `Ja`"],
        ),
        (
            "DE,1,2\n",
            r#"{"name":"c","type":"string"},{"name":"v","type":"integer"}"#,
            "",
            r#","dialect":{"header":false}"#,
            show,
            &["line 1", "3 values"],
        ),
    ];
    for (at, (table, fields, schema, resource, script, wanted)) in cases.iter().enumerate() {
        let home = folder(&format!("nothing_lost_package_{at}"));
        fs::write(home.join("s.csv"), table).expect("the table can be written");
        let descriptor = format!(
            r#"{{"name":"p","resources":[{{"name":"s","path":"s.csv"{resource},"schema":{{"fields":[{fields}]{schema}}}}}]}}"#
        );
        fs::write(home.join("datapackage.json"), &descriptor).expect("the descriptor can be written");
        let mut session = Session::new().expect("the data inside is readable");
        session.settings.options.width = Some(200);
        let answer = said(&mut session, &script.replace("FILE", &home.display().to_string()));
        let plain = answer.split_whitespace().collect::<Vec<_>>().join(" ");
        for wanted in *wanted {
            assert!(plain.contains(wanted), "no `{wanted}` in\n{table}\n{descriptor}\n{answer}");
        }
    }
}
