"""What the orders do to a request: sentences of the law dossier that a lawyer can check."""

from datetime import date, timedelta

import pytest

from duly.law.explain import deciding, explain
from duly.law.fact import days
from duly.law.usc.t26.s6103.i_2 import HERE
from duly.orders.load import Registry, load_registry
from duly.orders.overlay import overlay

from .order_cases import CHECKED, DATA, SHIPPED, base_d, base_f, decide, outcome_of, record

JANUARY = date(2026, 1, 15)
MARCH = date(2026, 3, 1)


def test_before_any_order_both_base_cases_are_allowed():
    summer = date(2025, 8, 1)
    assert decide(base_d(summer)) == "SHALL"
    assert decide(base_f(summer)) == "SHALL"


def test_s33_dhs_in_january_2026_without_notice_to_the_court_is_barred():
    assert decide(base_d(JANUARY)) == "BARRED"
    assert decide(base_d(JANUARY) | record("CTR-PI", carve_out=True)) == "BARRED"


def test_s35_the_fbi_in_january_2026_is_not_touched():
    assert decide(base_f(JANUARY)) == "SHALL"
    assert decide(base_f(MARCH)) == "SHALL"


def test_s37_the_affirmance_of_february_2026_does_not_lift_the_injunction():
    assert SHIPPED.get("CADC-25-5181").in_force(MARCH)
    assert decide(base_d(MARCH)) == "BARRED"


@pytest.mark.parametrize("on", [date(2025, 11, 21), JANUARY, MARCH, CHECKED])
def test_b6_from_21_november_2025_the_cured_row_is_barred_unless_carve_out_and_notice(on):
    assert decide(base_d(on)) == "BARRED"
    recorded = record("CTR-PI", carve_out=True, notice=on)
    assert decide(base_d(on) | recorded) == "SHALL"


def test_the_injunction_begins_on_21_november_2025_and_not_a_day_earlier():
    assert decide(base_d(date(2025, 11, 20))) == "SHALL"
    assert decide(base_d(date(2025, 11, 21))) == "BARRED"


def test_notice_after_the_disclosure_date_does_not_count():
    late = record("CTR-PI", carve_out=True, notice=JANUARY + timedelta(days=1))
    assert decide(base_d(JANUARY) | late) == "BARRED"


def test_notice_older_than_the_order_is_not_notice_under_it():
    early = record("CTR-PI", carve_out=True, notice=date(2025, 11, 20))
    assert decide(base_d(JANUARY) | early) == "BARRED"


def test_notice_without_the_carve_out_does_not_count():
    notice = date(2026, 1, 5)
    assert decide(base_d(JANUARY) | record("CTR-PI", notice=notice)) == "BARRED"
    denied = record("CTR-PI", carve_out=False, notice=notice)
    assert decide(base_d(JANUARY) | denied) == "BARRED"


def test_a_request_under_the_memorandum_has_no_carve_out():
    for on in (JANUARY, MARCH):
        recorded = record("CTR-PI", carve_out=True, notice=on)
        assert decide(base_d(on, made_under="treasury_dhs_2025") | recorded) == "BARRED"


@pytest.mark.parametrize(("custodian", "expected"), [("treasury", "BARRED"), ("other", "SHALL")])
def test_treasury_is_bound_like_the_irs_and_a_stranger_is_not(custodian, expected):
    assert decide(base_d(JANUARY, custodian=custodian)) == expected


@pytest.mark.parametrize("fact", ["custodian", "department", "as_of"])
def test_what_the_orders_turn_on_must_be_known(fact):
    assert decide(base_d(JANUARY, **{fact: None})) == "HOLD"


def test_a_missing_fact_that_cannot_matter_does_not_hold():
    assert decide(base_d(date(2025, 8, 1), made_under=None)) == "SHALL"
    assert decide(base_d(JANUARY, made_under=None)) == "BARRED"


def test_a_request_of_the_fbi_that_does_not_say_under_what_it_is_made_is_held():
    assert decide(base_f(JANUARY, made_under=None)) == "HOLD"


def test_a_false_element_stays_a_refusal_and_the_order_is_listed_beside_it():
    case = base_d(JANUARY, written=False)
    assert decide(case) == "DENY"
    provision = overlay(HERE, SHIPPED, decided_on=CHECKED)
    found = deciding(explain(provision, case, forum="D.C. Cir.", day=days(JANUARY)))
    assert {finding.id for finding in found} == {"i2.B.writing", "order.CTR-PI"}


def test_a_stale_entry_holds_what_depends_on_it():
    carved = base_d(JANUARY) | record("CTR-PI", carve_out=True, notice=JANUARY)
    assert decide(carved, decided_on=CHECKED + timedelta(days=7)) == "SHALL"
    assert decide(carved, decided_on=CHECKED + timedelta(days=8)) == "HOLD"
    assert decide(carved, decided_on=CHECKED + timedelta(days=8), stale_days=30) == "SHALL"


def test_a_stale_entry_does_not_soften_a_bar_or_reach_who_is_not_restrained():
    late = CHECKED + timedelta(days=400)
    assert decide(base_d(JANUARY), decided_on=late) == "BARRED"
    assert decide(base_f(JANUARY), decided_on=late) == "SHALL"
    assert decide(base_d(date(2025, 8, 1)), decided_on=late) == "SHALL"


def test_a_look_back_before_the_entry_was_checked_is_not_stale():
    carved = base_d(JANUARY) | record("CTR-PI", carve_out=True, notice=JANUARY)
    assert decide(carved, decided_on=JANUARY) == "SHALL"


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 11, 20), "SHALL"),
        (date(2025, 11, 21), "BARRED"),
        (date(2026, 3, 9), "BARRED"),
        (date(2026, 3, 10), "SHALL"),  # stayed
        (date(2026, 4, 9), "SHALL"),
        (date(2026, 4, 10), "BARRED"),  # restored
        (date(2026, 8, 31), "BARRED"),
        (date(2026, 9, 1), "SHALL"),  # dissolved
    ],
)
def test_an_order_restrains_on_the_days_on_which_it_stands(on, expected):
    registry = load_registry(DATA / "after_an_appeal")
    assert decide(base_d(on), registry) == expected
    assert registry.get("CTR-PI").in_force(on) is (expected == "BARRED")


def test_a_dissolved_order_whose_entry_is_stale_holds():
    registry = load_registry(DATA / "after_an_appeal")
    late = CHECKED + timedelta(days=8)
    assert decide(base_d(date(2026, 10, 1)), registry, decided_on=late) == "HOLD"


def test_a_status_that_nobody_knows_is_assumed_to_stand():
    order = SHIPPED.get("CTR-PI").model_copy(update={"status": "unknown"})
    assert decide(base_d(JANUARY), Registry((order,))) == "BARRED"


def test_a_users_own_order_with_an_end_date():
    registry = load_registry(None, DATA / "own")
    for on, expected in ((date(2026, 6, 14), "BARRED"), (date(2026, 6, 15), "HOLD")):
        # The entry was checked on 14 June; by 22 November its end needs checking again.
        assert decide(base_f(on, department="labor", signer_office="agency_head"), registry) == (
            expected
        )


def test_without_orders_the_bar_is_there_and_met():
    empty = overlay(HERE, Registry(()), decided_on=CHECKED)
    assert outcome_of(empty, base_d(JANUARY)) == "SHALL"
    assert empty.part("i2.order").says == "No court order restrains custodian, recipient or use."


def test_use_of_what_was_received_is_restrained_separately():
    provision = overlay(HERE, SHIPPED, decided_on=CHECKED, act="use")
    under = base_d(MARCH, made_under="treasury_dhs_2025")
    assert outcome_of(provision, under) == "BARRED"
    assert outcome_of(provision, base_d(MARCH)) == "SHALL"
    assert outcome_of(provision, base_f(MARCH, made_under="treasury_dhs_2025")) == "SHALL"
    assert provision.part("order.CEDC-PI-USE.use").says == (
        "CEDC-PI-USE does not restrain this use."
    )


def test_both_acts_can_be_laid_over_one_provision():
    both = overlay(
        overlay(HERE, SHIPPED, decided_on=CHECKED), SHIPPED, decided_on=CHECKED, act="use"
    )
    assert both.part("i2.order")
    assert both.part("i2.order.use")


def test_the_memorandum_is_restrained_by_either_court_alone():
    case = base_d(MARCH, made_under="treasury_dhs_2025")
    for id_ in ("CTR-705", "CEDC-PI-MOU"):
        assert decide(case, Registry((SHIPPED.get(id_),))) == "BARRED"
        assert decide(base_d(MARCH), Registry((SHIPPED.get(id_),))) == "SHALL"


def test_where_an_order_has_several_carve_outs_all_that_any_requires_is_needed():
    order = SHIPPED.get("CTR-PI")
    first = order.carve_outs[0].model_copy(update={"id": "first", "requires": ("recorded",)})
    both = order.model_copy(update={"carve_outs": (first, *order.carve_outs)})
    alone = order.model_copy(update={"carve_outs": (first,)})
    recorded = base_d(JANUARY) | record("CTR-PI", carve_out=True)
    assert decide(recorded, Registry((alone,))) == "SHALL"
    assert decide(recorded, Registry((both,))) == "BARRED"
