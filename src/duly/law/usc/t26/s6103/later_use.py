"""What may be done later with an item that left under 26 U.S.C. § 6103.

The duty follows the data ((a), flush text): what was obtained may be disclosed again only as
a provision allows, and most provisions give it "solely" for one purpose. Each door has one
``AllowedUse``: purposes, users, the rule for passing it on, and when the use must end. From
that one description comes the provision by which a later use is decided, the tag that goes
with a released item, and the list for people.
"""

from dataclasses import dataclass

from duly.law.fact import Absence, Fact, Kind, Source
from duly.law.node import All, Holds, IsNone, Not, OneOf, Some
from duly.law.provision import Effect, Element, Mark, Provision, Words
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import shared

USERS = (
    "named_recipient",
    "same_agency",
    "other_federal_agency",
    "agent_of_recipient",
    "state_or_local_agency",
    "collection_agency",
    "court",
    "taxpayer",
    "public",
)

use = Fact(
    "later_use",
    Kind.CHOICE,
    "for what the item is to be used now",
    choices=f.USES,
    how="State the use (--for).",
)
user = Fact(
    "later_user",
    Kind.CHOICE,
    "who is to use it",
    choices=USERS,
    how="State the user (--by).",
)
completed = Fact(
    "use_completed",
    Kind.FLAG,
    "whether the use for which it was received is completed",
    how="State whether the matter is closed (--completed yes or no).",
)
passing_on_approved = Fact(
    "passing_on_approved",
    Kind.FLAG,
    "whether the rule for passing it on is recorded as met",
    Source.PERSON,
    how="Read the rule; state whether it is met (--approved yes or no).",
)


let_out = Fact(
    "use_let_out",
    Kind.FLAG,
    "whether the decision on the request let the item out",
    Source.CUSTODIAN,
    Absence.NONE,
)


@dataclass(frozen=True, slots=True)
class AllowedUse:
    """The later uses that one door allows.

    ``users`` may use it without more; ``passed_on_to`` only where the rule ``passing_on`` is
    recorded as met. ``ends`` says what happens at the end of the use, with ``ends_cite``.
    """

    cite: str
    purposes: tuple[str, ...]
    users: tuple[str, ...]
    passed_on_to: tuple[str, ...]
    passing_on: str
    ends: str
    ends_cite: str
    purpose_cite: str
    mark: Mark

    @property
    def safeguarded(self) -> bool:
        """Tell whether (p)(4) binds the recipient."""
        return self.ends_cite.startswith("26 USC 6103(p)(4)")


def use_provision(allowed: AllowedUse) -> Provision:
    """The provision by which a later use of an item received under one door is decided.

    It has the door's own citation, so that orders about use under it can be laid over it.
    """
    whom = Some(
        OneOf(user, *allowed.users),
        *(
            (All(OneOf(user, *allowed.passed_on_to), Holds(passing_on_approved)),)
            if allowed.passed_on_to
            else ()
        ),
    )
    purposes = ", ".join(word.replace("_", " ") for word in allowed.purposes)
    elements = [
        Element(
            id="use.left",
            says="The decision on the request let the item out.",
            cite="26 USC 6103(a)",
            mark=Mark.DERIVED,
            holds=Holds(let_out),
            unmet="The decision on the request let nothing out: no use rests on it.",
            next_step="Do not use it; report how it came to be there.",
            applies=Not(IsNone(let_out)),
        ),
        Element(
            id="use.purpose",
            says="The use is one for which the item was given.",
            cite=allowed.purpose_cite,
            mark=allowed.mark,
            holds=OneOf(use, *allowed.purposes),
            unmet=f"The item was given for another purpose. Allowed: {purposes}.",
            next_step="Do not use it. Ask anew under a provision that covers this use, if there "
            "is one.",
            next_unknown="State the use (--for).",
        ),
        Element(
            id="use.user",
            says="The user is one to whom it was given, or may be passed on.",
            cite=allowed.cite,
            mark=allowed.mark,
            holds=whom,
            unmet=f"It may not be passed on to this user. {allowed.passing_on}",
            next_step="Do not pass it on.",
            next_unknown="State the user (--by), and whether the rule for passing it on is met "
            "(--approved yes or no).",
        ),
        Element(
            id="use.live",
            says="The use for which it was given is not completed.",
            cite=allowed.ends_cite or allowed.cite,
            mark=Mark.PRIMARY if allowed.ends_cite else Mark.DERIVED,
            holds=Not(Holds(completed)),
            unmet=f"The use for which it was given is completed. {allowed.ends}",
            next_step="Do what the provision says at the end: return it, make it undisclosable, or "
            "keep the safeguards.",
            next_unknown="State whether that use is completed (--completed yes or no).",
        ),
    ]
    if allowed.safeguarded:
        elements.append(shared.safeguards("use.p4"))
    return Provision(
        cite=allowed.cite,
        title=f"Later use of what was received under {allowed.cite}",
        says="Tells whether a later use of a received item is lawful. A use that is not among "
        "those allowed is not.",
        source=shared.SOURCE,
        text_read=shared.TEXT_READ,
        since=shared.SINCE,
        words=Words(met="ALLOWED", not_met="NOT ALLOWED"),
        elements=tuple(elements),
        effects=(
            Effect("use.passing", allowed.passing_on, allowed.cite, allowed.mark),
            *(
                (Effect("use.ends", allowed.ends, allowed.ends_cite, Mark.PRIMARY),)
                if allowed.ends_cite
                else ()
            ),
        ),
    )
