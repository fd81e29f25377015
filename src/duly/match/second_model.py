"""The model of the second scorer: which fields are compared, how closely, and what each says.

Splink (Fellegi and Sunter's model) adds up one weight per field. The weight of a level is
log2(m / u): m is how often two records of one person are on it, u how often two records of
different people are. A weight is in bits: +1 doubles the odds that the person is meant, -1
halves them. What is missing on either side says nothing (0 bits).

The levels stand here; m and u of the review queue stand in ``data/second_model.json`` and are
fixed, so a small file is never the basis of its own scores. Nothing here imports Splink.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Level:
    """One degree of likeness: in words, and as SQL over the columns ``X_l`` and ``X_r``."""

    says: str
    sql: str


@dataclass(frozen=True, slots=True)
class Field:
    """One bar of the waterfall.

    ``missing`` is SQL that holds where nothing can be compared. ``levels`` run from the same to
    clearly different; the last is whatever is left, and its SQL is ELSE. ``frequent`` names the
    column whose rare values weigh more where a caller asks for that.
    """

    name: str
    title: str
    missing: str
    levels: tuple[Level, ...]
    frequent: str = ""


def _missing(column: str) -> str:
    return f"{column}_l IS NULL OR {column}_r IS NULL"


def _same(column: str, says: str = "the same") -> Level:
    return Level(says, f"{column}_l = {column}_r")


def _slips(column: str, shortest: int = 1, says: str = "one slip apart") -> Level:
    """One keystroke apart; the lengths are compared first because that is quick."""
    left, right = f"{column}_l", f"{column}_r"
    return Level(
        says,
        f"least(length({left}), length({right})) >= {shortest} "
        f"AND abs(length({left}) - length({right})) <= 1 "
        f"AND damerau_levenshtein({left}, {right}) <= 1",
    )


_SAME_NUMBER = "number_l IS NOT DISTINCT FROM number_r"
_SAME_PLACE = (
    "(coalesce(zip5_l = zip5_r, false)"
    " OR coalesce(city_l = city_r AND state_l IS NOT DISTINCT FROM state_r, false))"
)
_OTHER = Level("different", "ELSE")

FIELDS: tuple[Field, ...] = (
    Field(
        "first",
        "first name",
        _missing("first"),
        (
            _same("first"),
            _slips("first", 3),
            Level(
                "one begins with the other",
                "starts_with(first_l, first_r) OR starts_with(first_r, first_l)",
            ),
            Level("alike", "jaro_winkler_similarity(first_l, first_r) >= 0.88"),
            Level("the same initial only", "substr(first_l, 1, 1) = substr(first_r, 1, 1)"),
            _OTHER,
        ),
        frequent="first",
    ),
    Field(
        "middle",
        "middle initial",
        _missing("middle"),
        (_same("middle"), _OTHER),
    ),
    Field(
        "last",
        "last name",
        _missing("last"),
        (
            _same("last"),
            _slips("last", 4),
            Level(
                "one contains the other",
                "least(length(last_l), length(last_r)) >= 3 "
                "AND (contains(last_l, last_r) OR contains(last_r, last_l))",
            ),
            Level("alike", "jaro_winkler_similarity(last_l, last_r) >= 0.9"),
            _OTHER,
        ),
        frequent="last",
    ),
    # One field, not four: people who share a street mostly share its ZIP Code, and a household
    # shares all of it. Counted apart, one fact would weigh four times.
    Field(
        "address",
        "address without unit",
        _missing("street"),
        (
            Level("the same", f"{_SAME_NUMBER} AND street_l = street_r AND {_SAME_PLACE}"),
            Level(
                "number or street written otherwise",
                f"{_SAME_PLACE} AND ((street_l = street_r AND (number_l IS NULL OR number_r IS NULL"
                f" OR {_slips('number').sql})) OR (number_l = number_r"
                " AND jaro_winkler_similarity(street_l, street_r) >= 0.9))",
            ),
            Level(
                "the same number and street in another place",
                "number_l = number_r AND street_l = street_r",
            ),
            Level("another number in the street", f"street_l = street_r AND {_SAME_PLACE}"),
            Level("the same ZIP Code or city", _SAME_PLACE),
            _OTHER,
        ),
    ),
    Field("unit", "unit", _missing("unit"), (_same("unit"), _OTHER)),
    Field(
        "tin",
        "taxpayer number",
        _missing("tin"),
        (
            _same("tin"),
            # One slip in nine digits leaves the first four or the last four as they are; that is
            # asked first because it is quick.
            Level(
                "one digit wrong or exchanged",
                "(substr(tin_l, 1, 4) = substr(tin_r, 1, 4) "
                "OR substr(tin_l, 6, 4) = substr(tin_r, 6, 4)) "
                "AND damerau_levenshtein(tin_l, tin_r) <= 1",
            ),
            _OTHER,
        ),
    ),
    Field(
        "dob",
        "date of birth",
        _missing("dob"),
        (
            _same("dob"),
            Level(
                "two of year, month and day the same",
                "(substr(dob_l, 1, 4) = substr(dob_r, 1, 4))::INTEGER "
                "+ (substr(dob_l, 6, 2) = substr(dob_r, 6, 2))::INTEGER "
                "+ (substr(dob_l, 9, 2) = substr(dob_r, 9, 2))::INTEGER = 2",
            ),
            _OTHER,
        ),
    ),
)
"""Every field that can be compared. ``dob`` is text, YYYY-MM-DD; ``middle`` is one letter."""

FIELD_OF: Mapping[str, Field] = {field.name: field for field in FIELDS}

EQUAL: Mapping[str, str] = {
    **{field.name: field.name for field in FIELDS},
    "address": "coalesce(number, '') || '|' || street || '|' || zip5",
}
"""SQL over one side's columns; where it is equal on both, a pair is on the field's first level."""

COLUMNS = (
    "first", "middle", "last", "number", "street", "unit", "city", "state", "zip5", "tin", "dob",
)  # fmt: skip
"""The columns of the two tables that are compared, in one layout for both sides."""

BLOCKS: tuple[str, ...] = (
    "l.zip5 = r.zip5 AND l.number = r.number AND substr(l.street, 1, 2) = substr(r.street, 1, 2)",
    "l.zip5 = r.zip5 AND l.last = r.last AND substr(l.first, 1, 1) = substr(r.first, 1, 1)",
    "l.first = r.first AND l.last = r.last AND l.number = r.number",
    "l.number = r.number AND l.street = r.street AND substr(l.last, 1, 3) = substr(r.last, 1, 3)",
    "l.city = r.city AND l.first = r.first AND l.last = r.last",
    "l.zip5 = r.zip5 AND l.street = r.street AND l.first = r.first",
    "l.zip5 = r.zip5 AND l.street = r.street AND l.last = r.last",
)
"""Who is compared with whom when Splink searches by itself: the first seven of duly_blocks()."""


@cache
def fixed_model() -> Mapping[str, Any]:
    """Give the shipped parameters: ``about`` (where from), ``fields`` (m and u per level)."""
    text = files("duly.match").joinpath("data/second_model.json").read_text(encoding="utf-8")
    model: dict[str, Any] = json.loads(text)
    return model


def settings(
    fields: Sequence[str],
    *,
    blocks: Sequence[str],
    parameters: Mapping[str, Mapping[str, Sequence[float]]] | None = None,
    prior: float = 0.0001,
    name_frequencies: bool = False,
    bars: bool = False,
) -> dict[str, Any]:
    """Give Splink's settings for linking two tables on ``fields``.

    ``parameters`` holds m and u per field in the order of its levels; without it they are for
    Splink to train. ``prior`` is the probability that two records taken at random are of one
    person. With ``name_frequencies`` rare names weigh more. With ``bars`` Splink keeps the
    level and weight of each field.
    """
    return {
        "link_type": "link_only",
        "unique_id_column_name": "row_no",
        "probability_two_random_records_match": prior,
        "retain_matching_columns": bars,  # without them Splink drops the levels
        "retain_intermediate_calculation_columns": bars,
        "blocking_rules_to_generate_predictions": [{"blocking_rule": rule} for rule in blocks],
        "comparisons": [
            _comparison(FIELD_OF[name], (parameters or {}).get(name), name_frequencies)
            for name in fields
        ],
    }


def _comparison(
    field: Field, parameters: Mapping[str, Sequence[float]] | None, name_frequencies: bool
) -> dict[str, Any]:
    """One field as Splink reads it; its first level is the one for missing values."""
    levels: list[dict[str, Any]] = [
        {
            "sql_condition": field.missing,
            "label_for_charts": "nothing to compare",
            "is_null_level": True,
        }
    ]
    for place, level in enumerate(field.levels):
        entry: dict[str, Any] = {"sql_condition": level.sql, "label_for_charts": level.says}
        if parameters is not None:
            entry["m_probability"] = parameters["m"][place]
            entry["u_probability"] = parameters["u"][place]
        if name_frequencies and field.frequent and place == 0:
            entry["tf_adjustment_column"] = field.frequent
        levels.append(entry)
    return {"output_column_name": field.name, "comparison_levels": levels}


def level_of(field: str, gamma: int) -> int | None:
    """Give the place in ``levels`` of Splink's level number; None where a value is missing.

    Splink counts from 0 for different up to the closest, and says -1 for missing.
    """
    return None if gamma < 0 else len(FIELD_OF[field].levels) - 1 - gamma


def says_of(field: str, gamma: int) -> str:
    """Give Splink's level number in words."""
    place = level_of(field, gamma)
    return "nothing to compare" if place is None else FIELD_OF[field].levels[place].says
