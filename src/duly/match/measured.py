"""The measured error of matching: how often each kind of match was wrong, and how sure that is.

A *cell* is a kind of match: name level, address level, middle name, second identifier, such as
``0;0;agree;tin``. ``data/measured.csv`` ships what was measured on invented populations that
were generated after the rules were frozen; a custodian may measure on its own labelled sample
(``duly match measure``) and use that table instead. Bounds are one-sided 95 % upper bounds of
the rate of wrong answers, with the count of wrong ones taken as Poisson.
"""

import csv
import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from duly.match.errors import ErrorTableError

COLUMNS = ("data", "rivals", "relatives_percent", "cell", "answers", "wrong")
_CONFIDENCE = 0.95
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Cell:
    """What was measured of one cell: ``wrong`` of ``answers`` meant another person.

    ``data`` names the population, ``rivals`` the policy (near or wide) and
    ``relatives_percent`` the share of requests that carried a relative's TIN.
    """

    data: str
    rivals: str
    relatives_percent: int
    cell: str
    answers: int
    wrong: int

    @property
    def per_million(self) -> float | None:
        """Wrong answers per million; None where nothing was answered."""
        return self.wrong * _MILLION / self.answers if self.answers else None

    @property
    def bound_per_million(self) -> float | None:
        """The one-sided 95 % upper bound, per million; None where nothing was answered."""
        if not self.answers:
            return None
        return min(upper_bound(self.wrong) * _MILLION / self.answers, float(_MILLION))


def upper_bound(wrong: int) -> float:
    """The one-sided 95 % upper bound of a Poisson mean of which ``wrong`` were counted.

    Solves P(X <= wrong; mean) = 0.05 by bisection: 0 gives 3.00, 1 gives 4.74, 2 gives 6.30.
    """
    if wrong < 0:
        raise ValueError("a count cannot be negative")
    low, high = float(wrong), wrong + 4 * math.sqrt(wrong + 1) + 4
    for _ in range(80):
        middle = (low + high) / 2
        terms = (
            math.exp(k * math.log(middle) - middle - math.lgamma(k + 1)) for k in range(wrong + 1)
        )
        if math.fsum(terms) > 1 - _CONFIDENCE:
            low = middle
        else:
            high = middle
    return high


def pooled(cells: Iterable[Cell]) -> Cell:
    """Add up cells, as one named ``all``."""
    found = list(cells)
    first = found[0] if found else Cell("", "", 0, "", 0, 0)
    return Cell(
        " + ".join(sorted({cell.data for cell in found})),
        first.rivals,
        first.relatives_percent,
        "all",
        sum(cell.answers for cell in found),
        sum(cell.wrong for cell in found),
    )


@dataclass(frozen=True, slots=True)
class ErrorTable:
    """All that was measured, with the hash of its rows for the receipt."""

    cells: Sequence[Cell]
    sha256: str

    def under(self, rivals: str, relatives_percent: int) -> Mapping[str, Cell]:
        """The cells measured under these rivals and this share of relatives' TINs, pooled by cell.

        Where nothing was measured the mapping is empty, and nothing can be released.
        """
        found: dict[str, list[Cell]] = {}
        for cell in self.cells:
            if (cell.rivals, cell.relatives_percent) == (rivals, relatives_percent):
                found.setdefault(cell.cell, []).append(cell)
        return {
            name: Cell(
                pooled(cells).data,
                rivals,
                relatives_percent,
                name,
                sum(cell.answers for cell in cells),
                sum(cell.wrong for cell in cells),
            )
            for name, cells in sorted(found.items())
        }


def identifier_of(cell: str) -> str:
    """The second identifier of a cell, such as ``tin``; blank if it names none."""
    return cell.rpartition(";")[2] if ";" in cell else ""


def released(
    cells: Mapping[str, Cell], *, cell_bound: int | None, pooled_bound: int | None
) -> tuple[str, ...]:
    """The cells that policy releases, sorted.

    A cell whose own estimate exceeds ``cell_bound`` per million is left out. Of the others, those
    with the highest estimate are left out until the 95 % upper bound of all together is at most
    ``pooled_bound`` per million. That is asked of each second identifier by itself, because the
    same requests are counted once with each. None means no bound. A cell without answers is
    never released.
    """
    found: list[str] = []
    for second in {identifier_of(cell.cell) for cell in cells.values()}:
        kept = sorted(
            (c for c in cells.values() if c.answers and identifier_of(c.cell) == second),
            key=lambda cell: (cell.per_million or 0, cell.cell),
        )
        if cell_bound is not None:
            kept = [cell for cell in kept if (cell.per_million or 0) <= cell_bound]
        while kept and pooled_bound is not None:
            bound = pooled(kept).bound_per_million
            if bound is not None and bound <= pooled_bound:
                break
            kept.pop()
        found += [cell.cell for cell in kept]
    return tuple(sorted(found))


def shipped_table() -> ErrorTable:
    """The table that ships with the program."""
    text = files("duly.match").joinpath("data/measured.csv").read_text(encoding="utf-8")
    return parse_table(text, "measured.csv")


def read_table(path: Path) -> ErrorTable:
    """Read a custodian's own table. Raises ErrorTableError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise ErrorTableError(
            "The file is not there or is not UTF-8 text.",
            "Name the file that duly match measure wrote.",
            file=path.name,
        ) from None
    return parse_table(text, path.name)


def parse_table(text: str, name: str) -> ErrorTable:
    """Read the CSV text of a table. Raises ErrorTableError with row and column."""
    rows = csv.DictReader(text.splitlines())
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise ErrorTableError(
            "The table lacks columns.",
            f"Its columns are {', '.join(COLUMNS)}; duly match measure writes them.",
            file=name,
            row=1,
            column=", ".join(missing),
        )
    cells = [_cell(row, name, number) for number, row in enumerate(rows, start=2)]
    canonical = "\n".join(
        sorted(",".join(str(getattr(cell, column)) for column in COLUMNS) for cell in cells)
    )
    return ErrorTable(tuple(cells), hashlib.sha256(canonical.encode()).hexdigest())


def _cell(row: Mapping[str, str | None], name: str, number: int) -> Cell:
    counts = {}
    for column in ("relatives_percent", "answers", "wrong"):
        value = (row[column] or "").strip()
        if not (value.isascii() and value.isdigit()):
            raise ErrorTableError(
                "This is not a count.",
                "Write a whole number, 0 or more.",
                file=name,
                row=number,
                column=column,
            )
        counts[column] = int(value)
    if counts["wrong"] > counts["answers"]:
        raise ErrorTableError(
            "More answers are wrong than there are answers.",
            "Check the two counts.",
            file=name,
            row=number,
            column="wrong",
        )
    return Cell(
        data=row["data"] or "",
        rivals=row["rivals"] or "",
        relatives_percent=counts["relatives_percent"],
        cell=row["cell"] or "",
        answers=counts["answers"],
        wrong=counts["wrong"],
    )
