"""The law on two days, as a page and as plain data; and what is proved of a change, in words."""

from collections.abc import Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from duly.gateway.versions import Difference
from duly.law.theorems import Theorem
from duly.render.words import NOT_ADVICE


def proofs(what: str, narrows: Theorem | None, widens: Theorem | None) -> list[str]:
    """What the solver proved of a change: that it only narrows, only widens, or neither."""
    said = []
    for theorem, yes, no in (
        (
            narrows,
            (
                f"Proved: {what} only narrows. In no case whatever does it let out what the law "
                "before did not."
            ),
            (
                f"{what.capitalize()} does not only narrow: there are cases that it lets out and "
                "the law before did not."
            ),
        ),
        (
            widens,
            (
                f"Proved: {what} only widens. In no case whatever does it stop what the law before "
                "let out."
            ),
            (
                f"{what.capitalize()} does not only widen: there are cases that it stops and "
                "the law before let out."
            ),
        ),
    ):
        if theorem is not None:
            said.append({True: yes, False: no, None: "The solver gave no answer."}[theorem.holds])
    return said


def moves_table(moves: Mapping[tuple[str, str], int], before: str, after: str) -> Table:
    """Rows by what they were and what they would be."""
    table = Table(box=None, padding=(0, 1))
    table.add_column("rows", justify="right")
    table.add_column(before)
    table.add_column(after)
    for (old, new), number in moves.items():
        table.add_row(f"{number:,}", old, new if new != old else f"{new} (the same)")
    return table


def difference_page(found: Difference) -> RenderableType:
    """What differs between two days, for people."""
    blocks: list[RenderableType] = [
        Text(f"{found.cite} on {found.before} and on {found.after}", style="bold")
    ]
    text = {"added": found.added, "removed": found.removed, "changed": found.changed}
    for word, ids in text.items():
        if ids:
            blocks.append(Text(f"Elements {word}: {', '.join(ids)}."))
    if not any(text.values()):
        blocks.append(Text("The text as encoded is the same on both days."))
    for id_, one, two in found.orders:
        if one != two:
            blocks.append(
                Text(f"{id_} {'stands' if two else 'no longer stands'} on the later day.")
            )
    if found.readings:
        blocks.append(Text(f"No longer open on the later day: {', '.join(found.readings)}."))
    blocks += [Text(says) for says in proofs("the change", found.only_narrows, found.only_widens)]
    if found.moves is not None:
        blocks.append(moves_table(found.moves, str(found.before), str(found.after)))
    return Group(*blocks, Text(NOT_ADVICE, style="dim"))


def difference_data(found: Difference) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "provision": found.cite,
        "before": found.before.isoformat(),
        "after": found.after.isoformat(),
        "elements_added": list(found.added),
        "elements_removed": list(found.removed),
        "elements_changed": list(found.changed),
        "orders": [
            {"order": id_, "stands_before": one, "stands_after": two}
            for id_, one, two in found.orders
        ],
        "readings_no_longer_open": list(found.readings),
        "only_narrows": found.only_narrows.holds,
        "only_widens": found.only_widens.holds,
        "moves": None
        if found.moves is None
        else [{"before": o, "after": w, "rows": n} for (o, w), n in found.moves.items()],
        "note": NOT_ADVICE,
    }
