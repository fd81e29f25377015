"""26 U.S.C. § 7213(a)(3): printing or publishing what was disclosed without authority.

It is unlawful for anybody to whom a return or return information "is disclosed in a manner
unauthorized by this title thereafter willfully to print or publish" it "in any manner not
provided by law". This tells whether somebody is exposed to it.
"""

from duly.law.node import Holds
from duly.law.provision import Effect, Mark
from duly.law.usc.t26.s7213 import facts as s
from duly.law.usc.t26.s7213 import parts

CITE = "26 USC 7213(a)(3)"

HERE = parts.offence(
    CITE,
    "Printing or publishing what was disclosed without authority",
    "Tells whether somebody who received an unauthorised disclosure is exposed to the felony of "
    "printing or publishing it.",
    (
        parts.element(
            "7213.a3.received",
            CITE,
            "The information had been disclosed to the person without authority.",
            Holds(s.breach_received_unauthorized),
            "The information had not been disclosed to the person without authority.",
            "is disclosed in a manner unauthorized by this title",
        ),
        parts.act(
            "7213.a3",
            CITE,
            "It was printed or published.",
            "It was not printed or published.",
            "printed_or_published",
        ),
        parts.item("7213.a3", CITE),
        parts.unauthorized("7213.a3", CITE, "in any manner not provided by law"),
        parts.wilful("7213.a3", CITE, "thereafter willfully to print or publish"),
    ),
    (
        Effect("7213.a3.range", parts.FELONY, CITE, Mark.PRIMARY),
        parts.caution("7213.a3", CITE),
    ),
)
