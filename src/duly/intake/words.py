"""What a record's model finds wrong, in plain words and without the value."""

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

_KINDS = {
    "string": "must be text",
    "bool": "must be true or false (yes or no)",
    "date": "must be a date in the form YYYY-MM-DD",
    "list": "must be a list",
    "tuple": "must be a list",
    "frozen": "must be a list",
    "dict": "must be a table",
    "model": "must be a table",
}


def says(error: Mapping[str, Any]) -> str:
    """Say one pydantic error (an item of ``ValidationError.errors``) in plain words."""
    kind = str(error["type"])
    context: Mapping[str, Any] = error.get("ctx", {})
    match kind:
        case "missing":
            return "is missing. Add it."
        case "extra_forbidden":
            return "is not a name that is known here. Correct or remove it."
        case "string_too_long":
            return f"is longer than {context['max_length']} characters. Shorten it."
        case "string_too_short":
            return "is blank. Fill it."
        case "literal_error":
            return f"is not one of the words allowed. Write one of: {choices(context)}."
        case "string_pattern_mismatch":
            return (
                "must be 1 to 64 letters, digits or . _ : / - and start with a letter or digit. "
                "Correct it."
            )
        case _:
            return _KINDS.get(kind.split("_", 1)[0], "does not have the right form") + "."


def choices(context: Mapping[str, Any]) -> str:
    """List the allowed words that a pydantic error names, separated by commas."""
    return str(context["expected"]).replace("'", "").replace(" or ", ", ")


def near(name: str, known: Iterable[str], *, cutoff: float = 0.75) -> str | None:
    """Find the known name that ``name`` most likely stands for, if any."""
    spelled = {spell(other): other for other in known}
    found = difflib.get_close_matches(spell(name), spelled, n=1, cutoff=cutoff)
    return spelled[found[0]] if found else None


def spell(name: str) -> str:
    """Spell a column or key name as the models spell it."""
    return "_".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())


def some(names: Iterable[str], most: int = 12) -> str:
    """Names separated by commas; after ``most`` only their number."""
    listed = list(names)
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more
