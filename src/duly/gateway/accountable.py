"""What the law asks to be accounted for, reported and shown, by the provision relied on.

(p)(3)(A) exempts a list of provisions; (B) leaves out some requests of the President; (C) speaks
of some agencies; 5 USC 552a(c)(3) keeps some disclosures from the person. duly records every
request whatever the answer here is.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from duly.law import index
from duly.law.explain import explain
from duly.law.provision import FORUMS
from duly.law.usc.t26.s6103 import p_3
from duly.law.usc.t26.s6103.p_facts import ACCOUNTABLE, EXEMPT, accounting_provision

NONE_NAMED: Final = "none named"
REQUIRED: Final[Mapping[str, str]] = {"ACCOUNT": "yes", "EXEMPT": "no", "UNKNOWN": "unknown"}
_SECTION = re.compile(r"26 USC 6103((?:\(\w+\))*)", re.ASCII)
_OTHERS: Final[Mapping[str, str]] = {
    "(f)": "(f), other than (5)",
    "(h)": "(h), other",
    "(i)(8)": "(i)(8), other than (A)(ii)",
    "(k)": "(k), other",
    "(l)": "(l), other",
}
_NAMED = sorted(
    (one for one in (*EXEMPT, *ACCOUNTABLE) if re.fullmatch(r"(\(\w+\))+", one, re.ASCII)),
    key=len,
    reverse=True,
)
_LISTED_AGENCIES = ("(d)", "(i)(3)(B)(i)", "(i)(7)(A)(ii)", "(l)(6)")
_GAO = re.compile(r"\b(government accountability office|gao)\b", re.IGNORECASE)
LAW_ENFORCEMENT_USES: Final = frozenset(
    {
        "criminal_proceeding",
        "criminal_investigation",
        "grand_jury",
        "civil_removal",
        "civil_fine",
        "forfeiture",
        "counterterrorism",
        "emergency_response",
        "locating_fugitive",
        "child_support",
        "arrest_or_detention",
    }
)
"""Uses that may be a law enforcement activity in the sense of 5 USC 552a(b)(7) (ours)."""

SHOWN = "shown"
HELD_B7 = "5 USC 552a(c)(3), which excepts disclosures under (b)(7)"
HELD_AGAINST = "5 USC 552a(c)(3) and (b)(7), doubtful: disclosed against the decision"
HELD_EXEMPT = "26 USC 6103(p)(3)(A), which exempts the provision from the accounting"
GROUNDS: Final[Mapping[str, str]] = {
    HELD_B7: "A law enforcement disclosure may be one that is not shown. Whether this one is, the "
    "privacy officer decides.",
    HELD_AGAINST: "The exception is for disclosures made under (b)(7). This one was made although "
    "the law as encoded did not let it out, so the privacy officer decides whether it holds.",
    HELD_EXEMPT: "No accounting is required and so none need be shown. duly keeps its record; the "
    "privacy officer decides.",
}
"""Why something is held for the privacy officer, by its ground."""


@dataclass(frozen=True)
class Accountable:
    """Whether an accounting is required (yes, no or unknown), and by which rule."""

    required: str
    provision: str
    law: str = "26 USC 6103(p)(3)(A)"


def levels(cite: str) -> str:
    """The levels of a citation of § 6103, such as ``(i)(2)``; empty if it cites another."""
    found = _SECTION.match(index.canonical(cite))
    return found[1] if found else ""


def accounting_choice(cite: str) -> str:
    """The provision as (p)(3)(A)'s list has it: the longest entry that holds the citation."""
    if index.canonical(cite).startswith("26 USC 6104(c)"):
        return "6104(c)"
    path = levels(cite)
    for entry in _NAMED:
        if path.startswith(entry):
            return entry
    for head, entry in _OTHERS.items():
        if path.startswith(head):
            return entry
    return NONE_NAMED


def accountable(cite: str, item: str | None) -> Accountable:
    """Apply (p)(3)(A), as encoded, to a provision and a kind of item."""
    choice = accounting_choice(cite)
    case = {accounting_provision.name: choice, **({"item": item} if item else {})}
    found = explain(p_3.HERE, case, forum=FORUMS[0], day=p_3.HERE.since)
    return Accountable(REQUIRED[found.operating], choice)


def may_be_presidential(cite: str, requester: str | None) -> bool:
    """Whether (p)(3)(B) may leave the request out: the President's, under (g).

    It leaves out those about officers and employees of the executive branch. No fact says who is
    one, so a request of the President stays out until someone has looked.
    """
    path = levels(cite)
    if path.startswith("(g)(2)"):
        return requester in {None, "president"}
    return path.startswith("(g)")


def in_public_report(cite: str, agency: str, *, federal: bool | None) -> bool:
    """Whether (p)(3)(C)(i) counts the agency; one not known to be no Federal agency is counted."""
    if federal is not False or _GAO.search(agency):
        return True
    return levels(cite).startswith(_LISTED_AGENCIES)


def ground(cite: str, uses: Collection[str], *, required: str, against: bool) -> str:
    """SHOWN, or the ground on which a disclosure is held for the privacy officer.

    Ours, in doubt for the privacy officer: disclosures under (h), under (i) except to the
    Government Accountability Office, and any for a law enforcement use may be (b)(7) ones.
    """
    path = levels(cite)
    listed = path.startswith(("(h)", "(i)")) and not path.startswith("(i)(8)")
    if listed or LAW_ENFORCEMENT_USES & set(uses):
        return HELD_AGAINST if against else HELD_B7
    return HELD_EXEMPT if required == "no" else SHOWN
