"""Addresses that are none: what stands in the field instead, by defect, as SQL.

The first seven are the kinds reported of the request file of 2025 (incident/strata.py); the
rest is what any such file holds. How often each occurs is made up.
"""

from dataclasses import dataclass

SHARE = 0.05
"""Share of requests with a defect."""


@dataclass(frozen=True, slots=True)
class Defect:
    """A defect: its name, its weight, the text as SQL (columns as in requests.py; ``w``: a draw).

    ``keeps`` are the parts of the address that are left: number, street, town, zip.
    """

    name: str
    weight: int
    text: str
    keeps: tuple[str, ...] = ()


def _any(*texts: str) -> str:
    return f"list_extract([{', '.join(texts)}], (1 + w % {len(texts)})::INTEGER)"


_TOWN = "town || ', ' || state || ' ' || zip5"
_PLACE = f"', ' || {_TOWN}"

DEFECTS: tuple[Defect, ...] = (
    Defect("blank", 14, "CASE WHEN w % 4 = 0 THEN ' ' END"),
    Defect(
        "placeholder",
        16,
        _any(
            f"'Failed to Provide, ' || {_TOWN}",
            "'Unknown Address ' || zip5",
            "'NA NA ' || zip5",
            f"'NOT PROVIDED' || {_PLACE}",
            f"'Homeless' || {_PLACE}",
            f"'Sin domicilio fijo' || {_PLACE}",
            "'UNKNOWN'",
            f"'See file' || {_PLACE}",
        ),
        ("zip",),
    ),
    Defect("zip only", 12, _any("zip5", "zip5", "'00000'", "zip5 || '-0000'"), ("zip",)),
    Defect(
        "nonsense",
        6,
        _any("'Don''t Care 12345'", "'asdf ' || zip5", "'xxxxx ' || zip5", "'1234 ' || zip5"),
    ),
    Defect("no number", 12, f"street_as_read || {_PLACE}", ("street", "town", "zip")),
    Defect("no street", 8, f"house || {_PLACE}", ("number", "town", "zip")),
    Defect(
        "institution",
        10,
        _any(
            f"town || ' County Jail' || {_PLACE}",
            f"name || ' Detention Center' || {_PLACE}",
            f"name || ' Processing Center, ' || house || ' ' || street || {_PLACE}",
            f"state || ' State Prison, ' || house || ' ' || street || {_PLACE}",
        ),
        ("town", "zip"),
    ),
    Defect("post office box", 8, f"'PO Box ' || house || {_PLACE}", ("town", "zip")),
    Defect(
        "abroad",
        6,
        _any(
            "'Calle ' || name || ' ' || house || ', Col. Centro, 06000 Ciudad de México, México'",
            "house || ' ' || name || ' Road, London SW1A 2AA, United Kingdom'",
            "'4a Avenida ' || house || ', Zona 1, Guatemala'",
            "house || ' rue ' || name || ', 75011 Paris, France'",
        ),
    ),
    Defect("town only", 4, _TOWN, ("town", "zip")),
    Defect("general delivery", 2, f"'General Delivery' || {_PLACE}", ("town", "zip")),
    Defect(
        "not an address",
        2,
        _any("'(505) 555-01' || right(zip5, 2)", "'nobody@example.com'", "'DOB on file ' || zip5"),
    ),
)


def by_weight(draw: str, field: str) -> str:
    """Write a CASE that picks a defect by the draw and gives its name, text or kept part."""
    total, upto, cases = sum(one.weight for one in DEFECTS), 0, []
    for one in DEFECTS:
        upto += one.weight
        limit = round(SHARE * 2**32 * upto / total)
        result = {"name": f"'{one.name}'", "text": one.text}.get(
            field, str(field in one.keeps).upper()
        )
        cases.append(f"WHEN {draw} < {limit} THEN {result}")
    return f"CASE {' '.join(cases)} END"
