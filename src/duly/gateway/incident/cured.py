"""The counterfactual: a few of the same people, asked for the way the statute says.

It proves two things at once. The gate is no blanket refusal: the cured rows can be released.
And a complete header is not enough: the last rows carry a relative's TIN and must not be.
"""

import csv
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duly.gateway.incident import letters, names

if TYPE_CHECKING:
    import duckdb

RIGHT, WRONG = 24, 6
"""How many cured rows mean the person whose TIN they carry, and how many do not (X17)."""


# People who lived at one street address all three years. Households of two people of one name,
# or of twins, are left to the rows that must not pass. In a small incident the TIN path has too
# few of them, so the right people of rows that the old rules did not send follow.
_RIGHT = f"""
SELECT r.request_id, p.person_id, p.first, p.middle, p.last, p.suffix, p.born, p.tin, place.text
FROM request r JOIN person p USING (person_id) JOIN household h USING (h)
  JOIN place ON place.h = p.h AND place.old = 0
WHERE r.stratum IN ('address_not_compared', 'address_differs', 'address_blank',
    'spelled_differently') AND is_home
  AND p.kind IN ('single', 'couple') AND p.middle <> '' AND first_year = 2022 AND move_year IS NULL
ORDER BY r.stratum NOT IN ('address_not_compared', 'address_differs'),
  draw('cured', p.n, 1000000007), p.n LIMIT {RIGHT}
"""

_WRONG = f"""
SELECT '', p.person_id, p.first, p.middle, p.last, p.suffix, p.born, relative.tin, place.text
FROM relative JOIN person p USING (n) JOIN household h ON h.h = p.h
  JOIN place ON place.h = p.h AND place.old = 0
WHERE is_home AND first_year = 2022 AND move_year IS NULL
ORDER BY row_number() OVER (PARTITION BY p.kind ORDER BY draw('cured', p.n, 1000000007), p.n),
  p.kind LIMIT {WRONG}
"""


def write_cured(con: "duckdb.DuckDBPyConnection", folder: Path, with_notice: Path) -> None:
    """Write the folders ``cured`` and ``cured-with-notice``."""
    folder.mkdir()
    with_notice.mkdir()
    people = con.execute(_RIGHT).fetchall() + con.execute(_WRONG).fetchall()
    rows = [_row(number, person[2:]) for number, person in enumerate(people, start=1)]
    _write(folder / "requests.csv", rows[0], (row.values() for row in rows))
    _write(
        folder / "answers.csv",
        ("request_id", "question", "answer", "because", "by", "on"),
        (
            (row["request_id"], "i2.B.iv.specific", "yes", _because(row), _READER, "2025-08-05")
            for row in rows
        ),
    )
    _write(
        folder / "truth.csv",
        ("request_id", "defect", "person_id", "request_id_in_incident"),
        (
            (row["request_id"], "" if person[0] else "X17", person[1], person[0])
            for row, person in zip(rows, people, strict=True)
        ),
    )
    (folder / "letter.toml").write_text(letters.CURED_LETTER, encoding="utf-8")
    (folder / "custodian.toml").write_text(letters.CURED_CUSTODIAN, encoding="utf-8")
    (with_notice / "custodian.toml").write_text(letters.NOTICE_CUSTODIAN, encoding="utf-8")


_READER = "Invented Disclosure Officer"


def _because(row: Mapping[str, str]) -> str:
    """Say why the reason of this row is specific, in words that name its matter."""
    return f"The reason names what happened in matter {row['matter_id']} and when."


def _row(number: int, person: tuple[Any, ...]) -> dict[str, str]:
    """One complete row: own matter, own officer, own reason, own years."""
    first, middle, last, suffix, born, tin, address = person
    matter_id = f"INV-2025-{number:05d}"
    event = date(2025, 4, 14) + timedelta(days=2 * number)
    periods = ("2022-2024", "2023-2024", "2024", "2022; 2024")[number % 4]
    agent = names.MALE[-number] if number % 2 else names.FEMALE[-number]
    return {
        "request_id": f"C-{number:03d}",
        "first_name": first,
        "middle_name": middle,
        "last_name": last,
        "suffix": suffix,
        "address": address,
        "tin": tin,
        "date_of_birth": born.isoformat(),
        "periods": periods,
        "statute": "8 U.S.C. 1253(a)(1)",
        "reason": letters.specific_reason(number, matter_id, event, periods),
        "matter_kind": "investigation",
        "matter_id": matter_id,
        "matter_status": "open",
        "matter_opened_on": (event - timedelta(days=1)).isoformat(),
        "us_party": "yes",
        "uses": "criminal_investigation",
        "recipient_name": f"Special Agent {agent} {names.SURNAMES[-number]}",
        "recipient_employment": "employee_of_agency",
        "recipient_role": "case_personnel",
        "removal_order_final_on": "2025-01-10",
        "removal_order_number": f"RO-C{number:06d}",
        "removal_order_ground": "1227a",
        "removal_order_stayed": "no",
        "offence_acts": "failure_to_depart",
        "relief_pending": "no",
    }


def _write(path: Path, header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
