"""What holds for every table of cells, whatever is in them."""

import csv
import json
import tempfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duly.gateway.model import ROW_COLUMNS
from duly.intake.check import Checker, read_row
from duly.intake.columns import COLUMNS, REQUEST_SCHEMA
from duly.intake.letter import default_values
from duly.intake.readers import open_table
from duly.intake.requests import read_requests
from duly.store.files import safe_cell

quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

# A workbook is XML: it can hold no control characters, and reads _x0041_ as a letter.
CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=12)
CELL = CELL.filter(lambda text: "_x" not in text)
WILD = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ['"', '""', "a\nb", "a\r\nb", ",", ";", "\t", "\n", "\r", " ", "'", "\\", "\x00"]
)


def not_blank(row):
    return any(map(str.strip, row))


def tables(cell):
    return st.integers(2, 5).flatmap(
        lambda width: st.lists(
            st.lists(cell, min_size=width, max_size=width).filter(not_blank),
            min_size=1,
            max_size=6,
        )
    )  # fmt: skip


def put_csv(path, names, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([names, *rows])


def put_jsonl(path, names, rows):
    lines = [json.dumps(dict(zip(names, row, strict=True))) for row in rows]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def put_parquet(path, names, rows):
    columns = zip(*rows, strict=True)
    pq.write_table(pa.table({n: pa.array(c) for n, c in zip(names, columns, strict=True)}), path)


def put_xlsx(path, names, rows):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in [names, *rows]:
        cells = []
        for text in row:
            cell = openpyxl.cell.WriteOnlyCell(sheet, text)
            cell.data_type = "s"  # a text that starts with = is a text
            cells.append(cell)
        sheet.append(cells)
    book.save(path)


PUT = {"csv": put_csv, "jsonl": put_jsonl, "parquet": put_parquet, "xlsx": put_xlsx}


def round_trip(kind, rows):
    names = [f"c{place}" for place in range(len(rows[0]))]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"t.{kind}")
        PUT[kind](path, names, rows)
        with open_table(path) as table:
            read = list(table.rows)
            assert table.columns == names
            assert len(table.sha256()) == 64
    assert [number for number, _, _ in read] == [
        number + (kind != "jsonl") for number in range(1, len(rows) + 1)
    ]
    return read


@quick
@given(tables(WILD))
def test_any_table_written_as_csv_is_read_the_same(rows):
    read = round_trip("csv", rows)
    assert [cells for _, cells, _ in read] == rows


@quick
@given(tables(WILD))
def test_any_table_written_as_json_lines_is_read_the_same(rows):
    assert [(cells, fault) for _, cells, fault in round_trip("jsonl", rows)] == [
        (row, "") for row in rows
    ]


@quick
@given(tables(WILD))
def test_any_table_written_as_parquet_is_read_the_same(rows):
    assert [(cells, fault) for _, cells, fault in round_trip("parquet", rows)] == [
        (row, "") for row in rows
    ]


@quick
@given(tables(CELL))
def test_any_table_written_as_xlsx_is_read_the_same(rows):
    assert [(cells, fault) for _, cells, fault in round_trip("xlsx", rows)] == [
        (row, "") for row in rows
    ]


def likely(name):
    """Cells of a column that are often readable, often nearly, and sometimes anything."""
    column = COLUMNS[name]
    words = [*column.choices, *(word.upper().replace("_", " ") for word in column.choices)]
    words += ["", " ", "yes", "NO", "1", "2025-01-31", "2025-02-30", "1899-12-31", "２０２５-01-31"]
    words += ["123456789", "123-45-6789", "12345678", "R-1", "R-2", "R:3/4", "x" * 65, "ﬁ\u200b a"]
    words += [";", ";".join(column.choices), "other;nonsense", "y" * 201, "\ufffd", "a  b", "a\nb"]
    words += ["z" * 4001]
    return st.sampled_from(words) | st.text(max_size=8)


ROWS = st.lists(
    st.fixed_dictionaries({name: likely(name) for name in ROW_COLUMNS}), min_size=1, max_size=8
)
DEFAULTS = {
    "matter_status": "open",
    "reason": "a reason",
    "uses": ["other", "grand_jury"],
    "relief_pending": False,
    "matter_opened_on": "2025-01-31",
}


@settings(quick, max_examples=150)
@given(rows=ROWS, with_defaults=st.booleans())
def test_many_rows_at_once_get_the_models_own_verdict_and_values(kit, rows, with_defaults):
    defaults = default_values(kit.letter(**(DEFAULTS if with_defaults else {})))
    checker = Checker({name: name for name in ROW_COLUMNS}, defaults)
    for _ in range(2):  # the second time from what was remembered
        found = checker.check(
            range(len(rows)), {name: [row[name] for row in rows] for name in ROW_COLUMNS}
        )
        expected = []
        for number, row in enumerate(rows):
            request, problems = read_row(row, defaults)
            assert (request is None) == bool(problems) == (number in found.reasons)
            for problem in problems:
                assert f"Column {problem.column} {problem.says}" in found.reasons[number].text
            if request is not None:
                assert found.keys[number] == request.request_id
                flat = {n: COLUMNS[n].flat(getattr(request, n)) for n in ROW_COLUMNS}
                expected.append({"row": number, **flat})
        assert found.batch.to_pylist() == expected
        assert found.batch.schema == REQUEST_SCHEMA


@quick
@given(rows=ROWS)
def test_no_reason_holds_a_value_of_its_row(rows):
    for row in rows:
        _, problems = read_row(row, {})
        for problem in problems:
            value = row[problem.column]
            assert len(value.strip()) < 6 or value in COLUMNS[problem.column].choices or (
                value not in problem.says
            )  # fmt: skip


@quick
@given(rows=ROWS, chunk=st.integers(1, 4), blanks=st.integers(0, 3))
def test_read_is_always_readable_plus_rejected_and_every_row_is_somewhere(kit, rows, chunk, blanks):
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder, "in.csv"), Path(folder, "r.csv")
        cells = [[row[name] for name in ROW_COLUMNS] for row in rows]
        kit.write(path, [*cells, *[[""] * len(ROW_COLUMNS)] * blanks], ROW_COLUMNS)
        if not any(cell.strip() for row in cells for cell in row):
            return
        with read_requests(path, kit.letter(), rejects=out, chunk_rows=chunk) as stream:
            good = [row["row"] for batch in stream for row in batch.to_pylist()]
        summary = stream.summary
        assert summary.read == summary.readable + summary.rejected
        assert summary.read + summary.blank == len(rows) + blanks
        assert summary.readable == len(good)
        rejected = kit.csv(out)[1:] if summary.rejects else []
        assert len(rejected) == summary.rejected
        numbers = [int(row[-3]) for row in rejected]
        assert sorted(good) == good
        assert sorted(numbers) == numbers
        assert not set(good) & set(numbers)
        for row in rejected:
            own = cells[int(row[-3]) - 2]
            assert row[:-3] == [safe_cell(cell) for cell in own]
            assert row[-2]
