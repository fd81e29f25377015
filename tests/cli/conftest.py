"""A custodian's desk: a sound request with everything that belongs to it, to be changed."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

LETTER = """\
[letter]
batch_id = "BATCH-1"
dated = 2025-07-28
received_on = 2025-07-30
written = true
provision = "26 USC 6103(i)(2)"
authority_kind = "title_26"
made_under = "statute"

[requester]
agency = "Immigration and Customs Enforcement"
department = "dhs"
federal = true

[signed_by]
name = "Invented Secretary"
office = "agency_head"
delegate = false

[defaults]
item = "mailing_address"
statute = "8 USC 1253(a)(1)"
matter_kind = "investigation"
matter_status = "open"
us_party = true
uses = ["criminal_investigation"]
"""
CUSTODIAN = """\
custodian = "irs"

[safeguards]
met = true

[i6]
made = false
"""
ROW = {
    "request_id": "R-1",
    "first_name": "Marigold",
    "last_name": "Fennimore",
    "address": "1600 Elm Street, Springfield, IL 62701",
    "tin": "520004171",
    "date_of_birth": "1980-02-29",
    "periods": "2022; 2023",
    "reason": "A neighbour told agents on 2 May 2025 that this person still lives here.",
    "matter_id": "HSI-2025-0417",
    "matter_opened_on": "2025-04-17",
    "recipient_name": "Special Agent Invented",
    "recipient_employment": "employee_of_agency",
    "recipient_role": "case_personnel",
    "removal_order_final_on": "2025-01-10",
    "removal_order_number": "RO-2025-0110",
    "removal_order_ground": "1227a",
    "removal_order_stayed": "no",
    "offence_acts": "failure_to_depart",
    "relief_pending": "no",
}
ANSWER = {
    "question": "i2.B.iv.specific",
    "answer": "yes",
    "because": "It names a day and a witness.",
    "by": "Invented Officer",
    "on": "2025-07-31",
}
COMPARISON = {"comparison": "agrees", "by": "Invented Clerk", "on": "2025-07-31"}
DAY = ("--as-of", "2025-08-01", "--decided-on", "2025-08-01", "--workers", "1")
ROSTER = {
    "person.csv": "person_id,tin,tin_type,date_of_birth\nP1,520004171,ssn,1980-02-29\n",
    "person_name.csv": "person_id,first,middle,last,suffix,source,period\n"
    "P1,Marigold,,Fennimore,,form_1040,2023\n",
    "person_address.csv": "person_id,role,address,source,period\n"
    'P1,taxpayer,"1600 Elm Street, Springfield, IL 62701",form_1040,2023\n',
}


class Desk:
    """A folder with sound files; ``check`` runs the command over them."""

    row = ROW

    def __init__(self, duly: Callable[..., Any]) -> None:
        self.duly = duly
        self.home: Path = duly.home
        self.write("letter.toml", LETTER)
        self.write("custodian.toml", CUSTODIAN)
        self.requests([ROW])

    def write(self, name: str, content: str | bytes) -> Path:
        """Write any file."""
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def table(self, name: str, rows: Iterable[Mapping[str, str]]) -> Path:
        """Write a CSV file."""
        rows = list(rows)
        path = self.home / name
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return path

    def requests(self, rows: Iterable[Mapping[str, str]]) -> list[Mapping[str, str]]:
        """Write the request file, and an answer and a comparison for every row."""
        rows = list(rows)
        self.table("requests.csv", rows)
        ids = [{"request_id": row["request_id"]} for row in rows]
        self.table("answers.csv", [{**id_, **ANSWER} for id_ in ids])
        self.table("comparisons.csv", [{**id_, **COMPARISON} for id_ in ids])
        return rows

    def roster(self, **changed: str) -> Path:
        """Write the custodian's roster, with some files changed."""
        for name, content in ROSTER.items():
            self.write(f"roster/{name}", changed.get(name.partition(".")[0], content))
        return self.home / "roster"

    def check(self, *more: object, file: str = "requests.csv", compared: bool = True):
        """``duly check request`` over the files; later options win."""
        words: list[object] = ["check", "request", file, "--letter", "letter.toml", *DAY]
        words += ["--custodian", "custodian.toml", "--answers", "answers.csv"]
        words += ["--comparisons", "comparisons.csv"] if compared else []
        return self.duly(*words, "--out", "decided", *more)

    def decisions(self, run: str = "decided") -> list[dict[str, str]]:
        """What was decided."""
        return self.read(f"{run}/decisions.csv")

    def read(self, name: str) -> list[dict[str, str]]:
        """Read a CSV file."""
        with (self.home / name).open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def summary(self, run: str = "decided") -> dict[str, Any]:
        """The numbers of a run."""
        return json.loads((self.home / run / "summary.json").read_text())

    def there(self) -> set[str]:
        """Every file and folder, hidden ones too."""
        return {str(path.relative_to(self.home)) for path in self.home.rglob("*")}


@pytest.fixture
def desk(duly):
    return Desk(duly)


@pytest.fixture(scope="module")
def finished(command, tmp_path_factory):
    """One run over three rows that end differently; tests only read or copy it."""
    made = Desk(command(tmp_path_factory.mktemp("finished")))
    made.requests(
        [
            {**ROW, "request_id": "R-1"},
            {**ROW, "request_id": "R-2", "address": ""},
            {**ROW, "request_id": "R-3", "removal_order_final_on": ""},
        ]
    )
    said = made.check()
    assert said.code == 0, said.err
    return made


@pytest.fixture(scope="module")
def matched(command, tmp_path_factory):
    """One run over three rows against a roster of one person; tests only read or copy it."""
    made = Desk(command(tmp_path_factory.mktemp("matched")))
    made.roster()
    made.requests(
        [
            {**ROW, "request_id": "R-1"},
            {**ROW, "request_id": "R-2", "tin": "", "date_of_birth": ""},
            {**ROW, "request_id": "R-3", "first_name": "Somebody", "tin": "", "last_name": "Else"},
        ]
    )
    said = made.check("--roster", "roster", compared=False)
    assert said.code == 0, said.err
    return made
