"""Reading order files: the shipped registry and the user's own folders.

Every problem of every file is collected, so that one run tells everything there is to mend.
"""

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import ValidationError

from duly.errors import InputError
from duly.orders.consistency import ContradictionError
from duly.orders.model import Order

SHIPPED = "shipped registry"
# What pydantic says, in the words of somebody who writes an order file.
_WORDS = {
    "missing": "is missing",
    "extra_forbidden": "is not a key that an order file has here",
    "date_type": "must be a date such as 2026-02-05, without quotation marks",
    "greater_than_equal": "must be a date between 1900-01-01 and 2200-01-01",
    "less_than_equal": "must be a date between 1900-01-01 and 2200-01-01",
    "string_type": "must be text in quotation marks",
    "string_too_short": "must not be empty",
    "string_too_long": "is too long",
    "string_pattern_mismatch": "has signs that are not allowed here (or more than one line)",
    "tuple_type": "must be a list in square brackets",
    "too_short": "must not be empty",
    "bool_type": "must be true or false",
    "model_type": "must be a table",
}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend in one file; ``key`` is empty where the file itself is at fault."""

    file: str
    key: str
    says: str

    def __str__(self) -> str:
        """File, key and what is wrong, in one line."""
        return ": ".join(part for part in (self.file, self.key, self.says) if part)


class RegistryError(InputError):
    """Order files that cannot be used, with every problem found in them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        lines = [str(problem) for problem in problems]
        text = lines[0] if len(lines) == 1 else "\n  ".join((f"{len(lines)} problems", *lines))
        super().__init__(text, "Correct the order files and run the command again.")
        self.problems = problems


@dataclass(frozen=True)
class Registry:
    """The orders known, by date and id; those without a date come last."""

    orders: tuple[Order, ...]

    def __post_init__(self) -> None:
        """Sort, and refuse ids that would share a fact."""
        ordered = sorted(
            self.orders, key=lambda order: (order.effective_from or date.max, order.order_id)
        )
        object.__setattr__(self, "orders", tuple(ordered))
        if len({order.slug for order in self.orders}) != len(self.orders):
            raise ValueError("two orders have the same id, or ids that differ only by case")

    def get(self, order_id: str) -> Order:
        """Return the order with this id; KeyError if there is none."""
        for order in self.orders:
            if order.order_id == order_id:
                return order
        raise KeyError(f"the registry has no order {order_id}")

    def in_force(self, on: date) -> tuple[Order, ...]:
        """The entries that stand on a day, or must be assumed to, by date."""
        return tuple(order for order in self.orders if order.in_force(on))

    @property
    def last_verified_on(self) -> date | None:
        """The oldest check among the entries that stand by their present status."""
        return min((o.last_verified_on for o in self.orders if o.stands), default=None)

    @property
    def sha256(self) -> str:
        """Hash of everything that the registry says."""
        text = "\n".join(order.model_dump_json() for order in self.orders)
        # A key that came later and is not used leaves the hash of earlier receipts as it was.
        text = text.replace(',"unclear":false', "")
        return hashlib.sha256(text.encode()).hexdigest()


def load_registry(*folders: Path | None) -> Registry:
    """Read the shipped registry and then each folder in turn; ``None`` is passed over.

    An id that an earlier folder holds already is an error unless the later file says
    ``replaces = true``: nobody should lift an order by reusing its name unawares. Files not
    ending in .toml and hidden files are passed over. Raises RegistryError (an InputError).
    """
    problems: list[Problem] = []
    orders: dict[str, Order] = {}
    sources: list[tuple[str, Traversable]] = [(SHIPPED, files("duly.orders") / "registry")]
    sources += [(str(folder), folder) for folder in folders if folder is not None]
    for name, folder in sources:
        here: dict[str, Order] = {}
        for order in _read_folder(name, folder, problems):
            problem = _clash(order, orders, here)
            if problem:
                problems.append(Problem(f"{name}/{order.order_id}.toml", *problem))
            here[order.slug] = order
        orders |= here
    if problems:
        raise RegistryError(tuple(problems))
    return Registry(tuple(orders.values()))


def _read_folder(name: str, folder: Traversable, problems: list[Problem]) -> Iterator[Order]:
    try:
        found = sorted(
            (file for file in folder.iterdir() if file.name.lower().endswith(".toml")),
            key=lambda file: file.name,
        )
    except OSError as error:
        problems.append(Problem(name, "", f"cannot be read as a folder ({error.strerror})"))
        return
    found = [file for file in found if not file.name.startswith(".")]
    if not found:
        problems.append(Problem(name, "", "holds no order file (*.toml)"))
    for file in found:
        order = _read_file(f"{name}/{file.name}", file, problems)
        if order is not None:
            yield order


def _read_file(name: str, file: Traversable, problems: list[Problem]) -> Order | None:
    try:
        # Some editors put a byte order mark first, which TOML does not allow.
        order = Order.model_validate(tomllib.loads(file.read_bytes().decode("utf-8-sig")))
    except OSError as error:
        problems.append(Problem(name, "", f"cannot be read ({error.strerror})"))
    except UnicodeDecodeError:
        problems.append(Problem(name, "", "is not UTF-8 text"))
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(name, "", f"is not TOML: {error}"))
    except ValidationError as error:
        problems += [Problem(name, key, says) for key, says in mistakes(error)]
    else:
        if file.name == f"{order.order_id}.toml":
            return order
        problems.append(Problem(name, "order_id", "is not the name of the file (without .toml)"))
    return None


def mistakes(error: ValidationError) -> Iterator[tuple[str, str]]:
    """Every mistake in an order file as key and sentence, without the value."""
    for mistake in error.errors(include_url=False, include_input=False):
        cause = mistake.get("ctx", {}).get("error")
        if isinstance(cause, ContradictionError):
            yield from cause.problems
        elif mistake["type"] in {"literal_error", "enum"}:
            yield _key(mistake["loc"]), f"must be one of {mistake['ctx']['expected']}"
        else:
            yield _key(mistake["loc"]), _WORDS.get(mistake["type"], mistake["msg"])


def _key(location: tuple[int | str, ...]) -> str:
    text = ""
    for step in location:
        if isinstance(step, int):
            text += f" {step + 1}"
        else:
            text += ("." if text else "") + (step if step.isidentifier() else repr(step))
    return text


def _clash(
    order: Order, earlier: dict[str, Order], here: dict[str, Order]
) -> tuple[str, str] | None:
    known = earlier.get(order.slug)
    if order.slug in here:
        return "order_id", "another file in this folder has it too, but for upper and lower case"
    if known is None:
        return ("replaces", "there is no earlier order with this id") if order.replaces else None
    if known.order_id != order.order_id:
        return "order_id", "differs from that of an earlier order only by upper and lower case"
    if not order.replaces:
        return (
            "order_id",
            "is that of an earlier order: to put this one in its place, say replaces = true",
        )
    return None
