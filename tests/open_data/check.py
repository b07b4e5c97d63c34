"""Loads public data sets as they are published, and checks what Juxta answers against pandas.

    tests/open_data/install
    target/open_data/bin/python tests/open_data/check.py target/release/juxta [FRICTIONLESS]

Nothing expected is written down here: pandas computes it from the same file. Each table is then described by
`juxta package`; the package has to give the same answers, and to be valid where the reference reader is given.
"""

import json
import math
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import pandas as pd

from verdict import Verdict

DATA = Path(sysconfig.get_paths()["purelib"])
JUXTA = Path(sys.argv[1]).resolve()
FRICTIONLESS = Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else None


def answer(load, query):
    """The first table of an answer, as Juxta gives it to other programs."""
    run = [JUXTA, "--quiet", "--format", "json", "-c", load, query]
    ran = subprocess.run(run, capture_output=True, text=True)
    if ran.returncode != 0:
        raise AssertionError(ran.stderr)
    return json.loads(ran.stdout)["tables"][0]["rows"]


def compared(rows, measure, *subjects):
    """What a `compare` or a `trend` says of subjects, row by row."""
    rows = [row for row in rows if row.get("measure", measure) == measure]
    return [[row[subject] for subject in subjects] for row in rows]


def ranked(rows, case, measure):
    return [[row["place"], row[case], row[measure]] for row in rows]


def top(frame, case, measure, count):
    frame = frame.dropna(subset=[measure]).sort_values(measure, ascending=False, kind="stable")
    places = frame[measure].rank(method="min", ascending=False).astype(int)
    return [list(row) for row in zip(places, frame[case], frame[measure])][:count]


def pivoted(frame, time, case, measure, *subjects):
    wide = frame.pivot(index=time, columns=case, values=measure)[list(subjects)].dropna(how="all")
    return wide.values.tolist()


def compares(query, measure, subjects, expected):
    """A query on subjects, how its answer is read, and what it should say."""
    return query, lambda rows: compared(rows, measure, *subjects), expected


def pivots(query, frame, time, case, measure, *subjects):
    """The same, where pandas pivots the table."""
    return compares(query, measure, subjects, pivoted(frame, time, case, measure, *subjects))


def ranks(query, frame, case, measure, count):
    return query, lambda rows: ranked(rows, case, measure), top(frame, case, measure, count)


def agrees(query, frame, one, other):
    found = lambda rows: [[row["n"], row["rho"]] for row in rows]
    return query, found, [[len(frame), spearman(frame[one], frame[other])]]


def gapminder():
    path = DATA / "gapminder/gapminder.csv"
    table = pd.read_csv(path)
    year = table[table.year == 2007]
    return path, [
        pivots(
            "compare China, Germany on T.lifeExp",
            table, "year", "country", "lifeExp", "China", "Germany",
        ),
        ranks(
            "rank country on T.gdpPercap where year = 2007 order by gdpPercap desc limit 10",
            year, "country", "gdpPercap", 10,
        ),
        (
            "tabulate T by continent where year = 2007",
            lambda rows: [[row["continent"], row["count"]] for row in rows],
            [[name, int(count)] for name, count in year.groupby("continent", sort=False).country.count().items()],
        ),
        agrees("agree lifeExp, gdpPercap on T where year = 2007", year, "lifeExp", "gdpPercap"),
    ]


def spearman(a, b):
    return a.rank().corr(b.rank())


def fertility():
    path = DATA / "statsmodels/datasets/fertility/fertility.csv"
    wide = pd.read_csv(path)
    years = [name for name in wide if name.isdigit()]
    table = wide.melt(["Country Name", "Country Code"], years, "year", "value").dropna(subset="value")
    table.year = table.year.astype(int)
    late = table[(table.year >= 2000) & (table.year <= 2010)]
    last = table.sort_values("year").groupby("Country Name").tail(1)
    return path, [
        pivots(
            'compare China, "Korea, Rep." on T.value',
            table, "year", "Country Name", "value", "China", "Korea, Rep.",
        ),
        pivots(
            "trend JPN, FRA on T.value where year in 2000..2010",
            late, "year", "Country Name", "value", "Japan", "France",
        ),
        pivots(
            'compare "South Korea", 中国 on T.value where year in 2000..2010',
            late, "year", "Country Name", "value", "Korea, Rep.", "China",
        ),
        ranks(
            'rank "Country Name" on T.value order by value desc limit 8',
            last, "Country Name", "value", 8,
        ),
    ]


def emissions():
    path = DATA / "bokeh_sampledata/_data/emissions.csv.gz"
    table = pd.read_csv(path)
    year = table[table.year == 2010]
    return path, [
        pivots(
            "compare China, India on T where year in 1990..2000",
            table[table.year.between(1990, 2000)], "year", "country", "emissions", "China", "India",
        ),
        ranks(
            "rank country on T.emissions where year = 2010 order by emissions desc limit 5",
            year, "country", "emissions", 5,
        ),
        compares(
            "compare China, India, Japan on T.emissions using mean", "emissions", ["China", "India", "Japan"],
            [table.groupby("country").emissions.mean()[["China", "India", "Japan"]].tolist()],
        ),
    ]


def statecrime():
    path = DATA / "statsmodels/datasets/statecrime/statecrime.csv"
    table = pd.read_csv(path)
    figures = table.set_index("state").loc[["Texas", "Ohio"]].T
    return path, [
        (
            "compare Texas, Ohio on T",
            lambda rows: [[row["measure"], row["Texas"], row["Ohio"]] for row in rows],
            [[name, *values] for name, values in zip(figures.index, figures.values.tolist())],
        ),
        ranks(
            "rank state on T.murder order by murder desc limit 6",
            table, "state", "murder", 6,
        ),
        agrees("agree murder, poverty on T", table, "murder", "poverty"),
    ]


def grunfeld():
    path = DATA / "statsmodels/datasets/grunfeld/grunfeld.csv"
    table = pd.read_csv(path)
    table.year = table.year.astype(int)
    return path, [
        pivots(
            'compare "General Motors", "US Steel" on T.invest',
            table, "year", "firm", "invest", "General Motors", "US Steel",
        ),
        pivots(
            'trend "General Motors", Chrysler on T.capital where year > 1944',
            table[table.year > 1944], "year", "firm", "capital", "General Motors", "Chrysler",
        ),
        ranks(
            "rank firm on T.value where year = 1950 order by value desc",
            table[table.year == 1950], "firm", "value", 20,
        ),
    ]


def marriages():
    path = DATA / "bokeh_sampledata/_data/us_marriages_divorces.csv"
    table = pd.read_csv(path)
    known = table.dropna(subset=["Marriages", "Divorces"], how="all")
    return path, [
        compares(
            "compare Marriages, Divorces on T", "value", ["Marriages", "Divorces"],
            known[["Marriages", "Divorces"]].values.tolist(),
        ),
        compares(
            "compare Marriages, Divorces on T where year in 1990..1999", "value", ["Marriages", "Divorces"],
            known[known.Year.between(1990, 1999)][["Marriages", "Divorces"]].values.tolist(),
        ),
        compares(
            "compare Marriages, Divorces on T using mean", "value", ["Marriages", "Divorces"],
            [[table.Marriages.mean(), table.Divorces.mean()]],
        ),
    ]


def electricity():
    path = DATA / "vega_datasets/_data/iowa-electricity.csv"
    table = pd.read_csv(path)
    table["year"] = table.year.str[:4].astype(int)
    subjects = ["Fossil Fuels", "Nuclear Energy", "Renewables"]
    return path, [
        pivots(
            "compare Fossil Fuels, Nuclear Energy, Renewables on T",
            table, "year", "source", "net_generation", *subjects,
        ),
        pivots(
            "trend Fossil Fuels, Renewables on T where year >= 2010",
            table[table.year >= 2010], "year", "source", "net_generation", "Fossil Fuels", "Renewables",
        ),
        compares(
            "compare Fossil Fuels, Nuclear Energy, Renewables on T using sum", "net_generation", subjects,
            [table.groupby("source").net_generation.sum()[subjects].tolist()],
        ),
    ]


def same(found, expected):
    """Whether two tables hold the same, figures to the ninth digit."""
    if isinstance(expected, (list, tuple)):
        return len(found) == len(expected) and all(map(same, found, expected))
    if isinstance(expected, float) and math.isnan(expected):
        return found is None
    if isinstance(expected, (int, float)) and not isinstance(expected, bool):
        return isinstance(found, (int, float)) and math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-9)
    return found == expected


def main():
    verdict = Verdict()
    check = verdict.check
    for data_set in [gapminder, fertility, emissions, statecrime, grunfeld, marriages, electricity]:
        path, comparisons = data_set()
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(shutil.copy(path, folder))
            topic = copy.name.split(".")[0]
            packed = subprocess.run([JUXTA, "--quiet", "package", copy], capture_output=True, text=True)
            check(f"{data_set.__name__}: juxta package", packed.returncode == 0, packed.stderr)
            package = Path(folder) / "datapackage.json"
            if FRICTIONLESS:
                valid = subprocess.run([FRICTIONLESS, "validate", package], capture_output=True, text=True)
                check(f"{data_set.__name__}: the package is valid", valid.returncode == 0, valid.stdout)
            name = json.loads(package.read_text())["resources"][0]["name"]
            for query, read, expected in comparisons:
                table = read(answer(f'load "{path}" as T', query))
                check(f"{data_set.__name__}: {query}", expected and same(table, expected), f"{table}\n{expected}")
                again = read(answer(f'load "{package}"', re.sub(r"\bT\b", name, query)))
                check(f"{data_set.__name__}: {query}, packaged", same(again, table), f"{again}\n{table}")
    verdict.end()


main()
