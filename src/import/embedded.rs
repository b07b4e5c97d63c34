//! The data packages inside the program. Only the files that a query needs are ever read.

/// Names and texts of the files of one package.
type Package = &'static [(&'static str, &'static str)];

/// Every package inside, in reading order.
pub const PACKAGES: &[Package] = &[THESIS, TEACHING];

/// Lists the files of a package folder: the descriptor, and for each topic its table and its schema.
macro_rules! package {
    ($folder:literal: $($topic:literal)*) => {
        &[
            ("datapackage.json", include_str!(concat!($folder, "/datapackage.json"))),
            $(
                (concat!($topic, ".csv"), include_str!(concat!($folder, "/", $topic, ".csv"))),
                (concat!("schemas/", $topic, ".json"), include_str!(concat!($folder, "/schemas/", $topic, ".json"))),
            )*
        ]
    };
}

/// The thesis: LIU Yi, a comparative study of the city diplomacy of Beijing and Seoul.
const THESIS: Package = package![
    "packages/thesis":
    "profile" "rankings" "gpci" "indices" "conferences" "icca" "sister_cities" "partnerships" "decades"
    "first_ties" "named_ties" "bilateral" "multilateral" "multilateral_roles" "organizations" "networks"
    "stages" "events" "assessments" "problems" "implications" "purposes" "methods" "case_selection" "forms" "functions"
    "schools" "definitions" "twin_names" "studies" "origins" "urban_history" "urban_shares"
    "incheon_weihai" "dyads" "limits" "glossary" "works" "claims" "cities" "sources"
];

/// Small published case sets for the methods of comparison.
const TEACHING: Package =
    package!["packages/teaching": "lipset" "krook" "cafeteria" "country_names" "teaching_sources"];
