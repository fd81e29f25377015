"""Who supplies each fact that some door asks for: the request, the custodian, or a person.

The request of (i)(2) has columns of its own (``Request``). Every other fact that a requester
may state is a further column of the request file, named as the law names the fact. What only
the custodian knows never comes from a request.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from duly.law import index
from duly.law.agreements import treasury_dhs_2025
from duly.law.fact import Fact, Kind, Source
from duly.law.node import facts_of
from duly.law.provision import node_of
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import i_2

OWN_FORM: Final = frozenset(
    (*i_2.HERE.facts(), *treasury_dhs_2025.HERE.facts(), f.as_of, f.made_under, f.custodian)
)
"""Facts for which the request file, the letter or the custodian file has a form of its own."""


def _all() -> Iterable[Fact]:
    for door in index.DOORS:
        yield from (fact for fact in door.facts() if fact not in OWN_FORM)


DOOR_FACTS: Final[tuple[Fact, ...]] = tuple(dict.fromkeys(_all()))
"""Every further fact that some door asks for, in the law's order."""

STATED: Final[Mapping[str, Fact]] = {
    fact.name: fact for fact in DOOR_FACTS if fact.source is Source.REQUEST
}
"""What a requester may state: further columns of the request file, by name."""

RECORDED: Final[Mapping[str, Fact]] = {
    fact.name: fact for fact in DOOR_FACTS if fact.source in {Source.CUSTODIAN, Source.PERSON}
}
"""What the custodian records, in the custodian file's [facts] and [records.ID]."""


def _questions() -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    for door in index.DOORS:
        for leaf in door.leaves():
            judged = [
                fact
                for fact in facts_of(node_of(leaf))
                if fact.source is Source.PERSON and fact.kind is Kind.FLAG and fact not in OWN_FORM
            ]
            if len(judged) == 1:
                found[leaf.id] = judged[0]
    return found


DOOR_QUESTIONS: Final[Mapping[str, Fact]] = _questions()
"""Which fact a person's answer to an element's question supplies, beside those of (i)(2)."""
