"""Write the incident to a folder: one call, the same bytes for the same rows and seed."""

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from duly.errors import StorageError, UsageError
from duly.gateway.incident import letters
from duly.gateway.incident.cured import write_cured
from duly.gateway.incident.households import size_for
from duly.gateway.incident.people import LAST_YEAR, make_world
from duly.gateway.incident.readme import readme
from duly.gateway.incident.rows import make_requests, strangers_in
from duly.gateway.incident.strata import Strata, strata
from duly.store.engine import connect

if TYPE_CHECKING:
    import duckdb

MOST_ROWS = 1_800_000
"""Above this the numbers run out that no real person can have."""


@dataclass(frozen=True, slots=True)
class IncidentFiles:
    """Where the files are, and what was meant to be in them."""

    folder: Path
    strata: Strata

    @property
    def requests(self) -> Path:
        """The request file as submitted."""
        return self.folder / "requests.csv"

    @property
    def letter(self) -> Path:
        """The header letter."""
        return self.folder / "letter.toml"

    @property
    def custodian(self) -> Path:
        """What only the custodian knew."""
        return self.folder / "custodian.toml"

    @property
    def comparisons(self) -> Path:
        """The address comparisons that the custodian made."""
        return self.folder / "comparisons.csv"

    @property
    def roster(self) -> Path:
        """The folder of the custodian's roster."""
        return self.folder / "roster"

    @property
    def truth(self) -> Path:
        """The labels, for measuring only."""
        return self.folder / "truth.csv"

    @property
    def cured(self) -> Path:
        """The folder of the counterfactual requests."""
        return self.folder / "cured"

    @property
    def cured_with_notice(self) -> Path:
        """The folder of the custodian's file with notice to the court."""
        return self.folder / "cured-with-notice"

    @property
    def readme(self) -> Path:
        """What each file is."""
        return self.folder / "README.txt"


_EXPORTS = {
    "requests.csv": """
        SELECT request_id, first_name, last_name, address, date_of_birth, tin,
          removal_order_final_on, removal_order_number, fingerprint_id
        FROM request ORDER BY request_id""",
    # Only the address path compared addresses; the TIN path looked whether there was one.
    "comparisons.csv": """
        SELECT request_id, 'agrees' AS comparison,
          'Invented Custodian, address matching' AS "by", DATE '2025-08-04' AS "on"
        FROM request WHERE path = 'address' ORDER BY request_id""",
    "truth.csv": """
        SELECT request_id, stratum, nullif(defect, '') AS defect, path AS legacy_path, person_id
        FROM request ORDER BY request_id""",
    "roster/person.csv": """
        SELECT person_id, tin, 'ssn' AS tin_type, born AS date_of_birth
        FROM person WHERE on_roster ORDER BY n""",
    "roster/person_name.csv": """
        SELECT person_id, first, nullif(middle, '') AS middle, last, nullif(suffix, '') AS suffix,
          source, period
        FROM filed ORDER BY n, period""",
    "roster/person_address.csv": """
        SELECT person_id, role, text AS address, source, period
        FROM filed JOIN place ON place.h = filed.h
          AND place.old = (period < coalesce(move_year, 0))::INTEGER
        ORDER BY n, period""",
}

# One row per person and year on file; nobody is on file before birth.
_FILED = f"""
CREATE VIEW filed AS
SELECT p.*, move_year, period,
  CASE role WHEN 'payee' THEN 'form_w2' ELSE 'form_1040' END AS source
FROM person p JOIN household USING (h) JOIN range({LAST_YEAR - 2}, {LAST_YEAR + 1}) AS r(period)
  ON period >= first_year AND period >= year(born)
WHERE p.on_roster
"""


def build_incident(
    folder: Path,
    rows: int = 12_800,
    seed: int = 20_250_807,
    progress: Callable[[str], None] | None = None,
) -> IncidentFiles:
    """Build the incident in ``folder`` with ``rows`` requests; every person is invented.

    Files are written elsewhere first and moved in when all are complete, README.txt last.
    Other files in ``folder`` are left alone. ``progress`` is told what is being done.
    """
    if not 1 <= rows <= MOST_ROWS:
        raise UsageError(
            f"The incident can be built with 1 to {MOST_ROWS:,} rows.", "Choose such a number."
        )
    tell = progress or (lambda _: None)
    files = IncidentFiles(folder, strata(rows))
    import duckdb

    try:
        folder.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=".partial-", dir=folder))
        try:
            _write_all(partial, files.strata, seed, tell)
            _move_in(partial, folder)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    except (OSError, duckdb.IOException) as error:
        raise StorageError(
            "The incident cannot be written.",
            "Check the folder and the free space, then run the command again.",
        ) from error
    return files


def _write_all(folder: Path, counts: Strata, seed: int, tell: Callable[[str], None]) -> None:
    size = size_for(counts.rows, strangers_in(counts))
    with connect() as con:
        # Beyond its memory DuckDB spills to the partial folder.
        con.execute(f"SET temp_directory = {_quoted(folder / 'spill')}")
        tell("inventing people")
        make_world(con, size, seed)
        tell("writing requests")
        make_requests(con, counts, size)
        con.execute(_FILED)
        (folder / "roster").mkdir()
        for name, query in _EXPORTS.items():
            tell(f"writing {name}")
            _export(con, query, folder / name)
        write_cured(con, folder / "cured", folder / "cured-with-notice")
    (folder / "letter.toml").write_text(letters.INCIDENT_LETTER, encoding="utf-8")
    (folder / "custodian.toml").write_text(letters.INCIDENT_CUSTODIAN, encoding="utf-8")
    (folder / "README.txt").write_text(readme(counts, seed), encoding="utf-8")


def _export(con: "duckdb.DuckDBPyConnection", query: str, path: Path) -> None:
    con.execute(f"COPY ({query}) TO {_quoted(path)} (FORMAT csv, HEADER)")


def _quoted(path: Path) -> str:
    """Write a path as an SQL string: COPY takes no parameter there."""
    return "'" + str(path).replace("'", "''") + "'"


def _move_in(partial: Path, folder: Path) -> None:
    """Move every finished file to its place, README.txt last: with it the folder is whole."""
    found = (path for path in partial.rglob("*") if path.is_file() and "spill" not in path.parts)
    for path in sorted(found, key=lambda one: (one.name == "README.txt", str(one))):
        target = folder / path.relative_to(partial)
        target.parent.mkdir(exist_ok=True)
        os.replace(path, target)  # noqa: PTH105  (the call whose atomicity POSIX promises)
