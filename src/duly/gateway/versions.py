"""A provision on two days: what differs, what is proved of the difference, and on which rows.

The text may have another version, orders may begin or end, readings may cease to be open. The
dates of a case stay what they are: only the orders' own dates are settled by the two days.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from duly.gateway.compose import composed
from duly.gateway.rescore import History, compared
from duly.law import index
from duly.law.fact import days
from duly.law.layout import live_readings
from duly.law.node import settled_on
from duly.law.provision import AllOf, AnyOf, Element, Part, Provision
from duly.law.theorems import Theorem, narrows
from duly.law.usc.t26.s6103 import facts as f
from duly.orders.load import Registry
from duly.orders.overlay import affects


@dataclass(frozen=True)
class Difference:
    """What differs between two days. ``orders`` are (id, stands before, stands after)."""

    cite: str
    before: date
    after: date
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    orders: tuple[tuple[str, bool, bool], ...]
    readings: tuple[str, ...]
    only_narrows: Theorem
    only_widens: Theorem
    moves: Mapping[tuple[str, str], int] | None


def difference(
    cite: str, registry: Registry, before: date, after: date, *, forum: str, history: History | None
) -> Difference:
    """Compare a provision on two days, under the orders of the registry, and count on a run.

    No entry of the registry counts as stale here. LookupError where the provision is not in
    force on one of the days.
    """
    one, two = index.find(cite, days(before)), index.find(cite, days(after))
    parts_one = {part.id: repr(part) for part in one.parts()}
    parts_two = {part.id: repr(part) for part in two.parts()}
    live_one = live_readings(one, forum, days(before))
    live_two = live_readings(two, forum, days(after))
    old, new = _on(one, registry, before), _on(two, registry, after)
    return Difference(
        cite=one.cite,
        before=before,
        after=after,
        added=tuple(id_ for id_ in parts_two if id_ not in parts_one),
        removed=tuple(id_ for id_ in parts_one if id_ not in parts_two),
        changed=tuple(id_ for id_, said in parts_two.items() if parts_one.get(id_, said) != said),
        orders=tuple(
            (order.order_id, order.in_force(before), order.in_force(after))
            for order in registry.orders
            if affects(order, two) or affects(order, one)
        ),
        readings=tuple(
            f"{question}={reading}"
            for question, readings in live_one.items()
            for reading in readings
            if reading not in live_two.get(question, ())
        ),
        only_narrows=narrows(old, new),
        only_widens=narrows(new, old),
        moves=None if history is None else compared(history, old, new),
    )


def _on(provision: Provision, registry: Registry, day: date) -> Provision:
    """The provision under the orders as they stand on a day, whatever day a case is asked for."""
    checked = registry.last_verified_on or day
    laid = composed(provision, registry, decided_on=min(day, checked), stale=0)
    return replace(laid, bars=tuple(_settle(part, days(day)) for part in laid.bars))


def _settle(part: Part, day: int) -> Part:
    match part:
        case Element(id=id_) if id_.startswith("order."):
            return replace(part, holds=settled_on(part.holds, f.as_of, day))
        case AllOf() | AnyOf():
            return replace(part, parts=tuple(_settle(inner, day) for inner in part.parts))
        case _:
            return part
