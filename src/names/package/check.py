#!/usr/bin/env python3
"""Compares the tables of countries with packages that others made, and lists the differences that are not decided.

    v/bin/pip install country_converter==1.3.2 pycountry==26.2.16 'pandas<3'
    v/bin/python check.py

country_converter (GPL-3) is asked, not copied: it tells a country from a name by patterns, and has its own codes.
`DECIDED` are the differences that stay, with the reason.
"""

import csv
import logging
import unicodedata
from collections import defaultdict
from pathlib import Path

import country_converter
import pycountry

HERE = Path(__file__).parent
SHORT = {"st": "saint", "ste": "sainte", "rep": "republic", "dem": "democratic", "sts": "states", "is": "islands"}
PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "'": "", "’": "", "‘": "", "`": ""})

# Differences that stay, and why: by the name, or by the name of the country there and the system.
DECIDED = {
    "Congo": "both countries are called so",
    "Guiana": "was the name of several colonies",
    "Territory of the Cocos (Keeling) Islands": "printed by no publisher",
    "Territory of the French Southern and Antarctic Lands": "printed by no publisher",
    "Territory of Heard Island and McDonald Islands": "printed by no publisher",
    "Territorial collectivity of Saint-Barthélemy": "printed by no publisher",
    "St. Barths": "printed by no publisher",
    "Aruba, Kingdom of the Netherlands": "the pattern there also fits the Netherlands",
    "Curaçao, Kingdom of the Netherlands": "the pattern there also fits the Netherlands",
    "Sint Maarten, Kingdom of the Netherlands": "the pattern there also fits the Netherlands",
    "Macau, China": "the pattern there also fits China",
    "China, Taiwan Province of": "the pattern there also fits China",
    "China, Taiwan Province of China": "the pattern there also fits China",
    "China except Hong Kong": "Eurostat: China, not Hong Kong",
    "French Somaliland": "Djibouti until 1967; the pattern there fits Somalia",
    "Somaliland": "V-Dem counts it apart from Somalia",
    "South West Africa": "Namibia until 1990; the pattern there fits South Africa",
    "South-West Africa": "Namibia until 1990; the pattern there fits South Africa",
    "Portuguese Guinea": "Guinea-Bissau until 1974; the pattern there also fits Portugal",
    "Portuguese Timor": "Timor-Leste until 1975; the pattern there fits Portugal",
    "Czechia, Gleditsch-Ward": "315 is Czechoslovakia, 316 the Czech Republic",
    "Vietnam, Gleditsch-Ward": "817 is the Republic of Vietnam in the south",
    "Yemen, Gleditsch-Ward": "680 is the People's Republic in the south",
    "Kosovo, ISO numeric": "ISO gives it no number",
}


def key(name):
    plain = unicodedata.normalize("NFKD", name).lower()
    plain = "".join(c for c in plain if not unicodedata.combining(c)).translate(PLAIN).replace("&", " & ")
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    kept = [SHORT.get(word, word) for word in words if word not in ("the", "of", "and")]
    return "".join(kept or words)


def turned(name):
    name = name.strip()
    head, _, tail = name[:-1].rpartition("(") if name.endswith(")") else name.rpartition(",")
    return key(f"{tail} {head}") if head.strip() and tail.strip() else None


def rows(name):
    with open(HERE / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main():
    logging.disable(logging.CRITICAL)
    states = {row["id"]: row for row in rows("countries")}
    names = defaultdict(set)
    for row in rows("country_names"):
        for spelled in (key(row["name"]), turned(row["name"])):
            if spelled:
                names[spelled].add(row["id"])
    codes = {(row["id"], row["system"]): set() for row in rows("country_codes")}
    for row in rows("country_codes"):
        codes[row["id"], row["system"]].add(row["code"])

    def find(name):
        """Whom a name fits: the lines, since the other packages know no states of the past."""
        fits = names.get(key(name)) or names.get(turned(name) or "") or set()
        return {states[identity]["line"] or identity for identity in fits}

    open_ones = []

    def tell(what, ours, theirs):
        open_ones.append(what)
        print(f"{what}: here {', '.join(sorted(ours)) or 'nobody'}, there {theirs}")

    other = country_converter.CountryConverter(include_obsolete=False)
    data = other.data
    print("# names of country_converter")
    for _, row in data.iterrows():
        for name in (row["name_short"], row["name_official"]):
            if isinstance(name, str) and find(name) != {"XKX" if row["ISO3"] == "XKV" else row["ISO3"]} and name not in DECIDED:
                tell(name, find(name), row["ISO3"])
    print("# names of pycountry")
    for country in pycountry.countries:
        for field in ("name", "common_name", "official_name"):
            name = getattr(country, field, None)
            if name and find(name) != {country.alpha_3} and name not in DECIDED:
                tell(name, find(name), country.alpha_3)
    print("# our English names, as country_converter reads them")
    ours = sorted({(row["id"], row["name"]) for row in rows("country_names") if row["language"] == "en"})
    ours = [(identity, name) for identity, name in ours if not states[identity]["last"]]
    theirs = other.convert([name for _, name in ours], to="ISO3", not_found=None)
    for (identity, name), there in zip(ours, theirs):
        there = "XKX" if there == "XKV" else there
        # A name that only we know is no difference.
        if there not in (identity, name) and name not in DECIDED and len(find(name)) == 1:
            tell(name, {identity}, there)
    print("# codes of country_converter")
    systems = {"ISOnumeric": "ISO numeric", "UNcode": "UN M49", "FAOcode": "FAO", "GWcode": "Gleditsch-Ward"}
    for _, row in data.iterrows():
        identity = "XKX" if row["ISO3"] == "XKV" else row["ISO3"]
        for column, system in systems.items():
            code = row[column]
            if not isinstance(code, str | int | float) or code != code:
                continue
            code = code if isinstance(code, str) else str(int(code))
            here = codes.get((identity, system), set())
            if code not in here and f"{row['name_short']}, {system}" not in DECIDED:
                tell(f"{row['name_short']}, {system}", here, code)
    for system in ("FAO", "Gleditsch-Ward"):
        column = {"FAO": "FAOcode", "Gleditsch-Ward": "GWcode"}[system]
        there = {row["ISO3"] for _, row in data.iterrows() if isinstance(row[column], (str, int, float)) and row[column] == row[column]}
        print(f"{system}: only here", sorted(i for (i, s) in codes if s == system and i not in there and i in set(data["ISO3"])))
    print(f"{len(open_ones)} open, {len(DECIDED)} decided")
    raise SystemExit(bool(open_ones))


if __name__ == "__main__":
    main()
