"""The sentences in which an order speaks to people, in findings and in lists."""

from collections.abc import Sequence

from duly.law.fact import Fact
from duly.orders.model import Block, Order

_WORDS = {"disclose": "disclosure", "use": "use"}
# What a carve-out asks for, in the order in which it is done.
_STEPS = {
    ("recorded", "notice_to_court"): "Record the carve-out and give the court advance notice",
    ("recorded",): "Record the carve-out",
    ("notice_to_court",): "Give the court advance notice",
}


def met(order: Order, act: str) -> str:
    """The sentence where nothing stands in the way."""
    return f"{order.order_id} does not restrain this {_WORDS[act]}."


def unmet(order: Order, blocks: Sequence[Block], act: str) -> str:
    """The sentence where the order bars: what is restrained."""
    restrained = " ".join(dict.fromkeys(block.says for block in blocks))
    return f"{order.order_id} restrains this {_WORDS[act]}. {restrained}"


def next_step(order: Order, act: str, stale: int | None) -> str:
    """What would lift the bar or settle the doubt; ``stale`` is the limit that was passed."""
    again = f"Check the docket of {order.order_id} and enter the day in last_verified_on. "
    return (again if stale is not None else "") + lifted_by(order, act)


def lifted_by(order: Order, act: str) -> str:
    """What the order itself lets lift the restraint."""
    if not order.carve_outs:
        return f"No {_WORDS[act]} while the order stands."
    left_open = " ".join(carve_out.says for carve_out in order.carve_outs)
    return f"{_STEPS[order.requires]} before any {_WORDS[act]}. {left_open}"


def unknown(order: Order, asked: Sequence[Fact], act: str, stale: int | None) -> str:
    """The sentence where it cannot be told: a stale entry, or facts that are missing."""
    doubt = f"It is not known whether {order.order_id} restrains this {_WORDS[act]}"
    if stale is None:
        return f"{doubt}. That turns on these facts: {'; '.join(fact.says for fact in asked)}."
    return (
        f"{doubt}: its entry was last verified on {order.last_verified_on}, more than {stale} "
        "days before this decision."
    )
