"""The same rows are decided the same: in any form of file, any order, by any number of workers."""

import json

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

NOT_COMPARED = {"row"}
"""JSON lines have no header, so that a row has another number there."""


@pytest.fixture
def batch(desk):
    """Rows that end in every way, one of them with letters beyond ASCII."""
    changes = (
        {},
        {"address": ""},
        {"first_name": "Zoë", "last_name": "Núñez-Öström"},
        {"matter_id": ""},
        {"removal_order_ground": "1182a"},
        {"offence_acts": "failure_to_depart;hampering_departure"},
        {"reason": 'The witness said: "he, too; left", and signed.'},
        {"relief_pending": "yes"},
        {"tin": "012345678"},
    )
    rows = [
        {**desk.row, "request_id": f"R-{n}", "recipient_name": f"Agent {n}", **change}
        for n, change in enumerate(changes, 1)
    ]
    desk.requests(rows)
    return rows


def decided(desk, *words, file="requests.csv", out="decided", apart=NOT_COMPARED):
    """What was decided, by request_id."""
    said = desk.check(*words, "--out", out, file=file)
    assert said.code == 0, said.err
    return {
        row["request_id"]: {k: v for k, v in row.items() if k not in apart}
        for row in desk.decisions(out)
    }


def as_xlsx(path, rows):
    book = openpyxl.Workbook()
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(list(row.values()))
    book.save(path)


def as_parquet(path, rows):
    pq.write_table(pa.Table.from_pylist(rows), path)


def as_json(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def as_semicolons(path, rows):
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in line] for line in lines]
    text = "".join(";".join(line) + "\r\n" for line in quoted)
    path.write_text(text, encoding="utf-8-sig", newline="")


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("requests.xlsx", as_xlsx),
        ("requests.parquet", as_parquet),
        ("requests.jsonl", as_json),
        ("semicolons.csv", as_semicolons),
    ],
)
def test_the_form_of_the_file_does_not_matter(name, write, batch, desk):
    write(desk.home / name, batch)
    as_csv = decided(desk)
    assert len({row["operating"] for row in as_csv.values()}) == 3
    assert decided(desk, file=name, out="again") == as_csv


def test_two_runs_over_the_same_files_decide_the_same_byte_for_byte(batch, desk):
    assert decided(desk, out="one") == decided(desk, out="two")
    for name in ("decisions.csv", "reasons.csv", "requester.csv", "defects.csv", "summary.json"):
        assert (desk.home / "one" / name).read_bytes() == (desk.home / "two" / name).read_bytes()
    # Only what is random on purpose differs: each row's nonce, and what follows from it.
    one, two = (pq.read_table(desk.home / n / "decisions.parquet") for n in ("one", "two"))
    differ = {c for c in one.column_names if one.column(c) != two.column(c)}
    assert differ == {"nonce", "leaf"}


def test_the_order_of_the_rows_does_not_matter(batch, desk):
    before = decided(desk)
    for says, rows in {"backwards": batch[::-1], "mixed": batch[1::2] + batch[::2]}.items():
        desk.requests(rows)
        assert decided(desk, out=says) == before


def test_the_number_of_workers_does_not_matter(batch, desk):
    long = "The witness remembers this person well. " * 90
    rows = [
        {**batch[n % len(batch)], "request_id": f"R-{n:04d}", "reason": f"{long}{n}"}
        for n in range(1_500)
    ]
    desk.requests(rows)
    [alone, together] = [decided(desk, "--workers", n, out=f"by-{n}") for n in (1, 2)]
    assert len(alone) == 1_500
    assert alone == together


def test_what_the_others_in_the_file_are_does_not_change_a_row(batch, desk):
    every = decided(desk, apart={"row", "reasons_id"})
    for row in batch[:4]:
        desk.requests([row])
        [(id_, alone)] = decided(desk, out=row["request_id"], apart={"row", "reasons_id"}).items()
        assert alone == every[id_]
