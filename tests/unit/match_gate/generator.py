"""Seeded, invented addresses and address defects for the development figures of the gate.

The same people wrote this generator and the gate, so what is measured with it is a development
figure, not a promise. Streets, names and texts are invented; ZIP Codes, cities and States are real
pairs.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import zipcodes

VOCABULARY: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "vocabulary.toml").read_text(encoding="utf-8")
)
NAMES, SUFFIXES = VOCABULARY["names"], VOCABULARY["suffixes"]


@dataclass(frozen=True)
class Place:
    """One real ZIP Code with its city and State."""

    city: str
    state: str
    zip5: str

    @property
    def tail(self) -> str:
        return f"{self.city}, {self.state} {self.zip5}"


_PLACES = [
    Place(z["city"], z["state"], z["zip_code"])
    for z in zipcodes.list_all()
    if z["zip_code_type"] == "STANDARD" and z["active"] and z["state"] != "PR"
]


class Maker:
    """Makes strings of every kind from one seed."""

    def __init__(self, seed: int) -> None:
        self.pick = random.Random(seed)  # noqa: S311 - test data, no secret

    def one(self, kind: str) -> str:
        return self.pick.choice(VOCABULARY[kind])

    def place(self) -> Place:
        return self.pick.choice(_PLACES)

    def digits(self, count: int) -> str:
        return "".join(self.pick.choices("0123456789", k=count))

    def number(self) -> str:
        base = str(self.pick.randint(1, 19_999))
        odd = {
            0: f"{self.pick.randint(10, 99)}-{self.pick.randint(10, 99)}",
            1: f"{base} 1/2",
            2: f"{base}{self.pick.choice('ABC')}",
            3: f"N{self.pick.randint(1, 99)}W{base}",
        }
        return odd.get(self.pick.randrange(40), base)

    def street(self) -> str:
        roll = self.pick.randrange(24)
        if roll == 0:
            return self.one("unsuffixed")
        if roll == 1:
            return f"{self.one('roads')}{self.pick.randint(1, 2000)}"
        name = f"{self.pick.randint(4, 20)}th" if roll == 2 else self.one("names")
        if roll == 3:
            ordinals = ("1st", "2nd", "23rd", "First", "Third", "Fifth", "Twenty Third", "102nd")
            name = self.pick.choice(ordinals)
        before = self.pick.choice(("", "", "", "", "N ", "South ", "E. ", "SW "))
        after = self.pick.choice(("", "", "", "", "", "", " NW", " S"))
        return f"{before}{name} {self.one('suffixes')}{after}"

    def unit(self) -> str:
        return self.one("units").format(self.pick.randint(1, 99))

    def good(self, layout: int) -> str:
        place, line = self.place(), f"{self.number()} {self.street()}"
        if layout == 0:
            return f"{line}{self.unit()}, {place.tail}"
        if layout == 1:
            return f"{line}{self.unit()} {place.city} {place.state} {place.zip5}".lower()
        if layout == 2:
            plus4 = self.pick.randint(1000, 9999)
            lines = (line, self.unit().strip(", "), f"{place.city}, {place.state}")
            return "\n".join((*filter(None, lines), f"{place.zip5}-{plus4}"))
        unit = f"Apt {self.pick.randint(1, 40)}{self.pick.choice(('', 'A', 'C'))}"
        return f"{unit} {line}, {place.city} {place.state}, {place.zip5} USA".upper()

    def after(self, text: str) -> str:
        """Put nothing, a ZIP Code, or city, State and ZIP Code behind the text."""
        place = self.place()
        zip5 = self.pick.choice((place.zip5, "12345", "00000", "99999"))
        forms = (text, f"{text} {zip5}", f"{text}, {place.tail}")
        return self.pick.choice((*forms, f"{text} {place.state} {place.zip5}"))

    def blank(self) -> str:
        return "".join(self.pick.choices(" \t\n\r\u00a0\u2003,\u200b", k=self.pick.randrange(12)))

    def placeholder(self) -> str:
        return self.after(self.one("placeholders"))

    def zip_only(self) -> str:
        zip5 = self.pick.choice((self.place().zip5, self.digits(5)))
        forms = ("{}", " {} ", "{}-1234", "ZIP {}", "Zip Code: {}", "{}.", "{}, USA", "{}1234")
        return self.pick.choice(forms).format(zip5)

    def po_box(self) -> str:
        return f"{self.one('boxes').format(self.pick.randint(1, 9999))}, {self.place().tail}"

    def institution(self) -> str:
        place = self.place()
        town = self.pick.choice((place.city, "Stewart", "Harris", "Otay Mesa"))
        name = self.one("institutions").format(c=town)
        number = self.number()
        proper = f", {number} {self.one('names')} St"
        line = self.pick.choice(("", "", "", proper, f" {number} {self.street()}"))
        spaced = f"{name}{line} {place.city} {place.state} {place.zip5}"
        return self.pick.choice((f"{name}{line}, {place.tail}", spaced, f"{name} {place.zip5}"))

    def foreign(self) -> str:
        numbers = {"n": self.pick.randint(1, 999), "z": self.pick.randint(10_000, 99_999)}
        return self.one("foreign").format(**numbers)

    def number_garbage(self) -> str:
        return self.one("garbage").format(
            **{f"d{count}": self.digits(count) for count in (2, 3, 4, 5, 7, 8, 12)},
            m=self.one("mash"),
            n=self.one("names"),
            s=self.street(),
            t=self.place().tail,
        )

    def no_number(self) -> str:
        return f"{self.street()}{self.unit()}, {self.place().tail}"

    def no_street(self) -> str:
        kind = self.one("no_street").format(u=self.pick.randint(1, 99))
        number, between = self.pick.randint(1, 9999), self.pick.choice((", ", " "))
        return f"{number} {kind}{between}{self.place().tail}"

    def missing_city_state(self) -> str:
        place, line = self.place(), f"{self.number()} {self.street()}{self.unit()}"
        form = self.one("incomplete")
        return form.format(l=line, z=place.zip5, c=place.city, s=place.state)

    def defects(self) -> dict[str, Callable[[], str]]:
        """Return the maker of each kind of defect."""
        return {
            "blank": self.blank,
            "placeholder": self.placeholder,
            "zip_only": self.zip_only,
            "po_box": self.po_box,
            "institution": self.institution,
            "foreign": self.foreign,
            "number_garbage": self.number_garbage,
            "no_number": self.no_number,
            "no_street": self.no_street,
            "missing_city_state": self.missing_city_state,
        }
