"""A later use of something that left: lawful or not, and what travels with a released item."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from duly.gateway.compose import door
from duly.gateway.policy import Policy
from duly.law import index
from duly.law.explain import Explanation, explain
from duly.law.fact import Value, days
from duly.law.provision import Provision
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import later_use
from duly.law.usc.t26.s6103.allowed_uses import ALLOWED
from duly.law.usc.t26.s6103.later_use import AllowedUse, use_provision
from duly.orders.load import Registry
from duly.orders.overlay import overlay


@dataclass(frozen=True)
class Use:
    """What somebody wants to do with an item; None is not stated, and stays unknown."""

    received_under: str
    use: str | None = None
    user: str | None = None
    completed: bool | None = None
    safeguards_met: bool | None = None
    passing_on_approved: bool | None = None
    department: str | None = None
    made_under: str | None = None
    let_out: bool | None = None
    """Where a decision is known: whether it let the item out."""


def allowed_use(cite: str) -> AllowedUse:
    """What may be done with an item that left under a provision; KeyError if none is known."""
    return ALLOWED[index.canonical(cite)]


def check_use(
    asked: Use, registry: Registry, *, as_of: date, decided_on: date, policy: Policy
) -> tuple[Provision, Explanation]:
    """Decide a later use by the provision it was received under and the orders about its use.

    KeyError where the provision lets nothing out; ``index.NotInForce`` where no version of it
    that duly has read is in force on ``as_of``.
    """
    door(asked.received_under, as_of)
    provision = overlay(
        use_provision(allowed_use(asked.received_under)),
        registry,
        decided_on=decided_on,
        stale_days=policy.stale_days,
        act="use",
    )
    case: Mapping[str, Value] = {
        later_use.use.name: asked.use,
        later_use.user.name: asked.user,
        later_use.completed.name: asked.completed,
        later_use.passing_on_approved.name: asked.passing_on_approved,
        later_use.let_out.name: asked.let_out,
        f.safeguards_met.name: asked.safeguards_met,
        f.department.name: asked.department,
        f.made_under.name: asked.made_under,
        f.as_of.name: days(as_of),
    }
    return provision, explain(provision, case, forum=policy.forum, day=days(as_of))


def tag(allowed: AllowedUse) -> dict[str, str]:
    """What travels with every item released under one provision, as plain words."""
    return {
        "provision": allowed.cite,
        "allowed_uses": ";".join(allowed.purposes),
        "allowed_users": ";".join(allowed.users),
        "passing_on": allowed.passing_on,
        "at_the_end": allowed.ends,
        "law": "; ".join(dict.fromkeys(c for c in (allowed.purpose_cite, allowed.ends_cite) if c)),
        "mark": allowed.mark.value,
    }
