"""Orders as bars on a provision: each can forbid or hold a disclosure, none can allow one.

A bar is met when the order does not speak about the case, or when the registry entry is
fresh and the order does not stand on that date or its carve-out is recorded. A stale entry
makes the second way unknown, so what depends on it holds; what is barred stays barred.
"""

import re
from datetime import date, timedelta

from duly.law.fact import Kind, days
from duly.law.node import (
    FALSE,
    TRUE,
    UNKNOWN,
    All,
    Compare,
    Fixed,
    Holds,
    Node,
    Not,
    OneOf,
    Some,
    Value,
    facts_of,
)
from duly.law.provision import AllOf, Element, Mark, Part, Provision
from duly.law.usc.t26.s6103 import facts as f
from duly.orders import sentences
from duly.orders.consistency import ANY
from duly.orders.facts import carve_out_fact, notice_fact, reach_fact
from duly.orders.load import Registry
from duly.orders.model import Block, Order

STALE_DAYS = 7
SAYS = "No court order restrains custodian, recipient or use."


def overlay(
    provision: Provision,
    registry: Registry,
    *,
    decided_on: date,
    stale_days: int = STALE_DAYS,
    act: str = "disclose",
) -> Provision:
    """The provision with one bar for each order that restrains this act under it.

    ``decided_on`` settles only whether an entry is stale. Which orders stand is asked of the
    fact ``as_of``, in the nodes themselves, so that proofs range over all dates.
    """
    id_ = _id(f"{_prefix(provision)}.order", act)
    parts = tuple(
        _bar(order, provision, act, stale_days if is_stale(order, decided_on, stale_days) else None)
        for order in registry.orders
        if affects(order, provision, act)
    )
    group: Part
    if parts:
        group = AllOf(id_, SAYS, "order registry", Mark.SECONDARY, parts)
    else:
        unmet = "A court order restrains custodian, recipient or use."
        group = Element(id_, SAYS, "order registry", Mark.SECONDARY, TRUE, unmet)
    return provision.with_bars(group)


def affects(order: Order, provision: Provision, act: str = "disclose") -> bool:
    """Tell whether an order ever restrains this act under this provision, on whatever date."""
    return bool(_blocks(order, provision, act))


def is_stale(order: Order, decided_on: date, stale_days: int = STALE_DAYS) -> bool:
    """Tell whether an entry was last checked too long before the decision.

    A decision dated before the check is no reason for doubt: it is a look back.
    """
    return decided_on - order.last_verified_on > timedelta(days=stale_days)


def _bar(order: Order, provision: Provision, act: str, stale: int | None) -> Element:
    blocks = _blocks(order, provision, act)
    scope = _scope(order, blocks)
    asked = tuple(fact for fact in facts_of(scope) if fact != f.as_of)
    lifted = Some(Not(_in_force(order)), *((_carve_out(order),) if order.carve_outs else ()))
    return Element(
        id=_id(f"order.{order.order_id}", act),
        says=sentences.met(order, act),
        cite=order.cite,
        mark=_weakest(order, blocks),
        holds=Some(Not(scope), lifted if stale is None else All(UNKNOWN, lifted)),
        unmet=sentences.unmet(order, blocks, act),
        next_step=sentences.next_step(order, act, stale),
        # A stale entry needs its docket checked; otherwise the missing facts are asked for.
        next_unknown=sentences.next_step(order, act, stale) if stale is not None else "",
        unknown=sentences.unknown(order, asked, act, stale),
    )


def _scope(order: Order, blocks: tuple[Block, ...]) -> Node:
    reach = tuple(_reach(order, block) for block in blocks)
    begun = Compare(Value(f.as_of), ">=", _first(order))
    return All(begun, reach[0] if len(reach) == 1 else Some(*reach))


def _reach(order: Order, block: Block) -> Node:
    # Who uses what was received is the department that asked for it.
    actor = f.custodian if block.act == "disclose" else f.department
    limits: list[Node] = [OneOf(actor, *block.actor)]
    if ANY not in block.recipient:
        limits.append(OneOf(f.department, *block.recipient))
    if ANY not in block.made_under:
        limits.append(OneOf(f.made_under, *block.made_under))
    if block.unclear:
        limits.append(Holds(reach_fact(order)))
    return All(*limits)


def _in_force(order: Order) -> Node:
    as_of = Value(f.as_of)
    standing: list[Node] = []
    for period in order.periods():
        limits: list[Node] = [Compare(as_of, ">=", _fixed(period.since))]
        if period.until is not None:
            limits.append(Compare(as_of, "<", _fixed(period.until)))
        standing.append(All(*limits))
    # An order with a change on its first day may never have stood; then no date makes it.
    return Some(*standing) if standing else FALSE


def _carve_out(order: Order) -> Node:
    needed: list[Node] = []
    if "recorded" in order.requires:
        needed.append(Holds(carve_out_fact(order)))
    if "notice_to_court" in order.requires:
        # Notice is advance notice under this order: not older than the order, and not later
        # than the disclosure.
        notice = Value(notice_fact(order))
        needed += [
            Compare(notice, ">=", _first(order)),
            Compare(notice, "<=", Value(f.as_of)),
        ]
    return All(*needed)


def _blocks(order: Order, provision: Provision, act: str) -> tuple[Block, ...]:
    return tuple(b for b in order.blocks if b.act == act and provision.cite in b.provisions)


def _weakest(order: Order, blocks: tuple[Block, ...]) -> Mark:
    marks = [order.mark]
    marks += [block.mark for block in blocks if block.mark]
    marks += [carve_out.mark for carve_out in order.carve_outs if carve_out.mark]
    return max(marks, key=list(Mark).index)


def _prefix(provision: Provision) -> str:
    """The dossier's short name of a provision: i2 for 26 USC 6103(i)(2)."""
    return "".join(re.findall(r"\(([0-9A-Za-z]+)\)", provision.cite)) or "law"


def _id(base: str, act: str) -> str:
    return base if act == "disclose" else f"{base}.{act}"


def _first(order: Order) -> Fixed:
    if order.effective_from is None:  # consistency.py lets no such order have blocks
        raise ValueError(f"{order.order_id} has no date from which it could restrain")
    return _fixed(order.effective_from)


def _fixed(day: date) -> Fixed:
    return Fixed(days(day), Kind.DATE)
