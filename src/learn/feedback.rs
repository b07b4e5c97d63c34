//! A difference in words: what is right comes before what is wrong.

use super::difference::{Difference, How};
use base::suggest::{count, one_of};
use syntax::word::Verb;

/// Said of an answer that holds for these data only.
pub const TYPED_IN: &str = "Right for these data, but not for others. Your query was tried on a second copy of the data, with \
     other figures, one case renamed and one value missing; there it does not find the answer. Is something typed in that \
     should be asked?";

/// What a student is told; `verb` is the verb of the task where the student has used it too.
pub fn words(difference: &Difference, verb: Option<Verb>) -> String {
    let verb = verb.map(|verb| format!("the verb `{}`", verb.name()));
    let (right, wrong) = match difference {
        Difference::Columns(lacks) => {
            let mut wrong = Vec::new();
            if !lacks.columns.is_empty() {
                let columns = if lacks.columns.len() == 1 { "column" } else { "columns" };
                wrong.push(format!("the result has no {columns} {}", and(&lacks.columns)));
            }
            if !lacks.figures.is_empty() {
                wrong.push(format!("the result does not tell {}", and(&lacks.figures)));
            }
            (verb.into_iter().collect(), wrong.join(", and "))
        }
        Difference::Rows { missing, extra, one, right } => {
            let of = if *right == 0 { "no row is one that is asked for" } else { "" };
            let mut wrong: Vec<String> = (!of.is_empty()).then(|| of.to_owned()).into_iter().collect();
            if *missing > 0 {
                wrong.push(format!("{} missing", is_are(*missing)));
            }
            if *extra > 0 {
                let example = if one.is_empty() { String::new() } else { format!(" (for example: {one})") };
                wrong.push(format!("{} too many{example}", is_are(*extra)));
            }
            let rows = (*right > 0).then(|| count(*right, "row"));
            (verb.into_iter().chain(["the columns".to_owned()]).chain(rows).collect(), wrong.join(", "))
        }
        Difference::Values { wrong, of, row, column, how } => {
            let place =
                if row.is_empty() { format!("in `{column}`") } else { format!("in `{column}` of {row}") };
            let what = match how {
                How::Other => "another value is wanted",
                How::Unit => "it is counted in another unit than the task asks for",
                How::Missing => {
                    "a value is missing there or in the task, or it is missing for another reason"
                }
                How::Bound => "one is a bound (such as <10) and one is exact: that is not the same",
            };
            let rows = match wrong {
                wrong if wrong == of => "no row is right in all values".to_owned(),
                1 => format!("1 of {of} rows"),
                wrong => format!("{wrong} of {of} rows"),
            };
            (vec!["the columns".into(), "the rows".into()], format!("{rows}; {place}: {what}"))
        }
        Difference::Figures(names) => {
            (vec!["the table".into()], format!("another value is wanted of {}", and(names)))
        }
        Difference::Order => {
            (vec!["every row".into()], "the rows stand in another order than the task asks for".into())
        }
    };
    let right = if right.is_empty() { String::new() } else { format!(" Right: {}.", right.join(", ")) };
    format!("Not yet.{right} Not right: {wrong}.")
}

/// ``"`a` and `b`"``
fn and(names: &[String]) -> String {
    one_of(names).replace(" or ", " and ")
}

fn is_are(number: usize) -> String {
    format!("{} {}", count(number, "row"), if number == 1 { "is" } else { "are" })
}
