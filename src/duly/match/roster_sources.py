"""Where a roster comes from: three standard files, or a custodian's own tables by a mapping.

A roster has three tables of ours:

=============== ===========================================================================
table           columns
=============== ===========================================================================
person          person_id, tin, tin_type, date_of_birth
person_name     person_id, first, middle, last, suffix, source, period
person_address  person_id, role, source, period, and either address or the parts
                number, street, unit, po_box, city, state, zip
=============== ===========================================================================

``person_id`` is the custodian's own key and stands once in ``person``. ``tin`` is nine digits,
with or without hyphens; anything else counts as no TIN. ``date_of_birth`` is YYYY-MM-DD.
``role`` is taxpayer, spouse, dependent or payee. ``address`` is one line as on file; of the
parts, ``street`` is without number and unit. ``period`` is YYYY, YYYY-MM, YYYYMM or
YYYY-MM-DD; a name without a period holds for all years. Other columns are ignored.

In a folder without ``roster.toml`` each table is one file named after it. A ``roster.toml``
says for each table which files of the custodian it is made of and how their columns are
called (``duly template roster`` prints one).
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from duly.match.errors import RosterError

MAPPING: Final = "roster.toml"
ROLES: Final = ("taxpayer", "spouse", "dependent", "payee")
ADDRESS_PARTS: Final = ("number", "street", "unit", "po_box", "city", "state", "zip")

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "person": ("person_id", "tin", "tin_type", "date_of_birth"),
    "person_name": ("person_id", "first", "middle", "last", "suffix", "source", "period"),
    "person_address": ("person_id", "role", "address", "source", "period"),
}
"""The columns of each table; in person_address ADDRESS_PARTS may stand for ``address``."""

KINDS: Final[Mapping[str, str]] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".jsonl": "json",
    ".ndjson": "json",
    ".duckdb": "duckdb",
    ".db": "duckdb",
}
"""How a source is read, by the ending of its name."""

_MOST_SOURCES: Final = 100  # per table: persons remember theirs as bits of one number


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that stands for a whole column; blank if the custodian does not keep it."""

    value: str


@dataclass(frozen=True, slots=True)
class Source:
    """One file that (a part of) a table of ours is made of.

    ``table`` is ours, ``name`` the file as the user wrote it, ``theirs`` the table inside a
    DuckDB database, ``columns`` maps our columns to theirs or to a constant; it is None for a
    standard file, whose columns are called as ours are.
    """

    table: str
    path: Path
    name: str
    columns: Mapping[str, str | Constant] | None = None
    theirs: str = ""

    @property
    def kind(self) -> str:
        """How it is read: csv, parquet, json or duckdb."""
        return KINDS[self.path.suffix.lower()]

    @property
    def place(self) -> str:
        """What an error calls it: the file, and the table inside it."""
        return f"{self.name}, table {self.theirs}" if self.theirs else self.name


@dataclass(frozen=True, slots=True)
class RosterFiles:
    """The sources of the three tables, each at least one."""

    person: tuple[Source, ...]
    person_name: tuple[Source, ...]
    person_address: tuple[Source, ...]

    def of(self, table: str) -> tuple[Source, ...]:
        """Give the sources of the table ``table``."""
        return {
            "person": self.person,
            "person_name": self.person_name,
            "person_address": self.person_address,
        }[table]

    def path(self, table: str) -> Path:
        """Give the file of a table that has only one source."""
        (source,) = self.of(table)
        return source.path

    @classmethod
    def at(cls, path: Path) -> "RosterFiles":
        """Find the sources that ``path`` names: a mapping, or a folder.

        Raises RosterError if it is neither, if a file is missing or if the mapping is wrong.
        """
        if path.is_dir():
            mapping = path / MAPPING
            return cls.mapped(mapping) if mapping.is_file() else cls.in_folder(path)
        if path.suffix.lower() == ".toml" and path.is_file():
            return cls.mapped(path)
        raise RosterError(
            "This is no roster." if path.exists() else "There is no such folder or file.",
            f"Give a folder with the three tables or with {MAPPING}, a mapping (.toml), or a "
            "file that duly roster build wrote.",
            file=path.name,
        )

    @classmethod
    def in_folder(cls, folder: Path) -> "RosterFiles":
        """Find the three standard files, each as CSV or Parquet but not as both."""
        return cls(*((_standard(folder, table),) for table in COLUMNS))

    @classmethod
    def mapped(cls, path: Path) -> "RosterFiles":
        """Read a mapping; its files are named from its own folder."""
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            raise RosterError(
                "This is not readable as TOML.",
                "Compare it with: duly template roster.",
                file=path.name,
            ) from None
        unknown = [key for key in content if key not in COLUMNS]
        if unknown:
            raise _mapping_error(
                path, unknown[0], "There is no such table.", f"Write one of {_listed(COLUMNS)}."
            )
        return cls(*(tuple(_sources(path, table, content.get(table))) for table in COLUMNS))


def _standard(folder: Path, table: str) -> Source:
    found = [p for p in (folder / f"{table}.csv", folder / f"{table}.parquet") if p.is_file()]
    if len(found) == 1:
        return Source(table, found[0], found[0].name)
    raise RosterError(
        f"The folder holds {table} both as CSV and as Parquet."
        if found
        else "The folder has no such file, neither as CSV nor as Parquet.",
        "Keep one of the two."
        if found
        else f"Write {table}.csv or {table}.parquet there, or a {MAPPING} that says which of your "
        "tables it is.",
        file=table,
    )


def _sources(path: Path, table: str, entries: object) -> Iterator[Source]:
    """Read the entries of one table of the mapping."""
    if not isinstance(entries, list) or not entries:
        raise _mapping_error(
            path,
            table,
            "No source is given for this table.",
            f"Write [[{table}]] with file = and a line for each column.",
        )
    if len(entries) > _MOST_SOURCES:
        raise _mapping_error(
            path, table, f"There are more than {_MOST_SOURCES} sources.", "Put some together."
        )
    for number, entry in enumerate(entries, start=1):
        at = f"{table}, source {number}" if len(entries) > 1 else table
        if not isinstance(entry, dict):
            raise _mapping_error(
                path, at, "This is no source.", f"Write [[{table}]] with double brackets."
            )
        yield _source(path, table, at, entry)


def _source(path: Path, table: str, at: str, entry: dict[str, Any]) -> Source:
    entry = dict(entry)
    name = _file_name(path, at, entry.pop("file", None))
    theirs = entry.pop("table", "")
    if not isinstance(theirs, str):
        raise _mapping_error(path, f"{at}, table", "This is no name.", "Write it in quotes.")
    is_database = KINDS[Path(name).suffix.lower()] == "duckdb"
    if is_database != bool(theirs):
        raise _mapping_error(
            path,
            f"{at}, table",
            "The table inside the database is not named."
            if is_database
            else "Only a DuckDB database has tables inside.",
            'Add table = "…".' if is_database else "Remove table.",
        )
    return Source(table, path.parent / name, name, _columns(path, table, at, entry), theirs)


def _file_name(path: Path, at: str, name: object) -> str:
    where = f"{at}, file"
    if not isinstance(name, str) or not name:
        raise _mapping_error(path, where, "No file is given.", 'Add file = "…".')
    if Path(name).suffix.lower() not in KINDS:
        raise _mapping_error(
            path,
            where,
            "This is no kind of file that can be read.",
            f"Its name must end in one of {_listed(KINDS)}.",
        )
    return name


def _columns(
    path: Path, table: str, at: str, entry: dict[str, Any]
) -> Mapping[str, str | Constant]:
    """Check that every column of ours is mapped, and none that is not ours."""
    wanted = COLUMNS[table]
    if table == "person_address":
        in_parts = [part for part in ADDRESS_PARTS if part in entry]
        if in_parts and "address" in entry:
            raise _mapping_error(
                path,
                f"{at}, address",
                "The address is given both in one line and in parts.",
                f"Keep address, or the parts {_listed(ADDRESS_PARTS)}.",
            )
        if in_parts:
            wanted = address_columns(parts=True)
    for column, value in entry.items():
        if column not in wanted:
            raise _mapping_error(
                path,
                f"{at}, {column}",
                "There is no such column.",
                f"The table has {_listed(wanted)}; the file is named by file.",
            )
        if not _is_mapped(value):
            raise _mapping_error(
                path,
                f"{at}, {column}",
                "This is neither a name nor a value.",
                'Write the name of your column in quotes, or { value = "…" } if every row has '
                "the same.",
            )
    missing = [column for column in wanted if column not in entry]
    if missing:
        raise _mapping_error(
            path,
            f"{at}, {', '.join(missing)}",
            "This column is not mapped." if len(missing) == 1 else "These columns are not mapped.",
            'Write the name of your column, or { value = "" } if you do not keep it.',
        )
    if isinstance(entry["person_id"], dict):
        raise _mapping_error(
            path, f"{at}, person_id", "The key is the same in all rows.", "Name your key's column."
        )
    return {
        column: Constant(value["value"].strip()) if isinstance(value, dict) else value
        for column, value in entry.items()
    }


def _is_mapped(value: object) -> bool:
    if isinstance(value, dict):
        return list(value) == ["value"] and isinstance(value["value"], str)
    return isinstance(value, str) and bool(value)


def address_columns(*, parts: bool) -> tuple[str, ...]:
    """Give the columns of person_address, in one line or in parts."""
    kept = tuple(c for c in COLUMNS["person_address"] if c != "address")
    return (*kept, *ADDRESS_PARTS) if parts else COLUMNS["person_address"]


def _mapping_error(path: Path, where: str, problem: str, what_to_do: str) -> RosterError:
    return RosterError(problem, what_to_do, file=path.name, column=where)


def _listed(names: "Mapping[str, Any] | tuple[str, ...]") -> str:
    return ", ".join(names)
