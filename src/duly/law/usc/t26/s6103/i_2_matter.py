"""26 U.S.C. § 6103(i)(2): recipient, matter and use, as (A) and (1)(A)(i) ask for them.

Part of ``i_2.py``. In the case of a missing or exploited child neither a criminal statute nor
a party is asked for.
"""

from duly.law import forms
from duly.law.node import All, Compare, Holds, Matches, Not, OneOf, OnlyAmong, Some, Value
from duly.law.provision import AnyOf, Element, Mark
from duly.law.usc.statutes import CIVIL, CRIMINAL
from duly.law.usc.t26.s6103 import facts as f

PRIMARY, DERIVED = Mark.PRIMARY, Mark.DERIVED
CHILD = OneOf(f.matter_kind, "missing_or_exploited_child")
CRIMINAL_USES = ("criminal_proceeding", "criminal_investigation", "grand_jury")

MATTER = (
    Element(
        id="i2.recip.agency",
        says="The recipient is an officer or employee of the requesting agency.",
        cite="26 USC 6103(i)(2)(A)",
        mark=PRIMARY,
        words="officers and employees of such agency",
        holds=OneOf(f.recipient_employment, "employee_of_agency"),
        unmet="The recipient is a contractor or works for another agency.",
        unknown="It is not stated who employs the recipient.",
        next_step="Name a recipient employed by the requesting agency itself.",
    ),
    Element(
        id="i2.recip.engaged",
        says="The recipient is personally and directly engaged in this taxpayer's matter.",
        cite="26 USC 6103(i)(2)(A)",
        mark=PRIMARY,
        words="personally and directly engaged",
        holds=All(
            Holds(f.recipient_named),
            OneOf(f.recipient_role, "case_personnel"),
            Some(Not(Holds(f.officer_shared)), Holds(f.engagement_confirmed)),
        ),
        question="Q4",
        unmet="No officer who works on this taxpayer's matter is named: a supervisor or "
        "responsible official is not engaged in it personally and directly.",
        unknown="It is not established that the officer named works on this taxpayer's matter.",
        next_step="Name, for this taxpayer, the officer who works on the matter.",
        next_unknown="Ask the requester who works on this taxpayer's matter; record the answer "
        "for i2.recip.engaged in the answers file.",
        person="Whether one officer named for many people works on each of these matters.",
    ),
    AnyOf(
        id="i2.matter",
        says="The officer's matter is of a kind that the law names.",
        cite="26 USC 6103(i)(2)(A)(i)-(iii)",
        mark=PRIMARY,
        unmet="The matter is none of those that the law names.",
        next_step="State the proceeding in preparation, the investigation or the grand jury.",
        parts=(
            Element(
                id="i2.matter.i",
                says="Preparation for a judicial or administrative proceeding.",
                cite="26 USC 6103(i)(2)(A)(i), (i)(1)(A)(i)",
                mark=PRIMARY,
                holds=OneOf(f.matter_kind, "preparation_for_proceeding"),
                unmet="Not preparation for such a proceeding.",
            ),
            Element(
                id="i2.matter.ii",
                says="An investigation that may result in such a proceeding.",
                cite="26 USC 6103(i)(2)(A)(ii)",
                mark=PRIMARY,
                holds=OneOf(f.matter_kind, "investigation"),
                unmet="Not such an investigation.",
            ),
            Element(
                id="i2.matter.iii",
                says="A Federal grand jury proceeding.",
                cite="26 USC 6103(i)(2)(A)(iii)",
                mark=PRIMARY,
                holds=OneOf(f.matter_kind, "grand_jury"),
                unmet="Not a grand jury proceeding.",
            ),
            Element(
                id="i2.matter.child",
                says="The case of a missing or exploited child; no statute or party is asked for.",
                cite="26 USC 6103(i)(2)(A)(i), (i)(1)(A)(i)",
                mark=PRIMARY,
                words="pertaining to the case of a missing or exploited child",
                holds=CHILD,
                unmet="Not the case of a missing or exploited child.",
            ),
        ),
    ),
    Element(
        id="i2.matter.id",
        says="The matter is identified.",
        cite="26 USC 6103(i)(2)(A)(i)-(iii)",
        mark=DERIVED,
        holds=Matches(f.matter_id, forms.SUBSTANCE, forms.SUBSTANCE_SAYS),
        unmet="What stands for the case number identifies no matter.",
        unknown="The request gives no case number for this taxpayer.",
        next_step="Give this taxpayer's own case number.",
    ),
    Element(
        id="i2.live",
        says="The matter is under way now.",
        cite="26 USC 6103(i)(2)(A)",
        mark=DERIVED,
        words="are personally and directly engaged",
        holds=All(
            OneOf(f.matter_status, "open"),
            Compare(Value(f.matter_opened_on), "<=", Value(f.as_of)),
        ),
        unmet="The matter is closed, declined, or not yet opened: nobody is engaged in it.",
        unknown="It is not known whether this taxpayer's matter is open.",
        next_step="Have the requester state, for this taxpayer, that the matter is open and "
        "since when.",
    ),
    Element(
        id="i2.statute.crim",
        says="The matter enforces a specifically designated Federal criminal statute.",
        cite="26 USC 6103(i)(1)(A)(i)",
        mark=PRIMARY,
        words="a specifically designated Federal criminal statute",
        holds=Some(
            CHILD,
            OneOf(f.statute, *CRIMINAL),
            All(Not(OneOf(f.statute, *CIVIL)), Holds(f.statute_criminal)),
        ),
        next_unknown="Look the statute up (one section, as 18 USC 1343); record yes or no for "
        "i2.statute.crim in the answers file.",
        unmet="The statute cited is not a criminal statute (8 U.S.C. § 1324d, for example, "
        "sets a civil penalty).",
        unknown="It is not known whether the statute cited is a Federal criminal statute.",
        next_step="Cite the Federal criminal statute that the matter enforces.",
        person="Whether a statute that duly has not read is a Federal criminal statute.",
    ),
    Element(
        id="i2.statute.nontax",
        says="The statute does not involve tax administration.",
        cite="26 USC 6103(i)(1)(A)(i)",
        mark=PRIMARY,
        words="not involving tax administration",
        holds=Some(
            CHILD,
            OneOf(f.statute, *CRIMINAL),
            All(
                Not(Matches(f.statute, forms.TAX_TITLE, forms.TAX_TITLE_SAYS)),
                Holds(f.statute_nontax),
            ),
        ),
        unmet="The statute involves tax administration.",
        next_unknown="Look the statute up (one section, as 18 USC 1343); record yes or no for "
        "i2.statute.nontax in the answers file.",
        unknown="It is not known whether the statute cited involves tax administration.",
        next_step="A tax case goes to the Justice Department under (h), not (i)(2).",
        person="Whether a statute that duly has not read involves tax administration.",
    ),
    Element(
        id="i2.party",
        says="The United States or the agency is or may be a party.",
        cite="26 USC 6103(i)(1)(A)(i)",
        mark=PRIMARY,
        holds=Some(CHILD, Holds(f.us_party)),
        unmet="Neither the United States nor the agency is or may be a party.",
        unknown="It is not stated that the United States or the agency is or may be a party.",
        next_step="State the proceeding to which the United States or the agency is a party.",
    ),
    Element(
        id="i2.solely",
        says="The item is solely for use in that criminal matter.",
        cite="26 USC 6103(i)(2)(A)",
        mark=PRIMARY,
        words="solely for the use of such officers and employees",
        holds=OnlyAmong(f.uses, *CRIMINAL_USES),
        question="Q6",
        unmet="A use outside the criminal matter is intended (civil removal, a civil fine, "
        "benefit screening).",
        unknown="It is not stated what the item is to be used for.",
        next_step="Ask under a provision that covers that use, if there is one.",
    ),
)
