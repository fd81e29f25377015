"""One case at every date on which law, order or reading changes, or a date of its own arrives."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from duly.errors import NoVersionError
from duly.gateway.compose import composed
from duly.gateway.policy import Policy
from duly.law import index
from duly.law.explain import Explanation, deciding, explain
from duly.law.fact import Case, days
from duly.law.fact import day as day_of
from duly.law.moments import dated_facts, moments
from duly.law.provision import Provision
from duly.law.usc.t26.s6103 import facts as f
from duly.orders.load import Registry
from duly.orders.overlay import affects


@dataclass(frozen=True)
class Span:
    """From ``since`` up to but not including ``until`` (None: until the end of what is shown).

    ``causes`` are sentences: what changed on ``since``. ``reason`` is the first thing that
    stands in the way, with its citation, or empty.
    """

    since: date
    until: date | None
    causes: tuple[str, ...]
    explanation: Explanation
    reason: str
    cite: str


def timeline(
    cite: str, registry: Registry, case: Case, *, policy: Policy, first: date | None, last: date
) -> tuple[Span, ...]:
    """Every span of days with one answer, from ``first`` to ``last``.

    The view begins at the earliest on the day since which the law is known as read.
    The facts stay as they are; only the date of the law and of the decision moves. An entry
    of the registry that was last verified too long before a day makes that day's answer hold.
    """
    versions = [p for p in index.PROVISIONS if p.cite == cite]
    known = day_of(min(p.since for p in versions))
    begin = max(first or known, known)
    if last < begin:
        raise NoVersionError(
            f"{cite} is encoded as in force since {known}; there is nothing to show before.",
            f"Choose an --until date from {begin} on.",
        )
    stops: dict[date, dict[str, None]] = {begin: {"Here the view begins.": None}}

    def stop(day: date, cause: str) -> None:
        if begin <= day <= last:
            stops.setdefault(day, {})[cause] = None

    for version in versions:
        stop(day_of(version.since), f"Since this day the text of {cite} is known as read.")
        applied = _applied(version, registry, begin, policy)
        for number, causes in moments(applied, case, f.as_of, policy.forum).items():
            for cause in causes:
                for says in _says(cause, applied, registry, day_of(number)):
                    stop(day_of(number), says)
        for order in registry.orders:
            if affects(order, version):
                stale = order.last_verified_on + timedelta(days=policy.stale_days + 1)
                stop(stale, f"Nobody has verified the entry of {order.order_id} since.")
    starts = sorted(stops)
    ends: Iterable[date | None] = (*starts[1:], None)
    return tuple(
        _span(cite, registry, case, since, until, tuple(stops[since]), policy)
        for since, until in zip(starts, ends, strict=True)
    )


def _applied(version: Provision, registry: Registry, day: date, policy: Policy) -> Provision:
    return composed(version, registry, decided_on=day, stale=policy.stale_days)


def _span(
    cite: str,
    registry: Registry,
    case: Case,
    since: date,
    until: date | None,
    causes: tuple[str, ...],
    policy: Policy,
) -> Span:
    day = days(since)
    applied = _applied(index.find(cite, day), registry, since, policy)
    told = explain(applied, {**case, f.as_of.name: day}, forum=policy.forum, day=day)
    ways = deciding(told)
    reason, law = (ways[0].because, ways[0].cite) if ways else ("", "")
    return Span(since, until, causes, told, reason, law)


def _says(cause: str, applied: Provision, registry: Registry, day: date) -> Iterable[str]:
    """The cause of a change in words: an order, a reading, or a date of the case."""
    if "=" in cause:
        question, reading = cause.split("=")
        asks = next(q.asks for q in applied.questions if q.id == question)
        yield f"Reading {reading} of {question} ({asks}) begins or ends being open here."
        return
    if cause.startswith("order."):
        order = registry.get(cause.removeprefix("order.").removesuffix(".use"))
        for period in order.periods():
            if period.since == day:
                yield f"{order.order_id} stands from this day on ({order.cite})."
            if period.until == day:
                yield f"{order.order_id} no longer stands from this day on ({order.cite})."
        dates = [fact.says for fact in dated_facts(applied, cause, f.as_of)]
        if dates and not any(day in (p.since, p.until) for p in order.periods()):
            yield f"A date of this case under {order.order_id} arrives: {'; '.join(dates)}."
        return
    dates = [fact.says for fact in dated_facts(applied, cause, f.as_of)]
    if dates:
        listed = "; ".join(dates)
        yield f"A date of this case, or a limit counted from it, is reached: {listed} [{cause}]."
    else:
        yield f"{cause} begins or ceases to hold by its own date."
