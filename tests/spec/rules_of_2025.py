"""The matching rules of August 2025 a second time, in plain Python, to check the count.

As reported (dossier, section 5.3); where the reports are silent, the choices are those that
``duly.gateway.legacy`` states. Only for counting.
"""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ZIP_PROXY = re.compile(r"(?<!\d)(\d{5}|\d{9})(?!\d)", re.ASCII)
Sent = dict[str, str]
"""The path by which each request was sent, by request_id."""


def table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def sent(folder: Path, variant: str) -> Sent:
    """What the rules would have sent of an incident in a folder."""
    roster = folder / "roster"
    by_tin = {person["tin"]: person["person_id"] for person in table(roster / "person.csv")}
    names: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for name in table(roster / "person_name.csv"):
        names[name["person_id"]].add((name["first"], name["last"]))
    at: dict[str, set[str]] = defaultdict(set)
    for place in table(roster / "person_address.csv"):
        at[place["address"]].add(place["person_id"])
    found: Sent = {}
    for row in table(folder / "requests.csv"):
        if row["tin"]:
            person = by_tin.get(row["tin"], "")
            agrees = control(row["last_name"]) in {control(last) for _, last in names[person]}
            looked = bool(row["address"].strip())
            if variant == "v-b":
                looked = bool(ZIP_PROXY.search(row["address"]))
            if agrees and looked:
                found[row["request_id"]] = "tin"
        elif any(
            (row["first_name"], row["last_name"]) in names[person]
            for person in at.get(row["address"], ())
        ):
            found[row["request_id"]] = "address"
    return found


def control(surname: str) -> str:
    """The first four letters of a surname, without accents."""
    bare = unicodedata.normalize("NFD", surname).upper()
    return "".join(letter for letter in bare if "A" <= letter <= "Z")[:4]
