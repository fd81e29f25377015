"""The three files of a roster: their columns, how they are read, what is refused.

=============== ===========================================================================
file            columns
=============== ===========================================================================
person          person_id, tin, tin_type, date_of_birth
person_name     person_id, first, middle, last, suffix, source, period
person_address  person_id, role, address, source, period
=============== ===========================================================================

Each is ``NAME.csv`` (UTF-8, comma, header) or ``NAME.parquet``. ``person_id`` is the
custodian's own key and stands once in ``person``. ``tin`` is nine digits, with or without
hyphens; anything else counts as no TIN. ``date_of_birth`` is YYYY-MM-DD. ``role`` is
taxpayer, spouse, dependent or payee. ``address`` is one line as on file. ``period`` is YYYY,
YYYY-MM, YYYYMM or YYYY-MM-DD; a name without a period holds for all years. Other columns
are ignored.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from duly.match.errors import RosterError

ROLES = ("taxpayer", "spouse", "dependent", "payee")

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "person": ("person_id", "tin", "tin_type", "date_of_birth"),
    "person_name": ("person_id", "first", "middle", "last", "suffix", "source", "period"),
    "person_address": ("person_id", "role", "address", "source", "period"),
}


@dataclass(frozen=True, slots=True)
class RosterFiles:
    """Where the three files of a roster are."""

    person: Path
    person_name: Path
    person_address: Path

    @classmethod
    def in_folder(cls, folder: Path) -> "RosterFiles":
        """Find the three files in ``folder``, each as CSV or Parquet but not as both."""
        return cls(*(_find(folder, name) for name in COLUMNS))

    def path(self, name: str) -> Path:
        """Give the file of the table ``name``."""
        return {
            "person": self.person,
            "person_name": self.person_name,
            "person_address": self.person_address,
        }[name]


def raw_table(name: str) -> str:
    """Name the temporary table that holds the file of ``name`` as text."""
    return f"roster_raw_{name}"


def read_files(con: duckdb.DuckDBPyConnection, files: RosterFiles) -> None:
    """Read the three files as text into temporary tables; columns are checked first."""
    headers = {name: _header(con, files.path(name)) for name in COLUMNS}
    for name, wanted in COLUMNS.items():
        missing = [column for column in wanted if column not in headers[name]]
        if missing:
            raise RosterError(
                "The column is missing." if len(missing) == 1 else "The columns are missing.",
                f"Add a header named so; {name} has the columns {', '.join(wanted)}.",
                file=files.path(name).name,
                column=", ".join(missing),
            )
    for name in COLUMNS:
        _read(con, name, files.path(name), headers[name])


def _find(folder: Path, name: str) -> Path:
    found = [p for p in (folder / f"{name}.csv", folder / f"{name}.parquet") if p.is_file()]
    if len(found) == 1:
        return found[0]
    raise RosterError(
        f"The folder holds {name} both as CSV and as Parquet."
        if found
        else "The folder has no such file, neither as CSV nor as Parquet.",
        "Keep one of the two." if found else f"Write {name}.csv or {name}.parquet there.",
        file=name,
    )


def _header(con: duckdb.DuckDBPyConnection, path: Path) -> list[str]:
    if not path.is_file():
        raise RosterError("The file is not there.", "Check its name.", file=path.name)
    if path.suffix == ".parquet":
        try:
            cursor = con.execute("SELECT * FROM read_parquet($f) LIMIT 0", {"f": str(path)})
            return [column[0] for column in cursor.description or []]
        except duckdb.Error:
            raise RosterError(
                "The file is not readable as Parquet.", "Write it again.", file=path.name
            ) from None
    try:
        with path.open(encoding="utf-8-sig", newline="") as text:
            header = next(csv.reader(text), [])
    except (UnicodeDecodeError, csv.Error):
        raise RosterError(
            "The header is not readable as UTF-8 text.", "Save it as CSV UTF-8.", file=path.name
        ) from None
    if len(set(header)) != len(header):
        raise RosterError(
            "Two columns have the same name.", "Rename one of them.", file=path.name, row=1
        )
    return header


def _read(con: duckdb.DuckDBPyConnection, name: str, path: Path, header: list[str]) -> None:
    """Copy the wanted columns as trimmed text, blank as NULL, in the order of the file."""
    wanted = ", ".join(
        f'nullif(trim("{column}"::VARCHAR), \'\') AS "{column}"' for column in COLUMNS[name]
    )
    parameters: dict[str, object] = {"f": str(path)}
    if path.suffix == ".parquet":
        scan = "read_parquet($f)"
    else:
        scan = (
            "read_csv($f, columns = $columns, header = true, auto_detect = false, delim = ',', "
            "quote = '\"', escape = '\"', strict_mode = true)"
        )
        parameters["columns"] = dict.fromkeys(header, "VARCHAR")
    try:
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE {raw_table(name)} AS SELECT {wanted} FROM {scan}",
            parameters,
        ).fetchall()
    except duckdb.Error as error:
        # DuckDB's own text quotes the line with its values; only the number may leave here.
        line = re.search(r"CSV Error on Line: (\d+)", str(error))
        raise RosterError(
            "The row does not have the columns of the header, or is not UTF-8 text.",
            "Check its commas, quotation marks and line ends, and the encoding (CSV UTF-8).",
            file=path.name,
            row=int(line.group(1)) if line else None,
        ) from None
