"""An empty mapping of a custodian's tables (roster.toml), and its JSON schema."""

from typing import Any

from duly.match.roster_sources import ADDRESS_PARTS, COLUMNS, KINDS, ROLES

_SAYS = {
    "person_id": "your own key of the person",
    "tin": "nine digits, stored as text",
    "tin_type": "SSN, ITIN …",
    "date_of_birth": "YYYY-MM-DD or a column of dates",
    "first": "first name",
    "middle": "middle name or initial",
    "last": "last name",
    "suffix": "Jr, Sr, II …",
    "source": "the form or file it stood on",
    "period": "YYYY, YYYY-MM or YYYY-MM-DD",
    "role": " | ".join(ROLES),
    "address": "in one line, as on file",
    "number": "house number",
    "street": "without number and unit: N MAIN ST",
    "unit": "as on file: APT 5",
    "po_box": "box number",
    "city": "city",
    "state": "two letters",
    "zip": "ZIP Code, stored as text",
}
_FILES = {
    "person": 'file = "clients.csv"',
    "person_name": 'file = "names_2024.parquet"',
    "person_address": 'file = "records.duckdb"\ntable = "addresses"',
}
_HEAD = f"""\
# How the tables of a roster are found in your own files. Names of files are relative to this one.
# file: a name that ends in {", ".join(KINDS)}
#       (with table = "…" for a table inside a DuckDB database).
# Every other line names one of your columns, or {{ value = "…" }} if every row has the same;
# {{ value = "" }} says that you do not keep it. Repeat a [[table]] for each further file,
# one for each year for example.
"""


def roster_template() -> str:
    """Give a commented roster.toml in which each of our columns has a line."""
    lines = [_HEAD]
    for table, columns in COLUMNS.items():
        lines += [f"[[{table}]]", _FILES[table]]
        for column in columns:
            value = '{ value = "taxpayer" }' if column == "role" else '""'
            lines.append(f"{column} = {value}  # {_SAYS[column]}")
            if column == "address":
                lines.append("# or, in place of address, all of its parts:")
                lines += [f'# {part} = ""  # {_SAYS[part]}' for part in ADDRESS_PARTS]
        lines.append("")
    return "\n".join(lines)


def roster_schema() -> dict[str, Any]:
    """Give the JSON schema of a mapping."""
    column = {
        "anyOf": [
            {"type": "string", "minLength": 1},
            {
                "type": "object",
                "properties": {"value": {"type": "string"}},
                "required": ["value"],
                "additionalProperties": False,
            },
        ]
    }
    tables: dict[str, Any] = {}
    for table, columns in COLUMNS.items():
        parts = ADDRESS_PARTS if table == "person_address" else ()
        own = {name: {**column, "description": _SAYS[name]} for name in (*columns, *parts)}
        needed = [name for name in columns if name != "address"]
        tables[table] = {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "properties": {
                    "file": {"type": "string"},
                    "table": {"type": "string", "description": "table inside a DuckDB database"},
                    **own,
                },
                "required": ["file", *needed],
                "additionalProperties": False,
            },
        }
    return {"type": "object", "properties": tables, "required": list(tables)}
