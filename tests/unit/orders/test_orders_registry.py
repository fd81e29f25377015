"""The shipped registry: every row of the dossier's order table, and what custodians record."""

from datetime import date

import pytest

from duly.errors import InputError
from duly.law.fact import Absence, days
from duly.law.provision import Mark
from duly.orders.facts import Entry, order_facts, recorded
from duly.orders.load import Registry, load_registry

from .order_cases import DATA, SHIPPED


def test_every_row_of_the_order_table_is_there_by_date():
    assert [order.order_id for order in SHIPPED.orders] == [
        "CTU-TRO-DEN",
        "CTU-PI-DEN",
        "CTR-705",
        "CTR-PI",
        "CTR-PI-limit",
        "CEDC-PI-MOU",
        "CEDC-PI-USE",
        "CEDC-SERVE",
        "CADC-25-5181",
        "CTR-FIND",
        "CADC-26-5006",
    ]


def test_every_shipped_entry_says_when_and_by_what_it_was_checked():
    assert {order.last_verified_on for order in SHIPPED.orders} == {date(2026, 11, 22)}
    assert {order.verified_by for order in SHIPPED.orders} == {"duly law notes"}
    assert all(order.source_key for order in SHIPPED.orders)
    assert SHIPPED.get("CADC-26-5006").mark is Mark.UNVERIFIED


@pytest.mark.parametrize(
    "id_", ["CTU-TRO-DEN", "CTU-PI-DEN", "CTR-PI-limit", "CADC-25-5181", "CTR-FIND", "CADC-26-5006"]
)
def test_denials_precedents_and_findings_restrain_nobody(id_):
    assert SHIPPED.get(id_).blocks == ()


def test_what_stood_on_a_day():
    assert [order.order_id for order in SHIPPED.in_force(date(2025, 11, 21))] == [
        "CTU-TRO-DEN",
        "CTU-PI-DEN",
        "CTR-705",
        "CTR-PI",
        "CTR-PI-limit",
    ]
    assert SHIPPED.get("CEDC-SERVE") not in SHIPPED.in_force(date(2026, 2, 10))


def test_the_oldest_check_among_standing_entries_counts():
    registry = load_registry(DATA / "own")
    assert registry.get("EXAMPLE-TRO").last_verified_on == date(2026, 6, 14)
    assert registry.last_verified_on == date(2026, 11, 22)  # the example has ended
    older = SHIPPED.get("CTR-PI").model_copy(update={"last_verified_on": date(2026, 1, 1)})
    assert Registry((older, SHIPPED.get("CTR-705"))).last_verified_on == date(2026, 1, 1)
    assert Registry(()).last_verified_on is None


def test_the_hash_depends_on_what_the_entries_say_and_not_on_their_order():
    assert SHIPPED.sha256 == Registry(SHIPPED.orders[::-1]).sha256
    assert SHIPPED.sha256 != load_registry(DATA / "own").sha256


def test_an_unknown_id():
    with pytest.raises(KeyError):
        SHIPPED.get("NO-SUCH")


def test_two_orders_may_not_share_a_fact():
    order = SHIPPED.get("CTR-PI")
    with pytest.raises(ValueError, match="same id"):
        Registry((order, order.model_copy(update={"order_id": "ctr-pi"})))


def test_the_facts_of_the_registry_are_absent_where_nothing_is_recorded():
    facts = order_facts(SHIPPED)
    assert [fact.name for fact in facts] == [
        "order_ctr_pi_carve_out",
        "order_ctr_pi_notice_on",
        "order_ctr_pi_reaches",
    ]
    assert [fact.absent for fact in facts] == [Absence.NONE, Absence.NONE, Absence.UNKNOWN]
    assert recorded(SHIPPED, {}) == {fact.name: None for fact in facts}


def test_what_a_custodian_records_becomes_facts():
    notice = date(2026, 1, 5)
    assert recorded(SHIPPED, {"CTR-PI": Entry(True, notice), "CTR-705": Entry(False, None)}) == {
        "order_ctr_pi_carve_out": True,
        "order_ctr_pi_notice_on": days(notice),
        "order_ctr_pi_reaches": None,
    }


@pytest.mark.parametrize(
    ("entries", "problem"),
    [
        ({"CTR-PII": Entry(True, None)}, r"custodian\.toml: \[orders\.CTR-PII\] is not an order"),
        ({"Ana Example": Entry(True, None)}, r"\[orders\.…\] is not an order"),
        ({"CTR-705": Entry(True, None)}, "no carve-out to record"),
        ({"CEDC-PI-MOU": Entry(None, date(2026, 2, 6))}, "no carve-out to record"),
        ({"CTR-PI": Entry(True, date(202, 1, 5))}, "not between 1900 and 2200"),
    ],
)
def test_what_a_custodian_cannot_record(entries, problem):
    with pytest.raises(InputError, match=problem):
        recorded(SHIPPED, entries, file="custodian.toml")
