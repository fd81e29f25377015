"""What each contender of the gate's benches accepts as a complete address.

A contender takes texts and says of each whether it would let it through as an address at which a
person can be looked for: a street address with number, street, city, State and ZIP Code, or a
rural or military box with the same. A peer that is not installed is left out.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Sequence

import pyarrow as pa

from duly.match.gate import classify_column

Contender = Callable[[Sequence[str]], list[bool]]

INCIDENT = re.compile(r"(?<!\d)(\d{5}|\d{9})(?!\d)")
"""Our reading of the rule of August 2025: any number of five or nine digits is an address."""

ACCEPTED = frozenset({"ok", "ok_rural", "ok_military"})
"""The gate's classes that count as accepted."""


def incident_rule(texts: Sequence[str]) -> list[bool]:
    return [INCIDENT.search(text) is not None for text in texts]


def gate_classes(texts: Sequence[str], workers: int = 1) -> list[str]:
    """Return the gate's class of each text."""
    classes: list[str] = classify_column(pa.array(texts, pa.string()), workers=workers)[
        "address_class"
    ].to_pylist()
    return classes


def gate(workers: int = 1) -> Contender:
    """Return the gate in so many processes."""
    return lambda texts: [cls in ACCEPTED for cls in gate_classes(texts, workers)]


def usaddress_tag() -> Contender | None:
    """Return usaddress, accepting a street address with every part that it tags, or None."""
    try:
        usaddress = importlib.import_module("usaddress")
    except ModuleNotFoundError:
        return None
    wanted = {"AddressNumber", "StreetName", "PlaceName", "StateName", "ZipCode"}

    def accept(texts: Sequence[str]) -> list[bool]:
        out = []
        for text in texts:
            try:
                tags, kind = usaddress.tag(text)
            except usaddress.RepeatedLabelError:
                out.append(False)
            else:
                out.append(kind == "Street Address" and wanted <= set(tags))
        return out

    return accept


def doorplate() -> Contender | None:
    """Return doorplate, accepting what it calls a street, rural or military address, or None.

    City, State and ZIP Code must be there, and number and street, or route and box.
    """
    try:
        parse_many = importlib.import_module("doorplate").parse_many
    except ModuleNotFoundError:
        return None

    def accept(texts: Sequence[str]) -> list[bool]:
        out = []
        for parsed in parse_many(list(texts)):
            if parsed is None or not (parsed.city and parsed.state and parsed.zip5):
                out.append(False)
                continue
            kind = parsed.address_type()
            box = parsed.rural_route or parsed.military
            out.append(
                (kind in {"street", "dual"} and bool(parsed.street_number and parsed.street_name))
                or (kind in {"rural_route", "military"} and bool(box and box["box"]))
            )
        return out

    return accept


def both(one: Contender, other: Contender) -> Contender:
    """Return a contender that accepts what both accept; the second is asked only after a yes."""

    def accept(texts: Sequence[str]) -> list[bool]:
        out = one(texts)
        asked = [i for i, accepted in enumerate(out) if accepted]
        for i, answer in zip(asked, other([texts[i] for i in asked]), strict=True):
            out[i] = answer
        return out

    return accept


def contenders(workers: int = 1) -> dict[str, Contender]:
    """Return every contender that is installed, by name."""
    ours = gate(workers)
    peers = {"usaddress": usaddress_tag(), "doorplate": doorplate()}
    found = {"gate": ours, "rule of August 2025": incident_rule}
    found |= {name: peer for name, peer in peers.items() if peer is not None}
    if "doorplate" in found:
        found["gate and doorplate"] = both(ours, found["doorplate"])
    return found
