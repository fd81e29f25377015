"""The matching rules of August 2025, as reported: a baseline for comparison.

**duly never decides with this.** A court found the disclosures made by the TIN rule unlawful;
the rules stand here so that they can be run over the same rows as duly, and counted.

Two rules, mutually exclusive: a row with a TIN goes the TIN path, any other row the address
path. Where the reports are silent, the choice is ours and said so:

- *TIN path* (reported): TIN and name agree with the custodian's records. Name is taken as the
  name control of IRS TIN matching, the first four letters of the surname. The address was not
  compared. Reported in two forms: ``v-a``, the address field is not blank; ``v-b``, it holds
  "any 5-digit or 9-digit number" (whether a hyphenated ZIP+4 counted is not known).
- *Address path* (algorithm not reported): exact equality of the text of first name, surname and
  address with any name and address on file for one person.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from duly.errors import UsageError

if TYPE_CHECKING:
    import duckdb

Variant = Literal["v-a", "v-b"]
"""The two reported forms of the TIN rule's look at the address field."""

ZIP_PROXY = r"(?<!\d)(\d{5}|\d{9})(?!\d)"
"""What passed for an address under v-b, as a Python pattern over ASCII digits."""

# The same test for DuckDB, whose patterns cannot look around.
_ZIP_PROXY_SQL = "(^|[^0-9])([0-9]{5}|[0-9]{9})([^0-9]|$)"


def name_control(column: str) -> str:
    """Write the first four letters of a surname, without accents, as SQL."""
    return f"left(regexp_replace(upper(strip_accents({column})), '[^A-Z]', '', 'g'), 4)"


def zip_proxy(column: str) -> str:
    """Write that there are five or nine digits in a row in an address, as SQL."""
    return f"regexp_matches(coalesce({column}, ''), '{_ZIP_PROXY_SQL}')"


def _blank(column: str) -> str:
    """Write that a field is missing or only spaces, as SQL."""
    return f"(coalesce(trim({column}), '') = '')"


def legacy_tin_a() -> str:
    """v-a of the TIN rule as SQL over a request ``q``: released when the address is not blank."""
    return f"{_tin_and_name_agree()} AND NOT {_blank('q.address')}"


def legacy_tin_b() -> str:
    """v-b of the TIN rule as SQL over a request ``q``: any five or nine digits in a row will do."""
    return f"{_tin_and_name_agree()} AND {zip_proxy('q.address')}"


def _tin_and_name_agree() -> str:
    return f"""q.request_id IN (
      SELECT r.request_id FROM legacy_request r
        JOIN legacy_person p ON p.tin = r.tin
        JOIN legacy_name m ON m.person_id = p.person_id
      WHERE {name_control("m.last")} = {name_control("r.last_name")})"""


def legacy_address() -> str:
    """Write the address rule as SQL over a request ``q``: every letter must agree."""
    return """q.request_id IN (
      SELECT r.request_id FROM legacy_request r
        JOIN legacy_place a ON a.address = r.address
        JOIN legacy_name m ON m.person_id = a.person_id
          AND m.first = r.first_name AND m.last = r.last_name)"""


@dataclass(frozen=True, slots=True)
class LegacyCounts:
    """What the rules of 2025 sent, by path."""

    rows: int
    tin: int
    address: int

    @property
    def released(self) -> int:
        """Rows sent by either path."""
        return self.tin + self.address


def run_legacy(
    con: "duckdb.DuckDBPyConnection",
    requests: Path | str,
    roster_folder: Path,
    variant: Variant,
) -> LegacyCounts:
    """Run the baseline and leave its answers in the table ``legacy(request_id, path, released)``.

    ``requests`` is a CSV file, or the name of a table with the same columns. Nothing in duly
    reads the table ``legacy`` to decide: it is for counting only.
    """
    if variant not in get_args(Variant):
        raise UsageError("The variant of the legacy rule is v-a or v-b.", "Name one of the two.")
    source = _csv(requests) if isinstance(requests, Path) else _name(requests)
    # Only what a request can touch is kept: a whole roster would be joined for nothing.
    for table, query in {
        "request": f"SELECT request_id, first_name, last_name, address, tin FROM {source}",
        "person": f"""SELECT person_id, tin FROM {_csv(roster_folder / "person.csv")}
            WHERE tin IN (SELECT tin FROM legacy_request)""",
        "place": f"""SELECT DISTINCT person_id, address
            FROM {_csv(roster_folder / "person_address.csv")}
            WHERE address IN (SELECT address FROM legacy_request WHERE {_blank("tin")})""",
        "name": f"""SELECT DISTINCT person_id, first, last
            FROM {_csv(roster_folder / "person_name.csv")} WHERE person_id IN (
              SELECT person_id FROM legacy_person UNION ALL SELECT person_id FROM legacy_place)""",
    }.items():
        con.execute(f"CREATE OR REPLACE TEMP TABLE legacy_{table} AS {query}")
    by_tin = legacy_tin_a() if variant == "v-a" else legacy_tin_b()
    con.execute(f"""
        CREATE OR REPLACE TABLE legacy AS
        SELECT request_id, CASE WHEN {_blank("q.tin")} THEN 'address' ELSE 'tin' END AS path,
          CASE WHEN {_blank("q.tin")} THEN {legacy_address()} ELSE {by_tin} END AS released
        FROM legacy_request q""")
    return count_legacy(con)


def count_legacy(con: "duckdb.DuckDBPyConnection") -> LegacyCounts:
    """Count the table that ``run_legacy`` left."""
    rows, tin, address = con.execute("""
        SELECT count(*), count(*) FILTER (released AND path = 'tin'),
          count(*) FILTER (released AND path = 'address') FROM legacy""").fetchall()[0]
    return LegacyCounts(rows, tin, address)


def _csv(path: Path) -> str:
    """Read every field as text: a TIN that begins with 0 is no number."""
    quoted = str(path).replace("'", "''")
    return f"read_csv('{quoted}', header = true, all_varchar = true)"


def _name(table: str) -> str:
    return '"' + table.replace('"', '""') + '"'
