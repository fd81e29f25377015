"""Whole columns: order, repetition, nulls, several processes."""

from __future__ import annotations

import pyarrow as pa
import pytest

from duly.match.gate import SCHEMA, bulk, classify, classify_column

from .cases import CASES
from .generator import Maker


def _column(rows: int) -> list[str | None]:
    maker = Maker(7)
    makers = [*maker.defects().values(), lambda: maker.good(0), lambda: maker.good(3)]
    return [
        None,
        *(makers[i % len(makers)]() for i in range(rows)),
        None,
        "123 Main St, Dallas, TX 75201",
    ]


def test_the_table_agrees_with_one_by_one_classification_in_the_same_order():
    texts = [case.address for case in CASES]
    table = classify_column(pa.array(texts))
    assert table.schema == SCHEMA
    for text, row in zip(texts, table.to_pylist(), strict=True):
        gate = classify(text)
        assert row["address_class"] == gate.cls
        assert row["address_reasons"] == ";".join(gate.reasons)
        assert (
            row["address_present"],
            row["address_complete"],
            row["address_locates"],
        ) == gate.facts
        assert row["key"] == gate.parts.key
        assert row["city"] == gate.parts.city


def test_two_workers_give_what_one_gives(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bulk, "CHUNK", 100)
    values = pa.chunked_array([_column(500), _column(300)], type=pa.string())
    assert classify_column(values, workers=2).equals(classify_column(values, workers=1))


def test_each_distinct_text_is_classified_once(monkeypatch: pytest.MonkeyPatch):
    asked: list[str | None] = []

    def counted(text: str | None):
        asked.append(text)
        return classify(text)

    monkeypatch.setattr(bulk, "classify", counted)
    table = classify_column(pa.array(["12345", None, "Homeless", "12345", None]))
    assert table["address_class"].to_pylist() == [
        "zip_only",
        "blank",
        "placeholder",
        "zip_only",
        "blank",
    ]
    assert sorted(asked, key=str) == ["12345", "Homeless", None]


def test_progress_counts_distinct_texts_up_to_their_number(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bulk, "CHUNK", 2)
    seen: list[int] = []
    classify_column(pa.array(["a", "b", "c", "a"]), progress=seen.append)
    assert seen == [2, 3]


@pytest.mark.parametrize(
    "values",
    [
        pa.array([], type=pa.string()),
        pa.chunked_array([], type=pa.large_string()),
        pa.array([None], type=pa.string()),
        pa.array(["x", "x"]).dictionary_encode(),
        pa.array(["x"], type=pa.string_view()),
    ],
)
def test_every_kind_of_text_column_is_read(values: pa.Array):
    assert classify_column(values).num_rows == len(values)


def test_a_column_that_is_not_text_is_refused():
    with pytest.raises(TypeError):
        classify_column(pa.array([1, 2]))


def test_fewer_than_one_worker_is_refused():
    with pytest.raises(ValueError, match="workers"):
        classify_column(pa.array(["x"]), workers=0)
