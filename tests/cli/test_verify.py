"""A receipt holds for what was decided and for nothing else.

``duly verify`` decides every row anew from the facts kept beside it. After any single change
to decisions, facts, receipt or orders it does not verify (exit 13, or 10 where the file can no
longer be read as what it should be).
"""

import copy
import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from duly.gateway.receipt import signed
from duly.store.keys import init_key, load_key


@pytest.fixture
def run(finished, tmp_path):
    """A copy of the finished run, to be tampered with."""
    return shutil.copytree(finished.home / "decided", tmp_path / "run")


@pytest.fixture
def code(finished):
    """The exit code of ``duly verify`` over a folder."""
    return lambda folder, *more: finished.duly("verify", folder, *more).code


def test_a_run_verifies_and_says_what_held(finished, run):
    said = finished.duly("verify", run, "--json")
    assert said.code == 0
    assert said.json["verified"] is True
    assert said.json["rows"] == 3
    assert said.json["operating"] == {"SHALL": 1, "DENY": 1, "HOLD": 1}
    assert len(said.json["checks"]) == 7
    assert finished.duly("verify", run / "manifest.json").code == 0


def test_the_key_is_the_custodians_own(finished, run, code):
    [key] = {json.loads((run / "manifest.json").read_text())["public_key"]}
    assert code(run, "--key", key) == 0
    assert code(run, "--key", key.upper()) == 0
    assert code(run, "--key", key[:-1] + ("0" if key[-1] != "0" else "1")) == 13
    assert code(run, "--key", "not a key") == 13


def test_a_receipt_forged_with_another_key_is_told_from_the_custodians(finished, run, code):
    known = json.loads((run / "manifest.json").read_text())
    init_key(run.parent / "forger.key")
    forged = signed(known["manifest"], load_key(run.parent / "forger.key"))
    (run / "manifest.json").write_text(json.dumps(forged))
    assert code(run) == 0  # the file alone cannot show whose key it is, and verify says so
    assert code(run, "--key", known["public_key"]) == 13


@pytest.mark.parametrize("name", ["decisions.parquet", "facts.parquet"])
def test_no_cell_can_be_changed_afterwards(name, run, code):
    whole = pq.read_table(run / name)
    missed = []
    for place, column in enumerate(whole.column_names):
        values = whole.column(column).to_pylist()
        values[-1] = other(whole.schema.field(column).type, values[-1])
        made = pa.array(values, whole.schema.field(column).type)
        pq.write_table(whole.set_column(place, column, made), run / name)
        if code(run) != 13:
            missed.append(column)
    assert missed == []


@pytest.mark.parametrize("name", ["decisions.parquet", "facts.parquet"])
def test_no_row_can_be_added_left_out_doubled_or_moved(name, run, code):
    whole = pq.read_table(run / name)
    changed = {
        "left out": whole.slice(1),
        "doubled": pa.concat_tables([whole, whole.slice(0, 1)]),
        "all gone": whole.slice(0, 0),
    }
    if name == "decisions.parquet":
        changed["moved"] = pa.concat_tables([whole.slice(1), whole.slice(0, 1)])
    codes = {}
    for says, table in changed.items():
        pq.write_table(table, run / name)
        codes[says] = code(run)
    assert codes == dict.fromkeys(changed, 13)


@pytest.mark.parametrize("name", ["decisions.parquet", "facts.parquet"])
def test_no_column_can_be_added_or_left_out(name, run, code):
    whole = pq.read_table(run / name)
    for column in ("operating", "request_id", "nonce"):
        without = [n for n in whole.column_names if n != column]
        pq.write_table(whole.select(without), run / name)
        if column in whole.column_names:
            assert code(run) == 13, column
        pq.write_table(whole.append_column(f"{column} ", pa.array(["x"] * 3)), run / name)
        assert code(run) == 13, column


def test_no_value_of_the_receipt_can_be_changed(run, code):
    path = run / "manifest.json"
    known = json.loads(path.read_text())
    missed = []
    for where in places(known):
        made = copy.deepcopy(known)
        holder = at(made, where[:-1])
        holder[where[-1]] = another(holder[where[-1]])
        path.write_text(json.dumps(made))
        if code(run) not in {10, 13}:
            missed.append(where)
    assert missed == []


def test_no_key_of_the_receipt_can_be_added_or_left_out(run, code):
    path = run / "manifest.json"
    known = json.loads(path.read_text())
    for made in (
        {**known, "note": "x"},
        {**known, "manifest": {**known["manifest"], "note": "x"}},
        *({k: v for k, v in known.items() if k != left} for left in known),
    ):
        path.write_text(json.dumps(made))
        assert code(run) in {10, 13}


def test_no_value_of_the_orders_can_be_changed(run, code):
    path = run / "orders.json"
    known = json.loads(path.read_text())
    missed = []
    for where in places(known):
        made = copy.deepcopy(known)
        holder = at(made, where[:-1])
        holder[where[-1]] = another(holder[where[-1]])
        path.write_text(json.dumps(made))
        if code(run) not in {10, 13}:
            missed.append(where)
    assert missed == []
    path.write_text(json.dumps(known[1:]))
    assert code(run) == 13


@pytest.mark.parametrize(
    "name", ["decisions.parquet", "facts.parquet", "manifest.json", "orders.json"]
)
def test_a_file_that_is_gone_or_cut_off_is_missed(name, run, code):
    content = (run / name).read_bytes()
    for cut in (
        content[: len(content) // 2],
        content[:-1] if name.endswith("parquet") else b"",
        b"x",
    ):
        (run / name).write_bytes(cut)
        assert code(run) in {10, 13}
    (run / name).unlink()
    assert code(run) == 10


def test_a_run_decided_under_other_law_is_told_as_such_and_not_as_fraud(finished, run, code):
    known = json.loads((run / "manifest.json").read_text())["manifest"]
    known["provision"]["sha256"] = "0" * 64
    made = signed(known, load_key(finished.home / "keys" / "signing.key"))
    (run / "manifest.json").write_text(json.dumps(made))
    said = finished.duly("verify", run)
    assert said.code == 14
    assert "Use duly 0.1.0" in said.err


def test_a_folder_that_is_no_run_is_told_as_such(finished, tmp_path):
    said = finished.duly("verify", tmp_path)
    assert said.code == 10
    assert "manifest" in said.err


def test_the_receipt_holds_no_value_of_a_request(finished):
    text = (finished.home / "decided" / "manifest.json").read_text()
    for value in finished.row.values():
        assert len(value) < 5 or value not in text


def test_the_root_is_that_of_the_trees_standard(finished):
    """Leaves by the fields' own text, the tree by the recursion of RFC 6962."""
    import hashlib

    run = finished.home / "decided"
    manifest = json.loads((run / "manifest.json").read_text())["manifest"]
    facts = {r["row"]: r for r in pq.read_table(run / "facts.parquet").to_pylist()}
    leaves = []
    for row in pq.read_table(run / "decisions.parquet").to_pylist():
        masks = [name for name in row if re.fullmatch(r"(true|unknown)_[0-9]+", name)]
        decided = ("request_id", "row", "outcome", "operating", *masks)
        known = {**facts[row["row"]], **{name: row[name] for name in decided}}
        text = "".join(field(known[name]) for name in manifest["committed_columns"])
        leaves.append(hashlib.sha256(b"\0" + bytes.fromhex(row["nonce"]) + text.encode()).digest())

    def root(of: list[bytes]) -> bytes:
        if len(of) == 1:
            return of[0]
        split = 1 << (len(of) - 1).bit_length() - 1
        return hashlib.sha256(b"\1" + root(of[:split]) + root(of[split:])).digest()

    assert root(leaves).hex() == manifest["merkle_root"]


def field(value: object) -> str:
    """A value with its length in front, or a dash."""
    if value is None:
        return "-;"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"{len(text.encode())}:{text};"


def other(kind: pa.DataType, value):
    """Another value of the same type."""
    if pa.types.is_boolean(kind):
        return not value
    if pa.types.is_integer(kind):
        return (value or 0) + 1
    if pa.types.is_date(kind):
        return date(1999, 1, 1)
    return "x" if value is None else f"{value}x"


def another(value):
    """Another value of the same sort, for JSON."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str() if len(value) > 5 and value[:4].isdigit() and value[4] == "-":
            return f"{int(value[:4]) - 1}{value[4:]}"
        case str():
            return f"{value}a"
        case None:
            return 1
        case dict():
            return {**value, "note": 1}
        case _:
            return value[1:] if value else [1]


def places(value, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where each value stands in some JSON, inner and outer ones."""
    keys = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    for key in keys:
        yield (*before, key)
        yield from places(value[key], (*before, key))


def at(value, where: tuple[Any, ...]):
    """The value at a place."""
    for key in where:
        value = value[key]
    return value
