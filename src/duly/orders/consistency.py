"""What must fit together within one order file, beyond the type of each key.

Every check guards against a file that reads like a restraint and restrains nothing.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from duly.law.usc.t26.s6103 import facts as f
from duly.orders.timeline import STANDING

if TYPE_CHECKING:
    from duly.orders.model import Block, Order

ANY = "any"
MUST_BLOCK = frozenset({"temporary_restraining_order", "preliminary_injunction"})
MAY_BLOCK = MUST_BLOCK | {"stay", "ancillary"}

Problem = tuple[str, str]
"""The key, and what is wrong with it."""


class ContradictionError(ValueError):
    """Keys of one order file that do not fit together, all of them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{key}: {problem}" for key, problem in problems))
        self.problems = problems


def contradictions(order: "Order") -> Iterator[Problem]:
    """Every contradiction in an order, by key."""
    yield from _dates(order)
    yield from _changes(order)
    yield from _kind(order)
    for number, block in enumerate(order.blocks, 1):
        for key, problem in _block(order, block):
            yield f"blocks {number}.{key}", problem
    ids = [carve_out.id for carve_out in order.carve_outs]
    if len(ids) != len(set(ids)):
        yield "carve_outs", "two carve-outs have the same id"


def _dates(order: "Order") -> Iterator[Problem]:
    since, until = order.effective_from, order.effective_to
    if since is None:
        if order.blocks or until or order.changes:
            yield "effective_from", "is needed where there are blocks, changes or an end"
    elif until is not None and until <= since:
        yield (
            "effective_to",
            "must be after effective_from: it is the first day on which the order no longer stands",
        )
    if order.status not in STANDING and until is None and not order.changes:
        yield (
            "status",
            f"says {order.status} but not since when: add effective_to or a [[changes]] entry",
        )


def _changes(order: "Order") -> Iterator[Problem]:
    if not order.changes:
        return
    days = [change.on for change in order.changes]
    if any(later <= earlier for earlier, later in pairwise(days)):
        yield "changes", "must stand in order of date, one for each day"
    if order.effective_from is not None and days[0] < order.effective_from:
        yield "changes 1.on", "is before effective_from"
    if order.changes[-1].status != order.status:
        yield "status", "is not the status of the last [[changes]] entry"
    for number, change in enumerate(order.changes, 1):
        ended = order.effective_to is not None and change.on >= order.effective_to
        if ended and change.status in STANDING:
            yield f"changes {number}.on", "lets the order stand on or after effective_to"


def _kind(order: "Order") -> Iterator[Problem]:
    if order.blocks and order.kind not in MAY_BLOCK:
        yield "blocks", f"an entry of kind {order.kind} restrains nobody"
    if order.kind in MUST_BLOCK and not order.blocks:
        yield "blocks", "is missing: say what the order restrains"
    if order.carve_outs and not order.blocks:
        yield "carve_outs", "there is no block that they could limit"


def _block(order: "Order", block: "Block") -> Iterator[Problem]:
    words = f.CUSTODIANS if block.act == "disclose" else f.DEPARTMENTS
    if not set(block.actor) <= set(words):
        yield "actor", f"for act = {block.act} must be among {', '.join(words)}"
    if not set(block.actor) <= set(order.bound_parties):
        yield "actor", "names one that bound_parties does not: an order binds the parties it names"
    if not set(block.provisions) <= set(order.provisions):
        yield "provisions", "names one that the order's own provisions do not"
    for key, values in (("recipient", block.recipient), ("made_under", block.made_under)):
        if ANY in values and len(values) > 1:
            yield key, 'is either "any" or a list of words'
    if block.act == "use" and block.recipient != (ANY,):
        yield "recipient", 'must be "any" for act = use'
