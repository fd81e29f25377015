"""What (d), (g), (h), (l) and the regulation under (p)(2)(B) share: fact and element makers."""

from duly.law.fact import Absence, Fact, Kind, Source
from duly.law.node import Node, OneOf, OnlyAmong
from duly.law.provision import Effect, Element, Mark
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103.a import PROTECTED_KINDS

PRIMARY, DERIVED = Mark.PRIMARY, Mark.DERIVED


def stated(name: str, says: str, *choices: str, several: bool = False) -> Fact:
    """What the requester states: a flag, or with ``choices`` one word (or ``several``) of them."""
    return Fact(
        name, _kind(choices, several), says, choices=choices, how=f"Fill the column {name}."
    )


def recorded(name: str, says: str, *choices: str) -> Fact:
    """What only the custodian can say."""
    how = f"Record {name} in the custodian file."
    kind = _kind(choices, several=False)
    return Fact(name, kind, says, Source.CUSTODIAN, choices=choices, how=how)


def recorded_day(name: str, says: str) -> Fact:
    """A date that only the custodian can give."""
    how = f"Record {name} in the custodian file."
    return Fact(name, Kind.DATE, says, Source.CUSTODIAN, how=how)


def set_forth(name: str, says: str) -> Fact:
    """A text that the request sets forth; absent, it is not set forth."""
    return Fact(name, Kind.TEXT, says, absent=Absence.NONE, how=f"Fill the column {name}.")


def judged(name: str, says: str, element: str) -> Fact:
    """What a person decides; ``element`` is the question in the answers file."""
    how = f"Have a person decide; record yes or no for {element} in the answers file."
    return Fact(name, Kind.FLAG, says, Source.PERSON, how=how)


def _kind(choices: tuple[str, ...], several: bool) -> Kind:
    if not choices:
        return Kind.FLAG
    return Kind.CHOICES if several else Kind.CHOICE


def need(
    id_: str,
    says: str,
    cite: str,
    holds: Node,
    *,
    unmet: str,
    step: str = "",
    mark: Mark = PRIMARY,
    words: str = "",
    person: str = "",
    question: str = "",
) -> Element:
    """One condition."""
    return Element(
        id=id_,
        says=says,
        cite=cite,
        mark=mark,
        words=words,
        holds=holds,
        unmet=unmet,
        next_step=step,
        person=person,
        question=question,
    )


def authority(id_: str) -> Element:
    """Disclosure is asked under title 26 and not under something else."""
    return need(
        id_,
        "Disclosure is asked under an authority in title 26.",
        "26 USC 6103(a)",
        OneOf(f.authority_kind, "title_26"),
        mark=DERIVED,
        words="except as authorized by this title",
        unmet="An agreement, routine use, subpoena or executive order does not by itself "
        "authorise disclosure.",
        step="Name the provision of title 26 that is relied on.",
    )


def any_item(id_: str, cite: str, words: str = "") -> Element:
    """The item is a return or return information of whatever kind."""
    return need(
        id_,
        "The item is a return or return information.",
        cite,
        OneOf(f.item, *PROTECTED_KINDS),
        words=words,
        unmet="The item is neither a return nor return information, so this paragraph says "
        "nothing of it.",
        step="State which item is asked for.",
    )


def only_use(
    id_: str, cite: str, says: str, *uses: str, words: str = "", mark: Mark = PRIMARY
) -> Element:
    """No use is intended but these."""
    return need(
        id_,
        says,
        cite,
        OnlyAmong(f.uses, *uses),
        mark=mark,
        words=words,
        unmet="A use is intended for which this paragraph does not open the item.",
        step="Ask under a provision that covers that use, if there is one.",
    )


def accounted(id_: str) -> Effect:
    """The accounting of (p)(3)(A) covers this paragraph, since it is not among the exempt ones."""
    says = "The request, granted or refused, and any disclosure are recorded."
    return Effect(id_, says, "26 USC 6103(p)(3)(A)", DERIVED)


def exempt(id_: str) -> Effect:
    """The accounting of (p)(3)(A) is not required."""
    says = "The law does not require an accounting under this paragraph; duly records it anyway."
    return Effect(id_, says, "26 USC 6103(p)(3)(A)", PRIMARY)


def discretion(id_: str, cite: str) -> Effect:
    """The text permits and does not direct."""
    says = (
        "The text permits disclosure and does not direct it: a named person decides, with reasons."
    )
    return Effect(id_, says, cite, PRIMARY)
