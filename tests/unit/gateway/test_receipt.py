"""A receipt shows any change, and its row text can be written in any language."""

import hashlib
import json

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.errors import InputError, VerificationError
from duly.gateway.receipt import (
    SCHEMA,
    canonical,
    commitment,
    leaf_sql,
    opened,
    public_key,
    row_text_sql,
    signed,
)

KEY = bytes(range(32))
VALUES = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6),
)


def row_text(values):
    """The canonical text as the documentation tells others to write it."""
    return "".join("-;" if v is None else f"{len(v.encode())}:{v};" for v in values)


@given(st.tuples(VALUES, VALUES))
def test_the_engine_writes_the_documented_row_text_and_leaf(values):
    con = duckdb.connect()
    con.execute("CREATE TABLE t (a VARCHAR, b VARCHAR, nonce VARCHAR)")
    con.execute("INSERT INTO t VALUES (?, ?, '00ff')", list(values))
    text, leaf = con.execute(
        f"SELECT {row_text_sql(['a', 'b'])}, {leaf_sql(['a', 'b'])} FROM t"
    ).fetchall()[0]
    assert text == row_text(values)
    data = b"\x00" + bytes.fromhex("00ff") + text.encode()
    assert leaf == hashlib.sha256(data).hexdigest()


@given(st.lists(VALUES, min_size=2, max_size=4), st.lists(VALUES, min_size=2, max_size=4))
def test_two_different_rows_never_have_the_same_text(one, two):
    assert (row_text(one) == row_text(two)) == (one == two)


def test_a_signed_manifest_opens_and_any_change_is_noticed(tmp_path):
    manifest = {"schema": SCHEMA, "rows": 3, "name": "é"}
    path = tmp_path / "manifest.json"
    envelope = signed(manifest, KEY)
    path.write_text(json.dumps(envelope))
    assert opened(path) == manifest
    assert opened(path, expect_key=public_key(KEY)) == manifest
    envelope["manifest"]["rows"] = 4
    path.write_text(json.dumps(envelope))
    with pytest.raises(VerificationError, match="signature"):
        opened(path)


def test_a_manifest_signed_by_another_key_is_refused_when_the_key_is_known(tmp_path):
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(signed({"schema": SCHEMA}, bytes(32))))
    with pytest.raises(VerificationError, match="another key"):
        opened(path, expect_key=public_key(KEY))


@pytest.mark.parametrize("content", ["", "{", "[]", '{"manifest": 1}', '{"manifest": {}, "x": 2}'])
def test_a_file_that_is_no_manifest_is_an_input_error(tmp_path, content):
    path = tmp_path / "manifest.json"
    path.write_text(content)
    with pytest.raises(InputError):
        opened(path)


def test_a_commitment_hides_its_content_behind_a_fresh_nonce():
    one, nonce = commitment(b"guessable")
    two, _ = commitment(b"guessable")
    assert one != two
    assert one == hashlib.sha256(bytes.fromhex(nonce) + b"guessable").hexdigest()
    assert one != hashlib.sha256(b"guessable").hexdigest()


def test_the_signed_bytes_do_not_depend_on_the_order_of_keys():
    assert canonical({"a": 1, "b": 2}) == canonical({"b": 2, "a": 1})
