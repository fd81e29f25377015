"""What people read where an order stands in the way."""

from datetime import date, timedelta

from duly.law.explain import deciding, explain
from duly.law.fact import days
from duly.law.provision import Mark
from duly.law.usc.t26.s6103.i_2 import HERE
from duly.orders.describe import describe
from duly.orders.load import load_registry
from duly.orders.overlay import affects, overlay

from .order_cases import CHECKED, DATA, SHIPPED, base_d, record

JANUARY = date(2026, 1, 15)


def finding(case, *, decided_on=CHECKED):
    provision = overlay(HERE, SHIPPED, decided_on=decided_on)
    (only,) = deciding(explain(provision, case, forum="D.C. Cir.", day=days(JANUARY)))
    return only


def test_a_bar_says_what_is_restrained_and_what_would_lift_it():
    found = finding(base_d(JANUARY))
    assert found.id == "order.CTR-PI"
    assert found.cite == "D.D.C. 1:25-cv-00457-CKK"
    assert found.because == (
        "CTR-PI restrains this disclosure. The IRS and Treasury may not disclose return "
        "information to DHS, including ICE, under 26 USC 6103(i)(2)."
    )
    assert found.next_step.startswith(
        "Record the carve-out and give the court advance notice before any disclosure."
    )


def test_an_order_that_is_met_says_that_it_does_not_restrain():
    provision = overlay(HERE, SHIPPED, decided_on=CHECKED)
    assert provision.part("order.CTR-PI").says == "CTR-PI does not restrain this disclosure."
    assert provision.part("order.CTR-705").next_step == "No disclosure while the order stands."


def test_a_missing_fact_is_named():
    found = finding(base_d(JANUARY, department=None))
    assert found.because == (
        "It is not known whether CTR-PI restrains this disclosure. That turns on these facts: "
        "who holds the records; to which department the requester belongs."
    )
    assert [fact.name for fact in found.missing] == ["department"]


def test_a_stale_entry_says_since_when_and_what_to_do():
    carved = base_d(JANUARY) | record("CTR-PI", carve_out=True, notice=JANUARY)
    found = finding(carved, decided_on=CHECKED + timedelta(days=8))
    assert found.because == (
        "It is not known whether CTR-PI restrains this disclosure: its entry was last verified "
        "on 2026-11-22, more than 7 days before this decision."
    )
    assert found.next_step.startswith("Check the docket of CTR-PI")


def test_an_element_carries_the_weakest_mark_of_its_order():
    provision = overlay(HERE, SHIPPED, decided_on=CHECKED)
    marks = {
        id_: provision.part(f"order.{id_}").mark for id_ in ("CTR-705", "CTR-PI", "CEDC-PI-MOU")
    }
    assert marks == {
        "CTR-705": Mark.DERIVED,  # that the policy is the memorandum is our own mapping
        "CTR-PI": Mark.UNVERIFIED,  # the words of the carve-out
        "CEDC-PI-MOU": Mark.SECONDARY,
    }


def test_the_provision_says_the_same_until_an_entry_goes_stale():
    hashes = [
        overlay(HERE, SHIPPED, decided_on=CHECKED + timedelta(days=more)).sha256()
        for more in (0, 7, 8)
    ]
    assert hashes[0] == hashes[1] != hashes[2]


def test_only_orders_with_blocks_on_disclosure_affect_a_disclosure():
    assert [o.order_id for o in SHIPPED.orders if affects(o, HERE)] == [
        "CTR-705",
        "CTR-PI",
        "CEDC-PI-MOU",
    ]
    assert [o.order_id for o in SHIPPED.orders if affects(o, HERE, "use")] == ["CEDC-PI-USE"]


def test_an_order_described_for_a_list():
    told = describe(SHIPPED.get("CTR-PI"))
    assert (told.kind, told.status, told.bars) == (
        "preliminary injunction",
        "in force",
        ("disclose",),
    )
    assert told.dates == "from 2025-11-21, no end found"
    assert told.record == (
        "Record carve_out = true under [orders.CTR-PI] in the custodian file.",
        "Record notice_to_court_on under [orders.CTR-PI] in the custodian file.",
        (
            "Have counsel read the order; record reaches and recorded_by under [orders.CTR-PI] in "
            "the custodian file."
        ),
    )
    appeal = describe(SHIPPED.get("CADC-26-5006"))
    assert (appeal.dates, appeal.status, appeal.judge) == ("date not found", "unknown", "not found")
    assert describe(SHIPPED.get("CEDC-SERVE")).dates == "from 2026-02-05 until 2026-02-10"


def test_a_status_that_nobody_knows_is_described_as_standing():
    order = SHIPPED.get("CTR-PI").model_copy(update={"status": "unknown"})
    assert describe(order).status == "unknown; assume that it stands"


def test_changes_are_described_by_date():
    told = describe(load_registry(DATA / "after_an_appeal").get("CTR-PI"))
    assert told.changes[0] == "2026-03-10: stayed. Stayed pending appeal."
