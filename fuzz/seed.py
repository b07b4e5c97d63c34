"""Fills fuzz/corpus with what the tests, the examples and the data already hold, and fuzz/words.dict with the words of the language."""

import hashlib
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent
CORPUS = ROOT / "fuzz" / "corpus"
LARGEST = 4096


def put(target: str, content: bytes) -> None:
    if content.strip() and len(content) <= LARGEST:
        folder = CORPUS / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / hashlib.sha1(content).hexdigest()).write_bytes(content)


def files(*patterns: str) -> list[pathlib.Path]:
    return [path for pattern in patterns for path in sorted(ROOT.glob(pattern)) if path.is_file()]


scripts = [path.read_text() for path in files("examples/*.juxta", "tests/errors/**/*.juxta", "tests/errors/**/*.txt")]
scripts += re.findall(r"```juxta\n(.*?)```", (ROOT / "README.md").read_text(), re.S)
for script in scripts:
    for statement in re.split(r"\n(?=\S)", script):
        for target in ("statements", "layout"):
            put(target, statement.encode())
        # A tab is pressed behind each fifth word.
        for place in list(re.finditer(r"\S+ ?", statement))[2::5]:
            put("typing", f"{statement[: place.end()]}\t{statement[place.end() :]}".encode())
    put("layout", script.encode())

for table in files("tests/own_tables/*.*", "examples/**/*.csv"):
    put("table", table.read_bytes())

schemas = files("src/**/schemas/*.json")
for schema in schemas:
    table = schema.parent.parent / f"{schema.stem}.csv"
    if table.is_file():
        rows = "\n".join(table.read_text().splitlines()[:8])
        resource = f'{{"name": "t", "path": "t.csv", "schema": {schema.read_text()}}}'
        put("package", f'{{"name": "p", "resources": [{resource}]}}\n---\n{rows}\n'.encode())

for lesson in files("examples/lessons/*.toml", "tests/lessons/*.toml"):
    text = lesson.read_text()
    put("lesson", text.encode())
    # A lesson with few tasks, so that a change of one byte matters.
    put("lesson", "[[task]]".join(text.split("[[task]]")[:3]).encode())

grammar = "".join(path.read_text() for path in files("grammar/*"))
words = sorted(set(re.findall(r'"([a-z]{2,})"', grammar)))
topics = [schema.stem for schema in schemas]
entries = words + topics + ["Beijing", "Seoul", "2020", "GPCI", "not stated", "missing = ", "case = ", "juxta:role"]
(ROOT / "fuzz" / "words.dict").write_text("".join(f'"{entry}"\n' for entry in entries))
