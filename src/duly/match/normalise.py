"""Standard spelling of delivery lines and cities (USPS Publication 28), however they were typed.

The tables stand beside the gate in ``gate/data``. What is normalised here is spelling only: nothing
is looked up, guessed or corrected, so two different houses never become one.
"""

from __future__ import annotations

from duly.match.gate.boxes import TRIGGERS, read_box, read_military
from duly.match.gate.line import read_line
from duly.match.gate.model import Parts
from duly.match.gate.pub28 import city_key
from duly.match.gate.text import fold

__all__ = ["fold", "normalise_city", "normalise_line", "parse_line"]

_ROUNDS = 8
_MILITARY_WORDS = frozenset({"PSC", "CMR", "OMC", "UMR", "UNIT"})


def parse_line(text: str) -> Parts:
    """Return the parts of one delivery line without city, State and ZIP Code; never raises.

    Parts that are not there are empty. Words before the house number, such as a name, belong to no
    part.
    """
    words = fold(text).split()
    if words and words[0] in _MILITARY_WORDS and "BOX" in words:
        post = read_military(words)
        if post is not None and post.number:
            return Parts(number=post.number, street=post.street)
    box = None if TRIGGERS.isdisjoint(words) else read_box(words, puerto_rico=True)
    line = read_line(box.words if box else words)
    if box is not None and not (line.number and line.kind not in {"", "bare"}):
        return Parts(number=box.number, street=box.street, po_box=box.po_box)
    return Parts(
        number=line.number,
        predirectional=line.predirectional,
        street=line.street if line.kind else "",
        suffix=line.suffix,
        postdirectional=line.postdirectional,
        unit=line.unit,
        po_box=box.po_box if box else "",
    )


def _once(line: str) -> str:
    parts = parse_line(line)
    if not ((parts.number and parts.street) or parts.po_box):
        return fold(line)
    zip5 = "00000"  # the key wants one; it is cut off again
    full = Parts(
        number=parts.number,
        predirectional=parts.predirectional,
        street=parts.street,
        suffix=parts.suffix,
        postdirectional=parts.postdirectional,
        po_box=parts.po_box,
        zip5=zip5,
    )
    return f"{full.line_key.partition('|')[0]} {parts.unit}".strip()


def normalise_line(text: str) -> str:
    """Return one delivery line in standard spelling: ``123 N MAIN ST APT 4B``, ``RR 2 BOX 15``.

    Text without a readable line comes back folded. Normalising twice gives the same as once: the
    step is repeated until nothing changes (rarely more than once).
    """
    seen = [_once(text)]
    for _ in range(_ROUNDS):
        following = _once(seen[-1])
        if following in seen:
            # Nothing changes any more; were there a circle, its smallest member is the one answer.
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]


def normalise_city(text: str) -> str:
    """Return a spelling-independent key of a city: ``Ft. Worth`` and ``FORT WORTH`` agree."""
    return city_key(fold(text).split())
