"""26 U.S.C. § 6103(g)(1): the President.

On a written request that the President signed personally, the Secretary "shall furnish" a
return or return information to the President, or to an employee of the White House Office whom
the request names. The request states the taxpayer's name and address, the kind of item, the
periods and the specific reason. Under (g)(4) a low-paid employee is no recipient.
"""

from duly.law import forms
from duly.law.node import All, Holds, Matches, OneOf
from duly.law.provision import AllOf, AnyOf, Effect, Element, Provision, Words
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import g_facts as g
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.state_parts import (
    DERIVED,
    PRIMARY,
    accounted,
    any_item,
    authority,
    need,
    only_use,
)

CITE = "26 USC 6103(g)(1)"
EMPLOYEE = OneOf(g.recipient, "white_house_employee")

STATED = (
    need(
        "g1.name",
        "The request names the taxpayer.",
        f"{CITE}(A)",
        Matches(f.taxpayer_name, forms.NAME, forms.NAME_SAYS),
        words="the name and address of the taxpayer",
        unmet="The request gives no name for the taxpayer.",
        step="Add the taxpayer's name.",
    ),
    need(
        "g1.address",
        "The request gives the taxpayer's address.",
        f"{CITE}(A)",
        Holds(f.address_present),
        words="the name and address of the taxpayer",
        unmet="The request gives no address for the taxpayer.",
        step="Add the taxpayer's address.",
    ),
    any_item("g1.kind", f"{CITE}(B)", "the kind of return or return information"),
    need(
        "g1.period",
        "The request states the taxable periods.",
        f"{CITE}(C)",
        Matches(f.periods, forms.PERIODS, forms.PERIODS_SAYS),
        words="the taxable period or periods",
        unmet="The request states no taxable period.",
        step="State the taxable periods, for example 2022; 2023.",
    ),
    AllOf(
        id="g1.reason",
        says="The request states the specific reason.",
        cite=f"{CITE}(D)",
        mark=PRIMARY,
        words="the specific reason why the inspection or disclosure is requested",
        parts=(
            need(
                "g1.stated",
                "A reason is stated.",
                f"{CITE}(D)",
                All(
                    Matches(f.reason, forms.THREE_WORDS, forms.THREE_WORDS_SAYS),
                    Matches(f.reason, forms.SUBSTANCE, forms.SUBSTANCE_SAYS),
                ),
                unmet="The request states no reason.",
                step="State the reason.",
            ),
            need(
                "g1.specific",
                "A person has found the reason specific.",
                f"{CITE}(D)",
                Holds(g.reason_specific),
                words="specific reason",
                unmet="A person has found the reason not specific.",
                step="State the reason for this taxpayer.",
                person="Whether the reason is specific enough.",
            ),
        ),
    ),
)

RECIPIENT = (
    shared.recipient_named("g1.recip", CITE),
    AnyOf(
        id="g1.who",
        says="The recipient is the President or a designated employee of the White House Office.",
        cite=CITE,
        mark=PRIMARY,
        unmet="The recipient is neither the President nor an employee of the White House Office "
        "whom the request designates by name.",
        next_step="Have the President designate the recipient by name.",
        parts=(
            need(
                "g1.who.president",
                "The President.",
                CITE,
                OneOf(g.recipient, "president"),
                unmet="Not the President.",
            ),
            need(
                "g1.who.employee",
                "An employee of the White House Office whom the request designates by name.",
                CITE,
                All(EMPLOYEE, Holds(g.designated)),
                words="as the President may designate by name in such request",
                unmet="Not an employee of the White House Office designated by name.",
            ),
        ),
    ),
    Element(
        id="g1.pay",
        says="The employee's basic pay reaches the executive schedule.",
        cite="26 USC 6103(g)(4)",
        mark=PRIMARY,
        words="shall not be made to any employee whose annual rate of basic pay is less than",
        holds=Holds(g.pay),
        applies=EMPLOYEE,
        unmet="The employee's basic pay is below that of positions under 5 USC 5316.",
        next_step="Have the President designate another employee.",
    ),
)

HERE = Provision(
    cite=CITE,
    title="The President",
    says="Directs the Secretary to furnish an item about a named taxpayer on a written request "
    "that the President signed personally.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="SHALL"),
    elements=(
        authority("g1.a6"),
        shared.written("g1.writing", CITE, "Upon written request by the President"),
        need(
            "g1.signed",
            "The President signed the request personally.",
            CITE,
            Holds(g.signed),
            words="signed by him personally",
            unmet="The President did not sign the request personally.",
            step="Have the President sign.",
        ),
        *STATED,
        *RECIPIENT,
        only_use(
            "g1.use",
            "26 USC 6103(g)(1), (3)",
            "The item is for the use of the President and of those whom the President names.",
            "presidential_use",
            mark=DERIVED,
        ),
    ),
    effects=(
        Effect("g1.effect", 'The Secretary "shall furnish" the item.', CITE, PRIMARY),
        Effect(
            "g1.onward",
            "An employee who receives it may disclose it to nobody but the President without the "
            "President's personal written direction.",
            "26 USC 6103(g)(3)",
            PRIMARY,
        ),
        Effect(
            "g1.report",
            "Within 30 days after the quarter the President reports the request to the Joint "
            "Committee on Taxation, unless it concerns an officer or employee of the executive "
            "branch.",
            "26 USC 6103(g)(5)",
            PRIMARY,
        ),
        accounted("g1.log"),
    ),
    notes=(
        "The text limits no use but lets nobody pass the item on; g1.use writes that as a use.",
    ),
)
