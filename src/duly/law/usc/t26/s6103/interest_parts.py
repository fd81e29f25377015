"""Elements that the paragraphs of 26 U.S.C. § 6103(e) share.

Each function makes one element with the ids of the paragraph that asks it. The subsection
opens something to the person who has the interest, and to nobody whom that person sends it to:
that would be a consent under (c).
"""

from dataclasses import replace

from duly.law.fact import Fact
from duly.law.node import All, Holds, OneOf
from duly.law.provision import Effect, Element, Mark
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import interest_facts as e
from duly.law.usc.t26.s6103.state_parts import DERIVED, PRIMARY, need, only_use

CITE = "26 USC 6103(e)"
ENTITIES = ("partnership", "s_corporation", "estate", "trust", "bankruptcy_estate")
"""Whose schedules may identify others; (e)(10) says "estate", which is read to include the
estate in a title 11 case."""


def proved(
    id_: str,
    says: str,
    cite: str,
    fact: Fact,
    *,
    unmet: str,
    step: str,
    words: str = "",
    mark: Mark = PRIMARY,
    person: str = "",
) -> Element:
    """One flag; where nobody has said, the next step is to supply it."""
    part = need(
        id_,
        says,
        cite,
        Holds(fact),
        unmet=unmet,
        step=step,
        words=words,
        mark=mark,
        person=person,
    )
    return replace(part, next_unknown=fact.how)


def recipient(id_: str) -> Element:
    """The recipient is named and is the one who asks."""
    part = need(
        id_,
        "The recipient is named, and is the person who asks.",
        CITE,
        All(Holds(f.recipient_named), Holds(e.recipient_is_asker)),
        mark=DERIVED,
        unmet="No recipient is named, or the recipient is not the person who asks.",
        step="Name the person who asks as recipient; sending it to another needs a consent "
        "under (c).",
    )
    return replace(part, next_unknown=e.recipient_is_asker.how)


def identity(id_: str) -> Element:
    """The custodian knows who asks."""
    return proved(
        id_,
        "The custodian has verified who the person asking is.",
        CITE,
        f.identity_verified,
        mark=DERIVED,
        unmet="The person asking is not who the request says.",
        step="Do not disclose; ask for proof of identity.",
    )


def the_return(id_: str, cite: str, words: str) -> Element:
    """The paragraph opens returns; other return information is a matter of (e)(7)."""
    return need(
        id_,
        "The item is the return.",
        cite,
        OneOf(f.item, "return"),
        words=words,
        unmet="The item is not the return.",
        step="Other return information may be asked for under (e)(7).",
    )


def own_use(id_: str) -> Element:
    """The subsection serves the interest of the person who asks."""
    return only_use(
        id_,
        CITE,
        "It is for the own use of the person with the interest.",
        "own_use",
        mark=DERIVED,
    )


def schedules(id_: str) -> Element:
    """Nothing about other taxpayers goes along with the return of an entity."""
    part = proved(
        id_,
        "Schedules and lists that identify other taxpayers have been removed.",
        "26 USC 6103(e)(10)",
        e.schedules_removed,
        words="shall not include any supporting schedule, attachment, or list",
        unmet="Schedules or lists that identify other taxpayers are still attached.",
        step="Remove them.",
    )
    return replace(part, applies=OneOf(e.return_of, *ENTITIES))


def effects(prefix: str, cite: str) -> tuple[Effect, ...]:
    """What follows where a paragraph directs the opening of a return."""
    return (
        Effect(
            f"{prefix}.effect",
            "The return is to be opened to the person, upon written request.",
            cite,
            PRIMARY,
        ),
        Effect(
            f"{prefix}.copy",
            "A reproduction is to be furnished upon written request; a fee may be prescribed.",
            "26 USC 6103(p)(2)(A)",
            PRIMARY,
        ),
        Effect(
            f"{prefix}.onward",
            "What a person does with the own return the section does not restrict: (a)(3) lists "
            "of (e) only one-percent shareholders.",
            "26 USC 6103(a)(3)",
            DERIVED,
        ),
    )
