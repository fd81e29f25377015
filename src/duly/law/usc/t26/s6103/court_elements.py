"""Elements that the paragraphs of 26 U.S.C. § 6103(i) share: the order, its scope, the officers.

Each function makes elements with the ids and citations of the paragraph that asks them. The
wrong court never opens anything: whoever else signs, ``court`` is not met, and an order that
nobody has read leaves it unknown.
"""

from duly.law import forms
from duly.law.fact import Fact
from duly.law.node import (
    FALSE,
    All,
    Compare,
    Holds,
    Includes,
    Matches,
    Node,
    Not,
    OneOf,
    OnlyAmong,
    Some,
    Value,
)
from duly.law.provision import AllOf, Effect, Element, Mark
from duly.law.usc.statutes import CIVIL, CRIMINAL
from duly.law.usc.t26.s6103 import apprise_facts as a
from duly.law.usc.t26.s6103 import court_facts as c
from duly.law.usc.t26.s6103 import facts as f

PRIMARY, DERIVED = Mark.PRIMARY, Mark.DERIVED
ANSWERS = "in the answers file."

TAXPAYERS = ("return", "taxpayer_return_information")
IDENTITY = ("mailing_address", "name", "tin")
FROM_OTHERS = ("third_party_information", "summoned_record", "custodian_record")
PROTECTED = (*IDENTITY, *FROM_OTHERS, *TAXPAYERS)
"""Returns and return information of every kind; anonymous statistics are neither."""

LAWYERS = (
    "attorney_general",
    "deputy_attorney_general",
    "associate_attorney_general",
    "assistant_attorney_general",
    "united_states_attorney",
)
"""Who may authorise an application under (7)(C); (1)(B) adds the two prosecutors."""
PROSECUTORS = ("special_prosecutor", "strike_force_attorney_in_charge")


def order(p: str, cite: str, application: str, under: str, *applicants: str) -> tuple[Element, ...]:
    """There is an order of the right court, on the right application, and it stands."""
    return (
        Element(
            id=f"{p}.held",
            says="The custodian holds the order itself.",
            cite=cite,
            mark=DERIVED,
            words="pursuant to and upon the grant of an ex parte order",
            holds=Holds(c.court_order_held),
            unmet="The custodian does not hold the order; a report of an order is not one.",
            unknown="It is not recorded that the custodian holds the order.",
            next_step="Send the order itself.",
        ),
        Element(
            id=f"{p}.court",
            says="A Federal district court judge or magistrate judge signed the order.",
            cite=f"{cite}, {application}",
            mark=PRIMARY,
            words="by a Federal district court judge or magistrate",
            holds=OneOf(c.court_order_by, "district_judge", "magistrate_judge"),
            unmet="No Federal district court judge or magistrate judge signed an order: what an "
            "immigration judge, an administrative law judge, a State judge or an officer signs "
            "opens nothing.",
            unknown="It is not recorded who signed the order.",
            next_step="Have an official whom the paragraph names authorise an application to a "
            "Federal district court.",
            next_unknown="Read the order; record court_order_by in the custodian file.",
        ),
        Element(
            id=f"{p}.under",
            says="It was granted ex parte on an application under this paragraph.",
            cite=f"{cite}, {application}",
            mark=PRIMARY,
            holds=OneOf(c.court_order_under, under),
            unmet="The order was granted under another paragraph or another law.",
            unknown="It is not recorded under which paragraph the order was granted.",
            next_step="Rely on the paragraph under which the order was granted, if there is one.",
            next_unknown="Read the order; record court_order_under in the custodian file.",
        ),
        Element(
            id=f"{p}.app.auth",
            says="An official whom the paragraph names authorised the application.",
            cite=f"26 USC 6103{application}",
            mark=PRIMARY,
            words="may authorize an application to a Federal district court judge or magistrate",
            holds=OneOf(c.court_order_applicant, *applicants),
            unmet="Whoever authorised the application is not an official whom the paragraph names.",
            unknown="It is not recorded who authorised the application for the order.",
            next_step="Have an official whom the paragraph names authorise an application.",
            next_unknown="Read the order; record court_order_applicant in the custodian file.",
        ),
        Element(
            id=f"{p}.disc",
            says="The judge granted the order, and it stands.",
            cite=f"26 USC 6103{application}",
            mark=PRIMARY,
            words="may grant such order",
            holds=All(
                Compare(Value(c.court_order_granted_on), "<=", Value(f.as_of)),
                Holds(c.court_order_stands),
            ),
            unmet="The order is not yet granted, or is vacated, stayed or expired.",
            unknown="It is not known whether the order is granted and still stands.",
            next_step="Obtain an order that is in force.",
            next_unknown="Ask the court; record court_order_granted_on and court_order_stands in "
            "the custodian file.",
        ),
    )


def finding(id_: str, cite: str, fact: Fact, says: str, words: str) -> Element:
    """One thing that the judge must determine on the facts submitted."""
    return Element(
        id=id_,
        says=says,
        cite=cite,
        mark=PRIMARY,
        words=words,
        holds=Holds(fact),
        unmet="The judge has not determined this; the order rests on other findings.",
        next_step="Ask the court for an order with this finding.",
        next_unknown=fact.how,
    )


def scope(p: str, cite: str, *, periods: bool = True) -> tuple[Element | AllOf, ...]:
    """Only what the order opens: this taxpayer, period, item and recipient."""
    in_time = (
        Element(
            id=f"{p}.period",
            says="The order specifies taxable periods.",
            cite=cite,
            mark=PRIMARY,
            words="with respect to any specified taxable period or periods",
            holds=Matches(c.court_order_periods, forms.PERIODS, forms.PERIODS_SAYS),
            unmet="The order specifies no taxable period, or nobody has recorded one.",
            next_step="Read the order; record court_order_periods in the custodian file.",
        ),
        _within(
            f"{p}.scope.period",
            cite,
            "Every period asked for is among those in the order.",
            Holds(c.periods_in_order),
            "A period is asked for that the order does not open.",
        ),
    )
    parts = (
        _within(
            f"{p}.scope.taxpayer",
            cite,
            "The order concerns this taxpayer.",
            Holds(c.court_order_taxpayer),
            "The order does not concern this taxpayer.",
        ),
        *(in_time if periods else ()),
        _within(
            f"{p}.scope.item",
            cite,
            "The item is a return or return information, and the order names it.",
            Some(
                *(
                    All(OneOf(f.item, kind), Includes(c.court_order_items, kind))
                    for kind in PROTECTED
                )
            ),
            "The order does not open this item.",
        ),
        _within(
            f"{p}.scope.recip",
            cite,
            "The order covers the recipient.",
            Holds(c.recipient_in_order),
            "The order does not cover the recipient.",
        ),
    )
    return (
        AllOf(
            id=f"{p}.scope",
            says="What is disclosed, and to whom, is within the order.",
            cite=cite,
            mark=PRIMARY,
            words="but only to the extent necessary as provided in such order",
            parts=parts,
        ),
    )


def _within(id_: str, cite: str, says: str, holds: Node, unmet: str) -> Element:
    return Element(
        id=id_,
        says=says,
        cite=cite,
        mark=PRIMARY,
        holds=holds,
        unmet=unmet,
        next_step="Ask for what the order opens, or ask the court for a wider order.",
    )


def own_officer(id_: str, cite: str) -> Element:
    """The recipient is an officer or employee of a Federal agency."""
    return Element(
        id=id_,
        says="The recipient is an officer or employee of a Federal agency.",
        cite=cite,
        mark=PRIMARY,
        words="officers and employees of any Federal agency",
        holds=Some(
            All(OneOf(f.recipient_employment, "employee_of_agency"), Holds(f.federal_agency)),
            All(
                OneOf(f.recipient_employment, "employee_of_other_agency"),
                Holds(c.court_recipient_federal),
            ),
        ),
        unmet="The recipient is no officer or employee of a Federal agency.",
        unknown="It is not known whether the recipient is an officer or employee of a Federal "
        "agency.",
        next_step="Name a recipient whom a Federal agency employs.",
    )


def employed(id_: str, cite: str, words: str) -> Element:
    """The recipient works for an agency, the requester or another, and not for a contractor."""
    return Element(
        id=id_,
        says="The recipient is an officer or employee of an agency, not a contractor.",
        cite=cite,
        mark=PRIMARY,
        words=words,
        holds=OneOf(f.recipient_employment, "employee_of_agency", "employee_of_other_agency"),
        unmet="The recipient is no officer or employee of a Federal agency.",
        unknown="It is not stated who employs the recipient.",
        next_step="Name a recipient whom the agency itself employs.",
    )


def engaged(id_: str, cite: str, *, question: str = "Q4") -> Element:
    """The recipient is named and works on the matter: the same test as in (i)(2)."""
    return Element(
        id=id_,
        says="The recipient is personally and directly engaged in the matter.",
        cite=cite,
        mark=PRIMARY,
        words="personally and directly engaged",
        holds=All(
            Holds(f.recipient_named),
            OneOf(f.recipient_role, "case_personnel"),
            Some(Not(Holds(f.officer_shared)), Holds(f.engagement_confirmed)),
        ),
        question=question,
        unmet="No officer who works on the matter is named: a supervisor or responsible official "
        "is not engaged in it personally and directly.",
        unknown="It is not established that the officer named works on the matter.",
        next_step="Name the officer who works on the matter.",
        next_unknown="Ask who works on the matter; record the answer for i2.recip.engaged "
        f"{ANSWERS}",
        person="Whether one officer named for many people works on each of these matters.",
    )


def criminal(id_: str, cite: str, unless: Node = FALSE) -> Element:
    """The statute that the matter enforces is a Federal criminal statute."""
    return Element(
        id=id_,
        says="It is a Federal criminal statute that is to be enforced.",
        cite=cite,
        mark=PRIMARY,
        holds=Some(
            *(() if unless == FALSE else (unless,)),
            OneOf(f.statute, *CRIMINAL),
            All(Not(OneOf(f.statute, *CIVIL)), Holds(f.statute_criminal)),
        ),
        unmet="The statute cited is not a criminal statute (8 U.S.C. § 1324d, for example, sets a "
        "civil penalty).",
        unknown="It is not known whether the statute cited is a Federal criminal statute.",
        next_step="Cite the Federal criminal statute that is to be enforced.",
        next_unknown="Look the statute up (one section, as 18 USC 1343); record yes or no for "
        f"i2.statute.crim {ANSWERS}",
        person="Whether a statute that duly has not read is a Federal criminal statute.",
    )


def nontax(id_: str, cite: str, unless: Node = FALSE) -> Element:
    """The statute does not involve tax administration."""
    return Element(
        id=id_,
        says="The statute does not involve tax administration.",
        cite=cite,
        mark=PRIMARY,
        words="(not involving tax administration)",
        holds=Some(
            *(() if unless == FALSE else (unless,)),
            OneOf(f.statute, *CRIMINAL),
            All(
                Not(Matches(f.statute, forms.TAX_TITLE, forms.TAX_TITLE_SAYS)),
                Holds(f.statute_nontax),
            ),
        ),
        unmet="The statute involves tax administration.",
        unknown="It is not known whether the statute cited involves tax administration.",
        next_step="A tax case goes to the Justice Department under (h), not (i).",
        next_unknown="Look the statute up (one section, as 18 USC 1343); record yes or no for "
        f"i2.statute.nontax {ANSWERS}",
        person="Whether a statute that duly has not read involves tax administration.",
    )


def solely(id_: str, cite: str, words: str, *uses: str, question: str = "") -> Element:
    """Every intended use is one that the paragraph allows."""
    return Element(
        id=id_,
        says="Every intended use is one that the paragraph allows.",
        cite=cite,
        mark=PRIMARY if words else DERIVED,
        words=words,
        holds=OnlyAmong(f.uses, *uses),
        question=question,
        unmet="A use is intended that the paragraph does not allow.",
        unknown="It is not stated what the item is to be used for.",
        next_step="Ask under a provision that covers that use, if there is one.",
    )


def found(id_: str, cite: str, fact: Fact, says: str, unmet: str, words: str = "") -> Element:
    """A condition that a person judges, or that the custodian records: one flag."""
    return Element(
        id=id_,
        says=says,
        cite=cite,
        mark=PRIMARY,
        words=words,
        holds=Holds(fact),
        unmet=unmet,
        next_step="Do not disclose under this paragraph.",
        next_unknown=fact.how,
    )


def authority(id_: str) -> Element:
    """Title 26 is relied on; nothing else authorises."""
    return Element(
        id=id_,
        says="Disclosure is asked under an authority in title 26.",
        cite="26 USC 6103(a)",
        mark=DERIVED,
        words="except as authorized by this title",
        holds=OneOf(f.authority_kind, "title_26"),
        unmet="An agreement, routine use, subpoena or executive order does not by itself "
        "authorise disclosure.",
        unknown="It is not stated under what authority disclosure is asked.",
        next_step="Name the provision of title 26 that is relied on.",
    )


def received(id_: str, cite: str, words: str) -> Element:
    """The request has arrived."""
    return Element(
        id=id_,
        says="The custodian has received the request.",
        cite=cite,
        mark=PRIMARY,
        words=words,
        holds=Holds(f.received),
        unmet="No request has been received.",
        unknown="It is not recorded that the custodian has received the request.",
        next_step="Wait for the request itself; a call or an e-mail about it is not one.",
    )


def reason(p: str, cite: str) -> tuple[Element, Element]:
    """The request sets forth a specific reason."""
    return (
        Element(
            id=f"{p}.stated",
            says="A reason is stated.",
            cite=cite,
            mark=PRIMARY,
            holds=All(
                Matches(f.reason, forms.THREE_WORDS, forms.THREE_WORDS_SAYS),
                Matches(f.reason, forms.SUBSTANCE, forms.SUBSTANCE_SAYS),
            ),
            unmet="The request states no reason.",
            next_step="State why the item may be relevant.",
        ),
        Element(
            id=f"{p}.specific",
            says="A person has found the reason specific.",
            cite=cite,
            mark=PRIMARY,
            words="the specific reason or reasons why such disclosure may be relevant",
            holds=Holds(f.reason_specific),
            unmet="A person has found the reason not specific.",
            unknown="Whether the reason is specific is for a person to say; nobody has yet.",
            next_step="Have the requester state why, for this taxpayer.",
            next_unknown=f"Read the reason; record yes or no for i2.B.iv.specific {ANSWERS}",
            person="Whether this reason is specific enough.",
        ),
    )


def other_than_taxpayer(id_: str, cite: str, words: str) -> Element:
    """Not taxpayer return information; identity does not count as such here."""
    return Element(
        id=id_,
        says="The item is return information other than taxpayer return information; a taxpayer's "
        "identity does not count as such here.",
        cite=cite,
        mark=PRIMARY,
        words=words,
        holds=OneOf(f.item, *IDENTITY, *FROM_OTHERS),
        unmet="The item is a return, what the taxpayer furnished, or nothing that § 6103 protects.",
        unknown="It is not known what item is asked for.",
        next_step="Returns and taxpayer return information need a court order.",
    )


def agency(id_: str, cite: str, words: str, *kinds: str) -> Element:
    """The recipient's agency is of a kind that the paragraph names."""
    return Element(
        id=id_,
        says="The recipient's agency is of a kind that the paragraph names.",
        cite=cite,
        mark=PRIMARY,
        words=words,
        holds=Some(*(Includes(a.agency_kinds, kind) for kind in kinds)),
        unmet="The recipient's agency is of none of the kinds that the paragraph names.",
        unknown="It is not recorded of which kinds the recipient's agency is.",
        next_step="Send it to no other agency under this paragraph.",
        next_unknown=a.agency_kinds.how,
    )


def logged(p: str) -> Effect:
    """The accounting, from which the paragraph is not exempt."""
    return Effect(
        f"{p}.log",
        "The request, if there is one, and any disclosure are recorded.",
        "26 USC 6103(p)(3)(A)",
        PRIMARY,
    )


def ended(p: str) -> Effect:
    """What a Federal recipient does when it has finished."""
    return Effect(
        f"{p}.end",
        "On completion of use the Federal recipient returns the item, makes it undisclosable, or "
        "keeps up the safeguards.",
        "26 USC 6103(p)(4)(F)(ii)",
        PRIMARY,
    )


def discretion(p: str, cite: str) -> Effect:
    """The paragraph says "may"."""
    return Effect(
        f"{p}.may",
        'The Secretary "may" disclose: a named decision-maker decides and gives reasons.',
        cite,
        PRIMARY,
    )
