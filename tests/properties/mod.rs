//! What holds of every input, tried on random ones here and looked for by `fuzz/` at length.

mod layout;

mod lessons;

mod statements;

mod tables;

mod typing;

mod typed;

use juxta::session::Session;
use proptest::prelude::*;

use crate::support::folder;

/// So many inputs; `PROPTEST_CASES` asks for another number.
fn cases(usual: u32) -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(usual),
    }
}

fn session() -> Session {
    Session::new().expect("the data inside can be read")
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn a_statement_runs_or_changes_nothing_and_is_advised_well(text in typed::statements()) {
        statements::statements_hold(&mut session(), &text);
    }

    #[test]
    fn a_layout_is_final_and_keeps_the_meaning(text in typed::statements()) {
        layout::layout_holds(&session(), &text);
    }

}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn every_cursor_can_be_completed(text in typed::statement()) {
        typing::typing_holds(&session(), &text);
    }

    #[test]
    fn every_table_answers_every_verb(table in typed::table()) {
        let folder = folder("every-table");
        tables::table_holds(&session(), &folder, table.as_bytes());
    }
}

/// What the search has found, and what was told by hand.
#[test]
fn words_of_other_languages_can_be_completed() {
    for text in ["비교 ?", "比较 ？", "비교 서울?", "서울의 인구는?"] {
        typing::typing_holds(&session(), text);
    }
}

#[test]
fn tables_of_one_column_without_rows_or_with_cases_twice_answer_every_verb() {
    let folder = folder("small-tables");
    for table in [
        "",
        "\n",
        "name\n",
        "name\na\n",
        "name\na\nb\n",
        "name\na\na\nb\n",
        "name,year\na,2019\nb,2020\n",
        "x\n1\n2\n",
        "year\n2019\n2020\n",
        "name,x\na,\nb,\n",
        "name,x\na,-1\nb,-2\na,3\n",
        "name,x,x\na,1,2\n",
        ",\n,\n",
        "a,b\n1\n",
        "name,flag\na,true\nb,false\n",
        "name,x\na,<10\nb,7\n",
        "name,span\na,1970-1980\nb,1975\n",
    ] {
        tables::table_holds(&session(), &folder, table.as_bytes());
    }
}

#[test]
fn the_lessons_inside_hold_as_files() {
    let folder = folder("lesson-files");
    for name in juxta::learn::names() {
        let lesson = juxta::learn::find(name).expect("a lesson inside can be read");
        lessons::lesson_holds(&session(), &folder, lesson.source.text.as_bytes());
    }
    for broken in ["", "[[task]]", "title = 1", "[[task]]\nask = \"?\"\n"] {
        lessons::lesson_holds(&session(), &folder, broken.as_bytes());
    }
}

#[test]
fn a_package_holds_whatever_its_descriptor_says() {
    let folder = folder("package-files");
    let field = |field: &str| {
        format!(
            r#"{{"name":"p","resources":[{{"name":"t","path":"t.csv","schema":{{"fields":[{field}]}}}}]}}"#
        )
    };
    for descriptor in [
        String::new(),
        "{}".to_owned(),
        r#"{"resources":[{"name":"t","path":"t.csv"}]}"#.to_owned(),
        r#"{"resources":[{"name":"t","path":"../t.csv"}]}"#.to_owned(),
        field(r#"{"name":"a","type":"string"},{"name":"b","type":"number"}"#),
        field(r#"{"name":"a","type":"any"},{"name":"b","type":"boolean"}"#),
        field(r#"{"name":"a"},{"name":"a"}"#),
        field(r#"{"name":"a","juxta:role":"time"},{"name":"b","juxta:role":"measure","juxta:level":"rank"}"#),
    ] {
        tables::package_holds(&session(), &folder, &descriptor, "a,b\nx,1\ny,2\nx,3\n");
    }
}

#[test]
fn layouts_that_the_search_found_hold() {
    for text in [
        // Such a blank is none to Unicode.
        "compare Beijing\u{200B}rankings",
        "compare Beijing\u{FEFF}oon\u{200B}rankings",
        "show rankings where 2013 < year\u{200B}rank > 2",
    ] {
        layout::layout_holds(&session(), text);
        statements::statements_hold(&mut session(), text);
    }
}
