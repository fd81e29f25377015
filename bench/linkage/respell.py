"""One address, written otherwise: what pseudopeople does not vary.

A respelled address names the same place. The tables are this bench's own and are kept apart from
the tables of the program under test.
"""

from random import Random

SUFFIXES = (
    ("st", "street", "str"),
    ("ave", "avenue", "av", "aven"),
    ("rd", "road"),
    ("dr", "drive", "drv"),
    ("ln", "lane"),
    ("ct", "court"),
    ("pl", "place"),
    ("blvd", "boulevard"),
    ("cir", "circle"),
    ("pkwy", "parkway"),
    ("hwy", "highway"),
    ("ter", "terrace"),
    ("trl", "trail"),
    ("way", "wy"),
    ("sq", "square"),
    ("aly", "alley"),
    ("plz", "plaza"),
    ("pt", "point"),
    ("rdg", "ridge"),
    ("xing", "crossing"),
    ("cv", "cove"),
    ("expy", "expressway"),
)
DIRECTIONS = (
    ("n", "north"),
    ("s", "south"),
    ("e", "east"),
    ("w", "west"),
    ("ne", "northeast"),
    ("nw", "northwest"),
    ("se", "southeast"),
    ("sw", "southwest"),
)
UNITS = ("apt", "apartment", "unit", "#", "ste", "suite")
UNIT_WORDS = {"number", "no", "nbr", "num", "#", "no."}
STATES = {"TX": "Texas", "WA": "Washington"}

_SUFFIX = {word: group for group in SUFFIXES for word in group}
_DIRECTION = {word: group for group in DIRECTIONS for word in group}

Parts = dict[str, str | None]


def line(parts: Parts) -> str | None:
    """The address on one line, missing parts left out."""
    street = " ".join(x for x in (parts["number"], parts["street"], parts["unit"]) if x)
    tail = " ".join(x for x in (parts["state"], parts["zip"]) if x)
    return ", ".join(x for x in (street, parts["city"], tail) if x) or None


def respell(parts: Parts, seed: int) -> tuple[Parts, str | None]:
    """The parts and the line written otherwise, always different from `line(parts)`."""
    rng = Random(seed)  # noqa: S311 - invented people, not secrets
    new = dict(parts)
    new["street"] = _street(parts["street"], rng)
    new["unit"] = _unit(parts["unit"], rng)
    state = parts["state"]
    if state in STATES and rng.random() < 0.2:
        new["state"] = STATES[state]
    text = line(new)
    changed = text != line(parts)
    case = rng.random()
    if case < 0.4 or not changed:
        new = {key: value.upper() if value else value for key, value in new.items()}
    elif case < 0.5:
        new = {key: value.title() if value else value for key, value in new.items()}
    text = line(new)
    if text and rng.random() < 0.25:
        text = text.replace(",", "")
    if text == line(parts) and text:
        text = text.replace(", ", " ,", 1)
    return new, text


def _street(street: str | None, rng: Random) -> str | None:
    """Rewrite the suffix (the last word, or the one before a final direction) and directions."""
    if not street:
        return street
    words = street.split()
    last = len(words) - 1
    at = last - 1 if last > 1 and words[last] in _DIRECTION else last
    if at > 0 and words[at] in _SUFFIX and rng.random() < 0.85:
        words[at] = _other(words[at], _SUFFIX, rng)
        if len(words[at]) < 5 and rng.random() < 0.25:
            words[at] += "."
    for place in {0, last}:
        if last > 1 and words[place] in _DIRECTION and rng.random() < 0.7:
            words[place] = _other(words[place], _DIRECTION, rng)
            if len(words[place]) == 1 and rng.random() < 0.3:
                words[place] += "."
    return " ".join(words)


def _unit(unit: str | None, rng: Random) -> str | None:
    """Another designator before the same identifier; floors and other forms stay as they are."""
    if not unit or rng.random() < 0.2:
        return unit
    words = [word for word in unit.split() if word.lower() not in UNIT_WORDS]
    if len(words) != 2 or not words[0].lower().startswith(("ap", "unit", "ste", "suite")):
        return unit
    choices = ("ste", "suite", "#") if words[0].lower().startswith("s") else UNITS[:4]
    designator = rng.choice([c for c in choices if c != words[0].lower()])
    return f"{designator}{words[1]}" if designator == "#" else f"{designator} {words[1]}"


def _other(word: str, groups: dict[str, tuple[str, ...]], rng: Random) -> str:
    return rng.choice([other for other in groups[word] if other != word])
