"""A match on a terminal: the evidence as a table first, then its measured error as bars."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from duly.match import MATCH_REASONS, Cell
from duly.match.measured import identifier_of, pooled
from duly.render.words import NOT_ADVICE

NAME_LEVELS = {
    0: "the same",
    1: "the first name is a short form",
    2: "one slip in the first or the last name",
    3: "could be: a part is missing, in another order, or a like name",
    4: "a relative's, or another name",
}
ADDRESS_LEVELS = {
    0: "the same delivery line and ZIP Code",
    1: "the same, with the ZIP Code written otherwise",
    2: "the same, with unit, directional or street type on one side only",
    3: "street or place damaged, or a part missing",
    4: "another street type or directional, or a house number one slip away",
    5: "another unit of the building",
    6: "another number in the street, or nothing to compare",
    7: "elsewhere",
}
COMPARED = {
    "agree": "equal",
    "conflict": "different",
    "absent": "not on both sides",
    "one_sided": "on one side only",
}
ANSWERS = {
    "one": "One person is meant.",
    "none": "Nobody on the roster is meant.",
    "ambiguous": "Several people could be meant.",
    "review": "A person must look at this.",
    "mismatch": "The identifier is another person's, or the person lives elsewhere.",
}
NEXT_STEPS = {
    "one": "Nothing to do: the comparison of the address counts as agreeing.",
    "none": "Ask the requester for the taxpayer's full name and address, without saying more.",
    "ambiguous": "Ask the requester for a date of birth, a TIN or a middle name; or compare by hand"
    " and record it in the comparisons file.",
    "review": "Compare by hand and record it in the comparisons file; duly match review orders the"
    " queue.",
    "mismatch": "The request names no one person rightly; it is refused unless it is corrected.",
}
STYLES = {"one": "green", "mismatch": "red", "none": "red"}
_BAR = 32


def evidence(match: Mapping[str, Any], compared: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What was compared and how it came out, in words; no value of any record."""
    if match["cell"] is None and match["name_level"] is None:
        found = {"name": "compared with nobody", "address": "compared with nobody"}
    else:
        found = {
            "name": NAME_LEVELS.get(match["name_level"], "another name"),
            "address": ADDRESS_LEVELS.get(match["address_level"], "not compared"),
            "middle name": COMPARED.get(match["mi"], "not the same for all"),
            "suffix": COMPARED.get(match["suffix_cmp"], "not the same for all"),
            "TIN": COMPARED.get(match["tin_cmp"], "not the same for all"),
            "date of birth": COMPARED.get(match["dob_cmp"], "not the same for all"),
        }
    near = sum(1 for one in compared if one["candidate"] or one["rival"])
    return {
        **found,
        "people compared": str(len(compared)),
        "who could be meant": str(near),
        "rivals of the one": str(match["n_rivals"]),
    }


def errors(
    cell: str | None, cells: Mapping[str, Cell], released: Sequence[str]
) -> list[tuple[str, Cell]]:
    """The measured errors to show: this kind of match, and all released by its identifier."""
    rows = []
    if cell is not None and cell in cells:
        rows.append((f"this kind of match ({cell})", cells[cell]))
    second = identifier_of(cell or "")
    kept = [cells[name] for name in released if name in cells and identifier_of(name) == second]
    if kept:
        rows.append((f"all released kinds by {second}", pooled(kept)))
    return rows


def error_table(rows: Sequence[tuple[str, Cell]], title: str) -> RenderableType:
    """Answers, wrong ones, rate and bound per million, as a table and then as bars."""
    table = Table(title=title, title_justify="left", title_style="bold", box=None, padding=(0, 1))
    table.add_column("")
    for name in ("answers", "wrong", "per million", "95 % bound per million"):
        table.add_column(name, justify="right")
    for name, cell in rows:
        rate, bound = cell.per_million, cell.bound_per_million
        table.add_row(
            name,
            f"{cell.answers:,}",
            f"{cell.wrong:,}",
            "–" if rate is None else f"{rate:,.1f}",
            "–" if bound is None else f"{bound:,.1f}",
        )
    return table


def bars(rows: Sequence[tuple[str, float]], unit: str) -> RenderableType:
    """Bars from zero on one scale; the number stands beside each."""
    longest = max((value for _, value in rows), default=0) or 1
    table = Table(box=None, show_header=False, padding=(0, 1))
    for name, value in rows:
        length = max(1, round(_BAR * value / longest)) if value else 0
        table.add_row(name, Text("█" * length, style="cyan"), f"{value:,.1f} {unit}")
    return table


def explained(
    match: Mapping[str, Any],
    compared: Sequence[Mapping[str, Any]],
    *,
    measured: Sequence[tuple[str, Cell]],
    bound: int | None,
    basis: str,
    next_command: str,
) -> RenderableType:
    """One match, top to bottom."""
    answer = match["answer"]
    head = Text()
    head.append(f"{match['request_id']}  ", style="bold")
    head.append(f"{answer}. ", style=f"bold {STYLES.get(answer, 'yellow')}")
    head.append(f"{ANSWERS[answer]}\n{MATCH_REASONS[match['reason']]}")
    head.append(f"\n{basis}", style="dim")
    table = Table(
        title="Evidence", title_justify="left", title_style="bold", box=None, padding=(0, 1)
    )
    table.add_column("compared")
    table.add_column("result")
    for name, says in evidence(match, compared).items():
        table.add_row(name, says)
    blocks: list[RenderableType] = [head, Text(), table, Text()]
    if measured:
        blocks.append(error_table(measured, "Measured error of such answers (never zero)"))
        shown = [(name, cell.bound_per_million or 0.0) for name, cell in measured]
        if bound is not None:
            shown.append(("policy allows, all together", float(bound)))
        blocks += [Text(), bars(shown, "per million (95 % bound)"), Text()]
    elif match["cell"] is not None:
        blocks += [Text("This kind of match is not among those that were measured."), Text()]
    blocks += [
        Text(f"Next: {NEXT_STEPS[answer]}"),
        Text(f"The decision it led to: {next_command}"),
        Text(f"For the custodian alone: it says something of the roster. {NOT_ADVICE}", "dim"),
    ]
    return Group(*blocks)
