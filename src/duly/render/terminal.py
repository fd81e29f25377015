"""Findings on a terminal: the sentence, what stands in the way, the table, the readings."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from duly.law.explain import Explanation, Finding, ReadingOutcome, deciding
from duly.law.provision import Provision
from duly.render.words import MARKS, NOT_ADVICE, OUTCOMES, SHORT, value_word

STYLES = {"SHALL": "green", "MAY": "green", "DENY": "red", "HOLD": "yellow", "BARRED": "magenta"}
SIGNS = {True: ("✓", "green"), False: ("✗", "red"), None: ("?", "yellow")}


def decision(
    title: str,
    explanation: Explanation,
    provision: Provision,
    *,
    basis: str,
    evidence: Mapping[str, str],
    check_with: str,
) -> RenderableType:
    """A decided request, top to bottom as somebody reads it who was refused."""
    blocks: list[RenderableType] = [_head(title, explanation, provision), Text(basis, style="dim")]
    ways = deciding(explanation)
    if ways:
        blocks += [Text(), _obstacles(ways)]
    blocks += [Text(), _table(explanation)]
    differing = _readings(explanation, provision)
    if differing is not None:
        blocks += [Text(), differing]
    if evidence:
        blocks += [Text(), _evidence(evidence)]
    steps = list(dict.fromkeys(finding.next_step for finding in ways if finding.next_step))
    blocks += [Text(), _steps(steps, check_with), Text(), Text(NOT_ADVICE, style="dim")]
    return Group(*blocks)


def _head(title: str, explanation: Explanation, provision: Provision) -> Panel:
    word = explanation.operating
    body = Text()
    body.append(f"{word}. ", style=f"bold {STYLES.get(word, 'bold')}")
    body.append(OUTCOMES.get(word, ""))
    if explanation.outcome == "SPLIT":
        body.append("\nSPLIT. ", style="bold")
        body.append("Live readings of the law differ here; this one is operated on.")
    body.append(f"\n{provision.cite}. {provision.title}.", style="dim")
    return Panel(body, title=title, title_align="left", border_style=STYLES.get(word, ""))


def _obstacles(ways: Sequence[Finding]) -> RenderableType:
    refused = sum(1 for way in ways if way.value is False)
    head = [f"{refused} not met"] if refused else []
    head += [f"{len(ways) - refused} not known"] if len(ways) > refused else []
    lines: list[RenderableType] = [Text(f"What stands in the way: {', '.join(head)}", style="bold")]
    for way in ways:
        sign, style = SIGNS[way.value]
        line = Text()
        line.append(f"{sign} ", style=style)
        line.append(way.because)
        under = Text(style="dim")
        under.append(way.cite)
        if way.words:
            under.append(f": “{way.words}”")
        under.append(
            f" ({MARKS[way.mark]}{', contested: ' + way.question if way.question else ''})"
        )
        lines += [Padding(line, (0, 0, 0, 1)), Padding(under, (0, 0, 0, 3))]
        if way.person:
            lines.append(Padding(Text(f"For a person: {way.person}"), (0, 0, 0, 3)))
        for fact in way.missing:
            if fact.how:
                lines.append(Padding(Text(f"Missing: {fact.says}. {fact.how}"), (0, 0, 0, 3)))
    return Group(*lines)


def _table(explanation: Explanation) -> RenderableType:
    table = Table(
        title="Every element", title_justify="left", title_style="bold", box=None, padding=(0, 1)
    )
    table.add_column("", width=1)
    table.add_column("result", no_wrap=True)
    table.add_column("element", ratio=1)
    table.add_column("id", style="dim", no_wrap=True)
    table.add_column("law", style="dim", max_width=30)
    for finding in explanation.findings:
        _rows(table, finding, 0)
    return table


def _rows(table: Table, finding: Finding, depth: int) -> None:
    if not finding.applies:
        if depth == 0:
            table.add_row(
                "·", "not at issue", Text(finding.says, style="dim"), finding.id, finding.cite
            )
        return
    sign, style = SIGNS[finding.value]
    alternative = finding.role.value == "alternative"
    quiet = alternative and finding.value is not True
    table.add_row(
        Text("·" if quiet else sign, style="" if quiet else style),
        Text(value_word(finding.value), style="dim" if quiet else style),
        Text("  " * depth + ("or: " if alternative else "") + finding.says),
        finding.id,
        finding.cite,
    )
    for part in finding.parts:
        _rows(table, part, depth + 1)


def _readings(explanation: Explanation, provision: Provision) -> RenderableType | None:
    """Contested questions on which some reading differs; the rest in one line."""
    by_question: dict[str, list[ReadingOutcome]] = {}
    for reading in explanation.readings:
        by_question.setdefault(reading.question, []).append(reading)
    if not by_question:
        return None
    lines: list[RenderableType] = [Text("Contested law", style="bold")]
    same: list[str] = []
    for question in provision.questions:
        readings = by_question[question.id]
        if len({reading.outcome for reading in readings}) == 1:
            same.append(question.id)
            continue
        lines.append(Padding(Text(f"{question.id}  {question.asks}"), (0, 0, 0, 1)))
        for found in readings:
            reading = question.reading(found.reading)
            line = Text()
            line.append(f"{'→' if found.operating else ' '} {found.reading:<3}")
            line.append(f"{found.outcome:<7}", style=STYLES.get(found.outcome, ""))
            line.append(reading.says)
            notes = [reading.held_by, MARKS[reading.mark]]
            notes += ["operated on"] if found.operating else []
            notes += [] if found.live else ["no longer open in this forum on this date"]
            line.append(f" ({'; '.join(notes)})", style="dim")
            lines.append(Padding(line, (0, 0, 0, 3)))
    if same:
        text = f"On {', '.join(same)} every reading comes to the same here."
        lines.append(Padding(Text(text, style="dim"), (0, 0, 0, 1)))
    return Group(*lines)


def _evidence(evidence: Mapping[str, str]) -> RenderableType:
    table = Table(
        title="Evidence",
        title_justify="left",
        title_style="bold",
        box=None,
        show_header=False,
        padding=(0, 1),
    )
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for name, value in evidence.items():
        table.add_row(name, value)
    return table


def _steps(steps: Iterable[str], check_with: str) -> RenderableType:
    lines: list[RenderableType] = [Text("What to do next", style="bold")]
    for number, step in enumerate([*steps, f"To check this decision: {check_with}"], start=1):
        lines.append(Padding(Text(f"{number}. {step}"), (0, 0, 0, 1)))
    return Group(*lines)


def run_summary(
    numbers: Mapping[str, Any], folder: str, reasons: Sequence[tuple[str, int]]
) -> RenderableType:
    """What came of a batch: totals that add up, the common reasons, the files."""
    decided = Table(box=None, show_header=False, padding=(0, 1))
    decided.add_column(justify="right")
    decided.add_column(no_wrap=True)
    decided.add_column()
    for word in ("SHALL", "MAY", "HOLD", "DENY", "BARRED"):
        number = numbers["operating"].get(word, 0)
        if number:
            decided.add_row(f"{number:,}", Text(word, style=STYLES[word]), SHORT[word])
    if numbers["rejected"]:
        decided.add_row(f"{numbers['rejected']:,}", "rejected", "could not be read: rejects.csv")
    blocks: list[RenderableType] = [
        Text(
            f"{numbers['read']:,} read = {numbers['decided']:,} decided + "
            f"{numbers['rejected']:,} rejected",
            style="bold",
        ),
        decided,
    ]
    split = numbers["outcome"].get("SPLIT", 0)
    if split:
        blocks.append(Text(f" For {split:,} of them live readings of the law differ (SPLIT)."))
    if reasons:
        common = Table(
            title="Most common in the way (a row may have several)",
            title_justify="left",
            title_style="bold",
            box=None,
            show_header=False,
            padding=(0, 1),
        )
        common.add_column(justify="right")
        common.add_column(ratio=1)
        for text, number in reasons:
            common.add_row(f"{number:,}", text)
        blocks += [Text(), common]
    blocks += [Text(), *_scale(numbers), Text(f"Results: {folder}"), Text(NOT_ADVICE, style="dim")]
    return Group(*blocks)


def _scale(numbers: Mapping[str, Any]) -> list[RenderableType]:
    scale = numbers["scale"]
    found: list[RenderableType] = []
    if scale["copied"]:
        names = ", ".join(c["column"] for c in scale["copied"])
        found.append(Text(f"One value for every row: {names}.", style="yellow"))
    if scale["busiest"] > 1:
        found.append(
            Text(
                f"{scale['officers']:,} officer(s) named; one of them for {scale['busiest']:,} people.",
                style="yellow",
            )
        )
    for note in numbers["notes"]:
        found.append(Text(note, style="yellow"))
    if numbers["columns_not_used"]:
        found.append(Text(f"Columns not used: {', '.join(numbers['columns_not_used'])}."))
    if numbers.get("what_if"):
        counts = ", ".join(f"{n:,} {w}" for w, n in numbers["what_if"]["counts"].items())
        readings = ", ".join(numbers["what_if"]["readings"])
        found.append(Text(f"What if {readings} (a what-if, not a decision): {counts}."))
    return [*found, Text()] if found else []


def rule(title: str) -> Rule:
    """A line with a title between two parts of an output."""
    return Rule(title, align="left")
