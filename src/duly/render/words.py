"""Wording shared by every form in which duly speaks: terminal, files, later pages and letters."""

from collections.abc import Mapping

from duly.law.provision import Mark

NOT_ADVICE = "Law and facts as duly has them; not legal advice."

OUTCOMES: Mapping[str, str] = {
    "SHALL": "Every element is met: the custodian is directed to disclose. "
    "duly check itself releases nothing.",
    "MAY": "Every element is met: the custodian may disclose, for stated reasons. "
    "duly check itself releases nothing.",
    "DENY": "Refused: an element of the law is not met. Nothing is disclosed.",
    "HOLD": "Held: a fact is missing that the law asks for. Nothing is disclosed.",
    "BARRED": "Barred: an order or a bar of the statute stands in the way. Nothing is disclosed.",
    "SPLIT": "Live readings of the law differ.",
    "ALLOWED": "This later use is one for which the item was given.",
    "NOT ALLOWED": "This later use is not lawful: an element of the law is not met.",
}
"""One sentence per outcome."""

SHORT: Mapping[str, str] = {
    "SHALL": "shall disclose",
    "MAY": "may disclose",
    "DENY": "refused",
    "HOLD": "held, facts missing",
    "BARRED": "barred",
}
"""Two or three words per outcome, for tables."""

MARKS: Mapping[Mark, str] = {
    Mark.PRIMARY: "read in the text",
    Mark.SECONDARY: "from an account of the text",
    Mark.DERIVED: "our reading",
    Mark.UNVERIFIED: "not verified",
}
"""How well a statement of law is known, in words."""


def value_word(value: bool | None, *, applies: bool = True) -> str:
    """What an element comes to, in words and never in colour alone."""
    if not applies:
        return "not at issue"
    return {True: "met", False: "NOT MET", None: "not known"}[value]
