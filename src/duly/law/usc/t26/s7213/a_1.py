"""26 U.S.C. § 7213(a)(1): wilful disclosure by Federal employees and (n) persons.

It is unlawful for "any officer or employee of the United States", a person described in
§ 6103(n), or a former one, "willfully to disclose to any person, except as authorized in this
title, any return or return information". This tells whether somebody is exposed to it.
"""

from duly.law.node import OneOf
from duly.law.provision import Effect, Mark
from duly.law.usc.t26.s7213 import facts as s
from duly.law.usc.t26.s7213 import parts

CITE = "26 USC 7213(a)(1)"

HERE = parts.offence(
    CITE,
    "Wilful disclosure by Federal employees and (n) persons",
    "Tells whether an officer or employee of the United States, or a person who serves under "
    "§ 6103(n), present or former, is exposed to the felony of wilful disclosure.",
    (
        parts.element(
            "7213.a1.actor",
            CITE,
            "The person is or was an officer or employee of the United States, or a person "
            "described in § 6103(n).",
            OneOf(
                s.breach_actor,
                "federal_employee",
                "former_federal_employee",
                "n_person",
                "former_n_person",
            ),
            "The person is and was neither an officer or employee of the United States nor a "
            "person described in § 6103(n).",
            "any officer or employee of the United States",
        ),
        parts.act(
            "7213.a1",
            CITE,
            "The information was disclosed.",
            "The information was not disclosed.",
            *s.DISCLOSURES,
        ),
        parts.item("7213.a1", CITE),
        parts.unauthorized("7213.a1", CITE),
        parts.wilful("7213.a1", CITE, "willfully to disclose to any person"),
    ),
    (
        Effect("7213.a1.range", parts.FELONY, CITE, Mark.PRIMARY),
        Effect(
            "7213.a1.dismissal",
            "An officer or employee of the United States is dismissed or discharged upon "
            "conviction besides.",
            CITE,
            Mark.PRIMARY,
        ),
        parts.caution("7213.a1", CITE),
    ),
)
