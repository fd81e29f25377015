"""26 U.S.C. § 7213(a)(4): offering something of value for return information.

It is unlawful for anybody "willfully to offer any item of material value in exchange for any
return or return information", and to receive it "as a result of such solicitation". This tells
whether somebody is exposed to it.
"""

from duly.law.node import Holds
from duly.law.provision import Effect, Mark
from duly.law.usc.t26.s7213 import facts as s
from duly.law.usc.t26.s7213 import parts

CITE = "26 USC 7213(a)(4)"

HERE = parts.offence(
    CITE,
    "Offering something of value for return information",
    "Tells whether somebody who offered value for return information, and received it, is "
    "exposed to the felony of solicitation.",
    (
        parts.act(
            "7213.a4",
            CITE,
            "Something was offered in exchange for the information.",
            "Nothing was offered in exchange for the information.",
            "offered_value",
        ),
        parts.element(
            "7213.a4.value",
            CITE,
            "What was offered was of material value.",
            Holds(s.breach_value_material),
            "What was offered was of no material value.",
            "any item of material value",
        ),
        parts.element(
            "7213.a4.received",
            CITE,
            "The person received the information as a result.",
            Holds(s.breach_value_answered),
            "The person did not receive the information as a result.",
            "to receive as a result of such solicitation",
        ),
        parts.item("7213.a4", CITE),
        parts.wilful("7213.a4", CITE, "willfully to offer any item of material value"),
    ),
    (
        Effect("7213.a4.range", parts.FELONY, CITE, Mark.PRIMARY),
        parts.caution("7213.a4", CITE),
    ),
)
