"""The two base cases of the law dossier (section 7.1), and how a test decides one."""

from datetime import date
from pathlib import Path

from duly.law.evaluate import evaluate
from duly.law.fact import Case, Value, bits, days
from duly.law.layout import OPERATING, Vector, layout, outcome
from duly.law.provision import Provision
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103.i_2 import HERE
from duly.orders.facts import Entry, recorded
from duly.orders.load import Registry, load_registry
from duly.orders.overlay import overlay

DATA = Path(__file__).parents[2] / "people" / "orders"
SHIPPED = load_registry()
CHECKED = date(2026, 11, 22)


def base_d(on: date, **changes: Value) -> dict[str, Value]:
    """BASE-D: the DHS Secretary asks for one address, under the statute, every element met."""
    return {
        "written": True,
        "received": True,
        "authority_kind": "title_26",
        "made_under": "statute",
        "federal_agency": True,
        "department": "dhs",
        "signer_office": "agency_head",
        "signer_delegated": False,
        "component_head_opinion": False,
        "item": "mailing_address",
        "recipient_named": True,
        "recipient_employment": "employee_of_agency",
        "recipient_role": "case_personnel",
        "officer_shared": False,
        "engagement_confirmed": True,
        "values_copied": False,
        "matter_kind": "investigation",
        "matter_id": "HSI-2025-00417",
        "matter_status": "open",
        "matter_opened_on": days(date(2025, 2, 3)),
        "us_party": True,
        "uses": bits(f.uses, {"criminal_investigation"}),
        "taxpayer_name": "Ana Example",
        "periods": "2022-2023",
        "statute": "8 USC 1253(a)(1)",
        "reason": "Employer letters of 2023 show that the person moved after the final order.",
        "reason_specific": True,
        "statute_criminal": True,
        "statute_nontax": True,
        "address_present": True,
        "address_complete": True,
        "address_locates": True,
        "address_comparison": "agrees",
        "custodian": "irs",
        "holder": "federal_employee",
        "filed_with_secretary": True,
        "i6_determination": False,
        "safeguards_met": True,
        "order_final_on": days(date(2025, 1, 10)),
        "order_stayed": False,
        "order_ground": "1227a",
        "order_number": "A-0001",
        "acts": bits(f.acts, {"failure_to_depart"}),
        "relief_pending": False,
        "exception_inapplicable": True,
        "attested": True,
        "as_of": days(on),
        **changes,
    }


def base_f(on: date, **changes: Value) -> dict[str, Value]:
    """BASE-F: the FBI Director asks for payer reports in a wire fraud investigation."""
    own: dict[str, Value] = {
        "department": "doj",
        "signer_office": "fbi_director",
        "item": "third_party_information",
        "statute": "18 USC 1343",
        "reason": "Payer reports would show payments from the accounts named in the complaint.",
    }
    return base_d(on, **(own | changes))


def record(order_id: str, *, carve_out: bool | None = None, notice: date | None = None) -> Case:
    """What a custodian records under one order of the shipped registry."""
    return recorded(SHIPPED, {order_id: Entry(carve_out, notice)})


def vector(nodes: tuple, case: Case) -> Vector:
    true = unknown = 0
    for position, node in enumerate(nodes):
        value = evaluate(node, case)
        true |= (value is True) << position
        unknown |= (value is None) << position
    return Vector(true, unknown)


def outcome_of(provision: Provision, case: Case, readings: dict[str, str] | None = None) -> str:
    """The outcome under chosen readings, by default the operating ones."""
    plan = layout(provision, {OPERATING: readings or {}})
    return outcome(provision, plan.plans[OPERATING], vector(plan.nodes, case))


def decide(
    case: Case, registry: Registry = SHIPPED, *, decided_on: date = CHECKED, stale_days: int = 7
) -> str:
    """The outcome of 26 USC 6103(i)(2) with the orders of a registry laid over it."""
    return outcome_of(overlay(HERE, registry, decided_on=decided_on, stale_days=stale_days), case)
