"""26 U.S.C. § 7213(a)(2): wilful disclosure by State employees and other recipients.

It is unlawful for anybody outside (a)(1) "willfully to disclose to any person, except as
authorized in this title", what he or another acquired under one of the listed provisions, (d)
and (m)(2) among them. Information acquired under § 6103(i)(2) is not in the list. This tells
whether somebody is exposed to it.
"""

from duly.law.node import OneOf
from duly.law.provision import Effect, Mark
from duly.law.usc.t26.s7213 import facts as s
from duly.law.usc.t26.s7213 import parts

CITE = "26 USC 7213(a)(2)"

HERE = parts.offence(
    CITE,
    "Wilful disclosure by State employees and other recipients",
    "Tells whether a recipient outside the Federal service is exposed to the felony of wilful "
    "disclosure.",
    (
        parts.element(
            "7213.a2.actor",
            CITE,
            "The person is not one of those in (a)(1).",
            OneOf(s.breach_actor, "state_employee", "l_18_person", "other"),
            "The person is one of those in (a)(1).",
            "any person (not described in paragraph (1))",
        ),
        parts.element(
            "7213.a2.channel",
            CITE,
            "The information was acquired under a provision that the paragraph lists.",
            OneOf(s.breach_channel, *s.LISTED_CHANNELS),
            "The information was acquired otherwise than under a provision listed.",
            "acquired by him or another person under",
        ),
        parts.act(
            "7213.a2",
            CITE,
            "The information was disclosed.",
            "The information was not disclosed.",
            *s.DISCLOSURES,
        ),
        parts.item("7213.a2", CITE),
        parts.unauthorized("7213.a2", CITE),
        parts.wilful("7213.a2", CITE, "willfully to disclose to any person"),
    ),
    (
        Effect("7213.a2.range", parts.FELONY, CITE, Mark.PRIMARY),
        parts.caution("7213.a2", CITE),
    ),
)
