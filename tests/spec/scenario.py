"""A scenario of the law dossier: read, written out as a user's files, and read back."""

import csv
import json
import tomllib
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("scenarios")
BASES = sorted(p.stem for p in FOLDER.glob("base-*.toml"))
NAMES = sorted({p.stem for p in FOLDER.glob("*.toml")} - {*BASES})
KEYS = {"title", "base", "dossier", "basis", "note", "people", "rows", "item", "changes"}
KEYS |= {"expected"}
COMPARED = {"by": "Invented Clerk", "on": "2025-07-31"}
ANSWERED = {"because": "An invented person looked.", "by": "Invented Officer", "on": "2025-07-31"}


@dataclass(frozen=True)
class Row:
    """One row of the request file, with what is expected of it."""

    request_id: str
    cells: dict[str, str]
    comparison: str
    answers: dict[str, str]
    expected: dict[str, Any]


@dataclass(frozen=True)
class Scenario:
    """What a scenario says, and the rows that it makes."""

    name: str
    said: dict[str, Any]
    batch: dict[str, Any]
    rows: tuple[Row, ...]


def read(name: str) -> dict[str, Any]:
    """A scenario as its file says it."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def scenario(name: str) -> Scenario:
    """A scenario with its base filled in: it changes only what it says.

    ``people`` says how many people there are, ``rows`` how many requests about one person.
    """
    said = read(name)
    batch = changed(read(said["base"]), said.get("changes", {}))
    rows = []
    for number in range(1, said.get("people", said.get("rows", 1)) + 1):
        own = said.get(f"row_{number}", {})
        person = changed(batch, own.get("changes", {}))
        for item in person["items"]:
            of_item = said.get("item", {}).get(item, own)
            expected = of_item.get("expected", own.get("expected", said["expected"]))
            cells = {k: str(v).replace("{n}", str(number)) for k, v in person["row"].items()}
            key = f"R-{len(rows) + 1}"
            rows.append(
                Row(key, {**cells, "item": item}, person["comparison"], person["answers"], expected)
            )
    return Scenario(name, said, batch, tuple(rows))


def changed(base: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """The base with some keys changed, table by table."""
    made = deepcopy(base)
    for key, value in changes.items():
        made[key] = changed(made.get(key, {}), value) if isinstance(value, dict) else value
    return made


def write(told: Scenario, folder: Path) -> list[object]:
    """Write the files that a user would hand in; return the words of the command."""
    letter, custodian = stated(told.batch["letter"]), stated(told.batch["custodian"])
    (folder / "letter.json").write_text(json.dumps(letter, default=str), encoding="utf-8")
    (folder / "custodian.json").write_text(json.dumps(custodian, default=str), encoding="utf-8")
    rows = [{"request_id": row.request_id, **row.cells} for row in told.rows]
    table(folder / "requests.csv", rows)
    compared = [
        {"request_id": r.request_id, "comparison": r.comparison, **COMPARED}
        for r in told.rows
        if r.comparison
    ]
    answered = [
        {"request_id": r.request_id, "question": question, "answer": answer, **ANSWERED}
        for r in told.rows
        for question, answer in r.answers.items()
        if answer
    ]
    words: list[object] = ["check", "request", "requests.csv", "--letter", "letter.json"]
    words += ["--custodian", "custodian.json", "--out", "decided", "--workers", "1"]
    words += ["--as-of", told.batch["as_of"], "--decided-on", told.batch["as_of"]]
    words += ["--forum", told.batch.get("forum", "D.C. Cir.")]
    for option, made in (("comparisons", compared), ("answers", answered)):
        if made:
            table(folder / f"{option}.csv", made)
            words += [f"--{option}", f"{option}.csv"]
    return words


def stated(part: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not stated."""
    found = {k: stated(v) if isinstance(v, dict) else v for k, v in part.items()}
    return {k: v for k, v in found.items() if v != ""}


def table(path: Path, rows: list[dict[str, str]]) -> None:
    """Write a CSV file."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def csv_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def decisions(run: Path) -> list[dict[str, str]]:
    """The decisions of a run, as anyone can read them."""
    return csv_rows(run / "decisions.csv")


def wanted(row: Row) -> dict[str, Any]:
    """What a scenario expects of a row, in the terms of the decisions file.

    Of the readings, those that can be held there and then and that lead elsewhere.
    """
    expected = row.expected
    ways = expected["in_the_way"]
    return {
        "outcome": expected["outcome"],
        "operating": expected["operating"],
        "not met": [way["element"] for way in ways if way["result"] == "not met"],
        "not known": [way["element"] for way in ways if way["result"] == "not known"],
        "readings": {
            f"{question}={reading}": word
            for question, words in expected.get("readings", {}).items()
            for reading, word in words.items()
        },
    }


def found(decision: dict[str, str], live: set[str]) -> dict[str, Any]:
    """What duly decided on a row, in the same terms."""
    readings = {name: decision[name.replace("=", "_")] for name in live}
    return {
        "outcome": decision["outcome"],
        "operating": decision["operating"],
        "not met": [id_ for id_ in decision["not_met"].split(";") if id_],
        "not known": [id_ for id_ in decision["unknown"].split(";") if id_],
        "readings": {k: word for k, word in readings.items() if word != decision["operating"]},
    }


def flat(findings: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Findings by their id, the inner ones too."""
    every: dict[str, dict[str, Any]] = {}
    for finding in findings:
        every |= {finding["id"]: finding, **flat(finding["parts"])}
    return every
