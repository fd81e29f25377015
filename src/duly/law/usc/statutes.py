"""Statutes that a request may cite: what each one is, as far as it has been read.

A statute that is not listed is neither criminal nor civil here: a person looks it up and
records the answer. Citations are in duly's canonical form, ``8 USC 1253(a)(1)``.
"""

from dataclasses import dataclass

from duly.law.provision import Mark


@dataclass(frozen=True, slots=True)
class Statute:
    """One statute: its citation, whether it is criminal, what it is about, and the mark."""

    cite: str
    criminal: bool
    about: str
    mark: Mark


STATUTES = (
    Statute("8 USC 1253(a)(1)", True, "failure to depart after a final order", Mark.PRIMARY),
    Statute("8 USC 1253(a)(1)(A)", True, "failure to depart within 90 days", Mark.PRIMARY),
    Statute("8 USC 1253(a)(1)(B)", True, "failure to apply for travel documents", Mark.PRIMARY),
    Statute("8 USC 1253(a)(1)(C)", True, "acts to prevent or hamper departure", Mark.PRIMARY),
    Statute("8 USC 1253(a)(1)(D)", True, "failure to present for removal", Mark.PRIMARY),
    Statute("18 USC 1343", True, "wire fraud", Mark.PRIMARY),
    Statute("8 USC 1324d", False, "civil penalty for failure to depart", Mark.PRIMARY),
    Statute("8 USC 1229c(d)", False, "civil penalty for not departing voluntarily", Mark.SECONDARY),
    Statute("8 USC 1325(b)", False, "civil penalty for improper entry", Mark.SECONDARY),
)
CRIMINAL = tuple(statute.cite for statute in STATUTES if statute.criminal)
CIVIL = tuple(statute.cite for statute in STATUTES if not statute.criminal)
FAILURE_TO_DEPART = tuple(cite for cite in CRIMINAL if cite.startswith("8 USC 1253(a)(1)"))
