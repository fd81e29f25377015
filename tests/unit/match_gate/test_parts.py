"""Addresses in parts: the quick way gives what reading the whole line gives."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duly.match.gate import PARTS, PARTS_SCHEMA, PartsGate, classify_column, classify_parts, parts
from duly.match.gate.pieces import one_line

from .generator import _PLACES, NAMES, SUFFIXES, VOCABULARY

# Streets of which the gate reads other parts than a street, or that run into the city.
ODD_STREETS = [
    "", "Lake", "Main St Lake", "North", "Oak Rd West", "Fort", "Main St City", "42 nd St", "nd St",
    "Highway 9", "SR 9", "County Road", "RR 2", "PO Box 9", "Unit 5 Main St", "Broadway", "N", "5",
    "Failed To Provide", "County Jail", "Detention Center", "Homeless", "Carr 2 Km 4.5", "Space",
    "Main St Apt", "I 35", "US Highway 9", "Peñasco Rd", "Main St, N", "N/", "No Name", "Unknown",
    "Saint", "Mexico", "The Floor", "Mlltn St",
]  # fmt: skip
UNITS = [
    "", "", "apt 5", "Apt 4-B", "# 5", "#5", "5", "4B", "B", "B4", "N", "A-5", "Fl 2", "2nd Floor",
    "Rear", "Bldg 4 Apt 2", "Unit", "STE 200", "Apt X", "Box 4", "123456", "No 5", "Apt 2nd Fl",
]  # fmt: skip
NEARBY = [place for place in _PLACES if place.zip5 in {"75065", "75201", "62701", "77586", "11105"}]

numbers = (
    st.integers(1, 99_999).map(str)
    | st.sampled_from(["", "0", "007", " 12", "12A", "45-12", "1/2", "12 1/2", "1234567", "One"])
)  # fmt: skip
streets = (
    st.builds(
        "{}{} {}".format,
        st.sampled_from(["", "N ", "South ", "SW "]),
        st.sampled_from([*NAMES, "5th", "Twenty Third", "23"]),
        st.sampled_from(SUFFIXES),
    )
    | st.builds("{}{}".format, st.sampled_from(VOCABULARY["roads"]), st.integers(1, 2000))
    | st.sampled_from([*VOCABULARY["unsuffixed"], *ODD_STREETS, *VOCABULARY["placeholders"]])
)
places = st.sampled_from(_PLACES) | st.sampled_from(NEARBY)
boxes = st.sampled_from(["", "", "", "12", "PO Box 5", "x", "012"])


@st.composite
def rows(draw: st.DrawFn) -> dict[str, str | None]:
    place = draw(places)
    row: dict[str, str | None] = {
        "number": draw(numbers),
        "street": draw(streets),
        "unit": draw(st.sampled_from(UNITS)),
        "po_box": draw(boxes),
        "city": draw(st.sampled_from([place.city, place.city.lower(), place.city[:-1], "Dallas"])),
        "state": draw(st.sampled_from([place.state, place.state, "", "Texas", "AE"])),
        "zip": draw(st.sampled_from([place.zip5, place.zip5, f"{place.zip5}-1234", "", "99999"])),
    }
    if draw(st.booleans()):
        # Most rows of a roster are plain in all but one part.
        row |= {"number": "12", "po_box": "", "city": place.city, "state": place.state}
        row["zip"] = place.zip5
    if draw(st.integers(0, 9)) == 0:
        row[draw(st.sampled_from(PARTS))] = None
    return row


def _table(given_rows: list[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(
        given_rows, schema=pa.schema([(name, pa.string()) for name in PARTS])
    )


def _as_whole_lines(given_rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    lines = [one_line(*(row[name] or "" for name in PARTS)) for row in given_rows]
    return classify_column(pa.array(lines, pa.string())).select(PARTS_SCHEMA.names).to_pylist()


@settings(max_examples=400, deadline=None)
@given(st.lists(rows(), min_size=1, max_size=12))
def test_parts_are_read_as_their_one_line_is_read(given_rows: list[dict[str, Any]]):
    assert classify_parts(_table(given_rows)).to_pylist() == _as_whole_lines(given_rows)


def _plain(**changes: str) -> dict[str, Any]:
    row = dict.fromkeys(PARTS, "") | {
        "number": "12", "street": "N Main Street", "city": "Dallas", "state": "TX", "zip": "75201",
    }  # fmt: skip
    return row | changes


def test_a_plain_row_is_put_together_from_its_pieces():
    gate = PartsGate()
    (row,) = gate.classify(_table([_plain(unit="apt 4-b")])).to_pylist()
    assert row["key"] == "12 N MAIN ST #4B|75201"
    assert (row["address_class"], row["unit"], row["suffix"]) == ("ok", "APT 4B", "ST")
    assert (gate.rows, gate.as_one_line) == (1, 0)


@pytest.mark.parametrize(
    "changes",
    [
        {"number": "12A"},
        {"street": "Main St Lake", "zip": "75065"},
        {"unit": "2nd Floor"},
        {"city": "Dalas"},
        {"zip": "10001"},
        {"po_box": "9"},
        {"street": "Failed To Provide"},
    ],
)
def test_a_row_out_of_the_ordinary_is_read_as_one_line(changes: dict[str, str]):
    gate = PartsGate()
    assert gate.classify(_table([_plain(**changes)])).to_pylist() == _as_whole_lines(
        [_plain(**changes)]
    )
    assert gate.as_one_line == 1


def test_a_street_that_runs_into_the_city_is_not_cut_off_from_it():
    row = _plain(street="Main St Lake", zip="75065")
    (answer,) = classify_parts(_table([row])).to_pylist()
    assert (answer["city"], answer["street"]) == ("LAKE DALLAS", "MAIN")


def test_a_box_beside_no_street_is_read():
    row = _plain(number="", street="", po_box="12")
    gate = PartsGate()
    (answer,) = gate.classify(_table([row])).to_pylist()
    assert (answer["address_class"], answer["key"]) == ("po_box", "PO BOX 12|75201")
    assert gate.as_one_line == 0


def test_slices_do_not_change_the_answers(monkeypatch: pytest.MonkeyPatch):
    given_rows = [_plain(number=str(n), unit=UNITS[n % len(UNITS)]) for n in range(1, 60)]
    whole = classify_parts(_table(given_rows))
    monkeypatch.setattr(parts, "SLICE", 7)
    assert classify_parts(_table(given_rows)).to_pylist() == whole.to_pylist()


def test_columns_may_be_dictionaries_large_text_or_nothing_but_null():
    table = _table([_plain(), _plain(unit="5")])
    other = pa.table(
        {
            name: (
                pa.nulls(2)
                if name == "po_box"
                else table.column(name).dictionary_encode()
                if name == "street"
                else table.column(name).cast(pa.large_string())
            )
            for name in PARTS
        }
    )
    assert classify_parts(other).equals(classify_parts(table))


def test_an_empty_table_has_the_columns_of_the_answer():
    assert classify_parts(_table([])).schema == PARTS_SCHEMA


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="po_box"):
        classify_parts(_table([_plain()]).drop_columns("po_box"))


def test_a_column_that_is_not_text_is_refused():
    table = _table([_plain()]).drop_columns("zip").append_column("zip", pa.array([75201]))
    with pytest.raises(TypeError):
        classify_parts(table)
