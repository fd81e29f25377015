"""A ruling as a file: what it says the law is, and which orders it adds or ends.

It is laid over decisions that were made before it, to see which would now come out otherwise.
That is a what-if about history, never a decision.
"""

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from duly.errors import InputError
from duly.law import index
from duly.law.provision import Mark, Provision
from duly.orders.load import Registry, mistakes
from duly.orders.model import Line, Order, OrderId

QuestionId = Annotated[str, StringConstraints(pattern=r"^Q[0-9]{1,3}$")]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class SettledReading(_Table):
    """[[readings]]: a contested question that the ruling settles."""

    question: QuestionId = Field(description="the question, such as Q1 (duly law show)")
    reading: Line = Field(description="the reading that the ruling says is the law")


class EndedOrder(_Table):
    """[[ends]]: an order that the ruling vacates or dissolves."""

    order_id: OrderId
    on: date = Field(description="the first day on which it no longer stands")


class Ruling(_Table):
    """One ruling, one file."""

    ruling_id: OrderId
    court: Line
    docket: Line
    dated: date
    says: Line = Field(description="what it holds, as one plain sentence")
    source: Line
    mark: Mark
    readings: tuple[SettledReading, ...] = ()
    ends: tuple[EndedOrder, ...] = ()
    orders: tuple[Order, ...] = ()


def read_ruling(path: Path) -> Ruling:
    """Read a ruling file (TOML). Raises InputError naming file and key."""
    if not path.is_file():
        raise InputError("there is no such file.", "Name the ruling file.", file=str(path))
    try:
        ruling = Ruling.model_validate(tomllib.loads(path.read_bytes().decode("utf-8-sig")))
    except UnicodeDecodeError:
        raise InputError("the file is not UTF-8 text.", "Save as UTF-8.", file=path.name) from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"the file is not TOML: {error}.", "Correct it.", file=path.name) from None
    except ValidationError as error:
        key, says = next(iter(mistakes(error)))
        raise InputError(
            f"{says}.", "See docs/how-to/rulings.md.", file=path.name, column=key
        ) from None
    if not (ruling.readings or ruling.ends or ruling.orders):
        raise InputError(
            "the ruling changes nothing: it has no [[readings]], [[ends]] or [[orders]].",
            "Say what it settles, ends or adds.",
            file=path.name,
        )
    questions = [reading.question for reading in ruling.readings]
    for reading in ruling.readings:
        known = {
            found.id: [one.id for one in found.readings]
            for provision in index.PROVISIONS
            for found in provision.questions
        }
        if reading.reading not in known.get(reading.question, ()):
            listed = "; ".join(f"{q}: {', '.join(r)}" for q, r in known.items())
            raise InputError(
                "there is no such question or reading.",
                f"Questions and their readings: {listed}.",
                file=path.name,
                column="readings",
            )
    if len(set(questions)) != len(questions):
        raise InputError(
            "the ruling settles one question twice.",
            "Keep one of the two.",
            file=path.name,
            column="readings",
        )
    return ruling


def laid_over(ruling: Ruling, registry: Registry, *, file: str) -> Registry:
    """The registry after the ruling: its orders added, those that it ends ended.

    Raises InputError where it ends an order that is not known or adds one that is.
    """
    orders = {order.order_id: order for order in registry.orders}
    for ended in ruling.ends:
        order = orders.get(ended.order_id)
        if order is None:
            raise InputError(
                "the ruling ends an order that the registry does not have.",
                "See duly order list.",
                file=file,
                column="ends",
            )
        if order.effective_from is not None and ended.on < order.effective_from:
            raise InputError(
                f"the ruling ends {order.order_id} before it begins.",
                "Correct the date.",
                file=file,
                column="ends",
            )
        earlier = order.effective_to is not None and order.effective_to <= ended.on
        if not earlier:
            orders[ended.order_id] = order.model_copy(update={"effective_to": ended.on})
    for order in ruling.orders:
        if order.slug in {known.slug for known in orders.values()}:
            raise InputError(
                f"the ruling adds {order.order_id}, which the registry has already.",
                "Give it an id of its own, or end the earlier one.",
                file=file,
                column="orders",
            )
        orders[order.order_id] = order
    return Registry(tuple(orders.values()))


def settled(provision: Provision, ruling: Ruling) -> Provision:
    """The provision as the ruling reads it; questions that it does not have are passed over."""
    asked = {question.id for question in provision.questions}
    chosen = {r.question: r.reading for r in ruling.readings if r.question in asked}
    return provision.settled(chosen) if chosen else provision
