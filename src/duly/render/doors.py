"""Which door is open: every provision tried on one case, as a page and as plain data."""

from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from duly.gateway.doors import Answer
from duly.render.data import explanation_data
from duly.render.terminal import STYLES
from duly.render.words import MARKS

HEADS = {
    "open": "Open",
    "would open": "Would open with these facts, the fewest first",
    "barred": "Barred by a court order or a bar of the statute",
    "shut": "Shut, and why",
}
FACTS_SHOWN = 4


def doors_page(title: str, answers: Sequence[Answer]) -> RenderableType:
    """Doors by state: the open ones, those that lack facts, the barred and the shut ones."""
    blocks: list[RenderableType] = [Text(f"\n{title}", style="bold underline")]
    opened = sum(1 for answer in answers if answer.state == "open")
    blocks.append(
        Text(
            f"{opened} of {len(answers)} provisions open."
            if opened
            else f"None of {len(answers)} provisions is open: nothing may be disclosed."
        )
    )
    for state, head in HEADS.items():
        found = [answer for answer in answers if answer.state == state]
        if found:
            blocks += [Text(f"\n{head}", style="bold"), _table(found)]
    return Group(*blocks)


def _table(found: Sequence[Answer]) -> RenderableType:
    table = Table(box=None, show_header=False, padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for answer in found:
        word = answer.explanation.operating
        split = " (live readings differ)" if answer.explanation.outcome == "SPLIT" else ""
        says = Text(f"{answer.provision.title}.{split}")
        says.append_text(_why(answer))
        table.add_row(answer.provision.cite, Text(word, style=STYLES.get(word, "bold")), says)
    return table


def _why(answer: Answer) -> Text:
    text = Text()
    if answer.state == "open":
        for effect in answer.provision.effects:
            text.append(f"\n{effect.says} [{effect.cite}]", style="dim")
        return text
    if answer.state == "would open":
        number = len(answer.missing)
        if not number:
            text.append(f"\n{answer.in_the_way[0].because} {answer.in_the_way[0].next_step}")
            return text
        text.append(f"\nMissing, {number}: ", style="bold")
        text.append("; ".join(fact.says for fact in answer.missing[:FACTS_SHOWN]))
        text.append(f"; and {number - FACTS_SHOWN} more" if number > FACTS_SHOWN else "")
        text.append(".")
        return text
    ways = [way for way in answer.in_the_way if way.value is False]
    first = ways[0]
    text.append(f"\n{first.because}")
    text.append(f" [{first.cite}, {MARKS[first.mark]}]", style="dim")
    if len(ways) > 1:
        text.append(f" And {len(ways) - 1} more.", style="dim")
    return text


def door_data(answer: Answer) -> dict[str, Any]:
    """One door as plain data: its state, the facts that are missing, the whole explanation."""
    return {
        "state": answer.state,
        "missing_facts": [
            {"fact": fact.name, "says": fact.says, "how": fact.how} for fact in answer.missing
        ],
        **explanation_data(answer.explanation),
        "title": answer.provision.title,
        "effects": [
            {"id": e.id, "says": e.says, "law": e.cite, "mark": e.mark.value}
            for e in answer.provision.effects
        ],
    }
