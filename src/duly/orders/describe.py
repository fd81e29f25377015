"""An order as plain data for ``duly order list`` and ``duly order show``."""

from dataclasses import dataclass
from datetime import date

from duly.orders.facts import facts_of_order
from duly.orders.model import Order


@dataclass(frozen=True, slots=True)
class Description:
    """What there is to say about one order, ready to show.

    ``bars`` holds the acts that it can bar (empty for denials, precedents and findings);
    ``record`` what a custodian has to record to rely on a carve-out.
    """

    order_id: str
    kind: str
    court: str
    docket: str
    judge: str
    title: str
    status: str
    dates: str
    bars: tuple[str, ...]
    bound: tuple[str, ...]
    protected_class: str
    provisions: tuple[str, ...]
    restrains: tuple[str, ...]
    carve_outs: tuple[str, ...]
    record: tuple[str, ...]
    changes: tuple[str, ...]
    notes: tuple[str, ...]
    mark: str
    source: str
    source_key: tuple[str, ...]
    last_verified_on: date
    verified_by: str


def describe(order: Order) -> Description:
    """Put an order into words."""
    return Description(
        order_id=order.order_id,
        kind=order.kind.replace("_", " "),
        court=order.court,
        docket=order.docket,
        judge=order.judge or "not found",
        title=order.title,
        status=_status(order),
        dates=_dates(order),
        bars=tuple(dict.fromkeys(block.act for block in order.blocks)),
        bound=order.bound_parties,
        protected_class=order.protected_class or "not found",
        provisions=order.provisions,
        restrains=tuple(block.says for block in order.blocks),
        carve_outs=tuple(carve_out.says for carve_out in order.carve_outs),
        record=tuple(fact.how for fact in facts_of_order(order)),
        changes=tuple(f"{c.on}: {c.status.replace('_', ' ')}. {c.says}" for c in order.changes),
        notes=order.notes,
        mark=order.mark.value,
        source=order.source,
        source_key=order.source_key,
        last_verified_on=order.last_verified_on,
        verified_by=order.verified_by,
    )


def _status(order: Order) -> str:
    if order.status == "unknown" and order.blocks:
        return "unknown; assume that it stands"
    return str(order.status).replace("_", " ")


def _dates(order: Order) -> str:
    if order.effective_from is None:
        return "date not found"
    if order.effective_to is None:
        return f"from {order.effective_from}, no end found"
    return f"from {order.effective_from} until {order.effective_to}"
