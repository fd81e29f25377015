"""26 U.S.C. § 6103(e)(1): the return of a person, open to those with a material interest.

A return "shall, upon written request, be open" to the individual whose return it is, to either
spouse on a joint return, to a member of a partnership, to those whom the paragraph names for a
corporation, to the fiduciary of an estate or trust, and to an heir or beneficiary whom the
Secretary finds to have a material interest. It opens returns; other return information is a
matter of (e)(7).
"""

from duly.law.node import All, Holds, Node, OneOf, Some
from duly.law.provision import AnyOf, Effect, Element, Provision, Words
from duly.law.usc.t26.s6103 import interest_facts as e
from duly.law.usc.t26.s6103 import interest_parts as parts
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.state_parts import PRIMARY, exempt, need

CITE = "26 USC 6103(e)(1)"
CORPORATIONS = ("corporation", "s_corporation")
FOUND = Holds(e.finding)


def _who(
    letter: str, says: str, return_of: tuple[str, ...], who: Node, unmet: str, person: str = ""
) -> Element:
    levels = "".join(f"({level})" for level in letter.split("."))
    return need(
        f"e1.{letter}",
        says,
        f"{CITE}{levels}",
        All(OneOf(e.return_of, *return_of), who),
        unmet=unmet,
        person=person,
    )


INDIVIDUALS = (
    _who(
        "A.i",
        "The individual whose return it is.",
        ("individual",),
        OneOf(e.role, "that_individual"),
        "Not the individual whose return it is.",
    ),
    _who(
        "A.ii",
        "The spouse who consented to split a gift reported on the return.",
        ("individual",),
        OneOf(e.role, "gift_splitting_spouse"),
        "Not a spouse who consented to split a gift.",
    ),
    _who(
        "A.iii",
        "The child, or its legal representative, as far as section 1(g) makes it necessary.",
        ("individual",),
        All(OneOf(e.role, "child_under_section_1g"), Holds(e.extent_1g)),
        "Not the child, or more than section 1(g) makes necessary.",
        "How much the child needs to comply with section 1(g).",
    ),
    _who(
        "B",
        "Either of the individuals on a joint income tax return.",
        ("joint",),
        OneOf(e.role, "joint_filer"),
        "Not one of the individuals on a joint return.",
    ),
)

ENTITIES = (
    _who(
        "C",
        "A member of the partnership during any part of the period.",
        ("partnership",),
        OneOf(e.role, "partner_in_period"),
        "Not a member of the partnership in the period.",
    ),
    _who(
        "D.i",
        "A person designated by resolution of the corporation's board.",
        CORPORATIONS,
        OneOf(e.role, "board_designee"),
        "Not designated by resolution of the board.",
    ),
    _who(
        "D.ii",
        "An officer or employee of the corporation, on a request that a principal officer signed "
        "and another officer attested.",
        CORPORATIONS,
        All(OneOf(e.role, "corporate_officer"), Holds(e.attested)),
        "Not an officer or employee with a signed and attested request.",
    ),
    _who(
        "D.iii",
        "A bona fide shareholder of record of at least 1 percent of the outstanding stock.",
        CORPORATIONS,
        OneOf(e.role, "one_percent_shareholder"),
        "Not a shareholder of record of 1 percent.",
    ),
    _who(
        "D.iv",
        "A shareholder of an S corporation during any part of the period.",
        ("s_corporation",),
        OneOf(e.role, "s_shareholder_in_period"),
        "Not a shareholder of an S corporation in the period.",
    ),
    _who(
        "D.v",
        "For a dissolved corporation, one whom State law authorises to act, or whom the Secretary "
        "finds to have a material interest.",
        CORPORATIONS,
        Some(
            OneOf(e.role, "authorised_for_dissolved_corporation"),
            All(OneOf(e.role, "interested_in_dissolved_corporation"), FOUND),
        ),
        "Not authorised for a dissolved corporation, nor found to have a material interest.",
    ),
    _who(
        "E.i",
        "The administrator, executor or trustee of the estate.",
        ("estate",),
        OneOf(e.role, "estate_fiduciary"),
        "Not the administrator, executor or trustee of the estate.",
    ),
    _who(
        "E.ii",
        "An heir, next of kin or beneficiary whom the Secretary finds to have a material interest.",
        ("estate",),
        All(OneOf(e.role, "heir_or_beneficiary"), FOUND),
        "Not an heir or beneficiary found to have a material interest.",
    ),
    _who(
        "F.i",
        "A trustee of the trust.",
        ("trust",),
        OneOf(e.role, "trustee_of_trust"),
        "Not a trustee of the trust.",
    ),
    _who(
        "F.ii",
        "A beneficiary of the trust whom the Secretary finds to have a material interest.",
        ("trust",),
        All(OneOf(e.role, "trust_beneficiary"), FOUND),
        "Not a beneficiary of the trust found to have a material interest.",
    ),
)

HERE = Provision(
    cite=CITE,
    title="The taxpayer and others with a material interest",
    says="Directs the custodian to open a return to the person whose return it is and to others "
    "with a material interest in it.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="SHALL"),
    elements=(
        shared.written("e1.written", CITE, "upon written request"),
        parts.recipient("e1.recip"),
        parts.identity("e1.identity"),
        parts.the_return("e1.item", CITE, "The return of a person"),
        AnyOf(
            id="e1.who",
            says="The person asking is one whom the paragraph names for this return.",
            cite="26 USC 6103(e)(1)(A)-(F)",
            mark=PRIMARY,
            parts=(*INDIVIDUALS, *ENTITIES),
            unmet="The person asking is none of those whom the paragraph names for this return.",
            next_step="Ask for proof of the interest; record interest_return_of, interest_role "
            "and any finding in the custodian file.",
        ),
        parts.own_use("e1.use"),
        parts.schedules("e1.e10"),
    ),
    effects=(
        *parts.effects("e1", CITE),
        Effect(
            "e1.shareholder",
            "A one-percent shareholder who wilfully discloses it otherwise than the law provides "
            "commits a felony.",
            "26 USC 7213(a)(5)",
            PRIMARY,
        ),
        exempt("e1.log"),
    ),
    notes=(
        "A subsidiary's return is treated as the corporation's, as (D) says.",
        "(e)(8) and (e)(9), on collection from others who are liable, are not encoded.",
    ),
)
