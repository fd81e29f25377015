"""What a batch looks like as a whole is measured and shown, never silently accepted."""

import duckdb
import pyarrow as pa
import pytest

from duly.gateway.policy import Policy
from duly.gateway.scale import PER_PERSON, measure


def batch(rows, **columns):
    """A request table in which every column is blank but for those given."""
    con = duckdb.connect()
    table = pa.table(
        {name: pa.array(columns.get(name, [None] * rows), pa.string()) for name in PER_PERSON}
    )
    con.register("incoming", table)
    con.execute("CREATE TABLE request AS SELECT * FROM incoming")
    return con


def test_one_officer_for_every_row_is_found_and_counted():
    con = batch(200, recipient_name=["Officer A"] * 200)
    scale = measure(con, Policy(), in_letter=("recipient_name",))
    assert [(c.column, c.rows, c.in_letter) for c in scale.copied] == [
        ("recipient_name", 200, True)
    ]
    assert (scale.officers, scale.busiest, scale.values_copied) == (1, 200, True)


def test_a_value_that_differs_once_is_not_copied_but_the_busiest_officer_is_still_counted():
    con = batch(200, recipient_name=["Officer A"] * 199 + ["Officer B"])
    scale = measure(con, Policy(), in_letter=())
    assert scale.copied == ()
    assert (scale.officers, scale.busiest, scale.values_copied) == (2, 199, False)


def test_a_single_request_copies_nothing():
    scale = measure(batch(1, reason=["a b c"]), Policy(), in_letter=())
    assert scale.copied == ()
    assert scale.same_reason == 1


def test_a_small_batch_may_share_a_reason_without_becoming_a_finding_of_scale():
    scale = measure(batch(5, reason=["same words here"] * 5), Policy(), in_letter=())
    assert scale.same_reason == 5
    assert not scale.values_copied


def test_blank_cells_are_no_copied_value():
    scale = measure(batch(150, matter_id=["M-1"] * 149 + [None]), Policy(), in_letter=())
    assert scale.copied == ()


@pytest.mark.parametrize("field", ["officer_limit", "large_batch", "stale_days"])
def test_a_policy_without_limits_is_refused(field):
    with pytest.raises(ValueError, match="at least 1"):
        Policy(**{field: 0})
