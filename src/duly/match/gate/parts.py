"""Addresses that come in parts, at the speed of their distinct parts.

A roster of fifteen million rows has few distinct streets, units and places. Each distinct piece is
read once, by the code that reads whole lines, and the rows are put together with Arrow. Where
pieces could run into one another (``12 MAIN ST LAKE`` before ``DALLAS``) or are out of the
ordinary, the row is written as one line and read as such. The answer is always that of
``classify(one_line(...))``.
"""

from __future__ import annotations

from functools import reduce
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from duly.match.gate.bulk import SCHEMA, classify_column
from duly.match.gate.coded import Coded, together
from duly.match.gate.model import GateClass
from duly.match.gate.pieces import (
    Place,
    Street,
    Unit,
    one_line,
    plain_number,
    read_place,
    read_street,
    read_unit,
)

PARTS: Final = ("number", "street", "unit", "po_box", "city", "state", "zip")
"""Text columns that ``classify_parts`` reads; nulls are blank, other columns are ignored."""

_NOT_PARTS: Final = {"address_reasons", "address_present", "address_complete", "address_locates"}
PARTS_SCHEMA: Final = pa.schema([field for field in SCHEMA if field.name not in _NOT_PARTS])
"""Columns of the answer: ``address_class`` and the parts and keys of ``classify_column``."""

SLICE: Final = 1_000_000
"""Rows put together at once; bounds memory."""

_WORTH_PROCESSES: Final = 100_000
"""Lines from which on several processes are faster than one: each loads the tables first."""

_NO_UNIT: Final = Unit(-1)
_NO_STREET: Final = Street("", "", "", "", "", "")
_NO_PLACE: Final = Place("", "", "", government=False, before=())


def classify_parts(table: pa.Table, *, workers: int = 1) -> pa.Table:
    """Classify addresses in parts; row ``i`` of the result belongs to row ``i`` of ``table``.

    ``table``: the text columns ``PARTS``; ``street`` is without number and unit (``N MAIN ST``),
    ``po_box`` the box number. ``workers``: processes for the rows that are read as one line (see
    ``classify_column``). For several tables use one ``PartsGate``. Raises ``ValueError`` where a
    column is missing, ``TypeError`` where one is not text.
    """
    return PartsGate(workers=workers).classify(table)


class PartsGate:
    """Classifies tables of address parts and remembers each distinct piece from one to the next."""

    def __init__(self, *, workers: int = 1) -> None:
        self._workers = workers
        self._units: dict[str, Unit] = {}
        self._streets: dict[tuple[str, int, bool], Street] = {}
        self._places: dict[tuple[str, ...], Place] = {}
        self.rows = 0
        """Rows so far."""
        self.as_one_line = 0
        """How many of them were read as one line."""

    def classify(self, table: pa.Table) -> pa.Table:
        """Classify one table; see ``classify_parts``."""
        missing = [name for name in PARTS if name not in table.column_names]
        if missing:
            raise ValueError(f"the table of address parts lacks the columns {', '.join(missing)}")
        starts = range(0, table.num_rows, SLICE)
        slices = [self._slice(table.select(PARTS).slice(start, SLICE)) for start in starts]
        return pa.concat_tables(slices) if slices else PARTS_SCHEMA.empty_table()

    def _slice(self, table: pa.Table) -> pa.Table:
        given = {name: Coded.of_text(table.column(name)) for name in PARTS}
        unit = given["unit"].map(self._unit)
        number = given["number"].map(_kind_of_number)
        box = given["po_box"].map(_kind_of_number)
        street = together(
            given["street"], unit.map(lambda u: u.shape).distinct(), number.distinct()
        ).map(self._street)
        place = together(given["city"], given["state"], given["zip"]).map(self._place)

        placed = place.test(lambda p: p is not _NO_PLACE)
        on_street = _all(
            placed,
            street.test(lambda s: s is not _NO_STREET),
            box.test(lambda kind: kind == "blank"),
        )
        on_street = _without_running_together(on_street, street, unit, place)
        at_box = _all(
            placed,
            box.test(lambda kind: kind == "plain"),
            *(given[name].test(lambda text: not text) for name in ("number", "street", "unit")),
        )
        read = pc.or_(on_street, at_box)
        columns = _columns(given, street, unit, place, at_box)
        self.rows += table.num_rows
        left = table.filter(pc.invert(read))
        self.as_one_line += left.num_rows
        if left.num_rows:
            whole = self._whole_lines(left)
            columns = {
                name: pc.replace_with_mask(
                    column, pc.invert(read), whole.column(name).combine_chunks()
                )
                for name, column in columns.items()
            }
        return pa.table(columns, schema=PARTS_SCHEMA)

    def _unit(self, text: str) -> Unit:
        if text not in self._units:
            self._units[text] = read_unit(text) or _NO_UNIT
        return self._units[text]

    def _street(self, given: tuple[Any, ...]) -> Street:
        text, shape, kind = given
        if shape < 0 or kind == "odd":
            return _NO_STREET
        key = (text, shape, kind == "plain")
        if key not in self._streets:
            self._streets[key] = read_street(text, shape, numbered=key[2]) or _NO_STREET
        return self._streets[key]

    def _place(self, given: tuple[str, ...]) -> Place:
        if given not in self._places:
            city, state, zip_code = given
            self._places[given] = read_place(city, state, zip_code) or _NO_PLACE
        return self._places[given]

    def _whole_lines(self, table: pa.Table) -> pa.Table:
        texts = zip(*(table.column(name).fill_null("").to_pylist() for name in PARTS), strict=True)
        lines = pa.array([one_line(*row) for row in texts], pa.string())
        workers = self._workers if len(lines) > _WORTH_PROCESSES else 1
        return classify_column(lines, workers=workers).select(PARTS_SCHEMA.names)


def _kind_of_number(text: str) -> str:
    if not text:
        return "blank"
    return "plain" if plain_number(text) else "odd"


def _all(*masks: pa.Array) -> pa.Array:
    return reduce(pc.and_, masks)


def _without_running_together(
    rows: pa.Array, street: Coded[Street], unit: Coded[Unit], place: Coded[Place]
) -> pa.Array:
    """Leave out of ``rows`` those whose line may end in words that belong to the city."""
    doubtful = _all(rows, place.test(lambda p: bool(p.before)))
    at = pc.indices_nonzero(doubtful)
    if not len(at):
        return rows
    answers: Coded[bool] = together(
        street.map(lambda s: s.joined).distinct().take(at),
        unit.map(lambda u: u.joined).distinct().take(at),
        place.map(lambda p: p.before).distinct().take(at),
    ).map(lambda row: not _runs_together(*row))
    return pc.replace_with_mask(rows, doubtful, answers.test(bool))


def _runs_together(street: str, unit: str, before: tuple[str, ...]) -> bool:
    joined = street + unit
    return any(joined.endswith(words) or words.endswith(joined) for words in before)


def _columns(
    given: dict[str, Coded[str]],
    street: Coded[Street],
    unit: Coded[Unit],
    place: Coded[Place],
    at_box: pa.Array,
) -> dict[str, pa.Array]:
    """Return the columns of ``PARTS_SCHEMA``, right for the rows whose pieces could be read."""
    number, po_box = given["number"].text(str), given["po_box"].text(str)
    zip5 = place.text(lambda p: p.zip5)
    has_number = given["number"].test(bool)
    end = place.text(lambda p: f"|{p.zip5}")
    line = pc.if_else(
        at_box,
        pc.binary_join_element_wise("PO BOX", po_box, " "),
        pc.binary_join_element_wise(number, street.text(lambda s: s.line), " "),
    )
    keyed = pc.or_(at_box, has_number)
    line_key = pc.if_else(keyed, pc.binary_join_element_wise(line, end, ""), "")
    in_key = unit.text(lambda u: f" #{u.in_key}" if u.standard else "")
    key = pc.if_else(keyed, pc.binary_join_element_wise(line, in_key, end, ""), "")
    cls = pc.if_else(
        keyed,
        pc.if_else(
            place.test(lambda p: p.government),
            GateClass.INSTITUTION.value,
            pc.if_else(at_box, GateClass.PO_BOX.value, GateClass.OK.value),
        ),
        GateClass.NO_NUMBER.value,
    )
    return {
        "address_class": cls,
        "number": number,
        "predirectional": street.text(lambda s: s.predirectional),
        "street": street.text(lambda s: s.street),
        "suffix": street.text(lambda s: s.suffix),
        "postdirectional": street.text(lambda s: s.postdirectional),
        "unit": unit.text(lambda u: u.standard),
        "po_box": po_box,
        "city": place.text(lambda p: p.city),
        "state": place.text(lambda p: p.state),
        "zip5": zip5,
        "line_key": line_key,
        "key": key,
    }
