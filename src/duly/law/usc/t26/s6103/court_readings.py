"""Contested questions of (i)(2) where other paragraphs of 26 U.S.C. § 6103(i) use its words.

The questions arose in litigation about (i)(2). The same words stand in (1) and (7), so the
same readings are reported there; that the one decides the other is our reasoning.
"""

from collections.abc import Mapping
from dataclasses import replace

from duly.law.node import Includes, Some
from duly.law.provision import Mark, Question
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103.i_2_readings import Q6

TERROR_USES = ("counterterrorism",)
TERROR_PROCEEDINGS = ("criminal_investigation", "criminal_proceeding", "grand_jury")
"""(7)(C) and (D) add proceedings about the terrorist incident, threat or activity."""


def asked_of(question: Question, ids: Mapping[str, str]) -> Question:
    """Ask a question of (i)(2) of the elements with the same words: their ids for its ids."""
    return replace(
        question,
        mark=Mark.DERIVED,
        readings=tuple(
            replace(
                reading,
                overrides=tuple((ids[id_], node) for id_, node in reading.overrides),
            )
            for reading in question.readings
        ),
    )


def mixed_use(id_: str, *uses: str) -> Question:
    """Q6 of an element that allows these uses: under the loose reading, one of them is enough."""
    strict, loose = Q6.readings
    allowed = Some(*(Includes(f.uses, use) for use in uses))
    return replace(
        Q6,
        mark=Mark.DERIVED,
        readings=(
            strict,
            replace(
                loose,
                says="An allowed purpose suffices, whatever else is intended.",
                overrides=((id_, allowed),),
            ),
        ),
    )
