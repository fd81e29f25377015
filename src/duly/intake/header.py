"""The header row: which of the user's columns is which of ours."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from duly.errors import InputError, UsageError
from duly.gateway.model import REQUIRED_COLUMNS, ROW_COLUMNS
from duly.intake.columns import FACT_COLUMNS
from duly.intake.text import Unreadable, plain
from duly.intake.words import near, some, spell
from duly.store.files import plain_cell

ADDED = ("duly_row", "duly_reason", "duly_law")
"""The columns that a reject file adds; dropped again when such a file is sent in."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file's columns stand to ours.

    ``names`` are the user's columns as written; ``used`` maps our names to places in a row,
    ``labels`` our names to the user's; ``extra`` are the user's columns that are not used;
    ``kept`` the places that go to a reject file; ``guarded`` says that the file is itself a
    reject file, whose cells carry the formula guard.
    """

    names: tuple[str, ...]
    used: dict[str, int]
    labels: dict[str, str]
    extra: tuple[str, ...]
    kept: tuple[int, ...]
    guarded: bool


def layout(
    file: str,
    row: int,
    header: Sequence[str],
    mapping: Mapping[str, str],
    required: Sequence[str] = REQUIRED_COLUMNS,
) -> Layout:
    """Match a header to our columns.

    ``mapping`` leads from the user's names to ours. Raises UsageError for a mapping that
    cannot be meant, InputError for duplicate or missing columns.
    """
    guarded = "duly_reason" in [name.strip() for name in header]
    written = tuple(plain_cell(name) if guarded else name for name in header)
    names = tuple(_name(name) for name in written)
    _check_mapping(mapping)
    _check_names(file, row, names, mapping)
    used: dict[str, int] = {}
    for place, name in enumerate(names):
        ours = mapping.get(name, name)
        if ours not in ROW_COLUMNS and ours not in FACT_COLUMNS:
            continue
        if ours in used:
            raise InputError(
                f"two columns stand for {ours}: {names[used[ours]]} and {name}.",
                "Rename one of them, or leave out its --map.",
                file=file,
                row=row,
            )
        used[ours] = place
    extra = tuple(
        name or f"(column {place + 1} has no name)"
        for place, name in enumerate(names)
        if place not in used.values() and name not in ADDED
    )
    missing = [name for name in required if name not in used]
    if missing:
        raise _missing(file, row, missing, [n for n in names if n in extra])
    return Layout(
        written,
        used,
        {ours: names[place] for ours, place in used.items()},
        extra,
        tuple(place for place, name in enumerate(names) if name not in ADDED),
        guarded,
    )


def similar(extra: Sequence[str], used: Mapping[str, int]) -> dict[str, str]:
    """Unused columns whose name is near one of ours that is not in the file, with that name."""
    free = [name for name in ROW_COLUMNS if name not in used]
    return {name: ours for name in extra if (ours := near(name, free))}


def _name(written: str) -> str:
    try:
        return plain(written) or ""
    except Unreadable:
        return written.strip()


def _is_header(names: Sequence[str], mapping: Mapping[str, str]) -> bool:
    """Tell whether a first row may be shown to the user: without a header, it is a record."""
    return any(mapping.get(name, name) in ROW_COLUMNS or near(name, ROW_COLUMNS) for name in names)


def _check_mapping(mapping: Mapping[str, str]) -> None:
    for theirs, ours in mapping.items():
        if ours not in ROW_COLUMNS and ours not in FACT_COLUMNS:
            guess = near(ours, (*ROW_COLUMNS, *FACT_COLUMNS))
            raise UsageError(
                f"--map {theirs}={ours}: duly has no column {ours}.",
                f"Did you mean {guess}?" if guess else f"Columns are: {', '.join(ROW_COLUMNS)}.",
            )
    twice = [ours for ours, count in Counter(mapping.values()).items() if count > 1]
    if twice:
        raise UsageError(
            f"--map names {twice[0]} more than once.", "Map one column to it, and only one."
        )


def _check_names(file: str, row: int, names: Sequence[str], mapping: Mapping[str, str]) -> None:
    twice = [name for name, count in Counter(names).items() if count > 1 and name]
    if not _is_header(names, mapping):
        raise InputError(
            "this row does not look like a row of column names: none of them is known.",
            f"The first row must name the columns, among them {', '.join(REQUIRED_COLUMNS)}.",
            file=file,
            row=row,
        )
    if twice:
        raise InputError(
            f"two columns have the same name: {some(twice)}.",
            "Give each column its own name.",
            file=file,
            row=row,
        )
    absent = [theirs for theirs in mapping if theirs not in names]
    if absent:
        raise UsageError(
            f"--map names a column that {file} does not have: {some(absent)}.",
            f"The file has: {some(names, 40)}.",
        )


def _missing(file: str, row: int, missing: Sequence[str], free: Sequence[str]) -> InputError:
    hints = []
    for ours in missing:
        found = near(ours, free, cutoff=0.6)
        if found:
            how = "is" if spell(found) == ours else "may be"
            hints.append(f'Column {found} {how} {ours}: add --map "{found}={ours}".')
    plural = "columns are" if len(missing) > 1 else "column is"
    return InputError(
        f"{'these ' if len(missing) > 1 else 'this '}{plural} missing: {', '.join(missing)}.",
        " ".join(hints) or 'Add them, or name the ones you have: --map "yours=ours".',
        file=file,
        row=row,
    )
