"""A provision as it is applied to requests: with one person named, and under the orders."""

from dataclasses import replace
from datetime import date

from duly.law import forms, index
from duly.law.fact import days
from duly.law.node import TRUE, Matches
from duly.law.provision import AnyOf, Element, Mark, Provision
from duly.law.usc.t26.s6103 import facts as f
from duly.orders.load import Registry
from duly.orders.overlay import overlay

ONE_PERSON = Element(
    id="one.person",
    says="The request names one person.",
    cite="duly's own rule; compare 26 USC 6103(b)(6)",
    mark=Mark.DERIVED,
    holds=Matches(f.taxpayer_name, forms.NAME, forms.NAME_SAYS),
    unmet="The request names no person, or more than one: there is no request by attribute.",
    next_step="Name the one taxpayer whom the request is about.",
)
"""What every request must do, whatever the provision: it names one person or it is refused."""


def composed(
    provision: Provision, registry: Registry, *, decided_on: date, stale: int
) -> Provision:
    """Lay the rule of one person and the registry's orders over a provision.

    ``stale`` is the number of days after which an unverified entry of the registry holds.
    """
    if not any(_names_person(unit.part) for unit in provision.units()):
        provision = replace(provision, elements=(ONE_PERSON, *provision.elements))
    return overlay(provision, registry, decided_on=decided_on, stale_days=stale)


def _names_person(part: Element | AnyOf) -> bool:
    """Tell whether a part by itself demands a name: an alternative that does is not enough."""
    if not isinstance(part, Element) or part.applies != TRUE:
        return False
    return isinstance(part.holds, Matches) and part.holds.fact == f.taxpayer_name


def door(cite: str, on: date) -> Provision:
    """The provision in force on a day, if something can be disclosed under it.

    Raises LookupError (see ``index.find``), or KeyError where it opens nothing.
    """
    found = index.find(cite, days(on))
    if found.words.met not in index.OPENS:
        raise KeyError(f"{found.cite} opens nothing: it classifies")
    return found
