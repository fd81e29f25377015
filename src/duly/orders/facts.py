"""What a custodian records under an order: that its carve-out is met, and notice to the court.

These facts are declared "none" when absent, not "unknown": a carve-out that nobody recorded
is not there. So an order bars until somebody answers for the carve-out, and silence about it
never softens BARRED to HOLD.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from duly.errors import InputError
from duly.law.fact import FIRST_DAY, LAST_DAY, Absence, Fact, Kind, Source, Value, days
from duly.orders.load import Registry
from duly.orders.model import Order


class Entry(NamedTuple):
    """What the custodian file records under one order.

    That the carve-out's terms are met, the day of the notice to the court, and whether the
    order reaches what it only may reach.
    """

    carve_out: bool | None
    notice_on: date | None
    reaches: bool | None = None


def carve_out_fact(order: Order) -> Fact:
    """The fact that the custodian has recorded the carve-out's terms as met."""
    return Fact(
        f"order_{order.slug}_carve_out",
        Kind.FLAG,
        f"whether the terms of the carve-out of {order.order_id} are recorded as met",
        Source.CUSTODIAN,
        Absence.NONE,
        how=f"Record carve_out = true under [orders.{order.order_id}] in the custodian file.",
    )


def notice_fact(order: Order) -> Fact:
    """The day on which the court was given advance notice."""
    return Fact(
        f"order_{order.slug}_notice_on",
        Kind.DATE,
        f"when the court was given notice under {order.order_id}",
        Source.CUSTODIAN,
        Absence.NONE,
        how=f"Record notice_to_court_on under [orders.{order.order_id}] in the custodian file.",
    )


def reach_fact(order: Order) -> Fact:
    """Whether an order reaches what one of its blocks only may reach. Unknown until recorded."""
    return Fact(
        f"order_{order.slug}_reaches",
        Kind.FLAG,
        f"whether {order.order_id} reaches disclosures under this provision",
        Source.CUSTODIAN,
        how=f"Have counsel read the order; record reaches and recorded_by under "
        f"[orders.{order.order_id}] in the custodian file.",
    )


def facts_of_order(order: Order) -> tuple[Fact, ...]:
    """The facts that one order's carve-outs and unclear blocks turn on."""
    made = {"recorded": carve_out_fact, "notice_to_court": notice_fact}
    facts = tuple(made[word](order) for word in order.requires)
    unclear = any(block.unclear for block in order.blocks)
    return (*facts, reach_fact(order)) if unclear else facts


def order_facts(registry: Registry) -> tuple[Fact, ...]:
    """Every fact that the registry adds to a case, in the order of the registry."""
    return tuple(fact for order in registry.orders for fact in facts_of_order(order))


def recorded(
    registry: Registry, entries: Mapping[str, Entry], *, file: str = ""
) -> dict[str, Value]:
    """The values of all facts of ``order_facts``, from the custodian file's [orders] tables.

    Raises InputError where the file names an order that the registry does not know, claims a
    carve-out that the order does not have, or gives an impossible date.
    """
    known = {order.order_id: order for order in registry.orders}
    values: dict[str, Value] = {fact.name: None for fact in order_facts(registry)}
    for order_id, (carve_out, notice_on, reaches) in entries.items():
        order = known.get(order_id)
        if order is None:
            raise InputError(
                f"[orders.{_shown(order_id)}] is not an order of the registry",
                "Correct the id, or add the order to your own registry folder.",
                file=file,
            )
        if not order.carve_outs and (carve_out or notice_on is not None):
            raise InputError(
                f"[orders.{order_id}]: this order has no carve-out to record",
                "Remove the entry: nothing recorded under this order lifts it.",
                file=file,
            )
        number = None if notice_on is None else days(notice_on)
        if number is not None and not FIRST_DAY <= number <= LAST_DAY:
            raise InputError(
                f"[orders.{order_id}] notice_to_court_on is not between 1900 and 2200",
                "Correct the date.",
                file=file,
            )
        given: dict[str, Value] = {
            carve_out_fact(order).name: carve_out,
            notice_fact(order).name: number,
            reach_fact(order).name: reaches,
        }
        values |= {name: value for name, value in given.items() if name in values}
    return values


def _shown(order_id: str) -> str:
    """The id if it looks like one: a stray value from elsewhere must not reach an error text."""
    return order_id if re.fullmatch(r"[A-Za-z0-9-]{1,40}", order_id) else "…"
