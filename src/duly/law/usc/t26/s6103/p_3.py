"""26 U.S.C. § 6103(p)(3): records of requests, inspections and disclosures.

The Secretary keeps "a permanent system of standardized records or accountings of all requests",
with their reasons and dates, and of what was inspected or disclosed, except under the
provisions that the paragraph lists. Here it is a classifier: must this request, and what
follows from it, be accounted for? duly records every request and answer, exempt or not.
"""

from duly.law.node import OneOf
from duly.law.provision import Effect, Element, Mark, Provision, Words
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import p_facts as p
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.a import PROTECTED_KINDS

PRIMARY, DERIVED = Mark.PRIMARY, Mark.DERIVED

HERE = Provision(
    cite="26 USC 6103(p)(3)",
    title="Accounting of requests, inspections and disclosures",
    says="Tells whether a request, granted or refused, and its disclosure must be accounted for.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="ACCOUNT", not_met="EXEMPT", unknown="UNKNOWN"),
    elements=(
        Element(
            id="p3.1",
            says="A return or return information is asked for.",
            cite="26 USC 6103(p)(3)(A)",
            mark=PRIMARY,
            words="all requests for inspection or disclosure of returns and return information",
            holds=OneOf(f.item, *PROTECTED_KINDS),
            unmet="The item is neither a return nor return information; (p)(3) does not speak "
            "of it.",
            next_step="Classify the item with the definitions in (b)(1) and (b)(2).",
        ),
        Element(
            id="p3.3",
            says="The provision relied on is none of those that (p)(3)(A) exempts.",
            cite="26 USC 6103(p)(3)(A)",
            mark=DERIVED,
            words="shall not be required to maintain a record or accounting",
            holds=OneOf(p.accounting_provision, *p.ACCOUNTABLE),
            unmet="The provision is one that (p)(3)(A) exempts from the accounting.",
            unknown="It is not stated under which provision disclosure is asked or made.",
            next_step="No accounting is required; duly keeps its record all the same.",
            next_unknown="Account for it until the provision is known.",
        ),
    ),
    effects=(
        Effect(
            "p3.refusals",
            "Refused requests are accounted for too.",
            "26 USC 6103(p)(3)(A)",
            DERIVED,
        ),
        Effect(
            "p3.4",
            "The record is open to the Joint Committee on Taxation and, as far as 5 U.S.C. "
            "§ 552a(c)(3) allows, to the individual.",
            "26 USC 6103(p)(3)(A)",
            PRIMARY,
        ),
        Effect(
            "p3.5",
            "A report goes to the Joint Committee within 90 days after the end of the year; it "
            "leaves out Presidential requests under (g) about officers of the executive branch.",
            "26 USC 6103(p)(3)(B)",
            PRIMARY,
        ),
        Effect(
            "p3.6",
            "A public report gives, by agency, the numbers of requests, of instances disclosed "
            "and of taxpayers, and the general purposes.",
            "26 USC 6103(p)(3)(C)",
            PRIMARY,
        ),
        Effect(
            "p3.7",
            "The Privacy Act asks for date, nature and purpose of each disclosure and the "
            "recipient's name and address, for five years or the life of the record.",
            "5 USC 552a(c)",
            PRIMARY,
        ),
        Effect(
            "p3.8",
            "IRS practice is to make the record when disclosing.",
            "IRM 11.3.37",
            PRIMARY,
        ),
    ),
    notes=(
        (
            "p3.2 is the list of exempt provisions, as the text gives it; p3.3, what is left, is "
            "ours by subtraction."
        ),
        (
            "p3.9: the published format of calendar year 2008 counts by recipient and subsection, "
            "bulk or other (JCX-24-09)."
        ),
    ),
)
