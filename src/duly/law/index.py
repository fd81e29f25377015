"""Every provision that is encoded: found by citation and day, its file by its citation.

A citation has one canonical form here, ``26 USC 6103(i)(2)``; the usual spellings lead to it.
The same form is given to the statutes that requests cite, so that they can be compared.
"""

import difflib
import hashlib
import re

from duly.law import listed
from duly.law.fact import day as day_of
from duly.law.provision import Provision
from duly.law.usc.statutes import STATUTES
from duly.law.usc.t26.s6103.b import DEFINITIONS

PROVISIONS: tuple[Provision, ...] = listed.PROVISIONS
"""All that is encoded, in the order of the Code."""

OPENS = frozenset({"SHALL", "MAY"})
"""The words with which a provision lets something out."""

DOORS: tuple[Provision, ...] = tuple(p for p in PROVISIONS if p.words.met in OPENS)
"""The provisions under which something may be disclosed at all; the others classify."""

_CODE = re.compile(
    r"""
    (?: (?:title[ ]+)? (?P<title>[0-9]{1,2}) [ ,]*
        (?: u\.?[ ]?s\.?[ ]?c\.?(?:[ ]?a\.)? | usca | united[ ]states[ ]code )
      | (?P<irc> i\.?[ ]?r\.?[ ]?c\.? | internal[ ]revenue[ ]code(?:[ ]of[ ]1986)? ) )
    [ ,]* (?: §§? | sections? | secs?\.? )? [ ]*
    (?P<section> [0-9]+ [a-z]* (?:[-–][0-9]+[a-z]*)* )
    (?P<below> (?:[ ]*\([0-9a-z]{1,5}\))* )
    [ ]*\.?
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_BARE = re.compile(
    r"(?:§§?|sections?|secs?\.?)? *(?P<section>[0-9]+[a-z]*)(?P<below>(?: *\([0-9a-z]{1,5}\))*)\.?",
    re.IGNORECASE | re.ASCII,
)
_KNOWN = {
    cite.casefold(): cite
    for cite in (*(statute.cite for statute in STATUTES), *(p.cite for p in PROVISIONS))
}


class UnknownCitation(LookupError):  # noqa: N818 - it says what is the case, like KeyError's name
    """No such provision is encoded. ``args`` are the citation and those that come near it."""

    def __init__(self, cite: str, near: tuple[str, ...]) -> None:
        super().__init__(cite, *near)

    def __str__(self) -> str:
        """One sentence, with the near matches."""
        near = f" Did you mean {' or '.join(self.args[1:])}?" if self.args[1:] else ""
        return f"{self.args[0]} is not encoded.{near}"


class NotInForce(LookupError):  # noqa: N818 - it says what is the case
    """The provision is encoded, but no version of it is in force on that day."""


def canonical_statute(text: str) -> str:
    """Write a citation of the United States Code as ``8 USC 1253(a)(1)``.

    Text that is no such citation stays as it is. Letters keep their case, since 1324d and
    1028A are different from 1324D and 1028a, except where the citation is one that duly knows.
    """
    found = _CODE.fullmatch(text.strip(" "))
    if found is None:
        return text
    title = int(found["title"]) if found["title"] else 26
    section = found["section"].replace("–", "-")
    cite = f"{title} USC {section}{found['below'].replace(' ', '')}"
    return _KNOWN.get(cite.casefold(), cite)


def canonical(cite: str) -> str:
    """Write a citation of a provision in its one form; a bare section gets its title if encoded."""
    text = canonical_statute(" ".join(cite.split(" ")))
    bare = _BARE.fullmatch(text.strip(" "))
    if bare is not None:
        tail = f"{bare['section']}{bare['below'].replace(' ', '')}"
        for provision in PROVISIONS:
            title, code, section = [*provision.cite.split(" "), "", ""][:3]
            if code == "USC" and section.partition("(")[0].casefold() == bare["section"].casefold():
                text = f"{title} USC {tail}"
    return _KNOWN.get(text.casefold(), text)


def find(cite: str, day: int) -> Provision:
    """Return the provision in force on a day; ``UnknownCitation`` or ``NotInForce`` if none is."""
    wanted = canonical(cite)
    versions = [provision for provision in PROVISIONS if provision.cite == wanted]
    if not versions:
        cites = [provision.cite for provision in PROVISIONS]
        below = [cite for cite in cites if cite.startswith(f"{wanted}(")]
        above = [cite for cite in cites if wanted.startswith(f"{cite}(")]
        near = below or above[-1:] or difflib.get_close_matches(wanted, cites)
        raise UnknownCitation(wanted, tuple(near[:4]))
    for provision in versions:
        if provision.in_force(day):
            return provision
    since = min(provision.since for provision in versions)
    raise NotInForce(
        f"{wanted} is encoded as in force since {day_of(since)}; no version of it is in force on "
        f"{day_of(day)}."
    )


def path_of(provision: Provision) -> str:
    """The file of a provision, below the law's folder: the citation is the path.

    Definitions share the file of their subsection.
    """
    found = re.match(r"(\d+) USC (\w+)((?:\(\w+\))*)", provision.cite, re.ASCII)
    if found is None:
        return f"agreements/{re.sub('[^a-z0-9]+', '_', provision.cite.lower())}.py"
    levels = re.findall(r"\w+", found[3])
    if provision in DEFINITIONS:
        levels = levels[:1]
    below = f"/{'_'.join(levels)}" if levels else ""
    return f"usc/t{found[1]}/s{found[2]}{below}.py"


def law_hash() -> str:
    """Hash of everything encoded: two programs with one hash decide by the same law."""
    parts = sorted(f"{provision.cite} {provision.sha256()}" for provision in PROVISIONS)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
