"""26 U.S.C. § 6103(a): returns and return information are confidential.

The general rule of the section: a return or return information "shall be confidential", and
nobody in one of three classes of holders may disclose it "except as authorized by this title".
The classes are officers and employees of the United States, those of States and of certain
local agencies, and other persons who had access under listed paragraphs; former ones are
bound as well. Here the rule is a classifier: it tells whether an item in somebody's hands is
protected. It authorises nothing.
"""

from datetime import date

from duly.law.fact import days
from duly.law.node import OneOf
from duly.law.provision import AnyOf, Effect, Element, Mark, Provision, Words
from duly.law.usc.t26.s6103 import facts as f

PRIMARY = Mark.PRIMARY
PROTECTED_KINDS = tuple(kind for kind in f.ITEM_KINDS if kind != "anonymous_statistics")

HERE = Provision(
    cite="26 USC 6103(a)",
    title="General rule: returns and return information are confidential",
    says="Tells whether an item is protected in the hands of its holder. A protected item stays "
    "with the holder unless a provision of title 26 authorises its disclosure.",
    source="https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title26-section6103",
    text_read="statute mirror, snapshot of 20 April 2023; later amendments not checked",
    since=days(date(2023, 4, 20)),
    words=Words(met="PROTECTED", not_met="NOT PROTECTED", unknown="UNKNOWN"),
    elements=(
        Element(
            id="a.1",
            says="The item is a return or return information.",
            cite="26 USC 6103(a)",
            mark=PRIMARY,
            words="Returns and return information shall be confidential",
            holds=OneOf(f.item, *PROTECTED_KINDS),
            unmet="The item is neither a return nor return information: data that cannot be "
            "associated with a taxpayer are outside the section.",
            next_step="Classify the item with the definitions in (b)(1) and (b)(2).",
        ),
        AnyOf(
            id="a.holder",
            says="The holder is of a class that the rule binds, now or formerly.",
            cite="26 USC 6103(a)(1)-(3)",
            mark=PRIMARY,
            words="shall disclose any return or return information obtained by him",
            unmet="The holder is of none of the classes that the rule binds.",
            next_step="State by what status, and under which paragraph, the holder got the item.",
            parts=(
                Element(
                    id="a.2",
                    says="An officer or employee of the United States, present or former.",
                    cite="26 USC 6103(a)(1)",
                    mark=PRIMARY,
                    words="no officer or employee of the United States",
                    holds=OneOf(f.holder, "federal_employee"),
                    unmet="Not an officer or employee of the United States.",
                ),
                Element(
                    id="a.3",
                    says="An officer or employee of a State, or of a local agency that the "
                    "paragraph names, who has or had access.",
                    cite="26 USC 6103(a)(2)",
                    mark=PRIMARY,
                    words="no officer or employee of any State",
                    holds=OneOf(f.holder, "state_employee"),
                    unmet="Not an officer or employee of a State or of a local agency named.",
                ),
                Element(
                    id="a.4",
                    says="Another person who has or had access under a paragraph that is listed.",
                    cite="26 USC 6103(a)(3)",
                    mark=PRIMARY,
                    words="no other person (or officer or employee thereof) who has or had access",
                    holds=OneOf(f.holder, "recipient_under_listed_paragraph"),
                    unmet="Not a person with access under a listed paragraph.",
                ),
            ),
        ),
    ),
    effects=(
        Effect(
            "a.5",
            'The duty follows the data: what was obtained "in any manner in connection with" '
            "service may be disclosed again only if a provision allows it.",
            "26 USC 6103(a)",
            PRIMARY,
        ),
    ),
    notes=(
        (
            "a.6 (an agreement, routine use, subpoena or executive order is not by itself an "
            "authorisation by this title; derived) decides inside (i)(2), where it is an element."
        ),
        (
            "The holder's class rests on how access was had. The paragraphs that (a)(3) lists are: "
            "(c); (e)(1)(D)(iii); (k)(10), (13), (14), (15); (l)(6), (10), (12), (13) with an "
            "exception, (16), (19), (20), (21); (m)(2), (m)(4)(B); (n)."
        ),
    ),
)
