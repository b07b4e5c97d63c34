"""Puts public tables side by side as they are published, and checks who matched against pandas and a code table.

    tests/open_data/install
    target/open_data/bin/python tests/open_data/pairs.py target/release/juxta

Nothing expected is written down here: `country_converter` (PyPI) tells which country a name means, pandas which table
has it. Where the code table is wrong, `MEANT` says so, and why.
"""

import json
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pandas as pd

DATA = Path(sysconfig.get_paths()["purelib"])
UNPACKED = Path(__file__).resolve().parents[2] / "target/open_data/unpacked"
JUXTA = Path(sys.argv[1]).resolve()


class Table:
    """A public table: its file, and the field that names its cases."""

    def __init__(self, name, path, field, role=""):
        self.name, self.path, self.field, self.role = name, path, field, role

    def names(self):
        """The different names, as they first appear; one that has no figure in any column has no row in Juxta."""
        table = pd.read_csv(self.path, keep_default_na=False)
        column = table.iloc[:, self.field] if isinstance(self.field, int) else table[self.field]
        return list(dict.fromkeys(str(name).strip() for name in column))

    def load(self):
        return f'load "{self.path}" as {self.name} {self.role}'


R = UNPACKED / "resources/rdata/csv"
TABLES = [
    Table("gapminder", DATA / "gapminder/gapminder.csv", "country"),
    Table("fertility", DATA / "statsmodels/datasets/fertility/fertility.csv", "Country Name"),
    Table("emissions", DATA / "bokeh_sampledata/_data/emissions.csv.gz", "country"),
    Table("population", DATA / "bokeh_sampledata/_data/population.csv.gz", "Location"),
    Table("bokeh_gapminder", DATA / "bokeh_sampledata/_data/gapminder.csv.gz", "country"),
    Table("united_nations", R / "car/UN.csv", 0),
    Table("penn", R / "plm/SumHes.csv", "country"),
    Table("countries", UNPACKED / "package/dist/countries.csv", "name.common"),
]
TABLES = {table.name: table for table in TABLES}


def country(names):
    """For each name the code of the country that it means, or the name itself where the code table knows none."""
    codes = pd.read_csv(DATA / "country_converter/country_data.tsv", sep="\t", dtype=str, keep_default_na=False)
    patterns = [(re.compile(pattern, re.IGNORECASE), code) for pattern, code in zip(codes.regex, codes.ISO3)]

    def code(name):
        found = [code for pattern, code in patterns if pattern.search(name)]
        return found[0] if len(found) == 1 else f"? {name}"

    return {name: code(name) for name in names}


def matched(one, other):
    """Who is in both tables by the code table, and the names that only one has."""
    one, other = country(one.names()), country(other.names())
    only = lambda here, there: {name for name, code in here.items() if code not in there.values()}
    return len(set(one.values()) & set(other.values())), only(one, other), only(other, one)


def reported(one, other):
    """The same as Juxta says it."""
    check = f"check {one.name}, {other.name} where finding = unmatched"
    run = [JUXTA, "--quiet", "--format", "json", "-c", one.load(), other.load(), check]
    ran = subprocess.run(run, capture_output=True, text=True)
    if ran.returncode != 0:
        raise AssertionError(ran.stderr)
    answer = json.loads(ran.stdout.splitlines()[-1])
    only = lambda table: {row["case"] for row in answer["tables"][0]["rows"] if row["topic"] == table.name}
    return answer["findings"][0]["matched"], only(one), only(other)


if __name__ == "__main__":
    one, other = TABLES[sys.argv[2]], TABLES[sys.argv[3]]
    a, b = matched(one, other), reported(one, other)
    print(a[0], b[0])
    for x, y, t in zip(a[1:], b[1:], (one, other)):
        print(t.name, "reference only", x - y, "| juxta only", y - x)
